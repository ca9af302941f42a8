"""The usual words of a call or talk: a transcript made of the first phrase of each entry that the scripts want.

Its words come from the clauses alone. How a transcript is judged is ``judge.forms.speech``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from doorstep.judge.forms.speech import SLOT, ways_to_say
from doorstep.work.situation import Part, Trial

JOINT = "，"
"""Stands between phrases, so that two of them never make a third."""

Line = dict[str, str]


def usual_transcript(trial: Trial, field: str) -> list[Line]:
    """The lines, all ours, that keep every script that applies to the tried act; empty where none does.

    The first line has what our first utterance needs, the last what our last one needs, and every line what each one
    needs.
    """
    first: list[list[str]] = []
    middle: list[list[str]] = []
    last: list[list[str]] = []
    each: list[list[str]] = []
    where = {"first": first, "last": last, "each": each}
    for part, form in _scripts(trial, field):
        wanted = [_said(part, trial, form, entry["any"]) for entry in form["must"]]
        where.get(form["position"] or "", middle).append([phrase for phrase in wanted if phrase])
    if not (first or middle or last or each):
        return []
    always = _flat(each)
    lines = [line for line in [_flat(first), *middle, _flat(last)] if line] or [always]
    return [{"speaker": "agent", "text": JOINT.join(dict.fromkeys([*always, *line])) + "。"} for line in lines]


def _flat(groups: Iterable[list[str]]) -> list[str]:
    return list(dict.fromkeys(phrase for group in groups for phrase in group))


def _scripts(trial: Trial, field: str) -> Iterable[tuple[Part, Mapping[str, Any]]]:
    for part, whole in trial.views.values():
        for rule in part.ready.rules.values():
            for form in rule.forms:
                if form.sort == "said" and form.rule["transcripts"].get(trial.act) == field:
                    when = form.rule.get("when")
                    i = whole.last
                    if not when or part.condition(when, form.acts or ())(whole, i, i, whole.acts[i].ref) is True:
                        yield part, form.rule


def _said(part: Part, trial: Trial, form: Mapping[str, Any], options: list[str]) -> str:
    """The first phrase that can be said: its slots filled, nothing forbidden in it, not hidden by an exception."""
    whole = trial.views[part.standard.key][1]
    barred = [*form["must_not"], *form["except"]]
    for phrase in options:
        for name in SLOT.findall(phrase):
            value = part.condition(["name", name], form["acts"])(whole, whole.last, whole.last, None)
            ways = ways_to_say(value)
            phrase = phrase.replace(f"{{{name}}}", ways[0] if ways else "")
        if phrase and not any(word in phrase for word in barred):
            return phrase
    return ""
