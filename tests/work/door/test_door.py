"""The door's links: what opens, what does not, what is shown, and what a customer's answer leaves on the case."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from doorstep import standards
from doorstep.record import clock, home
from doorstep.record.history import history
from doorstep.work import door
from doorstep.work.door import DoorFault, links, opening, serving
from doorstep.work.faults import NotDone
from tests.work.door import visits

ALL = ("appointment", "sign", "rate")
SLOTS = (("2026-10-13 09:00", "2026-10-13 12:00"), ("2026-10-13 13:30", "2026-10-13 17:30"))


@pytest.fixture(autouse=True)
def _organisation(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORSTEP_COMPANY_PHONE", "0571-00000001")
    visits.settle()


def link(case: str, *purposes: str, **more: Any) -> door.Link:
    return door.make_link(case, purposes or ALL, key="link-1", actor="zhouyuan", **more)


def opened(case: str, *purposes: str, **more: Any) -> door.OpenDoor:
    return door.open_door(link(case, *purposes, **more).token)


def house(case: str, name: str) -> list[dict[str, Any]]:
    return [act.data for act in history(case).acts if act.envelope.act == name]


def fault(code: str, path: str | None = None) -> Any:
    class Raised:
        def __enter__(self) -> None:
            self.inner = pytest.raises(DoorFault)
            self.caught = self.inner.__enter__()

        def __exit__(self, *given: Any) -> Any:
            result = self.inner.__exit__(*given)
            assert (self.caught.value.code, self.caught.value.path) == (code, path)
            assert all(self.caught.value.say(lang) for lang in ("zh", "en"))
            return result

    return Raised()


# --- tokens


def test_a_link_opens_the_case_it_was_made_for() -> None:
    case = visits.hotel()
    made = link(case, "sign")
    inside = door.open_door(made.token)
    assert (inside.case, inside.token.purposes.names, inside.link) == (case, ["sign"], made.link)


def test_the_same_key_gives_the_same_link() -> None:
    case = visits.hotel()
    assert link(case) == link(case)
    assert len(house(case, "door.link_made")) == 1


def test_any_other_character_makes_a_token_that_opens_nothing() -> None:
    token = link(visits.hotel()).token
    for place in range(len(token)):
        with fault("no_link"):
            door.open_door(token[:place] + ("A" if token[place] != "A" else "B") + token[place + 1 :])


@pytest.mark.parametrize("token", ["", "x", "AAAA", "密码", "A" * 59, "%00", "a" * 500])
def test_what_is_no_token_opens_nothing(token: str) -> None:
    with fault("no_link"):
        door.open_door(token)


def test_a_token_of_another_house_opens_nothing() -> None:
    made = door.open_door(link(visits.hotel()).token).token
    with fault("no_link"):
        door.open_door(links.write_token(made, b"another key" * 3))


def test_a_well_signed_token_of_a_link_that_was_never_made_opens_nothing() -> None:
    made = door.open_door(link(visits.hotel()).token).token
    other = links.Token(made.case, made.purposes, made.expires, "0" * 12)
    with fault("no_link"):
        door.open_door(links.write_token(other, home.key("door")))


def test_a_link_opens_until_its_end_and_not_at_it() -> None:
    made = link(visits.hotel(), valid=timedelta(days=2))
    with clock.set_to(made.expires - timedelta(seconds=1)):
        assert door.open_door(made.token)
    with clock.set_to(made.expires), fault("expired"):
        door.open_door(made.token)


def test_who_holds_an_expired_link_may_ask_for_a_new_one_once() -> None:
    case = visits.hotel()
    made = link(case)
    with clock.set_to(made.expires + timedelta(days=1)):
        for _ in range(2):
            door.want_new_link(door.open_door(made.token, expired=True))
    assert house(case, "door.link_wanted") == [{"link": made.link}]


def test_a_revoked_link_opens_nothing_even_to_ask_for_a_new_one() -> None:
    case = visits.hotel()
    made = link(case)
    for key in ("r1", "r2"):
        door.revoke_link(case, made.link, key=key, actor="zhouyuan")
    with fault("revoked"):
        door.open_door(made.token, expired=True)
    assert len(house(case, "door.link_revoked")) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"purposes": ()},
        {"purposes": ("everything",)},
        {"valid": timedelta(0)},
        {"valid": timedelta(days=93)},
        {"slots": [("2026-10-13 12:00", "2026-10-13 09:00")]},
        {"slots": [("tomorrow", "later")]},
    ],
)
def test_a_link_with_wrong_values_is_not_made(wrong: dict[str, Any]) -> None:
    case = visits.hotel()
    with pytest.raises(NotDone):
        door.make_link(case, **{"purposes": ALL, "key": "k", "actor": None, **wrong})
    assert house(case, "door.link_made") == []


def test_opening_is_kept_once_a_day() -> None:
    case = visits.hotel()
    made = link(case)
    for _ in range(3):
        door.note_opened(door.open_door(made.token))
    with clock.set_to(clock.now() + timedelta(days=1)):
        door.note_opened(door.open_door(made.token))
    assert [data["day"] for data in house(case, "door.opened")] == ["2026-10-12", "2026-10-13"]


def test_what_the_door_keeps_is_invisible_to_the_judge() -> None:
    case = visits.hotel()
    before = history(case).judgements(clock.civil(clock.now()))["hotel-iptv"].verdicts
    inside = opened(case)
    door.note_opened(inside)
    door.confirm(inside)
    assert history(case).judgements(clock.civil(clock.now()))["hotel-iptv"].verdicts == before


# --- what is shown


def test_the_page_says_when_who_and_what_is_needed() -> None:
    shown = door.view(opened(visits.hotel(), needs="请安排一位服务员带路、刷卡开门"))
    assert shown["company"] == {"zh": "澜江通信", "en": "Lanjiang Telecom", "phone": "0571-00000001"}
    assert shown["who"] == {"name": "周予安", "badge": "4017"}
    assert shown["needs"] == "请安排一位服务员带路、刷卡开门"
    assert shown["case"] == {
        "number": "H-0921",
        "kind": {"zh": "装机单", "en": "installation order"},
        "customer": "栎园大酒店",
        "units": 3,
        "unit": {"zh": "房间", "en": "room"},
    }
    assert shown["appointment"]["start"] == "2026-10-13 13:30"  # the room that is still open


def test_nothing_of_staff_guests_verdicts_or_fines_is_shown() -> None:
    case = visits.hotel()
    visits.done(case, "inspector", ("inspection_done", {"clause": "6.7", "item": "名片", "passed": False}))
    visits.done(case, "guest", ("guest_request_heard", {"room": "0801", "request": "住客 顾行 要毛巾"}))
    called = {"called": "吴经理", "phone": "0571-80000017", "purpose": "booking"}
    visits.done(case, "account_manager", ("customer_called", called))
    inside = opened(case)
    everything = json.dumps([door.view(inside), door.door_statement(inside)], ensure_ascii=False)
    for hidden in (
        "zhouyuan",
        "80000017",
        "吴经理",
        "顾行",
        "毛巾",
        "住客不便",
        "breached",
        "6.7",
        "sanction",
        "hotel-iptv/",
    ):
        assert hidden not in everything


def test_a_purpose_that_the_link_has_not_is_neither_shown_nor_done() -> None:
    inside = opened(visits.hotel(), "rate")
    assert "sign" not in door.view(inside)
    with fault("other_purpose"):
        door.confirm(inside)
    only_time = door.open_door(door.make_link(inside.case, ["appointment"], key="l2", actor=None).token)
    with fault("other_purpose"):
        door.door_statement(only_time)


# --- the appointment


def test_confirming_twice_is_one_confirmation_and_a_new_time_wants_another() -> None:
    case = visits.hotel()
    token = link(case).token
    for _ in range(2):
        door.confirm(door.open_door(token))
    assert len(house(case, "door.confirmed")) == 1
    assert door.view(door.open_door(token))["appointment"]["confirmed"] is True
    moved = {
        "window_start": "2026-10-14 09:00",
        "window_end": "2026-10-14 12:00",
        "requested_by": "hotel",
        "reason": "—",
    }
    visits.done(case, "account_manager", ("appointment_changed", moved), at="2026-10-12T08:50:00+08:00")
    assert door.view(door.open_door(token))["appointment"]["confirmed"] is False


def test_a_proposed_time_is_booked_by_the_party_where_the_standard_lets_him() -> None:
    case = visits.home()
    inside = opened(case, slots=SLOTS)
    assert door.ask_time(inside, key="a1", slot=SLOTS[1], reason="other") is True
    changed = [act for act in history(case).acts if act.envelope.act == "appointment_changed"]
    assert [(act.envelope.by, act.envelope.actor, act.envelope.source) for act in changed] == [
        ("customer", None, "link")
    ]
    assert changed[0].data["requested_by"] == "customer"
    assert door.view(door.open_door(link(case).token))["appointment"]["start"] == SLOTS[1][0]


def test_elsewhere_it_is_asked_for_and_noted_and_the_old_time_stays() -> None:
    case = visits.hotel()
    inside = opened(case, slots=SLOTS)
    before = door.view(inside)["appointment"]
    assert door.ask_time(inside, key="a1", slot=SLOTS[0], reason="full") is False
    assert "2026-10-13 09:00" in house(case, "note.added")[0]["text"]
    assert "房已住满" in house(case, "note.added")[0]["text"]
    after = door.view(door.open_door(link(case).token))
    assert after["appointment"] == before
    assert after["asked"] == {"start": SLOTS[0][0], "end": SLOTS[0][1], "text": None, "booked": False}


def test_free_words_are_personal_and_noted() -> None:
    case = visits.home()
    door.ask_time(opened(case), key="a1", text="周六上午都在，找 许女士 13900000502")
    asked = next(act for act in history(case).acts if act.envelope.act == "door.time_asked")
    assert "许女士" not in asked.envelope.text
    assert asked.data["text"].startswith("周六上午")
    assert "周六上午" in house(case, "note.added")[0]["text"]


def test_the_same_request_sent_again_is_one() -> None:
    case = visits.home()
    token = link(case, slots=SLOTS).token
    for _ in range(3):
        assert door.ask_time(door.open_door(token), key="same", slot=SLOTS[0]) is True
    assert len(house(case, "door.time_asked")) == len(house(case, "appointment_changed")) == 1


def test_times_can_be_asked_for_five_times_a_link() -> None:
    case = visits.home()
    token = link(case).token
    for number in range(5):
        door.ask_time(door.open_door(token), key=f"a{number}", text="别的时间")
    assert door.view(door.open_door(token))["may_ask"] is False
    with fault("asked_enough"):
        door.ask_time(door.open_door(token), key="a6", text="别的时间")


@pytest.mark.parametrize(
    ("asked", "code", "path"),
    [
        ({"text": "  "}, "blank", "text"),
        ({"text": "长" * 501}, "too_long", "text"),
        ({"text": "\0"}, "bad_text", "text"),
        ({"text": "好", "reason": "fine"}, "bad_reason", "reason"),
        ({"slot": ("2026-10-13 08:00", "2026-10-13 09:00")}, "slot_gone", "slot"),
    ],
)
def test_nonsense_about_times_is_refused(asked: dict[str, Any], code: str, path: str) -> None:
    case = visits.home()
    inside = opened(case, slots=SLOTS)
    with fault(code, path):
        door.ask_time(inside, key="a1", **asked)
    assert house(case, "door.time_asked") == []


def test_a_time_that_was_taken_meanwhile_names_the_next_ones() -> None:
    case = visits.home()
    token = link(case, slots=SLOTS).token
    other = visits.opened("home-broadband", "Z-2000")
    there = {"window_start": "2026-10-13 10:00", "window_end": "2026-10-13 12:00"}
    visits.done(other, "technician", ("appointment_made", there))
    assert [one["free"] for one in door.view(door.open_door(token))["slots"]] == [False, True]
    with pytest.raises(DoorFault) as caught:
        door.ask_time(door.open_door(token), key="a1", slot=SLOTS[0])
    assert caught.value.values["slots"] == [{"start": SLOTS[1][0], "end": SLOTS[1][1], "free": True}]


# --- which acts serve


def serving_of(key: str, kind: str, facts: Any = None) -> Any:
    from doorstep.record.history import History

    return History("c", [], facts=facts or {}, standards=[(key, "2026.1", kind)])


@pytest.mark.parametrize(
    ("standard", "kind", "act", "field"),
    [
        ("hotel-iptv", "installation", "signed_off", "customer_signature"),
        ("home-broadband", "repair", "signed_off", "customer_signature"),
        ("enterprise-it", "installation", "signed_off", "customer_signature"),
        ("service-management", "service_order", "signed_off", "customer_signature"),
        ("telecom-installation", "installation", None, None),
    ],
)
def test_the_sign_off_is_found_in_the_standard(standard: str, kind: str, act: str | None, field: str | None) -> None:
    found = serving.sign_off(serving_of(standard, kind))
    assert (found and found.act.key, found and serving.signature_field(found)) == (act, field)
    assert found is None or set(found.roles) <= {role.key for role in found.standard.roles.values() if role.party}


def test_every_standard_can_be_looked_through_for_what_serves() -> None:
    for key in standards.names():
        standard = standards.load(key)
        for kind in standard.cases:
            found = serving_of(key, kind)
            rated = serving.rating(found)
            assert rated is None or any(standard.roles[role].party for role in rated.act.by)
            serving.sign_off(found)
            serving.change(found)


def test_revoking_a_link_that_is_none_is_refused() -> None:
    with pytest.raises(NotDone):
        door.revoke_link(visits.hotel(), "0" * 12, key="r", actor=None)
    assert len(SLOTS) <= opening.MOST_SLOTS
