"""Coverage of a standard: how each clause is decided, and by which of its examples, with which verdicts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field

from doorstep.gate.scenarios import Run, example_files, read_scenario, run_scenario
from doorstep.language.compiler import compile_case
from doorstep.language.model import Clause, Standard

REPORTS = ("violation_reported", "inspection_done")
NAMED = "named"


@dataclass(frozen=True, slots=True)
class Covered:
    """One clause: the forms that decide it and the examples that name it (name → verdict).

    ``reached`` counts the verdicts, other than not applicable, that it has in any example.
    """

    clause: Clause
    forms: tuple[str, ...]
    examples: Mapping[str, str] = field(default_factory=dict)
    reached: Mapping[str, int] = field(default_factory=dict)

    @property
    def decides(self) -> bool:
        """Whether the clause is meant to decide something."""
        return self.clause.check != "info"

    @property
    def undecided(self) -> bool:
        """Whether it should decide something and nothing recorded can."""
        return self.decides and not self.forms


def coverage(standard: Standard) -> list[Covered]:
    """Every clause of ``standard`` with its forms and examples.

    Raises ``ScenarioError`` for an example that cannot be run.
    """
    runs = [run_scenario(read_scenario(file), standard) for file in example_files(standard)]
    forms = _forms(standard)
    return [_covered(clause, tuple(forms.get(clause.id, ())), runs) for clause in standard.clauses.values()]


def _covered(clause: Clause, forms: tuple[str, ...], runs: list[Run]) -> Covered:
    named = {run.scenario.name: run.verdicts[clause.id] for run in runs if clause.id in run.scenario.expect}
    reached = Counter(run.verdicts.get(clause.id, "not_applicable") for run in runs)
    del reached["not_applicable"]
    return Covered(clause, forms, named, dict(reached))


def _forms(standard: Standard) -> dict[str, dict[str, None]]:
    """The forms that decide each clause on some kind of case.

    To be named by a report or an inspection decides only where the standard has such acts.
    """
    reported = any(act in standard.acts for act in REPORTS)
    forms: dict[str, dict[str, None]] = {}
    for kind in standard.cases:
        for rule in compile_case(standard, kind)["rules"]:
            names = [form["form"] for form in rule["forms"]]
            forms.setdefault(rule["id"], {}).update((name, None) for name in names if reported or name != NAMED)
    return forms
