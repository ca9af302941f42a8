"""What a phone takes along about the person who carries it, and the bytes by which it measures a line."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from tests.gate.api.people import Speaker


class TestAbout:
    """``about`` of the bundle."""

    def test_a_staff_file_says_what_need_not_be_asked(self, lumingchuan: Speaker) -> None:
        """The gender that the clauses on looks ask for; never what is personal."""
        from doorstep.people import certificates
        from doorstep.people.accounts import account
        from doorstep.record import clock
        from doorstep.work import intake

        facts = {"person": "陆鸣川", "gender": "male"}
        opened: Any = intake.open_case(
            "S-4017",
            [("home-broadband", None, "staff_file")],
            facts,
            key="open-S-4017",
            at=clock.now() - timedelta(days=1),
            place="chengnan",
            actor="an",
        )
        certificates.link_staff_file(account("lumingchuan"), opened.case, by="root")
        assert lumingchuan.get("field/bundle").body["about"] == {"gender": "male"}

    def test_without_a_staff_file_nothing_is_said(self, lumingchuan: Speaker) -> None:
        assert lumingchuan.get("field/bundle").body["about"] == {}


class TestSpeed:
    """Bytes to and fro."""

    def test_as_many_as_asked_for(self, lumingchuan: Speaker) -> None:
        answer = lumingchuan.get("field/speed?size=300000")
        assert answer.status == 200
        assert len(answer.content) == 300_000
        assert answer.headers["Cache-Control"] == "no-store"

    def test_never_more_than_four_mebibytes(self, lumingchuan: Speaker) -> None:
        assert lumingchuan.get(f"field/speed?size={4 * 2**20 + 1}").status == 422
        assert lumingchuan.get("field/speed?size=0").status == 422
        big = lumingchuan.ask("PUT", "field/speed", raw=b"x" * (4 * 2**20 + 1), content_type="application/octet-stream")
        assert big.refused == (413, "too_large")

    def test_what_came_is_counted(self, lumingchuan: Speaker) -> None:
        answer = lumingchuan.ask("PUT", "field/speed", raw=b"x" * 70_000, content_type="application/octet-stream")
        assert (answer.status, answer.body) == (200, {"received": 70_000})

    def test_who_records_nothing_measures_nothing(self, office: object) -> None:
        assert Speaker("hezhiqiu").get("field/speed?size=1").status == 403
        assert Speaker("").get("field/speed?size=1").status == 401
