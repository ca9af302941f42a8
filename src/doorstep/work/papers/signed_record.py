"""The signed record: the text as it was signed, in both languages, the signature, and how anybody checks it."""

from __future__ import annotations

import json
from functools import cache
from importlib import resources
from typing import Any, Literal

from doorstep.calendar import format_moment
from doorstep.record import clock, files
from doorstep.record.faults import Refused
from doorstep.record.history import History
from doorstep.work.door.company import company
from doorstep.work.door.serving import governing
from doorstep.work.door.signing import Signed, signatures
from doorstep.work.papers.setting import set_paper
from doorstep.work.qr import qr_svg


class NotSigned(LookupError):
    """Nothing was signed on the case, or what was signed can no longer be read since the customer was forgotten."""


@cache
def _texts(lang: str) -> dict[str, str]:
    text = (resources.files("doorstep.work.papers") / "texts" / f"{lang}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def signed_record(
    found: History, *, form: Literal["pdf", "png"] = "pdf", digest: str | None = None, address: str = ""
) -> Any:
    """The paper of the latest signature (or the one of ``digest``): bytes of a PDF, or a list of pictures.

    ``address`` is where this server is reached: with one the paper carries the page on which anybody checks its code, as a QR
    code too. The same signature has the same bytes until the record changes. Raises ``NotSigned``.
    """
    signed = [one for one in signatures(found) if one.text and digest in (None, one.digest)]
    if not signed:
        raise NotSigned(found.case)
    latest = signed[-1]
    data: dict[str, Any] = {lang: _said(found, latest, lang, address) for lang in ("zh", "en")}
    data |= {"digest": latest.digest, "code": latest.code, "picture": "", "qr": ""}
    pictures = {}
    picture = _picture(latest)
    if picture is not None:
        data["picture"] = "signature.png"
        pictures["signature.png"] = picture
    if address:
        data["qr"] = "qr.svg"
        pictures["qr.svg"] = qr_svg(f"{address}/check/{latest.code}")
    return set_paper("signed_record.typ", data, at=clock.aware(latest.at), pictures=pictures, form=form)


def _said(found: History, signed: Signed, lang: str, address: str) -> dict[str, Any]:
    """What the paper says in one language."""
    house = company(found.place)
    texts = _texts(lang)
    values = {
        "company": house.zh if lang == "zh" else house.en,
        "phone": house.phone,
        "number": found.number,
        "at": format_moment(signed.at - signed.at % 60),
        "signer": signed.signer,
        "role": _role(found, signed.role, lang),
        "code": signed.code,
        "comments": signed.comments,
        "check": f"{address}/check",
    }
    said = {name: text.format(**values) for name, text in texts.items() if not name.startswith("only.")}
    said["comments"] = texts["only.comments"].format(**values) if signed.comments else ""
    said["changed"] = texts["only.changed"] if signed.changed else ""
    said["phone"] = texts["only.phone"].format(**values) if house.phone else ""
    if address:
        said["how"] = texts["only.check"].format(**values)
    return {**said, "lines": _lines(signed.text, lang)}


def _lines(text: str, lang: str) -> list[dict[str, Any]]:
    """The lines of one language of a signed text, with their particulars: it is printed from what was signed, word
    for word.
    """
    part = text.split("\n\n")[1 if lang == "zh" else 2]
    lines: list[dict[str, Any]] = []
    for line in part.rstrip("\n").split("\n"):
        if line.startswith("  "):
            lines[-1]["items"].append(line[2:])
        else:
            lines.append({"text": line, "items": []})
    return lines


def _role(found: History, role: str, lang: str) -> str:
    return next((s.roles[role].words(lang) for s in governing(found) if role in s.roles), "")


def _picture(signed: Signed) -> bytes | None:
    if not signed.signature:
        return None
    try:
        with files.open_file(signed.signature) as source:
            content = source.read()
    except Refused:
        return None
    return content if content.startswith(b"\x89PNG") else None
