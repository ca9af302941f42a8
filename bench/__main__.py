"""`python -m bench`: judging an order of a hotel and the vectors, against the floor of reading the same acts.

Prints a table and writes bench/results.json with the machine's description. Figures are medians and 95th percentiles; the
ratio to the floor, measured in pairs in the same run, is what can be compared between machines.
"""

from __future__ import annotations

import gzip
import json
import platform
import statistics
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from bench.order import order
from doorstep import judge, standards

HERE = Path(__file__).parent
VECTORS = HERE.parent / "tests" / "vectors"


def timed(work: Callable[[], Any], floor: Callable[[], Any], runs: int) -> dict[str, float]:
    """Milliseconds of ``work`` and of ``floor``, run in turn, and the median of their ratios."""
    pairs = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        middle = time.perf_counter()
        floor()
        pairs.append((1000 * (middle - start), 1000 * (time.perf_counter() - middle)))
    times = sorted(pair[0] for pair in pairs)
    return {
        "median_ms": round(statistics.median(times), 3),
        "p95_ms": round(times[int(0.95 * (len(times) - 1))], 3),
        "floor_median_ms": round(statistics.median(pair[1] for pair in pairs), 3),
        "ratio": round(statistics.median(first / second for first, second in pairs), 2),
    }


def hotel(rooms: int, runs: int, *, sentences: bool) -> dict[str, float]:
    """One order of a hotel: parsed acts, new objects each time, all clauses; the floor is parsing the same acts from JSON."""
    program = judge.program(standards.load("hotel-iptv"), "installation")
    facts, events, as_of = order(rooms)
    text = json.dumps(events)

    def work() -> None:
        judgement = judge.judge(program, judge.read_case(program, facts, events), as_of)
        if sentences:
            for clause in judgement.verdicts:
                finding = judgement.finding(clause)
                judgement.sentence(finding, "zh")
                judgement.sentence(finding, "en")

    result = timed(work, lambda: json.loads(text), runs)
    return {"rooms": rooms, "acts": len(events), **result}


def vectors() -> dict[str, float]:
    """Cases a second on all vectors, reading included, and acts a second."""
    cases = []
    for name in standards.names():
        standard = standards.load(name)
        with gzip.open(VECTORS / f"{name}.jsonl.gz", "rt", encoding="utf-8") as stream:
            cases += [(judge.program(standard, line["case"]), line) for line in map(json.loads, stream)]
    start = time.perf_counter()
    for program, line in cases:
        judge.judge(program, judge.read_case(program, line["facts"], line["events"]), line["as_of"])
    seconds = time.perf_counter() - start
    acts = sum(len(line["events"]) for _, line in cases)
    return {
        "cases": len(cases),
        "acts": acts,
        "cases_a_second": round(len(cases) / seconds),
        "acts_a_second": round(acts / seconds),
    }


def machine() -> dict[str, str]:
    """What this was measured on."""
    cpuinfo = Path("/proc/cpuinfo")
    models = [
        line.partition(":")[2].strip() for line in cpuinfo.read_text().splitlines() if line.startswith("model name")
    ]
    return {
        "python": platform.python_version(),
        "system": platform.platform(),
        "processor": models[0] if models else platform.machine(),
    }


def main() -> None:
    results = {
        "machine": machine(),
        "order of 8 rooms, verdicts": hotel(8, 200, sentences=False),
        "order of 8 rooms, verdicts and both sentences of every clause": hotel(8, 200, sentences=True),
        "order of 40 rooms, verdicts": hotel(40, 60, sentences=False),
        "order of 40 rooms, verdicts and both sentences of every clause": hotel(40, 60, sentences=True),
        "vectors": vectors(),
    }
    (HERE / "results.json").write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    for name, row in results.items():
        print(name)
        print("   " + "  ".join(f"{key} {value}" for key, value in row.items()))


if __name__ == "__main__":
    main()
