"""Checking a printed record by its code: whether there is such a signature, when it was given, how much it says was done.

Whoever holds the paper may ask, so nothing here tells more than the paper does, and nothing personal at all.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from doorstep.record.history import history
from doorstep.record.sql import postgres, rows
from doorstep.work.door.faults import texts
from doorstep.work.door.signing import SIGNED
from doorstep.work.door.statement import CROCKFORD

READ_AS = str.maketrans("OIL", "011")
"""Letters that Crockford's base 32 leaves out because they are read as these signs."""

LETTERS = 8
KEPT = 2
"""So many letters of an order's number are shown at each end, of a short one fewer."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A signed record as anybody with its code may know it. ``at`` is local civil seconds, ``number`` the order's, masked.

    ``done`` and ``open`` are counts of units; None where the record counts none, or can be read no more.
    """

    at: int
    number: str
    done: int | None
    open: int | None


def code_typed(text: str) -> str | None:
    """The code that somebody typed, as it is printed: without regard to case, spaces and dashes; None for no code.

    >>> code_typed(" 4f7k 2oq9"), code_typed("4F7K-20Q"), code_typed("4F7K-20QU")
    ('4F7K-20Q9', None, None)
    """
    signs = re.sub(r"[\s\W_]", "", unicodedata.normalize("NFKC", text)).upper().translate(READ_AS)
    if len(signs) != LETTERS or set(signs) - set(CROCKFORD):
        return None
    return f"{signs[:4]}-{signs[4:]}"


def signed_under(code: str) -> list[Checked]:
    """The signatures with a code as it is printed, in their order: one, but for a freak of chance."""
    value = 0
    for sign in code.replace("-", ""):
        value = value << 5 | CROCKFORD.index(sign)
    # In the words of the index `record_act_signed`, which holds these acts alone.
    digest = "(text::json -> 'data' ->> 'digest')" if postgres() else "json_extract(text, '$.data.digest')"
    query = f"SELECT \"case\", id FROM record_act WHERE act = '{SIGNED}' AND substr({digest}, 1, 10) = %s ORDER BY seq"
    return [_checked(case, id_) for case, id_ in rows(query, [f"{value:010x}"])]


def _checked(case: str, id_: str) -> Checked:
    found = history(case)
    act = next(act for act in found.acts if act.envelope.id == id_)
    counted = _counts().search(str(act.data.get("text") or ""))
    done, left = (int(counted[1]), int(counted[2])) if counted else (None, None)
    return Checked(act.at, masked_number(found.number), done, left)


@cache
def _counts() -> re.Pattern[str]:
    """The line of a statement that counts its units."""
    line = re.escape(texts("zh")["statement.units"])
    for name, pattern in (("unit", ".+"), ("done", r"(\d+)"), ("open", r"(\d+)")):
        line = line.replace(re.escape("{" + name + "}"), pattern)
    return re.compile(rf"^{line}$", re.MULTILINE)


def masked_number(number: str) -> str:
    """An order's number as who has it before him knows it again, and nobody else learns it.

    >>> masked_number("H-0921"), masked_number("Z1"), masked_number("13900000502")
    ('H-**21', '**', '13*******02')
    """
    kept = min(KEPT, len(number) // 3)
    return number[:kept] + "*" * (len(number) - 2 * kept) + number[len(number) - kept :]
