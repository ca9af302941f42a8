"""The door: what a customer or hotel may do by a link, without an account: see who comes and when, answer, read,
sign, rate.

One module a subject: ``links`` (the token), ``opening`` (making, opening, revoking), ``serving`` (which acts of a
standard serve), ``appointment``, ``statement`` (the text that is signed), ``signing``, ``checking`` (a printed record, by
its code), ``rating``, ``view`` (what the pages show). A link has no row of its own: what happens to it are acts of the
house on its case. What does not live here: HTTP (``gate.door``), the PDF (``papers``).
"""

from doorstep.work.door.answering import ask_time, confirm
from doorstep.work.door.carried import carried
from doorstep.work.door.checking import Checked, code_typed, signed_under
from doorstep.work.door.company import public_address
from doorstep.work.door.faults import DoorFault
from doorstep.work.door.links import Purpose
from doorstep.work.door.opening import (
    Link,
    LinkState,
    OpenDoor,
    links_of,
    make_link,
    note_opened,
    open_door,
    revoke_link,
    want_new_link,
)
from doorstep.work.door.rating import rate
from doorstep.work.door.signing import Away, Signed, keep_signature, sign, sign_roles, signature_receipt, signatures
from doorstep.work.door.statement import Statement, code_of, statement
from doorstep.work.door.view import door_statement, statement_shown, view

__all__ = [
    "Away",
    "Checked",
    "DoorFault",
    "Link",
    "LinkState",
    "OpenDoor",
    "Purpose",
    "Signed",
    "Statement",
    "ask_time",
    "carried",
    "code_of",
    "code_typed",
    "confirm",
    "door_statement",
    "keep_signature",
    "links_of",
    "make_link",
    "note_opened",
    "open_door",
    "public_address",
    "rate",
    "revoke_link",
    "sign",
    "sign_roles",
    "signature_receipt",
    "signatures",
    "signed_under",
    "statement",
    "statement_shown",
    "view",
    "want_new_link",
]
