"""``doorstep scenario run``: each verdict that is not the expected one is printed; exit code 1 on any."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

Doorstep = Callable[..., Any]

STORY = """\
scenario: booked-three-hours-ahead
standard: hotel-iptv
case: installation
facts: {hotel: 临汐宾馆}
events:
- {at: "2026-09-28 13:00", act: appointment_made, by: account_manager, data: {window_start: "2026-09-28 16:00"}}
as_of: "2026-10-12 18:00"
expect:
  hotel-iptv/1.4: breached
why: 13:00 to 16:00 is 3 hours, and 4 are needed.
"""


def story(folder: Path, *changes: tuple[str, str]) -> Path:
    text = STORY
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = folder / "story.yaml"
    file.write_text(text, encoding="utf-8")
    return file


@pytest.mark.slow
def test_the_examples_of_all_standards_agree(doorstep: Doorstep, repository: Path) -> None:
    ended = doorstep("scenario", "run", repository / "src" / "doorstep" / "standards" / "examples")
    assert ended.code == 0
    [total] = ended.out.splitlines()
    assert total.endswith("0 mismatches, 0 errors")
    assert not total.startswith("0 ")


def test_a_story_that_agrees_prints_only_the_total(doorstep: Doorstep, tmp_path: Path) -> None:
    ended = doorstep("scenario", "run", story(tmp_path))
    assert (ended.code, ended.out) == (0, "1 scenarios, 1 verdicts expected: 0 mismatches, 0 errors\n")


def test_a_mismatch_names_scenario_clause_expected_got_and_why(doorstep: Doorstep, tmp_path: Path) -> None:
    story(tmp_path, ("1.4: breached", "1.4: met"))
    ended = doorstep("scenario", "run", tmp_path)
    assert ended.code == 1
    head, sentence, place, total = ended.out.splitlines()
    assert head == "✕ booked-three-hours-ahead  hotel-iptv/1.4: expected met, got breached"
    assert "ppointment made" in sentence
    assert place.endswith("story.yaml:9")
    assert "1 mismatches" in total


def test_the_sentence_comes_in_chinese_too(doorstep: Doorstep, tmp_path: Path) -> None:
    ended = doorstep("scenario", "run", story(tmp_path, ("1.4: breached", "1.4: met")), "--lang", "zh")
    assert "预期 met，实得 breached" in ended.out
    assert "预约" in ended.out.splitlines()[1]


WRONG = {
    "unknown standard": (("hotel-iptv\ncase", "hotel-itpv\ncase"), 'did you mean "hotel-iptv"?'),
    "unknown case": (("case: installation", "case: instalation"), 'did you mean "installation"?'),
    "unknown clause": (
        ("hotel-iptv/1.4:", "hotel-iptv/1.44:"),
        'story.yaml:9: hotel-iptv has no clause "hotel-iptv/1.44"',
    ),
    "clause that decides nothing": (("hotel-iptv/1.4:", "hotel-iptv/0.1:"), "decides nothing"),
    "no verdict": (("breached", "broken"), '"broken" is no verdict'),
    "unknown act": (("appointment_made", "appointment_mad"), "events[0].act"),
    "no moment": (('"2026-10-12 18:00"', "soon"), 'as_of "soon" is no moment'),
    "missing key": (("as_of:", "as_off:"), "missing: as_of"),
    "events that are none": (("events:\n- {", "events: {a: 1}\nothers:\n- {"), "story.yaml:5: events is no list"),
    "no YAML": (("facts: {", "facts: {{"), "story.yaml:"),
}


@pytest.mark.parametrize(("change", "message"), WRONG.values(), ids=WRONG)
def test_a_story_that_cannot_be_run_is_an_error_line(
    doorstep: Doorstep, tmp_path: Path, change: tuple[str, str], message: str
) -> None:
    ended = doorstep("scenario", "run", story(tmp_path, change))
    assert ended.code == 1
    first, total = ended.out.splitlines()
    assert message in first
    assert total.endswith("0 mismatches, 1 errors")


def test_the_other_stories_run_all_the_same(doorstep: Doorstep, tmp_path: Path) -> None:
    story(tmp_path, ("case: installation", "case: none")).rename(tmp_path / "first.yaml")
    story(tmp_path)
    ended = doorstep("scenario", "run", tmp_path)
    assert ended.code == 1
    assert ended.out.splitlines()[-1] == "2 scenarios, 1 verdicts expected: 0 mismatches, 1 errors"


def test_a_standard_of_ones_own_is_given_by_its_file(doorstep: Doorstep, repository: Path, tmp_path: Path) -> None:
    source = repository / "src" / "doorstep" / "standards" / "hotel-iptv.yaml"
    text = source.read_text(encoding="utf-8").replace("hotel-iptv", "own-hotels")
    own = tmp_path / "own-hotels.yaml"
    own.write_text("\n".join(row for row in text.splitlines() if not row.startswith("examples:")), encoding="utf-8")
    (tmp_path / "stories").mkdir()
    file = story(tmp_path / "stories", ("hotel-iptv", "own-hotels"))
    assert doorstep("scenario", "run", file).code == 1
    assert doorstep("scenario", "run", file, "--standard", own).code == 0


def test_a_folder_that_is_not_there_or_holds_none_is_said(doorstep: Doorstep, tmp_path: Path) -> None:
    missing = doorstep("scenario", "run", tmp_path / "none")
    assert missing.code == 2
    assert "none" in missing.err
    empty = doorstep("scenario", "run", tmp_path)
    assert empty.code == 2
    assert "no scenario file" in empty.err
