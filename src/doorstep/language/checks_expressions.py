"""Checks of the places where expressions stand: conditions, limits, formulas; parameters are put in first.

Each takes the walker, the scalar and its scope, notes what is wrong at the character where it stands, and hands back
the expression's text with its parameters put in.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import replace
from typing import Any

from doorstep.language.checks_names import texts
from doorstep.language.checks_shape import Scope, Walker
from doorstep.language.checks_types import checked, outcome
from doorstep.language.errors import nearest
from doorstep.language.expressions import FUNCTIONS, ExpressionError, parse
from doorstep.language.yamlnodes import Scalar

_PARAMETER = re.compile(r"\$([A-Za-z_][A-Za-z0-9_]*)")
_EXPRESSION_TYPES = ("int", "decimal", "time", "list[text]")


class _Written:
    """An expression's text with its parameters put in, and where each character was written."""

    def __init__(self, text: str) -> None:
        self.source = text
        self.parts: list[str] = []
        self.starts = [0]
        self.origins = [0]

    def add(self, part: str, origin: int) -> None:
        """Append ``part``, which was written at ``origin``."""
        self.starts.append(len(self.text))
        self.origins.append(origin)
        self.parts.append(part)

    @property
    def text(self) -> str:
        return "".join(self.parts)

    def origin(self, offset: int) -> int:
        """Where the character ``offset`` of the text was written."""
        index = bisect_right(self.starts, offset) - 1
        return min(self.origins[index] + offset - self.starts[index], len(self.source))


def literal(value: Any) -> str:
    """``value`` as it is written in an expression.

    >>> literal(["您好", "it's"])
    "['您好', 'it\\\\'s']"
    """
    if isinstance(value, list):
        return f"[{', '.join(literal(item) for item in value)}]"
    if isinstance(value, str):
        escaped = value.replace("\\", "\\\\").replace("'", "\\'")
        return f"'{escaped}'"
    return str(value)


def _written(walker: Walker, node: Scalar, scope: Scope) -> _Written | None:
    """The expression with its parameters put in; None when one of them is unknown or does not fit."""
    written, end, good = _Written(node.text), 0, True
    for found in _PARAMETER.finditer(node.text) if scope.parameters else ():
        written.add(node.text[end : found.start()], end)
        end = found.end()
        value = _parameter(walker, node, found, scope)
        good = good and value is not None
        written.add(literal(value), found.start())
    written.add(node.text[end:], end)
    return written if good else None


def _parameter(walker: Walker, node: Scalar, found: re.Match[str], scope: Scope) -> Any:
    parameter = walker.names.parameters.get(found[1])
    if parameter is not None and parameter.type in _EXPRESSION_TYPES and not parameter.broken:
        parameter.used = True
        return parameter.value
    return walker.parameter(node, found[1], "expression", scope, found.start())


def _read(walker: Walker, node: Scalar, scope: Scope, *, condition: bool) -> tuple[str, set[str]]:
    """The text with parameters put in, and the families of value that it can have (empty: anything)."""
    node.value = node.text
    written = _written(walker, node, scope)
    if written is None:
        return node.text, set()
    text = written.text

    def note(code: str, offset: int, **values: Any) -> None:
        walker.fault(node, code, scope, written.origin(offset), **values)

    try:
        tree = parse(text)
        if scope.check == "info":
            return text, set()
        return text, outcome(checked(walker, tree, text, scope, note, condition=condition))
    except ExpressionError as error:
        _unparsed(error, text, note)
    except RecursionError:
        note("too_deep", 0)
    return text, set()


def _unparsed(error: ExpressionError, text: str, note: Any) -> None:
    code = {"function": "unknown_function", "arguments": "wrong_arguments", "construct": "not_in_language"}
    values = dict(error.values)
    if error.code == "function":
        values["nearest"] = nearest(values["name"], FUNCTIONS) or ""
    note(code.get(error.code, "bad_expression"), error.offset, **{"text": text, **values})


def condition(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A condition."""
    return _read(walker, node, scope, condition=True)[0]


def holds(walker: Walker, node: Scalar, scope: Scope) -> str:
    """A condition that is read on the required acts."""
    required = scope.rule.get("requires") if scope.rule else None
    return condition(walker, node, replace(scope, judged=tuple(texts(required))))


def limit(walker: Walker, node: Scalar, scope: Scope) -> str:
    """An expression that gives a day or a moment."""
    text, found = _read(walker, node, scope, condition=False)
    if found and not found & {"day", "moment"}:
        walker.fault(node, "wrong_result", scope, found=sorted(found)[0], wanted="day_or_moment")
    return text


def formula(walker: Walker, node: Scalar, scope: Scope) -> str:
    """An expression that gives what the figure holds, or a sum of money."""
    text, found = _read(walker, node, scope, condition=False)
    figure = scope.rule.get("figure") if scope.rule else None
    types = [walker.names.acts.get(act, {}).get(name) for act in scope.judged for name in texts(figure)]
    wanted = {type_.family for type_ in types if type_ is not None} if figure else {"number"}
    if found and wanted and "unread" not in wanted and not found & wanted:
        walker.fault(node, "wrong_result", scope, found=sorted(found)[0], wanted=sorted(wanted)[0])
    return text


EXPRESSIONS: dict[str, Any] = {"condition": condition, "holds": holds, "limit": limit, "formula": formula}
