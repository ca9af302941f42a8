"""A program made ready: its rules as closures, judged in a view."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from doorstep.judge.case import Act
from doorstep.judge.expressions import Expressions
from doorstep.judge.forms import BUILDERS
from doorstep.judge.forms.common import BREACHED, Form, Occurrence
from doorstep.judge.views import TracingView, View
from doorstep.language.model import Standard

IR = 1


class Rule:
    """A rule made ready. ``rest`` is its verdict without an occurrence; ``by_unit`` whether it is judged unit by unit."""

    __slots__ = ("by_unit", "forms", "governs", "id", "rest")

    def __init__(self, rule: Mapping[str, Any], forms: list[Form]) -> None:
        self.id: str = rule["id"]
        self.rest: str = rule["rest"]
        self.governs: bool = rule["governs"]
        self.by_unit: bool = rule["scope"] == "unit"
        self.forms = forms


class Ends:
    """When a case is finished: every act of ``acts`` after the latest ``since``, and ``when`` true."""

    __slots__ = ("acts", "since", "when")

    def __init__(self, ends: Mapping[str, Any], expressions: Expressions) -> None:
        self.acts: list[str] = ends["acts"]
        self.since: str | None = ends["since"]
        self.when = expressions.build(ends["when"]) if ends["when"] else None

    def reached(self, whole: View) -> bool:
        """Whether the case has come to its end, read now over the whole case."""
        start = whole.latest((self.since,), whole.last) if self.since else -1
        if any(whole.first((act,), start) < 0 for act in self.acts):
            return False
        return self.when is None or self.when(whole, -1, whole.last, None) is True


class Ready:
    """A program whose rules can be judged. ``standard`` gives the words of its sentences, where it is known.

    Raises ``ValueError`` for a program of another form.
    """

    def __init__(self, program: Mapping[str, Any], standard: Standard | None = None) -> None:
        if program["ir"] != IR:
            raise ValueError(f"program form {program['ir']} is not {IR}; compile the standard again")
        self.program = program
        self.standard = standard
        self.worded: dict[tuple[str, ...], str] = {}  # conditions in words, which never change
        expressions = Expressions(program, self.breached)
        self.ends = Ends(program["ends"], expressions) if program.get("ends") else None
        self.rules: dict[str, Rule] = {}
        for rule in program["rules"]:
            forms = [BUILDERS[form["form"]](form, expressions, self) for form in rule["forms"]]
            self.rules[rule["id"]] = Rule(rule, forms)

    def views(self, rule: Rule, whole: View) -> list[View]:
        """The views in which a rule is judged."""
        return whole.units if rule.by_unit and whole.units else [whole]

    def occurrences(self, view: View, clause: str) -> Iterator[Occurrence]:
        """The occurrences of a clause as seen from a view; none of a clause that does not govern the case."""
        rule = self.rules.get(clause)
        if rule is None:
            return
        there = view if rule.by_unit else view.whole
        for form in rule.forms:
            yield from form.occurrences(there)

    def breached(self, view: View, clause: str) -> bool:
        """Whether a clause is breached in a view (all its occurrences are looked at when the view is tracing)."""
        found = [occurrence.verdict == BREACHED for occurrence in self.occurrences(view, clause)]
        return any(found)

    def trace(self, occurrence: Occurrence) -> list[Act]:
        """The acts on which an occurrence rests, by time."""
        form, view = occurrence.form, occurrence.view
        assert form is not None
        assert view is not None
        touched: set[Act] = set()
        tracing = TracingView.of(view, touched)
        tracing.note(occurrence.i)
        place = occurrence.place
        for _ in form.judge(tracing, place):
            pass
        return sorted(touched, key=lambda act: act.place)
