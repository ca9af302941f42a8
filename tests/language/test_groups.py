"""Groups of clauses: a title in both languages for every group of the packaged standards, and a number where none is given."""

from dataclasses import replace

import pytest

from doorstep import standards
from doorstep.language import show
from doorstep.language.model import Words


@pytest.mark.parametrize("name", standards.names())
def test_every_group_has_its_own_title(name: str) -> None:
    standard = standards.load(name)
    groups = [clause.group for clause in standard.clauses.values()]
    assert list(standard.labels.groups) == list(dict.fromkeys(groups))
    for lang in ("zh", "en"):
        titles = [words(lang) for words in standard.labels.groups.values()]
        assert len(set(titles)) == len(titles)


def test_a_title_stands_over_its_clauses() -> None:
    page = show.page(show.document(standards.load("hotel-iptv")))
    assert "第 3 部分 每间房，空房" in page
    assert "Part 3: every room, vacant rooms" in page


def test_a_group_without_a_title_shows_its_number() -> None:
    standard = standards.load("hotel-iptv")
    bare = replace(standard, labels=replace(standard.labels, groups={}))
    headings = [heading for heading, _ in show.document(bare).chapters]
    assert Words("第 3 部分", "Part 3") in headings
