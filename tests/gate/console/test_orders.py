"""The console's list of orders, an order's page, the feed, the form of a new order, amendments, the seal, and the session."""

from __future__ import annotations

import json
from datetime import timedelta
from typing import Any

import pytest

from tests.gate.api.conftest import act
from tests.gate.api.people import PASSWORD, Speaker
from tests.gate.console.conftest import new_case


class TestList:
    """GET /api/console/orders."""

    def test_says_what_it_is_about(self, fangsu: Speaker, order: str) -> None:
        [line] = fangsu.get("console/orders").body["orders"]
        assert (line["about"], line["kind"]["zh"], line["person"]) == ("望潮路 19 号 3 幢", "装机单", None)

    @pytest.mark.parametrize("q", ["Z-09", "望潮路", "陆鸣"])
    def test_found_by_number_words_and_person(self, fangsu: Speaker, order: str, q: str) -> None:
        fangsu.post(f"console/cases/{order}/give", {"key": "g1", "person": "lumingchuan", "seen": None})
        assert [one["id"] for one in fangsu.get(f"console/orders?q={q}").body["orders"]] == [order]

    def test_nonsense_gets_the_nearest(self, fangsu: Speaker, order: str) -> None:
        found = fangsu.get("console/orders?q=Z-0991").body
        assert (found["orders"], found["nearest"]) == ([], ["Z-0901"])

    def test_percent_is_a_letter(self, fangsu: Speaker, order: str) -> None:
        assert fangsu.get("console/orders?q=%25号").body["orders"] == []

    def test_by_clause(self, fangsu: Speaker, order: str) -> None:
        late = act(order, "order_received", "r1", data={"order_no": "Z-0901"}, at="2026-10-12T08:00:00+08:00")
        Speaker("lumingchuan")
        fangsu.post(f"console/cases/{order}/give", {"key": "g1", "person": "lumingchuan", "seen": None})
        Speaker("lumingchuan").post("acts", {"acts": [late]})
        wanted = "console/orders?clause=home-broadband/5.1&verdict="
        assert [one["id"] for one in fangsu.get(wanted + "breached").body["orders"]] == [order]
        assert fangsu.get(wanted + "pending").body["orders"] == []

    def test_a_limit_that_passed_since_is_broken_in_the_list(
        self, fangsu: Speaker, lumingchuan: Speaker, order: str
    ) -> None:
        from doorstep.record import clock

        fangsu.post(f"console/cases/{order}/give", {"key": "g1", "person": "lumingchuan", "seen": None})
        taken = act(order, "order_received", "r1", data={"order_no": "Z-0901"})
        assert lumingchuan.post("acts", {"acts": [taken]}).body["results"][0].get("receipt")
        by_clause = "console/orders?clause=home-broadband/5.1&verdict="
        [before] = fangsu.get("console/orders").body["orders"]
        assert (before["breached"], before["overdue"]) == (0, False)
        assert fangsu.get("console/orders?breached=true").body["total"] == 0
        assert fangsu.get("console/orders?breached=false").body["total"] == 1
        assert fangsu.get(by_clause + "pending").body["total"] == 1
        with clock.set_to(clock.now() + timedelta(minutes=16)):  # the customer was to be called by 09:15
            [after] = fangsu.get("console/orders").body["orders"]
            assert (after["breached"], after["pending"], after["overdue"]) == (1, before["pending"] - 1, True)
            assert after["due"]["limit"] == "2026-10-12 09:15"
            assert fangsu.get("console/orders?breached=true").body["total"] == 1
            assert fangsu.get("console/orders?breached=false").body["total"] == 0
            assert fangsu.get(by_clause + "breached").body["total"] == 1
            assert fangsu.get(by_clause + "pending").body["total"] == 0

    def test_within_reach(self, shenyizhou: Speaker, order: str) -> None:
        assert shenyizhou.get("console/orders").body["orders"] == []

    @pytest.mark.parametrize("query", ["due=soonish", "verdict=bad", "state=x"])
    def test_bad_filter(self, fangsu: Speaker, query: str) -> None:
        assert fangsu.get(f"console/orders?{query}").status == 422


class TestPage:
    """GET /api/console/cases/…."""

    def test_everything_in_one(self, fangsu: Speaker, order: str) -> None:
        page = fangsu.get(f"console/cases/{order}").body
        assert page["people"] == {"fangsu": "方素"}
        assert [one["act"] for one in page["timeline"]] == ["case.opened"]
        assert page["judged"][0]["standard"] == "home-broadband"
        assert page["facts"]["phone"] == "****0501"

    def test_is_what_is_described(self, fangsu: Speaker, order: str) -> None:
        from doorstep.gate.api.console_orders import OrderShown

        page = fangsu.get(f"console/cases/{order}").body
        assert json.loads(OrderShown.model_validate(page).model_dump_json()) == page

    def test_units(self, fangsu: Speaker) -> None:
        facts = {
            "hotel": "栎园大酒店",
            "upscale_hotel": False,
            "rooms": ["0801", "0802"],
            "reply_limit": "1 working day",
        }
        hotel = [{"standard": "hotel-iptv", "kind": "installation"}]
        case = fangsu.post("cases", new_case("H-1", standards=hotel, facts=facts)).body["case"]
        refused = {
            "key": "a1",
            "case": case,
            "act": "consent_refused",
            "at": "2026-10-12T08:45:00+08:00",
            "by": "guest",
        }
        answer = fangsu.post("acts", {"acts": [{**refused, "data": {"room": "0802", "guest_reaction": "said_no"}}]})
        assert answer.body["results"][0].get("receipt"), answer.body
        tiles = {one["unit"]: one["state"] for one in fangsu.get(f"console/cases/{case}").body["tiles"]}
        assert tiles == {"0801": "todo", "0802": "later"}

    def test_out_of_reach(self, shenyizhou: Speaker, order: str) -> None:
        assert shenyizhou.get(f"console/cases/{order}").refused == (403, "not_allowed")


class TestFeed:
    """GET /api/console/feed."""

    def test_from_its_end(self, fangsu: Speaker, shenyizhou: Speaker, order: str) -> None:
        last = fangsu.get("console/feed").body["last"]
        fangsu.post(f"console/cases/{order}/give", {"key": "g1", "person": "lumingchuan", "seen": None})
        [change] = fangsu.get(f"console/feed?after={last}").body["changes"]
        assert (change["case"], change["act"], change["actor"]) == (order, "case.assigned", "fangsu")
        assert "data" not in change
        assert shenyizhou.get(f"console/feed?after={last}").body["changes"] == []


class TestForms:
    """The form of a new order and amendments."""

    def test_facts_of_two_standards(self, fangsu: Speaker, order: str) -> None:
        both = [
            {"standard": "home-broadband", "kind": "installation"},
            {"standard": "technician-conduct", "kind": "installation"},
        ]
        form = fangsu.post("console/order-form", {"standards": both}).body
        names = [one["name"] for one in form["facts"]]
        assert {"product", "address", "order_no", "area"} <= set(names)
        assert next(one for one in form["facts"] if one["name"] == "product")["required"]
        assert form["number"] == "Z-0902"

    def test_standards_that_cannot_share(self, fangsu: Speaker) -> None:
        both = [
            {"standard": "hotel-iptv", "kind": "installation"},
            {"standard": "enterprise-it", "kind": "installation"},
        ]
        assert fangsu.post("console/order-form", {"standards": both}).status == 422

    def test_unknown_standard(self, fangsu: Speaker) -> None:
        answer = fangsu.post("console/order-form", {"standards": [{"standard": "hotel", "kind": "x"}]})
        assert answer.error["path"] == "standards[0]"

    def test_masked_values_stay(self, fangsu: Speaker, order: str) -> None:
        fangsu.post(f"console/cases/{order}/give", {"key": "g1", "person": "lumingchuan", "seen": None})
        lu = Speaker("lumingchuan")
        called = act(
            order, "customer_called", "c1", data={"phone": "13900000501", "purpose": "appointment", "reached": True}
        )
        [answer] = lu.post("acts", {"acts": [called]}).body["results"]
        change = {"key": "k1", "act": answer["receipt"]["id"], "changes": {"reached": False}, "reason": "点错"}
        assert lu.post(f"console/cases/{order}/amendments", change).status == 200
        from doorstep.record.history import history

        new = [one.data["with"]["data"] for one in history(order).acts if one.envelope.act == "act.replaced"]
        assert new == [{"phone": "13900000501", "purpose": "appointment", "reached": False}]

    def test_reason_is_needed(self, fangsu: Speaker, order: str) -> None:
        change = {"key": "k1", "act": "x", "changes": {}, "reason": ""}
        assert fangsu.post(f"console/cases/{order}/amendments", change).status == 422


class TestSeal:
    """GET /api/console/cases/…/seal."""

    def test_before_and_after(self, fangsu: Speaker, order: str) -> None:
        from doorstep.record import seal

        before = fangsu.get(f"console/cases/{order}/seal").body
        assert (before["acts"], before["sealed"], before["faults"]) == (1, 0, [])
        seal.seal_changes()
        after = fangsu.get(f"console/cases/{order}/seal").body
        assert (after["sealed"], after["sealed_at"], after["faults"]) == (1, "2026-10-12 09:00", [])

    def test_altered_act_is_named(self, fangsu: Speaker, order: str) -> None:
        from doorstep.record.sql import run

        run("UPDATE record_act SET text = REPLACE(text, 'Z-0901', 'Z-0909')")
        [fault, *_] = fangsu.get(f"console/cases/{order}/seal").body["faults"]
        assert fault["message"]


class TestSession:
    """POST and DELETE /api/session."""

    def browser(self) -> Any:
        from django.test import Client

        client = Client(enforce_csrf_checks=True)
        client.get("/console/")
        return client

    def send(self, client: Any, body: dict[str, str], *, csrf: bool = True) -> Any:
        token = client.cookies["doorstep-csrf"].value if csrf and "doorstep-csrf" in client.cookies else ""
        return client.post(
            "/api/session", json.dumps(body), content_type="application/json", headers={"X-CSRFToken": token}
        )

    @pytest.fixture(autouse=True)
    def built(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
        from doorstep.gate.console import page

        (tmp_path / "index.html").write_text("<!doctype html>")
        monkeypatch.setattr(page, "BUILT", tmp_path / "index.html")

    def test_in_and_out(self, office: Any) -> None:
        client = self.browser()
        answer = self.send(client, {"username": "fangsu", "password": PASSWORD})
        assert (answer.status_code, answer.json()["display_name"]) == (200, "方素")
        assert client.get("/api/me").status_code == 200
        token = client.cookies["doorstep-csrf"].value
        assert client.delete("/api/session", headers={"X-CSRFToken": token}).status_code == 204
        assert client.get("/api/me").status_code == 401

    def test_wrong_name_and_wrong_password_alike(self, office: Any) -> None:
        answers = [
            self.send(self.browser(), {"username": name, "password": "nonsense"}) for name in ("fangsu", "nobody")
        ]
        assert [(one.status_code, one.json()["error"]["message"]) for one in answers] == [(403, "用户名或密码不对")] * 2

    def test_needs_the_pages_cookie(self, office: Any) -> None:
        answer = self.send(self.browser(), {"username": "fangsu", "password": PASSWORD}, csrf=False)
        assert (answer.status_code, answer.json()["error"]["code"]) == (403, "csrf")

    def test_every_address_is_the_page(self, office: Any) -> None:
        client = self.browser()
        for path in ("/console/", "/console/orders", "/console/orders/abc?clause=x/1.2", "/console/nothing/here"):
            assert client.get(path).content == b"<!doctype html>"
        assert client.get("/console").headers["Location"] == "/console/"
