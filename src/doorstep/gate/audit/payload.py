"""The report's data: what the page needs to draw every view, as compact JSON.

``build`` gives a *core* (figures, clauses, one line for each order, words) that the page unpacks when it opens, and
*parts*, the particulars of some orders each, that it unpacks when one of them is looked at. Names stand once in lists
(people, roles, kinds of act) and are meant by their place; a text in both languages is a pair [zh, en]; ``-1`` is none.

Lives here: the core and its lists. Not here: an order's acts and findings (``particulars``), a clause's figures
(``figures``), the page (``report``).
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from doorstep.calendar import CHINA, format_day, parse_day
from doorstep.gate.audit.figures import clause_figures, gather
from doorstep.gate.audit.judged import VERDICTS, Audit, JudgedOrder
from doorstep.gate.audit.names import Names, pair
from doorstep.gate.audit.particulars import Particulars
from doorstep.gate.audit.wording import say
from doorstep.language.model import Clause, Standard
from doorstep.language.words import clause_in_words

PART_ACTS = 1500
"""Acts after which a part of the particulars is full: unpacked within a blink, and well packed."""

_SUBJECTS = ("customer", "hotel", "hotel_name", "guest", "address")
_NOT_SUBJECTS = frozenset({"order_no", "area", "reply_limit", "closes_at"})


@dataclass(frozen=True, slots=True)
class Payload:
    """The data of a report: the core, and the particulars of the orders in parts."""

    core: dict[str, Any]
    parts: list[list[Any]]


def build(audit: Audit, *, files: list[str]) -> Payload:
    """The data of the report on ``audit``; ``files`` are the names of what was read."""
    names = Names()
    particulars = Particulars(audit, names)
    orders: list[Any] = []
    parts: list[list[Any]] = [[]]
    starts = [0]
    acts_in_part = 0
    for index, (order, judged) in enumerate(zip(audit.imported.orders, audit.judged, strict=True)):
        if acts_in_part and acts_in_part + len(order.acts) > PART_ACTS:
            parts.append([])
            starts.append(index)
            acts_in_part = 0
        acts_in_part += len(order.acts)
        parts[-1].append(particulars.of(order, judged))
        orders.append(_order_line(audit, order, judged, names, len(parts) - 1))
    core = _head(audit, files) | {
        "standards": [_standard(audit, standard) for standard in audit.standards.values()],
        "clauses": _clauses(audit, names),
        "orders": orders,
        "parts": starts,
        "problems": [_problem(problem) for problem in audit.imported.problems],
    }
    return Payload(core | names.lists() | {"acted": _acted(audit, names)}, parts)


def _head(audit: Audit, files: list[str]) -> dict[str, Any]:
    days = [act.at[:10] for order in audit.imported.orders for act in order.acts]
    span = [min(days), max(days)] if days else None
    table = _days(audit, span)
    return {
        "as_of": audit.as_of,
        "files": files,
        "span": span,
        "ignored": [list(column) for column in audit.imported.ignored_columns],
        "acts_total": len(days),
        "rows": [audit.imported.rows("rejected"), audit.imported.rows("remark")],
        "days": table,
        "provisional": sorted({day[:4] for day in table if not CHINA.published(parse_day(day))}),
    }


def _days(audit: Audit, span: list[str] | None) -> dict[str, list[Any]]:
    """Every day from the first act to the moment of the audit: working, off or make-up, and a holiday's name."""
    if not span:
        return {}
    first, last = parse_day(span[0]), max(parse_day(span[1]), parse_day(audit.as_of[:10]))
    return {format_day(day): _day(day) for day in range(max(first, last - 400), last + 1)}


def _day(day: int) -> list[Any]:
    reason = CHINA.name(day)
    if reason:
        return [1, *reason]
    return [2] if CHINA.is_make_up(day) else [0]


def _standard(audit: Audit, standard: Standard) -> dict[str, Any]:
    cases = [case for judged in audit.judged for case in judged.cases if case.standard == standard.key]
    unit = next((kind.unit for kind in standard.cases.values() if kind.unit), None)
    units = sum(max((sum(ruling.units) for ruling in case.rulings if ruling.units), default=0) for case in cases)
    return {
        "key": standard.key,
        "title": pair(standard.title),
        "version": standard.version or "",
        "unit": pair(standard.unit_words(unit)) if unit else None,
        "units": units,
    }


def _clauses(audit: Audit, names: Names) -> list[dict[str, Any]]:
    rulings, unjudged = gather(audit)
    return [
        _clause_words(standard, clause, place)
        | {"un": unjudged.get(clause.id, [])}
        | clause_figures(audit, clause, rulings.get(clause.id, ()), names)
        for place, standard in enumerate(audit.standards.values())
        for clause in standard.clauses.values()
        if clause.check != "info"
    ]


def _clause_words(standard: Standard, clause: Clause, place: int) -> dict[str, Any]:
    return {
        "s": place,
        "n": clause.number,
        "t": pair(clause.words),
        "w": clause.where,
        "k": clause.kind,
        "c": clause.check,
        "how": [clause_in_words(standard, clause, "zh"), clause_in_words(standard, clause, "en")],
        "note": _readable(standard, clause.note) if clause.note else None,
    }


def _readable(standard: Standard, note: str) -> str:
    """A note without keys: each word with underscores becomes the English name of what it names."""
    words: dict[str, str] = {name.partition(".")[2] or name: text.en for name, text in standard.labels.fields.items()}
    words |= {name: text.en for name, text in standard.labels.facts.items()}
    words |= {name: act.words.en for name, act in standard.acts.items()}
    words |= {name: parameter.words.en for name, parameter in standard.parameters.items()}
    words |= {choice: text.en for choices in standard.labels.choices.values() for choice, text in choices.items()}
    pieces = note.replace("`", "").split(" ")
    return " ".join(_readable_word(piece, words) for piece in pieces)


def _readable_word(word: str, words: dict[str, str]) -> str:
    bare = word.strip("().,;:\"'")
    if "_" not in bare:
        return word
    return word.replace(bare, "“" + words.get(bare, bare.replace("_", " ")) + "”")


def _order_line(audit: Audit, order: Any, judged: JudgedOrder, names: Names, part: int) -> list[Any]:
    places = list(audit.standards)
    kinds = [[places.index(key), names.kind(audit.standards[key].cases[kind])] for key, kind in order.kinds.items()]
    return [
        order.number,
        kinds,
        names.area(order.area),
        names.person(owner_of(order)),
        order.lost if order.incomplete else 0,
        _subject(audit, order),
        part,
        judged.as_of if order.as_of else 0,
        0 if judged.fault is None else [say("zh", "fault"), say("en", "fault")],
        len(order.acts),
    ]


def owner_of(order: Any) -> str | None:
    """Whose order it is: its owner; without one, the person with the most acts on it; None if it names nobody."""
    if order.owner:
        return str(order.owner)
    people = Counter(act.person for act in order.acts if act.person)
    return people.most_common(1)[0][0] if people else None


def _subject(audit: Audit, order: Any) -> str:
    """Whom the order serves: the fact that names a customer, hotel or address, else its first text."""
    facts: dict[str, Any] = {}
    for key, kind in order.kinds.items():
        declared = audit.standards[key].cases[kind].facts
        for name, value in order.facts.get(key, {}).items():
            if isinstance(value, str) and name in declared and declared[name].kind in ("text", "person") and value:
                facts.setdefault(name, value)
    chosen = [name for name in _SUBJECTS if name in facts] or [name for name in facts if name not in _NOT_SUBJECTS]
    return str(facts[chosen[0]]) if chosen else ""


def _acted(audit: Audit, names: Names) -> list[list[int]]:
    """For each person the orders that he has acts on."""
    orders: list[set[int]] = [set() for _ in names.people]
    for index, order in enumerate(audit.imported.orders):
        for act in order.acts:
            if act.person:
                orders[names.person(act.person)].add(index)
    return [sorted(own) for own in orders]


def _problem(problem: Any) -> list[Any]:
    return [
        0 if problem.level == "rejected" else 1,
        problem.sheet or "",
        problem.row or 0,
        problem.column or "",
        "" if problem.written is None else str(problem.written),
        [problem.said("zh"), problem.said("en")],
        problem.order or "",
    ]


def totals(audit: Audit) -> dict[str, int]:
    """How many clause verdicts are breached, pending and met."""
    counts = Counter(v for judged in audit.judged for case in judged.cases for v in case.verdicts.values())
    return {verdict: counts[verdict] for verdict in VERDICTS}
