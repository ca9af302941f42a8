"""``doorstep judge``: a line in, its verdicts out, in the same order; a bad line answers in its place."""

import gzip
import io
import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Doorstep = Callable[..., Any]

APPOINTMENT = {
    "at": "2026-09-28 13:00",
    "act": "appointment_made",
    "by": "account_manager",
    "data": {
        "window_start": "2026-09-28 16:00",
        "window_end": "2026-09-28 18:00",
        "coordinator": "小乔",
        "steps": "逐间",
    },
}
LINE = {
    "standard": "hotel-iptv",
    "case": "installation",
    "facts": {"hotel": "临汐宾馆", "rooms": ["0801"]},
    "events": [APPOINTMENT],
    "as_of": "2026-10-12 18:00",
}
BOOKED_FOUR_HOURS_AHEAD = "hotel-iptv/1.4"


def line(**changed: Any) -> str:
    values = {**LINE, **changed}
    return json.dumps({key: value for key, value in values.items() if value is not ...}, ensure_ascii=False)


def answers(doorstep: Doorstep, folder: Path, *lines: str, options: tuple[str, ...] = ()) -> tuple[int, list[Any]]:
    source, out = folder / "in.jsonl", folder / "out.jsonl"
    source.write_text("".join(f"{text}\n" for text in lines), encoding="utf-8")
    ended = doorstep("judge", source, "--out", out, *options)
    return ended.code, [json.loads(text) for text in out.read_text(encoding="utf-8").splitlines()]


def test_histories_get_their_verdicts_in_their_order(doorstep: Doorstep, repository: Path, tmp_path: Path) -> None:
    with gzip.open(repository / "tests" / "vectors" / "hotel-iptv.jsonl.gz", "rt", encoding="utf-8") as file:
        histories = [json.loads(text) for text in file]
    code, found = answers(doorstep, tmp_path, *(json.dumps(history) for history in histories))
    assert code == 0
    assert found == [{"verdicts": history["verdicts"]} for history in histories]
    assert list(found[0]["verdicts"]) == list(histories[0]["verdicts"])


def test_every_clause_that_decides_is_answered_and_no_other(doorstep: Doorstep, tmp_path: Path) -> None:
    _, [answer] = answers(doorstep, tmp_path, line())
    assert list(answer) == ["verdicts"]
    assert answer["verdicts"][BOOKED_FOUR_HOURS_AHEAD] == "breached"
    assert "hotel-iptv/0.1" not in answer["verdicts"]


def test_explain_adds_a_sentence_in_each_language_for_every_verdict(doorstep: Doorstep, tmp_path: Path) -> None:
    _, [answer] = answers(doorstep, tmp_path, line(), options=("--explain",))
    assert answer["explanations"].keys() == answer["verdicts"].keys()
    assert all(set(texts) == {"zh", "en"} and all(texts.values()) for texts in answer["explanations"].values())
    told = answer["explanations"][BOOKED_FOUR_HOURS_AHEAD]
    assert "预约" in told["zh"]
    assert "appointment made" in told["en"].lower()


BAD = {
    "no JSON": ("{", "json", ""),
    "a blank line": ("", "json", ""),
    "no object": ("[]", "shape", ""),
    "no number": (line(facts={"rooms": float("nan")}), "json", ""),
    "no standard": (line(standard=...), "missing", "standard"),
    "no moment": (line(as_of=...), "missing", "as_of"),
    "facts that are none": (line(facts=[]), "shape", "facts"),
    "an unknown standard": (line(standard="hotel-itpv"), "unknown_standard", "standard"),
    "an unknown kind of case": (line(case="instalation"), "unknown_case", "case"),
    "a moment that is none": (line(as_of="2026-10-12"), "moment", "as_of"),
    "a state of knowledge that is none": (line(known="yesterday"), "moment", "known"),
    "an unknown act": (line(events=[{**APPOINTMENT, "act": "appointment_mad"}]), "unknown_act", "events[0].act"),
    "a time that is none": (line(events=[{**APPOINTMENT, "at": "25:61"}]), "moment", "events[0].at"),
    "a value of another type": (
        line(events=[APPOINTMENT, {**APPOINTMENT, "data": {"window_start": "soon"}}]),
        "value",
        "events[1].data.window_start",
    ),
}


@pytest.mark.parametrize(("text", "code", "path"), BAD.values(), ids=BAD)
def test_a_bad_line_answers_in_its_place(doorstep: Doorstep, tmp_path: Path, text: str, code: str, path: str) -> None:
    exit_code, found = answers(doorstep, tmp_path, line(), text, line())
    assert exit_code == 1
    assert found[0] == found[2]
    assert "verdicts" in found[0]
    assert list(found[1]) == ["error"]
    assert list(found[1]["error"]) == ["code", "path", "message"]
    assert (found[1]["error"]["code"], found[1]["error"]["path"]) == (code, path)
    assert found[1]["error"]["message"]


def test_the_nearest_right_name_is_offered(doorstep: Doorstep, tmp_path: Path) -> None:
    _, [answer] = answers(doorstep, tmp_path, line(standard="hotel-itpv"))
    assert 'did you mean "hotel-iptv"?' in answer["error"]["message"]


def test_bytes_that_are_no_text_spoil_their_line_alone(doorstep: Doorstep, tmp_path: Path) -> None:
    source, out = tmp_path / "in.jsonl", tmp_path / "out.jsonl"
    source.write_bytes(b"\xef\xbb\xbf" + line().encode() + b"\r\n\xb9\xa4\n" + line().encode())
    ended = doorstep("judge", source, "--out", out)
    found = [json.loads(text) for text in out.read_text(encoding="utf-8").splitlines()]
    assert ended.code == 1
    assert [next(iter(answer)) for answer in found] == ["verdicts", "error", "verdicts"]
    assert found[1]["error"]["code"] == "encoding"
    assert "1 of 3 lines" in ended.err


def test_a_replaced_act_keeps_its_place_and_is_known_only_once_received(doorstep: Doorstep, tmp_path: Path) -> None:
    """Booked at 13:00 for 16:00 is too late for the same day; corrected to 11:00 it was in time."""
    first = {**APPOINTMENT, "id": "a1"}
    correction = {
        "at": "2026-09-29 09:00",
        "act": "act.replaced",
        "by": "account_manager",
        "data": {"act": "a1", "with": {**APPOINTMENT, "at": "2026-09-28 11:00"}, "reason": "点错"},
    }
    _, found = answers(
        doorstep,
        tmp_path,
        line(events=[first, correction]),
        line(events=[first, correction], known="2026-09-28 20:00"),
    )
    assert [answer["verdicts"][BOOKED_FOUR_HOURS_AHEAD] for answer in found] == ["met", "breached"]


def test_a_voided_act_is_gone(doorstep: Doorstep, tmp_path: Path) -> None:
    void = {"at": "2026-09-29 09:00", "act": "act.voided", "by": "x", "data": {"act": "a1", "reason": "重复"}}
    _, [answer] = answers(doorstep, tmp_path, line(events=[{**APPOINTMENT, "id": "a1"}, void]))
    assert answer["verdicts"][BOOKED_FOUR_HOURS_AHEAD] == "not_applicable"


def test_a_dash_is_standard_input_and_output(doorstep: Doorstep, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(line().encode() + b"\n")))
    ended = doorstep("judge", "-", "--out", "-")
    assert ended.code == 0
    assert json.loads(ended.out)["verdicts"][BOOKED_FOUR_HOURS_AHEAD] == "breached"


def test_no_file_and_the_same_file_are_refused_before_anything_is_written(doorstep: Doorstep, tmp_path: Path) -> None:
    missing = doorstep("judge", tmp_path / "none.jsonl", "--out", tmp_path / "out.jsonl")
    assert missing.code == 2
    assert "none.jsonl" in missing.err
    assert not (tmp_path / "out.jsonl").exists()
    source = tmp_path / "in.jsonl"
    source.write_text(line(), encoding="utf-8")
    assert doorstep("judge", source, "--out", source).code == 2
    assert source.read_text(encoding="utf-8") == line()
