"""Verdicts with explanations, duties, next acts, what-if, forms."""

from __future__ import annotations

import pytest

from tests.gate.api.conftest import act
from tests.gate.api.people import Speaker


@pytest.fixture
def received(lumingchuan: Speaker, case: str) -> str:
    """The case after its order was received and a technician set out unprepared."""
    acts = [
        act(case, "order_received", "a-1", at="2026-10-12T08:35:00+08:00"),
        act(case, "departed", "a-2", at="2026-10-12T08:50:00+08:00"),
    ]
    answer = lumingchuan.post("acts", {"acts": acts})
    assert [one["error"] for one in answer.body["results"]] == [None, None]
    return case


def chinese(text: str) -> bool:
    """Whether there is Chinese in a text."""
    return any("\u4e00" <= char <= "\u9fff" for char in text)


class TestVerdicts:
    """GET verdicts."""

    def test_every_clause(self, fangsu: Speaker, received: str) -> None:
        from doorstep import judge, standards

        rules = judge.program(standards.load("home-broadband"), "installation").rules
        body = fangsu.get(f"cases/{received}/verdicts").body
        assert body["as_of"] == "2026-10-12 09:00"
        [one] = body["standards"]
        assert [c["clause"] for c in one["clauses"]] == list(rules)
        assert all(c["findings"] and c["findings"][0]["sentence"] for c in one["clauses"])
        assert "breached" in {c["verdict"] for c in one["clauses"]}

    def test_cites_acts(self, fangsu: Speaker, received: str) -> None:
        acts = {one["id"] for one in fangsu.get(f"cases/{received}").body["timeline"]}
        clauses = fangsu.get(f"cases/{received}/verdicts?findings=all").body["standards"][0]["clauses"]
        cited = {id_ for c in clauses for f in c["findings"] for id_ in [*f["cites"], f["act"]] if id_}
        assert cited
        assert cited <= acts

    def test_as_of_and_known(self, fangsu: Speaker, received: str) -> None:
        def breached(query: str) -> int:
            clauses = fangsu.get(f"cases/{received}/verdicts?{query}").body["standards"][0]["clauses"]
            return sum(c["verdict"] == "breached" for c in clauses)

        assert breached("as_of=2026-10-12+08:40") == 0
        assert breached("as_of=2026-10-12T08:55:00%2B08:00") > 0
        assert breached("as_of=2026-10-12+08:55&known=2026-10-12+08:55") == 0  # it came in at nine

    def test_language(self, fangsu: Speaker, received: str) -> None:
        def sentence(query: str) -> str:
            clauses = fangsu.get(f"cases/{received}/verdicts?{query}").body["standards"][0]["clauses"]
            return str(next(c for c in clauses if c["verdict"] == "breached")["findings"][0]["sentence"])

        assert not chinese(sentence("lang=en"))
        assert chinese(sentence("lang=zh"))

    def test_bad_moments(self, fangsu: Speaker, case: str) -> None:
        for query in ("as_of=2026-10-12T08:40:00", "as_of=now", "as_of=12", "lang=fr", "findings=some"):
            answer = fangsu.get(f"cases/{case}/verdicts?{query.replace('T08:40:00', 'T08:40:00.5Z')}")
            wrong = query.partition("=")[0]
            if query.startswith("as_of=2026"):
                assert answer.status == 200
            else:
                assert (answer.status, answer.error["path"]) == (422, wrong), query

    def test_administrator_reads(self, an: Speaker, received: str) -> None:
        assert an.get(f"cases/{received}/verdicts").status == 200


class TestDuties:
    """GET duties."""

    def test_due_first(self, lumingchuan: Speaker, received: str) -> None:
        duties = lumingchuan.get(f"cases/{received}/duties").body["duties"]
        limits = [one["limit"] for one in duties]
        assert any(limits)
        assert limits == sorted(limits, key=lambda limit: (limit is None, limit or ""))
        first = duties[0]
        assert first["by"]
        assert first["acts"]
        assert first["sentence"]
        assert isinstance(first["seconds_left"], int)


class TestNextActs:
    """GET next acts."""

    def test_in_order_with_values(self, lumingchuan: Speaker, received: str) -> None:
        coming = lumingchuan.get(f"cases/{received}/next-acts").body["next_acts"]
        assert coming
        assert all(one["by"] and one["reason"] in ("duty", "precedence", "end") for one in coming)
        more = lumingchuan.get(f"cases/{received}/next-acts?more=true").body["next_acts"]
        assert len(more) > len(coming)

    def test_the_first_can_be_recorded(self, lumingchuan: Speaker, case: str) -> None:
        first = lumingchuan.get(f"cases/{case}/next-acts").body["next_acts"][0]
        done = act(case, first["act"], "n-1", at="2026-10-12T09:00:00+08:00", by=first["by"][0], data=first["data"])
        assert lumingchuan.post("acts", {"acts": [done]}).body["results"][0]["error"] is None


class TestWhatIf:
    """POST what-if."""

    def test_a_breach_is_said_before(self, lumingchuan: Speaker, case: str) -> None:
        tried = {"act": "departed", "by": "technician", "lang": "en"}
        answer = lumingchuan.post(f"cases/{case}/what-if", tried)
        assert answer.status == 200, answer.body
        assert answer.body["breaches"]
        assert not any(chinese(one["sentence"]) for one in answer.body["breaches"])
        assert [one["act"] for one in lumingchuan.get(f"cases/{case}").body["timeline"]].count("departed") == 0

    def test_hanging(self, lumingchuan: Speaker, case: str) -> None:
        tried = {"act": "appointment_made", "by": "technician", "data": {}}
        hanging = lumingchuan.post(f"cases/{case}/what-if", tried).body["hanging"]
        assert any("window_start" in one["fields"] for one in hanging)

    def test_bad(self, lumingchuan: Speaker, case: str) -> None:
        strange = lumingchuan.post(f"cases/{case}/what-if", {"act": "departd", "by": "technician"})
        assert (*strange.refused, strange.error["values"]["nearest"]) == (422, "no_such_act", "departed")
        wrong = {"act": "prepared", "by": "technician", "data": {"shoe_covers": "perhaps"}}
        answer = lumingchuan.post(f"cases/{case}/what-if", wrong)
        assert (*answer.refused, answer.error["path"]) == (422, "wrong_type", "data.shoe_covers")


class TestForms:
    """GET forms/{act}."""

    def test_form(self, lumingchuan: Speaker, case: str) -> None:
        form = lumingchuan.get(f"cases/{case}/forms/customer_called").body
        fields = {one["name"]: one for one in form["fields"]}
        assert fields["phone"]["personal"] is True
        assert [one["value"] for one in fields["purpose"]["choices"]] == ["appointment", "change", "other"]

    def test_no_such_act(self, lumingchuan: Speaker, case: str) -> None:
        assert lumingchuan.get(f"cases/{case}/forms/customer_caled").refused == (422, "no_such_act")


class TestStandards:
    """GET standards."""

    def test_all(self, lumingchuan: Speaker) -> None:
        from doorstep import standards

        assert [s["key"] for s in lumingchuan.get("standards").body["standards"]] == list(standards.names())

    @pytest.mark.parametrize("key", ["hotel-iptv", "technician-conduct", "express-delivery"])
    def test_one(self, lumingchuan: Speaker, key: str) -> None:
        body = lumingchuan.get(f"standards/{key}").body
        assert body["key"] == key
        assert body["acts"]
        assert body["clauses"]

    def test_none(self, lumingchuan: Speaker) -> None:
        answer = lumingchuan.get("standards/hotel-ipvt")
        assert (*answer.refused, answer.error["values"]["nearest"]) == (404, "no_such_standard", "hotel-iptv")
        assert answer.error["message"] == "there is no standard “hotel-ipvt”; the nearest is “hotel-iptv”"

    def test_none_that_is_like_none(self, lumingchuan: Speaker) -> None:
        """Nothing is called the nearest where nothing is near."""
        assert lumingchuan.get("standards/nothing").error["message"] == "there is no standard “nothing”"
        lumingchuan.language = "zh"
        assert lumingchuan.get("standards/nothing").error["message"] == "没有规范“nothing”"
