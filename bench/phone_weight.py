"""`python -m bench.phone_weight`: what the phone loads before its first page shows, in bytes as gzip sends them.

The page itself, the scripts and styles that it names, and whatever those import at once (not what is loaded when it is opened).
"""

from __future__ import annotations

import gzip
import json
import re
import sys
from pathlib import Path

BUILT = Path(__file__).parents[1] / "src" / "doorstep" / "gate" / "site" / "static" / "field"
PAGE = BUILT / "index.html"
NAMED = re.compile(r'(?:src|href)="/static/field/(assets/[^"]+\.(?:js|css))"')
IMPORTED = re.compile(r'(?:\bfrom|\bimport)\s*"\./([^"]+\.js)"')


def first_load() -> dict[str, int]:
    """The files of the first load with their gzipped sizes. Raises ``FileNotFoundError`` before the screens are built."""
    text = PAGE.read_text(encoding="utf-8")
    found = {"index.html": len(gzip.compress(text.encode(), 6))}
    waiting = NAMED.findall(text)
    while waiting:
        name = waiting.pop()
        if name in found:
            continue
        content = (BUILT / name).read_bytes()
        found[name] = len(gzip.compress(content, 6))
        if name.endswith(".js"):
            waiting += [f"assets/{one}" for one in IMPORTED.findall(content.decode())]
    return found


def main() -> int:
    """Prints the sizes as JSON, the sum first."""
    loaded = first_load()
    print(json.dumps({"sum": sum(loaded.values()), "files": loaded}, indent=2))
    return 0


if __name__ == "__main__":
    sys.exit(main())
