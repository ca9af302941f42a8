"""The sentences of rules about time: limits, notice, durations, periods, retention and rates."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from doorstep.language.expressions import Tree, parse
from doorstep.language.model import Standard
from doorstep.language.words.names import Names
from doorstep.language.words.operands import family, operand
from doorstep.language.words.parameters import figure, lasting, readable, reference
from doorstep.language.words.texts import known, say
from doorstep.language.words.values import is_duration

Rule = Mapping[str, Any]
_WEEKDAYS = {"monday": "mon", "tuesday": "tue", "wednesday": "wed", "thursday": "thu", "friday": "fri"} | {
    "saturday": "sat",
    "sunday": "sun",
}


def deadline(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """By when something must come after something else."""
    after = rule["after"]
    both = ".both" if isinstance(after, (list, tuple)) else ""
    names = Names(standard, lang, None if both else after)
    values = {"after": names.acts(after, "and" if both else "or"), "act": names.acts(rule["act"])}
    if "by" in rule:
        return _due(names, rule, both, values)
    within = rule["within"]
    if reference(within):
        return [say(lang, f"deadline{both}.figure", limit=lasting(standard, within, lang), **values)]
    if not is_duration(within):
        return [say(lang, f"deadline{both}.fact", limit=names.mark(names.bare(within)), **values)]
    special = {"0 days": "same_day", "0 day": "same_day", "1 day": "next_day"}.get(within)
    if special:
        return [say(lang, f"deadline{both}.{special}", **values)]
    return [say(lang, f"deadline{both or '.within'}", duration=lasting(standard, within, lang), **values)]


def _due(names: Names, rule: Rule, both: str, values: Mapping[str, str]) -> list[str]:
    """A limit that is read from the record: a moment, or a day, which means its 24:00."""
    tree = parse(readable(rule["by"]))
    exact = rule.get("not_before") == rule["by"] and not both
    whole_day = family(names, tree) == "day"
    limit = operand(names, tree[1] if tree[0] == "date" else tree, quoted=True)
    if exact:
        return [say(names.lang, "deadline.exactly", limit=limit, **values)]
    told = [say(names.lang, f"deadline{both}.by{'.day' if whole_day else ''}", limit=limit, **values)]
    if "not_before" in rule:
        told.append(say(names.lang, "deadline.not_before", limit=_read(names, rule["not_before"])))
    return told


def _read(names: Names, text: str) -> str:
    tree: Tree = parse(readable(text))
    return operand(names, tree, quoted=True)


def notice(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """How long before a planned time."""
    names = Names(standard, lang, rule["act"])
    before = rule["before"]
    planned = names.acts(before) if before in standard.acts else _planned(names, before)
    values = {"act": names.acts(rule["act"]), "planned": planned}
    least, most = rule.get("at_least"), rule.get("at_most")
    if least and most:
        if least == most:
            return [say(lang, "notice.exactly", duration=lasting(standard, least, lang), **values)]
        bounds = {"least": lasting(standard, least, lang), "most": lasting(standard, most, lang)}
        return [say(lang, "notice.between", **bounds, **values)]
    if most:
        return [say(lang, "notice.most", duration=lasting(standard, most, lang), **values)]
    if least == "1 day":
        return [say(lang, "notice.day", **values)]
    if least and least.startswith("0 "):
        return [say(lang, "notice.by", **values)]
    return [say(lang, "notice.least", duration=lasting(standard, least or "", lang), **values)]


def _planned(names: Names, field: str) -> str:
    """A planned time: often a field of another act than the judged one."""
    return names.mark(names.bare(field))


def duration(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """How long from one act to another."""
    names = Names(standard, lang)
    ends = {"start": names.acts(rule["from"]), "end": names.acts(rule["to"])}
    bounds = {}
    for key, name in (("at_least", "least"), ("at_most", "most")):
        if key in rule:
            bounds[name] = lasting(standard, rule[key], lang)
    key = "between" if len(bounds) == 2 else next(iter(bounds), "most")
    return [say(lang, f"duration.{key}", **ends, **bounds)]


def periodic(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """How often."""
    names = Names(standard, lang)
    every, act = rule["every"], names.acts(rule["act"])
    start, end = (_end(names, rule[key]) for key in ("from", "to"))
    period = every.replace(" ", "_")
    if known(lang, f"periodic.every.{period}") is None:
        return [say(lang, "periodic.gap", start=start, end=end, act=act, duration=lasting(standard, every, lang))]
    day = say(lang, f"weekday.{_WEEKDAYS[rule['day']]}") if "day" in rule else None
    parts = {"act": act, "times": _times(standard, rule, lang), "clock": _clock(standard, rule, lang)}
    parts["off"] = say(lang, "periodic.off") if "if_off" in rule else ""
    if rule["from"] != rule["to"]:
        return [say(lang, "periodic.span", start=start, end=end, period=_period(lang, "every", period, day), **parts)]
    kind = standard_type(names, rule["from"])
    if day and kind == "day":
        return [say(lang, "periodic.when_day", start=start, day=day, **parts)]
    return [say(lang, "periodic.one", start=start, period=_period(lang, "that", period, day), **parts)]


def standard_type(names: Names, fact: str) -> str:
    """The family of a fact: "day" for a date, "text" for a month written as one."""
    kind = names.fact_type(fact.removeprefix("fact."))
    return kind.family if kind else "text"


def _end(names: Names, key: str) -> str:
    return names.acts(key) if key in names.standard.acts else names.mark(names.fact(key.removeprefix("fact.")))


def _period(lang: str, which: str, period: str, day: str | None) -> str:
    if day and known(lang, f"periodic.{which}.{period}.day"):
        return say(lang, f"periodic.{which}.{period}.day", day=day)
    return say(lang, f"periodic.{which}.{period}")


def _times(standard: Standard, rule: Rule, lang: str) -> str:
    times = rule.get("times", 1)
    key = reference(times)
    if key:
        return say(lang, "periodic.times.many", n=figure(standard, key, lang))
    return say(lang, "periodic.times.one") if times == 1 else say(lang, "periodic.times.many", n=times)


def _clock(standard: Standard, rule: Rule, lang: str) -> str:
    if "by_time" not in rule:
        return ""
    key = reference(rule["by_time"])
    return say(lang, "periodic.clock", time=figure(standard, key, lang) if key else rule["by_time"])


def retention(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """How long a record stays."""
    names = Names(standard, lang, rule["act"])
    since = names.acts(rule["since"]) if rule["since"] in standard.acts else names.mark(names.bare(rule["since"]))
    least = lasting(standard, rule["at_least"], lang)
    return [say(lang, "retention", act=names.acts(rule["act"]), since=since, duration=least)]


def rate(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """How many of how many."""
    names = Names(standard, lang)
    of, window, target = names.acts(rule["of"]), rule.get("window"), str(rule["target"])
    if target.startswith("at most"):
        n = target.removeprefix("at most").strip()
        key = reference(n)
        n = figure(standard, key, lang) if key else n
        return [say(lang, "rate.most", of=of, n=n, window=lasting(standard, window or "", lang))]
    over = names.acts(rule["over"])
    target = figure(standard, key, lang) if (key := reference(target)) else target
    if window and window.startswith("0 "):
        return [say(lang, "rate.before", of=of, over=over, target=target)]
    if window:
        return [say(lang, "rate.within", of=of, over=over, target=target, window=lasting(standard, window, lang))]
    return [say(lang, "rate", of=of, over=over, target=target)]
