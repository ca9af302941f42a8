"""The one shape of every error, and every bad input with its place."""

from __future__ import annotations

import re
from importlib import resources
from typing import Any

import pytest

from tests.gate.api.conftest import new_case
from tests.gate.api.people import Speaker


def nested(depth: int) -> bytes:
    """A body with a value nested so deep."""
    return b'{"facts": ' + b"[" * depth + b"]" * depth + b"}"


BAD_JSON = {
    "no JSON": (b"{", "json.syntax", None),
    "no UTF-8": (b'{"key": "\xff"}', "json.encoding", None),
    "doubled key": (b'{"key": "a", "key": "b"}', "json.doubled", "key"),
    "doubled inner key": (b'{"facts": {"a": [{"b": 1, "b": 2}]}}', "json.doubled", "facts.a[0].b"),
    "NUL": (b'{"facts": {"customer": "a\\u0000b"}}', "json.nul", "facts.customer"),
    "lone surrogate": (b'{"facts": {"customer": "\\ud800"}}', "json.surrogate", "facts.customer"),
    "surrogate in a key": (b'{"facts": {"\\udfff": 1}}', "json.surrogate", "facts.\ufffd"),
    "NaN": (b'{"facts": {"n": NaN}}', "json.constant", "facts.n"),
    "Infinity": (b'{"facts": {"n": [1, -Infinity]}}', "json.constant", "facts.n[1]"),
    "1e400": (b'{"facts": {"n": 1e400}}', "json.number", "facts.n"),
    "a huge whole number": (b'{"facts": {"n": 9007199254740993}}', "json.number", "facts.n"),
    "5,000 digits": (b'{"facts": {"n": ' + b"9" * 5000 + b"}}", "json.number", "facts.n"),
    "too deep": (nested(40), "json.deep", "facts" + "[0]" * 32),
    "far too deep": (nested(100_000), "json.deep", None),
}


@pytest.mark.parametrize("name", BAD_JSON)
def test_bad_json(fangsu: Speaker, name: str) -> None:
    body, code, path = BAD_JSON[name]
    answer = fangsu.post("cases", raw=body)
    assert (*answer.refused, answer.error["path"]) == (422, code, path)


BAD_BODIES: dict[str, tuple[Any, str, str]] = {
    "no body": (None, "missing", ""),
    "a list": ([], "not_object", ""),
    "a missing key": ({k: v for k, v in new_case().items() if k != "number"}, "missing", "number"),
    "a strange key": (new_case(nummer="Z-1"), "unknown_key", "nummer"),
    "a naive time": (new_case(at="2026-10-12T08:30:00"), "moment", "at"),
    "a time as a number": (new_case(at=1760229000), "moment", "at"),
    "a day for a time": (new_case(at="2026-10-12"), "moment", "at"),
    "a number for a text": (new_case(number=901), "not_text", "number"),
    "an empty text": (new_case(number=""), "text_empty", "number"),
    "a key with a space": (new_case(key="a b"), "text_form", "key"),
    "no standards": (new_case(standards=[]), "list_too_short", "standards"),
    "a text for an object": (new_case(facts="none"), "not_object", "facts"),
    "a bool for a text": (new_case(place=True), "not_text", "place"),
    "no such place": (new_case(place="chengnam"), "people.unknown_place", ""),
}


@pytest.mark.parametrize("name", BAD_BODIES)
def test_bad_body(fangsu: Speaker, name: str) -> None:
    body, code, path = BAD_BODIES[name]
    answer = fangsu.post("cases", body)
    assert (*answer.refused, answer.error["path"] or "") == (422, code, path)


def test_bool_for_a_number(lumingchuan: Speaker) -> None:
    answer = lumingchuan.post("files", {"hash": "a" * 64, "size": True, "media_type": "image/jpeg"})
    assert (*answer.refused, answer.error["path"]) == (422, "not_whole", "size")


def test_too_large(fangsu: Speaker) -> None:
    answer = fangsu.post("cases", new_case(facts={"remark": "x" * 2**20}))
    assert answer.refused == (413, "too_large")
    assert answer.error["values"] == {"most": 2**20}


def test_not_let_in(office: object) -> None:
    nobody = Speaker("")
    answer = nobody.get("cases")
    assert answer.refused == (401, "not_let_in")
    assert answer.headers["WWW-Authenticate"] == "Bearer"
    for wrong in ("dst_wrong", "Basic abc", "é"):
        nobody.token = wrong
        assert nobody.get("cases").refused == (401, "not_let_in")


def test_no_such_address(an: Speaker) -> None:
    assert an.get("nothing/here").refused == (404, "not_found")


def test_method(an: Speaker) -> None:
    answer = an.ask("DELETE", "cases")
    assert answer.refused == (405, "method")
    assert answer.headers["Allow"] == "GET, POST"


def test_nul_in_the_address(an: Speaker) -> None:
    assert an.get("cases/a%00b").refused == (422, "json.nul")
    assert an.get("staff?q=%00").refused == (422, "json.nul")


def test_a_fault_of_ours(an: Speaker, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    """What we did not foresee is answered in the one shape, tells nothing of the inside, and is logged."""
    from doorstep.gate.api import cases

    def broken(*_: object) -> None:
        raise RuntimeError("a secret of the inside")

    monkeypatch.setattr(cases, "reach", broken)
    answer = an.get("cases")
    assert answer.refused == (500, "internal")
    assert "secret" not in str(answer.body)
    assert "a secret of the inside" in caplog.text


def test_both_languages(fangsu: Speaker) -> None:
    fangsu.language = "en-GB,en;q=0.9"
    assert fangsu.post("cases", {}).error["message"] == "this must be given"
    fangsu.language = "fr, zh-CN;q=0.5"
    assert fangsu.post("cases", {}).error["message"] == "这一处必须写"


def test_catalogues_agree() -> None:
    """Both catalogues have the same codes with the same values."""
    from doorstep.gate.api.errors import texts

    zh, en = texts("zh"), texts("en")
    assert set(zh) == set(en)
    for code in zh:
        assert set(re.findall(r"{(.*?)}", zh[code])) == set(re.findall(r"{(.*?)}", en[code])), code


def test_every_code_is_worded() -> None:
    """Each code that the API raises by itself stands in the catalogue."""
    from doorstep.gate.api.errors import texts

    folder = resources.files("doorstep.gate.api")
    sources = [one.read_text(encoding="utf-8") for one in folder.iterdir() if one.name.endswith(".py")]
    raised = {code for text in sources for code in re.findall(r'ApiError\(\s*"([a-z_.]+)"', text)}
    worded_elsewhere = {"house_act", "import_refused"}
    assert raised - worded_elsewhere <= set(texts("en"))
