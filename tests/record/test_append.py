"""Append: idempotent by key, one order under many writers, each act answered by itself, all or nothing when killed."""

from __future__ import annotations

import dataclasses
import signal
import subprocess
import sys
import threading
from datetime import timedelta

import pytest
from django.db import connections

from doorstep.record import clock, keys
from doorstep.record.append import Refusal, append
from doorstep.record.reading import in_order, read
from doorstep.record.receipts import Receipt, signed_by_us, signed_text
from doorstep.record.sql import rows
from doorstep.record.verify import verify
from tests.record.acts import accepted, at, call, filled, opening
from tests.record.stores import Store

pytestmark = pytest.mark.usefixtures("store")


def counts() -> list[int]:
    return [rows(f"SELECT count(*) FROM record_{name}")[0][0] for name in ("case", "act", "personal", "customer")]


def test_the_same_act_again_gets_the_first_receipt() -> None:
    first = accepted([opening("a"), call("a", "k")])
    with clock.set_to(at("2026-12-01 08:00")):
        assert accepted([call("a", "k"), opening("a")]) == [first[1], first[0]]
    assert counts()[1] == 2


def test_a_receipt_is_signed() -> None:
    receipt = filled("a")[-1]
    assert signed_by_us(signed_text(receipt), receipt.signature)
    altered = dataclasses.replace(receipt, no=9)
    assert not signed_by_us(signed_text(altered), altered.signature)


@pytest.mark.parametrize(
    "other",
    [
        {"data": {"called": "王总"}},
        {"personal": {"phone": "0571-80000011"}},
        {"moment": "2026-10-12 08:59"},
        {"by": "hotel_manager"},
    ],
    ids=lambda other: min(other),
)
def test_the_same_key_with_other_content_is_refused_and_both_are_shown(other: dict[str, object]) -> None:
    first = accepted([opening("a"), call("a", "k")])[1]
    (refused,) = append([call("a", "k", **other)])  # type: ignore[arg-type]
    assert isinstance(refused, Refusal)
    assert (refused.code, refused.first) == ("other_content", first)
    assert refused.first_content is not None
    assert refused.first_content["data"] == {"called": "高总", "purpose": "booking"}
    assert counts()[1] == 2


def test_one_key_twice_in_a_batch_is_one_act() -> None:
    one, again, other = accepted([opening("a")]) and append([call("a", "k"), call("a", "k"), call("a", "k", by="x")])
    assert one == again
    assert isinstance(other, Refusal)
    assert counts()[1] == 2


def test_a_bad_act_among_good_ones_is_answered_by_itself() -> None:
    outcomes = append([opening("a"), call("nowhere", "k1"), call("a", "k2"), opening("a", key="k3"), call("a", "k4")])
    assert [getattr(one, "code", "taken") for one in outcomes] == [
        "taken",
        "no_such_case",
        "taken",
        "case_exists",
        "taken",
    ]
    assert [act.envelope.no for act in read("a")] == [1, 2, 3]
    assert verify() == []


def test_what_the_hook_refuses_leaves_nothing() -> None:
    def hook(cases: object) -> None:
        raise RuntimeError("no")

    with pytest.raises(RuntimeError):
        append([opening("a"), call("a", "k")], then=hook)
    assert counts() == [0, 0, 0, 0]


def test_the_hook_is_told_the_cases_that_changed_and_no_others() -> None:
    told: list[str] = []
    filled("a")
    append([opening("b"), call("a", "a-1", "2026-10-12 09:01"), call("c", "x")], then=told.extend)
    assert told == ["b"]


def test_threads_that_write_to_one_case_at_once_get_one_order() -> None:
    accepted([opening("a")])
    begin = threading.Barrier(4)
    failures: list[BaseException] = []

    def work(worker: int) -> None:
        try:
            begin.wait()
            for place in range(6):
                # Each act is sent by two workers: both get the same receipt.
                accepted([call("a", f"k-{worker // 2}-{place}"), call("a", f"own-{worker}-{place}")])
        except BaseException as error:
            failures.append(error)
        finally:
            connections.close_all()

    workers = [threading.Thread(target=work, args=(worker,)) for worker in range(4)]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    assert failures == []
    assert [act.envelope.no for act in read("a")] == list(range(1, 1 + 12 + 24 + 1))
    assert verify() == []


def test_two_threads_that_open_one_case_open_it_once() -> None:
    begin = threading.Barrier(2)
    outcomes: list[object] = []

    def work(key: str) -> None:
        begin.wait()
        outcomes.extend(append([opening("a", key=key), call("a", f"{key}-call")]))
        connections.close_all()

    workers = [threading.Thread(target=work, args=(key,)) for key in ("one", "two")]
    for one in workers:
        one.start()
    for one in workers:
        one.join()
    refused = [one for one in outcomes if isinstance(one, Refusal)]
    assert [one.code for one in refused] == ["case_exists"]
    assert len(read("a")) == 3
    assert verify() == []


def test_acts_of_one_device_at_one_moment_stand_by_its_counter() -> None:
    accepted([opening("a")])
    late = [call("a", f"k{n}", "2026-10-12 09:00", device="phone", counter=n) for n in (3, 1, 2)]
    accepted([late[0], call("a", "desk", "2026-10-12 09:00"), *late[1:]])
    assert [act.envelope.key for act in in_order(read("a"))] == ["a-open", "k1", "desk", "k2", "k3"]


def test_a_clock_that_is_behind_is_corrected_and_what_it_claimed_is_kept() -> None:
    accepted([opening("a"), call("a", "k", "2026-10-12 09:00", skew=timedelta(minutes=7))])
    envelope = read("a")[1].envelope
    assert (envelope.claimed[11:16], envelope.at[11:16]) == ("09:00", "09:07")


@pytest.mark.parametrize(("minutes", "counter", "late"), [(9, None, False), (11, None, True), (11, 5, False)])
def test_an_act_that_comes_more_than_ten_minutes_after_its_time_is_late(
    minutes: int, counter: int | None, late: bool
) -> None:
    with clock.set_to(at("2026-10-12 09:00")):
        accepted([opening("a")])
    with clock.set_to(at("2026-10-12 09:00") + timedelta(minutes=minutes)):
        accepted([call("a", "k", "2026-10-12 09:00", device="phone", counter=counter)])
    assert read("a")[1].envelope.late is late


def test_nothing_personal_is_written_for_a_customer_who_was_forgotten() -> None:
    filled("a", customer="高")
    keys.forget(rows("SELECT customer FROM record_case")[0][0])
    outcomes = append([call("a", "k"), call("a", "l", personal={})])
    assert [getattr(one, "code", "taken") for one in outcomes] == ["forgotten", "taken"]
    (again,) = append([opening("b", customer="高")])
    assert isinstance(again, Refusal)
    assert verify() == []


WRITER = """
import django, sys
django.setup()
from tests.record.acts import accepted, call
for place in range(25):
    for one in accepted([call("a", f"both-{place}"), call("a", f"{sys.argv[1]}-{place}")]):
        print(one.key, one.hash)
"""


def test_processes_that_write_to_one_case_at_once_get_one_order_and_the_same_receipts(store: Store) -> None:
    accepted([opening("a")])
    environment = {**store.environment, "DJANGO_SETTINGS_MODULE": "doorstep.gate.site.settings"}
    writers = [
        subprocess.Popen([sys.executable, "-c", WRITER, name], env=environment, stdout=subprocess.PIPE, text=True)
        for name in ("one", "two")
    ]
    said = [dict(line.split() for line in writer.communicate()[0].splitlines()) for writer in writers]
    assert [writer.returncode for writer in writers] == [0, 0]
    both = [{key: hash_ for key, hash_ in one.items() if key.startswith("both")} for one in said]
    assert len(both[0]) == 25
    assert both[0] == both[1]
    assert {act.envelope.key: act.envelope.hash for act in read("a")[1:]} == said[0] | said[1]
    assert [act.envelope.no for act in read("a")] == list(range(1, 77))
    assert verify() == []


KILLED = """
import django, os, signal
django.setup()
from tests.record.acts import call, opening
from doorstep.record.append import append
append([opening("kept"), call("kept", "kept-1")])
def die(cases):
    os.kill(os.getpid(), signal.SIGKILL)
append([opening("lost"), call("lost", "lost-1"), call("kept", "kept-2")], then=die)
"""


def test_a_process_killed_inside_a_transaction_leaves_nothing_half(store: Store) -> None:
    environment = {**store.environment, "DJANGO_SETTINGS_MODULE": "doorstep.gate.site.settings"}
    ended = subprocess.run([sys.executable, "-c", KILLED], env=environment, capture_output=True, text=True, check=False)
    assert ended.returncode == -signal.SIGKILL, ended.stderr
    assert rows("SELECT id, count FROM record_case") == [("kept", 2)]
    assert counts()[1:3] == [2, 1]
    assert verify() == []
    assert isinstance(append([call("kept", "kept-2")])[0], Receipt)
