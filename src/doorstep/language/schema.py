"""The published JSON Schema (Draft 2020-12) of a standard's file, for editors that complete and underline.

Written from the loader's own ``shapes``; it knows forms, not names: what refers to something is checked by the loader.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from doorstep.language import shapes
from doorstep.language.checks_values import AT_MOST, DAY, KEBAB, NAME, PERCENT, TIME
from doorstep.language.durations import PATTERN
from doorstep.language.shapes import Either, Keys, Leaf, ListOf, MapOf, Shape, Word

Schema = dict[str, Any]

_PARAMETER = r"\$[A-Za-z_][A-Za-z0-9_]*"
_NUMBER_OR_PARAMETER: Schema = {"anyOf": [{"type": "number", "minimum": 0}, {"pattern": f"^{_PARAMETER}$"}]}
_EXPRESSION: Schema = {"type": ["string", "number", "boolean"]}
_LEAVES: dict[str, Schema] = {
    "text": {"type": "string", "pattern": r"\S"},
    "bool": {"type": "boolean"},
    "number": _NUMBER_OR_PARAMETER,
    "amount": {"type": ["number", "string"]},
    "count": {"anyOf": [{"type": "integer", "minimum": 1}, {"pattern": f"^{_PARAMETER}$"}]},
    "duration": {"type": "string", "pattern": f"^(?:{PATTERN}|{_PARAMETER})$"},
    "every": {"type": "string", "pattern": f"^(?:{'|'.join(shapes.PERIODS)}|{PATTERN}|{_PARAMETER})$"},
    "time": {"type": "string", "pattern": f"^(?:{TIME.pattern}|{_PARAMETER})$"},
    "day": {"type": "string", "pattern": f"^{DAY.pattern}$"},
    "target": {"type": "string", "pattern": rf"^(?:{PERCENT.pattern}|{AT_MOST.pattern}|.*{_PARAMETER}%?)$"},
    "key": {"type": "string", "pattern": f"^{NAME.pattern}$"},
    "standard_key": {"type": "string", "pattern": f"^{KEBAB.pattern}$"},
    "own_key": {"type": "string", "pattern": f"^{KEBAB.pattern}$"},
    "clause_id": {"type": "string", "pattern": "^[^/]+/[^/]+$"},
    "phrases": {"type": "string", "pattern": f"^{_PARAMETER}$"},
    "condition": _EXPRESSION,
    "holds": _EXPRESSION,
    "limit": _EXPRESSION,
    "formula": _EXPRESSION,
    "data": {},
    "parameter_value": {"type": ["string", "number", "array"]},
    "rule": {"type": "object"},
}
"""What the words of leaves ask of a value's form; every other leaf is a text."""


@cache
def _hints() -> dict[str, dict[str, str]]:
    text = Path(__file__).with_name("hints.json").read_text(encoding="utf-8")
    found: dict[str, dict[str, str]] = json.loads(text)
    return found


def schema() -> Schema:
    """The schema of a standard's file."""
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": "urn:doorstep:standard",
        "title": "Doorstep service standard",
        **_of(shapes.STANDARD),
        "$defs": {
            "clause": _clause(),
            **{f"rule-{kind}": _rule(kind) for kind in shapes.KINDS},
        },
    }


def text() -> str:
    """The schema as the text of its file."""
    return json.dumps(schema(), ensure_ascii=False, indent=2) + "\n"


def write(path: Path) -> None:
    """Write the schema to the file at ``path``."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text(), encoding="utf-8")


def _of(shape: Shape) -> Schema:
    if shape is shapes.CLAUSE:
        return {"$ref": "#/$defs/clause"}
    if isinstance(shape, Leaf):
        return _leaf(shape.what)
    if isinstance(shape, Word):
        return {"enum": list(shape.words)}
    if isinstance(shape, ListOf):
        return {"type": "array", "items": _of(shape.item), **({"minItems": shape.least} if shape.least else {})}
    if isinstance(shape, MapOf):
        return _map(shape)
    if isinstance(shape, Keys):
        return _keys(shape)
    return {"anyOf": [_of(option) for option in shape.shapes]} if isinstance(shape, Either) else {}


def _leaf(what: str) -> Schema:
    hint = _hints()["leaves"].get(what)
    form = _LEAVES.get(what, {"type": "string"})
    return {**form, "description": hint} if hint else dict(form)


def _map(shape: MapOf) -> Schema:
    found: Schema = {"type": "object", "additionalProperties": _of(shape.value)}
    if shape.name == "key":
        found["propertyNames"] = {"pattern": f"^{NAME.pattern}$"}
    if shape.least:
        found["minProperties"] = shape.least
    return found


def _keys(shape: Keys) -> Schema:
    found: Schema = {
        "type": "object",
        "properties": {name: _of(inner) for name, inner in {**shape.must, **shape.may}.items()},
        "required": list(shape.must),
        "additionalProperties": False,
    }
    groups = [{"oneOf": [{"required": [name]} for name in group]} for group in shape.one_of]
    groups += [{"anyOf": [{"required": [name]} for name in group]} for group in shape.some_of]
    if groups:
        found["allOf"] = groups
    return found


def _rule(kind: str) -> Schema:
    return {"description": _hints()["kinds"][kind], **_keys(shapes.rule_shape(kind))}


def _clause() -> Schema:
    """A clause: its rule has the keys of its kind; only one that decides nothing may do without."""
    found = _keys(shapes.CLAUSE)
    found["properties"]["kind"] = {
        "oneOf": [{"const": kind, "description": _hints()["kinds"][kind]} for kind in shapes.KINDS]
    }
    found["allOf"] = [
        {
            "if": {"properties": {"check": {"const": "info"}}},
            "else": {"required": ["rule"]},
        },
        *(
            {
                "if": {"properties": {"kind": {"const": kind}}, "required": ["kind"]},
                "then": {"properties": {"rule": {"$ref": f"#/$defs/rule-{kind}"}}},
            }
            for kind in shapes.KINDS
        ),
    ]
    return found


if __name__ == "__main__":
    write(Path("docs/schema/standard.schema.json"))
