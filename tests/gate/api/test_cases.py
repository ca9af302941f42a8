"""Cases: opened, listed by what is due first, shown with what is personal masked by post."""

from __future__ import annotations

from typing import Any

from tests.gate.api.conftest import FACTS, act, new_case
from tests.gate.api.people import Speaker


class TestOpening:
    """POST /api/cases."""

    def test_receipt(self, fangsu: Speaker) -> None:
        answer = fangsu.post("cases", new_case())
        assert answer.status == 201, answer.body
        assert (answer.body["act"], answer.body["no"]) == ("case.opened", 1)

    def test_again_first_receipt(self, fangsu: Speaker) -> None:
        first, again = fangsu.post("cases", new_case()), fangsu.post("cases", new_case())
        assert (first.status, first.body) == (again.status, again.body) == (201, first.body)

    def test_again_without_time(self, fangsu: Speaker) -> None:
        body = {k: v for k, v in new_case().items() if k != "at"}
        first, again = fangsu.post("cases", body), fangsu.post("cases", body)
        assert (first.status, first.body) == (again.status, again.body) == (201, first.body)

    def test_own_case_of_a_technician(self, lumingchuan: Speaker) -> None:
        opened = lumingchuan.post("cases", new_case())
        assert opened.status == 201, opened.body
        assert lumingchuan.get(f"cases/{opened.body['case']}").body["assignee"] == "lumingchuan"

    def test_other_content(self, fangsu: Speaker) -> None:
        first = fangsu.post("cases", new_case())
        other = fangsu.post("cases", new_case(facts={**FACTS, "same_day": True}))
        assert other.refused == (409, "other_content")
        assert other.error["values"]["first"]["receipt"] == first.body
        assert other.error["values"]["first"]["content"]["act"] == "case.opened"

    def test_number_taken(self, fangsu: Speaker) -> None:
        fangsu.post("cases", new_case())
        assert fangsu.post("cases", new_case(key="another")).refused == (409, "number_taken")

    def test_out_of_reach(self, fangsu: Speaker) -> None:
        assert fangsu.post("cases", new_case(place="chengbei")).refused == (403, "not_allowed")

    def test_no_such_standard(self, fangsu: Speaker) -> None:
        wrong = [{"standard": "home-brodband", "kind": "installation"}]
        answer = fangsu.post("cases", new_case(standards=wrong))
        assert answer.refused == (422, "unknown_standard")
        assert answer.error["path"] == "standards[0]"
        assert answer.error["values"]["nearest"] == "home-broadband"

    def test_wrong_fact(self, fangsu: Speaker) -> None:
        answer = fangsu.post("cases", new_case(facts={**FACTS, "same_day": "soon"}))
        assert answer.refused == (422, "wrong_type")
        assert answer.error["path"] == "facts.same_day"


class TestList:
    """GET /api/cases."""

    def open_three(self, fangsu: Speaker) -> None:
        for number in ("Z-1", "Z-2", "Z-3"):
            assert fangsu.post("cases", new_case(number)).status == 201

    def test_within_reach(self, an: Speaker, fangsu: Speaker, shenyizhou: Speaker, case: str) -> None:
        assert [one["id"] for one in fangsu.get("cases").body["cases"]] == [case]
        assert [one["id"] for one in an.get("cases").body["cases"]] == [case]
        assert shenyizhou.get("cases").body["cases"] == []

    def test_pages(self, fangsu: Speaker) -> None:
        self.open_three(fangsu)
        found: list[Any] = []
        cursor = ""
        while cursor is not None:
            page = fangsu.get(f"cases?limit=2{'&cursor=' + cursor if cursor else ''}").body
            found += [one["number"] for one in page["cases"]]
            cursor = page["next"]
        assert sorted(found) == ["Z-1", "Z-2", "Z-3"]

    def test_due_first(self, fangsu: Speaker) -> None:
        self.open_three(fangsu)
        limits = [one["next_limit"] for one in fangsu.get("cases").body["cases"]]
        assert limits == sorted(limits, key=lambda limit: (limit is None, limit))

    def test_filters(self, fangsu: Speaker, lumingchuan: Speaker, case: str) -> None:
        lumingchuan.post("acts", {"acts": [act(case, "order_received", "a-1")]})

        def found(query: str) -> list[str]:
            return [one["id"] for one in fangsu.get(f"cases?{query}").body["cases"]]

        assert found("q=0901") == found("assignee=lumingchuan") == found("place=linxi") == [case]
        assert found("standard=home-broadband") == found("state=all") == found("breached=false") == [case]
        assert found("q=0902") == found("assignee=") == found("place=chengbei") == found("breached=true") == []
        assert found("standard=home") == found("state=finished") == []
        assert found("due_before=2026-10-11T00:00:00%2B08:00") == []
        assert found("due_before=2026-12-31T00:00:00%2B08:00") == found("due_before=2027-01-01+00:00") == [case]

    def test_bad_cursor(self, fangsu: Speaker) -> None:
        for cursor in ("abc", "W10=", "WzEsMl0="):
            answer = fangsu.get(f"cases?cursor={cursor}")
            assert (*answer.refused, answer.error["path"]) == (422, "bad_cursor", "cursor")

    def test_bad_filters(self, fangsu: Speaker) -> None:
        for query, path in (
            ("limit=0", "limit"),
            ("limit=many", "limit"),
            ("state=lost", "state"),
            ("breached=perhaps", "breached"),
            ("due_before=yesterday", "due_before"),
            ("q=%00", "q"),
        ):
            answer = fangsu.get(f"cases?{query}")
            assert (answer.status, answer.error["path"]) == (422, path), query


class TestOne:
    """GET /api/cases/{case}."""

    def test_masked(self, fangsu: Speaker, case: str) -> None:
        body = fangsu.get(f"cases/{case}").body
        assert body["facts"]["phone"] == "****0501"
        assert body["facts"]["customer"] == "周**"
        assert {"facts.phone", "facts.customer"} <= set(body["masked"])
        assert body["facts"]["product"] == "broadband"
        assert "13900000501" not in str(body)

    def test_hidden(self, an: Speaker, case: str) -> None:
        assert an.get(f"cases/{case}").body["facts"]["phone"] == ""

    def test_timeline_marks(self, fangsu: Speaker, lumingchuan: Speaker, case: str) -> None:
        lumingchuan.post("acts", {"acts": [act(case, "order_received", "a-1", by="technician")]})
        acts = fangsu.get(f"cases/{case}").body["timeline"]
        assert {one["act"] for one in acts} >= {"case.opened", "case.assigned"}
        opened = next(one for one in acts if one["act"] == "case.opened")
        assert (opened["late"], opened["party"], opened["state"]) == (True, False, "stands")

    def test_none(self, fangsu: Speaker) -> None:
        assert fangsu.get("cases/nowhere").refused == (404, "no_such_case")

    def test_out_of_reach(self, shenyizhou: Speaker, case: str) -> None:
        assert shenyizhou.get(f"cases/{case}").refused == (403, "not_allowed")


class TestChanges:
    """Assignment, facts, closing."""

    def test_give_and_take_back(self, fangsu: Speaker, case: str) -> None:
        assert fangsu.get(f"cases/{case}").body["assignee"] == "lumingchuan"
        back = fangsu.post(f"cases/{case}/assignment", {"key": "back-1", "person": None})
        assert back.status == 200
        assert fangsu.get(f"cases/{case}").body["assignee"] is None

    def test_again_the_same(self, fangsu: Speaker, case: str) -> None:
        give = {"key": "give-2", "person": "lumingchuan"}
        path = f"cases/{case}/assignment"
        assert fangsu.post(path, give).body["receipt"] == fangsu.post(path, give).body["receipt"]

    def test_nobody_of_that_name(self, fangsu: Speaker, case: str) -> None:
        answer = fangsu.post(f"cases/{case}/assignment", {"key": "k", "person": "lumingchan"})
        assert answer.refused == (422, "unknown_person")
        assert answer.error["values"]["nearest"] == "lumingchuan"

    def test_facts(self, fangsu: Speaker, case: str) -> None:
        changed = fangsu.post(f"cases/{case}/facts", {"key": "f-1", "facts": {"same_day": True}})
        assert changed.status == 200
        assert fangsu.get(f"cases/{case}").body["facts"]["same_day"] is True

    def test_strange_fact(self, fangsu: Speaker, case: str) -> None:
        answer = fangsu.post(f"cases/{case}/facts", {"key": "f-1", "facts": {"same_dy": True}})
        assert (*answer.refused, answer.error["path"]) == (422, "unknown_fact", "facts.same_dy")

    def test_close(self, fangsu: Speaker, case: str) -> None:
        closing = {"key": "c-1", "reason": "客户不装了"}
        assert fangsu.post(f"cases/{case}/close", closing).status == 200
        assert fangsu.post(f"cases/{case}/close", closing).status == 200
        assert fangsu.get(f"cases/{case}").body["closed"] is True
        again = fangsu.post(f"cases/{case}/close", {"key": "c-2", "reason": "再关一次"})
        assert again.refused == (409, "closed")

    def test_close_without_reason(self, fangsu: Speaker, case: str) -> None:
        answer = fangsu.post(f"cases/{case}/close", {"key": "c-1", "reason": ""})
        assert (answer.status, answer.error["path"]) == (422, "reason")

    def test_technician_may_not(self, lumingchuan: Speaker, case: str) -> None:
        give = {"key": "k", "person": "lumingchuan"}
        assert lumingchuan.post(f"cases/{case}/assignment", give).refused == (403, "not_allowed")
