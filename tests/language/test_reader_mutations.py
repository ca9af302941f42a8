"""Packaged standards with a slip of the pen: the loader loads or refuses with a line, and never falls over."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from doorstep import standards
from doorstep.language.errors import Fault, StandardError
from doorstep.language.reader import load

TEXTS = {name: standards.path(name).read_text(encoding="utf-8") for name in standards.names()}
NAME = re.compile(r"[a-z][a-z_]{3,}")
JUNK = (
    "[",
    "}",
    "'",
    '"',
    ": ",
    "\t",
    "&a ",
    "*a",
    "$x",
    "!!str ",
    "null",
    "-",
    "{}",
    "[[[",
    "# ",
    "\x07",
    "é",
    "| ",
    "? ",
)


@st.composite
def slips(draw: st.DrawFn) -> str:
    """The text of a packaged standard with one to three slips."""
    text = TEXTS[draw(st.sampled_from(sorted(TEXTS)))]
    for _ in range(draw(st.integers(1, 3))):
        text = draw(st.sampled_from([dropped, doubled, renamed, swapped, cut, filled]))(draw, text)
    return text


def _line(draw: st.DrawFn, lines: list[str]) -> int:
    return draw(st.integers(0, len(lines) - 1))


def dropped(draw: st.DrawFn, text: str) -> str:
    """A line is missing."""
    lines = text.split("\n")
    del lines[_line(draw, lines)]
    return "\n".join(lines) or " "


def doubled(draw: st.DrawFn, text: str) -> str:
    """A line, and so its key, stands twice."""
    lines = text.split("\n")
    at = _line(draw, lines)
    return "\n".join([*lines[: at + 1], lines[at], *lines[at + 1 :]])


def renamed(draw: st.DrawFn, text: str) -> str:
    """One mention of a name is misspelt."""
    found = list(NAME.finditer(text))
    if not found:
        return text
    one = found[draw(st.integers(0, len(found) - 1))]
    at = draw(st.integers(one.start(), one.end() - 2))
    return text[:at] + text[at + 1] + text[at] + text[at + 2 :]


def swapped(draw: st.DrawFn, text: str) -> str:
    """Two lines have changed places."""
    lines = text.split("\n")
    one, other = _line(draw, lines), _line(draw, lines)
    lines[one], lines[other] = lines[other], lines[one]
    return "\n".join(lines)


def cut(draw: st.DrawFn, text: str) -> str:
    """The file ends early."""
    return text[: draw(st.integers(0, len(text)))]


def filled(draw: st.DrawFn, text: str) -> str:
    """Something that does not belong there was typed somewhere."""
    at = draw(st.integers(0, len(text)))
    return text[:at] + draw(st.sampled_from(JUNK)) + text[at:]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the packaged examples, so that a standard's ``examples`` are found."""
    path = tmp_path_factory.mktemp("standards")
    (path / "examples").symlink_to(standards.path("cashier").parent / "examples")
    return path


@given(text=slips())
def test_a_slip_is_loaded_or_refused_with_a_line(folder: Path, text: str) -> None:
    """Every fault points into the file it names."""
    file = folder / "slip.yaml"
    file.write_text(text, encoding="utf-8")
    for fault in faults_of(file):
        lines = Path(fault.path).read_text(encoding="utf-8").split("\n")
        assert 1 <= fault.line <= len(lines) + 1
        assert fault.column >= 1
        assert fault.message
        assert fault.words("zh")


def faults_of(file: Path) -> list[Fault]:
    """The faults for which ``file`` is refused, at least one; none if it loads."""
    try:
        load(file)
    except StandardError as error:
        return error.faults or [Fault("", 0, 0, "refused without a fault")]
    return []


@pytest.mark.parametrize("name", standards.names())
def test_every_act_misspelt_once_is_found(name: str, folder: Path) -> None:
    """Where a precedence requires an act, its misspelling is told with its line and the right name."""
    lines = TEXTS[name].split("\n")
    at, line = next((at, line) for at, line in enumerate(lines) if re.search(r"requires: \[[a-z_]{5,}[,\]]", line))
    act = re.search(r"requires: \[([a-z_]+)", line)
    assert act
    wrong = act[1][:2] + act[1][3:]
    lines[at] = line.replace(f"requires: [{act[1]}", f"requires: [{wrong}", 1)
    file = folder / "slip.yaml"
    file.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(StandardError) as error:
        load(file)
    [fault] = error.value.faults
    assert (fault.code, fault.line, fault.column) == ("unknown_act", at + 1, line.index("requires: [") + 12)
    assert fault.values["nearest"] == act[1]
