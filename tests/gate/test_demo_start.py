"""The demonstration is open where an installation is not: the report without log-in, and who to log in as on the start page."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from doorstep.gate.pages.words import COOKIE
from tests.gate.test_pages import text
from tests.record.stores import Store


@pytest.fixture
def laid(office: Store, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An audit report where the demonstration lays it."""
    (tmp_path / "report.html").write_text("<html>audit</html>", encoding="utf-8")
    monkeypatch.setenv("DOORSTEP_REPORT", str(tmp_path))


def test_an_installation_is_closed(laid: None) -> None:
    assert Client().get("/report/").status_code == 302
    page = text(Client().get("/"))
    assert 'href="/report/"' not in page
    assert "<code>" not in page


@pytest.mark.parametrize(("lang", "post"), [("zh", "班长"), ("en", "eam leader")])
def test_the_demonstration_is_open(laid: None, settings: Any, lang: str, post: str) -> None:
    from doorstep.gate import seeding

    settings.DEMO = True
    browser = Client()
    browser.cookies[COOKIE] = lang
    page = text(browser.get("/"))
    for address in ("/report/", "/console/", "/field/", "/api/docs"):
        assert f'href="{address}"' in page
    assert seeding.password() in page
    assert all(f"<code>{name}</code>" in page for name in ("fangsu", "hanshu"))
    assert post in page
    report = browser.get("/report/")
    assert b"audit" in b"".join(report.streaming_content)
    report.close()


def test_only_reading_the_report_is_open(laid: None, settings: Any) -> None:
    settings.DEMO = True
    assert Client().post("/report/").status_code in (403, 405)
    assert Client().get("/orders").status_code == 302
    assert Client().get("/api/audits").status_code == 401
