"""A standard's own figures: ``$name`` in a rule is replaced by the parameter's value. Nothing is judged here."""

from __future__ import annotations

import re

EXPRESSIONS = ("when", "unless", "only_if", "holds", "formula", "by", "not_before", "since")
NAME = re.compile(r"\$(\w+)")


def with_parameters(standard: dict) -> dict:
    """The standard with every ``$name`` of its rules replaced; the standard itself if it has no parameters."""
    parameters = standard.get("parameters") or {}
    values = {name: one.get("value") if isinstance(one, dict) else one for name, one in parameters.items()}
    if not values:
        return standard
    return {**standard, "clauses": [replaced(clause, values, "") for clause in standard["clauses"]]}


def replaced(node: object, values: dict, key: str) -> object:
    if isinstance(node, dict):
        return {name: replaced(value, values, name) for name, value in node.items()}
    if isinstance(node, list):
        return [replaced(item, values, key) for item in node]
    if not isinstance(node, str):
        return node
    whole = NAME.fullmatch(node)
    if whole and whole[1] in values:
        return values[whole[1]]
    if key in EXPRESSIONS:
        return NAME.sub(lambda found: literal(values[found[1]]), node)
    return NAME.sub(lambda found: str(values.get(found[1], found[0])), node)


def literal(value: object) -> str:
    """A parameter's value as it is written inside an expression."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if value is None:
        return "null"
    if isinstance(value, list):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    return f"'{value}'" if isinstance(value, str) else str(value)
