"""A case as the judge reads it: its facts and its acts, from plain JSON, with corrections applied.

Acts later than the moment of judgement, and what was not yet received at the state of knowledge, are left out here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from doorstep.calendar import DEFAULT_HOURS, Hours, parse_hours, parse_moment
from doorstep.judge.values import BadValue, Moment, Value, blank, reader

if TYPE_CHECKING:
    from doorstep.judge.program import Ready

REPLACED, VOIDED = "act.replaced", "act.voided"


class BadCase(ValueError):
    """A case that cannot be read. ``path`` says where (``events[3].data.window_start``), ``code`` and ``message`` what."""

    def __init__(self, code: str, path: str, message: str) -> None:
        super().__init__(f"{path}: {message}")
        self.code = code
        self.path = path
        self.message = message


class Act:
    """One act: ``at`` in local seconds, ``data`` with the declared fields that are filled, typed.

    ``index`` is its place among the events given (a replacement has its original's); ``source`` the place of the event that
    says it; ``place`` its place among the acts judged, by time; ``received`` when it became known; ``person`` the name of who
    acted, for sentences only.
    """

    __slots__ = ("at", "by", "data", "index", "name", "person", "place", "received", "ref", "source", "units")

    def __init__(self, at: int, name: str, by: str, data: dict[str, Value], index: int) -> None:
        self.at = Moment(at)
        self.name = name
        self.by = by
        self.data = data
        self.index = index
        self.source = index
        self.received = at
        self.place = -1
        self.person: str | None = None
        self.ref: str | None = data.get("ref")
        self.units: tuple[str, ...] = ()


@dataclass(slots=True)
class Case:
    """A case that was read: facts typed, acts in the order of the events, corrections still apart."""

    facts: dict[str, Value]
    acts: list[Act]
    corrections: list[Correction] = field(default_factory=list)
    units: tuple[str, ...] = ()
    hours: Hours = DEFAULT_HOURS


@dataclass(slots=True)
class Correction:
    """A later act that replaces (``act``) or voids (None) the act at ``index`` among the events."""

    index: int
    act: Act | None
    received: int


def read_case(
    program: Ready | Mapping[str, Any], facts: Mapping[str, Any], events: Sequence[Mapping[str, Any]] | Any
) -> Case:
    """The case that plain JSON describes, for the program of its standard and kind.

    Facts and fields that the program does not declare are not seen. Raises ``BadCase`` for an unknown act, a value that
    does not fit its type, and a correction of an act that is not there.
    """
    program = program if isinstance(program, Mapping) else program.program
    if not isinstance(facts, Mapping):
        raise BadCase("shape", "facts", "facts is no object")
    if not isinstance(events, list | tuple):
        raise BadCase("shape", "events", "events is no list")
    case = Case(_read_data(program["facts"], facts, "facts"), [])
    case.hours = _hours(case.facts.get("working_hours"))
    ids: dict[str, int] = {}
    for index, event in enumerate(events):
        _read_event(program, case, ids, index, event)
    named = case.facts.get(program["units"]) if program["units"] else None
    case.units = tuple(named) if isinstance(named, list) else ()
    return case


def _hours(value: Value) -> Hours:
    try:
        return parse_hours(value) if value else DEFAULT_HOURS
    except ValueError:
        raise BadCase("value", "facts.working_hours", f'{value!r} are no hours; write "08:30-17:30"') from None


def _read_event(program: Mapping[str, Any], case: Case, ids: dict[str, int], index: int, event: Any) -> None:
    path = f"events[{index}]"
    if not isinstance(event, Mapping):
        raise BadCase("shape", path, "an event is an object with at, act, by, data")
    name = event.get("act")
    key = event.get("id")
    if name in (REPLACED, VOIDED):
        target = _read_correction(program, case, ids, index, event)
        if isinstance(key, str):
            ids.setdefault(key, target)
        return
    if isinstance(name, str) and "." in name:
        return
    act = _read_act(program, event, index, path)
    if isinstance(key, str):
        if key in ids:
            raise BadCase("doubled_id", f"{path}.id", f'the id "{key}" stands at events[{ids[key]}] already')
        ids[key] = index
    case.acts.append(act)


def _read_correction(
    program: Mapping[str, Any], case: Case, ids: Mapping[str, int], index: int, event: Mapping[str, Any]
) -> int:
    here = f"events[{index}]"
    path = f"{here}.data"
    data = event.get("data")
    if not isinstance(data, Mapping) or not isinstance(data.get("act"), str) or data["act"] not in ids:
        raise BadCase("unknown_id", f"{path}.act", "the corrected act is none of the earlier events' ids")
    target = ids[data["act"]]
    act = None
    if event["act"] == REPLACED:
        if not isinstance(data.get("with"), Mapping):
            raise BadCase("shape", f"{path}.with", "with is an object with at, act, by, data")
        act = _read_act(program, data["with"], target, f"{path}.with")
        act.source = index
    received = _read_moment(event, "received", _read_moment(event, "at", None, here), here)
    case.corrections.append(Correction(target, act, received))
    return target


def _read_act(program: Mapping[str, Any], event: Mapping[str, Any], index: int, path: str) -> Act:
    name, by = event.get("act"), event.get("by")
    fields = program["acts"].get(name) if isinstance(name, str) else None
    if fields is None:
        raise BadCase("unknown_act", f"{path}.act", f"{name!r} is no act of {program['standard']}")
    if not isinstance(by, str):
        raise BadCase("shape", f"{path}.by", f"by is the role that acted, a text, not {by!r}")
    at = _read_moment(event, "at", None, path)
    data = event.get("data")
    if data is not None and not isinstance(data, Mapping):
        raise BadCase("shape", f"{path}.data", "data is an object")
    act = Act(at, str(name), by, _read_data(fields, data or {}, f"{path}.data"), index)
    act.received = _read_moment(event, "received", at, path)
    act.units = _units(program["unit"], act.data)
    person = event.get("person")
    act.person = person if isinstance(person, str) and person else None
    return act


def _units(unit: str | None, data: Mapping[str, Value]) -> tuple[str, ...]:
    if unit is None:
        return ()
    one, several = data.get(unit), data.get(f"{unit}s")
    names = [one] if isinstance(one, str) else []
    if isinstance(several, list):
        names += several
    return tuple(dict.fromkeys(names))


def _read_moment(event: Mapping[str, Any], key: str, default: int | None, path: str) -> int:
    value = event.get(key)
    if value is None and default is not None:
        return default
    try:
        return parse_moment(value)
    except (ValueError, TypeError):
        message = f"{value!r} is no moment; write 2026-09-28 09:00 or 2026-09-28 09:00:05"
        raise BadCase("moment", f"{path}.{key}", message) from None


def _read_data(types: Mapping[str, str], data: Mapping[str, Any], path: str) -> dict[str, Value]:
    result = {}
    for key, value in data.items():
        declared = types.get(key)
        if declared is None or blank(value):
            continue
        try:
            read = reader(declared)(value)
        except BadValue as bad:
            raise BadCase("value", f"{path}.{key}", f"{bad.found!r} is no {bad.wanted}") from None
        if read != []:
            result[key] = read
    return result


def known_acts(case: Case, as_of: int, known: int | None) -> list[Act]:
    """The acts up to ``as_of`` as they were known at ``known`` (None: as they are known now), in their order."""
    acts: Iterable[Act] = case.acts
    if known is not None:
        acts = [act for act in acts if act.received <= known]
    if case.corrections:
        acts = _corrected(case, acts, known)
    result = [act for act in acts if act.at <= as_of]
    result.sort(key=lambda act: (act.at, act.index))
    for place, act in enumerate(result):
        act.place = place
    return result


def _corrected(case: Case, acts: Iterable[Act], known: int | None) -> list[Act]:
    last: dict[int, Act | None] = {}
    for correction in sorted(case.corrections, key=lambda item: item.received):
        if known is None or correction.received <= known:
            last[correction.index] = correction.act
    present = {act.index: act for act in acts}
    present.update({index: act for index, act in last.items() if act is not None and index in present})
    return [act for index, act in present.items() if last.get(index, act) is not None]
