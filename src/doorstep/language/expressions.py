"""Expressions of rules: parsed once, with Python's own parser, to a JSON tree.

A tree is a nested list whose first item names the node:

==================================  ==============================================================
``["null"]``                        nothing recorded
``["bool", b]`` ``["num", n]``      constants
``["text", s]``
``["list", [tree, …]]``             a list
``["name", f]``                     a bare name: the judged act's field, else a carried field, else a fact
``["at"]`` ``["now"]`` ``["case"]``  the judged act's moment, the moment of judgement, the kind of case
``["fact", f]``                     ``fact.f``
``["field", [A, …], f]``            ``A.f`` and ``latest(A, B).f``: the field of the latest of them so far
``["when", [A, …]]``                ``A.at``: its moment
``["and", …]`` ``["or", …]``        logic
``["not", x]``
``[op, x, y]``                      op one of ``== != < <= > >= in not_in + - * /``
``["neg", x]``                      minus x
``[function, x]``                   function one of ``date time month_day weekday day_off len``
``["happened", A]``                 whether A was recorded so far
``["count", A, cond or null]``      how often, with cond read on each A
``["latest", [A, …]]``              the latest of them (a moment when compared)
``["minutes", A, [B, …]]``          from the latest A to the first B after it
``["in_visit", A]``                 whether A lies in the judged act's visit
``["done_items", A]``               how many fields of the latest A are true
``["units", A]``                    how many units an A named
``["breached", clause id]``         whether that clause is breached now
==================================  ==============================================================

Meaning: the interpreter in ``judge``. Types and names: the loader's checks.
"""

from __future__ import annotations

import ast
from typing import Any

Tree = list[Any]

COMPARISONS = {
    ast.Eq: "==",
    ast.NotEq: "!=",
    ast.Lt: "<",
    ast.LtE: "<=",
    ast.Gt: ">",
    ast.GtE: ">=",
    ast.In: "in",
    ast.NotIn: "not_in",
}
ARITHMETIC = {ast.Add: "+", ast.Sub: "-", ast.Mult: "*", ast.Div: "/"}
VALUE_FUNCTIONS = ("date", "time", "month_day", "weekday", "day_off", "len")
ACT_FUNCTIONS = ("happened", "in_visit", "done_items", "units")
FUNCTIONS = (*VALUE_FUNCTIONS, *ACT_FUNCTIONS, "count", "latest", "minutes", "breached")
CONSTANTS: dict[str, Tree] = {"null": ["null"], "true": ["bool", True], "false": ["bool", False]}
OWN_WORDS = ("at", "now", "case")


class ExpressionError(ValueError):
    """An expression that does not parse. ``offset`` is the character where, from 0; ``code`` and ``values`` say what.

    Codes: ``syntax`` (no expression), ``function`` (no such function), ``arguments`` (wrong number or kind of arguments),
    ``construct`` (Python that is not in the language).
    """

    def __init__(self, code: str, offset: int, **values: str) -> None:
        super().__init__(f"{code} at character {offset + 1} {values or ''}".rstrip())
        self.code = code
        self.offset = offset
        self.values = values


def parse(text: str) -> Tree:
    """The tree of the expression ``text``.

    Raises ``ExpressionError`` when it is none.

    >>> parse("case == 'repair' and count(knocked, answered == true) >= 3")
    ['and', ['==', ['case'], ['text', 'repair']], ['>=', ['count', 'knocked', ['==', ['name', 'answered'], \
['bool', True]]], ['num', 3]]]
    """
    try:
        body = ast.parse(text.strip(), mode="eval").body
    except (SyntaxError, ValueError, RecursionError, MemoryError) as error:
        column = getattr(error, "offset", None) or 1
        raise ExpressionError("syntax", max(0, min(column - 1, len(text)))) from None
    lead = len(text) - len(text.lstrip())
    try:
        return _Reader(text.strip(), lead).tree(body)
    except RecursionError:
        raise ExpressionError("syntax", lead) from None


class _Reader:
    """Turns Python's nodes to trees; knows the text, to say where something is wrong."""

    def __init__(self, text: str, lead: int) -> None:
        self.lines = text.splitlines(keepends=True)
        self.lead = lead

    def offset(self, node: ast.AST) -> int:
        line, column = getattr(node, "lineno", 1), getattr(node, "col_offset", 0)
        before = sum(len(part) for part in self.lines[: line - 1])
        inside = len(self.lines[line - 1].encode()[:column].decode(errors="replace")) if self.lines else 0
        return self.lead + before + inside

    def refuse(self, node: ast.AST, code: str, **values: str) -> ExpressionError:
        return ExpressionError(code, self.offset(node), **values)

    def tree(self, node: ast.expr) -> Tree:
        reader = getattr(self, f"_{type(node).__name__.lower()}", None)
        if reader is None:
            raise self.refuse(node, "construct", text=ast.unparse(node))
        result: Tree = reader(node)
        return result

    def _constant(self, node: ast.Constant) -> Tree:
        value = node.value
        if isinstance(value, str):
            return ["text", value]
        if isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < 1e15:
            return ["num", value]
        raise self.refuse(node, "construct", text=ast.unparse(node))

    def _name(self, node: ast.Name) -> Tree:
        if node.id in CONSTANTS:
            return list(CONSTANTS[node.id])
        return [node.id] if node.id in OWN_WORDS else ["name", node.id]

    def _list(self, node: ast.List) -> Tree:
        return ["list", [self.tree(item) for item in node.elts]]

    def _attribute(self, node: ast.Attribute) -> Tree:
        owner = node.value
        if isinstance(owner, ast.Name):
            if owner.id == "fact":
                return ["fact", node.attr]
            acts = [owner.id]
        elif isinstance(owner, ast.Call) and isinstance(owner.func, ast.Name) and owner.func.id == "latest":
            acts = self._acts(owner, owner.args, at_least=1)
        else:
            raise self.refuse(node, "construct", text=ast.unparse(node))
        return ["when", acts] if node.attr == "at" else ["field", acts, node.attr]

    def _boolop(self, node: ast.BoolOp) -> Tree:
        word = "and" if isinstance(node.op, ast.And) else "or"
        return [word, *(self.tree(value) for value in node.values)]

    def _unaryop(self, node: ast.UnaryOp) -> Tree:
        if isinstance(node.op, ast.Not):
            return ["not", self.tree(node.operand)]
        if isinstance(node.op, ast.USub):
            return ["neg", self.tree(node.operand)]
        raise self.refuse(node, "construct", text=ast.unparse(node))

    def _compare(self, node: ast.Compare) -> Tree:
        sides = [self.tree(side) for side in (node.left, *node.comparators)]
        parts: list[Tree] = []
        for op, left, right in zip(node.ops, sides, sides[1:], strict=False):
            if type(op) not in COMPARISONS:
                raise self.refuse(node, "construct", text=ast.unparse(node))
            parts.append([COMPARISONS[type(op)], left, right])
        return parts[0] if len(parts) == 1 else ["and", *parts]

    def _binop(self, node: ast.BinOp) -> Tree:
        if type(node.op) not in ARITHMETIC:
            raise self.refuse(node, "construct", text=ast.unparse(node))
        return [ARITHMETIC[type(node.op)], self.tree(node.left), self.tree(node.right)]

    def _call(self, node: ast.Call) -> Tree:
        if not isinstance(node.func, ast.Name) or node.keywords:
            raise self.refuse(node, "construct", text=ast.unparse(node))
        name, args = node.func.id, node.args
        if name in VALUE_FUNCTIONS:
            return [name, self.tree(self._single(node))]
        if name in ACT_FUNCTIONS:
            return [name, *self._acts(node, [self._single(node)], at_least=1)]
        if name == "latest":
            return ["latest", self._acts(node, args, at_least=1)]
        if name == "minutes":
            acts = self._acts(node, args, at_least=2)
            return ["minutes", acts[0], acts[1:]]
        if name == "count":
            return self._count(node)
        if name == "breached":
            return self._breached(node)
        raise self.refuse(node, "function", name=name)

    def _single(self, node: ast.Call) -> ast.expr:
        if len(node.args) != 1:
            raise self.refuse(node, "arguments", text=ast.unparse(node))
        return node.args[0]

    def _acts(self, node: ast.Call, args: list[ast.expr], *, at_least: int) -> list[str]:
        names = [arg.id for arg in args if isinstance(arg, ast.Name)]
        if len(names) != len(args) or len(names) < at_least:
            raise self.refuse(node, "arguments", text=ast.unparse(node))
        return names

    def _count(self, node: ast.Call) -> Tree:
        if not 1 <= len(node.args) <= 2:
            raise self.refuse(node, "arguments", text=ast.unparse(node))
        act = self._acts(node, node.args[:1], at_least=1)[0]
        return ["count", act, self.tree(node.args[1]) if len(node.args) == 2 else None]

    def _breached(self, node: ast.Call) -> Tree:
        clause = self._single(node)
        if not isinstance(clause, ast.Constant) or not isinstance(clause.value, str):
            raise self.refuse(node, "arguments", text=ast.unparse(node))
        return ["breached", clause.value]
