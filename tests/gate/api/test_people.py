"""Me, tokens, staff, places, certificates; unmasking and forgetting; case files."""

from __future__ import annotations

import io
import zipfile

from tests.gate.api.conftest import act, new_case
from tests.gate.api.people import Speaker


class TestMe:
    """GET me."""

    def test_posts_and_reach(self, fangsu: Speaker) -> None:
        me = fangsu.get("me").body
        assert (me["username"], me["display_name"], me["source"]) == ("fangsu", "方素", "token")
        assert [(one["post"], one["place"]) for one in me["posts"]] == [("dispatcher", "chengnan")]
        assert me["permissions"]["case.assign"] == {
            "everything": False,
            "paths": ["/lanjiang/linxi/chengnan/"],
            "own": "fangsu",
        }
        assert "export.all" not in me["permissions"]

    def test_stranger(self, stranger: Speaker) -> None:
        me = stranger.get("me").body
        assert (me["posts"], me["permissions"]) == ([], {})


class TestTokens:
    """Tokens: listed, made, revoked."""

    def test_made_used_revoked(self, fangsu: Speaker) -> None:
        made = fangsu.post("tokens", {"name": "排班系统", "days": 30})
        assert made.status == 201
        other = Speaker("")
        other.token = made.body["secret"]
        assert other.get("me").body["username"] == "fangsu"
        assert made.body["secret"] not in str(fangsu.get("tokens").body)
        assert fangsu.ask("DELETE", f"tokens/{made.body['id']}").status == 204
        assert other.get("me").refused == (401, "not_let_in")

    def test_of_another(self, an: Speaker, fangsu: Speaker) -> None:
        wanted = {"name": "手机", "days": 30, "account": "lumingchuan"}
        assert fangsu.post("tokens", wanted).refused == (403, "not_allowed")
        made = an.post("tokens", wanted)
        assert made.body["account"] == "lumingchuan"
        assert fangsu.ask("DELETE", f"tokens/{made.body['id']}").refused == (403, "not_allowed")
        assert made.body["id"] not in [one["id"] for one in fangsu.get("tokens").body["tokens"]]
        assert made.body["id"] in [one["id"] for one in an.get("tokens").body["tokens"]]

    def test_bad(self, an: Speaker) -> None:
        assert an.post("tokens", {"name": "x", "days": 0}).refused == (422, "too_small")
        assert an.post("tokens", {"name": "x", "days": 30, "account": "nobody"}).refused == (
            404,
            "people.unknown_account",
        )
        assert an.ask("DELETE", "tokens/987654").refused == (404, "no_such_token")
        assert an.ask("DELETE", "tokens/99999999999999999999").refused == (404, "no_such_token")


class TestStaff:
    """Staff, places, certificates."""

    def test_within_reach(self, an: Speaker, fangsu: Speaker, lumingchuan: Speaker) -> None:
        def names(speaker: Speaker) -> list[str]:
            return [one["username"] for one in speaker.get("staff").body["staff"]]

        assert names(fangsu) == ["fangsu", "lumingchuan"]
        assert names(lumingchuan) == ["lumingchuan"]
        assert set(names(an)) == {"an", "fangsu", "lumingchuan", "shenyizhou", "hezhiqiu"}

    def test_filters(self, an: Speaker) -> None:
        assert [o["username"] for o in an.get("staff?place=chengbei").body["staff"]] == ["shenyizhou"]
        assert [o["username"] for o in an.get("staff?q=4017").body["staff"]] == ["lumingchuan"]
        assert an.get("staff?place=chengbey").refused == (422, "people.unknown_place")

    def test_one(self, fangsu: Speaker) -> None:
        member = fangsu.get("staff/lumingchuan").body
        assert member["posts"] == [{"post": "technician", "place": "chengnan"}]
        assert member["certificates"] == member["staff_files"] == []
        assert fangsu.get("staff/shenyizhou").refused == (403, "not_allowed")
        assert fangsu.get("staff/nobody").refused == (404, "people.unknown_account")

    def test_certificates(self, an: Speaker) -> None:
        from datetime import date

        from doorstep.people.accounts import account
        from doorstep.people.models import Certificate

        until = date(2026, 11, 1)
        Certificate.objects.create(
            account=account("lumingchuan"), key="post_certificate", valid_until=until, case="c", act="a"
        )
        assert an.get("certificates?days=60").body["certificates"][0]["valid_until"] == "2026-11-01"
        assert an.get("certificates?days=1").body["certificates"] == []

    def test_tree(self, lumingchuan: Speaker) -> None:
        found = lumingchuan.get("places").body["places"]
        assert [one["key"] for one in found] == ["lanjiang", "linxi", "chengbei", "chengnan"]
        assert found[-1]["parent"] == "linxi"


class TestStaffFiles:
    """A staff file certifies its person, and an assignment copies that into the case."""

    def test_certified_and_copied(self, an: Speaker, fangsu: Speaker, case: str) -> None:
        from doorstep.people.accounts import account
        from doorstep.people.holdings import give_post

        give_post(account("fangsu"), "manager", "chengnan", by="root")
        keeper = Speaker("fangsu")
        standards = [{"standard": "home-broadband", "kind": "staff_file"}]
        facts = {"person": "陆鸣川", "gender": "male"}
        new = new_case("SF-4017", standards=standards, facts=facts, person="lumingchuan", customer="staff:lumingchuan")
        opened = keeper.post("cases", new)
        assert opened.status == 201, opened.body
        data = {
            "person": "陆鸣川",
            "certificate": "post_certificate",
            "granted_on": "2026-01-01",
            "valid_until": "2026-11-30",
        }
        done = act(opened.body["case"], "certificate_granted", "c-1", by="certifier", data=data)
        assert keeper.post("acts", {"acts": [done]}).body["results"][0]["error"] is None
        member = an.get("staff/lumingchuan").body
        assert member["staff_files"] == [opened.body["case"]]
        assert [(one["key"], one["valid_until"]) for one in member["certificates"]] == [
            ("post_certificate", "2026-11-30")
        ]
        given = keeper.post(f"cases/{case}/assignment", {"key": "give-9", "person": "lumingchuan"})
        assert [one["act"] for one in given.body["copied"]] == ["certificate_granted"]
        void = act(opened.body["case"], "act.voided", "c-2", data={"act_key": "c-1", "reason": "证件号不对"})
        assert keeper.post("acts", {"acts": [void]}).body["results"][0]["error"] is None
        assert an.get("staff/lumingchuan").body["certificates"] == []

    def test_no_staff_file(self, fangsu: Speaker) -> None:
        answer = fangsu.post("cases", new_case(person="lumingchuan"))
        assert (*answer.refused, answer.error["path"]) == (422, "no_staff_file", "person")


class TestPersonal:
    """Unmasking and forgetting."""

    def test_unmasked_and_recorded(self, lumingchuan: Speaker, case: str) -> None:
        from doorstep.people.models import AuditRow

        answer = lumingchuan.post(f"cases/{case}/unmask", {"fields": ["facts.phone"]})
        assert answer.body == {"fields": {"facts.phone": "13900000501"}, "recorded": True}
        row = AuditRow.objects.get(what="personal.unmasked")
        assert (row.actor, row.subject, row.after) == ("lumingchuan", case, {"fields": ["facts.phone"]})

    def test_nothing_there(self, lumingchuan: Speaker, case: str) -> None:
        from doorstep.people.models import AuditRow

        answer = lumingchuan.post(f"cases/{case}/unmask", {"fields": ["facts.phone", "facts.product"]})
        assert (*answer.refused, answer.error["path"]) == (422, "unmask_unknown", "fields[1]")
        assert not AuditRow.objects.filter(what="personal.unmasked").exists()

    def test_administrator_may_not(self, an: Speaker, case: str) -> None:
        assert an.post(f"cases/{case}/unmask", {"fields": ["facts.phone"]}).refused == (403, "not_allowed")

    def test_forgotten(self, an: Speaker, fangsu: Speaker, case: str) -> None:
        assert fangsu.post(f"cases/{case}/forget").refused == (403, "not_allowed")
        assert an.post(f"cases/{case}/forget").body == {"forgotten": True}
        assert an.post(f"cases/{case}/forget").body == {"forgotten": False}
        shown = fangsu.get(f"cases/{case}").body
        assert shown["forgotten"] is True
        assert "phone" not in shown["facts"]
        changed = fangsu.post(f"cases/{case}/facts", {"key": "f", "facts": {"phone": "13900000502"}})
        assert changed.refused == (409, "forgotten")


class TestExport:
    """GET export."""

    def test_case_file(self, an: Speaker, fangsu: Speaker, case: str) -> None:
        from doorstep.people.accounts import account
        from doorstep.people.holdings import give_post
        from doorstep.people.models import AuditRow

        assert fangsu.get(f"cases/{case}/export").refused == (403, "not_allowed")
        give_post(account("fangsu"), "team_leader", "chengnan", by="root")
        plain, whole = fangsu.get(f"cases/{case}/export"), fangsu.get(f"cases/{case}/export?personal=true")
        assert (plain.status, plain.headers["Content-Type"]) == (200, "application/zip")
        for answer, there in ((plain, False), (whole, True)):
            with zipfile.ZipFile(io.BytesIO(answer.content)) as pack:
                assert ("13900000501" in pack.read("personal.jsonl").decode()) is there
        assert AuditRow.objects.filter(what="case.exported").count() == 2
        assert AuditRow.objects.filter(what="personal.unmasked").count() == 1
