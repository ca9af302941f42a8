"""The door over HTTP: only a link opens it, it sets no cookie, shows no staff, answers every fault in one shape."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from tests.record.conftest import databases
from tests.record.stores import Store
from tests.work.conftest import house

__all__ = ["databases", "house"]

SLOTS = (("2026-10-13 09:00", "2026-10-13 12:00"), ("2026-10-13 13:30", "2026-10-13 17:30"))


class Visitor:
    """Somebody with a link and a browser."""

    def __init__(self, token: str) -> None:
        from django.test import Client

        self.client = Client(enforce_csrf_checks=True, raise_request_exception=False)
        self.token = token

    def get(self, what: str = "", **headers: str) -> Any:
        return self.client.get(f"/door/api/{self.token}{what}", headers=headers)

    def post(self, what: str, body: Any, **headers: str) -> Any:
        sent = body if isinstance(body, bytes) else json.dumps(body).encode()
        return self.client.post(f"/door/api/{self.token}{what}", sent, content_type="application/json", headers=headers)


@pytest.fixture
def visits(house: Store, settings: Any, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Iterator[Any]:
    from doorstep.gate.door import limits
    from tests.work.door import visits

    settings.ALLOWED_HOSTS = ["*"]
    (tmp_path / "static").mkdir()
    settings.STATIC_ROOT = tmp_path / "static"
    monkeypatch.setenv("DOORSTEP_COMPANY_PHONE", "0571-00000001")
    limits.forget()
    visits.settle()
    yield visits
    limits.forget()


def visitor(case: str, *purposes: str, **more: Any) -> Visitor:
    from doorstep.work.door import make_link

    return Visitor(make_link(case, purposes or ("appointment", "sign", "rate"), key="l1", actor=None, **more).token)


def error(response: Any) -> tuple[int, str, str | None]:
    body = response.json()
    assert set(body) == {"error"}
    assert set(body["error"]) == {"code", "message", "path", "values"}
    assert body["error"]["message"]
    return response.status_code, body["error"]["code"], body["error"]["path"]


def signature(visits: Any, digest: str, **more: Any) -> dict[str, Any]:
    body = {"key": "key-00000001", "digest": digest, "role": "front_desk", "signer": "吴经理", "comments": "无意见"}
    return {**body, "picture": visits.drawn(), **more}


def test_a_whole_visit_by_the_link_alone(visits: Any) -> None:
    guest = visitor(visits.hotel(), slots=SLOTS)
    assert guest.get().json()["who"] == {"name": "周予安", "badge": "4017"}
    assert guest.post("/confirm", {}).json() == {"confirmed": True}
    asked = {"key": "key-00000000", "slot": list(SLOTS[1]), "reason": "full"}
    assert guest.post("/time", asked).json() == {"booked": False}
    read = guest.get("/statement").json()
    assert guest.get("/paper").status_code == 404
    signed = guest.post("/sign", signature(visits, read["digest"])).json()
    assert signed == {"code": read["code"], "digest": read["digest"]}
    assert guest.post("/sign", signature(visits, read["digest"])).json() == signed
    assert guest.post("/rate", {"score": 9, "satisfied": True}).json() == {"rated": True}
    shown = guest.get().json()
    assert shown["appointment"]["confirmed"] is True
    assert shown["sign"]["signed"]["code"] == read["code"]
    assert shown["rate"]["given"] is True
    paper = guest.get("/paper")
    assert (paper.headers["Content-Type"], paper.content[:5]) == ("application/pdf", b"%PDF-")


def test_no_cookie_and_strict_headers_on_every_answer(visits: Any) -> None:
    guest = visitor(visits.hotel())
    nobody = Visitor("nothing")
    for response in (guest.get(), guest.get("/statement"), nobody.get(), guest.client.get(f"/door/{guest.token}")):
        assert not response.cookies
        policy = response.headers["Content-Security-Policy"]
        assert "default-src 'none'" in policy
        assert "script-src 'self';" in policy
        assert "frame-ancestors 'none'" in policy
        assert response.headers["Referrer-Policy"] == "no-referrer"
        assert response.headers["Cache-Control"] == "private, no-store"
        assert "noindex" in response.headers["X-Robots-Tag"]


def test_faults_are_worded_in_the_readers_language(visits: Any) -> None:
    nobody = Visitor("A" * 59)
    assert error(nobody.get()) == (404, "door.no_link", None)
    assert "打不开" in nobody.get(**{"Accept-Language": "zh-CN"}).json()["error"]["message"]
    assert "does not open" in nobody.get(**{"Accept-Language": "en"}).json()["error"]["message"]


def test_an_expired_link_says_whom_to_ring_and_takes_one_request(visits: Any) -> None:
    from doorstep.record import clock

    guest = visitor(visits.hotel(), valid=timedelta(days=1))
    with clock.set_to(clock.now() + timedelta(days=2)):
        answer = guest.get()
        assert error(answer) == (410, "door.expired", None)
        company = {"zh": "澜江通信", "en": "Lanjiang Telecom", "phone": "0571-00000001"}
        assert answer.json()["error"]["values"] == {"company": company}
        assert guest.post("/new-link", {}).json() == {"asked": True}
        assert error(guest.post("/confirm", {})) == (410, "door.expired", None)


def test_a_link_opens_only_what_it_is_for(visits: Any) -> None:
    guest = visitor(visits.hotel(), "appointment")
    for response in (
        guest.get("/statement"),
        guest.get("/paper"),
        guest.post("/rate", {"score": 9, "satisfied": True}),
        guest.post("/sign", signature(visits, "0" * 64)),
    ):
        assert error(response)[:2] == (403, "door.other_purpose")


def test_a_text_that_changed_is_read_again(visits: Any) -> None:
    case = visits.hotel()
    guest = visitor(case)
    digest = guest.get("/statement").json()["digest"]
    visits.done(case, "account_manager", ("unit_done", {"room": "1206", "macs": ["02:00:00:00:12:06"]}))
    assert error(guest.post("/sign", signature(visits, digest))) == (409, "door.text_changed", "digest")


@pytest.mark.parametrize(
    ("what", "body", "found"),
    [
        ("/sign", b"{", (422, "json.syntax", None)),
        ("/sign", b"[]", (422, "not_object", None)),
        ("/sign", b'{"key": "a", "key": "b"}', (422, "json.doubled", "key")),
        ("/rate", b'{"score": "9"}', (422, "not_whole", "score")),
        ("/rate", b'{"stars": 5}', (422, "unknown_key", "stars")),
        ("/rate", b'{"score": 11, "satisfied": true}', (422, "door.bad_score", "score")),
        ("/time", b'{"key": "key-00000000"}', (422, "door.blank", "text")),
        ("/time", b'{"key": "../../etc"}', (422, "text_form", "key")),
        ("/time", b'{"key": "key-00000000", "slot": ["x", "y"]}', (409, "door.slot_gone", "slot")),
        ("/confirm", b'{"yes": true}', (422, "unknown_key", "yes")),
        ("/rate", b" " * 500_001, (413, "too_large", None)),
    ],
)
def test_nonsense_is_told_where_it_is_wrong(visits: Any, what: str, body: bytes, found: Any) -> None:
    status, code, path = error(visitor(visits.hotel()).post(what, body))
    assert (status, code) == found[:2]
    assert path == found[2]


def test_an_empty_signature_is_asked_for_again(visits: Any) -> None:
    guest = visitor(visits.hotel())
    digest = guest.get("/statement").json()["digest"]
    empty = signature(visits, digest, picture=visits.drawn(blank=True))
    assert error(guest.post("/sign", empty)) == (422, "door.no_strokes", "signature")


def test_a_link_is_used_so_often_a_minute_and_again_in_the_next(visits: Any) -> None:
    from doorstep.gate.door import limits
    from doorstep.record import clock

    guest = visitor(visits.hotel())
    for _ in range(limits.WRITES):
        assert guest.post("/confirm", {}).status_code == 200
    assert error(guest.post("/confirm", {})) == (429, "too_many", None)
    assert guest.get().status_code == 200  # reading goes on
    with clock.set_to(clock.now() + timedelta(minutes=1)):
        assert guest.post("/confirm", {}).status_code == 200


def test_the_api_of_the_staff_does_not_know_the_link(visits: Any) -> None:
    case = visits.hotel()
    guest = visitor(case)
    headers = {"Authorization": f"Bearer {guest.token}"}
    assert guest.client.get(f"/api/cases/{case}", headers=headers).status_code == 401


def test_every_address_is_refused_to_other_methods(visits: Any) -> None:
    guest = visitor(visits.hotel())
    for address in ("", "/statement", "/paper"):
        assert guest.client.delete(f"/door/api/{guest.token}{address}").status_code == 405
    for address in ("/confirm", "/time", "/sign", "/rate", "/new-link"):
        assert guest.get(address).status_code == 405
