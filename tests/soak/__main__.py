"""`python -m tests.soak --kills 200`: the long run, on each database in turn."""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from pathlib import Path

from tests.soak.databases import environment, postgres_answers
from tests.soak.kills import Soak


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__)
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    wanted = parser.parse_args()
    bad = 0
    for database in ("sqlite", "postgresql"):
        if database == "postgresql" and not postgres_answers():
            print("postgresql: nobody answers on 127.0.0.1:5432, not run")
            continue
        with tempfile.TemporaryDirectory() as folder, environment(database, Path(folder)) as own:
            soak = Soak(own, Path(folder), wanted.kills, wanted.seed)
            found = soak.run()
        wrong = {name: found[name] for name in ("missing", "other", "doubled", "faults") if found[name]}
        print(
            f"{database}: {wanted.kills} kills, {found['receipts']} receipts, {found['acts']} acts,",
            f"{found['again']} tries again",
        )
        print(f"  {'all in the record with the same hash, which verifies' if not wrong else json.dumps(wrong)}")
        print(*(f"  {trouble}" for trouble in soak.troubles[:5]), sep="\n", end="\n" if soak.troubles else "")
        bad += bool(wrong or soak.troubles)
    return min(bad, 1)


if __name__ == "__main__":
    sys.exit(main())
