"""Cases opened, acts recorded, corrected, assigned: what is taken, and what is refused with which words."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest

from doorstep.record.append import Refusal
from doorstep.record.history import history
from doorstep.record.receipts import Receipt
from doorstep.work import closing, correction, facts, notes
from doorstep.work.faults import NotDone, Refused
from doorstep.work.forms import form
from doorstep.work.intake import case_id, open_case
from doorstep.work.recording import record_acts
from tests.work.orders import CONDUCT, HOME, HOTEL
from tests.work.tables import table

pytestmark = pytest.mark.usefixtures("house")

HOTEL_ORDER = [("hotel-iptv", None, "installation")]
HOME_ORDER = [("home-broadband", None, "installation")]
AT = "2026-10-12T09:00:00+08:00"


def opened(number: str = "W1", standards: Any = HOTEL_ORDER, given: Any = HOTEL) -> str:
    receipt = open_case(number, standards, given, key=f"open-{number}", place="chengnan", customer="c1")
    assert isinstance(receipt, Receipt), receipt
    return receipt.case


def refusal(answer: Any) -> list[tuple[str, str]]:
    assert isinstance(answer, Refused), answer
    assert all(fault.say(lang) for fault in answer.faults for lang in ("zh", "en"))
    return [(fault.code, fault.path) for fault in answer.faults]


def act(name: str, data: Any = None, **more: Any) -> dict[str, Any]:
    return {"key": f"k-{name}", "act": name, "at": AT, "by": "account_manager", "data": data or {}, **more}


# --- intake


def test_a_case_is_opened_with_its_versions_pinned_and_its_row_there() -> None:
    case = opened()
    found = history(case)
    assert (found.number, found.standards, found.place) == (
        "W1",
        [("hotel-iptv", "2026.1", "installation")],
        "chengnan",
    )
    assert found.facts == HOTEL
    assert table("CaseRow").get(case=case).number == "W1"


def test_personal_facts_lie_apart() -> None:
    case = opened("W2", HOME_ORDER, HOME)
    text = table("Act").get(case=case).text
    assert "许知行" not in text
    assert "13900000502" not in text
    assert history(case).facts["phone"] == "13900000502"


def test_the_same_opening_gets_its_first_receipt_again() -> None:
    at = datetime.fromisoformat(AT)
    first, again = (open_case("W1", HOTEL_ORDER, HOTEL, key="a", at=at) for _ in range(2))
    assert first == again
    assert table("Act").count() == 1


def test_a_number_is_given_once() -> None:
    opened()
    assert refusal(open_case("W1", HOTEL_ORDER, HOTEL, key="other")) == [("number_taken", "number")]


@pytest.mark.parametrize(
    ("standards", "given", "wanted"),
    [
        ([("hotel-iptw", None, "installation")], HOTEL, ("unknown_standard", "standards[0]")),
        ([("hotel-iptv", None, "instalation")], HOTEL, ("unknown_kind", "standards[0]")),
        ([("hotel-iptv", "2025.1", "installation")], HOTEL, ("unknown_version", "standards[0]")),
        ([], HOTEL, ("no_standards", "standards")),
        ([*HOTEL_ORDER, *HOTEL_ORDER], HOTEL, ("doubled_standard", "standards[1]")),
        (HOTEL_ORDER, {**HOTEL, "room": ["1"]}, ("unknown_fact", "facts.room")),
        (HOTEL_ORDER, {**HOTEL, "rooms": "801"}, ("wrong_type", "facts.rooms")),
        (HOTEL_ORDER, {"hotel": "湖滨酒店"}, ("missing_fact", "facts.rooms")),
        (HOTEL_ORDER, {**HOTEL, "hotel": "a\0b"}, ("nul", "facts.hotel")),
        (HOTEL_ORDER, {**HOTEL, "hotel": "\ud800"}, ("surrogate", "facts.hotel")),
    ],
)
def test_what_cannot_be_judged_is_not_opened(standards: Any, given: Any, wanted: tuple[str, str]) -> None:
    assert wanted in refusal(open_case("W1", standards, given, key="a"))
    assert table("Act").count() == 0


def test_standards_that_differ_cannot_share_a_case_and_both_places_are_said() -> None:
    answer = open_case("W1", [*HOME_ORDER, ("telecom-installation", None, "installation")], HOME, key="a")
    assert isinstance(answer, Refused)
    said = [fault.say("en") for fault in answer.faults]
    assert any(
        "home-broadband/customer_called.purpose" in one and "telecom-installation/customer_called.purpose" in one
        for one in said
    )


def test_standards_that_agree_share_a_case() -> None:
    case = opened("W3", [*HOME_ORDER, ("technician-conduct", None, "installation")], {**HOME, **CONDUCT})
    assert [key for key, _, _ in history(case).standards] == ["home-broadband", "technician-conduct"]


def test_a_standard_opens_nothing_before_it_is_in_force() -> None:
    early = datetime.fromisoformat("2026-09-30T23:00:00+08:00")
    assert refusal(open_case("W1", HOTEL_ORDER, HOTEL, key="a", at=early)) == [("not_in_force", "standards[0]")]


# --- recording


def test_acts_are_answered_one_by_one() -> None:
    case = opened()
    answers = record_acts(case, [act("contract_signed"), act("contract_singed"), act("order_received")], actor="li")
    assert [type(answer) for answer in answers] == [Receipt, Refused, Receipt]
    assert isinstance(answers[1], Refused)
    assert answers[1].faults[0].values["nearest"] == "contract_signed"


def test_an_act_that_breaks_a_clause_is_taken_all_the_same() -> None:
    case = opened()
    assert isinstance(record_acts(case, [act("left_site")], actor="li")[0], Receipt)
    assert table("CaseRow").get(case=case).breached > 0


@pytest.mark.parametrize(
    ("sent", "wanted"),
    [
        (act("contract_signed", {"contract": "1"}), ("unknown_field", "data.contract")),
        (act("knocked", {"calls": "three"}), ("wrong_type", "data.calls")),
        (act("knocked", {"calls": float("nan")}), ("not_finite", "data.calls")),
        (act("contract_signed", {"contract_no": "a\0"}), ("nul", "data.contract_no")),
        (act("contract_signed", {"contract_no": "\udc00"}), ("surrogate", "data.contract_no")),
        (act("contract_signed", {"contract_no": "x" * 70_000}), ("too_large", "")),
        (act("contract_signed", at="2026-10-12T09:00:00"), ("naive_time", "at")),
        (act("contract_signed", at="tomorrow"), ("no_time", "at")),
        (act("contract_signed", at="2026-10-13T09:00:00+08:00"), ("future", "at")),
        (act("contract_signed", by="acount_manager"), ("unknown_role", "by")),
        (act("case.opened"), ("house_act", "act")),
        (act("contract_signed", key=""), ("blank", "key")),
        (act("contract_signed", data=["a"]), ("shape", "data")),
    ],
)
def test_an_act_that_cannot_be_read_is_refused_with_its_place(sent: Any, wanted: tuple[str, str]) -> None:
    case = opened()
    assert wanted in refusal(record_acts(case, [sent], actor="li")[0])
    assert table("Act").filter(case=case).count() == 1


def test_a_moment_with_an_offset_is_kept_as_the_judge_reads_it() -> None:
    case = opened()
    record_acts(case, [act("appointment_made", {"window_start": "2026-10-13T06:00:00+00:00"})], actor="li")
    assert history(case).acts[-1].data["window_start"] == "2026-10-13 14:00"


def test_a_device_that_is_slow_is_corrected() -> None:
    case = opened()
    record_acts(case, [act("contract_signed")], actor="li", device="d1", skew=timedelta(minutes=-7))
    envelope = history(case).acts[0].envelope
    assert (envelope.claimed, envelope.at) == ("2026-10-12T09:00:00+08:00", "2026-10-12T08:53:00+08:00")


def test_the_same_key_with_other_content_is_refused_and_shows_the_first() -> None:
    case = opened()
    record_acts(case, [act("contract_signed", {"contract_no": "1"})], actor="li")
    answer = record_acts(case, [act("contract_signed", {"contract_no": "2"})], actor="li")[0]
    assert isinstance(answer, Refusal)
    assert answer.first_content is not None
    assert answer.first_content["data"] == {"contract_no": "1"}


def test_a_case_that_is_not_there() -> None:
    with pytest.raises(NotDone) as error:
        record_acts(case_id("nothing"), [act("contract_signed")], actor="li")
    assert error.value.faults[0].code == "no_case"


def test_an_account_records_what_its_posts_play_and_what_parties_do_before_its_eyes() -> None:
    from doorstep.people.permissions import Held

    case = opened("W5", HOME_ORDER, HOME)
    sent = [
        {**act("order_received"), "by": "technician"},
        {**act("rating_given", {"satisfied": True}), "by": "customer"},
        {**act("policy_issued"), "by": "supervisor"},
    ]
    leader = Held("fangsu", "team_leader", "chengnan", "/lanjiang/linxi/chengnan/")
    far = Held("fangsu", "team_leader", "tingzhou", "/lanjiang/tingzhou/")

    def answered(held: Any) -> list[bool]:
        again = [{**one, "key": f"{one['key']}-{held}"[:200]} for one in sent]
        return [isinstance(one, Receipt) for one in record_acts(case, again, actor="fangsu", held=[held])]

    assert answered(leader) == [False, True, True]
    assert answered(far) == [False, False, False]


# --- corrections


def test_a_replaced_act_counts_as_it_was_replaced() -> None:
    case = opened()
    receipt = record_acts(case, [act("knocked", {"room": "801", "calls": 1})], actor="li")[0]
    assert isinstance(receipt, Receipt)
    correction.replace(case, receipt.id, {"data": {"room": "801", "calls": 3}}, "counted wrongly", key="c1", actor="li")
    found = history(case)
    judged = found.judgements(found.received)["hotel-iptv"]
    assert [one.data["calls"] for one in judged.acts] == [3]


def test_a_voided_act_counts_no_more() -> None:
    case = opened()
    receipt = record_acts(case, [act("knocked", {"room": "801"})], actor="li")[0]
    assert isinstance(receipt, Receipt)
    correction.void(case, receipt.id, "wrong order", key="c1", actor="li")
    found = history(case)
    assert found.judgements(found.received)["hotel-iptv"].acts == []


def test_what_a_correction_leaves_out_stays_and_it_can_be_corrected_again() -> None:
    case = opened()
    receipt = record_acts(case, [act("knocked", {"room": "801", "calls": 1})], actor="li")[0]
    assert isinstance(receipt, Receipt)
    first = correction.replace(case, receipt.id, {"data": {"room": "802"}}, "room", key="c1", actor="li")
    assert isinstance(first, Receipt)
    correction.replace(case, first.id, {"at": "2026-10-12T08:30:00+08:00"}, "time", key="c2", actor="li")
    found = history(case)
    judged = found.judgements(found.received)["hotel-iptv"].acts
    assert [(one.data, int(one.at) % 86_400) for one in judged] == [({"room": "802"}, 30_600)]


@pytest.mark.parametrize(("reason", "code"), [("", "blank"), ("a\0", "nul")])
def test_a_correction_has_a_reason(reason: str, code: str) -> None:
    case = opened()
    receipt = record_acts(case, [act("knocked", {"room": "801"})], actor="li")[0]
    assert isinstance(receipt, Receipt)
    with pytest.raises(NotDone) as error:
        correction.void(case, receipt.id, reason, key="c1", actor="li")
    assert [fault.code for fault in error.value.faults] == [code]


def test_acts_of_the_house_are_not_corrected() -> None:
    case = opened()
    with pytest.raises(NotDone) as error:
        correction.void(case, history(case).acts[0].envelope.id, "no", key="c1", actor="li")
    assert error.value.faults[0].code == "not_correctable"


# --- facts, notes, closing, assignment


def test_changed_facts_are_what_the_case_is_judged_by() -> None:
    case = opened()
    facts.change_facts(case, {"rooms": ["801"]}, key="f1", actor="li")
    assert history(case).facts["rooms"] == ["801"]
    with pytest.raises(NotDone):
        facts.change_facts(case, {"rums": []}, key="f2", actor="li")


def test_a_note_lies_with_what_is_personal() -> None:
    case = opened()
    notes.add_note(case, "许先生请先打电话", key="n1", actor="li")
    found = history(case).acts[-1]
    assert found.data == {"text": "许先生请先打电话"}
    assert "许先生" not in found.envelope.text


def test_a_case_is_closed_once() -> None:
    case = opened()
    closing.close(case, "customer withdrew", key="x1", actor="li")
    assert table("CaseRow").get(case=case).closed
    with pytest.raises(NotDone):
        closing.close(case, "again", key="x2", actor="li")


def test_an_assignment_copies_what_the_staff_file_certifies_with_its_origin() -> None:
    from doorstep.people import accounts, certificates
    from doorstep.work import assign

    person = accounts.create_account("liming", "李明", by="root")
    staff = opened("S1", [("home-broadband", None, "staff_file")], {"person": "李明", "gender": "male"})
    granted = {"person": "李明", "certificate": "post_certificate", "valid_until": "2027-01-01"}
    sent = {**act("certificate_granted", granted), "by": "certifier"}
    receipt = record_acts(staff, [sent], actor="root")[0]
    assert isinstance(receipt, Receipt)
    certificates.link_staff_file(person, staff, by="root")
    certificates.keep(person, staff, history(staff).events("home-broadband"))

    case = opened("W9", HOME_ORDER, HOME)
    answers = assign.assign(case, "liming", key="a1", actor="root")
    assert all(isinstance(answer, Receipt) for answer in answers)
    found = history(case)
    copied = next(one for one in found.acts if one.envelope.act == "certificate_granted")
    assert found.assignee == "liming"
    assert copied.data["origin"] == {"case": staff, "act": receipt.id}
    assert copied.data["certificate"] == "post_certificate"
    assert copied.envelope.source == "staff_file"

    assign.give_back(case, key="a2", actor="root")
    assert history(case).assignee is None
    assert len(assign.assign(case, "liming", key="a3", actor="root")) == 2
    assert sum(one.envelope.act == "certificate_granted" for one in history(case).acts) == 1


def test_nobody_is_put_on_a_case_under_a_name_that_is_none() -> None:
    from doorstep.work import assign

    case = opened()
    with pytest.raises(NotDone) as error:
        assign.assign(case, "nobody", key="a1", actor="root")
    assert error.value.faults[0].code == "unknown_person"


# --- forms


def test_a_form_is_the_union_of_its_standards_and_asks_what_guards_read() -> None:
    governed = [("home-broadband", "2026.1", "installation"), ("technician-conduct", "2026.1", "installation")]
    made = form(governed, "appearance_checked")
    fields = {field["name"]: field for field in made["fields"]}
    assert fields["gender"]["required"]
    assert fields["gender"]["guards"] == ["home-broadband/4.3"]
    assert fields["gender"]["unknown_allowed"]
    assert "technician-conduct/1.1" in fields["check_occasion"]["guards"]
    assert "home-broadband/4.3" in fields["photo"]["clauses"]
    assert [choice["value"] for choice in fields["gender"]["choices"]] == ["male", "female"]
    assert {role["role"] for role in made["by"]} == {"technician", "supervisor", "inspector"}


def test_a_field_that_no_clause_reads_is_not_required() -> None:
    made = form([("hotel-iptv", "2026.1", "installation")], "contract_signed")
    assert [(field["name"], field["required"]) for field in made["fields"]] == [("contract_no", False)]


# --- files


def test_a_file_is_attached_when_all_of_it_is_there() -> None:
    from hashlib import sha256

    from doorstep.record import files as stored
    from doorstep.work import files

    case = opened()
    receipt = record_acts(case, [act("cabling_done", {"room": "801"})], actor="li")[0]
    assert isinstance(receipt, Receipt)
    content = b"a photo"
    name = sha256(content).hexdigest()
    stored.start(name, len(content), "image/jpeg")
    with pytest.raises(NotDone) as error:
        files.attach(case, name, "wall.jpg", key="p1", actor="li", act=receipt.id, field="photo")
    assert error.value.faults[0].code == "no_file"
    stored.chunk(name, 0, content)
    with pytest.raises(NotDone) as error:
        files.attach(case, name, "wall.jpg", key="p1", actor="li", act=receipt.id, field="foto")
    assert error.value.faults[0].values["nearest"] == "photo"
    files.attach(case, name, "wall.jpg", key="p1", actor="li", act=receipt.id, field="photo")
    attached = history(case).acts[-1].data
    assert attached == {"act": receipt.id, "field": "photo", "file": name, "name": "wall.jpg"}
