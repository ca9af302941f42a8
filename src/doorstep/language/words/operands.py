"""What a condition compares: fields, facts, moments, figures and sums, as a phrase of its own.

``quoted`` sets a name off from the words around it; beside an equals sign it stands bare.
"""

from __future__ import annotations

from doorstep.language.expressions import Tree
from doorstep.language.types import FieldType
from doorstep.language.words.names import Names
from doorstep.language.words.parameters import figure, parameter_of
from doorstep.language.words.texts import say
from doorstep.language.words.values import number_in_words

SIGNS = {"+": "+", "-": "−", "*": "×", "/": "÷"}


def operand(names: Names, tree: Tree, *, quoted: bool = False) -> str:
    """The words of what ``tree`` reads."""
    head = tree[0]
    if head in ("name", "fact", "field", "when", "at", "now", "case"):
        return _read(names, tree, quoted)
    if head in SIGNS:
        return _sum(names, tree)
    if head in ("num", "text", "bool", "null", "list"):
        return constant(names, tree, quoted)
    if head == "count" and tree[2] is not None:
        return say(names.lang, "figure.count.with", act=names.acts(tree[1]), condition=tree[2])
    if head in ("count", "done_items"):
        return say(names.lang, f"figure.{head}", act=names.acts(tree[1]))
    if head == "units":
        return say(names.lang, "figure.units", act=names.acts(tree[1]), unit=names.unit())
    if head == "latest":
        return say(names.lang, "read.latest", acts=names.acts(tree[1]))
    if head == "minutes":
        return say(names.lang, "figure.minutes", start=names.acts(tree[1]), end=names.acts(tree[2]))
    if head == "neg":
        return "−" + operand(names, tree[1], quoted=quoted)
    return say(names.lang, f"figure.{head}", of=operand(names, tree[1], quoted=True))


def _read(names: Names, tree: Tree, quoted: bool) -> str:
    head = tree[0]
    if head == "at":
        return names.acts(names.act) if names.act else say(names.lang, "read.at")
    if head in ("now", "case"):
        return say(names.lang, f"read.{head}")
    if head == "when":
        return names.acts(tree[1]) if len(tree[1]) == 1 else say(names.lang, "read.latest", acts=names.acts(tree[1]))
    if head == "field":
        return _field(names, tree, quoted)
    if head == "name" and (parameter := parameter_of(tree[1])):
        return figure(names.standard, parameter, names.lang)
    text = names.bare(tree[1]) if head == "name" else _fact(names, tree[1])
    return names.mark(text) if quoted or names.lang == "zh" else text


def _fact(names: Names, name: str) -> str:
    """A fact's name; where the judged act has a field of that name too, it says which of them is meant."""
    text = names.fact(name)
    kind = names.standard.acts.get(names.act or "")
    return say(names.lang, "read.fact", fact=text) if kind and name in kind.fields else text


def _field(names: Names, tree: Tree, quoted: bool) -> str:
    acts, name = tree[1], tree[2]
    owner = names.acts(acts) if len(acts) == 1 else say(names.lang, "read.latest", acts=names.acts(acts))
    label = names.field_of(acts[0], name)
    if quoted:
        return say(names.lang, "read.field", act=owner, field=names.mark(label))
    return say(names.lang, "read.field.bare", act=owner, field=label)


def _sum(names: Names, tree: Tree) -> str:
    sign, left, right = tree
    if left[0] == "date" and right[0] == "num" and sign in "+-":
        n = number_in_words(right[1])
        key = f"figure.day{sign}{n if n == '1' else ''}"
        return say(names.lang, key, of=operand(names, left[1], quoted=True), n=n)
    sides = [_side(names, sign, left, right=False), _side(names, sign, right, right=True)]
    return f"{sides[0]} {SIGNS[sign]} {sides[1]}"


def _side(names: Names, sign: str, tree: Tree, *, right: bool) -> str:
    text = operand(names, tree, quoted=tree[0] in ("name", "fact", "field", "text"))
    weak = tree[0] in "+-" and (sign in "*/" or (right and sign == "-"))
    return say(names.lang, "group", text=text) if weak else text


def constant(names: Names, tree: Tree, quoted: bool = False) -> str:
    """The words of a constant that no field explains."""
    head = tree[0]
    if head == "num":
        return number_in_words(tree[1])
    if head == "bool":
        return say(names.lang, "yes" if tree[1] else "no")
    if head == "text":
        return say(names.lang, "quoted", text=tree[1]) if quoted or not tree[1].strip() else str(tree[1])
    return say(names.lang, "blank")


def family(names: Names, tree: Tree) -> str:
    """What ``tree`` yields: text, number, bool, day, moment, clock, list or transcript."""
    head = tree[0]
    fixed = {
        "num": "number", "bool": "bool", "list": "list", "at": "moment", "now": "moment", "when": "moment",
        "latest": "moment", "date": "day", "time": "clock", "weekday": "weekday", "month_day": "yearday",
        "day_off": "question", "happened": "question", "in_visit": "question", "breached": "question", "case": "case",
    }  # fmt: skip
    if head in fixed:
        return fixed[head]
    if head in ("name", "fact", "field"):
        kind = _type_of(names, tree)
        return kind.family if kind else "text"
    if head == "text":
        return "text"
    return "day" if head in SIGNS and family(names, tree[1]) == "day" else "number"


def _type_of(names: Names, tree: Tree) -> FieldType | None:
    if tree[0] == "field":
        return names.field_type(tree[2], tree[1][0])
    return names.fact_type(tree[1]) if tree[0] == "fact" else names.field_type(tree[1])
