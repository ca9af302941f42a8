"""The statement: what was done, numbers first, in both languages, made from the record. Its SHA-256 is what is
signed.

The text is plain and complete in itself; what the pages and the paper show are its lines. It changes when what it
says changes, and with nothing else: a signature is for these words.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from functools import reduce
from operator import add
from typing import Any

from doorstep.calendar import format_moment
from doorstep.language.model import Words
from doorstep.record.envelope import sha256
from doorstep.record.history import History
from doorstep.work.cases import case_of
from doorstep.work.door.appointment import appointment
from doorstep.work.door.company import Company, comer, company
from doorstep.work.door.faults import say
from doorstep.work.door.serving import ARRIVED, parties, planned
from doorstep.work.door.standing import Standing, Stood

FORM = 1
"""The form of the text; another one is another statement."""

CROCKFORD = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
FINISHED = ("work_finished", "fault_cleared", "installation_completed", "repair_done")
DEVICES = ("mac", "macs", "device_serial", "serial", "serial_number")
MEASURED = ("_mbps", "_dbm")
CENT = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Line:
    """One line in both languages; ``items`` are its particulars, folded on the page and printed in full on paper."""

    kind: str
    zh: str
    en: str
    items: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Statement:
    """What is signed: its ``text``, of which ``digest`` is the SHA-256 in hexadecimal, and the same as ``lines``."""

    case: str
    number: str
    lines: tuple[Line, ...]
    text: str = field(repr=False)
    digest: str

    @property
    def code(self) -> str:
        """The verification code: "4F7K-20Q9"."""
        return code_of(self.digest)


def code_of(digest: str) -> str:
    """The first forty bits of a digest in Crockford's base 32.

    >>> code_of("ff" * 32), code_of("00" * 32)
    ('ZZZZ-ZZZZ', '0000-0000')
    """
    value = int(digest[:10], 16)
    signs = "".join(CROCKFORD[value >> shift & 31] for shift in range(35, -1, -5))
    return f"{signs[:4]}-{signs[4:]}"


def statement(case: str) -> Statement:
    """The statement of a case as the record stands. Raises ``NotDone`` when there is no such case."""
    return statement_of(case_of(case))


def statement_of(found: History, standing: Standing | None = None) -> Statement:
    """The statement of a history."""
    lines = tuple(_Lines(found, standing or Standing(found)).all())
    text = text_of(lines)
    return Statement(found.case, found.number, lines, text, sha256(text))


def text_of(lines: Sequence[Line]) -> str:
    """The text that is signed: all lines in Chinese, then all in English, each with its particulars."""
    parts = []
    for lang in ("zh", "en"):
        said = [line.zh if lang == "zh" else line.en for line in lines]
        parts.append("\n".join("\n  ".join([one, *line.items]) for one, line in zip(said, lines, strict=True)))
    return f"doorstep statement {FORM}\n\n" + "\n\n".join(parts) + "\n"


def customer_name(found: History) -> str:
    """What the customer is called on his own papers: the first text among the facts that is not a number of an order."""
    from doorstep import standards

    for key, _, kind in found.standards:
        for name, type_ in standards.load(key).cases[kind].facts.items():
            said = found.facts.get(name)
            if (
                type_.kind == "text"
                and not name.endswith(("_no", "_limit", "_code"))
                and isinstance(said, str)
                and said
            ):
                return said
    return ""


class _Lines:
    def __init__(self, found: History, standing: Standing) -> None:
        self.found, self.standing = found, standing
        self.acts = list(standing)

    def all(self) -> Iterator[Line]:
        house: Company = company(self.found.place)
        _, _, kind = self.found.standards[0]
        words = self.standing.situation.parts[0].standard.cases[kind].words
        customer = customer_name(self.found)
        joint = " · "
        yield Line(
            "head",
            joint.join(part for part in (house.zh, customer, words.zh, self.found.number) if part),
            joint.join(part for part in (house.en, customer, words.en, self.found.number) if part),
        )
        yield from self._units()
        yield from self._next()
        yield from self._finished()
        yield from self._devices()
        yield from self._measured()
        yield from self._charges()
        yield from self._visits()

    def _line(self, kind: str, key: str, items: Sequence[str] = (), **values: Any) -> Line:
        zh = {name: value.zh if isinstance(value, Words) else value for name, value in values.items()}
        en = {name: value.en if isinstance(value, Words) else value for name, value in values.items()}
        return Line(kind, say("zh", f"statement.{key}", **zh), say("en", f"statement.{key}", **en), tuple(items))

    # --- units

    def _units(self) -> Iterator[Line]:
        units = self.standing.units
        done_by = self._done_acts()
        if not units or not done_by:
            return
        part = next(part for part in self.standing.situation.parts if part.unit)
        unit = part.standard.unit_words(str(part.unit))
        done = {name for one in self.acts if one.kind.key in done_by for name in one.act.units}
        left = [name for name in units if name not in done]
        yield self._line("units", "units", unit=unit, done=len(units) - len(left), open=len(left))
        if left:
            yield self._line("open", "open", names=" ".join(left), unit=unit)

    def _done_acts(self) -> set[str]:
        """The acts that finish a unit: those whose units the ends of the kind of case count."""
        found: set[str] = set()
        for part in self.standing.situation.parts:
            ends = part.ready.program.get("ends") or {}
            found |= set(
                list(_counted(ends.get("when")))[:1]
            )  # what must be reached stands before what it is compared with
        return found

    def _next(self) -> Iterator[Line]:
        """The next visit: booked after the last arrival, to begin after it. One that was come to early is no next one."""
        arrivals = [place for place, one in enumerate(self.acts) if one.kind.key == ARRIVED]
        coming = appointment(self.standing)
        if not arrivals or coming is None or coming.start <= self.acts[arrivals[-1]].at:
            return
        place, booked = [
            (place, one) for place, one in enumerate(self.acts) if any(name in one.data for name in planned(one.kind))
        ][-1]
        if place < arrivals[-1]:
            return
        yield self._line("next", "next", window=_window(coming.start, coming.end), units=" ".join(booked.act.units))

    # --- what was done

    def _finished(self) -> Iterator[Line]:
        latest = {one.kind.key: one for one in self.acts if one.kind.key in FINISHED and not one.act.units}
        for one in latest.values():
            yield self._line("done", "done", what=one.kind.words, at=_minute(one.at))

    def _devices(self) -> Iterator[Line]:
        seen: dict[str, str] = {}
        for one in self.acts:
            for name in DEVICES:
                said = one.data.get(name)
                for device in said if isinstance(said, list) else [said] if isinstance(said, str) else []:
                    seen.setdefault(device, " ".join(one.act.units))
        if seen:
            items = sorted(_joined(unit, device) for device, unit in seen.items())
            yield self._line("devices", "devices", items, n=len(items))

    def _measured(self) -> Iterator[Line]:
        latest: dict[str, tuple[Stood, Any]] = {}
        for one in self.acts:
            for name, value in one.data.items():
                if name.endswith(MEASURED) and not one.act.units:
                    latest[name] = one, value
        for name, (one, value) in latest.items():
            yield self._line(
                "measured", "measured", what=one.standard.field_words(one.kind.key, name), value=_figure(value)
            )

    def _charges(self) -> Iterator[Line]:
        kinds = {
            act.key: found
            for part in self.standing.situation.parts
            for act in part.standard.acts.values()
            if (found := money(act.fields, bool(parties(part.standard, act))))
        }
        if not kinds:
            return
        made = [one for one in self.acts if one.kind.key in kinds and kinds[one.kind.key] in one.data]
        if not made:
            yield self._line("charges", "no_charge")
            return
        items = [_joined(_item(one), _figure(one.data[kinds[one.kind.key]])) for one in made]
        total = reduce(add, (float(one.data[kinds[one.kind.key]]) for one in made))  # sum() adds otherwise from 3.12 on
        yield self._line("charges", "charges", items, n=len(made), sum=_figure(total))

    def _visits(self) -> Iterator[Line]:
        arrivals = [one for one in self.acts if one.kind.key == ARRIVED]
        who = comer(self.found)
        for one in arrivals:
            yield self._line("visit", "visit", at=_minute(one.at))
        if arrivals and who is not None:
            yield self._line("who", "who" if who.badge else "who_bare", name=who.name, badge=who.badge)


def _counted(tree: Any) -> Iterator[str]:
    """The acts of ``units(act)`` in a compiled condition."""
    if isinstance(tree, list) and tree:
        if tree[0] == "units":
            yield str(tree[1])
        else:
            for part in tree:
                yield from _counted(part)


def money(fields: Any, by_party: bool) -> str | None:
    """The field of an act that says what the customer pays; None for acts that are no charge of his."""
    if "amount" in fields and ("tariff" in fields or "on_tariff" in fields):
        return "amount"
    return "price" if by_party and "price" in fields else None


def _item(one: Stood) -> str:
    return next((str(one.data[n]) for n, t in one.kind.fields.items() if t.kind == "text" and n in one.data), "")


def _minute(moment: int) -> str:
    return format_moment(moment - moment % 60)


def _window(start: int, end: int) -> str:
    if end <= start:
        return _minute(start)
    last = _minute(end)
    return f"{_minute(start)}-{last[11:] if last[:10] == _minute(start)[:10] else last}"


def _joined(*parts: str) -> str:
    return " ".join(part for part in parts if part)


def _figure(value: Any) -> str:
    """A number with two places at most, a half rounded up: "512.3", "1234567.5"."""
    text = f"{Decimal(value).quantize(CENT, ROUND_HALF_UP):f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text
