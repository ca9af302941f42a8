"""What the documents show runs: standards load and judge as they say, commands print what is shown."""

from __future__ import annotations

import doctest
import re
import shlex
from pathlib import Path

import pytest
import yaml

from doorstep.calendar import DAY, format_day, format_moment
from doorstep.cli import main
from doorstep.gate.scenarios import read_scenario, run_scenario
from doorstep.judge import judge, program, read_case
from doorstep.judge.expressions import Expressions
from doorstep.judge.values import Day, Moment
from doorstep.language import reader
from doorstep.language.expressions import parse
from doorstep.language.shapes import KINDS
from tests.docs.pages import PAGES, REPOSITORY, blocks, name, table, unpack, without_blocks

LANGUAGES = {"yaml", "jsonl", "json", "console", "python", "text"}
ALL = [block for page in PAGES for block in blocks(page)]
COMMANDS = [page for page in PAGES if any(block.language == "console" for block in blocks(page))]
SESSIONS = [page for page in PAGES if any(block.language == "python" for block in blocks(page))]
STANDARDS = [page for page in PAGES if any(block.text.startswith("scenario: ") for block in blocks(page))]
GUIDE = REPOSITORY / "docs" / "language.md"


def test_every_block_says_what_it_is() -> None:
    assert [str(block) for block in ALL if block.language not in LANGUAGES] == []


@pytest.mark.parametrize("block", [block for block in ALL if block.language == "yaml"], ids=str)
def test_every_yaml_block_is_yaml(block) -> None:
    assert yaml.safe_load(block.text)


@pytest.mark.parametrize("document", SESSIONS, ids=name)
def test_every_python_session_gives_what_it_shows(document: Path) -> None:
    text = "\n".join(block.text for block in blocks(document) if block.language == "python")
    session = doctest.DocTestParser().get_doctest(text, {}, name(document), str(document), 0)
    assert session.examples, "a python block is a session with >>>"
    assert doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(session).failed == 0


@pytest.mark.parametrize("document", STANDARDS, ids=name)
def test_every_standard_loads_and_every_scenario_comes_out_as_told(document: Path, tmp_path: Path) -> None:
    unpack(document, tmp_path)
    loaded = {file.stem: reader.load(file) for file in tmp_path.glob("*-example.yaml")}
    scenarios = sorted(tmp_path.glob("examples/*/*.yaml"))
    assert loaded.keys() == {file.parent.name for file in scenarios}
    for file in scenarios:
        run = run_scenario(read_scenario(file), loaded[file.parent.name])
        assert [(file.stem, wrong.clause, wrong.got) for wrong in run.mismatches] == []


def test_the_guide_shows_every_kind_of_rule(tmp_path: Path) -> None:
    unpack(GUIDE, tmp_path)
    shown = {clause.kind for file in tmp_path.glob("*-example.yaml") for clause in reader.load(file).clauses.values()}
    assert set(KINDS) - shown == set()


@pytest.mark.parametrize("document", ["docs/language.md", "docs/language.zh-CN.md"])
def test_the_table_of_meanings_is_what_the_judge_computes(document: str, tmp_path: Path) -> None:
    unpack(REPOSITORY / document, tmp_path)
    standard = reader.load(tmp_path / "expressions-example.yaml")
    scenario = read_scenario(next((tmp_path / "examples" / "expressions-example").iterdir()))
    ready = program(standard, scenario.case)
    judgement = judge(ready, read_case(ready, scenario.facts, scenario.events), scenario.as_of)
    expressions = Expressions(ready.program, ready.breached)
    rows = meanings(REPOSITORY / document)
    assert len(rows) > 30
    got = {
        text: written(expressions.build(parse(text))(judgement.whole, -1, judgement.whole.last, None)) for text in rows
    }
    assert got == rows


def meanings(document: Path) -> dict[str, str]:
    """The expressions of a page's tables of meanings, each with what it gives."""
    found = {}
    for text in re.findall(r"((?:^\|.*\n)+)", without_blocks(document), re.MULTILINE):
        head, *rows = table(text)
        if head[:2] in (["expression", "gives"], ["表达式", "得到"]):
            found |= {row[0].strip("`").replace("\\|", "|"): row[1].strip("`") for row in rows}
    return found


def written(value: object) -> str:
    """A value as the table writes it."""
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, Day):
        return format_day(value)
    if isinstance(value, Moment):
        return format_moment(value, end_of_day=value % DAY == 0)
    return f"'{value}'" if isinstance(value, str) else str(value)


@pytest.mark.parametrize("document", COMMANDS, ids=name)
def test_every_command_prints_what_is_shown(
    document: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    unpack(document, tmp_path)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    for block in blocks(document):
        if block.language == "console":
            for command, shown in sessions(block.text):
                with_code = command.endswith("; echo $?")
                words = shlex.split(command.removesuffix("; echo $?"), comments=True)
                if words[0] == "make":
                    assert words[1] in targets()
                    continue
                code, printed = run(words, capsys)
                printed += f"{code}\n" if with_code else ""
                assert code == 0 or with_code, f"{block}: {command}: {printed}"
                assert not shown or re.fullmatch(pattern(shown), printed), f"{block}: {command}:\n{printed}"


def targets() -> list[str]:
    return re.findall(r"^([a-z-]+):", (REPOSITORY / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)


def run(words: list[str], capsys: pytest.CaptureFixture[str]) -> tuple[int, str]:
    """The exit code of a command of ours, and what it prints."""
    assert Path(words[0]).name == "doorstep", words
    with pytest.raises(SystemExit) as left:
        main(words[1:])
    printed = capsys.readouterr()
    return int(left.value.code or 0), printed.out + printed.err


def sessions(text: str) -> list[tuple[str, str]]:
    """Each command of a console block with what it prints; nothing shown is nothing said about it."""
    found: list[tuple[str, str]] = []
    for line in text.splitlines(keepends=True):
        if line.startswith("$ "):
            found.append((line[2:].strip(), ""))
        else:
            command, shown = found[-1]
            found[-1] = (command, shown + line)
    return found


def pattern(shown: str) -> str:
    """What is shown as a regular expression; "…" stands for anything in a line, on a line of its own for any lines."""
    lines = []
    for line in shown.splitlines():
        whole = line.strip() == "…"
        lines.append(r"(?:.*\n)*?" if whole else ".*?".join(map(re.escape, line.rstrip().split("…"))) + r" *\n")
    return "".join(lines)
