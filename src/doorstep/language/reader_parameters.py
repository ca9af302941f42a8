"""Reads the parameters: a company's own figures, each of a type, each used."""

from __future__ import annotations

from typing import Any

from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.checks_values import TIME, is_duration
from doorstep.language.model import Parameter, Words
from doorstep.language.shapes import PARAMETER_TYPES, STANDARD
from doorstep.language.yamlnodes import Mapping, Node


def value(walker: Walker, node: Node, scope: Scope) -> Any:
    """A value of the type that its parameter names."""
    parameter = walker.names.parameters.get(scope.owner.name if scope.owner else "")
    found = node.plain()
    if parameter is None or parameter.type not in PARAMETER_TYPES:
        return found
    if not _fits(parameter.type, found):
        walker.fault(node, "parameter_value", scope, wanted=parameter.type, name=str(found))
        parameter.broken = True
    return found


def _fits(type_: str, found: Any) -> bool:
    if type_ == "int":
        return isinstance(found, int) and not isinstance(found, bool)
    if type_ == "decimal":
        return isinstance(found, (int, float)) and not isinstance(found, bool)
    if type_ == "duration":
        return is_duration(found)
    if type_ == "time":
        return isinstance(found, str) and bool(TIME.fullmatch(found))
    return isinstance(found, list) and bool(found) and all(isinstance(one, str) and one.strip() for one in found)


def read(walker: Walker, root: Mapping) -> dict[str, Any]:
    """The section as plain values, checked."""
    node = root.get("parameters")
    for parameter in walker.names.parameters.values():
        parameter.broken = parameter.type not in PARAMETER_TYPES
    return walker.value(node, STANDARD.may["parameters"], Scope(key="parameters")) or {} if node else {}


def unused(walker: Walker, root: Mapping) -> None:
    """Note every parameter that no rule, end or gesture names; to be called when all of them were read."""
    node = root.get("parameters")
    for name, key, _ in node if isinstance(node, Mapping) else ():
        if not walker.names.parameters[name].used:
            walker.fault(key, "parameter_unused", Scope(), name=name)


def build(plain: dict[str, Any]) -> dict[str, Parameter]:
    """The model of the parameters, which were found to be good."""
    return {
        key: Parameter(key, one["type"], _frozen(one["value"]), Words(one["zh"], one["en"]))
        for key, one in plain.items()
    }


def _frozen(found: Any) -> Any:
    return tuple(found) if isinstance(found, list) else found
