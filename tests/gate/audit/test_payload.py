"""The report's data: its figures are those of the judgements, its names stand once, and nothing personal leaks."""

from __future__ import annotations

import base64
import gzip
import json
import re

import pytest

from doorstep.gate.audit import payload, report
from doorstep.gate.audit.figures import histogram, limit_of
from doorstep.gate.audit.judged import VERDICTS, Audit
from doorstep.gate.audit.particulars import masked
from tests.gate.audit import sample


@pytest.fixture(scope="module")
def audit() -> Audit:
    return sample.audit()


@pytest.fixture(scope="module")
def data(audit: Audit) -> payload.Payload:
    return payload.build(audit, files=["september.xlsx"])


def clause(data: payload.Payload, key: str) -> dict:
    standard, number = key.split("/")
    keys = [one["key"] for one in data.core["standards"]]
    return next(one for one in data.core["clauses"] if (keys[one["s"]], one["n"]) == (standard, number))


def test_every_verdict_is_counted_once(audit: Audit, data: payload.Payload) -> None:
    told = [v for judged in audit.judged for case in judged.cases for v in case.verdicts.values()]
    for letter, verdict in zip("bpm", VERDICTS, strict=True):
        counted = sum(len(one[letter]) for one in data.core["clauses"])
        assert counted == told.count(verdict) == payload.totals(audit)[verdict], verdict


def test_not_applicable_is_left_out(data: payload.Payload) -> None:
    held = {ruling[1] for part in data.parts for order in part for ruling in order["r"]}
    assert held == {0, 1, 2}


def test_units_are_counted_once_each(data: payload.Payload) -> None:
    broken, pending, met = clause(data, "hotel-iptv/3.6")["u"]
    assert (broken + pending + met, pending) == (3 * 8, 0)


def test_breaches_stand_worst_first(data: payload.Payload) -> None:
    over = [row[5] for row in clause(data, "home-broadband/5.1")["f"]]
    assert over == sorted(over, reverse=True)
    assert len(over) > 1


def test_a_breach_bears_the_day_of_the_late_act(data: payload.Payload) -> None:
    assert set(clause(data, "hotel-iptv/1.2")["bd"]) == {"2026-10-10"}


def test_clauses_without_a_transcript_name_their_orders(data: payload.Payload) -> None:
    assert clause(data, "hotel-iptv/7.1")["un"] == [0, 1, 2]


def test_days_off_and_make_up_days_are_known(data: payload.Payload) -> None:
    days = data.core["days"]
    assert days["2026-10-10"] == [2]
    assert days["2026-10-01"][:2] == [1, "国庆节"]
    assert days["2026-10-09"] == [0]


def test_phone_numbers_are_masked_everywhere(data: payload.Payload) -> None:
    whole = json.dumps([data.core, data.parts], ensure_ascii=False)
    assert "13900000501" not in whole
    assert "****0501" in whole
    assert masked(["0571-80000011", ""]) == ["****0011", ""]


def test_notes_say_names_not_keys(data: payload.Payload) -> None:
    assert clause(data, "hotel-iptv/1.2")["note"] == "Counted from the “network plan accepted” where both are there."


def test_an_incomplete_order_says_how_many_rows_it_lost(data: payload.Payload) -> None:
    lost = {row[0]: row[4] for row in data.core["orders"]}
    assert lost["H-0001"] == 1
    assert sum(lost.values()) == 1


def test_an_order_without_owner_is_its_busiest_persons(audit: Audit) -> None:
    order = audit.imported.orders[0]
    assert payload.owner_of(order) == order.owner
    owner, order.owner = order.owner, None
    try:
        assert payload.owner_of(order) == order.acts[0].person
    finally:
        order.owner = owner


def test_every_order_is_in_the_part_that_it_names() -> None:
    big = sample.audit(hotels=60, homes=600)
    data = payload.build(big, files=[])
    assert len(data.parts) > 1
    for index, row in enumerate(data.core["orders"]):
        place = index - data.core["parts"][row[6]]
        assert len(data.parts[row[6]][place]["a"]) == row[9], row[0]


@pytest.mark.parametrize(
    ("times", "limit", "bins"),
    [
        ([(180, False), (240, False), (300, False), (301, True), (380, True)], 300, [1, 1, 1, 1, 1]),
        ([(0, False), (60, False)], 300, [2]),
        ([(90_000, True)], 300, [1]),
    ],
)
def test_a_bin_holds_its_upper_edge(times: list, limit: int, bins: list) -> None:
    made = histogram(times, limit)
    assert made is not None
    assert [met + over for met, over in zip(made["met"], made["over"], strict=True)] == bins


def test_far_beyond_the_limit_one_bin_holds_all() -> None:
    made = histogram([(200, False), (90_000, True), (100_000, True)], 300)
    assert made is not None
    assert made["open"]
    assert made["over"][-1] == 2
    assert len(made["met"]) <= 12


def test_no_times_no_histogram() -> None:
    assert histogram([], 300) is None


def test_a_limit_on_the_calendar_has_no_seconds() -> None:
    clauses = sample.hotel().clauses
    assert limit_of(clauses["hotel-iptv/3.6"]) == 300
    assert limit_of(clauses["hotel-iptv/1.2"]) is None


def test_the_page_holds_its_data_and_asks_for_nothing(data: payload.Payload) -> None:
    page = report.render(data)
    held = re.search(r'id="core">([^<]+)<', page)
    assert held
    assert json.loads(gzip.decompress(base64.b64decode(held[1]))) == json.loads(json.dumps(data.core))
    for place in ("/*{", "<!--{", 'src="', "@import", "http://", "https://"):
        outside = page.replace("http://www.w3.org/2000/svg", "")
        assert place not in outside, place


def test_the_same_audit_gives_the_same_page(data: payload.Payload) -> None:
    assert report.render(data) == report.render(data)


def test_no_text_of_an_order_can_end_the_script() -> None:
    assert "</script" not in report._json_in_html({"a": "</script><b>"})


def test_both_languages_say_the_same_things() -> None:
    zh, en = (json.loads(report._source(f"{lang}.json")) for lang in ("zh", "en"))
    assert {key.removesuffix(".one") for key in en} == set(zh)
    for key, text in zh.items():
        assert set(re.findall(r"\{\w+\}", text)) == set(re.findall(r"\{\w+\}", en[key])), key
