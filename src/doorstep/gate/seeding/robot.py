"""The robot of the demo: takes the next acts of a case one by one, with usual values, until the day ends; with
planned slips.
"""

from __future__ import annotations

import hashlib
import zlib
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from doorstep import standards
from doorstep.calendar import format_moment, parse_moment
from doorstep.gate.seeding.speaking import ask
from doorstep.people.accounts import account
from doorstep.people.holdings import holdings_of
from doorstep.people.roles import On, may_record
from doorstep.record import clock

MOST = 400

Script = Sequence[tuple[str, str, Mapping[str, Any]]]
"""Acts to be recorded as they stand: (act, role, data); the value "@photo" stands for the picture."""

BETWEEN_ROOMS = 60
"""Seconds from one room to the next."""


@dataclass
class Plan:
    """How one case goes: from when to when (local civil seconds), and what does not go by the book.

    ``skip`` are acts left out, ``alter`` fields said otherwise, ``delay`` minutes lost before an act; ``rooms`` what
    happens in each unit, one after the other once the first is at hand, with ``pace`` seconds from act to act;
    ``left`` units that are not gone on with; no act is taken more than ``times``, and ``most`` acts in all.
    """

    case: str
    start: int
    end: int
    who: str
    step: int = 90
    skip: frozenset[str] = frozenset()
    alter: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    delay: Mapping[str, int] = field(default_factory=dict)
    rooms: Mapping[str, Script] = field(default_factory=dict)
    left: frozenset[str] = frozenset()
    pace: Callable[[str], int] = lambda room: 40
    times: int = 3
    most: int = MOST


class Robot:
    """Plays plans. ``cast`` are the accounts that may record what the person on the case may not."""

    def __init__(self, cast: Sequence[str]) -> None:
        self.cast = cast
        self.held = {one: holdings_of(account(one)) for one in cast}
        self.photo = _upload(cast)

    def play(self, plan: Plan) -> int:
        """Records what is still missing of a plan: how many acts."""
        now, count = plan.start, 0
        done = self._done(plan)
        if done:
            now = max(now, max(parse_moment(at) for *_, at in done) + plan.step)
        taken = Counter((name, unit) for name, unit, _ in done)
        walked = {unit for _, unit in taken if unit in plan.rooms}
        while count < plan.most and now < plan.end:
            left = frozenset(u for u in plan.left if u not in plan.rooms or u in walked)
            coming = self._next(plan, now, left, taken)
            if coming is None:
                break
            at = max(now, parse_moment(coming["at"])) if coming["at"] else now
            at += 60 * plan.delay.get(coming["act"], 0)
            if at >= plan.end:
                break
            unit = coming["unit"]
            if unit in plan.rooms and unit not in walked:
                rooms = [room for room in plan.rooms if room not in walked]
                now, added = self._walk(plan, at, rooms)
                taken.update((name, room) for room in rooms for name, _, _ in plan.rooms[room])
                walked.update(rooms)
                count += added
                continue
            slip = {} if taken[coming["act"], unit] else plan.alter.get(coming["act"], {})
            taken[coming["act"], unit] += 1
            data = {**coming["data"], **self._filled(plan, coming), **slip}
            self._record(plan, [(at, coming["act"], coming["by"][0], data)])
            now, count = at + plan.step, count + 1
        return count

    def _walk(self, plan: Plan, at: int, rooms: Sequence[str]) -> tuple[int, int]:
        """Goes from room to room, each said at once: when the last one is left, and how many acts that were."""
        count = 0
        for room in rooms:
            told = []
            for name, role, data in plan.rooms[room]:
                said = {key: self.photo if value == "@photo" else value for key, value in data.items()}
                told.append((at, name, role, {"room": room, **said}))
                at += plan.pace(room)
            self._record(plan, told)
            at, count = at + BETWEEN_ROOMS, count + len(told)
        return at, count

    def _done(self, plan: Plan) -> list[tuple[str, str | None, str]]:
        """What was recorded before: acts with their units and moments."""
        with clock.set_to(clock.aware(plan.end)):
            shown = ask(plan.who, "GET", f"cases/{plan.case}")
        found = []
        for act in shown["timeline"]:
            if "." in act["act"] or act["source"] == "staff_file":
                continue
            at = act["at"][:19].replace("T", " ")
            found.append((act["act"], act["data"].get("room"), at))
        return found

    def _next(
        self, plan: Plan, now: int, left: frozenset[str], taken: Counter[tuple[str, str | None]]
    ) -> dict[str, Any] | None:
        """The first next act that the plan does not leave out, was not taken too often, and somebody in the demo may record."""
        with clock.set_to(clock.aware(now)):
            coming = ask(plan.who, "GET", f"cases/{plan.case}/next-acts")["next_acts"]
        for one in coming:
            wanted = one["act"] not in plan.skip and one["unit"] not in left
            if wanted and taken[one["act"], one["unit"]] < plan.times and self._somebody(plan, one["by"][0]):
                found: dict[str, Any] = one
                return found
        return None

    def _filled(self, plan: Plan, coming: Mapping[str, Any]) -> dict[str, Any]:
        """What the person there fills in."""
        if not coming["open"]:
            return {}
        with clock.set_to(clock.aware(plan.end)):
            form = ask(plan.who, "GET", f"cases/{plan.case}/forms/{coming['act']}")
        kinds = {one["name"]: one["type"] for one in form["fields"]}
        return {name: self._value(plan, name, kinds[name]) for name in coming["open"]}

    def _value(self, plan: Plan, name: str, kind: str) -> Any:
        if kind.startswith("list["):
            return [self._value(plan, name, kind[5:-1])]
        by_kind = {
            "person": account(plan.who).display_name,
            "phone": "0571-80000101",
            "photo": self.photo,
            "signature": self.photo,
            "file": self.photo,
            "location": "30.27415,120.15515",
            "int": 5,
            "decimal": 500,
        }
        if name in ("mac", "macs"):
            return "44:1E:98:" + hashlib.sha256(f"{plan.case}{plan.start}".encode()).hexdigest()[:6].upper()
        return by_kind.get(kind, "照常")

    def _record(self, plan: Plan, told: Sequence[tuple[int, str, str, Mapping[str, Any]]]) -> None:
        """Records acts (moment, act, role, data), each actor's at once and just after the last one."""
        bodies: dict[str, list[dict[str, Any]]] = {}
        for at, act, role, data in told:
            by, actor = self._actor(plan, role)
            key = f"demo:{plan.case}:{act}:{data.get('room', '')}:{format_moment(at)}".replace(" ", "T")
            body = {"key": hashlib.sha256(key.encode()).hexdigest()[:32], "case": plan.case, "act": act}
            body |= {"at": clock.aware(at).isoformat(), "by": by, "data": dict(data)}
            bodies.setdefault(actor, []).append(body)
        with clock.set_to(clock.aware(told[-1][0]) + timedelta(seconds=3)):
            for actor, acts in bodies.items():
                for body, answer in zip(acts, ask(actor, "POST", "acts", {"acts": acts})["results"], strict=True):
                    if answer["error"]:
                        raise RuntimeError(f"{body['act']} by {actor} as {body['by']}: {answer['error']}")

    def _actor(self, plan: Plan, role: str) -> tuple[str, str]:
        """The role, and the account that may record it: the person on the case first."""
        row = _row(plan.case)
        on = On(row.place, row.assignee)
        for one in [plan.who, *self.cast]:
            for key, party in _declaring(row.standards, role):
                if may_record(self.held[one], key, role, party, on=on):
                    return role, one
        raise LookupError(f"nobody in the demo may record as {role}")

    def _somebody(self, plan: Plan, role: str) -> bool:
        try:
            self._actor(plan, role)
        except LookupError:
            return False
        return True


def _row(case: str) -> Any:
    from doorstep.record.models import CaseRow

    return CaseRow.objects.get(case=case)


def _declaring(governed: str, role: str) -> Iterator[tuple[str, bool]]:
    import json

    for key, _, _ in json.loads(governed):
        found = standards.load(key).roles.get(role)
        if found is not None:
            yield key, found.party


def _upload(cast: Sequence[str]) -> str:
    """A small grey picture in the record's files, which stands for every photo: its hash."""
    picture = _png()
    hash_ = hashlib.sha256(picture).hexdigest()
    new = {"hash": hash_, "size": len(picture), "media_type": "image/png"}
    if not ask(cast[0], "POST", "files", new)["complete"]:
        ask(cast[0], "PUT", f"files/{hash_}", picture)
    return hash_


def _png(side: int = 48) -> bytes:
    def part(name: bytes, content: bytes) -> bytes:
        return len(content).to_bytes(4) + name + content + zlib.crc32(name + content).to_bytes(4)

    rows = b"".join(b"\0" + bytes(160 + (x + y) % 64 for x in range(side)) for y in range(side))
    head = side.to_bytes(4) * 2 + b"\x08\0\0\0\0"
    return b"\x89PNG\r\n\x1a\n" + part(b"IHDR", head) + part(b"IDAT", zlib.compress(rows)) + part(b"IEND", b"")
