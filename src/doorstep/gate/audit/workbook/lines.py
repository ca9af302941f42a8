"""JSONL: lines of ``doorstep judge`` with "order" added, one for each order and standard. A bad line is rejected whole.

Values are read by the same readers as a workbook's; house acts (with a dot in their name) are handed on as they stand.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from doorstep.gate.audit.workbook import moments
from doorstep.gate.audit.workbook.faults import Unfit
from doorstep.gate.audit.workbook.governing import Governing
from doorstep.gate.audit.workbook.lexicon import ActForm, Lexicon
from doorstep.gate.audit.workbook.names import Names
from doorstep.gate.audit.workbook.orders import Orders
from doorstep.gate.audit.workbook.result import Act, Level, Order, Problem
from doorstep.gate.audit.workbook.sheets import decoded


@dataclass
class Lines:
    """Reads the lines of one file into the orders known."""

    path: Path
    governing: Governing
    orders: Orders
    _seen: dict[str, int] = field(default_factory=dict)
    _problems: list[Problem] = field(default_factory=list)

    def read(self) -> None:
        """Read every line that is not blank."""
        lost: Counter[str] = Counter()
        for number, text in enumerate(decoded(self.path.read_bytes(), self.path.name).split("\n"), 1):
            if not text.strip():
                continue
            self._problems = []
            line: Any = None
            try:
                line = _parsed(text)
                self._line(line, text.strip(), number)
            except Unfit as unfit:
                name = (
                    str(line["order"]) if isinstance(line, dict) and isinstance(line.get("order"), (str, int)) else None
                )
                place = unfit.values.pop("place", None)
                self._problems = []
                self._note("rejected", unfit, place, text, number, name)
                if name is not None and unfit.code != "equal_row":
                    lost[name] += 1
            self.orders.problems += self._problems
        for name, count in lost.items():
            if name in self.orders.found:
                self.orders.found[name].lost += count

    def _line(self, line: dict[str, Any], text: str, number: int) -> None:
        first = self._seen.setdefault(text, number)
        if first != number:
            raise Unfit("equal_row", row=first)
        name = _text(line, "order")
        standard = self.governing.find(_text(line, "standard"))
        lexicon = self.governing.of_kind(_text(line, "case"), [standard], named=True)
        order = self.orders.found.get(name)
        if order is not None and standard.key in order.kinds:
            raise Unfit("order_twice", row=order.row, place="order")
        facts = _read_facts(line.get("facts") or {}, lexicon)
        marks = {key: _moment(line[key], key) for key in ("as_of", "known") if line.get(key) is not None}
        events = line.get("events")
        if not isinstance(events, list):
            raise Unfit("no_list", place="events")
        acts: list[Act] = []
        for place, event in enumerate(events):
            acts.append(self._event(event, f"events[{place}]", lexicon, name, number))
            self._corrects(acts, event, f"events[{place}].data", lexicon, name, number)
        if order is None:
            area, owner = line.get("area"), line.get("owner")
            order = Order(
                name, {}, str(area) if area else None, str(owner) if owner else None, self.path.name, number, {}
            )
            self.orders.found[name] = order
        self._join(order, standard.key, lexicon.governed[0][1], facts, marks, acts)

    def _join(
        self, order: Order, standard: str, kind: str, facts: dict[str, Any], marks: dict[str, str], acts: list[Act]
    ) -> None:
        """Add one standard's line to its order; an act that an earlier standard's line has too is one act."""
        order.kinds[standard] = kind
        order.facts[standard] = facts
        if "as_of" in marks:
            order.as_ofs[standard] = marks["as_of"]
        if "known" in marks:
            order.knowns[standard] = marks["known"]
        free: dict[tuple[Any, ...], list[int]] = {}
        for place, act in enumerate(order.acts):
            free.setdefault(_same(act), []).append(place)
        for act in acts:
            shared = free.get(_same(act))
            if shared:
                place = shared.pop(0)
                old = order.acts[place]
                seen = {**old.seen, **act.seen}
                data = {**act.data, **old.data}
                order.acts[place] = Act(
                    old.at, old.act, old.by, old.person, old.unit, data, seen, old.received, old.sheet, old.row, old.id
                )
            else:
                place = len(order.acts)
                order.acts.append(act)
            order.listed.setdefault(standard, []).append(place)
        order.listed.setdefault(standard, [])

    def _corrects(self, acts: list[Act], event: Any, where: str, lexicon: Lexicon, order: str, number: int) -> None:
        """Check the last act's id, and what it replaces or voids: an earlier act, by one that can be read."""
        last = acts[-1]
        earlier = {act.id for act in acts[:-1]} - {None}
        if last.act in ("act.replaced", "act.voided"):
            if last.data.get("act") not in earlier:
                raise Unfit("unknown_id", place=f"{where}.act")
            if last.act == "act.replaced":
                self._event(last.data.get("with"), f"{where}.with", lexicon, order, number)
        elif last.id in earlier:
            raise Unfit("doubled_id", place=where.removesuffix("data") + "id")

    def _event(self, event: Any, where: str, lexicon: Lexicon, order: str, number: int) -> Act:
        if not isinstance(event, dict):
            raise Unfit("no_object", place=where)
        at = _moment(event.get("at"), f"{where}.at")
        received = _moment(event["received"], f"{where}.received") if event.get("received") is not None else None
        name = _text(event, "act", where)
        data = event.get("data") or {}
        if not isinstance(data, dict):
            raise Unfit("no_object", place=f"{where}.data")
        standard = lexicon.governed[0][0].key
        if "." in name:
            by = event.get("by")
            key = name
        else:
            form = lexicon.form(_found(lexicon.acts, name, f"{where}.act"))
            key = form.key
            by = self._role(event.get("by"), form, lexicon, where)
            if by not in form.by:
                outside = Unfit("role_outside", act=form.words, options=[lexicon.roles.words[role] for role in form.by])
                self._note("remark", outside, f"{where}.by", by, number, order)
            data = self._data(data, form, standard, where, order, number)
        person, unit, identity = (_shown(event.get(key)) for key in ("person", "unit", "id"))
        seen = {standard: data}
        return Act(at, key, by, person, unit, data, seen, received, self.path.name, number, identity)

    def _role(self, by: Any, form: ActForm, lexicon: Lexicon, where: str) -> str:
        if by is None or by == "":
            if len(form.by) == 1:
                return form.by[0]
            options = [lexicon.roles.words[role] for role in form.by]
            raise Unfit("role_blank", act=form.words, options=options, place=f"{where}.by")
        return _found(lexicon.roles, str(by), f"{where}.by")

    def _data(
        self, data: dict[str, Any], form: ActForm, standard: str, where: str, order: str, number: int
    ) -> dict[str, Any]:
        found: dict[str, Any] = {}
        undeclared = []
        for name, raw in data.items():
            try:
                slot = form.slot(name)
                if slot is None:
                    undeclared.append(name)
                else:
                    for value in slot.read(raw).values():
                        found[slot.key] = value
            except Unfit as unfit:
                unfit.values["place"] = f"{where}.data.{name}"
                raise
        if undeclared:
            ignored = Unfit("undeclared_field", columns=undeclared, act=form.words)
            self._note("remark", ignored, f"{where}.data.{undeclared[0]}", data[undeclared[0]], number, order)
        return found

    def _note(
        self, level: Level, unfit: Unfit, place: str | None, written: Any, number: int, order: str | None
    ) -> None:
        text = written if isinstance(written, str) else json.dumps(written, ensure_ascii=False)
        file = self.path.name
        cells = (text,) if level == "rejected" else ("",)
        shown = "" if place is None else text if level == "remark" else ""
        self._problems.append(
            Problem(level, file, file, number, place, shown, unfit.code, unfit.values, order, (), cells)
        )


def _parsed(text: str) -> dict[str, Any]:
    try:
        line = json.loads(text)
    except (ValueError, RecursionError):
        raise Unfit("no_json_line") from None
    if not isinstance(line, dict):
        raise Unfit("no_json_line")
    if isinstance(line.get("order"), int) and not isinstance(line["order"], bool):
        line["order"] = str(line["order"])
    return line


def _shown(value: Any) -> str | None:
    return None if value is None else str(value)


def _text(table: dict[str, Any], key: str, where: str = "") -> str:
    place = f"{where}.{key}" if where else key
    value = table.get(key)
    if not isinstance(value, str) or not value.strip():
        raise Unfit("key_blank", place=place)
    return value.strip()


def _moment(raw: Any, place: str) -> str:
    try:
        return moments.written(moments.moment(raw if isinstance(raw, str) else None))
    except Unfit as unfit:
        unfit.values["place"] = place
        raise


def _found(names: Names, text: str, place: str) -> str:
    try:
        return names.find(text)
    except Unfit as unfit:
        unfit.values["place"] = place
        raise


def _read_facts(facts: Any, lexicon: Lexicon) -> dict[str, Any]:
    if not isinstance(facts, dict):
        raise Unfit("no_object", place="facts")
    found: dict[str, Any] = {}
    for name, raw in facts.items():
        try:
            for key in lexicon.facts.keys(name):  # what the kind does not declare is not seen
                for value in lexicon.fact_slots[key].read(raw).values():
                    found[key] = value
        except Unfit as unfit:
            unfit.values["place"] = f"facts.{name}"
            raise
    return found


def _same(act: Act) -> tuple[Any, ...]:
    return act.at, act.act, act.by, act.received, act.id, json.dumps(act.data, sort_keys=True, ensure_ascii=False)
