"""What a phone says of its own: notes, corrections and appeals through the outbox, with its own time, with photos."""

from __future__ import annotations

import hashlib
from typing import Any

from tests.gate.api.conftest import act
from tests.gate.api.leaders import order, settle_leaders, speaker
from tests.gate.api.people import Speaker
from tests.record.stores import Store

CLAUSE = "technician-conduct/8.2"
WORDS = "客户改约, 有短信截图"


def batch(*acts: Any, **more: Any) -> dict[str, Any]:
    return {"acts": list(acts), **more}


def send(who: Speaker, *acts: dict[str, Any], sent_at: str) -> list[dict[str, Any]]:
    """The answers for acts that a phone sends at its own time."""
    answer = who.post("acts", batch(*acts, device="phone-1", sent_at=sent_at))
    assert answer.status == 200, answer.body
    results: list[dict[str, Any]] = answer.body["results"]
    return results


def of_house(case: str, act_name: str, key: str, counter: int, at: str, **data: Any) -> dict[str, Any]:
    return {**act(case, act_name, key, at, data=data, counter=counter), "by": None}


def shown(who: Speaker, case: str, name: str) -> dict[str, Any]:
    timeline = who.get(f"cases/{case}").body["timeline"]
    return next(one for one in timeline if one["act"] == name)


def test_a_house_act_of_a_fast_clock_is_known_again(lumingchuan: Speaker, case: str) -> None:
    """Sent again a second later, when the measured skew is another one, it gets its first receipt."""
    note = of_house(case, "note.added", "n-1", 1, "2026-10-12T09:35:00+08:00", text="门口没人")
    [first] = send(lumingchuan, note, sent_at="2026-10-12T09:44:58+08:00")
    [again] = send(lumingchuan, note, sent_at="2026-10-12T09:45:01+08:00")
    assert first["receipt"] == again["receipt"]
    assert again["error"] is None


def test_a_note_of_a_phone_keeps_its_own_time_and_is_no_late_entry(lumingchuan: Speaker, case: str) -> None:
    """Recorded an hour before without network: its own counter proves the time."""
    note = of_house(case, "note.added", "n-1", 7, "2026-10-12T07:50:00+08:00", text="门口没人")
    [done] = send(lumingchuan, note, sent_at="2026-10-12T08:00:00+08:00")
    assert done["receipt"]["at"][:16] == "2026-10-12T08:50"  # the clock is an hour behind
    own = shown(lumingchuan, case, "note.added")
    assert (own["claimed"][:16], own["late"], own["device"], own["counter"]) == (
        "2026-10-12T07:50",
        False,
        "phone-1",
        7,
    )


def test_an_appeal_with_its_photo_comes_through_the_outbox(office: Store) -> None:
    """The leader sees words, grounds and the photo, which he may open; the verdict stays."""
    settle_leaders()
    case = order("Z-1021")
    hezhiqiu, guxing = speaker("hezhiqiu"), speaker("guxing")
    content = b"\xff\xd8" + b"message" * 40
    hash_ = hashlib.sha256(content).hexdigest()
    at, sent_at = "2026-10-12T08:10:00+08:00", "2026-10-12T09:00:00+08:00"
    about = {"kind": "appeal", "clause": CLAUSE, "grounds": ["customer-moved"]}
    appeal = of_house(case, "note.added", "a-1", 1, at, text=WORDS, about=about)
    photo = of_house(case, "file.attached", "a-2", 2, at, file=hash_, name="photo.jpg", act_key="a-1")
    first, second = send(hezhiqiu, appeal, photo, sent_at=sent_at)
    assert first["error"] is None
    assert second["error"]["path"] == "acts[1].file"  # the photo is not here yet; the appeal is
    hezhiqiu.post("files", {"hash": hash_, "size": len(content), "media_type": "image/jpeg"})
    hezhiqiu.ask("PUT", f"files/{hash_}?offset=0", raw=content)
    [attached] = send(hezhiqiu, photo, sent_at=sent_at)
    assert attached["error"] is None
    [one] = guxing.get("sanctions").body["sanctions"]
    [said] = one["said"]
    assert (one["appeal"], said["kind"], said["text"], said["grounds"]) == ("open", "appeal", WORDS, ["customer-moved"])
    assert said["at"][:16] == "2026-10-12 08:10"
    assert said["files"] == [{"file": hash_, "name": "photo.jpg"}]
    read = guxing.get(f"cases/{case}/files/{hash_}")
    assert (read.status, read.content) == (200, content)


def test_only_who_is_in_charge_appeals_through_the_outbox(office: Store) -> None:
    """A leader's own appeal about somebody else's order, and one against a clause that broke nothing, are refused."""
    settle_leaders()
    case = order("Z-1021")
    about = {"kind": "appeal", "clause": CLAUSE}
    appeal = act(case, "note.added", "a-1", "2026-10-12T08:59:00+08:00", data={"text": WORDS, "about": about})
    appeal["by"] = None
    refused = speaker("guxing").post("acts", batch(appeal)).body["results"][0]["error"]
    assert refused["code"] == "not_concerned"
    appeal["data"]["about"] = {"kind": "appeal", "clause": "technician-conduct/9.1"}
    refused = speaker("hezhiqiu").post("acts", batch(appeal)).body["results"][0]["error"]
    assert refused["code"] == "nothing_to_appeal"
