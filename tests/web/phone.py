"""The phone's judge as a process of Node, asked a line at a time; and what this side's judge says to the same question."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from collections.abc import Iterable, Mapping
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any, Self

from doorstep import judge, standards
from doorstep.judge import BadCase, Finding, Judgement
from doorstep.language.compiler import compile_case
from doorstep.language.program_words import words

WEB = Path(__file__).parents[2] / "web"
RUN = WEB / "common" / "judge" / "run.ts"
NEEDED = 24
"""The first Node that runs TypeScript as it stands."""


@cache
def node() -> str | None:
    """A Node that is new enough: the one beside this Python, else the system's."""
    beside = Path(sys.executable).parent / "node"
    for command in (str(beside) if beside.exists() else None, shutil.which("node")):
        if command and _version(command) >= NEEDED:
            return command
    return None


def _version(command: str) -> int:
    found = subprocess.run([command, "--version"], capture_output=True, text=True, check=False).stdout
    return int(found.strip().removeprefix("v").partition(".")[0] or 0)


def _folder(package: str) -> Iterable[Any]:
    return sorted((f for f in resources.files(package).iterdir() if f.name.endswith(".json")), key=lambda f: f.name)


def years() -> list[Any]:
    """The yearly files of the calendar."""
    return [
        json.loads(f.read_text(encoding="utf-8")) for f in (resources.files("doorstep.calendar") / "years").iterdir()
    ]


def texts() -> dict[str, Any]:
    """The sentences of both languages."""
    found = _folder("doorstep.judge.reasons")
    return {f.name.removesuffix(".json"): json.loads(f.read_text(encoding="utf-8")) for f in found}


@cache
def shipped() -> dict[str, Any]:
    """Programs and words of every packaged standard, by "standard/case"."""
    kinds = [(name, kind) for name in standards.names() for kind in standards.load(name).cases]
    return {
        "programs": {f"{name}/{kind}": compile_case(standards.load(name), kind) for name, kind in kinds},
        "words": {f"{name}/{kind}": words(standards.load(name), kind) for name, kind in kinds},
    }


class Asked:
    """A process of Node that answers a line with a line. Close it by leaving the ``with``."""

    def __init__(self, script: Path, *arguments: str) -> None:
        command = node()
        assert command is not None
        self.process = subprocess.Popen(
            [command, str(script), *arguments], stdin=subprocess.PIPE, stdout=subprocess.PIPE, encoding="utf-8"
        )

    def ask(self, question: Mapping[str, Any]) -> Any:
        """The answer to one question. Raises ``AssertionError`` when the process failed at it."""
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.write(json.dumps(question) + "\n")  # in ASCII: some of Unicode ends a line for Node
        self.process.stdin.flush()
        answer = json.loads(self.process.stdout.readline())
        assert "error" not in answer, answer["error"]
        return answer

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()


class Phone(Asked):
    """The phone's judge. A case that cannot be read is answered by ``{bad}``."""

    def __init__(self, folder: Path, **setup: Any) -> None:
        written = folder / "setup.json"
        setup = {"years": years(), "texts": texts()} | setup
        written.write_text(json.dumps(setup, ensure_ascii=False), encoding="utf-8")
        super().__init__(RUN, str(written))


def question(line: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """A line of the vectors as a question."""
    keys = ("facts", "events", "as_of")
    return {"program": f"{line['standard']}/{line['case']}", **{key: line[key] for key in keys}, **more}


def answer(asked: Mapping[str, Any]) -> Any:
    """What this side's judge says to the same question, in the same words."""
    name, kind = asked["program"].split("/")
    program = judge.program(standards.load(name), kind)
    try:
        case = judge.read_case(program, asked["facts"], asked["events"])
        judgement = judge.judge(program, case, asked["as_of"], known=asked.get("known"), units=asked.get("units") or ())
        return _answered(judgement, asked)
    except BadCase as bad:
        return {"bad": {"code": bad.code, "path": bad.path}}


def _answered(judgement: Judgement, asked: Mapping[str, Any]) -> dict[str, Any]:
    want = asked.get("want") or ()
    result: dict[str, Any] = {"verdicts": judgement.verdicts, "finished": judgement.finished}
    if "findings" in want or "sentences" in want:
        told = {"sentences": "sentences" in want}
        result["findings"] = {
            clause: {
                "first": _told(judgement.finding(clause), **told),
                "all": [_told(finding, **told) for finding in judgement.findings(clause)],
            }
            for clause in judgement.verdicts
        }
    if "duties" in want:
        result["duties"] = [_duty(duty) for duty in judge.duties(judgement)]
    if "try" in asked:
        outcome = judge.what_if(judgement.ready, asked["facts"], asked["events"], asked["try"], asked["as_of"])
        breaches = [_told(finding) for finding in outcome.breaches]
        result["what_if"] = {"breaches": breaches, "hanging": outcome.hanging, "answers": outcome.answers}
    return result


def _duty(duty: judge.Duty) -> dict[str, Any]:
    plain = {key: getattr(duty, key) for key in ("clause", "unit", "limit")}
    lists = {key: list(getattr(duty, key)) for key in ("acts", "by", "before")}
    return {**plain, **lists, "finding": _told(duty.finding)}


TOLD = ("clause", "verdict", "form", "code", "unit", "act", "answer", "limit", "cites", "seconds_over", "seconds_used")


def _told(finding: Finding, *, sentences: bool = False) -> dict[str, Any]:
    told = {key: getattr(finding, key) for key in TOLD}
    if sentences:
        assert finding.judgement is not None
        told |= {lang: finding.judgement.sentence(finding, lang) for lang in ("zh", "en")}
    return told
