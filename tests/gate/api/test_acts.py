"""Acts in batches: each answered by itself, none failing the others; corrections, notes and files through the same door."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest

from doorstep.record.history import history
from tests.gate.api.conftest import act, new_case
from tests.gate.api.people import Speaker


def batch(*acts: Any, **more: Any) -> dict[str, Any]:
    """A batch of acts."""
    return {"acts": list(acts), **more}


def answered(speaker: Speaker, *acts: Any, **more: Any) -> list[dict[str, Any]]:
    """The answers for a batch."""
    answer = speaker.post("acts", batch(*acts, **more))
    assert answer.status == 200, answer.body
    results: list[dict[str, Any]] = answer.body["results"]
    return results


class TestBatch:
    """POST /api/acts."""

    def test_receipts_in_order(self, lumingchuan: Speaker, case: str) -> None:
        acts = [act(case, "order_received", "a-1"), act(case, "prepared", "a-2", data={"shoe_covers": True})]
        results = answered(lumingchuan, *acts)
        assert [one["receipt"]["key"] for one in results] == ["a-1", "a-2"]
        assert [one["receipt"]["act"] for one in results] == ["order_received", "prepared"]

    def test_each_by_itself(self, lumingchuan: Speaker, case: str) -> None:
        results = answered(
            lumingchuan,
            act(case, "order_received", "a-1"),
            act(case, "order_recieved", "a-2"),
            act("nowhere", "prepared", "a-3"),
            act(case, "prepared", "a-4", at="2026-10-12T08:45:00"),
            act(case, "prepared", "a-5", at=1760233500),
            act(case, "prepared", "a-6", data={"shoe_covers": "yes"}),
            act(case, "prepared", "a-7", counter=True),
            act(case, "prepared", "a-8", by="inspector"),
            act(case, "prepared", "a-9", at="2026-10-12T09:45:00+08:00"),
            "prepared",
            act(case, "prepared", "a-10", data={"shoe_covers": True}),
        )
        assert [one["error"] and (one["error"]["code"], one["error"]["path"]) for one in results] == [
            None,
            ("unknown_act", "acts[1].act"),
            ("no_such_case", "acts[2]"),
            ("moment", "acts[3].at"),
            ("moment", "acts[4].at"),
            ("wrong_type", "acts[5].data.shoe_covers"),
            ("not_whole", "acts[6].counter"),
            ("role_not_played", "acts[7].by"),
            ("future", "acts[8].at"),
            ("not_object", "acts[9]"),
            None,
        ]
        assert results[1]["error"]["values"]["nearest"] == "order_received"

    def test_bad_json_in_one_act(self, lumingchuan: Speaker, case: str) -> None:
        """What may not stand in JSON refuses the act in which it stands, and no other."""
        good = (
            f'{{"key": "g", "case": "{case}", "act": "prepared", "at": "2026-10-12T08:45:00+08:00", "by": "technician"'
        )
        poison = {
            '{"shoe_covers": NaN}': "json.constant",
            '{"shoe_covers": 1e400}': "json.number",
            '{"shoe_covers": "\\u0000"}': "json.nul",
            '{"shoe_covers": "\\ud800"}': "json.surrogate",
            '{"shoe_covers": true, "shoe_covers": false}': "json.doubled",
        }
        for data, code in poison.items():
            raw = f'{{"acts": [{good}, "data": {data}}}, {good.replace("g", "h", 1)}}}]}}'
            answer = lumingchuan.post("acts", raw=raw.encode())
            assert answer.status == 200, answer.body
            first, second = answer.body["results"]
            assert (first["error"]["code"], first["error"]["path"]) == (code, "acts[0].data.shoe_covers")
            assert second["error"] is None

    def test_too_large_an_act(self, lumingchuan: Speaker, case: str) -> None:
        large = act(case, "order_received", "a-1", data={"order_no": "9" * 70_000})
        results = answered(lumingchuan, large, act(case, "order_received", "a-2"))
        assert [one["error"] and one["error"]["code"] for one in results] == ["too_large", None]

    def test_too_many(self, lumingchuan: Speaker) -> None:
        assert lumingchuan.post("acts", batch(*["x"] * 501)).refused == (422, "list_too_long")

    def test_several_cases(self, fangsu: Speaker, lumingchuan: Speaker, case: str) -> None:
        other = lumingchuan.post("cases", new_case("Z-2", place="chengnan")).body["case"]
        results = answered(
            lumingchuan,
            act(case, "order_received", "a-1"),
            act(other, "order_received", "b-1"),
            act(case, "prepared", "a-2", data={"shoe_covers": True}),
        )
        assert [one["receipt"]["case"] for one in results] == [case, other, case]

    def test_out_of_reach(self, shenyizhou: Speaker, case: str) -> None:
        assert answered(shenyizhou, act(case, "prepared", "a-1"))[0]["error"]["code"] == "not_allowed"

    def test_skew(self, lumingchuan: Speaker, case: str) -> None:
        """A device whose clock is an hour behind: its acts get the server's time, what it claimed stays readable."""
        results = answered(
            lumingchuan,
            act(case, "order_received", "a-1", at="2026-10-12T07:50:00+08:00", counter=1),
            device="phone-1",
            sent_at="2026-10-12T08:00:00+08:00",
        )
        assert results[0]["receipt"]["at"][:16] == "2026-10-12T08:50"
        shown = lumingchuan.get(f"cases/{case}").body["timeline"]
        own = next(one for one in shown if one["act"] == "order_received")
        assert (own["claimed"][:16], own["late"], own["device"]) == ("2026-10-12T07:50", False, "phone-1")

    def test_counter_without_device(self, lumingchuan: Speaker, case: str) -> None:
        assert answered(lumingchuan, act(case, "prepared", "a-1", counter=1))[0]["error"]["code"] == "device_needed"

    def test_party(self, lumingchuan: Speaker, case: str) -> None:
        """The technician who is there records for the customer, shown as such."""
        assert answered(lumingchuan, act(case, "entry_granted", "a-1", by="customer"))[0]["error"] is None
        shown = lumingchuan.get(f"cases/{case}").body["timeline"]
        own = next(one for one in shown if one["act"] == "entry_granted")
        assert (own["party"], own["actor"]) == (True, "lumingchuan")

    def test_words(self, lumingchuan: Speaker, case: str) -> None:
        lumingchuan.language = "zh-CN,zh;q=0.9"
        assert "没有动作" in answered(lumingchuan, act(case, "preparde", "a-1"))[0]["error"]["message"]


class TestCorrections:
    """act.replaced and act.voided."""

    @pytest.fixture
    def prepared(self, lumingchuan: Speaker, case: str) -> str:
        """The id of an act."""
        done = answered(lumingchuan, act(case, "prepared", "a-1", data={"shoe_covers": False}))
        return str(done[0]["receipt"]["id"])

    def timeline(self, speaker: Speaker, case: str) -> dict[str, Any]:
        return {one["id"]: one for one in speaker.get(f"cases/{case}").body["timeline"]}

    def test_replaced(self, lumingchuan: Speaker, case: str, prepared: str) -> None:
        data = {"act": prepared, "with": {"data": {"shoe_covers": True}}, "reason": "看错了"}
        done = answered(lumingchuan, {**act(case, "act.replaced", "c-1", data=data), "by": None})
        assert done[0]["error"] is None, done
        shown = self.timeline(lumingchuan, case)
        assert (shown[prepared]["state"], shown[prepared]["corrected_by"]) == ("replaced", done[0]["receipt"]["id"])
        assert shown[done[0]["receipt"]["id"]]["corrects"] == prepared

    def test_voided_by_key(self, lumingchuan: Speaker, case: str, prepared: str) -> None:
        data = {"act_key": "a-1", "reason": "不是这一单"}
        assert answered(lumingchuan, act(case, "act.voided", "c-1", data=data))[0]["error"] is None
        assert self.timeline(lumingchuan, case)[prepared]["state"] == "voided"

    def test_no_such_act(self, lumingchuan: Speaker, case: str) -> None:
        data = {"act_key": "a-7", "reason": "不是这一单"}
        error = answered(lumingchuan, act(case, "act.voided", "c-1", data=data))[0]["error"]
        assert (error["code"], error["path"]) == ("no_such_act_id", "acts[0].data.act")

    def test_without_reason(self, lumingchuan: Speaker, case: str, prepared: str) -> None:
        error = answered(lumingchuan, act(case, "act.voided", "c-1", data={"act": prepared}))[0]["error"]
        assert (error["code"], error["path"]) == ("missing", "acts[0].data.reason")

    def test_house_acts_have_their_own_doors(self, lumingchuan: Speaker, case: str) -> None:
        for name in ("case.closed", "case.opened", "case.assigned", "no.such"):
            error = answered(lumingchuan, act(case, name, f"h-{name}"))[0]["error"]
            assert (error["code"], error["path"]) == ("house_act", "acts[0].act")


class TestNotesAndFiles:
    """note.added and file.attached; files in pieces."""

    def test_note(self, lumingchuan: Speaker, case: str) -> None:
        done = answered(lumingchuan, act(case, "note.added", "n-1", data={"text": "打 13900000501 找她"}))
        assert done[0]["error"] is None
        note = next(o for o in lumingchuan.get(f"cases/{case}").body["timeline"] if o["act"] == "note.added")
        assert note["data"]["text"] == "打 ****0501 找她"

    def test_file_in_pieces(self, lumingchuan: Speaker, an: Speaker, case: str) -> None:
        content = b"\xff\xd8" + b"photo" * 100
        hash_ = hashlib.sha256(content).hexdigest()
        started = lumingchuan.post("files", {"hash": hash_, "size": len(content), "media_type": "image/jpeg"})
        assert (started.status, started.body["have"], started.body["complete"]) == (200, 0, False)
        for start in (0, 200, 200, 400):
            piece = content[start : start + 200]
            sent = lumingchuan.ask("PUT", f"files/{hash_}?offset={start}", raw=piece)
            assert sent.status == 200, sent.body
        assert sent.body == {"hash": hash_, "have": len(content), "size": len(content), "complete": True}
        data = {"file": hash_, "name": "门口.jpg"}
        assert answered(lumingchuan, act(case, "file.attached", "f-1", data=data))[0]["error"] is None
        read = lumingchuan.get(f"cases/{case}/files/{hash_}")
        assert (read.status, read.content, read.headers["Content-Type"]) == (200, content, "image/jpeg")
        assert an.get(f"cases/{case}/files/{hash_}").refused == (403, "not_allowed")

    def test_file_faults(self, lumingchuan: Speaker, case: str) -> None:
        hash_ = hashlib.sha256(b"x").hexdigest()
        new = {"hash": hash_, "size": 1, "media_type": "image/jpeg"}
        assert lumingchuan.ask("PUT", f"files/{hash_}", raw=b"x").refused == (404, "file.unknown")
        assert lumingchuan.post("files", {**new, "media_type": "text/html"}).refused == (422, "file.bad_type")
        assert lumingchuan.post("files", {**new, "hash": "../../x"}).refused == (422, "file.bad_hash")
        assert lumingchuan.post("files", {**new, "size": 0}).refused == (422, "too_small")
        assert lumingchuan.post("files", new).status == 200
        assert lumingchuan.ask("PUT", f"files/{hash_}?offset=9", raw=b"x").refused == (409, "file.gap")
        assert lumingchuan.ask("PUT", f"files/{hash_}", raw=b"y").refused == (422, "file.wrong_hash")
        assert lumingchuan.get(f"cases/{case}/files/{hash_}").refused == (404, "no_such_file")
        large = lumingchuan.ask("PUT", f"files/{hash_}", raw=b"y" * (8 * 2**20 + 1))
        assert large.refused == (413, "too_large")


class TestMasks:
    """A masked value that comes back stands for the one behind it."""

    def test_stands_for_the_value(self, lumingchuan: Speaker, case: str) -> None:
        called = act(case, "customer_called", "m-1", data={"phone": "****0501", "purpose": "appointment"})
        first = answered(lumingchuan, called)[0]
        assert first["error"] is None
        assert answered(lumingchuan, called)[0]["receipt"] == first["receipt"]
        field = f"{first['receipt']['id']}.phone"
        looked = lumingchuan.post(f"cases/{case}/unmask", {"fields": [field]})
        assert looked.body["fields"] == {field: "13900000501"}

    def test_a_mask_is_never_recorded(self, lumingchuan: Speaker, case: str) -> None:
        results = answered(
            lumingchuan,
            act(case, "customer_called", "m-1", data={"phone": "****0502"}),
            act(case, "departed", "m-2"),
        )
        error = results[0]["error"]
        assert (error["code"], error["path"]) == ("masked_value", "acts[0].data.phone")
        assert results[1]["error"] is None

    def test_a_number_within_a_text(self, lumingchuan: Speaker, case: str) -> None:
        """A text that was shown with its number masked, sent back as it was shown, is the text that was said."""
        said = {"reason": "打 13900000501 找周女士", "requested_by": "customer"}
        assert answered(lumingchuan, act(case, "appointment_changed", "t-1", data=said))[0]["error"] is None
        back = {**said, "reason": "打 ****0501 找周女士"}
        assert answered(lumingchuan, act(case, "appointment_changed", "t-2", data=back))[0]["error"] is None
        kept = [one.data["reason"] for one in history(case).acts if one.envelope.act == "appointment_changed"]
        assert kept == [said["reason"]] * 2
        wrong = {**said, "reason": "打 ****0999 找周女士"}
        error = answered(lumingchuan, act(case, "appointment_changed", "t-3", data=wrong))[0]["error"]
        assert (error["code"], error["path"]) == ("masked_value", "acts[0].data.reason")

    def test_in_facts(self, fangsu: Speaker, case: str) -> None:
        same = fangsu.post(f"cases/{case}/facts", {"key": "f-1", "facts": {"phone": "****0501", "same_day": True}})
        assert same.status == 200
        looked = fangsu.post(f"cases/{case}/unmask", {"fields": ["facts.phone"]})
        assert looked.body["fields"] == {"facts.phone": "13900000501"}
        wrong = fangsu.post(f"cases/{case}/facts", {"key": "f-2", "facts": {"customer": "王**"}})
        assert (*wrong.refused, wrong.error["path"]) == (422, "masked_value", "facts.customer")
