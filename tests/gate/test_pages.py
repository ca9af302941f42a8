"""The plain pages: start, log-in and log-out, one's password, the list of orders, one order, the report; both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from tests.gate.api.conftest import act, new_case
from tests.gate.api.people import PASSWORD, Speaker
from tests.record.stores import Store


def entered(username: str) -> Client:
    """A browser in which somebody is logged in."""
    browser = Client()
    answer = browser.post("/log-in", {"username": username, "password": PASSWORD})
    assert answer.status_code == 302, answer.content
    return browser


def text(answer: Any) -> str:
    """The page."""
    found: str = answer.content.decode()
    return found


class TestEntrance:
    """Start, log-in, log-out."""

    def test_start_for_nobody(self, office: Store) -> None:
        page = text(Client().get("/"))
        assert 'lang="zh-CN"' in page
        assert "登录" in page
        assert 'href="/orders"' not in page

    def test_log_in_and_out(self, office: Store) -> None:
        browser = entered("fangsu")
        page = text(browser.get("/"))
        assert "方素" in page
        assert 'href="/orders"' in page
        browser.post("/log-out")
        assert 'href="/orders"' not in text(browser.get("/"))

    def test_wrong_and_locked(self, office: Store) -> None:
        browser = Client()
        for _ in range(5):
            answer = browser.post("/log-in", {"username": "fangsu", "password": "wrong"})
            assert (answer.status_code, "用户名或密码不对" in text(answer)) == (401, True)
        locked = browser.post("/log-in", {"username": "fangsu", "password": PASSWORD})
        assert (locked.status_code, "15 分钟" in text(locked)) == (401, True)

    def test_goes_where_one_wanted(self, office: Store) -> None:
        browser = Client()
        assert browser.get("/orders").headers["Location"] == "/log-in?next=/orders"
        wanted = {"username": "fangsu", "password": PASSWORD, "next": "/orders"}
        assert browser.post("/log-in", wanted).headers["Location"] == "/orders"

    @pytest.mark.parametrize(
        "goal", ["https://elsewhere.example/", "//elsewhere.example/", "javascript:alert(1)", "\\\\x"]
    )
    def test_never_elsewhere(self, office: Store, goal: str) -> None:
        answer = Client().post("/log-in", {"username": "fangsu", "password": PASSWORD, "next": goal})
        assert answer.headers["Location"] == "/"

    def test_the_switch_of_language_comes_back_to_the_page(self, office: Store) -> None:
        page = text(Client().get("/log-in?next=/orders"))
        assert 'name="next" value="/log-in?next=/orders"' in page

    def test_forms_need_their_token(self, office: Store) -> None:
        browser = Client(enforce_csrf_checks=True)
        answer = browser.post("/log-in", {"username": "fangsu", "password": PASSWORD})
        assert (answer.status_code, "页面已过期" in text(answer)) == (403, True)

    def test_the_api_by_cookie_needs_it_too(self, office: Store, settings: Any) -> None:
        browser = Client(enforce_csrf_checks=True)
        token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', text(browser.get("/log-in")))
        assert token
        form = {"username": "fangsu", "password": PASSWORD, "csrfmiddlewaretoken": token[1]}
        assert browser.post("/log-in", form).status_code == 302
        assert browser.get("/api/me").json()["source"] == "session"
        bare = browser.post("/api/cases", new_case(), content_type="application/json")
        assert (bare.status_code, bare.json()["error"]["code"]) == (403, "csrf")
        sent = {"X-CSRFToken": browser.cookies[settings.CSRF_COOKIE_NAME].value}
        assert browser.post("/api/cases", new_case(), content_type="application/json", headers=sent).status_code == 201

    def test_first_password(self, office: Store) -> None:
        from doorstep.people.accounts import account, set_password

        set_password(account("fangsu"), "first-password-9", by="an")
        browser = Client()
        answer = browser.post("/log-in", {"username": "fangsu", "password": "first-password-9"})
        assert answer.headers["Location"] == "/password"
        weak = browser.post("/password", {"old": "first-password-9", "new": "1234"})
        assert (weak.status_code, "密码" in text(weak)) == (422, True)
        done = browser.post("/password", {"old": "first-password-9", "new": PASSWORD})
        assert done.status_code == 302
        assert browser.get("/orders").status_code == 200

    def test_a_changed_password_ends_other_sessions(self, office: Store) -> None:
        from doorstep.people.accounts import account, set_password

        browser = entered("fangsu")
        set_password(account("fangsu"), "another-password-9", by="an")
        assert browser.get("/orders").status_code == 302

    def test_english(self, office: Store) -> None:
        browser = Client()
        answer = browser.post("/language", {"language": "en", "next": "/log-in"})
        assert answer.headers["Location"] == "/log-in"
        page = text(browser.get("/"))
        assert 'html lang="en"' in page
        assert "Log in" in page

    def test_no_such_page(self, office: Store) -> None:
        answer = Client().get("/nothing")
        assert (answer.status_code, "没有这个地址" in text(answer)) == (404, True)


class TestOrders:
    """The list and one order."""

    @pytest.fixture
    def breached(self, lumingchuan: Speaker, case: str) -> str:
        """The case, with a breach and an outsider's act."""
        acts = [
            act(case, "order_received", "a-1"),
            act(case, "departed", "a-2"),
            act(case, "entry_granted", "a-3", by="customer", at="2026-10-12T08:55:00+08:00"),
        ]
        assert {one["error"] for one in lumingchuan.post("acts", {"acts": acts}).body["results"]} == {None}
        return case

    def test_list(self, fangsu: Speaker, breached: str) -> None:
        page = text(entered("fangsu").get("/orders"))
        for shown in ("Z-0901", "装机单", "城南", "陆鸣川", "✕ 违反"):
            assert shown in page

    def test_within_reach(self, breached: str) -> None:
        browser = entered("shenyizhou")
        assert "Z-0901" not in text(browser.get("/orders"))
        assert browser.get(f"/orders/{breached}").status_code == 403
        assert entered("hezhiqiu").get("/orders").status_code == 403

    def test_filters(self, breached: str) -> None:
        browser = entered("fangsu")
        assert "Z-0901" in text(browser.get("/orders?q=0901&breached=true"))
        assert "Z-0901" not in text(browser.get("/orders?q=0902"))
        nonsense = text(browser.get("/orders?state=lost&q=0901"))
        assert "Z-0901" in nonsense
        assert "没有采用：state" in nonsense

    def test_order(self, breached: str) -> None:
        page = text(entered("fangsu").get(f"/orders/{breached}"))
        for shown in ("Z-0901", "****0501", "周**", "接到工单", "代录", "补录", "时间线"):
            assert shown in page, shown
        assert "13900000501" not in page

    def test_no_key_is_shown(self, breached: str) -> None:
        """No key, no snake_case word, in either language."""
        browser = entered("fangsu")
        for language in ("zh", "en"):
            browser.post("/language", {"language": language})
            for address in ("/", "/orders", f"/orders/{breached}", "/password"):
                page = re.sub(r"<(style|script).*?</\1>|<[^>]+>", " ", text(browser.get(address)), flags=re.DOTALL)
                page = page.replace("/api/openapi.json", "").replace(breached, "")
                assert re.findall(r"\b[a-z]+_[a-z_]+\b|\b[a-z]+\.[a-z]+\b", page) == [], (language, address)

    def test_english_order(self, breached: str) -> None:
        browser = entered("fangsu")
        browser.post("/language", {"language": "en"})
        page = text(browser.get(f"/orders/{breached}"))
        for shown in ("Order opened", "late entry", "Breached", "Timeline"):
            assert shown in page, shown


class TestReport:
    """The audit report, where one was built."""

    def test_none(self, an: Speaker) -> None:
        assert an.get("/report/").status == 404
        assert 'href="/report/"' not in text(entered("an").get("/"))

    def test_there(self, an: Speaker, stranger: Speaker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        (tmp_path / "report.html").write_text("<p>report</p>", encoding="utf-8")
        (tmp_path / "breaches.xlsx").write_bytes(b"PK")
        monkeypatch.setenv("DOORSTEP_REPORT", str(tmp_path))
        assert 'href="/report/"' in text(entered("an").get("/"))
        assert an.get("/report/").content == b"<p>report</p>"
        assert an.get("/report/breaches.xlsx").content == b"PK"
        assert an.get("/report/rejected.xlsx").status == 404
        assert an.get("/report/../doorstep.sqlite3").status == 404
        assert stranger.get("/report/").status == 403


def test_colours_are_the_report_s() -> None:
    """The pages and the report have one look."""
    from doorstep.gate import audit, pages

    def colours(path: Path) -> list[str]:
        found = re.search(r":root \{(.*?)\}", path.read_text(encoding="utf-8"), re.DOTALL)
        assert found
        return sorted(re.findall(r"--\w+: #\w+", found[1]))

    mine = Path(str(pages.__file__)).parent / "static/pages/pages.css"
    assert colours(mine) == colours(Path(str(audit.__file__)).parent / "report/report.css")


def test_texts_agree() -> None:
    """Both catalogues of the pages have the same keys."""
    from doorstep.gate.pages.words import texts

    assert set(texts("zh")) == set(texts("en"))
