"""The parts of a sentence that speak of time: acts with their moments, terms, limits, differences, days skipped."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from doorstep.calendar import CHINA, DAY, parse_term
from doorstep.calendar.days import WEEKEND
from doorstep.judge.case import Act
from doorstep.judge.reasons.texts import day, length, moment, text
from doorstep.judge.views import View
from doorstep.language.model import Standard
from doorstep.language.words import duration_in_words
from doorstep.language.words.conditions import formula_in_words
from doorstep.language.words.names import Names

if TYPE_CHECKING:
    from doorstep.judge.judgement import Finding, Judgement

UNDER_A_YEAR = 366
"""Skipped days are only listed within this many days."""


class Limits(Mapping[str, str]):
    """The placeholders as a mapping: ``_part_NAME`` gives NAME."""

    def __init__(self, judgement: Judgement, finding: Finding, lang: str, standard: Standard) -> None:
        self.judgement = judgement
        self.finding = finding
        self.lang = lang
        self.standard = standard
        self.occurrence = finding.occurrence
        self.info: Mapping[str, Any] = (finding.occurrence.info if finding.occurrence else None) or {}
        self.view: View = (finding.occurrence.view if finding.occurrence else None) or judgement.whole
        self.form: Mapping[str, Any] = self._form()
        self.judged = self._act(finding.occurrence.i if finding.occurrence else -1)
        self.answered = self._act(finding.occurrence.j if finding.occurrence else -1)
        self.names = Names(standard, lang, self.judged.name if self.judged else None)
        self.year = judgement.year

    def __getitem__(self, key: str) -> str:
        return str(getattr(self, f"_part_{key}")())

    def __iter__(self) -> Iterator[str]:
        return (name.removeprefix("_part_") for name in dir(self) if name.startswith("_part_"))

    def __len__(self) -> int:
        return sum(1 for _ in self)

    def _form(self) -> Mapping[str, Any]:
        if self.occurrence and self.occurrence.form:
            return self.occurrence.form.rule
        forms = self.judgement.ready.rules[self.finding.clause].forms
        return forms[-1].rule if forms else {"form": "rest"}

    def _act(self, place: int) -> Act | None:
        return self.view.acts[place] if place >= 0 else None

    def say(self, key: str, **values: str) -> str:
        """A text of the catalogue with its values put in."""
        return text(self.lang, key).format(**values)

    def act_words(self, act: Act) -> str:
        """An act with its moment and who did it."""
        who = self._who(act)
        name = self.names.plain_act(act.name)
        unit = "、".join(act.units) if self.lang == "zh" else ", ".join(act.units)
        words = self.say("act", name=name, at=moment(self.lang, act.at, self.year), who=who)
        return self.say("act.unit", unit=unit, text=words) if unit else words

    def _who(self, act: Act) -> str:
        """Who did it: the person, else the role; for an outsider's act both, since the person only recorded it."""
        role = self.standard.roles.get(act.by)
        if act.person and role and role.party:
            return self.say("who.party", role=self.names.roles([act.by]), person=act.person)
        return act.person or self.names.roles([act.by])

    def _part_start(self) -> str:
        together = self.info.get("together")
        if together:
            starts = text(self.lang, "list").join(self.act_words(self.view.acts[place]) for place in sorted(together))
            return self.say("start", judged=starts)
        assert self.judged is not None
        return self.say("start", judged=self.act_words(self.judged))

    def _part_term(self) -> str:
        form = self.form
        if form["form"] == "deadline":
            return self._deadline_term() + self._grace()
        words = duration_in_words(form["term"], self.lang)
        return words

    def _deadline_term(self) -> str:
        form = self.form
        term = form["term"] or self.view.facts.get(form["term_fact"])
        if term:
            key = "term.day" if term.startswith("0 ") else "term.later" if self.form["together"] else "term"
            return self.say(key, term=duration_in_words(term, self.lang))
        tree = form["limit"]
        if tree[0] == "name":
            return self.say("term.by", term=self.names.bare(tree[1]))
        words = self.standard.clauses[self.finding.clause].rule["by"]
        return self.say("term.by", term=formula_in_words(self.standard, words, self.lang, self.names.act))

    def _grace(self) -> str:
        tolerance = self.form.get("tolerance")
        return self.say("grace", tolerance=duration_in_words(tolerance, self.lang)) if tolerance else ""

    def _part_limit(self) -> str:
        assert self.occurrence is not None
        assert self.occurrence.limit is not None
        return moment(self.lang, self.occurrence.limit, self.year, end_of_day=self.form["form"] != "planned")

    def _part_first(self) -> str:
        if self.form["form"] == "grid":
            return day(self.lang, self.info["first"], self.year)
        return moment(self.lang, self.info["first"], self.year)

    def _part_over(self) -> str:
        return length(self.lang, self.finding.seconds_over or 0)

    def _part_used(self) -> str:
        return length(self.lang, self.finding.seconds_used or 0)

    def _part_left(self) -> str:
        assert self.occurrence is not None
        assert self.occurrence.limit is not None
        return length(self.lang, max(self.occurrence.limit - self.judgement.now, 0))

    def _part_skipped(self) -> str:
        """The days that the term did not count, each stretch with its reason; and what is provisional about it."""
        span = self._working_span()
        if span is None:
            return ""
        first, last = span
        parts = []
        if skipped := list(CHINA.skipped(first, last)):
            parts.append(self.say("skipped", reasons=text(self.lang, "list").join(map(self._stretch, skipped))))
        made_up = [day(self.lang, n, self.year) for n in range(first, last + 1) if CHINA.is_make_up(n)]
        if made_up:
            parts.append(self.say("made_up", days=text(self.lang, "list").join(made_up)))
        unknown = next((n for n in (last, first) if not CHINA.published(n)), None)
        if unknown is not None:
            parts.append(self.say("provisional", year=_year(unknown * DAY)))
        return "".join(parts)

    def _stretch(self, skipped: Any) -> str:
        name = skipped.zh if self.lang == "zh" else skipped.en
        weekday = (skipped.zh, skipped.en) == WEEKEND
        first = day(self.lang, skipped.first, self.year, weekday=weekday and skipped.first == skipped.last)
        if skipped.first == skipped.last:
            return self.say("skipped.one", name=name, first=first)
        last = day(self.lang, skipped.last, self.year, weekday=False)
        return self.say("skipped.more", name=name, first=first, last=last)

    def _working_span(self) -> tuple[int, int] | None:
        """The days over which working time was counted; None when none was."""
        form, occurrence = self.form, self.occurrence
        if occurrence is None or occurrence.limit is None or self.judged is None:
            return None
        terms = (form.get("term") or self.view.facts.get(form.get("term_fact") or ""), form.get("at_least"))
        if not any(isinstance(t, str) and "working" in t for t in terms):
            return None
        begun = self.judged.at // DAY
        ended = (occurrence.limit - 1) // DAY
        first, last = min(begun, ended), max(begun, ended)
        return (first + (form["form"] == "deadline"), last) if last - first <= UNDER_A_YEAR else None

    def _part_bounds(self) -> str:
        most, least = self.form["at_most"], self.form["at_least"]
        words = {key: duration_in_words(value, self.lang) for key, value in (("most", most), ("least", least)) if value}
        return self.say(f"bounds.{'both' if len(words) == 2 else next(iter(words))}", **words)

    def _part_notice(self) -> str:
        most, least = self.form["at_most"], self.form["at_least"]
        if least and parse_term(least).amount == 0 and not most:
            return self.say("notice.on_time") + self._grace()
        words = {key: duration_in_words(value, self.lang) for key, value in (("most", most), ("least", least)) if value}
        key = "both" if len(words) == 2 else next(iter(words))
        key = "exact" if most and most == least else key
        return self.say(f"notice.{key}", **words) + self._grace()

    def _part_ahead(self) -> str:
        assert self.judged is not None
        assert self.occurrence is not None
        assert self.occurrence.limit is not None
        seconds = self.occurrence.limit - self.judged.at
        key = "now" if not seconds else "before" if seconds > 0 else "after"
        return self.say(f"ahead.{key}", span=length(self.lang, int(seconds)))

    def _part_recorded(self) -> str:
        return self.say("recorded", act=self.act_words(self.judged)) if self.judged else ""

    def _part_every(self) -> str:
        return duration_in_words(self.form["every"], self.lang)

    def _part_from(self) -> str:
        return self.act_words(self.view.acts[self.info["from"]])

    def _part_times(self) -> str:
        return str(self.info["times"])

    def _part_period(self) -> str:
        period = self.info["period"]
        if period.first == period.due:
            return self.say("period.day", last=day(self.lang, period.due, self.year))
        first, last = day(self.lang, period.first, self.year), day(self.lang, period.due, self.year)
        return self.say("period.more", first=first, last=last)


def _year(at: int) -> str:
    return moment("zh", at, 0)[:4]
