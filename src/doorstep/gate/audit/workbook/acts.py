"""The sheet 动作: each row an act of an order; with a mapping's moments, one act for each of its columns too.

The fields of an act are filled in ``filling``; what names mean is the business of ``lexicon``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from doorstep.gate.audit.workbook import moments
from doorstep.gate.audit.workbook.calls import Calls
from doorstep.gate.audit.workbook.cells import Raw, blank, text_of
from doorstep.gate.audit.workbook.faults import Unfit
from doorstep.gate.audit.workbook.filling import Filling
from doorstep.gate.audit.workbook.headings import Layout
from doorstep.gate.audit.workbook.lexicon import ActForm, Lexicon
from doorstep.gate.audit.workbook.mapping import Mapping_, Moment
from doorstep.gate.audit.workbook.names import norm
from doorstep.gate.audit.workbook.orders import Orders
from doorstep.gate.audit.workbook.problems import RowProblems, Seen, without_remarks
from doorstep.gate.audit.workbook.result import Act, Order
from doorstep.gate.audit.workbook.rows import Row
from doorstep.gate.audit.workbook.values import refuse_broken


@dataclass
class Acts:
    """Reads the acts of one sheet into the orders known. ``places`` are its columns by heading, for moments."""

    layout: Layout
    orders: Orders
    calls: Calls
    mapping: Mapping_
    moments: tuple[Moment, ...] = ()
    places: dict[str, int] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.places = {norm(head): place for place, head in reversed(list(enumerate(self.layout.heads)))}
        self._filling = Filling(self.layout, self.mapping)
        self._noted: set[tuple[str, str]] = set()

    def add_row(self, row: Row, seen: Seen) -> None:
        """Read one row."""
        problems = RowProblems(self.layout, row)
        if (self.layout.sheet.file, self.layout.sheet.name, problems.number) in self.orders.rejected_rows:
            return
        number = text_of(problems.cell("order", required="order_blank"))
        problems.order = number or None
        order = self.orders.found.get(number)
        acts: list[Act] = []
        if not problems.equal_to_earlier(seen) and number:
            if order is not None:
                acts = self._row(row, self.orders.lexicons[number], problems)
            else:
                self._without_order(number, problems)
        if order is not None:
            self._settle(order, acts, problems)
        self.orders.problems += without_remarks(problems.found)

    def _settle(self, order: Order, acts: list[Act], problems: RowProblems) -> None:
        order.acts += acts
        if problems.rejected and not problems.equal:
            order.lost += 1

    def _without_order(self, number: str, problems: RowProblems) -> None:
        problems.found = []
        heading = self.layout.heading("order")
        if number in self.orders.refused:
            problems.add("rejected", "order_rejected", heading, number, row=self.orders.refused[number])
        else:
            problems.add("rejected", "unknown_order", heading, number, nearest=self.orders.nearest(number))

    def _row(self, row: Row, lexicon: Lexicon, problems: RowProblems) -> list[Act]:
        """The acts of a row: its own, and one for each filled moment."""
        acts = []
        if not self.moments or any(not blank(row.cell(c.index)) for c in self.layout.fixed.get("act", ())):
            acts += self._own(row, lexicon, problems)
        for moment in self.moments:
            raw = row.cell(self.places[norm(moment.heading)])
            if not blank(raw):
                acts += self._moment(row, raw, moment, lexicon, problems)
        return acts

    def _own(self, row: Row, lexicon: Lexicon, problems: RowProblems) -> list[Act]:
        """The act of a row, or none if anything rejects it."""
        start = len(problems.found)
        at = self._at(problems)
        act = problems.cell("act", required="act_blank")
        say = self.mapping.say("act")
        key = problems.reading("act", act, lambda raw: lexicon.acts.find(text_of(say(raw))))
        if key is None:
            self._role(lexicon, None, problems)
            return []
        form = lexicon.form(key)
        by = self._role(lexicon, form, problems)
        person, unit = problems.cell("person"), problems.cell("unit")
        received = problems.reading("received", problems.cell("received"), self._moment_of)
        call = problems.cell("call")
        seen = self._filling.fill(row, form, problems)
        self._filling.add_unit(seen, form, unit, problems)
        self._add_call(seen, form, call, self.layout.heading("call"), problems)
        if at is None or any(problem.level == "rejected" for problem in problems.found[start:]):
            return []
        return [self._act(at, form, by, seen, problems, person=person, unit=unit, received=received)]

    def _at(self, problems: RowProblems) -> str | None:
        clock = problems.cell("time", required="time_blank")
        day = problems.cell("date")
        if clock is None:
            return None
        if day is None:
            return problems.reading("time", clock, self._moment_of)
        date1904 = self.layout.sheet.date1904
        try:
            moments.moment_of(day, "00:00", date1904=date1904)
        except Unfit as unfit:
            problems.reject(unfit, self.layout.heading("date"), day)
            return None
        return problems.reading(
            "time", clock, lambda raw: moments.written(moments.moment_of(day, raw, date1904=date1904))
        )

    def _moment_of(self, raw: Raw) -> str:
        return moments.written(moments.moment(raw, date1904=self.layout.sheet.date1904))

    def _role(self, lexicon: Lexicon, form: ActForm | None, problems: RowProblems) -> str | None:
        raw = problems.cell("role")
        say = self.mapping.say("role")
        role = problems.reading("role", raw, lambda raw: lexicon.roles.find(text_of(say(raw))))
        if form is None:
            return None
        if raw is None:
            try:
                return self._only_role(form, lexicon)
            except Unfit as unfit:
                problems.reject(unfit, self.layout.heading("role"))
        elif role is not None and role not in form.by:
            options = [lexicon.roles.words[role] for role in form.by]
            problems.add("remark", "role_outside", self.layout.heading("role"), raw, act=form.words, options=options)
        return role

    def _moment(self, row: Row, raw: Raw, moment: Moment, lexicon: Lexicon, problems: RowProblems) -> list[Act]:
        """The act whose time stands in a moment's column, or none if anything rejects it."""
        start = len(problems.found)
        try:
            at = self._moment_of(raw)
            form = lexicon.form(lexicon.acts.find(moment.act))
            by = lexicon.roles.find(moment.by) if moment.by else self._only_role(form, lexicon)
        except Unfit as unfit:
            problems.reject(unfit, moment.heading, raw)
            return []
        if by not in form.by:
            options = [lexicon.roles.words[role] for role in form.by]
            problems.add("remark", "role_outside", moment.heading, raw, act=form.words, options=options)
        seen = self._filling.fill_from(row, form, {n: self.places[norm(h)] for n, h in moment.data.items()}, problems)
        person = self._beside(row, moment, "person", problems)
        unit = self._beside(row, moment, "unit", problems) if form.unit_fields or "unit" in moment.columns else None
        self._filling.add_unit(seen, form, unit, problems)
        call = self._beside(row, moment, "call", problems)
        self._add_call(seen, form, call, moment.columns.get("call", ""), problems)
        received = None
        try:
            entered = self._beside(row, moment, "received", problems)
            received = None if entered is None else self._moment_of(entered)
        except Unfit as unfit:
            problems.reject(unfit, moment.columns["received"], entered)
        if any(problem.level == "rejected" for problem in problems.found[start:]):
            return []
        return [self._act(at, form, by, seen, problems, person=person, unit=unit, received=received)]

    @staticmethod
    def _only_role(form: ActForm, lexicon: Lexicon) -> str:
        """The one role that may do an act. Raises ``Unfit("role_blank")`` if there are several."""
        if len(form.by) != 1:
            raise Unfit("role_blank", act=form.words, options=[lexicon.roles.words[role] for role in form.by])
        return form.by[0]

    def _beside(self, row: Row, moment: Moment, name: str, problems: RowProblems) -> Raw:
        """The cell that a moment names for its person (and so on); else the row's own, if it has such a column."""
        if name not in moment.columns:
            return problems.cell(name) if name in ("person", "unit") else None
        raw = row.cell(self.places[norm(moment.columns[name])])
        try:
            refuse_broken(raw)
        except Unfit as unfit:
            problems.reject(unfit, moment.columns[name], raw)
            return None
        return None if blank(raw) else raw

    def _add_call(
        self, seen: dict[str, dict[str, Any]], form: ActForm, call: Raw, heading: str, problems: RowProblems
    ) -> None:
        """Fill the only transcript field from the call; a filled one wins."""
        if call is None or any(name in seen_by for seen_by in seen.values() for name in form.transcripts):
            return
        try:
            if len(form.transcripts) != 1:
                raise Unfit("no_transcript_field" if not form.transcripts else "many_transcript_fields", act=form.words)
            said = self.calls.find(text_of(call))
        except Unfit as unfit:
            problems.reject(unfit, heading, call)
            return
        noted = (problems.order or "", text_of(call))
        if noted[0] and noted not in self._noted and (lost := self.calls.lost.get(noted[1])):
            self._noted.add(noted)
            self.orders.found[noted[0]].lost += lost
        if said:
            for one in form.slots[form.transcripts[0]].declared:
                seen[one.standard][form.transcripts[0]] = said

    def _act(
        self,
        at: str,
        form: ActForm,
        by: str | None,
        seen: dict[str, dict[str, Any]],
        problems: RowProblems,
        *,
        person: Raw,
        unit: Raw,
        received: str | None,
    ) -> Act:
        data: dict[str, Any] = {}
        for seen_by in seen.values():
            data = {**seen_by, **data}
        shown_unit = text_of(unit) if form.unit_fields and unit is not None else None
        return Act(
            at,
            form.key,
            by,
            text_of(person) or None,
            shown_unit,
            data,
            seen,
            received,
            self.layout.sheet.name,
            problems.number,
        )
