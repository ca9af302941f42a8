"""The documents as data: their fenced blocks, their links, their sheets; and a folder in which a page's files stand.

A fenced block says its language, and after it the file that it is (```` ```yaml mapping.yaml ````). A table below
``<!-- sheet orders.xlsx 工单 -->`` is that sheet of that workbook, or with ``orders/工单.csv`` that file.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import yaml
from openpyxl import Workbook

REPOSITORY = Path(__file__).resolve().parents[2]
PAGES = [REPOSITORY / name for name in ("README.md", "README.zh-CN.md")] + sorted((REPOSITORY / "docs").rglob("*.md"))

_FENCE = re.compile(r"^( *)(```+)([^\n`]*)\n(.*?)^\1\2 *$", re.MULTILINE | re.DOTALL)
_SHEET = re.compile(r"<!-- sheet (\S+)(?: (\S+))? -->\n+((?:\|.*\n)+)")
_LINK = re.compile(r"!?\[[^\]]*\]\(([^)\s]+)\)")


@dataclass(frozen=True)
class Block:
    """A fenced block: its page, its line (from 1), language, the file that it is ('' if none), and text."""

    page: Path
    line: int
    language: str
    file: str
    text: str

    def __str__(self) -> str:
        return f"{name(self.page)}:{self.line}"


def name(page: Path) -> str:
    """A page's path from the repository."""
    return str(page.relative_to(REPOSITORY))


def blocks(page: Path) -> list[Block]:
    """The fenced blocks of a page, in their order."""
    text = page.read_text(encoding="utf-8")
    found = []
    for match in _FENCE.finditer(text):
        language, _, file = match[3].strip().partition(" ")
        found.append(Block(page, text.count("\n", 0, match.start()) + 1, language, file.strip(), match[4]))
    return found


def without_blocks(page: Path) -> str:
    """A page's text between its fenced blocks."""
    return _FENCE.sub("", page.read_text(encoding="utf-8"))


def links(page: Path) -> Iterator[str]:
    """Where the links and pictures of a page lead."""
    yield from _LINK.findall(re.sub(r"`[^`\n]*`", "", without_blocks(page)))


def anchors(page: Path) -> set[str]:
    """The anchors that a page's headings give, as GitHub makes them."""
    heads = re.findall(r"^#+ +(.+?) *#*$", without_blocks(page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", head.lower()).replace(" ", "-") for head in heads}


def table(text: str) -> list[list[str]]:
    """The cells of a table, without the line under its headings."""
    rows = [
        [cell.strip().replace(r"\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]] for line in text.splitlines()
    ]
    return [row for row in rows if not all(re.fullmatch(r":?-+:?", cell) for cell in row)]


def unpack(page: Path, folder: Path) -> None:
    """Write every file that a page shows into ``folder``: named blocks, standards, scenarios, sheets."""
    for block in blocks(page):
        file = block.file or _file_of(block)
        if file:
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text, encoding="utf-8")
    books: dict[str, Workbook] = {}
    for file, sheet, text in _SHEET.findall(page.read_text(encoding="utf-8")):
        if file.endswith(".csv"):
            path = folder / file
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("w", encoding="utf-8", newline="") as stream:
                csv.writer(stream).writerows(table(text))
            continue
        if file not in books:
            books[file] = Workbook()
            books[file].remove(books[file].active)
        made = books[file].create_sheet(sheet)
        for row in table(text):
            made.append([cell or None for cell in row])
    for file, book in books.items():
        book.save(folder / file)


def _file_of(block: Block) -> str:
    """The file of a whole standard or scenario; '' for any other block."""
    if block.language == "yaml" and block.text.startswith("standard: "):
        return f"{yaml.safe_load(block.text)['standard']}.yaml"
    if block.language == "yaml" and block.text.startswith("scenario: "):
        said = yaml.safe_load(block.text)
        return f"examples/{said['standard']}/{said['scenario']}.yaml"
    return ""
