"""The report: one HTML file that holds its page, its script and its data, and asks nobody for anything.

The data lies gzipped in the page, as base64, in blocks that the browser unpacks when it needs them. What the data is
stands in ``payload``; how it is drawn, in ``report/``.
"""

from __future__ import annotations

import base64
import gzip
import json
from importlib import resources
from pathlib import Path
from typing import Any

from doorstep.gate.audit.payload import Payload
from doorstep.gate.audit.wording import LANGUAGES

# One script, read in this order.
_SCRIPT = (
    "words",
    "data",
    "times",
    "markup",
    "figures",
    "components",
    "overview",
    "groups",
    "order",
    "timeline",
    "rulings",
    "clause",
    "lists",
    "search",
    "routes",
    "hands",
    "start",
)

# Half the time of the strongest level for two hundredths more size.
_LEVEL = 6


def render(payload: Payload, *, lang: str = "zh") -> str:
    """The page as text; it opens in ``lang`` ("zh" or "en") and has both."""
    texts = {name: json.loads(_source(f"{name}.json")) for name in LANGUAGES}
    blocks = [_block("core", payload.core)]
    blocks += [_block(f"part-{place}", part) for place, part in enumerate(payload.parts)]
    pieces = {
        "/*{css}*/": _source("report.css"),
        "<!--{texts}-->": f'<script type="application/json" id="texts">{_json_in_html({"lang": lang, **texts})}</script>',
        "/*{script}*/": "\n".join(_source(f"script/{name}.js") for name in _SCRIPT),
        "<!--{data}-->": "\n".join(blocks),
    }
    page = _source("template.html")
    for place, piece in pieces.items():
        before, found, after = page.partition(place)
        if not found:
            raise ValueError(f"template.html has no {place}")
        page = before + piece + after
    return page


def write(payload: Payload, path: Path, *, lang: str = "zh") -> None:
    """The page written to ``path``."""
    path.write_text(render(payload, lang=lang), encoding="utf-8")


def _source(name: str) -> str:
    return (resources.files("doorstep.gate.audit") / "report" / name).read_text(encoding="utf-8")


def _json_in_html(value: Any) -> str:
    """JSON that may stand between script tags: no text of it can end them."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _block(name: str, value: Any) -> str:
    raw = json.dumps(value, ensure_ascii=False, separators=(",", ":")).encode()
    # Without a date in it, so that the same audit gives the same file.
    packed = base64.b64encode(gzip.compress(raw, _LEVEL, mtime=0)).decode()
    return f'<script type="application/octet-stream" id="{name}">{packed}</script>'
