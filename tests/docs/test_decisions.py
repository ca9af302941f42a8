"""A decision says what was asked, what was chosen and why, and which test holds it; that test exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from tests.docs.pages import REPOSITORY, name, without_blocks

DECISIONS = sorted((REPOSITORY / "docs" / "decisions").glob("[0-9]*.md"))
PARTS = ["Question", "Options", "Choice", "Better and worse", "Confirmation"]


def test_there_are_decisions() -> None:
    assert len(DECISIONS) >= 13


@pytest.mark.parametrize("document", DECISIONS, ids=name)
def test_a_decision_has_its_parts_and_its_because(document: Path) -> None:
    text = without_blocks(document)
    assert re.match(r"# .+\? .+\n", text), "the title says the question and the answer"
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == PARTS
    assert "because" in text.partition("## Choice")[2].partition("## Better")[0]


@pytest.mark.parametrize("document", DECISIONS, ids=name)
def test_the_test_that_holds_it_exists(document: Path) -> None:
    held = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", without_blocks(document).partition("## Confirmation")[2])
    assert held
    missing = [
        f"{file}::{test}"
        for file, test in held
        if not (REPOSITORY / file).is_file() or f"def {test}(" not in (REPOSITORY / file).read_text(encoding="utf-8")
    ]
    assert missing == []


def test_the_index_bears_each_page_s_title() -> None:
    index = (REPOSITORY / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    titles = {page.name: page.read_text(encoding="utf-8").partition("\n")[0].removeprefix("# ") for page in DECISIONS}
    assert [page for page, title in titles.items() if f"]({page}) | {title} |" not in index] == []
