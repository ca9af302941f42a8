"""A published version is pinned: what decides may not change, what only helps may."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from doorstep import standards
from doorstep.language import published
from doorstep.language.errors import StandardError
from doorstep.language.reader import load

NAME = "cashier"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A copy of a packaged standard whose version is published in its folder."""
    copy = tmp_path / f"{NAME}.yaml"
    copy.write_text(standards.path(NAME).read_text(encoding="utf-8"), encoding="utf-8")
    (tmp_path / "examples").symlink_to(standards.path(NAME).parent / "examples")
    (tmp_path / published.NAME).write_text(published.line(load(copy)) + "\n", encoding="utf-8")
    return copy


def changed(file: Path, old: str, new: str) -> None:
    """Replace the first ``old`` in the file, which must have one."""
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_an_unchanged_version_loads(file):
    """Its digest is the listed one."""
    assert load(file).version == "2026.1"


@pytest.mark.parametrize(
    ("old", "new"),
    [("  kind: precedence", "  note: new\n  kind: precedence"), ("summary: ", "summary: Now "), ("by: [", "by:   [")],
    ids=["note", "summary", "layout"],
)
def test_what_does_not_decide_may_change(file, old, new):
    """Notes, the summary and layout are not pinned."""
    changed(file, old, new)
    assert load(file).version == "2026.1"


@pytest.mark.parametrize(
    ("old", "new"),
    [('  where: "', '  where: "x'), ("  check: auto\n", "  check: info\n"), ('only_if: "', 'only_if: "true and ')],
    ids=["text", "check", "rule"],
)
def test_what_decides_may_not(file, old, new):
    """A clause's text, how it is decided, its rule: refused at the version."""
    changed(file, old, new)
    with pytest.raises(StandardError) as error:
        load(file)
    [fault] = error.value.faults
    assert fault.code == "published_changed"
    line = file.read_text(encoding="utf-8").split("\n")[fault.line - 1]
    assert line[: fault.column] == 'version: "'


def test_a_new_version_is_free(file):
    """Only the listed version is pinned."""
    changed(file, 'version: "2026.1"', 'version: "2026.2"')
    changed(file, 'only_if: "', 'only_if: "true and ')
    assert load(file).version == "2026.2"


def test_the_digest_is_that_of_the_meaning(file):
    """The line names standard, version and a SHA-256; loading twice gives the same."""
    entry = json.loads(published.line(load(file)))
    assert (entry["standard"], entry["version"]) == (NAME, "2026.1")
    assert len(entry["digest"]) == 64
    assert published.digest(load(file)) == entry["digest"]
