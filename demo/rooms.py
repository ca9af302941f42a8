"""One hotel room after another: the acts of a vacant room, of an occupied one, of one where the guest says no.

What surrounds the rooms (booking, arrival, sign-off) is in ``hotel``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from random import Random
from typing import Any

from .records import Act, Order


@dataclass(slots=True)
class Rooms:
    """A walk through the rooms of ``order``: ``clock`` is where the walk has come to."""

    order: Order
    rng: Random
    clock: datetime
    done: list[str] = field(default_factory=list)

    def _do(self, act: str, by: str, room: str, /, wait: int = 0, **data: Any) -> Act:
        """An act in ``room`` after ``wait`` seconds and a few more."""
        self.clock += timedelta(seconds=wait + self.rng.randrange(0, 8))
        return self.order.do(self.clock, act, by, room=room, **data)

    def vacant(self, room: str, *, calls: int = 3, seconds: int | None = None, photo: bool = True) -> None:
        """A vacant room from the knock to the door: ``calls`` at the door, ``seconds`` of work."""
        work = self.rng.randrange(170, 285) if seconds is None else seconds
        self._do("knocked", "coordinator", room, 30, calls=calls, answered=False)
        self._do("door_opened", "coordinator", room, 12, occupied=False, means="room_card")
        self._do("room_entered", "account_manager", room, 6, occupied=False)
        started = self._do("work_started", "account_manager", room, 10, occupied=False)
        self._finish(room, started, work, photo)

    def _enter(self, room: str) -> Act:
        self._do("knocked", "account_manager", room, 30, calls=1, answered=True)
        self._do("door_opened", "guest", room, 20, occupied=True, means="from_inside")
        self._do("introduced", "account_manager", room, 6, identity_told=True, purpose_told=True)
        self._do("entry_granted", "guest", room, 10)
        self._do("room_entered", "account_manager", room, 5, occupied=True)
        return self._do("work_started", "account_manager", room, 15, occupied=True)

    def occupied(self, room: str) -> None:
        """A room whose guest agrees at once."""
        started = self._enter(room)
        self._finish(room, started, self.rng.randrange(190, 290), True)

    def long(self, room: str, *, asked_after: int) -> None:
        """An occupied room with a difficulty: 21 minutes, the guest asked after ``asked_after`` minutes, and agreed."""
        started = self._enter(room)
        self._do("difficulty_found", "account_manager", room, 200, problem="墙内线路断")
        self.clock = started.at + timedelta(minutes=asked_after)
        self.order.do(self.clock, "problem_explained", "account_manager", room=room, problem="墙内线路断")
        self._do("consent_asked", "account_manager", room)
        self._do("consent_given", "guest", room, 15)
        self._finish(room, started, 21 * 60, True)

    def failing(self, room: str) -> None:
        """An occupied room where the test fails: explained, cleared up and left within a quarter of an hour."""
        self._enter(room)
        self._do("difficulty_found", "account_manager", room, 150, problem="网口无信号")
        self._do("cabling_done", "account_manager", room, 200, **self._cabling(room))
        self._do("test_failed", "account_manager", room, 90, problem="网口无信号，需查楼层交换机")
        self._do("problem_explained", "account_manager", room, 30, problem="网口无信号")
        self._leave(room)

    def declining(self, room: str, available: datetime) -> None:
        """A guest who says at the door that it does not suit, and names a time."""
        self._do("knocked", "account_manager", room, 30, calls=1, answered=True)
        self._do("door_opened", "guest", room, 25, occupied=True, means="from_inside")
        self._do("introduced", "account_manager", room, 6, identity_told=True, purpose_told=True)
        self._do("consent_refused", "guest", room, 12, guest_reaction="inconvenient")
        self._do(
            "revisit_time_asked",
            "account_manager",
            room,
            10,
            apology=True,
            revisit_when="guest_names_time",
            available_from=available,
        )
        self._do("remark_recorded", "account_manager", room, 60, remark="住客不便，另约时间再装")

    def _cabling(self, room: str, photo: bool = True) -> dict[str, Any]:
        good = dict.fromkeys(("straight", "to_standard", "firm", "neat"), True)
        return {**good, "photo": f"走线-{room}.jpg"} if photo else good

    def _finish(self, room: str, started: Act, seconds: int, photo: bool) -> None:
        """The end of a room's work, so many seconds after it ``started``."""
        mac = f"02:00:00:00:{room[:2]}:{room[2:]}"
        end = started.at + timedelta(seconds=seconds)
        self.order.do(
            end - timedelta(seconds=75), "cabling_done", "account_manager", room=room, **self._cabling(room, photo)
        )
        self.order.do(end - timedelta(seconds=20), "test_passed", "account_manager", room=room, mac=mac)
        self.order.do(end, "unit_done", "account_manager", room=room, macs=[mac])
        self.clock = end
        self.done.append(room)
        self._leave(room)

    def _leave(self, room: str) -> None:
        clean = dict.fromkeys(("packed", "restored", "nothing_left", "no_rubbish", "clean"), True)
        self._do("site_cleaned", "account_manager", room, 30, **clean)
        self._do("room_left", "account_manager", room, 10, toolkit_packed=True, door_closed=True)
