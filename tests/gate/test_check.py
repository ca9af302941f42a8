"""The page on which anybody checks the code of a printed record: found, unknown, no code, too often; nothing personal in it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from django.test import Client

from doorstep.gate.door import limits
from doorstep.record.history import history
from doorstep.work.papers import signed_record
from tests.gate.api.conftest import FACTS
from tests.gate.api.people import Speaker
from tests.gate.api.test_door_links import signing


@pytest.fixture(autouse=True)
def _not_counted() -> Iterator[None]:
    limits.forget()
    yield
    limits.forget()


@pytest.fixture
def code(case: str, lumingchuan: Speaker) -> str:
    """The code of a signed home installation."""
    shown = lumingchuan.get(f"cases/{case}/statement").body
    found: str = lumingchuan.post(f"cases/{case}/signatures", signing(shown)).body["code"]
    return found


def read(address: str, lang: str = "zh") -> tuple[int, str]:
    browser = Client()
    browser.cookies["doorstep-language"] = lang
    answer = browser.get(address, follow=True)
    return answer.status_code, answer.content.decode()


@pytest.mark.parametrize(("lang", "said"), [("zh", "有这份签名记录"), ("en", "is the code of a signed record")])
def test_a_code_says_when_and_for_what_order_and_nothing_personal(code: str, lang: str, said: str) -> None:
    status, page = read(f"/check/{code}", lang)
    assert status == 200
    for text in (code, said, "2026-10-12 09:00", "Z-**01"):
        assert text in page
    personal = ("Z-0901", "陆鸣川", "lumingchuan", FACTS["customer"], FACTS["phone"], FACTS["address"])
    assert [text for text in personal if str(text) in page] == []


def test_a_typed_code_leads_to_its_address(code: str) -> None:
    answer = Client().get("/check", {"code": f" {code.replace('-', ' ').lower()} "})
    assert (answer.status_code, answer.headers["Location"]) == (302, f"/check/{code}")
    assert Client().get(f"/check/{code.lower()}").headers["Location"] == f"/check/{code}"


@pytest.mark.parametrize(
    ("lang", "said"), [("zh", "没有这个核验码的签名记录"), ("en", "is the code of no signed record")]
)
def test_an_unknown_code_is_said_to_be_unknown(code: str, lang: str, said: str) -> None:
    status, page = read("/check/0000-0000", lang)
    assert (status, said in page, "0000-0000" in page) == (404, True, True)


@pytest.mark.parametrize("typed", ["123", "4F7K-20QU", "<script>alert(1)</script>", "栎园", "%00", "x" * 500])
def test_what_is_no_code_is_said_to_be_none(code: str, typed: str) -> None:
    status, page = read(f"/check?code={typed}")
    assert "<script>alert" not in page
    assert (status, "不是核验码" in page) == ((422, False) if typed == "%00" else (404, True))


def test_the_form_stands_there_without_a_code(office: object) -> None:
    status, page = read("/check")
    assert (status, 'name="code"' in page, 'role="alert"' in page) == (200, True, False)
    assert 'href="/check"' in read("/")[1]


def test_nobody_asks_without_end(code: str) -> None:
    answers = [read(f"/check/{code}") for _ in range(limits.READS + 1)]
    assert [status for status, _ in answers] == [200] * limits.READS + [429]
    assert "太" in answers[-1][1]
    assert read("/check")[0] == 200
    elsewhere = Client(REMOTE_ADDR="203.0.113.9").get(f"/check/{code}")
    assert elsewhere.status_code == 200


def test_it_is_not_for_search_engines_and_not_kept(code: str) -> None:
    answer = Client().get(f"/check/{code}")
    assert answer.headers["X-Robots-Tag"] == "noindex, nofollow"
    assert "no-store" in answer.headers["Cache-Control"]
    assert Client().post(f"/check/{code}").status_code == 405


def test_the_paper_carries_the_address_as_text_and_as_a_qr_code(
    case: str, code: str, lumingchuan: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOORSTEP_ADDRESS", "https://door.example")
    paper = lumingchuan.get(f"cases/{case}/paper").content
    assert paper == signed_record(history(case), address="https://door.example")
    assert paper != signed_record(history(case))
    assert re.match(rb"%PDF", paper)
