"""Signing: a party puts his name to the statement as it was shown to him, on his link or on a phone that is handed to
him.

What is bound is the digest of the text: signing is refused when the text has changed since. Kept are the standard's
own sign-off act and, beside it in the same transaction, ``statement.signed`` with the digest and the whole text, so
that it can always be printed as it was.
"""

from __future__ import annotations

import zlib
from base64 import b64decode
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from doorstep.calendar import format_moment
from doorstep.record import clock, files, readmodels
from doorstep.record.append import Entry, append
from doorstep.record.faults import Refused as FileRefused
from doorstep.record.history import History
from doorstep.record.receipts import Receipt, receipt
from doorstep.work import strict
from doorstep.work.cases import case_of
from doorstep.work.door.answering import checked
from doorstep.work.door.faults import DoorFault
from doorstep.work.door.opening import SOURCE, house_acts
from doorstep.work.door.serving import Serving, governing, sign_off, signature_field
from doorstep.work.door.standing import Standing
from doorstep.work.door.statement import FORM, Statement, code_of, statement_of
from doorstep.work.usual import Usual
from doorstep.work.vocabulary import split

SIGNED = "statement.signed"
MOST_NAME, MOST_COMMENTS, MOST_PICTURE = 60, 1000, 300_000
PNG = b"\x89PNG\r\n\x1a\n"


@dataclass(frozen=True, slots=True)
class Away:
    """A signature given without network: the whole text that was shown, and what says when by a device's own count."""

    text: str
    device: str | None = None
    counter: int | None = None
    skew: timedelta = timedelta(0)


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature as it is kept. ``changed``: the record says something else by now than what was signed.

    ``text`` and ``signer`` are "" and ``signature`` None once the customer was forgotten.
    """

    digest: str
    at: int
    role: str
    signer: str
    text: str
    comments: str
    signature: str | None
    changed: bool

    @property
    def code(self) -> str:
        """The verification code."""
        return code_of(self.digest)


def sign_roles(found: History) -> dict[str, tuple[str, str]]:
    """Who may sign, by role with its names in both languages: the parties of the sign-off, else all parties of the
    case.
    """
    serving = sign_off(found)
    if serving is not None:
        return {role: (words.zh, words.en) for role, words in serving.roles.items()}
    roles = [role for standard in governing(found) for role in standard.roles.values() if role.party]
    return {role.key: (role.words.zh, role.words.en) for role in roles}


def keep_signature(picture: str) -> str:
    """Keeps a drawn signature, a PNG in base64: the hash of its file. Raises ``DoorFault``: bad_picture, no_strokes."""
    try:
        data = b64decode(picture, validate=True)
    except ValueError:
        raise DoorFault("bad_picture", "signature") from None
    if not data.startswith(PNG) or len(data) > MOST_PICTURE:
        raise DoorFault("bad_picture", "signature")
    if _is_blank(data):
        raise DoorFault("no_strokes", "signature")
    hash_ = sha256(data).hexdigest()
    if files.start(hash_, len(data), "image/png") < len(data):
        files.chunk(hash_, 0, data)
    return hash_


def _is_blank(png: bytes) -> bool:
    """Whether every line of the picture is like its second one: nothing was drawn. Raises ``DoorFault`` for a broken
    picture.
    """
    place, packed, width, height = len(PNG), b"", 0, 0
    while place + 8 <= len(png):
        size, kind = int.from_bytes(png[place : place + 4], "big"), png[place + 4 : place + 8]
        body = png[place + 8 : place + 8 + size]
        if kind == b"IHDR":
            width, height = int.from_bytes(body[:4], "big"), int.from_bytes(body[4:8], "big")
        packed += body if kind == b"IDAT" else b""
        place += size + 12
    most = 4000 * 2000 * 4
    try:
        raw = zlib.decompressobj().decompress(packed, most)
    except zlib.error:
        raise DoorFault("bad_picture", "signature") from None
    if not width or not height or len(raw) < height or len(raw) % height:
        raise DoorFault("bad_picture", "signature")
    step = len(raw) // height
    lines = {raw[start + 1 : start + step] for start in range(step, len(raw), step)}
    return len(lines) <= 1


def sign(
    case: str,
    digest: str,
    *,
    key: str,
    role: str,
    signer: str,
    signature: str,
    comments: str = "",
    actor: str | None = None,
    source: str = SOURCE,
    link: str | None = None,
    at: datetime | None = None,
    away: Away | None = None,
) -> Signed:
    """Signs the statement whose digest is ``digest``; ``signature`` is the hash of its picture, here in full already.

    With ``away`` the text was shown without network: it is kept as it was shown, even if the record says otherwise by
    now (``changed`` then). The same ``key`` gives the same signature again. Raises ``NotDone`` for a case that is none,
    ``DoorFault``: text_changed, not_shown, signed_already, bad_role, blank, too_long, bad_text, no_file.
    """
    found = case_of(case)
    shown = statement_of(found)
    for one in house_acts(found, SIGNED):
        if one.data.get("digest") == digest:
            if one.envelope.key == f"{key}:statement":
                return _signed(found, one.data, one.at, shown.digest)
            raise DoorFault("signed_already")
    text = _text(shown, digest, away)
    if role not in sign_roles(found):
        raise DoorFault("bad_role", "role")
    name = checked(signer, "signer", MOST_NAME, needed=True)
    said = checked(comments, "comments", MOST_COMMENTS, needed=False)
    try:
        files.open_file(signature).close()
    except FileRefused:
        raise DoorFault("no_file", "signature") from None
    moment = at or clock.now()
    entry = _Signing(key, case, moment, role, actor, source, away)
    serving = sign_off(found)
    entries = []
    if serving is not None:
        data = {**_usual(found, serving, role), **_filled(serving, signature, name, said, found)}
        entries.append(entry.made(serving.act.key, *split(data, serving.act.fields)))
    mine = {"text": text, "signer": name, "comments": said, "signature": signature}
    kept = {"digest": digest, "form": FORM, "role": role, "sign_off": key if serving else None, "link": link}
    differs = digest != shown.digest
    entries.append(entry.made(SIGNED, {**kept, "differs": True} if differs else kept, mine, beside=True))
    _append(entries, None if differs else digest)
    return Signed(digest, clock.civil(moment), role, name, text, said, signature, changed=differs)


def signature_receipt(case: str, key: str) -> Receipt:
    """The receipt of what a signature of this key recorded: the sign-off where there is one, else the signed statement."""
    mine = [one for one in case_of(case).acts if one.envelope.key in (key, f"{key}:statement")]
    return receipt(mine[0].envelope)


@dataclass(frozen=True, slots=True)
class _Signing:
    """What the acts of one signature have in common."""

    key: str
    case: str
    at: datetime
    role: str
    actor: str | None
    source: str
    away: Away | None

    def made(self, act: str, data: Mapping[str, Any], personal: Mapping[str, Any], *, beside: bool = False) -> Entry:
        """An act of this signature; the one ``beside`` has a key of its own, and no place in the device's count."""
        how = self.away or Away("")
        key = f"{self.key}:statement" if beside else self.key
        return Entry(
            key,
            self.case,
            act,
            self.at,
            self.role,
            self.actor,
            self.source,
            data,
            personal,
            device=how.device,
            counter=how.counter,
            skew=how.skew,
        )


def _text(shown: Statement, digest: str, away: Away | None) -> str:
    """The text of that digest: what the record says, or what was shown without network. Raises ``DoorFault``."""
    if digest == shown.digest:
        return shown.text
    if away is None:
        raise DoorFault("text_changed", "digest")
    if sha256(away.text.encode()).hexdigest() != digest or not away.text.startswith(f"doorstep statement {FORM}\n\n"):
        raise DoorFault("not_shown", "shown")
    if strict.text_faults(away.text, "shown"):
        raise DoorFault("bad_text", "shown")
    return away.text


def _append(entries: Sequence[Entry], digest: str | None) -> None:
    def unchanged(cases: Sequence[str]) -> None:
        """The chain of the case is locked here: what is signed is what the record says at this moment."""
        for case in cases if digest is not None else ():
            _check(statement_of(case_of(case)), digest)
        readmodels.update(cases)

    for outcome in append(entries, then=unchanged):
        if not isinstance(outcome, Receipt):
            raise DoorFault("not_taken")


def _check(shown: Statement, digest: str | None) -> None:
    if shown.digest != digest:
        raise DoorFault("text_changed", "digest")


def _filled(serving: Serving, signature: str, signer: str, comments: str, found: History) -> dict[str, Any]:
    """The fields of the sign-off that the page asks for."""
    said = {"signature": signature, "signer": signer, "comments": comments}
    fields = sign_fields(serving, found)
    data: dict[str, Any] = {fields[name]: value for name, value in said.items() if name in fields and value}
    if unit := _unit(serving, found):
        data[unit] = found.facts[f"{unit}s"][0]
    return data


def _unit(serving: Serving, found: History) -> str | None:
    """The field of the sign-off that names a unit."""
    kinds = {key: kind for key, _, kind in found.standards}
    unit = serving.standard.cases[kinds[serving.standard.key]].unit
    return unit if unit and unit in serving.act.fields else None


def sign_fields(serving: Serving, found: History) -> dict[str, str]:
    """Which fields of the sign-off take the ``signature``, the ``signer`` and the ``comments``, as far as it has them."""
    drawn, person, text = signature_field(serving), serving.first("person"), serving.first("text")
    if text in (_unit(serving, found), "ref"):
        text = None
    fields = {"signature": drawn, "signer": person, "comments": text}
    return {name: field for name, field in fields.items() if field}


def _usual(found: History, serving: Serving, role: str) -> dict[str, Any]:
    """The choices that the clauses leave no choice about, such as which form is signed; ticks are never set for
    anybody.
    """
    choices = [name for name, type_ in serving.act.fields.items() if type_.kind == "choice"]
    if not choices:
        return {}
    standing = Standing(found)
    filled = Usual(standing.situation).fill(serving.act.key, None, standing.situation.now)
    return {name: filled.trial.data[name] for name in choices if name in filled.trial.data}


def signatures(found: History) -> list[Signed]:
    """The signatures on a case, in their order."""
    acts = house_acts(found, SIGNED)
    if not acts:
        return []
    digest = statement_of(found).digest
    return [_signed(found, act.data, act.at, digest) for act in acts]


def _signed(found: History, data: Any, at: int, now: str) -> Signed:
    return Signed(
        digest=data["digest"],
        at=at,
        role=data["role"],
        signer=data.get("signer", ""),
        text=data.get("text", ""),
        comments=data.get("comments", ""),
        signature=data.get("signature"),
        changed=data["digest"] != now,
    )


def shown(signed: Signed) -> dict[str, Any]:
    """A signature as a page shows it: no picture, no text."""
    at = format_moment(signed.at - signed.at % 60)
    return {"code": signed.code, "digest": signed.digest, "at": at, "signer": signed.signer, "changed": signed.changed}
