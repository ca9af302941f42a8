"""When an act's field is wanted: the conditions of the clauses that want it, as far as the act's own answers decide them.

A clause that wants a transcript of a booking call wants none of a reminder. What a form cannot know before it is sent
(what happened, facts, times) counts as if it held, so nothing that may be wanted goes unasked.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

Tree = Any
Test = dict[str, Any]
Ways = list[list[Test]]
"""Ways in which a condition holds, each a list of ``{field, values, negated}`` that hold together; ``[[]]``: always.

A blank answer is no value: what excludes values holds for it.
"""

ALWAYS: Ways = [[]]
NEVER: Ways = []
_MOST = 12
"""Ways beyond this are no longer told apart: the field is asked for."""
_FLIPPED = {"==": "!=", "!=": "==", "in": "not_in", "not_in": "in"}


def ways(trees: Iterable[Tree], kind: str, own: Collection[str]) -> Ways:
    """In which ways one of the conditions holds for an act with fields ``own`` on a case of this kind.

    A tree of ``None`` is no condition. Values are texts, numbers and booleans as the form's answers give them.
    """
    found: Ways = []
    for tree in trees:
        found = _either(found, ALWAYS if tree is None else _ways(tree, True, kind, own))
    return found


def _ways(tree: Tree, keep: bool, kind: str, own: Collection[str]) -> Ways:
    head = tree[0]
    if head == "not":
        return _ways(tree[1], not keep, kind, own)
    if head in ("and", "or"):
        join = _both if (head == "and") == keep else _either
        found = _ways(tree[1], keep, kind, own)
        for part in tree[2:]:
            found = join(found, _ways(part, keep, kind, own))
        return found
    if head in _FLIPPED:
        return _compared(head if keep else _FLIPPED[head], tree[1], tree[2], kind, own)
    return ALWAYS


def _compared(head: str, left: Tree, right: Tree, kind: str, own: Collection[str]) -> Ways:
    literals = right[1] if right[0] == "list" else [right]
    if any(one[0] not in ("text", "num", "bool") for one in literals):
        return ALWAYS
    values = [one[1] for one in literals]
    negated = head in ("!=", "not_in")
    if left[0] == "case":
        return ALWAYS if (kind in values) != negated else NEVER
    if left[0] == "name" and left[1] in own:
        return [[{"field": left[1], "values": values, "negated": negated}]]
    return ALWAYS


def _either(one: Ways, other: Ways) -> Ways:
    if [] in one or [] in other:
        return ALWAYS
    found = [*one, *(way for way in other if way not in one)]
    return found if len(found) <= _MOST else ALWAYS


def _both(one: Ways, other: Ways) -> Ways:
    found = [[*left, *(test for test in right if test not in left)] for left in one for right in other]
    return found if len(found) <= _MOST else ALWAYS
