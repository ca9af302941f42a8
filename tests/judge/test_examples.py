"""The scenarios that the standards carry as examples: every expected verdict."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from doorstep import judge, standards

FILES = sorted((Path(standards.__file__).parent / "examples").rglob("*.yaml"))
LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def test_every_standard_has_examples() -> None:
    assert {file.parent.name for file in FILES} == set(standards.names())


@pytest.mark.parametrize("file", FILES, ids=[f"{file.parent.name}/{file.stem}" for file in FILES])
def test_an_example_comes_out_as_its_story_says(file: Path) -> None:
    story = yaml.load(file.read_text(encoding="utf-8"), Loader=LOADER)
    program = judge.program(standards.load(story["standard"]), story["case"])
    case = judge.read_case(program, story["facts"], story["events"])
    verdicts = judge.judge(program, case, story["as_of"]).verdicts
    assert story["expect"]
    assert {key: verdicts[key] for key in story["expect"]} == story["expect"]
