"""The screens' types of the wire: written from the API as it is now, and none of the screens' own left unchecked."""

from __future__ import annotations

import re
import runpy
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
WEB = ROOT / "web"
CHECKED = {
    "common/api/types.ts": "common/api/wire.check.ts",
    "console/stores/api.ts": "console/wire.check.ts",
    "console/pages/admin/types.ts": "console/wire.check.ts",
    "console/pages/sanctions/types.ts": "console/wire.check.ts",
    "console/pages/figures/types.ts": "console/wire.check.ts",
    "console/pages/standards/types.ts": "console/wire.check.ts",
}
NO_ANSWER = {"FigureKey", "SanctionState", "NewAct"}
"""Types that are a part of no answer by themselves: unions of keys, and what only a request holds."""


@pytest.fixture(scope="module")
def tool(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    from tests.record.stores import ready

    ready(tmp_path_factory.mktemp("wire"))
    return runpy.run_path(str(ROOT / "tools" / "make_wire_types.py"))


def test_the_types_are_those_of_the_api(tool: dict[str, Any]) -> None:
    written = (WEB / "common" / "api" / "wire.ts").read_text(encoding="utf-8")
    assert written == tool["page"](tool["described"]()), "stale: python tools/make_wire_types.py"


@pytest.mark.parametrize(
    ("schema", "wanted"),
    [
        ({"type": "array", "items": {"$ref": "#/x/Line"}}, "readonly Line[]"),
        ({"anyOf": [{"type": "string"}, {"type": "null"}]}, "string | null"),
        ({"type": "array", "items": {"anyOf": [{"type": "integer"}, {"type": "null"}]}}, "readonly (number | null)[]"),
        ({"enum": ["a", "b"], "type": "string"}, '"a" | "b"'),
        ({"const": "a"}, '"a"'),
        ({"type": "object", "additionalProperties": {"type": "integer"}}, "Readonly<Record<string, number>>"),
        ({"type": "object", "additionalProperties": True}, "Readonly<Record<string, unknown>>"),
        ({"type": "object", "properties": {"a": {"type": "boolean"}}}, "{ readonly a?: boolean; }"),
        ({}, "unknown"),
    ],
)
def test_a_schema_as_a_type(tool: dict[str, Any], schema: dict[str, Any], wanted: str) -> None:
    assert tool["type_of"](schema) == wanted


@pytest.mark.parametrize("name", CHECKED)
def test_every_type_of_the_screens_is_checked(name: str) -> None:
    """Named in the check, or reached from one that is named."""
    text = (WEB / name).read_text(encoding="utf-8")
    bodies = dict(
        re.findall(
            r"export (?:interface|type) (\w+)\b(.*?)\n\n(?=export|/\*\*|\Z|interface|const)", text + "\n\n", re.DOTALL
        )
    )
    check = (WEB / CHECKED[name]).read_text(encoding="utf-8")
    reached = {one for one in bodies if re.search(rf"\.{one}\b", check)}
    assert reached, "nothing of it is checked"
    while more := {
        one for one in set(bodies) - reached if any(re.search(rf"\b{one}\b", bodies[name]) for name in reached)
    }:
        reached |= more
    assert set(bodies) - reached - NO_ANSWER == set()
