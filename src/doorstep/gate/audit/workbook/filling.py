"""Filling the fields of an act from its row: field columns, 数据 and 单元.

Which act it is, when and by whom, is the business of ``acts``.
"""

from __future__ import annotations

import json
from typing import Any

from doorstep.gate.audit.workbook.cells import Raw, blank, text_of
from doorstep.gate.audit.workbook.faults import Unfit
from doorstep.gate.audit.workbook.headings import Column, Layout, filled
from doorstep.gate.audit.workbook.lexicon import ActForm
from doorstep.gate.audit.workbook.mapping import Mapping_
from doorstep.gate.audit.workbook.names import norm
from doorstep.gate.audit.workbook.problems import RowProblems
from doorstep.gate.audit.workbook.rows import Row
from doorstep.gate.audit.workbook.values import data_object

SeenData = dict[str, dict[str, Any]]
"""The fields of an act as each of its standards sees them."""


class Filling:
    """Fills acts from the rows of one sheet."""

    def __init__(self, layout: Layout, mapping: Mapping_) -> None:
        self.layout = layout
        self.mapping = mapping
        self._plans: dict[int, tuple[ActForm, list[tuple[str | None, str, list[Column]]]]] = {}

    def fill(self, row: Row, form: ActForm, problems: RowProblems) -> SeenData:
        """What the field columns and 数据 of ``row`` say about the act; a filled field column wins."""
        seen: SeenData = {standard: {} for standard in form.standards}
        undeclared: list[tuple[str, Raw]] = []
        for key, code, columns in self._plan(form):
            raw: Raw = None
            for column in columns:
                raw = row.cell(column.index)
                if raw is not None:
                    break
            if raw is None:
                continue
            if key is not None:
                self._column(row, form, key, columns, seen, problems)
                continue
            for column in columns:
                raw = row.cell(column.index)
                if blank(raw):
                    continue
                if code == "ambiguous":
                    keys = sorted(form.fields.keys(column.name))
                    problems.add("rejected", "ambiguous_field", column.heading, raw, keys=keys)
                else:
                    undeclared.append((column.heading, raw))
        undeclared += self._data(form, seen, problems)
        if undeclared:
            heading, raw = undeclared[0]
            columns_said = list(dict.fromkeys(heading for heading, _ in undeclared))
            problems.add("remark", "undeclared_field", heading, raw_text(raw), columns=columns_said, act=form.words)
        return seen

    def fill_from(self, row: Row, form: ActForm, places: dict[str, int], problems: RowProblems) -> SeenData:
        """What the columns at ``places`` (field → place) say, and those that a mapping names as ``field.KEY``."""
        seen: SeenData = {standard: {} for standard in form.standards}
        for name, place in places.items():
            heading = self.layout.heads[place]
            try:
                slot = form.slot(name)
                if slot is None:
                    raise Unfit("no_such_field", act=form.words, name=name, nearest=form.fields.nearest(name))
                self._put(seen, slot.key, row.cell(place), form)
            except Unfit as unfit:
                problems.reject(unfit, heading, row.cell(place))
        named = self.mapping.columns.get("acts", {})
        for key, _, columns in self._plan(form):
            mapped = [column for column in columns if norm(column.heading) in named]
            if key is not None and mapped and not any(key in by for by in seen.values()):
                self._column(row, form, key, mapped, seen, problems)
        return seen

    def add_unit(self, seen: SeenData, form: ActForm, raw: Raw, problems: RowProblems) -> None:
        """Put the unit in the act's field of its name, else alone in its plural field; neither: a remark."""
        if raw is None:
            return
        heading = self.layout.heading("unit")
        if not form.unit_fields:
            problems.add("remark", "no_unit_field", heading, raw, act=form.words)
            return
        for key in form.unit_fields:
            try:
                read = form.slots[key].read(
                    raw, say=self.mapping.say("field", key), date1904=self.layout.sheet.date1904
                )
            except Unfit as unfit:
                problems.reject(unfit, heading, raw)
                continue
            for standard, value in read.items():
                there = seen[standard].get(key)
                if there is None:
                    seen[standard][key] = value
                elif there != value and not (isinstance(there, list) and set(value) <= set(there)):
                    problems.add("rejected", "two_values", heading, raw, other=form.fields.words[key])

    def _column(
        self, row: Row, form: ActForm, key: str, columns: list[Column], seen: SeenData, problems: RowProblems
    ) -> None:
        heading, raw = columns[0].heading, row.cell(columns[0].index)
        try:
            raw, heading = filled(row, columns)
            self._put(seen, key, raw, form)
        except Unfit as unfit:
            problems.reject(unfit, heading, raw)

    def _put(self, seen: SeenData, key: str, raw: Any, form: ActForm) -> None:
        say = self.mapping.say("field", key)
        for standard, value in form.slots[key].read(raw, say=say, date1904=self.layout.sheet.date1904).items():
            seen[standard][key] = value

    def _data(self, form: ActForm, seen: SeenData, problems: RowProblems) -> list[tuple[str, Any]]:
        """Put what 数据 says into fields that are still blank; what the act does not declare is given back."""
        heading = self.layout.heading("data")
        undeclared: list[tuple[str, Any]] = []
        given = problems.reading("data", problems.cell("data"), data_object) or {}
        said: dict[str, str] = {}
        for name, raw in given.items():
            try:
                slot = form.slot(name)
                if slot is None:
                    undeclared.append((f"{heading}.{name}", raw))
                    continue
                if slot.key in said:
                    raise Unfit("two_values", other=f"{heading}.{said[slot.key]}")
                said[slot.key] = name
                if not any(slot.key in by for by in seen.values()):
                    self._put(seen, slot.key, raw, form)
            except Unfit as unfit:
                problems.reject(unfit, f"{heading}.{name}", raw_text(raw))
        return undeclared

    def _plan(self, form: ActForm) -> list[tuple[str | None, str, list[Column]]]:
        """The field columns as fields of ``form``: key (None: "undeclared" or "ambiguous") and the columns."""
        known = self._plans.get(id(form))
        if known is None:
            grouped: dict[tuple[str | None, str], list[Column]] = {}
            for column in self.layout.free:
                keys = form.fields.keys(column.name)
                one = (next(iter(keys)), "") if len(keys) == 1 else (None, "ambiguous" if keys else "undeclared")
                grouped.setdefault(one, []).append(column)
            known = (form, [(key, code, columns) for (key, code), columns in grouped.items()])
            self._plans[id(form)] = known
        return known[1]


def raw_text(raw: Any) -> str:
    """A cell, or a value of 数据, as it is quoted."""
    return json.dumps(raw, ensure_ascii=False) if isinstance(raw, (dict, list, bool)) else text_of(raw)
