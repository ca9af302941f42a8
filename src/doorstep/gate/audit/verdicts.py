"""verdicts.jsonl: a line for each order and standard, for other programs."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from doorstep.gate.audit.judged import Audit


def lines(audit: Audit) -> Iterator[dict[str, Any]]:
    """``{"order", "standard", "case", "verdicts"}``, and ``"incomplete": true`` on an order that lost a row."""
    for order, judged in zip(audit.imported.orders, audit.judged, strict=True):
        for case in judged.cases:
            line = {"order": order.number, "standard": case.standard, "case": case.kind, "verdicts": case.verdicts}
            yield line | ({"incomplete": True} if order.incomplete else {})


def write(audit: Audit, path: Path) -> None:
    """The lines written to ``path``."""
    with path.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(line, ensure_ascii=False) + "\n" for line in lines(audit))
