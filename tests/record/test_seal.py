"""Seals: each change is sealed once, by whoever comes first, and has its line in the data folder."""

from __future__ import annotations

import json
import threading

import pytest
from django.db import connection, connections

from doorstep.record import seal
from doorstep.record.receipts import signed_by_us
from doorstep.record.seal import copy_path, seal_changes
from doorstep.record.sql import rows
from tests.record.acts import accepted, call, filled
from tests.record.stores import Store

pytestmark = pytest.mark.usefixtures("store")


def lines() -> list[str]:
    return copy_path().read_text(encoding="utf-8").splitlines()


def test_a_seal_names_the_head_of_every_case_that_changed() -> None:
    last = filled("a")[-1]
    filled("b")
    (first,) = seal_changes()
    assert [[head[0], head[2]] for head in first.content["heads"]] == [["a", 5], ["b", 5]]
    assert first.content["heads"][0][1] == last.hash
    assert signed_by_us(first.text, first.signature)
    assert [json.loads(line)["text"] for line in lines()] == [first.text]


def test_nothing_is_sealed_twice_and_seals_are_chained() -> None:
    filled("a")
    (first,) = seal_changes()
    assert seal_changes() == []
    accepted([call("a", "more")])
    (second,) = seal_changes()
    assert (second.no, second.content["prev"]) == (2, first.hash)
    assert [head[2] for head in second.content["heads"]] == [6]
    assert len(lines()) == 2


def test_many_cases_take_several_seals(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(seal, "AT_ONCE", 3)
    for case in "abcdefg":
        filled(case, 1)
    made = seal_changes()
    assert [len(one.content["heads"]) for one in made] == [3, 3, 1]
    assert [one.no for one in made] == [1, 2, 3]


def test_two_workers_seal_each_change_once() -> None:
    for case in "abcdefgh":
        filled(case, 1)
    begin = threading.Barrier(4)
    made: list[int] = []

    def work() -> None:
        begin.wait()
        for one in seal_changes():
            made.append(len(one.content["heads"]))
        connections.close_all()

    workers = [threading.Thread(target=work) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    assert sum(made) == 8
    assert [no for (no,) in rows("SELECT no FROM record_seal ORDER BY no")] == list(range(1, len(made) + 1))
    assert [json.loads(line)["no"] for line in lines()] == list(range(1, len(made) + 1))


def test_a_line_that_a_crash_left_out_or_broke_is_written_by_the_next() -> None:
    filled("a")
    seal_changes()
    whole = copy_path().read_bytes()
    copy_path().write_bytes(whole[:40])
    seal_changes()
    assert copy_path().read_bytes() == whole
    copy_path().unlink()
    accepted([call("a", "more")])
    seal_changes()
    assert copy_path().read_bytes().startswith(whole)
    assert len(lines()) == 2


def test_a_number_that_the_copy_holds_is_never_given_again(store: Store) -> None:
    filled("a")
    seal_changes()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM record_seal")
    accepted([call("a", "more")])
    assert [one.no for one in seal_changes()] == [2]


def test_what_changed_is_found_by_an_index(store: Store) -> None:
    filled("a")
    with connection.cursor() as cursor:
        if store.kind == "postgresql":
            cursor.execute("SET enable_seqscan = off")
            cursor.execute("EXPLAIN SELECT id FROM record_case WHERE count <> sealed ORDER BY id")
        else:
            cursor.execute("EXPLAIN QUERY PLAN SELECT id FROM record_case WHERE count <> sealed ORDER BY id")
        assert "record_case_unsealed" in str(cursor.fetchall())
        if store.kind == "postgresql":
            cursor.execute("RESET enable_seqscan")
