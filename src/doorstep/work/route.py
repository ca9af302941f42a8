"""The way to an act: what has to be recorded first, found backwards from the act through the rules that stand before
it.

Each step is put to the judge as if it happened now; what it would breach names what is missing (a precedence, a ground
that reads another act, an answer still owed), or the moment for which it has to wait. Rules that suppose an earlier act
(what a time runs from, what a precedence counts from, what a gesture records before) give the order where nothing is
breached.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from doorstep.calendar import DAY, parse_term
from doorstep.judge.values import Moment
from doorstep.language.expressions import parse
from doorstep.work.situation import Hit, Part, Situation, Trial
from doorstep.work.usual import MISTIMED, Filled, Usual

ARRIVED, LEFT = "arrived", "left_site"
"""The judge's own two words: a visit goes from one to the other."""

Node = tuple[str, "str | None"]


@dataclass(slots=True)
class Step:
    """An act that can be recorded next: in ``unit``, at ``at``, with its usual values; ``clauses`` ask for it."""

    act: str
    unit: str | None
    at: int
    filled: Filled
    clauses: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Way:
    """The steps open now on the way to an act, and how many acts the whole way has."""

    steps: list[Step]
    length: int


class Route:
    """Finds ways in one situation; what was found once is kept. ``wanted`` are the acts that the ends ask for."""

    def __init__(self, situation: Situation, usual: Usual) -> None:
        self.situation = situation
        self.usual = usual
        self.wanted: set[Node] = set()
        self._filled: dict[tuple[Node, int, bool], Filled] = {}
        self._ways: dict[Node, Way | None] = {}
        self._open: list[Node] = []
        self._rooted = len(self._open)

    def filled(self, node: Node, at: int | None = None, *, evading: bool = False) -> Filled:
        """An act with its usual values, tried; ``evading``: with others where the usual ones come at a wrong time."""
        moment = self.situation.now if at is None else at
        if (node, moment, evading) not in self._filled:
            self._filled[node, moment, evading] = self.usual.fill(*node, moment, evading=evading)
        return self._filled[node, moment, evading]

    def way(self, node: Node) -> Way | None:
        """The way to an act; None when there is none without a breach."""
        if node in self._ways:
            return self._ways[node]
        if node in self._open:
            self._rooted = min(self._rooted, self._open.index(node))
            return None
        before, self._rooted = self._rooted, len(self._open)
        place = len(self._open)
        self._open.append(node)
        found = self._find(node)
        self._open.pop()
        if (
            found is not None or self._rooted >= place
        ):  # a dead end that hangs on an act further up may be none from elsewhere
            self._ways[node] = found
        self._rooted = min(before, self._rooted)
        return found

    def _find(self, node: Node) -> Way | None:
        filled, moment = self._when(node)
        steps: dict[Node, Step] = {}
        length = 1
        for clause, choices in self._missing(node, filled.trial):
            found = self._shortest(choices)
            if found is None:
                return None
            length += _gather(steps, found, clause)
        for clause, other in self._supposed(node, filled):
            soft = self.way(other)
            if soft is not None:
                length += _gather(steps, soft, clause)
        if steps:
            return Way(list(steps.values()), length)
        if filled.trial.breaches:
            return None
        return Way([Step(node[0], node[1], moment, filled)], 1)

    def _shortest(self, choices: Iterable[Node]) -> Way | None:
        ways = [way for choice in choices if (way := self.way(choice)) is not None]
        return min(ways, key=lambda way: way.length, default=None)

    def _when(self, node: Node) -> tuple[Filled, int]:
        """The act at the first moment from now on at which it breaches the least, and that moment."""
        filled, moment = self.filled(node), self.situation.now
        if node[0] == ARRIVED and not filled.trial.breaches:
            moment = max(moment, *_latest_arrival(filled.trial), moment)
            return (self.filled(node, moment), moment) if moment > self.situation.now else (filled, moment)
        best = filled
        if any(_waits(hit) for hit in filled.trial.breaches):
            for later in self._moments(filled.trial):
                other = self.filled(node, later)
                if len(other.trial.breaches) < len(best.trial.breaches):
                    best, moment = other, later
        if any(hit.occurrence.code in MISTIMED for hit in best.trial.breaches):
            other = self.filled(node, moment, evading=True)
            best = min(best, other, key=lambda one: len(one.trial.breaches))
        return best, moment

    def _moments(self, trial: Trial) -> list[int]:
        """The moments after now at which waiting may end: recorded and planned ones, and those so long before them."""
        found: set[int] = set()
        for part, whole in trial.views.values():
            found.update(part.moments)
            found.update(int(value) for value in whole.acts[-1].data.values() if type(value) is Moment)
        for hit in trial.breaches:
            info = hit.occurrence.info or {}
            found.update(int(info[key]) for key in ("first",) if key in info)
            if hit.form.name == "planned" and hit.occurrence.limit is not None and hit.form.rule["at_most"]:
                most = parse_term(hit.form.rule["at_most"])
                found.add(hit.occurrence.limit - (most.exact if most.exact is not None else most.amount * DAY))
        return sorted(moment for moment in found if moment > self.situation.now)[:12]

    # --- what is missing

    def _missing(self, node: Node, trial: Trial) -> Iterator[tuple[str, list[Node]]]:
        """For each clause that the act would breach for want of another: the clause, and the acts of which one mends
        it.
        """
        for hit in trial.breaches:
            info, rule = hit.occurrence.info or {}, hit.form.rule
            if hit.form.name == "past" and hit.judged and hit.occurrence.code == "missing":
                freeing = [self._node(hit, act) for act in _unless_happened(rule["when"])]
                wanted = [node for node in freeing if node in self.wanted]
                for act in info["acts"]:
                    yield hit.clause, wanted or [self._node(hit, act)]
            elif hit.occurrence.code == "no_proof":
                for name in info["proof"]:
                    if name.partition(".")[0] != node[0]:
                        yield hit.clause, [self._node(hit, name.partition(".")[0])]
            elif hit.form.name == "response" and not hit.judged:
                yield hit.clause, [self._node(hit, act) for act in rule["acts"]]
            elif hit.occurrence.code == "not_allowed":
                for act in dict.fromkeys(a for a in acts_read(rule["if"]) if not _happened(hit.view, a)):
                    yield hit.clause, [self._node(hit, act)]

    def _node(self, hit: Hit, act: str) -> Node:
        return act, hit.view.unit if hit.part.names_unit(act) else None

    # --- what is supposed

    def _supposed(self, node: Node, filled: Filled) -> Iterator[tuple[str, Node]]:
        """The acts that rules about this one suppose to have happened, and that have not: with the clause."""
        act, unit = node
        trial = filled.trial
        for hit in trial.hits:
            rule = hit.form.rule
            if hit.form.name == "past" and hit.judged and hit.applies:
                yield from self._before(node, hit.part, hit.clause, rule["since"])
            elif hit.form.name == "planned" and hit.occurrence.code == "no_planned" and rule["planned"]:
                declaring = [a for a, fields in hit.part.ready.program["acts"].items() if rule["planned"][1] in fields]
                yield from self._before(node, hit.part, hit.clause, declaring[:1])
        for part in self.situation.knowing(act):
            for clause, wanted in self._answers(part, act, unit):
                yield from self._before(node, part, clause, wanted)
            yield from self._gesture(node, part, filled)

    def _answers(self, part: Part, act: str, unit: str | None) -> Iterator[tuple[str, list[str]]]:
        """What this act answers: the acts from which a time runs towards it."""
        for key, rule, starts in part.answered_by(act):
            if rule.get("together"):
                if all(self._raises(part, rule, start, unit) for start in starts):
                    yield key, starts
            elif self._raises(part, rule, starts[0], unit):
                yield key, starts[:1]

    def _raises(self, part: Part, rule: Mapping[str, Any], start: str, unit: str | None) -> bool:
        """Whether ``start`` would make a time run: its ``when`` read as if it happened now."""
        if rule.get("when") is None:
            return True
        node = start, unit if part.names_unit(start) else None
        whole = self.filled(node).trial.views[part.standard.key][1]
        view = whole if node[1] is None else whole.of_unit(node[1])
        when = part.raising(rule["when"], start)
        return when(view, view.last, view.last, view.acts[-1].ref) is True

    def _gesture(self, node: Node, part: Part, filled: Filled) -> Iterator[tuple[str, Node]]:
        """What the act's gesture records before it, and what its offer wants to have happened."""
        gesture = filled.gesture
        if gesture is None or part.standard.gestures.get(gesture.key) is not gesture:
            return
        acts = [one["act"] for one in gesture.acts]
        place = acts.index(node[0])
        if place:
            yield from self._before(node, part, "", acts[place - 1 : place])
        elif gesture.offer:
            yield from self._before(node, part, "", list(_offered_after(parse(gesture.offer))))

    def _before(self, node: Node, part: Part, clause: str, acts: Iterable[str]) -> Iterator[tuple[str, Node]]:
        for act in acts:
            unit = node[1] if part.names_unit(act) else None
            earlier = part.rank[act] < part.rank[node[0]]
            if earlier and (unit is not None or not part.names_unit(act)) and not self.done(part, (act, unit)):
                yield clause, (act, unit)

    def done(self, part: Part, node: Node) -> bool:
        """Whether an act has happened; an arrival counts only until the site was left."""
        view = part.of_unit(node[1])
        place = view.latest((node[0],), view.last)
        if node[0] == ARRIVED and place >= 0:
            return view.latest((LEFT,), view.last) < place
        return place >= 0


def _gather(steps: dict[Node, Step], way: Way, clause: str) -> int:
    for step in way.steps:
        kept = steps.setdefault((step.act, step.unit), step)
        if len(way.steps) == 1 and way.length == 1 and clause and clause not in kept.clauses:
            kept.clauses.append(clause)
    return way.length


def _waits(hit: Hit) -> bool:
    """Whether a breach may pass by itself with time."""
    return hit.occurrence.code in ("too_soon", "too_early", "too_short", "not_allowed", "forbidden", "removed")


def _latest_arrival(trial: Trial) -> list[int]:
    """The latest moments at which a visit can begin by the notices before its planned times."""
    found = []
    for hit in trial.hits:
        rule = hit.form.rule
        if hit.form.name == "planned" and hit.judged and hit.occurrence.code == "ahead" and rule["at_least"]:
            least = parse_term(rule["at_least"])
            if least.exact is not None and hit.occurrence.limit is not None:
                found.append(hit.occurrence.limit - least.exact)
    return [min(found)] if found else []


def _happened(view: Any, act: str) -> bool:
    return bool(view.latest((act,), view.last - 1) >= 0)


def acts_read(tree: Any) -> Iterator[str]:
    """The acts that a condition reads."""
    if not isinstance(tree, list) or not tree:
        return
    if tree[0] in ("field", "when", "latest"):
        yield from tree[1]
    elif tree[0] in ("happened", "count", "in_visit", "units", "done_items", "minutes"):
        yield tree[1]
    else:
        for part in tree[1] if tree[0] == "list" else tree[1:]:
            yield from acts_read(part)


def _unless_happened(tree: Any) -> Iterator[str]:
    """The acts that would free from a rule that applies only while they have not happened."""
    if isinstance(tree, list) and tree:
        if tree[0] == "not" and tree[1][0] == "happened":
            yield tree[1][1]
        elif tree[0] == "and":
            for part in tree[1:]:
                yield from _unless_happened(part)


def _offered_after(tree: Any) -> Iterator[str]:
    """The acts that an offer wants to have happened."""
    if tree[0] == "and":
        for part in tree[1:]:
            yield from _offered_after(part)
    elif tree[0] in ("in_visit", "happened"):
        yield tree[1]
    elif tree[0] in (">", ">=") and tree[1][0] == "count":
        yield tree[1][1]
