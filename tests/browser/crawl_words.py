"""Whether a text may stand on a screen in a language: no key, no word of the machine's, nothing that was not translated.

What people put into the record, and what they and places are called, is data: it stands as it was written in both
languages. Everything else that is Chinese in English, or English in Chinese, is either marked with its own language
(``lang``, as the source of a clause is) or in ``LATIN`` below.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from pathlib import Path

WEB = Path(__file__).resolve().parents[2] / "web"
HAN = re.compile(r"[㐀-鿿]+")
WORD = re.compile(r"[A-Za-z][A-Za-z'’-]*[A-Za-z]")
NUMBERED = re.compile(
    r"\b[A-Z]{1,5}-?\d[\w-]*|\b[0-9A-F]{2}(?::[0-9A-F]{2}){2,}|\b[0-9a-f]{12,}\b|\bdst_\w*|[\w.-]*\.(?:xlsx|jsonl|csv|html|pdf|srt|vtt|json)\b"
    r"|https?://\S+|/[a-z]+/\S*|\b[0-9A-Z]{4}-[0-9A-Z]{4}\b|…[\w-]+…"
)
"""Numbers of orders, codes, names of files, addresses."""
BAD = (
    ("snake_case", re.compile(r"(?<![\w./-])[a-z]+(?:_[a-z0-9]+)+\b")),
    ("no value", re.compile(r"\bundefined\b|\bnull\b|\bNaN\b|\[object|Invalid Date|^None$")),
    ("timestamp", re.compile(r"\d{4}-\d\d-\d\d[T ]\d\d:\d\d")),
    ("placeholder", re.compile(r"\{\w+\}")),
)
QUOTED = re.compile(
    r"[‘“\"][^‘’“”\"]*[’”\"]|您好 \(hello\), 请 \(please\), 对不起 \(sorry\), 谢谢 \(thank you\), 再见|加急件"
)
"""What English quotes: words that a standard wants to be said, or written on a parcel, as they stand."""
MASKED = re.compile(r"[㐀-鿿]\*+")
"""A name that is not shown whole, as 许**."""
ALLOWED = (
    # The product and what it is called by; the switch of language; keys of the keyboard.
    "Doorstep EN English API OpenAPI Enter Esc Ctrl Tab "
    # What trade and equipment are called in Chinese too.
    "MAC WiFi Wi-Fi IPTV KTV VIP IP PC USB LAN TV OLT ONU PON IT KPI KQI SLA VI DJ OK SIM POS SN APP App "
    # Kinds of files, units.
    "PDF XLSX Excel CSV JSON JSONL SRT VTT PNG SVG MB GB KB Mbps dBm km CRM "
    # Names of other people's programs.
    "Chrome Safari Firefox Android iPhone WeChat TM Forum Open"
)
LATIN = frozenset(ALLOWED.split())


@lru_cache(maxsize=1)
def keys() -> frozenset[str]:
    """Every key of every catalogue of the screens, as "ui.nothing.title"."""
    found = set()
    for file in [*WEB.glob("*/texts*/zh.json")]:
        found |= set(_keys(json.loads(file.read_text(encoding="utf-8")), ""))
    return frozenset(found)


def _keys(catalogue: dict[str, object], before: str) -> Iterator[str]:
    for key, value in catalogue.items():
        yield from _keys(value, f"{before}{key}.") if isinstance(value, dict) else [f"{before}{key}"]


class Words:
    """Looks through texts; remembers what it has seen. ``data`` are the texts that people put in; ``proposed`` what the phone
    proposes to put in, in the language that it is tapped in: data only where it stands as recorded.
    """

    def __init__(self, data: Iterable[str], proposed: Iterable[str] = ()) -> None:
        self.data = _longest_first(data)
        self.recorded = _longest_first({*data, *proposed})
        self.faults = lru_cache(maxsize=None)(self._faults)

    def _faults(self, text: str, marked: str, lang: str, recorded: bool = False) -> tuple[str, ...]:
        """What is wrong with a text on a page in ``lang``; ``marked`` is the language that its element says; ``recorded``: it
        stands where the record is told.
        """
        data = self.recorded if recorded else self.data
        found = [
            f"{name}: {text[:100]}"
            for name, wrong in BAD
            if wrong.search(_own(text, data) if name != "placeholder" else text)
        ]
        found += [f"key: {one}" for one in re.findall(r"[a-z][\w-]*(?:\.[a-z][\w-]*)+", text) if one in keys()]
        foreign = bool(marked) and not marked.startswith(lang)
        if not foreign and lang == "en" and HAN.search(text) and HAN.search(_own(QUOTED.sub(" ", text), data)):
            found.append(f"Chinese: {text[:100]}")
        if not foreign and lang == "zh":
            left = [one for one in WORD.findall(NUMBERED.sub(" ", _own(text, data))) if one not in LATIN]
            found += [f"English: {', '.join(left)} in: {text[:100]}"] if left else []
        return tuple(found)


def _longest_first(texts: Iterable[str]) -> list[str]:
    return sorted({one.strip() for one in texts if HAN.search(one) or WORD.search(one)}, key=len, reverse=True)


def _own(text: str, data: Sequence[str]) -> str:
    """The text without the data in it."""
    for one in data:
        if one in text:
            text = text.replace(one, " ")
    return MASKED.sub(" ", _without_cut(text, data) if "…" in text else text)


def _without_cut(text: str, data: Sequence[str]) -> str:
    """The text without data that is cut short by "…"."""
    said = text.split("…")[0]
    for one in data:
        for length in range(min(len(one), len(said)), 1, -1):
            if said.endswith(one[:length]):
                return said[:-length]
    return text
