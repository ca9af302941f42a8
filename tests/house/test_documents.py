"""The documents hold: their links lead somewhere, their commands exist, and their examples are the real thing."""

import re
from pathlib import Path

import pytest

from doorstep.cli.registry import VERBS

READMES = ("README.md", "README.zh-CN.md")


def pages(repository: Path) -> list[Path]:
    return [repository / name for name in READMES] + sorted((repository / "docs").rglob("*.md"))


def test_every_link_leads_to_a_file(repository: Path) -> None:
    broken = [
        f"{page.relative_to(repository)}: {target}"
        for page in pages(repository)
        for target in re.findall(r"\]\(([^)#\s]+)", page.read_text(encoding="utf-8"))
        if "://" not in target and not (page.parent / target).exists()
    ]
    assert broken == []


def test_every_decision_is_listed(repository: Path) -> None:
    folder = repository / "docs" / "decisions"
    index = (folder / "README.md").read_text(encoding="utf-8")
    decided = {page.name for page in folder.glob("*.md")} - {"README.md"}
    assert {name for name in decided if f"({name})" not in index} == set()


@pytest.mark.parametrize("readme", READMES)
def test_the_clause_shown_is_the_standard_s_own(repository: Path, readme: str) -> None:
    (clause,) = re.findall(r"```yaml\n(.*?)```", (repository / readme).read_text(encoding="utf-8"), re.DOTALL)
    standard = (repository / "src/doorstep/standards/hotel-iptv.yaml").read_text(encoding="utf-8")
    assert clause in standard


@pytest.mark.parametrize("readme", READMES)
def test_every_command_shown_exists(repository: Path, readme: str) -> None:
    text = (repository / readme).read_text(encoding="utf-8")
    targets = re.findall(r"^([a-z-]+):", (repository / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
    assert set(re.findall(r"\bmake ([a-z]+)\b", text)) - set(targets) == set()
    assert set(re.findall(r"doorstep ([a-z]+) ", text)) - {verb.name for verb in VERBS} == set()


def test_make_help_explains_every_target(repository: Path) -> None:
    makefile = (repository / "Makefile").read_text(encoding="utf-8")
    explained = set(re.findall(r"^([a-z]+):.*#> \S", makefile, re.MULTILINE))
    assert explained == {
        "help",
        "setup",
        "check",
        "test",
        "crawl",
        "demo",
        "bench",
        "soak",
        "schema",
        "format",
        "clean",
    }
