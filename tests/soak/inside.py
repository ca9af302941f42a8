"""What runs beside the server with Django: makes the organisation and the cases, and looks at the record afterwards.

python -m tests.soak.inside prepare CASES        prints {"token", "cases"}
python -m tests.soak.inside check RECEIPTS.json  prints {"missing", "other", "doubled", "faults", "acts"}
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any


def prepare(count: int) -> dict[str, Any]:
    """An organisation with one technician's token, and cases of home broadband to write to."""
    from doorstep.record import clock
    from doorstep.work.assign import assign
    from doorstep.work.intake import open_case
    from tests.gate.api.people import settle, token_of

    settle()
    cases = []
    for n in range(count):
        facts = {"customer_name": f"客户{n}", "product": "broadband"}
        receipt = open_case(
            f"S-{n:04d}",
            [("home-broadband", None, "installation")],
            {key: value for key, value in facts.items() if key in _facts()},
            key=f"soak-open-{n}",
            at=clock.now(),
            place="chengnan",
            actor="an",
            customer=f"soak-{n}",
            source="soak",
        )
        case = receipt.case  # type: ignore[union-attr]
        assign(case, "lumingchuan", key=f"soak-assign-{n}", actor="an", at=clock.now(), source="soak")
        cases.append(case)
    return {"token": token_of("lumingchuan"), "dispatcher": token_of("fangsu"), "cases": cases}


def _facts() -> dict[str, Any]:
    from doorstep import standards

    return dict(standards.load("home-broadband").cases["installation"].facts)


def check(path: Path) -> dict[str, Any]:
    """Holds every receipt against the record and verifies all of it."""
    from doorstep.record.seal import seal_changes
    from doorstep.record.sql import rows
    from doorstep.record.verify import verify

    receipts = json.loads(path.read_text(encoding="utf-8"))
    stored = dict(rows("SELECT key, hash FROM record_act"))
    seal_changes()
    return {
        "missing": [key for key in receipts if key not in stored],
        "other": [key for key, hash_ in receipts.items() if stored.get(key, hash_) != hash_],
        "doubled": [row[0] for row in rows("SELECT key FROM record_act GROUP BY key HAVING count(*) > 1")],
        "faults": [str(fault) for fault in verify()],
        "acts": len(stored),
    }


def main() -> None:
    import os

    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.gate.site.settings")
    django.setup()
    from django.core.management import call_command

    if sys.argv[1] == "prepare":
        call_command("migrate", verbosity=0)
        answer = prepare(int(sys.argv[2]))
    else:
        answer = check(Path(sys.argv[2]))
    print(json.dumps(answer, ensure_ascii=False))


if __name__ == "__main__":
    main()
