"""Audits from the screen: judged in the background, each kept with who asked for it, opened by its link, taken away again."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from doorstep.gate.site import audits
from tests.gate.api.people import Answer, Speaker


def send(speaker: Speaker, name: str, content: bytes) -> Answer:
    """A file sent as a form sends it."""
    head = f'--x\r\nContent-Disposition: form-data; name="file"; filename="{name}"\r\n\r\n'.encode()
    return speaker.ask(
        "POST", "audits", raw=head + content + b"\r\n--x--\r\n", content_type="multipart/form-data; boundary=x"
    )


@pytest.fixture
def month(tmp_path: Path) -> bytes:
    """A workbook of two orders."""
    from demo.sheets import write
    from demo.small import two_orders

    path = tmp_path / "month.xlsx"
    write(two_orders(), path)
    return path.read_bytes()


def kept(speaker: Speaker) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = speaker.get("audits").body["audits"]
    return found


def test_two_are_kept_each_with_its_own_report(an: Speaker, month: bytes) -> None:
    first = send(an, "九月.xlsx", month)
    assert (first.status, first.body["state"], first.body["report"]) == (202, "waiting", None)
    assert audits.judge_waiting() == 1
    send(an, "again.xlsx", month)
    assert {one["name"]: one["state"] for one in kept(an)} == {"九月.xlsx": "done", "again.xlsx": "waiting"}
    assert audits.judge_waiting() == 1
    for one in kept(an):
        assert (one["who"], one["state"], one["result"]["orders"]) == ("安", "done", 2)
        assert one["result"]["breached"] > 0
        assert b"<html" in an.get(one["report"]).content
        assert an.get(f"{one['report']}verdicts.jsonl").status == 200
    assert audits.judge_waiting() == 0, "nothing is judged twice"


def test_taken_away_again_and_recorded(an: Speaker, month: bytes) -> None:
    audit = send(an, "m.xlsx", month).body["id"]
    audits.judge_waiting()
    report = kept(an)[0]["report"]
    assert an.ask("DELETE", f"audits/{audit}").status == 204
    assert kept(an) == []
    assert an.get(report).status == 404
    assert an.ask("DELETE", f"audits/{audit}").refused == (404, "no_such_audit")
    assert [row["what"] for row in an.get("admin/audit").body["rows"]][:2] == ["report.deleted", "report.made"]


def test_what_is_being_judged_stays(an: Speaker, month: bytes) -> None:
    audit = send(an, "m.xlsx", month).body["id"]
    at = audits.folder(audit)
    assert at is not None
    audits.write(at, {**audits.read(at), "state": audits.JUDGING, "done": 3, "of": 20})
    assert an.ask("DELETE", f"audits/{audit}").refused == (409, "audit_running")
    assert [(one["done"], one["of"]) for one in kept(an)] == [(3, 20)]
    assert audits.judge_waiting() == 1, "one whose worker ended is begun anew"
    assert kept(an)[0]["state"] == "done"


@pytest.mark.parametrize(
    ("name", "content", "code"), [("orders.pdf", b"x", "not_a_workbook"), ("orders.xlsx", b"", "file_empty")]
)
def test_a_file_that_is_no_workbook(an: Speaker, name: str, content: bytes, code: str) -> None:
    assert send(an, name, content).error["code"] == code


def test_nonsense_is_said_in_the_list(an: Speaker) -> None:
    send(an, "orders.xlsx", b"nonsense")
    audits.judge_waiting()
    [one] = kept(an)
    assert (one["state"], one["report"], one["result"]) == ("refused", None, None)
    assert one["why"]


def test_only_who_may_import(lumingchuan: Speaker, month: bytes) -> None:
    assert send(lumingchuan, "m.xlsx", month).refused == (403, "not_allowed")
    assert lumingchuan.get("audits").refused == (403, "not_allowed")
    assert lumingchuan.ask("DELETE", f"audits/{'a' * 32}").refused == (403, "not_allowed")


@pytest.mark.parametrize("odd", ["..", "a" * 31, "../" * 3, "A" * 32])
def test_no_way_out_of_the_folder(an: Speaker, odd: str) -> None:
    assert audits.folder(odd) is None
    assert an.get(f"/report/{odd}/report.html").status == 404
