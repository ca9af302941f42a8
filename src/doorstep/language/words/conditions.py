"""Conditions and formulas in words: the tree of an expression becomes a phrase.

``operands`` words what is compared, ``comparisons`` how; here stand logic, negation and the questions about acts.
Negation is pushed inwards until it meets a question that has a wording of its own.
"""

from __future__ import annotations

from doorstep.language.expressions import Tree, parse
from doorstep.language.model import Standard
from doorstep.language.words.comparisons import OPPOSITE, comparison
from doorstep.language.words.names import Names
from doorstep.language.words.operands import operand
from doorstep.language.words.parameters import readable
from doorstep.language.words.texts import say, tidy


def condition_in_words(standard: Standard, text: str, lang: str, act: str | None = None) -> str:
    """An expression in words, e.g. 房内有住客 = 是. ``act`` is the judged act, whose fields bare names mean.

    Raises ``ExpressionError`` when ``text`` does not parse.
    """
    names = Names(standard, lang, act)
    return tidy(lang, phrase(names, _prepared(names, text)))


def formula_in_words(standard: Standard, text: str, lang: str, act: str | None = None) -> str:
    """A formula in words, e.g. 20 × (5 − 做到的项数)."""
    names = Names(standard, lang, act)
    tree = _prepared(names, text)
    return tidy(lang, phrase(names, tree) if tree[0] in ASKED else operand(names, tree))


def _prepared(names: Names, text: str) -> Tree:
    """The tree of ``text``, in which the condition inside a ``count`` is already in words: it speaks of another act."""
    return _worded(names, parse(readable(text)))


def _worded(names: Names, tree: Tree) -> Tree:
    if tree[0] == "count" and tree[2] is not None:
        counted = Names(names.standard, names.lang, tree[1])
        return ["count", tree[1], phrase(counted, _worded(counted, tree[2]))]
    return [
        _worded(names, part) if isinstance(part, list) and part and isinstance(part[0], str) else part for part in tree
    ]


def phrase(names: Names, tree: Tree, *, negated: bool = False) -> str:
    """The words of a condition, or of its opposite."""
    head = tree[0]
    if head == "not":
        return phrase(names, tree[1], negated=not negated)
    if head in ("and", "or"):
        return _logic(names, tree, negated)
    if head in OPPOSITE:
        return _compared(names, tree, negated)
    if head in ("happened", "in_visit"):
        return say(names.lang, f"{head}.{'no' if negated else 'yes'}", act=names.acts(tree[1]))
    if head == "breached":
        return say(names.lang, f"breached.{'no' if negated else 'yes'}", clause=tree[1].partition("/")[2])
    if head == "bool":
        return say(names.lang, "always" if tree[1] != negated else "never")
    return comparison(names, "!=" if negated else "==", tree, ["bool", True])


ASKED = frozenset({"not", "and", "or", "happened", "in_visit", "breached", *OPPOSITE})
"""Heads of trees that are yes or no."""


def _logic(names: Names, tree: Tree, negated: bool) -> str:
    """Parts joined by "and" or "or"; "and" binds closer, so only an "or" inside an "and" needs brackets."""
    word = {"and": "or", "or": "and"}[tree[0]] if negated else tree[0]
    parts = []
    for child in _flat(tree):
        text = phrase(names, child, negated=negated)
        inner = _word(child, negated)
        loose = inner == "or" if word == "and" else inner == "and" and _deep(child)
        parts.append(say(names.lang, "group", text=text) if loose else text)
    wide = any(_word(child, negated) == "and" or (word == "and" and child[0] == "in") for child in _flat(tree))
    return say(names.lang, f"join.{word}{'.wide' if wide else ''}").join(dict.fromkeys(parts))


def _flat(tree: Tree) -> list[Tree]:
    """The parts of an "and" or "or", those of a same one inside it included."""
    return [leaf for part in tree[1:] for leaf in (_flat(part) if part[0] == tree[0] else [part])]


def _word(tree: Tree, negated: bool) -> str | None:
    """ "and" or "or" if the wording of ``tree`` has one at its top."""
    while tree[0] == "not":
        tree, negated = tree[1], not negated
    if tree[0] not in ("and", "or"):
        return None
    return str(tree[0]) if not negated else {"and": "or", "or": "and"}[tree[0]]


def _deep(tree: Tree) -> bool:
    while tree[0] == "not":
        tree = tree[1]
    return any(_word(part, False) for part in tree[1:])


def _compared(names: Names, tree: Tree, negated: bool) -> str:
    op, left, right = tree
    asked = _asked(names, op, left, right, negated)
    return asked if asked is not None else comparison(names, op, left, right, negated=negated)


def _asked(names: Names, op: str, left: Tree, right: Tree, negated: bool) -> str | None:
    """A yes-or-no question compared with a constant: ``happened(A) == false``."""
    if right[0] != "bool" or left[0] not in ASKED or op not in ("==", "!="):
        return None
    return phrase(names, left, negated=(op == "==") != right[1] if not negated else (op == "==") == right[1])
