"""Every link of the documents leads somewhere, to a heading too; every page is reached, and has its twin's shape."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import PAGES, REPOSITORY, anchors, blocks, links, name

NAMES = [name(page) for page in PAGES]


@pytest.mark.parametrize("document", PAGES, ids=NAMES)
def test_every_link_leads_to_a_file_and_a_heading(document: Path) -> None:
    broken = []
    for link in links(document):
        target, _, anchor = link.partition("#")
        if "://" in link:
            continue
        there = (document.parent / target).resolve() if target else document
        if not there.exists() or (anchor and there.suffix == ".md" and anchor not in anchors(there)):
            broken.append(link)
    assert broken == []


def test_every_page_is_reached_from_the_readme() -> None:
    reached: set[Path] = set()
    ahead = [REPOSITORY / "README.md", REPOSITORY / "README.zh-CN.md"]
    while ahead:
        page = ahead.pop()
        if page in reached or page.suffix != ".md" or not page.is_file():
            continue
        reached.add(page)
        targets = (link.partition("#")[0] for link in links(page) if "://" not in link)
        ahead += [(page.parent / target).resolve() for target in targets if target]
    assert [name(page) for page in PAGES if page not in reached] == []


@pytest.mark.parametrize("document", [page for page in PAGES if page.name.endswith(".zh-CN.md")], ids=name)
def test_a_page_and_its_chinese_twin_show_the_same_examples(document: Path) -> None:
    """What runs is one and the same; only what a page tells its reader differs, and what the command line prints."""
    twin = document.with_name(document.name.replace(".zh-CN", ""))
    shown, other = (
        [
            (block.language, block.file, block.text)
            for block in blocks(one)
            if block.language in ("yaml", "jsonl", "python")
        ]
        for one in (document, twin)
    )
    assert shown == other


@pytest.mark.parametrize("index", ["docs/index.md", "docs/index.zh-CN.md"])
def test_the_map_has_every_room(index: str) -> None:
    rooms = {found.parent.name for found in (REPOSITORY / "src" / "doorstep").glob("*/__init__.py")}
    text = (REPOSITORY / index).read_text(encoding="utf-8")
    assert {room for room in rooms if f"| `{room}/` |" not in text} == set()
