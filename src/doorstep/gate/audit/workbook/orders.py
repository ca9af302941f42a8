"""The sheet 工单: each row an order, its kind, its standards and its facts.

What names mean is the business of ``lexicon`` and ``governing``; the acts of an order, of ``acts``.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from doorstep.gate.audit.workbook.cells import blank, text_of
from doorstep.gate.audit.workbook.faults import Unfit
from doorstep.gate.audit.workbook.governing import Governing
from doorstep.gate.audit.workbook.headings import Column, Layout, filled
from doorstep.gate.audit.workbook.lexicon import Lexicon
from doorstep.gate.audit.workbook.mapping import Mapping_
from doorstep.gate.audit.workbook.names import Names, nearest
from doorstep.gate.audit.workbook.problems import RowProblems, Seen, without_remarks
from doorstep.gate.audit.workbook.result import Order, Problem
from doorstep.gate.audit.workbook.rows import Row

_NEAREST_ASKED = 30
"""So many unknown order numbers get a nearest one; beyond, the wrong file was given."""


@dataclass
class Orders:
    """The orders so far, by number; ``refused`` are the numbers of which the first row was rejected."""

    governing: Governing
    mapping: Mapping_
    found: dict[str, Order] = field(default_factory=dict)
    lexicons: dict[str, Lexicon] = field(default_factory=dict)
    refused: dict[str, int] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    rejected_rows: set[tuple[str, str, int]] = field(default_factory=set)
    _written: dict[str, tuple[object, ...]] = field(default_factory=dict)
    _plans: dict[tuple[int, int], list[tuple[str, list[Column], str]]] = field(default_factory=dict)
    _asked: dict[str, str | None] = field(default_factory=dict)

    def add_row(self, layout: Layout, row: Row, seen: Seen, *, both: bool) -> None:
        """Read one row.

        On a sheet that serves as acts too (``both``) an order may come again with the same order cells.
        """
        problems = RowProblems(layout, row)
        number = text_of(problems.cell("order", required="order_blank"))
        problems.order = number or None
        if not problems.equal_to_earlier(seen):
            if number and (number in self.found or number in self.refused):
                if both and self._written.get(number) == self._cells(layout, row):
                    return
                problems.found = []
                problems.add("rejected", "order_twice", layout.heading("order"), number, row=self._first(number))
            else:
                self._new(layout, row, number, problems)
        self._settle(layout, number, problems)

    def nearest(self, number: str) -> str | None:
        """The number of an order most like ``number``."""
        if number not in self._asked:
            if len(self._asked) >= _NEAREST_ASKED:
                return None
            self._asked[number] = nearest(number, self.found)
        return self._asked[number]

    def _new(self, layout: Layout, row: Row, number: str, problems: RowProblems) -> None:
        lexicon = self._lexicon(problems)
        area, owner = problems.cell("area"), problems.cell("owner")
        facts = self._facts(layout, row, lexicon, problems) if lexicon else {}
        if not number:
            return
        self._written[number] = self._cells(layout, row)
        if problems.rejected or lexicon is None:
            self.refused[number] = problems.number
            return
        kinds = {standard.key: kind for standard, kind in lexicon.governed}
        self.lexicons[number] = lexicon
        self.found[number] = Order(
            number,
            kinds,
            text_of(area) or None,
            text_of(owner) or None,
            layout.sheet.name,
            problems.number,
            {standard: {key: by[standard] for key, by in facts.items() if standard in by} for standard in kinds},
        )

    def _settle(self, layout: Layout, number: str, problems: RowProblems) -> None:
        self.problems += without_remarks(problems.found)
        if problems.rejected:
            self.rejected_rows.add((layout.sheet.file, layout.sheet.name, problems.number))
            if number in self.found and not problems.equal:
                self.found[number].lost += 1

    def _lexicon(self, problems: RowProblems) -> Lexicon | None:
        """The standards and the kind of a row, None (noted) if one of them is not known."""
        kind = problems.cell("kind", required="kind_blank")
        named = problems.cell("standards")
        standards = list(self.governing.default)
        try:
            if named is not None:
                standards = self.governing.several(text_of(named), self.mapping.say("standards")) or standards
        except Unfit as unfit:
            written = unfit.values.pop("written", text_of(named))
            problems.reject(unfit, problems.layout.heading("standards"), written)
            return None
        if kind is None or problems.rejected:
            return None
        try:
            word = text_of(self.mapping.say("kind")(kind))
            return self.governing.of_kind(word, standards, named=named is not None)
        except Unfit as unfit:
            heading = problems.layout.heading("standards" if unfit.code == "no_standard" else "kind")
            problems.reject(unfit, heading, None if unfit.code == "no_standard" else kind)
            return None

    def _facts(self, layout: Layout, row: Row, lexicon: Lexicon, problems: RowProblems) -> Mapping[str, dict[str, Any]]:
        """The facts of a row: fact → its value for each standard."""
        found: dict[str, dict[str, Any]] = {}
        undeclared = []
        for key, columns, code in self._plan(layout, lexicon):
            try:
                raw = filled(row, columns)[0]
                if blank(raw):
                    continue
                if code == "undeclared":
                    undeclared.append(columns[0].heading)
                elif code == "ambiguous":
                    raise Unfit("ambiguous_fact", keys=sorted(lexicon.facts.keys(columns[0].name)))
                else:
                    say = self.mapping.say("fact", key)
                    found[key] = lexicon.fact_slots[key].read(raw, say=say, date1904=layout.sheet.date1904)
            except Unfit as unfit:
                raw = next(cell for cell in (row.cell(column.index) for column in columns) if not blank(cell))
                problems.reject(unfit, heading_of(columns, row), raw)
        if undeclared:
            problems.add(
                "remark", "undeclared_fact", undeclared[0], _first_cell(row, layout, undeclared[0]), columns=undeclared
            )
        return found

    def _plan(self, layout: Layout, lexicon: Lexicon) -> list[tuple[str, list[Column], str]]:
        """The free columns of a sheet as facts of a lexicon: fact, its columns, and "undeclared" or "ambiguous"."""
        known = self._plans.get((id(layout), id(lexicon)))
        if known is None:
            grouped: dict[tuple[str, str], list[Column]] = {}
            for column in layout.free:
                grouped.setdefault(_meaning(lexicon.facts, column.name), []).append(column)
            known = [(key, columns, code) for (key, code), columns in grouped.items()]
            self._plans[id(layout), id(lexicon)] = known
        return known

    def _cells(self, layout: Layout, row: Row) -> tuple[object, ...]:
        """The cells that make a row an order."""
        columns = [column for columns in layout.fixed.values() for column in columns] + layout.free
        return tuple(text_of(row.cell(column.index)) for column in columns)

    def _first(self, number: str) -> int:
        return self.found[number].row if number in self.found else self.refused[number]


def heading_of(columns: list[Column], row: Row) -> str:
    """The heading of the first filled one of ``columns``."""
    return next((column.heading for column in columns if not blank(row.cell(column.index))), columns[0].heading)


def _meaning(names: Names, name: str) -> tuple[str, str]:
    keys = names.keys(name)
    if len(keys) == 1:
        return next(iter(keys)), ""
    return name, "ambiguous" if keys else "undeclared"


def _first_cell(row: Row, layout: Layout, heading: str) -> str:
    column = next(column for column in layout.free if column.heading == heading)
    return text_of(row.cell(column.index))
