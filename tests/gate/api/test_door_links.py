"""The staff's side of the door: a link made, opened without an account, revoked; the statement signed in the
technician's hands.
"""

from __future__ import annotations

import base64
import hashlib
import struct
import zlib
from typing import Any

import pytest

from doorstep.record.history import history
from tests.gate.api.conftest import act, new_case
from tests.gate.api.people import Speaker


def picture(*, empty: bool = False) -> str:
    """A small PNG with a stroke, in base64; without one when ``empty``."""
    rows = [b"\x00" + bytes([255] * 20) for _ in range(12)]
    if not empty:
        rows[5] = b"\x00" + bytes([255] * 5 + [0] * 9 + [255] * 6)

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    header = struct.pack(">IIBBBBB", 20, 12, 8, 0, 0, 0, 0)
    png = (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"".join(rows)))
        + chunk(b"IEND", b"")
    )
    return base64.b64encode(png).decode()


@pytest.fixture
def case(fangsu: Speaker, lumingchuan: Speaker) -> str:
    """A home installation given to the technician."""
    opened: str = fangsu.post("cases", new_case()).body["case"]
    fangsu.post(f"cases/{opened}/assignment", {"key": "give", "person": "lumingchuan"})
    return opened


def test_a_link_opens_without_an_account_until_it_is_revoked(case: str, fangsu: Speaker) -> None:
    body = {"key": "link-1", "purposes": ["appointment", "sign"], "needs": "请留人开门"}
    made = fangsu.post(f"cases/{case}/door-links", body)
    assert made.status == 201
    assert fangsu.post(f"cases/{case}/door-links", body).body == made.body
    token = made.body["path"].removeprefix("/door/")
    nobody = Speaker("")
    assert nobody.get(f"/door/api/{token}").status == 200
    revoked = fangsu.post(f"cases/{case}/door-links/revoke", {"key": "revoke-1", "link": made.body["link"]})
    assert revoked.status == 200
    assert nobody.get(f"/door/api/{token}").status != 200


def test_other_times_may_be_proposed_with_a_link(case: str, fangsu: Speaker) -> None:
    times = [["2026-10-13 09:00", "2026-10-13 12:00"], ["2026-10-13 13:30", "2026-10-13 17:30"]]
    made = fangsu.post(f"cases/{case}/door-links", {"key": "l-slots", "purposes": ["appointment"], "slots": times})
    assert made.status == 201, made.body
    shown = Speaker("").get(f"/door/api/{made.body['path'].removeprefix('/door/')}").body
    assert [[one["start"], one["end"]] for one in shown["slots"]] == times
    wrong = {"key": "l-wrong", "purposes": ["appointment"], "slots": [["2026-10-13 09:00"]]}
    assert fangsu.post(f"cases/{case}/door-links", wrong).status == 422
    backwards = {"key": "l-back", "purposes": ["appointment"], "slots": [times[0][::-1]]}
    assert fangsu.post(f"cases/{case}/door-links", backwards).status == 422


def test_the_links_of_a_case_are_shown_with_their_address_and_what_became_of_them(
    case: str, fangsu: Speaker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("DOORSTEP_ADDRESS", "https://door.example/")
    first = fangsu.post(f"cases/{case}/door-links", {"key": "link-1", "purposes": ["appointment"]}).body
    second = fangsu.post(f"cases/{case}/door-links", {"key": "link-2", "purposes": ["sign", "rate"]}).body
    assert first["address"] == f"https://door.example{first['path']}"
    assert first["qr"]["size"] > 30
    Speaker("").get("/door/api/" + second["path"].removeprefix("/door/"))
    fangsu.post(f"cases/{case}/door-links/revoke", {"key": "revoke-1", "link": first["link"]})
    shown = fangsu.get(f"cases/{case}/door-links").body["links"]
    assert [one["link"] for one in shown] == [second["link"], first["link"]]
    assert [one["address"] for one in shown] == [second["address"], first["address"]]
    assert [(one["opens"], one["revoked"], one["opened"] is not None) for one in shown] == [
        (True, False, True),
        (False, True, False),
    ]


def test_another_districts_technician_sees_no_link(case: str, shenyizhou: Speaker) -> None:
    assert shenyizhou.get(f"cases/{case}/door-links").refused == (403, "not_allowed")


AWAY = "doorstep statement 1\n\n澜江通信 · 装机单\n没有收费\n\nLanjiang · installation\nNo charge\n"


def away(shown: dict[str, Any], text: str, /, **more: Any) -> dict[str, Any]:
    digest = hashlib.sha256(text.encode()).hexdigest()
    return signing(shown, **{"digest": digest, "shown": text, "device": "phone-1", "counter": 7, **more})


def test_what_was_signed_without_network_is_kept_as_it_was_shown_and_the_difference_is_said(
    case: str, lumingchuan: Speaker
) -> None:
    shown = lumingchuan.get(f"cases/{case}/statement").body
    signed = lumingchuan.post(f"cases/{case}/signatures", away(shown, AWAY))
    assert (signed.status, signed.body["differs"], signed.body["now"] is not None) == (201, True, True)
    assert signed.body["digest"] != shown["digest"]
    acts = lumingchuan.get(f"cases/{case}").body["timeline"]
    kept = next(one for one in acts if one["act"] == "statement.signed")
    assert kept["data"]["differs"] is True
    assert kept["counter"] == 7
    assert lumingchuan.get(f"cases/{case}/paper").content.startswith(b"%PDF")


def test_without_network_the_same_text_is_no_difference(case: str, lumingchuan: Speaker) -> None:
    shown = lumingchuan.get(f"cases/{case}/statement").body
    signed = lumingchuan.post(f"cases/{case}/signatures", away(shown, shown["text"]))
    assert (signed.status, signed.body["differs"], signed.body["code"]) == (201, False, shown["code"])


def test_a_text_that_has_not_the_signed_digest_is_not_kept(case: str, lumingchuan: Speaker) -> None:
    shown = lumingchuan.get(f"cases/{case}/statement").body
    for wrong in (away(shown, AWAY, shown=AWAY + "!"), away(shown, "something else")):
        answer = lumingchuan.post(f"cases/{case}/signatures", wrong)
        assert answer.refused == (422, "door.not_shown")
    lost = away(shown, AWAY, device=None)
    assert lumingchuan.post(f"cases/{case}/signatures", lost).refused == (422, "device_needed")


def test_another_districts_technician_makes_no_link(case: str, shenyizhou: Speaker) -> None:
    answer = shenyizhou.post(f"cases/{case}/door-links", {"key": "l", "purposes": ["sign"]})
    assert answer.refused == (403, "not_allowed")


def signing(shown: dict[str, Any], /, **more: Any) -> dict[str, Any]:
    role = next(iter(shown["roles"]))
    body = {"key": "sign-1", "digest": shown["digest"], "role": role, "signer": "周予安", "picture": picture()}
    return {**body, **more}


def test_the_signed_text_is_the_shown_text_and_has_its_paper(case: str, lumingchuan: Speaker) -> None:
    assert lumingchuan.get(f"cases/{case}/paper").refused == (404, "door.not_signed")
    shown = lumingchuan.get(f"cases/{case}/statement").body
    signed = lumingchuan.post(f"cases/{case}/signatures", signing(shown))
    assert signed.status == 201
    assert {name: signed.body[name] for name in ("digest", "code", "differs", "now")} == {
        "digest": shown["digest"],
        "code": shown["code"],
        "differs": False,
        "now": None,
    }
    assert (signed.body["receipt"]["key"], signed.body["receipt"]["act"]) == ("sign-1", "signed_off")
    assert lumingchuan.post(f"cases/{case}/signatures", signing(shown)).body == signed.body
    paper = lumingchuan.get(f"cases/{case}/paper")
    assert paper.content.startswith(b"%PDF")


def test_a_text_that_changed_is_read_again(case: str, lumingchuan: Speaker) -> None:
    shown = lumingchuan.get(f"cases/{case}/statement").body
    answer = lumingchuan.post(f"cases/{case}/signatures", signing(shown, digest="0" * 64))
    assert answer.refused == (409, "door.text_changed")


def test_an_empty_signature_is_none(case: str, lumingchuan: Speaker) -> None:
    shown = lumingchuan.get(f"cases/{case}/statement").body
    answer = lumingchuan.post(f"cases/{case}/signatures", signing(shown, picture=picture(empty=True)))
    assert answer.status == 422
    assert answer.error["path"] == "signature"


def test_a_masked_signer_is_the_one_behind_the_mask(case: str, lumingchuan: Speaker) -> None:
    shown = lumingchuan.get(f"cases/{case}/statement").body
    assert lumingchuan.get(f"cases/{case}").body["facts"]["customer"] == "周**"
    assert lumingchuan.post(f"cases/{case}/signatures", signing(shown, signer="周**")).status == 201
    kept = next(one for one in history(case).acts if one.envelope.act == "statement.signed")
    assert kept.data["signer"] == "周予安"


def test_a_mask_that_fits_nobody_or_several_signs_nothing(case: str, lumingchuan: Speaker) -> None:
    shown = lumingchuan.get(f"cases/{case}/statement").body
    answer = lumingchuan.post(f"cases/{case}/signatures", signing(shown, signer="吴**"))
    assert (answer.refused, answer.error["path"]) == ((422, "masked_value"), "signer")
    started = act(case, "work_started", "w1", data={"technician": "周明"})
    assert lumingchuan.post("acts", {"acts": [started]}).body["results"][0]["error"] is None
    shown = lumingchuan.get(f"cases/{case}/statement").body
    answer = lumingchuan.post(f"cases/{case}/signatures", signing(shown, signer="周**"))
    assert (answer.refused, answer.error["path"]) == ((422, "several_behind_mask"), "signer")
