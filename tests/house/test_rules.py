"""House rules that no linter knows: files stay short and say what they hold, texts come in pairs, nothing leaks."""

import ast
import json
import re
import string
import subprocess
from pathlib import Path
from typing import Any

import pytest

LONGEST = 400
# Files that may be longer, each with its reason.
LONGER: dict[str, str] = {}

CODE = {".py", ".js", ".css", ".html"}

# Spelt in parts, so that this file does not find itself.
LEAKS = {
    "a place of somebody's machine": r"(?<![\w.)])/" + r"work(?![\w-])",
    "the place where it was written": r"\bshared/" + r"(?:catalogue|[a-z-]+\.md)",
    "an address of a package registry": r"\b(?:py" + r"pi\.org|python" + r"hosted\.org|npm" + r"js\.(?:org|com))",
    "an address of a package mirror": r"\bdeb\.deb" + r"ian\.org|\bsnapshot\.deb" + r"ian\.org",
}


@pytest.fixture(scope="session")
def tracked(repository: Path) -> list[Path]:
    """Every file that is, or may be, committed."""
    if not (repository / ".git").exists():
        pytest.skip("not a git checkout, so nothing says which files are committed")
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=repository,
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    return [path for name in listed.split("\0") if name and (path := repository / name).is_file()]


def test_no_file_is_too_long(repository: Path, tracked: list[Path]) -> None:
    lengths = {
        str(path.relative_to(repository)): len(path.read_text(encoding="utf-8").splitlines())
        for path in tracked
        if path.suffix in CODE and path.is_relative_to(repository / "src")
    }
    too_long = {name: lines for name, lines in lengths.items() if lines > LONGEST and name not in LONGER}
    assert too_long == {}
    assert {name for name in LONGER if lengths.get(name, 0) <= LONGEST} == set(), "listed, but no longer that long"


def test_every_module_opens_with_what_lives_in_it(repository: Path, tracked: list[Path]) -> None:
    silent = [
        str(path.relative_to(repository))
        for path in tracked
        if path.suffix == ".py"
        and not path.match("migrations/0*.py")  # written by a command; their name says what they do
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]
    assert silent == []


def leaks_in(text: str) -> list[str]:
    return [
        f"line {number}: {what}"
        for number, line in enumerate(text.splitlines(), 1)
        for what, pattern in LEAKS.items()
        if re.search(pattern, line)
    ]


def test_nothing_committed_names_a_machine_or_a_registry(repository: Path, tracked: list[Path]) -> None:
    found = {}
    for path in tracked:
        try:
            text = path.read_text(encoding="utf-8")
        except UnicodeDecodeError:
            continue  # pictures and packed vectors
        if leaks := leaks_in(text):
            found[str(path.relative_to(repository))] = leaks
    assert found == {}


@pytest.mark.parametrize(
    ("text", "leaks"),
    [
        ("cd /" + "work/main", True),
        ("see (/" + "work)", True),
        ("the room src/doorstep/" + "work/visit.py", False),
        ("a /" + "workbook", False),
        ("https://py" + "pi.org/simple", True),
        ("../shared/" + "design.md", True),
    ],
)
def test_leaks_are_told_from_ordinary_words(text: str, leaks: bool) -> None:
    assert bool(leaks_in(text)) is leaks


def leaves(texts: Any, path: str = "") -> dict[str, Any]:
    """Every text of a catalogue by the path of its keys."""
    if isinstance(texts, dict):
        return {name: leaf for key, value in texts.items() for name, leaf in leaves(value, f"{path}/{key}").items()}
    return {path: texts}


def placeholders(text: Any) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name} if isinstance(text, str) else set()


def catalogues(tracked: list[Path]) -> list[tuple[Path, Path]]:
    return [(path, path.with_name("en.json")) for path in tracked if path.name == "zh.json"]


def test_every_chinese_text_has_its_english_twin(repository: Path, tracked: list[Path]) -> None:
    pairs = catalogues(tracked)
    assert pairs
    for chinese, english in pairs:
        zh, en = (leaves(json.loads(path.read_text(encoding="utf-8"))) for path in (chinese, english))
        alone = {
            key for key in zh.keys() ^ en.keys() if key in zh or not key.endswith(".one")
        }  # Chinese has no singular
        assert alone == set(), chinese.parent.relative_to(repository)
        assert [key for key in en if en[key] == ""] == [], chinese.parent.relative_to(repository)


def test_the_two_languages_of_a_text_name_the_same_values(repository: Path, tracked: list[Path]) -> None:
    for chinese, english in catalogues(tracked):
        zh, en = (leaves(json.loads(path.read_text(encoding="utf-8"))) for path in (chinese, english))
        differ = {key for key in zh.keys() & en.keys() if placeholders(zh[key]) != placeholders(en[key])}
        assert differ == set(), chinese.parent.relative_to(repository)


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_a_lock_pins_by_hash_and_holds_no_address(repository: Path, lock: str) -> None:
    text = (repository / lock).read_text(encoding="utf-8")
    entries = re.split(r"\n(?=[a-z0-9])", "\n" + text)[1:]
    assert entries
    assert "://" not in text
    assert [entry for entry in entries if "==" not in entry or "--hash=sha256:" not in entry] == []


def test_the_tests_run_on_what_users_run_on(repository: Path) -> None:
    run, develop = (
        set(re.findall(r"^[\w.-]+==[^ ;\\]+", (repository / name).read_text(encoding="utf-8"), re.MULTILINE))
        for name in ("requirements.txt", "requirements-dev.txt")
    )
    assert run - develop == set()
