"""The statement, its signature, the rating: what is signed are the words that were shown, and they stay readable."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from typing import Any

import pytest

from doorstep.record import clock, files, keys
from doorstep.record.history import history
from doorstep.work import correction, door
from doorstep.work.door import DoorFault, signing
from doorstep.work.door.statement import code_of
from tests.work.door import visits
from tests.work.door.test_door import fault, house, link


@pytest.fixture(autouse=True)
def _organisation(house: Any) -> None:
    visits.settle()


def signed(case: str, **more: Any) -> door.Signed:
    given = {"key": "s1", "role": "front_desk", "signer": "吴经理", "signature": door.keep_signature(visits.drawn())}
    return door.sign(case, more.pop("digest", None) or door.statement(case).digest, **{**given, **more})


# --- the statement


def test_the_statement_has_the_numbers_first_in_both_languages() -> None:
    shown = door.statement(visits.hotel())
    assert [(line.zh, line.en, line.items) for line in shown.lines] == [
        (
            "澜江通信 · 栎园大酒店 · 装机单 · H-0921",
            "Lanjiang Telecom · 栎园大酒店 · installation order · H-0921",
            (),
        ),
        ("房间：装好 2，未装 1", "room: 2 done, 1 open", ()),
        ("未装的房间：1206", "Open (room): 1206", ()),
        ("下次上门：2026-10-13 13:30-17:30 1206", "Next visit: 2026-10-13 13:30-17:30 1206", ()),
        ("设备 2 台", "2 devices", ("0801 02:00:00:00:08:01", "0802 02:00:00:00:08:02")),
        ("没有收费", "No charge", ()),
        ("到达：2026-10-12 08:30", "Arrived: 2026-10-12 08:30", ()),
        ("来的人：周予安，工牌 4017", "Who came: 周予安, badge 4017", ()),
    ]
    assert shown.digest == sha256(shown.text.encode()).hexdigest()
    assert all(line.zh in shown.text and line.en in shown.text for line in shown.lines)


def test_a_home_has_its_device_and_measured_speed() -> None:
    said = [line.zh for line in door.statement(visits.home()).lines]
    assert "设备 1 台" in said
    assert any(line.endswith("512.3") for line in said)
    assert any(line.startswith("施工完毕：2026-10-12") for line in said)


def test_charges_are_listed_and_added_up() -> None:
    case = visits.hotel()
    charge = {"on_tariff": True, "tariff": 20}
    visits.done(
        case,
        "account_manager",
        ("charge_made", {**charge, "charge_item": "网线", "amount": 20}),
        ("charge_made", {**charge, "charge_item": "面板", "amount": 15.5}),
    )
    found = next(line for line in door.statement(case).lines if line.kind == "charges")
    assert (found.zh, found.items) == ("收费 2 笔，共 35.5 元", ("网线 20", "面板 15.5"))


def test_what_was_corrected_is_stated_as_it_stands_now() -> None:
    case = visits.hotel()
    before = door.statement(case)
    wrong = next(act for act in history(case).acts if act.envelope.act == "unit_done" and act.data["room"] == "0802")
    correction.void(case, wrong.envelope.id, "点错", key="v1", actor="zhouyuan")
    after = door.statement(case)
    assert before.digest != after.digest
    assert any(line.zh == "房间：装好 1，未装 2" for line in after.lines)


def test_an_act_that_the_statement_does_not_mention_leaves_it_as_it_is() -> None:
    case = visits.hotel()
    before = door.statement(case)
    visits.done(case, "account_manager", ("card_left", {"shows_enquiry_phone": True}))
    assert door.statement(case) == before


@pytest.mark.parametrize(
    ("digest", "code"),
    [("00" * 32, "0000-0000"), ("ff" * 32, "ZZZZ-ZZZZ"), ("0123456789" + "00" * 27, "04HM-ASW9")],
)
def test_the_code_is_the_first_forty_bits_in_crockfords_base_32(digest: str, code: str) -> None:
    assert code_of(digest) == code


# --- signing


def test_a_signature_is_the_standards_act_with_the_text_beside_it() -> None:
    case = visits.hotel()
    shown = door.statement(case)
    made = signed(case, comments="满意")
    act = next(act for act in history(case).acts if act.envelope.act == "signed_off")
    assert (act.envelope.by, act.envelope.actor, act.envelope.source) == ("front_desk", None, "link")
    picture = sha256(visits.png()).hexdigest()
    assert act.data == {"customer_signature": picture, "signer": "吴经理", "comments": "满意"}
    beside = next(act for act in history(case).acts if act.envelope.act == "statement.signed")
    assert (beside.data["digest"], beside.data["text"], beside.data["sign_off"]) == (shown.digest, shown.text, "s1")
    assert (made.digest, made.code, made.changed) == (shown.digest, shown.code, False)
    with files.open_file(picture) as kept:
        assert kept.read() == visits.png()


def test_name_and_text_lie_with_what_is_personal_and_go_when_the_customer_is_forgotten() -> None:
    case = visits.hotel()
    signed(case)
    assert all("吴经理" not in act.envelope.text for act in history(case).acts)
    keys.forget(keys.customer("H-0921"))
    [left] = door.signatures(history(case))
    assert (left.signer, left.text, left.signature) == ("", "", None)


def test_a_text_that_changed_since_it_was_shown_is_not_signed() -> None:
    case = visits.hotel()
    shown = door.statement(case)
    visits.done(case, "account_manager", ("unit_done", {"room": "1206", "macs": ["02:00:00:00:12:06"]}))
    with fault("text_changed", "digest"):
        signed(case, digest=shown.digest)
    assert house(case, "statement.signed") == house(case, "signed_off") == []


def test_a_record_that_moves_while_it_is_signed_is_not_signed(monkeypatch: pytest.MonkeyPatch) -> None:
    case = visits.hotel()
    first = signing.sign_off

    def meanwhile(found: Any) -> Any:
        monkeypatch.setattr(signing, "sign_off", first)
        visits.done(case, "account_manager", ("unit_done", {"room": "1206", "macs": ["02:00:00:00:12:06"]}))
        return first(found)

    monkeypatch.setattr(signing, "sign_roles", lambda found: {"front_desk": ("", "")})
    monkeypatch.setattr(signing, "sign_off", meanwhile)
    with fault("text_changed", "digest"):
        signed(case)
    assert house(case, "statement.signed") == house(case, "signed_off") == []


def test_the_same_signature_sent_again_is_one_and_another_is_refused() -> None:
    case = visits.hotel()
    first = signed(case)
    with clock.set_to(clock.now() + timedelta(minutes=3)):
        again = signed(case)
        with fault("signed_already"):
            signed(case, key="s2")
    assert again == first
    assert len(house(case, "signed_off")) == 1


def test_a_signature_says_when_the_record_has_changed_since() -> None:
    case = visits.hotel()
    signed(case)
    visits.done(case, "account_manager", ("unit_done", {"room": "1206", "macs": ["02:00:00:00:12:06"]}))
    [old] = door.signatures(history(case))
    assert old.changed is True
    signed(case, key="s2")
    assert [one.changed for one in door.signatures(history(case))] == [True, False]


@pytest.mark.parametrize(
    ("wrong", "code", "path"),
    [
        ({"role": "guest"}, "bad_role", "role"),
        ({"role": "account_manager"}, "bad_role", "role"),
        ({"signer": " "}, "blank", "signer"),
        ({"signer": "长" * 61}, "too_long", "signer"),
        ({"comments": "长" * 1001}, "too_long", "comments"),
        ({"signature": "0" * 64}, "no_file", "signature"),
        ({"digest": "0" * 64}, "text_changed", "digest"),
    ],
)
def test_nonsense_is_not_signed(wrong: dict[str, Any], code: str, path: str) -> None:
    case = visits.hotel()
    with fault(code, path):
        signed(case, **wrong)
    assert house(case, "statement.signed") == []


@pytest.mark.parametrize(
    ("picture", "code"),
    [(visits.drawn(blank=True), "no_strokes"), ("", "bad_picture"), ("AAAA", "bad_picture"), ("%%", "bad_picture"),
     (visits.drawn()[:60], "bad_picture")],
)  # fmt: skip
def test_an_empty_or_broken_picture_is_no_signature(picture: str, code: str) -> None:
    with fault(code, "signature"):
        door.keep_signature(picture)


def test_a_standard_without_a_sign_off_keeps_the_signature_as_an_act_of_the_house() -> None:
    from doorstep.record.receipts import Receipt
    from doorstep.work.intake import open_case
    from tests.work.orders import LINE

    receipt = open_case("T-1", [("telecom-installation", None, "installation")], LINE, key="t1", place="chengnan")
    assert isinstance(receipt, Receipt)
    signed(receipt.case, role="customer")
    assert [data["sign_off"] for data in house(receipt.case, "statement.signed")] == [None]


def test_a_phone_that_is_handed_over_names_who_recorded_the_signature() -> None:
    case = visits.hotel()
    signed(case, actor="zhouyuan", source="phone")
    act = next(act for act in history(case).acts if act.envelope.act == "signed_off")
    assert (act.envelope.by, act.envelope.actor, act.envelope.source) == ("front_desk", "zhouyuan", "phone")


# --- rating


def rate(case: str, **said: Any) -> None:
    door.rate(door.open_door(link(case).token), **said)


def test_a_rating_is_the_standards_act_by_the_customer() -> None:
    case = visits.home()
    rate(case, score=9, satisfied=False, reasons=["time", "work"], text="网线没收好")
    act = next(act for act in history(case).acts if act.envelope.act == "rating_given")
    assert (act.envelope.by, act.envelope.actor, act.envelope.source) == ("customer", None, "link")
    assert act.data == {"score": 9, "satisfied": False, "comment": "时间；没装好；网线没收好"}


def test_a_standard_without_a_rating_keeps_it_as_an_act_of_the_house() -> None:
    case = visits.hotel()
    rate(case, score=10, satisfied=True)
    [kept] = house(case, "door.rated")
    assert (kept["score"], kept["satisfied"], kept["visit"]) == (10, True, 1)


def test_a_visit_is_rated_once_and_the_next_one_again() -> None:
    case = visits.home()
    rate(case, score=9, satisfied=True)
    rate(case, score=9, satisfied=True)  # the same tap arriving twice
    with fault("rated_already"):
        rate(case, score=3, satisfied=True)
    visits.done(case, "technician", ("arrived", {}), at="2026-10-12T09:00:00+08:00")
    with clock.set_to(clock.now() + timedelta(minutes=5)):
        rate(case, score=3, satisfied=False)
    assert [act["score"] for act in house(case, "rating_given")] == [9, 3]


def test_what_the_staff_recorded_for_the_customer_counts_as_rated() -> None:
    case = visits.home()
    visits.done(case, "customer", ("rating_given", {"score": 8, "satisfied": True}), at="2026-10-12T08:55:00+08:00")
    assert door.view(door.open_door(link(case).token))["rate"]["given"] is True
    with fault("rated_already"):
        rate(case, score=9, satisfied=True)


def test_nothing_is_rated_before_anybody_came() -> None:
    case = visits.opened("home-broadband", "Z-3000")
    with fault("no_visit"):
        rate(case, score=9, satisfied=True)


@pytest.mark.parametrize(
    ("said", "code", "path"),
    [
        ({"satisfied": True}, "blank", "score"),
        ({"score": 5}, "blank", "satisfied"),
        ({"score": 0, "satisfied": True}, "bad_score", "score"),
        ({"score": 11, "satisfied": True}, "bad_score", "score"),
        ({"score": True, "satisfied": True}, "bad_score", "score"),
        ({"score": 5, "satisfied": True, "reasons": ["smell"]}, "bad_reason", "reasons"),
        ({"score": 5, "satisfied": True, "text": "长" * 501}, "too_long", "text"),
    ],
)
def test_nonsense_is_no_rating(said: dict[str, Any], code: str, path: str) -> None:
    case = visits.home()
    with pytest.raises(DoorFault) as caught:
        rate(case, **said)
    assert (caught.value.code, caught.value.path) == (code, path)
    assert house(case, "door.rated") == []
