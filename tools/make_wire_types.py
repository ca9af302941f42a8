"""Writes web/common/api/wire.ts: the API's own description (OpenAPI) as TypeScript types.

Run by hand when what the API answers or takes changes: `python tools/make_wire_types.py`. A test fails while the file is
stale, and the screens' type check fails where their own types ask for what is not there any more (`wire.check.ts`).
"""

from __future__ import annotations

import os
import sys
import tempfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

TARGET = Path(__file__).parents[1] / "web" / "common" / "api" / "wire.ts"
HEAD = """/** What the API answers and takes. Written by tools/make_wire_types.py: change the API, not this file. */
"""
SIMPLE = {"string": "string", "integer": "number", "number": "number", "boolean": "boolean", "null": "null"}
JSON = "application/json"

Described = Mapping[str, Any]


def type_of(schema: Described) -> str:
    """The TypeScript type of a JSON schema."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[1]
    if "const" in schema:
        return _literal(schema["const"])
    if "enum" in schema:
        return " | ".join(_literal(one) for one in schema["enum"])
    for several, sign in (("anyOf", " | "), ("oneOf", " | "), ("allOf", " & ")):
        if several in schema:
            return sign.join(dict.fromkeys(type_of(one) for one in schema[several]))
    if "prefixItems" in schema:
        return f"readonly [{', '.join(type_of(one) for one in schema['prefixItems'])}]"
    if schema.get("type") == "array":
        inner = type_of(schema.get("items") or {})
        return f"readonly ({inner})[]" if "|" in inner or "&" in inner or " " in inner else f"readonly {inner}[]"
    if schema.get("type") == "object" or "properties" in schema:
        return _object(schema)
    return SIMPLE.get(str(schema.get("type")), "unknown")


def _literal(value: Any) -> str:
    return (
        f'"{value}"' if isinstance(value, str) else {True: "true", False: "false", None: "null"}.get(value, str(value))
    )


def _object(schema: Described) -> str:
    if not schema.get("properties"):
        more = schema.get("additionalProperties", True)
        inner = type_of(more) if isinstance(more, Mapping) and more else "unknown"
        return f"Readonly<Record<string, {inner}>>"
    return "{ " + " ".join(_members(schema)) + " }"


def _members(schema: Described) -> Iterator[str]:
    required = set(schema.get("required", ()))
    for name, inner in schema["properties"].items():
        key = name if name.isidentifier() else f'"{name}"'
        yield f"readonly {key}{'' if name in required else '?'}: {type_of(inner)};"


def _named(name: str, schema: Described) -> Iterator[str]:
    if schema.get("properties"):
        yield f"export interface {name} {{"
        yield from (f"  {member}" for member in _members(schema))
        yield "}"
    else:
        yield f"export type {name} = {type_of(schema)};"
    yield ""


def _operations(described: Described) -> Iterator[tuple[str, str, str]]:
    """Each operation with the type of its good answer and of what it takes."""
    for methods in described["paths"].values():
        for operation in methods.values():
            good = next((a for status, a in operation["responses"].items() if str(status).startswith("2")), {})
            yield operation["operationId"], _content(good), _content(operation.get("requestBody", {}))


def _content(part: Described) -> str:
    schema = part.get("content", {}).get(JSON, {}).get("schema")
    return type_of(schema) if schema else "never"


def page(described: Described) -> str:
    """The whole file."""
    lines = [HEAD]
    for name, schema in sorted(described["components"]["schemas"].items()):
        lines += _named(name, schema)
    found = sorted(_operations(described))
    for title, kind, place in (
        ("What each operation answers.", "Answers", 1),
        ("What each operation takes.", "Takes", 2),
    ):
        lines += [f"/** {title} */", f"export interface {kind} {{"]
        lines += [f"  readonly {one[0]}: {one[place]};" for one in found if one[place] != "never"]
        lines += ["}", ""]
    return "\n".join(lines)


def described() -> dict[str, Any]:
    """The API's description of itself."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.gate.site.settings")
    import django

    django.setup()
    from doorstep.gate.api import api

    return dict(api.get_openapi_schema())


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        os.environ.setdefault("DOORSTEP_HOME", folder)
        TARGET.write_text(page(described()), encoding="utf-8")
    sys.exit(0)
