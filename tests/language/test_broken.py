"""Every broken file of ``tests/broken`` is refused with exactly the message that it holds in its first lines.

A folder is named for a code of the fault catalogue, a file for its fault. ``# expect: 12:18 unknown act …`` is one fault in
file order; a fault in a file beside it begins with that file's name.
"""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from doorstep.language.errors import Fault, StandardError, catalogue
from doorstep.language.reader import load

BROKEN = Path(__file__).parent.parent / "broken"
EXPECT = re.compile(rb"# expect: (.+)\n")
FILES = sorted(file for file in BROKEN.rglob("*.yaml") if file.read_bytes().startswith(b"# expect: "))
NOT_IN_A_FILE = {"no_file"}


def expected(file: Path) -> list[str]:
    """The messages in the first lines of ``file``."""
    found = []
    for line in file.read_bytes().splitlines(keepends=True):
        if not (match := EXPECT.fullmatch(line)):
            break
        found.append(match[1].decode())
    return found


def refused(file: Path) -> list[Fault]:
    """The faults for which ``file`` is refused."""
    with pytest.raises(StandardError) as error:
        load(file)
    return error.value.faults


def shown(fault: Fault, file: Path) -> str:
    """A fault as the file's first lines write it."""
    other = "" if Path(fault.path) == file else f"{Path(fault.path).relative_to(file.parent)}:"
    return f"{other}{fault.line}:{fault.column} {fault.message}"


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(BROKEN)) for file in FILES])
def test_a_broken_file_is_refused_with_its_message(file):
    """Code, line, column and wording; nothing more and nothing less."""
    faults = refused(file)
    assert [shown(fault, file) for fault in faults] == expected(file)
    assert {fault.code for fault in faults} == {file.relative_to(BROKEN).parts[0]}


@pytest.mark.parametrize("code", sorted(set(catalogue("en")["faults"]) - NOT_IN_A_FILE))
def test_every_fault_has_three_broken_files(code):
    """A fault that no file shows is untested."""
    assert len([file for file in FILES if file.relative_to(BROKEN).parts[0] == code]) >= 3


def test_every_folder_is_a_fault():
    """A folder that is named for nothing would be passed over."""
    assert {file.relative_to(BROKEN).parts[0] for file in BROKEN.rglob("*.yaml")} <= set(catalogue("en")["faults"])


@pytest.mark.parametrize("file", FILES, ids=[str(file.relative_to(BROKEN)) for file in FILES])
def test_every_fault_is_worded_in_chinese(file):
    """The second language says all that the first says."""
    for fault in refused(file):
        words = fault.words("zh")
        assert re.search("[一-鿿]", words)
        assert "{" not in words.replace("{prise}", "").replace('{"standard"', "")
        for value in (fault.values.get("name"), fault.values.get("nearest")):
            assert value is None or str(value) in words or value == ""


def test_both_languages_word_the_same_faults():
    """No wording is missing in either catalogue."""
    en, zh = catalogue("en"), catalogue("zh")
    for part in ("faults", "owners", "things", "kinds"):
        assert en[part].keys() == zh[part].keys()


def test_a_file_that_cannot_be_read_is_named(tmp_path):
    """Missing, a folder, a link to itself: one fault with the file's name, no other exception."""
    (tmp_path / "folder.yaml").mkdir()
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    for name in ("missing.yaml", "folder.yaml", "loop.yaml"):
        [fault] = refused(tmp_path / name)
        assert (fault.code, fault.line, fault.column) == ("no_file", 1, 1)
        assert name in fault.message
