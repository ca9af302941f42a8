"""Transcripts: the words of a call, from a list, a text, or the lines of a .srt, .vtt or .json file.

A transcript is a list of ``{"speaker": agent|customer|other, "at": "00:00:05", "text": …}``, or a text, all ours.
Which act a call belongs to is the business of ``calls`` and ``acts``.
"""

from __future__ import annotations

import html
import json
import re
from typing import Any

from doorstep.gate.audit.workbook import moments
from doorstep.gate.audit.workbook.cells import Raw, blank
from doorstep.gate.audit.workbook.faults import Unfit
from doorstep.gate.audit.workbook.names import Names, cleaned, norm
from doorstep.language.model import Words

SPEAKERS = Names(
    "speaker",
    [("agent", Words("我方", "agent")), ("customer", Words("客户", "customer")), ("other", Words("其他", "other"))],
)

Utterance = dict[str, str]

_CLOCK = re.compile(r"(?:(\d{1,2}):)?(\d{1,2}):(\d{1,2})(?:[.,]\d{1,3})?")
_CUE = re.compile(r"\s*((?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3})\s*-->\s*(?:\d{1,2}:)?\d{1,2}:\d{2}[.,]\d{1,3}.*")
_SPOKEN = re.compile(r"\s*([^:：]{1,20})[:：]\s*(.*)")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]*)>", re.IGNORECASE)
_TAG = re.compile(r"</?[^>]*>")


def offset(raw: Raw) -> str:
    """The time since a call's beginning, as "00:00:05". Raises ``Unfit("no_offset")``."""
    if isinstance(raw, str):
        if found := _CLOCK.fullmatch(cleaned(raw)):
            hours, minutes, seconds = (int(part or 0) for part in found.groups())
            if minutes < 60 and seconds < 60:
                return f"{hours:02}:{minutes:02}:{seconds:02}"
        raise Unfit("no_offset")
    total = moments.clock(raw)
    if total is None:
        raise Unfit("no_offset")
    return f"{total // 3600:02}:{total // 60 % 60:02}:{total % 60:02}"


def from_text(text: str) -> str | list[Utterance]:
    """The transcript in a cell: a JSON list of utterances, else a text that is all ours."""
    if not text.startswith("["):
        return text
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        return text
    return (checked(found) or "") if isinstance(found, list) else text


def checked(listed: list[Any]) -> list[Utterance] | None:
    """The list as a transcript, its speakers as keys; None if it is empty. Raises ``Unfit("no_transcript")``."""
    found: list[Utterance] = []
    for item in listed:
        if not isinstance(item, dict) or not isinstance(item.get("text"), str):
            raise Unfit("no_transcript")
        speaker = item.get("speaker")
        if not isinstance(speaker, str):
            raise Unfit("no_transcript")
        try:
            found.append(utterance(SPEAKERS.find(speaker), item.get("at"), item["text"]))
        except Unfit:
            raise Unfit("no_transcript") from None
    return found or None


def utterance(speaker: str, at: Raw, text: str) -> Utterance:
    """One utterance; ``at`` may be blank."""
    if blank(at):
        return {"speaker": speaker, "text": text}
    return {"speaker": speaker, "at": offset(at), "text": text}


def from_json(content: str) -> list[Utterance]:
    """The catalogue's list. Raises ``Unfit("no_transcript")``."""
    try:
        found = json.loads(content)
    except (ValueError, RecursionError):
        raise Unfit("no_transcript") from None
    if not isinstance(found, list):
        raise Unfit("no_transcript")
    return checked(found) or []


def from_srt(content: str, names: Names = SPEAKERS) -> list[Utterance]:
    """The cues of a SubRip file; a line begins with a speaker and a colon, without one it is "other".

    Raises ``Unfit("no_transcript")`` if there is no cue.
    """
    found = []
    for at, lines in _cues(content):
        for line in lines:
            text = html.unescape(_TAG.sub("", line)).strip()
            speaker = "other"
            if (spoken := _SPOKEN.fullmatch(text)) and len(known := names.keys(spoken[1])) == 1:
                speaker, text = next(iter(known)), spoken[2]
            if text:
                found.append(utterance(speaker, at, text))
    return found


def from_vtt(content: str, names: Names = SPEAKERS) -> list[Utterance]:
    """The cues of a WebVTT file; a voice span ``<v Speaker>`` goes to the next or its end, without one it is "other".

    Raises ``Unfit("no_transcript")`` if there is no cue.
    """
    found = []
    for at, lines in _cues(content):
        speaker = "other"
        for line in lines:
            pieces = _VOICE.split(line)
            for index, piece in enumerate(pieces):
                if index % 2:
                    known = names.keys(html.unescape(piece))
                    speaker = next(iter(known)) if len(known) == 1 else "other"
                    continue
                inside, closed, after = piece.partition("</v>")
                for who, part in ((speaker, inside), ("other", after)):
                    if text := html.unescape(_TAG.sub("", part)).strip():
                        found.append(utterance(who, at, text))
                if closed:
                    speaker = "other"
    return found


def _cues(content: str) -> list[tuple[str, list[str]]]:
    """The cues: when each begins, and its lines."""
    found: list[tuple[str, list[str]]] = []
    lines: list[str] | None = None
    for line in content.splitlines():
        if cue := _CUE.fullmatch(line):
            if lines and norm(lines[-1]).isdigit() and found:
                lines.pop()  # the next cue's number, where no blank line parts the two
            lines = []
            found.append((cue[1], lines))
        elif not line.strip():
            lines = None
        elif lines is not None:
            lines.append(line)
    if not found:
        raise Unfit("no_transcript")
    return found
