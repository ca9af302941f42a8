"""Cases that the calendar opens: a shift each day, a phone month each month. Which are due on a day, and opening them
once.

A case's number, id and key follow from standard, kind, person and period, so that two workers who open it at once open
one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from doorstep import standards
from doorstep.calendar import CHINA, format_day
from doorstep.language.model import CaseKind, Standard
from doorstep.record import clock
from doorstep.record.append import Refusal
from doorstep.record.receipts import Receipt
from doorstep.work.faults import Refused
from doorstep.work.intake import Order, case_id, open_cases

SOURCE = "calendar"
BATCH = 200


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody for whom cases are opened: ``key`` stands for him for ever (his username), ``facts`` are what is known
    of him.
    """

    key: str
    name: str
    place: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)


PeopleOfRole = Callable[[str, str], Iterable[Person]]
"""Who plays a role of a standard: (standard, role) → the people."""


def due_openings(day: int, people_of_role: PeopleOfRole) -> list[Order]:
    """The cases that the calendar opens on a day (its ordinal number), each with the key under which it is opened once."""
    found = []
    for key in standards.names():
        standard = standards.load(key)
        for kind in standard.cases.values():
            rule = kind.opened_by
            if standard.version and isinstance(rule, Mapping) and in_force(standard, day):
                period = period_of(day, rule["every"])
                if period is not None:
                    found += [_order(standard, kind, person, period) for person in people_of_role(key, rule["for"])]
    return found


def open_due(day: int, people_of_role: PeopleOfRole) -> list[Receipt | Refusal | Refused]:
    """Opens the cases due on a day that are not open yet; safe to repeat, and for two workers at once. The new ones'
    answers.
    """
    from doorstep.record.models import Case

    orders = due_openings(day, people_of_role)
    answers: list[Receipt | Refusal | Refused] = []
    for start in range(0, len(orders), BATCH):
        part = orders[start : start + BATCH]
        there = set(Case.objects.filter(id__in=[case_id(one.number) for one in part]).values_list("id", flat=True))
        answers += open_cases([one for one in part if case_id(one.number) not in there])
    return answers


def in_force(standard: Standard, day: int) -> bool:
    """Whether a standard governs cases opened on a day."""
    return not standard.effective or format_day(day) >= standard.effective


@dataclass(frozen=True, slots=True)
class Period:
    """A calendar period: ``text`` names it ("2026-10-12", "2026-W42", "2026-10"); first and last day as ordinal
    numbers.
    """

    text: str
    first: int
    last: int


def period_of(day: int, every: str) -> Period | None:
    """The period of ``every`` (day, working day, week, month) in which a day lies; None for a day off of working days.

    >>> period_of(date(2026, 10, 12).toordinal(), "week").text
    '2026-W42'
    """
    that = date.fromordinal(day)
    if every == "month":
        following = date(that.year + that.month // 12, that.month % 12 + 1, 1)
        return Period(f"{that:%Y-%m}", that.replace(day=1).toordinal(), following.toordinal() - 1)
    if every == "week":
        year, week, weekday = that.isocalendar()
        return Period(f"{year}-W{week:02d}", day - weekday + 1, day - weekday + 7)
    if every == "working day" and not CHINA.is_working(day):
        return None
    return Period(format_day(day), day, day)


def _order(standard: Standard, kind: CaseKind, person: Person, period: Period) -> Order:
    number = f"{kind.words.zh} {person.key} {period.text}"
    at = datetime.fromordinal(period.first).replace(tzinfo=clock.SHANGHAI)
    return Order(
        number=number,
        standards=[(standard.key, standard.version, kind.key)],
        key=f"calendar:{standard.key}-{kind.key}-{person.key}-{period.text}",
        at=at,
        facts=facts_of(kind, person, period),
        place=person.place,
        customer=f"staff:{person.key}",
        source=SOURCE,
        complete=False,
    )


def facts_of(kind: CaseKind, person: Person, period: Period) -> dict[str, Any]:
    """The facts that person and period give: his own, his name for a fact that is a person, the period's days for its
    dates, and its name for the first text of a period that is no day.
    """
    facts = {name: value for name, value in person.facts.items() if name in kind.facts}
    days: Sequence[int] = (period.first, period.last)
    dates = [name for name, type_ in kind.facts.items() if type_.kind == "date"]
    facts |= {name: format_day(day) for name, day in zip(dates, days, strict=False) if name not in facts}
    people = [name for name, type_ in kind.facts.items() if type_.kind == "person"]
    texts = [name for name, type_ in kind.facts.items() if type_.kind == "text"] if period.first != period.last else []
    for names, value in ((people, person.name), (texts, period.text)):
        if names and names[0] not in facts:
            facts[names[0]] = value
    return facts
