"""Scenario files: one story each, run against its standard; what came out otherwise than expected.

The format is the standards' own (``scenario, standard, case, facts, events, as_of, expect, why``). Printing is
the command line's, judging ``judge``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from doorstep.gate.lines import LANGUAGES, explained
from doorstep.judge import BadCase, judge, program, read_case
from doorstep.language.errors import Faults, nearest
from doorstep.language.model import Standard
from doorstep.language.reader_examples import files
from doorstep.language.yamlnodes import Mapping as MappingNode
from doorstep.language.yamlnodes import read_nodes

VERDICTS = ("met", "breached", "pending", "not_applicable")
WANTED = ("scenario", "standard", "case", "events", "as_of", "expect")


class ScenarioError(Exception):
    """A scenario that cannot be run. ``where`` is its file with the line if known; ``code`` and ``values`` say what."""

    def __init__(self, where: str, code: str, **values: Any) -> None:
        super().__init__(f"{where} {code} {values}")
        self.where = where
        self.code = code
        self.values = values


@dataclass(frozen=True, slots=True)
class Scenario:
    """One story: a case, a moment, and what some clauses' verdicts must be then.

    ``lines`` says in which line of the file each verdict is expected.
    """

    path: Path
    name: str
    standard: str
    case: str
    facts: Mapping[str, Any]
    events: list[Mapping[str, Any]]
    as_of: str
    expect: Mapping[str, str]
    lines: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Mismatch:
    """A clause whose verdict is not the expected one, with the judge's sentence in each language."""

    scenario: Scenario
    clause: str
    expected: str
    got: str
    sentences: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Run:
    """A scenario that was judged: every verdict, and what differs from the story."""

    scenario: Scenario
    verdicts: Mapping[str, str]
    mismatches: list[Mismatch]


def scenario_files(folders: Iterable[Path]) -> list[Path]:
    """The scenario files in ``folders`` and below them, sorted; a file stands for itself.

    Raises ``FileNotFoundError`` for a folder that is not there.
    """
    found: list[Path] = []
    for folder in folders:
        if folder.is_dir():
            found += sorted(file for pattern in ("*.yaml", "*.yml") for file in folder.rglob(pattern))
        elif folder.exists():
            found.append(folder)
        else:
            raise FileNotFoundError(2, "no such folder or file", str(folder))
    return found


def example_files(standard: Standard) -> list[Path]:
    """The scenario files that a standard names as its examples."""
    return [file for pattern in standard.examples for file in files(Path(standard.path), pattern)]


def read_scenario(path: Path) -> Scenario:
    """The scenario in the file at ``path``. Raises ``ScenarioError``."""
    faults = Faults(str(path))
    root = read_nodes(path, faults)
    found = faults.all()
    if found or root is None:
        raise ScenarioError(f"{path}:{found[0].line}", "yaml", problem=found[0].message)
    if not isinstance(root, MappingNode):
        raise ScenarioError(f"{path}:1", "no_mapping")
    values = root.plain()
    missing = [key for key in WANTED if values.get(key) is None]
    if missing:
        raise ScenarioError(f"{path}:1", "missing", keys=", ".join(missing))
    for key, kind in (("facts", dict), ("events", list), ("expect", dict)):
        if not isinstance(values.get(key) or kind(), kind):
            raise ScenarioError(f"{path}:{root.entries[key][0].line}", f"no_{kind.__name__}", key=key)
    expect_node = root.get("expect")
    lines = {key: at.line for key, at, _ in expect_node} if isinstance(expect_node, MappingNode) else {}
    texts = {key: str(values[key]) for key in ("standard", "case", "as_of")}
    return Scenario(
        path, str(values["scenario"]), facts=values.get("facts") or {}, events=values["events"] or [],
        expect=values["expect"], lines=lines, **texts,
    )  # fmt: skip


def run_scenario(scenario: Scenario, standard: Standard) -> Run:
    """The scenario judged under ``standard``. Raises ``ScenarioError`` for what the standard does not know."""
    where = str(scenario.path)
    if scenario.case not in standard.cases:
        raise ScenarioError(where, "unknown_case", **_unknown(scenario.case, standard.cases, standard))
    for clause, verdict in scenario.expect.items():
        place = f"{where}:{scenario.lines.get(clause, 1)}"
        if clause not in standard.clauses:
            raise ScenarioError(place, "unknown_clause", **_unknown(clause, standard.clauses, standard))
        if standard.clauses[clause].check == "info":
            raise ScenarioError(place, "undecided", name=clause)
        if verdict not in VERDICTS:
            raise ScenarioError(place, "unknown_verdict", **_unknown(str(verdict), VERDICTS, standard))
    try:
        ready = program(standard, scenario.case)
        judgement = judge(ready, read_case(ready, scenario.facts, scenario.events), scenario.as_of)
    except BadCase as bad:
        raise ScenarioError(where, "bad_case", place=bad.path, problem=bad.message) from None
    except (ValueError, TypeError):
        raise ScenarioError(where, "as_of", name=scenario.as_of) from None
    mismatches = []
    for clause, expected in scenario.expect.items():
        got = judgement.verdicts[clause]
        if got != expected:
            mismatches.append(Mismatch(scenario, clause, expected, got, explained(judgement, clause)))
    return Run(scenario, judgement.verdicts, mismatches)


def _unknown(name: str, options: Iterable[str], standard: Standard) -> dict[str, Any]:
    return {"name": name, "near": nearest(name, options), "standard": standard.key}


__all__ = [
    "LANGUAGES",
    "Mismatch",
    "Run",
    "Scenario",
    "ScenarioError",
    "example_files",
    "read_scenario",
    "run_scenario",
    "scenario_files",
]
