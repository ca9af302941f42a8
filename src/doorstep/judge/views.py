"""Views of a case: the whole, and one for each unit, with the few look-ups on which every rule is built.

A view is a list of acts by time; positions are indices into it. A ref that is None goes with all. Nothing else in the judge
looks into a view's lists, so that a tracing view sees every act on which a verdict rests.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from doorstep.calendar import Hours
from doorstep.judge.case import Act, Case
from doorstep.judge.values import Value


class View:
    """The acts of a case or unit up to ``now``, by time.

    ``whole`` is the view of the whole case (itself, for that); ``unit`` the unit's name or None; ``units`` all views of
    units (empty where none is named).
    """

    __slots__ = (
        "acts",
        "case",
        "facts",
        "fields",
        "hours",
        "kind",
        "last",
        "now",
        "positions",
        "unit",
        "units",
        "whole",
    )

    def __init__(self, acts: list[Act], case: Case, kind: str, now: int, unit: str | None, whole: View | None) -> None:
        self.acts = acts
        self.case = case
        self.kind = kind
        self.facts = case.facts
        self.hours: Hours = case.hours
        self.now = now
        self.unit = unit
        self.whole = whole or self
        self.units: list[View] = []
        self.last = len(acts) - 1
        self.positions: dict[str, list[int]] = {}
        self.fields: dict[str, list[int]] = {}
        positions = self.positions
        for place, act in enumerate(acts):
            found = positions.get(act.name)
            if found is None:
                positions[act.name] = [place]
            else:
                found.append(place)

    def act(self, place: int) -> Act:
        """The act at a position that a look-up gave."""
        return self.acts[place]

    def each(self, names: Sequence[str]) -> list[int]:
        """The positions of all acts of these names, by time."""
        if len(names) == 1:
            return self.positions.get(names[0], [])
        return sorted(place for name in names for place in self.positions.get(name, ()))

    def latest(self, names: Sequence[str], upto: int, ref: str | None = None) -> int:
        """The latest act of these names up to and including ``upto`` that goes with ``ref``; -1 if none."""
        best = -1
        for name in names:
            places = self.positions.get(name)
            if places:
                found = self._back(places, upto, ref)
                best = max(best, found)
        return best

    def first(self, names: Sequence[str], after: int, ref: str | None = None) -> int:
        """The first act of these names after position ``after`` that goes with ``ref``; -1 if none."""
        best = -1
        for name in names:
            places = self.positions.get(name)
            if places:
                found = self._ahead(places, after, ref)
                if found >= 0 and (best < 0 or found < best):
                    best = found
        return best

    def latest_filled(self, field: str, upto: int, ref: str | None = None) -> int:
        """The latest act up to and including ``upto`` that has ``field`` filled and goes with ``ref``; -1 if none."""
        return self._back(self.filled(field), upto, ref)

    def first_filled(self, field: str, after: int, ref: str | None = None) -> int:
        """The first act after ``after`` that has ``field`` filled and goes with ``ref``; -1 if none."""
        return self._ahead(self.filled(field), after, ref)

    def filled(self, field: str) -> list[int]:
        """The positions of all acts that have ``field`` filled."""
        places = self.fields.get(field)
        if places is None:
            places = [place for place, act in enumerate(self.acts) if field in act.data]
            self.fields[field] = places
        return places

    def _back(self, places: list[int], upto: int, ref: str | None) -> int:
        index = bisect_right(places, upto) - 1
        if ref is None:
            return places[index] if index >= 0 else -1
        acts = self.acts
        while index >= 0:
            other = acts[places[index]].ref
            if other is None or other == ref:
                return places[index]
            index -= 1
        return -1

    def _ahead(self, places: list[int], after: int, ref: str | None) -> int:
        acts = self.acts
        for place in places[bisect_right(places, after) :]:
            if ref is None:
                return place
            other = acts[place].ref
            if other is None or other == ref:
                return place
        return -1

    def until(self, moment: int) -> int:
        """The position of the last act at or before ``moment``; -1 if none."""
        return bisect_right(self.acts, moment, key=lambda act: act.at) - 1

    def visit(self, place: int) -> tuple[int, int]:
        """The visit of the act at ``place``: first and last place in the whole case."""
        whole = self.whole
        here = self.acts[place].place if place >= 0 else whole.last
        start = whole.latest(("arrived",), here)
        end = whole.first(("left_site",), here - 1)
        return max(start, 0), end if end >= 0 else whole.last

    def value(self, place: int, field: str) -> Value:
        """The value of a field of the act at ``place``; None when blank."""
        return self.acts[place].data.get(field)

    def in_places(self, name: str, first: int, last: int) -> int:
        """The position of some act ``name`` whose place in the whole case lies in first … last; -1 if none."""
        places = self.positions.get(name)
        if places:
            index = bisect_left(places, first, key=lambda place: self.acts[place].place)
            if index < len(places) and self.acts[places[index]].place <= last:
                return places[index]
        return -1


COPIED = tuple(name for name in View.__slots__ if name not in ("units", "whole"))


class TracingView(View):
    """A view that notes every act that a look-up gave: what a verdict rests on. Units get twins when asked for."""

    __slots__ = ("touched", "traced", "twins")

    def __init__(self, view: View, touched: set[Act], whole: TracingView | None = None) -> None:
        for name in COPIED:
            setattr(self, name, getattr(view, name))
        self.touched = touched
        self.whole = whole or self
        self.traced = view
        self.twins: list[View] | None = None if whole is None else []

    @property
    def units(self) -> list[View]:  # type: ignore[override]
        """The tracing twins of the views of units."""
        if self.twins is None:
            self.twins = [TracingView(unit, self.touched, self) for unit in self.traced.units]
        return self.twins

    @classmethod
    def of(cls, view: View, touched: set[Act]) -> TracingView:
        """A tracing twin of a view of the whole case or of a unit."""
        whole = cls(view.whole, touched)
        return whole if view.whole is view else cls(view, touched, whole)

    def note(self, place: int) -> int:
        if place >= 0:
            self.touched.add(self.acts[place])
        return place

    def act(self, place: int) -> Act:
        self.note(place)
        return self.acts[place]

    def each(self, names: Sequence[str]) -> list[int]:
        places = super().each(names)
        for place in places:
            self.note(place)
        return places

    def latest(self, names: Sequence[str], upto: int, ref: str | None = None) -> int:
        return self.note(super().latest(names, upto, ref))

    def first(self, names: Sequence[str], after: int, ref: str | None = None) -> int:
        return self.note(super().first(names, after, ref))

    def latest_filled(self, field: str, upto: int, ref: str | None = None) -> int:
        return self.note(super().latest_filled(field, upto, ref))

    def first_filled(self, field: str, after: int, ref: str | None = None) -> int:
        return self.note(super().first_filled(field, after, ref))

    def visit(self, place: int) -> tuple[int, int]:
        here = self.acts[place].place if place >= 0 else self.whole.last
        self.whole.latest(("arrived",), here)
        self.whole.first(("left_site",), here - 1)
        return super().visit(place)

    def in_places(self, name: str, first: int, last: int) -> int:
        return self.note(super().in_places(name, first, last))


def views_of(case: Case, acts: list[Act], kind: str, now: int, units: Iterable[str]) -> View:
    """The view of the whole case, with the views of its units: those given and those that the acts name."""
    whole = View(acts, case, kind, now, None, None)
    names = dict.fromkeys(units)
    own: dict[str, list[int]] = {}
    shared: list[int] = []
    for place, act in enumerate(acts):
        if not act.units:
            shared.append(place)
            continue
        for unit in act.units:
            names.setdefault(unit)
            own.setdefault(unit, []).append(place)
    for unit in names:
        places = sorted(shared + own.get(unit, []))
        whole.units.append(View([acts[place] for place in places], case, kind, now, unit, whole))
    return whole


class GrownView(View):
    """A view with one act more at its end, made from the view without it; views of units are made when they are asked for.

    ``tried`` is None in the view of a unit that the act leaves alone.
    """

    __slots__ = ("base", "made", "tried")

    def __init__(self, base: View, tried: Act | None, now: int, whole: GrownView | None) -> None:
        self.base, self.tried = base, tried
        self.made: dict[str | None, View] = {}
        self.case, self.kind, self.facts, self.hours = base.case, base.kind, base.facts, base.hours
        self.now, self.unit, self.whole = now, base.unit, whole or self
        self.fields = {}
        if tried is None:
            self.acts, self.positions, self.last = base.acts, base.positions, base.last
        else:
            self.acts, self.last = [*base.acts, tried], base.last + 1
            self.positions = {**base.positions, tried.name: [*base.positions.get(tried.name, ()), self.last]}

    @property
    def units(self) -> list[View]:  # type: ignore[override]
        """All views of units; a unit that only the added act names comes last."""
        assert self.tried is not None or not self.base.units
        known = [view.unit for view in self.base.units]
        named = self.tried.units if self.tried is not None else ()
        return [self.of_unit(unit) for unit in dict.fromkeys([*known, *named])]

    def touched(self) -> list[View]:
        """The views of units in which the added act stands, in the order of all of them."""
        assert self.tried is not None
        named = self.tried.units
        if len(named) == 1:
            return [self.of_unit(named[0])]
        return [view for view in self.units if not named or view.unit in named]

    def of_unit(self, unit: str | None) -> View:
        """The view of a unit, one object however often it is asked for."""
        if unit not in self.made:
            self.made[unit] = self._of_unit(unit)
        return self.made[unit]

    def _of_unit(self, unit: str | None) -> View:
        tried = self.tried
        assert tried is not None
        for view in self.base.units:
            if view.unit == unit:
                return GrownView(view, tried if not tried.units or unit in tried.units else None, self.now, self)
        shared = [act for act in self.acts if not act.units or act is tried]
        return View(shared, self.case, self.kind, self.now, unit, self)

    def filled(self, field: str) -> list[int]:
        """The positions of all acts that have ``field`` filled: those of the view before it, and the added one's."""
        places = self.base.filled(field)
        return [*places, self.last] if self.tried is not None and field in self.tried.data else places


def grown(whole: View, tried: Act, now: int) -> GrownView:
    """The view of the whole case with an act more, later than all others: what ``views_of`` gives, without reading all
    acts again. ``tried.place`` is the number of acts before it.
    """
    return GrownView(whole, tried, now, None)
