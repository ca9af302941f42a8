"""The data folder: made once, completed on another day, made anew for other code; nothing is thrown away."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest

from demo import data
from demo.build import InUse
from doorstep.record import clock


@pytest.fixture
def seeded(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """How often the demo was seeded; it only leaves a word."""
    times: list[str] = []
    monkeypatch.setattr(data, "seed", lambda: times.append("once more"))
    return times


@pytest.fixture
def wednesday() -> Iterator[None]:
    with clock.set_to(datetime.fromisoformat("2026-11-25T10:15:00+08:00")):
        yield


def prepare(folder: Path, code: str = "one", *, alone: bool = True) -> data.State:
    """What the demonstration does with its data before it serves."""
    wanted = data.wanted(code)
    found = data.make_room(folder, wanted, alone=alone)
    data.fill(folder, wanted, found)
    return found


def test_a_second_start_does_nothing(tmp_path: Path, seeded: list[str], wednesday: None) -> None:
    assert prepare(tmp_path) == "stale"
    assert prepare(tmp_path) == "holds"
    assert len(seeded) == 1


def test_other_code_makes_them_anew_and_puts_the_old_aside(tmp_path: Path, seeded: list[str], wednesday: None) -> None:
    prepare(tmp_path)
    (tmp_path / "home" / "mine.txt").write_text("typed by hand", encoding="utf-8")
    (tmp_path / "home" / "tls").mkdir()
    (tmp_path / "home" / "tls" / "key.pem").write_text("trusted", encoding="utf-8")
    assert prepare(tmp_path, "two") == "stale"
    assert len(seeded) == 2
    assert not (tmp_path / "home" / "mine.txt").exists()
    assert (tmp_path / "home.before" / "mine.txt").read_text(encoding="utf-8") == "typed by hand"
    assert (tmp_path / "home" / "tls" / "key.pem").read_text(encoding="utf-8") == "trusted"


@pytest.mark.parametrize(
    ("moment", "state", "played"),
    [
        ("2026-11-27T00:00:00+08:00", "stale", "2026-11-26"),
        ("2026-11-28T00:30:00+08:00", "stale", "2026-11-27"),
        ("2026-11-25T23:59:59+08:00", "holds", "2026-11-24"),
    ],
)
def test_another_working_day_is_played_when_it_is_over(
    tmp_path: Path, seeded: list[str], wednesday: None, moment: str, state: str, played: str
) -> None:
    prepare(tmp_path)
    with clock.set_to(datetime.fromisoformat(moment)):
        assert data.wanted("one")["played"] == played
        assert prepare(tmp_path) == state


def test_on_a_holiday_more_is_added_and_nothing_undone(tmp_path: Path, seeded: list[str]) -> None:
    with clock.set_to(datetime.fromisoformat("2026-11-28T22:00:00+08:00")):
        prepare(tmp_path)
    (tmp_path / "home" / "mine.txt").write_text("typed by hand", encoding="utf-8")
    with clock.set_to(datetime.fromisoformat("2026-11-29T00:30:00+08:00")):
        assert prepare(tmp_path) == "incomplete"
        assert prepare(tmp_path) == "holds"
    assert len(seeded) == 2
    assert (tmp_path / "home" / "mine.txt").exists()


def test_what_was_stopped_is_gone_on_with(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seeded: list[str], wednesday: None
) -> None:
    def stopped() -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(data, "seed", stopped)
        with pytest.raises(KeyboardInterrupt):
            prepare(tmp_path)
    assert prepare(tmp_path) == "incomplete"
    assert len(seeded) == 1


@pytest.mark.parametrize("spoilt", ["", "[]", "{", '"code"'])
def test_a_spoilt_stamp_vouches_for_nothing(tmp_path: Path, seeded: list[str], wednesday: None, spoilt: str) -> None:
    prepare(tmp_path)
    (tmp_path / "home" / data.STAMP).write_text(spoilt, encoding="utf-8")
    assert data.state(tmp_path, data.wanted("one")) == "stale"


def test_a_second_demo_shares_data_that_hold_and_changes_no_others(
    tmp_path: Path, seeded: list[str], wednesday: None
) -> None:
    with data.held(tmp_path) as first:
        assert first.alone
        prepare(tmp_path, alone=first.alone)
        first.share()
        before = (tmp_path / "home" / data.STAMP).read_text(encoding="utf-8")
        with data.held(tmp_path) as second:
            assert prepare(tmp_path, alone=second.alone) == "holds"
            with pytest.raises(InUse):
                prepare(tmp_path, "two", alone=second.alone)
        assert (tmp_path / "home" / data.STAMP).read_text(encoding="utf-8") == before


def test_no_other_installation_is_touched(tmp_path: Path) -> None:
    found = data.environment(tmp_path)
    assert found["DOORSTEP_DATABASE_URL"] == ""
    assert found["DOORSTEP_HOME"] == str(tmp_path / "home")
