"""Reads the gestures: one tap that records several acts, with their usual values and what is asked for."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime
from typing import Any

from doorstep.language.checks_names import entry_text, texts
from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.checks_values import is_day
from doorstep.language.model import Gesture, Words
from doorstep.language.shapes import GESTURE, GESTURE_ACT, Keys, Leaf
from doorstep.language.types import TEXT_LIKE, FieldType
from doorstep.language.yamlnodes import Mapping, Node, Scalar, Sequence

_OUTER = Keys(must={**GESTURE.must, "acts": Leaf("later")}, may=GESTURE.may)
_ASKED = {"scan": "text", "camera": "photo", "signature": "signature"}
"""What each way of asking gives; a ``field``'s own input gives whatever the field holds."""
_PARAMETERS = {
    "int": ("int",),
    "decimal": ("int", "decimal"),
    "text": ("duration", "time"),
    "list": ("list[text]",),
}


def read(walker: Walker, root: Mapping) -> dict[str, Any]:
    """The section as plain values, checked."""
    node = root.get("gestures")
    if node is None:
        return {}
    if not isinstance(node, Mapping):
        walker.wrong_type(node, "mapping", Scope(key="gestures"))
        return {}
    found = {}
    for name, key, value in node:
        walker.leaves["name:key"](walker, key, Scope(key="gestures"))
        found[name] = _gesture(walker, value, Scope(parameters=True).of("gesture", name))
    return found


def _gesture(walker: Walker, node: Node, scope: Scope) -> dict[str, Any]:
    acts = node.get("acts") if isinstance(node, Mapping) else None
    entries = acts.items if isinstance(acts, Sequence) else []
    first = entry_text(entries[0], "act") if entries else None
    cases = tuple(texts(node.get("cases"))) if isinstance(node, Mapping) else ()
    scope = replace(scope, cases=cases or None)
    plain = walker.value(node, _OUTER, replace(scope, judged=(first,) if first else ()))
    if not isinstance(node, Mapping) or acts is None:
        return plain or {}
    if not entries:
        walker.wrong_type(acts, "list", scope.at("acts")) if not isinstance(acts, Sequence) else walker.fault(
            acts, "empty_list", scope.at("acts")
        )
    used: set[str] = set()
    plain["acts"] = [_act(walker, entry, node, replace(scope, key="acts", more={"used": used})) for entry in entries]
    _unused(walker, node, used, scope)
    return plain or {}


def _act(walker: Walker, node: Node, gesture: Mapping, scope: Scope) -> dict[str, Any]:
    act = entry_text(node, "act")
    scope = replace(scope, judged=(act,) if act else (), rule=gesture)
    plain = walker.value(node, GESTURE_ACT, scope) or {}
    if act in walker.names.acts and isinstance(node, Mapping):
        _by(walker, node, act, gesture, scope)
    return plain


def _by(walker: Walker, node: Mapping, act: str, gesture: Mapping, scope: Scope) -> None:
    """An act is recorded by the gesture's own role, or by a party for whom it stands in; the act lists both."""
    own, given = entry_text(gesture, "by"), entry_text(node, "by")
    role, at = given or own, node.get("by") or node.get("act") or node
    if role not in walker.names.roles:
        return
    if role not in walker.names.by.get(act, ()):
        walker.fault(at, "gesture_not_by", scope, name=act, role=role, listed=walker.names.by.get(act, []))
    if role != own and not walker.names.roles[role]:
        walker.fault(at, "gesture_stranger", scope, name=role, own=own or "")


def _unused(walker: Walker, node: Mapping, used: set[str], scope: Scope) -> None:
    ask = node.get("ask")
    for name, key, _ in ask if isinstance(ask, Mapping) else ():
        if name not in used:
            walker.fault(key, "ask_unused", scope.at("ask"), name=name)


def data(walker: Walker, node: Node, scope: Scope) -> Any:
    """The value of a field: a literal or parameter of its type, or ``{ask: NAME}``."""
    name = str(scope.more.get("name", ""))
    act = scope.judged[0] if scope.judged else ""
    type_ = walker.names.acts.get(act, {}).get(name)
    scope = replace(scope, key=f"{act}.{name}")
    if isinstance(node, Mapping):
        _ask(walker, node, type_, scope)
        return node.plain()
    if isinstance(node, Scalar) and node.text.startswith("$") and isinstance(node.value, str):
        return _parameter(walker, node, type_, scope)
    if type_ is not None and type_.kind != "unread":
        _literal(walker, node, type_, name, scope)
    return node.plain()


def _ask(walker: Walker, node: Mapping, type_: FieldType | None, scope: Scope) -> None:
    walker.value(node, Keys(must={"ask": Leaf("key")}), scope)
    name = entry_text(node, "ask")
    asked = scope.rule.get("ask") if scope.rule else None
    options = asked.entries if isinstance(asked, Mapping) else {}
    at = node.get("ask") or node
    if name is None:
        return
    if name not in options:
        walker.unknown(at, "unknown_ask", name, options, scope)
        return
    scope.more["used"].add(name)
    way = entry_text(asked, name) if asked else None
    wanted = _ASKED.get(way or "")
    if wanted and type_ is not None and (type_.item or type_).kind not in (wanted, "unread"):
        walker.fault(at, "ask_wrong_type", scope, name=name, way=way, found=str(type_), wanted=wanted)


def _parameter(walker: Walker, node: Scalar, type_: FieldType | None, scope: Scope) -> Any:
    parameter = walker.names.parameters.get(node.text[1:])
    if parameter is None or parameter.broken:
        return walker.parameter(node, node.text[1:], "data", scope)
    parameter.used = True
    if type_ is None or type_.kind == "unread" or parameter.type in _PARAMETERS.get(type_.kind, ()):
        return parameter.value
    return walker.parameter(node, node.text[1:], "data", scope)


def _literal(walker: Walker, node: Node, type_: FieldType, name: str, scope: Scope) -> None:
    if type_.item is not None:
        if not isinstance(node, Sequence):
            walker.wrong_type(node, "list", scope)
            return
        for item in node.items:
            _literal(walker, item, type_.item, name, scope)
        return
    if not isinstance(node, Scalar) or not _holds(type_, node.value):
        walker.wrong_type(node, type_.kind if type_.kind != "choice" else "text", scope)
    elif type_.kind == "choice" and node.text not in type_.choices:
        walker.unknown(node, "outside_choice", node.text, type_.choices, scope, field=name)


def _holds(type_: FieldType, value: object) -> bool:
    if type_.kind in TEXT_LIKE:
        return isinstance(value, str) and bool(value.strip())
    if type_.kind == "bool":
        return isinstance(value, bool)
    if type_.kind == "int":
        return isinstance(value, int) and not isinstance(value, bool)
    if type_.kind == "decimal":
        return isinstance(value, (int, float)) and not isinstance(value, bool)
    if type_.kind == "date":
        return isinstance(value, str) and is_day(value)
    return type_.kind == "datetime" and isinstance(value, str) and _is_moment(value)


def _is_moment(value: str) -> bool:
    try:
        return len(value) in (16, 19) and value[10] == " " and bool(datetime.fromisoformat(value))
    except ValueError:
        return False


def build(plain: dict[str, Any]) -> dict[str, Gesture]:
    """The model of the gestures, which were found to be good."""
    return {
        key: Gesture(
            key,
            Words(one["zh"], one["en"]),
            tuple(one["cases"]),
            one["by"],
            one.get("offer"),
            one.get("ask", {}),
            tuple(_recorded(act, one["by"]) for act in one["acts"]),
        )
        for key, one in plain.items()
    }


def _recorded(act: dict[str, Any], by: str) -> dict[str, Any]:
    return {"act": act["act"], "by": act.get("by", by), "data": act.get("data", {})}
