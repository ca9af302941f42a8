"""How two things compare, in words: equal, blank, earlier, at least, among.

A comparison that is also true of a blank field says so. A ``count`` with a condition comes here with that condition
already in words.
"""

from __future__ import annotations

from doorstep.language.expressions import Tree
from doorstep.language.words.names import Names
from doorstep.language.words.operands import SIGNS, constant, family, operand
from doorstep.language.words.parameters import figure, parameter_of
from doorstep.language.words.texts import listed, say
from doorstep.language.words.values import WEEKDAYS, moment_in_words, number_in_words

OPPOSITE = {"==": "!=", "!=": "==", "<": ">=", ">=": "<", ">": "<=", "<=": ">", "in": "not_in", "not_in": "in"}
_FLIPPED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "==": "==", "!=": "!="}
_WORD = {
    "==": "same",
    "!=": "other",
    "<": "under",
    ">": "over",
    "<=": "most",
    ">=": "least",
    "in": "in",
    "not_in": "none",
}
_CONSTANTS = ("num", "text", "bool", "null", "list")
_BLANK = (["text", ""], ["list", []])
_COUNTED = ("count", "done_items", "len", "minutes")


def comparison(names: Names, op: str, left: Tree, right: Tree, *, negated: bool = False) -> str:
    """``left op right`` in words, or its opposite."""
    left, right = (["null"] if side in _BLANK else side for side in (left, right))
    if op in _FLIPPED and (left[0] in _CONSTANTS or (right[0] in _COUNTED and left[0] not in _COUNTED)):
        op, left, right = _FLIPPED[op], right, left
    # The opposite of an order is also true when a side is blank, while == and != are each other's exact opposites.
    too_blank = negated and op in "<>=<=" and op != "=="
    op = OPPOSITE[op] if negated else op
    for word in (_by_null, _by_bool, _by_case, _by_calendar, _by_count, _by_list, _by_constant):
        text = word(names, op, left, right)
        if text is not None:
            return text + (say(names.lang, "or.blank") if too_blank else "")
    text = _pair(names, op, left, right)
    return text + (say(names.lang, "or.blank") if too_blank else "")


def _by_null(names: Names, op: str, left: Tree, right: Tree) -> str | None:
    if right[0] != "null" or op not in ("==", "!="):
        return None
    return say(names.lang, "is.blank" if op == "==" else "is.filled", x=operand(names, left, quoted=True))


def _by_bool(names: Names, op: str, left: Tree, right: Tree) -> str | None:
    if right[0] != "bool" or op not in ("==", "!="):
        return None
    if left[0] == "day_off":
        free = right[1] == (op == "==")
        return say(names.lang, "day_off.yes" if free else "day_off.no", x=operand(names, left[1], quoted=True))
    value = right[1] if op == "==" else not right[1]
    answer = say(names.lang, ("yes" if value else "no") + ("" if op == "==" else ".or.blank"))
    return say(names.lang, "equals", x=operand(names, left), y=answer)


def _by_case(names: Names, op: str, left: Tree, right: Tree) -> str | None:
    if left[0] != "case" or op not in ("==", "!=", "in", "not_in"):
        return None
    keys = [item[1] for item in right[1]] if right[0] == "list" else [right[1]]
    kinds = listed(names.lang, [names.case(key) for key in keys], "or")
    return say(names.lang, "case.is" if op in ("==", "in") else "case.not", kinds=kinds)


def _by_calendar(names: Names, op: str, left: Tree, right: Tree) -> str | None:
    """Days of the week, one day for two moments, the same day of the year."""
    lang = names.lang
    if left[0] == right[0] and left[0] in ("date", "month_day", "weekday") and op in ("==", "!="):
        sides = [operand(names, side[1], quoted=True) for side in (left, right)]
        if left[0] == "date" and ["at"] in (left[1], right[1]) and op == "==":
            other = right[1] if left[1] == ["at"] else left[1]
            if not (other[0] == "when" and other[1] == [names.act]):
                return say(lang, "day.same.act", x=operand(names, other, quoted=True), act=operand(names, ["at"]))
        return say(lang, f"{left[0]}.{_WORD[op]}", x=sides[0], y=sides[1])
    if left[0] == "weekday" and right[0] in ("list", "text"):
        keys = [item[1] for item in right[1]] if right[0] == "list" else [right[1]]
        word = "weekday.in" if op in ("==", "in") else "weekday.none"
        return say(lang, word, x=operand(names, left[1], quoted=True), days=_days(lang, keys))
    return None


def _days(lang: str, keys: list[str]) -> str:
    """Days of the week, a run of three or more as "Monday to Saturday"."""
    places = [WEEKDAYS.index(key) for key in keys if key in WEEKDAYS]
    day = [say(lang, f"weekday.{WEEKDAYS[place]}") for place in places]
    if len(places) > 2 and places == list(range(places[0], places[0] + len(places))):
        return say(lang, "weekday.run", first=day[0], last=day[-1])
    return listed(lang, day, "or")


def _by_count(names: Names, op: str, left: Tree, right: Tree) -> str | None:
    """How often, how many, how long."""
    if left[0] not in _COUNTED or op in ("in", "not_in"):
        return None
    lang = names.lang
    if right[0] == left[0]:
        return say(lang, f"{left[0]}.pair.{_WORD[op]}", x=_counted(names, left), y=_counted(names, right))
    if left[0] == "count" and right[0] == "num":
        if (op, right[1]) in (("==", 0), ("<", 1), ("<=", 0)):
            return say(lang, "count.never", x=_counted(names, left))
        if (op, right[1]) in ((">", 0), (">=", 1), ("!=", 0)):
            return say(lang, "count.ever", x=_counted(names, left))
    n = number_in_words(right[1]) if right[0] == "num" else operand(names, right, quoted=True)
    if left[0] == "minutes":
        return say(lang, f"minutes.{_WORD[op]}", start=names.acts(left[1]), end=names.acts(left[2]), n=n)
    return say(lang, f"{left[0]}.{_WORD[op]}", x=_counted(names, left), n=n)


def _counted(names: Names, tree: Tree) -> str:
    if tree[0] == "len":
        return operand(names, tree[1], quoted=True)
    act = names.acts(tree[1])
    if tree[0] != "count" or tree[2] is None:
        return act
    return say(names.lang, "count.with", act=act, condition=tree[2])


def _by_list(names: Names, op: str, left: Tree, right: Tree) -> str | None:
    if op not in ("in", "not_in"):
        return None
    lang = names.lang
    if right[0] == "list":
        choices = [_choice(names, left, item) for item in right[1]]
        if op == "in":
            return say(lang, "equals", x=operand(names, left), y=listed(lang, choices, "or"))
        return say(lang, "is.none", x=operand(names, left, quoted=True), y=listed(lang, choices, "or"))
    if left[0] == "text":
        word = "includes" if op == "in" else "not.includes"
        return say(lang, word, x=_choice(names, right, left), y=operand(names, right, quoted=True))
    word = {"in": "among", "not_in": "not.among"}[op]
    return say(lang, word, x=_reading(names, left), y=operand(names, right, quoted=True))


def _by_constant(names: Names, op: str, left: Tree, right: Tree) -> str | None:
    """A field against one value of its own."""
    if right[0] not in ("text", "num") and not (right[0] == "name" and parameter_of(right[1])):
        return None
    lang, value = names.lang, _choice(names, left, right)
    if op == "==" and right[0] == "name" and (parameter := parameter_of(right[1])):
        value = figure(names.standard, parameter, lang, beside_equal=True)
    if op == "==":
        return say(lang, "equals", x=operand(names, left), y=value)
    if op == "!=":
        return say(lang, "is.other", x=operand(names, left, quoted=True), y=value)
    return say(lang, f"{_scale(names, left)}.{_WORD[op]}", x=_reading(names, left), y=value)


def _choice(names: Names, left: Tree, item: Tree) -> str:
    """A constant as the field beside it names it."""
    if item[0] == "name" and (parameter := parameter_of(item[1])):
        return figure(names.standard, parameter, names.lang)
    if item[0] != "text":
        return constant(names, item) if item[0] in _CONSTANTS else operand(names, item, quoted=True)
    if left[0] == "field":
        return _spoken(names, names.choice(left[2], item[1], left[1][0]))
    if left[0] in ("name", "fact"):
        if family(names, left) in ("day", "moment"):
            return moment_in_words(item[1], names.lang)
        return _spoken(names, names.choice(left[1], item[1]))
    return constant(names, item)


def _spoken(names: Names, text: str) -> str:
    """A value in quotation marks where it is written in another script than the sentence."""
    return say(names.lang, "quoted", text=text) if names.lang == "en" and not text.isascii() else text


def _reading(names: Names, tree: Tree) -> str:
    """What is compared by order; of a clock, the moment it is read from."""
    return operand(names, tree[1] if tree[0] == "time" else tree, quoted=True)


def _scale(names: Names, tree: Tree) -> str:
    """The words of an order: "clock", "moment" or "number"."""
    kind = family(names, tree)
    return kind if kind == "clock" else "moment" if kind in ("moment", "day") else "number"


def _pair(names: Names, op: str, left: Tree, right: Tree) -> str:
    """Two things read from the record, against each other."""
    lang, scale = names.lang, _scale(names, left)
    if scale == "moment" and left == ["when", [names.act]] and right == ["at"] and op in (">", ">="):
        return say(lang, "again", act=names.acts(names.act or ""))
    if scale == "moment" and left == ["now"]:
        return say(lang, f"now.{_WORD[op]}", y=operand(names, right, quoted=True))
    sides = {"x": operand(names, left, quoted=True), "y": operand(names, right, quoted=True)}
    if op == "==" and (right[0] in SIGNS or left[0] in SIGNS):
        return say(lang, "equals", **sides)
    return say(lang, f"{scale if op not in ('==', '!=') else 'pair'}.{_WORD[op]}", **sides)
