"""Verify: a good record has no fault, and every change behind its back is named."""

from __future__ import annotations

import dataclasses
import random
import threading
from hashlib import sha256

import pytest
from django.db import connections, transaction

from doorstep.record import files
from doorstep.record.faults import codes as all_codes
from doorstep.record.faults import words
from doorstep.record.receipts import Receipt
from doorstep.record.seal import copy_path, seal_changes
from doorstep.record.sql import rows, run
from doorstep.record.verify import Tally, verify
from tests.record.acts import accepted, at, call, filled, opening
from tests.record.stores import Store
from tests.record.tampering import KINDS, Target

PHOTOS = [b"\xff\xd8 front " * 50, b"\xff\xd8 cabinet " * 80]


def file_of(content: bytes) -> str:
    hash_ = sha256(content).hexdigest()
    files.start(hash_, len(content), "image/jpeg")
    files.chunk(hash_, 0, content)
    return hash_


@pytest.fixture
def record(store: Store) -> Target:
    """Five cases under three seals, two files; one case and some acts are newer than the last seal."""
    receipts: list[Receipt] = []
    for name in "abc":
        receipts += filled(name * 32, 3, customer=f"customer {name}")
    photos = [file_of(content) for content in PHOTOS]
    attached = call("a" * 32, "photo", act="file.attached", data={"name": "门牌.jpg"}, personal={"file": photos[0]})
    receipts += accepted([attached])
    seal_changes()
    receipts += filled("d" * 32, 2, customer="customer a")
    seal_changes()
    receipts += accepted([call("b" * 32, "more-b"), call("c" * 32, "more-c")])
    seal_changes()
    sealed = dict(rows("SELECT id, count FROM record_case"))
    newer = filled("e" * 32, 3) + accepted([call("a" * 32, "new-a"), call("a" * 32, "new-a2"), call("b" * 32, "new-b")])
    assert verify(receipts=receipts + newer) == []
    return Target(random.Random(0), sealed, newer)


def tamper(record: Target, times: int) -> list[str]:
    """What was done so many times, each on the whole record, and not named."""
    unnamed = []
    for place in range(times):
        record.choose.seed(place)
        kind = KINDS[place % len(KINDS)]
        with transaction.atomic():
            named = kind(record)
            faults = verify(receipts=record.receipts)
            found = {(fault.code, fault.case, no) for fault in faults for no in (0, fault.no)}
            transaction.set_rollback(True)
        while record.undo:
            record.undo.pop()()
        if not named & found:
            unnamed.append(f"{kind.__name__} {place}: {sorted(named)} is not among {sorted(found)}")
    return unnamed


def test_sixty_changes_are_named(record: Target) -> None:
    assert tamper(record, 60) == []
    assert verify(receipts=record.receipts) == []


@pytest.mark.slow
def test_a_thousand_changes_are_named(record: Target) -> None:
    assert tamper(record, 1000) == []


def test_a_copy_of_the_seals_that_was_changed_is_named(record: Target) -> None:
    whole = copy_path().read_bytes()
    lines = whole.splitlines(keepends=True)
    for place in range(2):
        copy_path().write_bytes(b"".join(lines[:place] + lines[place + 1 :]))
        assert ("seal_copy", place + 1) in {(fault.code, fault.values["seal"]) for fault in verify()}
        before = b'"no":%d,"signature":"' % (place + 1)
        assert before in whole
        copy_path().write_bytes(whole.replace(before, before + b"0"))
        assert ("seal_copy", place + 1) in {(fault.code, fault.values["seal"]) for fault in verify()}
    copy_path().unlink()
    assert [fault.code for fault in verify()] == ["seal_copy"] * 3
    copy_path().write_bytes(whole)
    assert verify() == []


def test_only_the_case_in_question_is_looked_at(record: Target) -> None:
    run('UPDATE record_act SET hash = %s WHERE "case" = %s AND no = 2', ["0" * 64, "a" * 32])
    assert [(fault.code, fault.no) for fault in verify("a" * 32)] == [("act_hash", 2)]
    assert verify("b" * 32) == []
    tally = Tally()
    assert [(fault.code, fault.case) for fault in verify(tally=tally)] == [("act_hash", "a" * 32)]
    assert (tally.cases, tally.acts) == (5, 25)


def test_a_case_that_is_gone_is_named_when_it_is_asked_for(record: Target) -> None:
    for table, column in (("act", '"case"'), ("case", "id")):
        run(f"DELETE FROM record_{table} WHERE {column} = %s", ["c" * 32])
    assert [fault.code for fault in verify("c" * 32)] == ["case_gone"]


def test_a_file_of_the_case_is_looked_at(record: Target) -> None:
    (hash_,) = [sha256(content).hexdigest() for content in PHOTOS[:1]]
    files.path(hash_).write_bytes(b"other")
    assert [fault.code for fault in verify("a" * 32)] == ["file_altered"]
    assert verify("b" * 32) == []


def test_a_receipt_is_held_with_the_same_hash_or_named(record: Target) -> None:
    good = record.receipts[0]
    assert verify(receipts=[good]) == []
    assert [fault.code for fault in verify(receipts=[dataclasses.replace(good, hash="0" * 64)])] == ["receipt_forged"]
    run("UPDATE record_act SET text = %s WHERE id = %s", ["{}", good.id])
    assert "receipt_differs" in {fault.code for fault in verify(receipts=[good])}


def test_another_master_key_is_one_fault_and_not_one_an_act(record: Target, store: Store) -> None:
    from doorstep.record import keys

    path = store.home / "keys" / "master.key"
    kept = path.read_bytes()
    path.write_bytes(bytes(32))
    keys.forget_opened()
    assert [fault.code for fault in verify(receipts=record.receipts)] == ["master_key"]
    path.write_bytes(kept)
    keys.forget_opened()


def test_a_database_put_back_from_an_older_day_is_named(record: Target) -> None:
    """The rows of yesterday under the seals of today: what came since is named as missing."""
    with transaction.atomic():
        for case, count in (("b" * 32, 4), ("c" * 32, 4)):
            run('DELETE FROM record_act WHERE "case" = %s AND no > %s', [case, count])
        run("DELETE FROM record_personal WHERE act NOT IN (SELECT id FROM record_act)")
        run("DELETE FROM record_seal WHERE no = 3")
        found = {(fault.code, fault.case) for fault in verify()}
        transaction.set_rollback(True)
    assert {("seal_missing", ""), ("cut_tail", "b" * 32), ("cut_tail", "c" * 32)} <= found


def test_appending_meanwhile_disturbs_nothing(record: Target) -> None:
    stop = threading.Event()
    done: list[int] = []

    def work() -> None:
        place = 0
        while not stop.is_set() and place < 2000:
            accepted([call("a" * 32, f"meanwhile-{place}"), call("d" * 32, f"meanwhile-d-{place}")])
            if place % 5 == 0:
                seal_changes()
            place += 1
        done.append(place)
        connections.close_all()

    worker = threading.Thread(target=work)
    worker.start()
    found = [fault for _ in range(8) for fault in verify()]
    stop.set()
    worker.join()
    assert found == []
    assert done[0] > 0


def test_lists_that_say_other_than_the_acts_are_named(store: Store) -> None:
    from doorstep.record.readmodels import update

    accepted([opening("a"), call("a", "k")], then=update)
    assert verify(rows_too=True) == []
    run("UPDATE record_caserow SET breached = breached + 1")
    assert verify() == []
    assert [fault.code for fault in verify(rows_too=True)] == ["row_stale"]


def test_every_fault_has_a_sentence_in_both_languages(record: Target) -> None:
    names = (
        "first",
        "last",
        "seal",
        "count",
        "column",
        "stored",
        "said",
        "customer",
        "hash",
        "field",
        "case",
        "act",
        "no",
    )
    values = dict.fromkeys(names, 1)
    for code in all_codes():
        if "." not in code:
            assert words(code, "zh", **values) != words(code, "en", **values)


def test_acts_far_apart_and_out_of_order_verify(store: Store) -> None:
    accepted([opening("a")])
    accepted([call("a", f"k{n}", f"2026-10-{12 - n:02} 09:00", device="p", counter=9 - n) for n in range(6)])
    accepted([call("a", "last", claimed=at("2020-01-01 00:00"))])
    assert verify() == []
