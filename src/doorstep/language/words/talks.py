"""The sentences of rules about words said and behaviour seen: scripts, privacy, conduct."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from doorstep.language.model import Standard
from doorstep.language.words.conditions import condition_in_words
from doorstep.language.words.names import Names
from doorstep.language.words.parameters import plain_value, reference
from doorstep.language.words.rules import item_names
from doorstep.language.words.texts import listed, say

Rule = Mapping[str, Any]
_SHOWN = 3
_PLACE = re.compile(r"\{([a-z][a-z0-9_]*)\}")


def script(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """What must and must not be said. An observed script's moment is no act; it only describes."""
    moment = rule.get("moment", "any")
    if moment != "any" and (moment not in standard.acts or not _spoken(rule)):
        items = listed(lang, item_names(rule.get("must", ()), lang), "items")
        return [say(lang, "script.said", items=items)] if items else []
    names = Names(standard, lang, None if moment == "any" else moment)
    where = _where(names, moment)
    told = []
    if "must" in rule:
        items = listed(lang, [_entry(names, entry) for entry in rule["must"]], "")
        place = f".{rule['position']}" if "position" in rule else ""
        order = ".order" if rule.get("in_order") else ""
        told.append(say(lang, f"script.must{place}{order}", where=where, items=items))
    if "must_not" in rule:
        told.append(say(lang, "script.must_not", where=where, phrases=_phrases(names, rule["must_not"], "or")))
    if "except" in rule:
        told.append(say(lang, "script.except", phrases=_phrases(names, rule["except"], "or")))
    return told


def judged_by_words(standard: Standard, rule: Rule) -> bool:
    """Whether a transcript is judged, so that without one nothing is."""
    moment = rule.get("moment")
    return (moment == "any" or moment in standard.acts) and (_spoken(rule) or "data" in rule)


def _spoken(rule: Rule) -> bool:
    return "must_not" in rule or any("any" in entry for entry in rule.get("must", ()))


def _where(names: Names, moment: str) -> str:
    if moment == "any":
        return say(names.lang, "script.where.any")
    return say(names.lang, "script.where.moment", moment=names.acts(moment))


def _entry(names: Names, entry: Mapping[str, Any]) -> str:
    """One thing to be said, with the phrases that will do: all of them, or the first few."""
    name = item_names([entry], names.lang)[0]
    options = entry.get("any", ())
    options = _of_parameter(names, options)
    if len(options) <= _SHOWN:
        phrases = _phrases(names, options, "or")
        return say(names.lang, "script.item.only", name=name, phrases=phrases) if phrases else name
    return say(names.lang, "script.item", name=name, phrases=_phrases(names, options[:_SHOWN], ""))


def _of_parameter(names: Names, phrases: Any) -> Sequence[str]:
    key = reference(phrases)
    found = names.standard.parameters.get(key) if key else None
    return list(found.value) if found else list(phrases)


def _phrases(names: Names, phrases: Any, word: str) -> str:
    key = reference(phrases)
    if key and key in names.standard.parameters:
        return plain_value(names.standard.parameters[key].value, names.lang)
    return listed(names.lang, [say(names.lang, "quoted", text=_filled(names, text)) for text in phrases], word)


def _filled(names: Names, text: str) -> str:
    """A phrase whose places for a recorded value say which value stands there."""
    return _PLACE.sub(lambda found: say(names.lang, "script.value", field=names.bare(found[1])), text)


def privacy(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """What must not be told."""
    if "act" in rule:
        names = Names(standard, lang, rule["act"])
        act, condition = names.acts(rule["act"]), rule.get("only_if", "false")
        if condition.strip() == "false":
            return [say(lang, "authority.never", act=act)]
        return [say(lang, "privacy.if", act=act, condition=condition_in_words(standard, condition, lang, rule["act"]))]
    if "moment" in rule:
        return _kept_back(standard, rule, lang)
    labels = [Names(standard, lang).anything(key) for key in rule.get("data", ())]
    if labels and all(labels):
        return [say(lang, "privacy.data", data=listed(lang, [label or "" for label in labels], ""))]
    return []


def _kept_back(standard: Standard, rule: Rule, lang: str) -> list[str]:
    moment = rule["moment"]
    names = Names(standard, lang, moment)
    data = listed(lang, [names.mark(names.bare(key)) for key in rule["data"]], "")
    told = [say(lang, "privacy.moment", moment=names.acts(moment), data=data)]
    if "only_if" in rule:
        told.append(say(lang, "privacy.unless", condition=condition_in_words(standard, rule["only_if"], lang, moment)))
    return told


def conduct(standard: Standard, rule: Rule, lang: str) -> list[str]:
    """What is observed."""
    items = listed(lang, item_names(rule.get("items", ()), lang), "items")
    return [say(lang, "conduct", items=items)] if items else []
