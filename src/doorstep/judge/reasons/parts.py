"""The parts of a sentence: what each placeholder of the catalogue stands for, worked out when it is asked for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from doorstep.calendar import DAY
from doorstep.judge.reasons.limits import Limits
from doorstep.judge.reasons.seen import readings
from doorstep.judge.reasons.texts import moment, text
from doorstep.judge.values import Day, Moment, Value
from doorstep.language.model import Standard
from doorstep.language.words import condition_in_words, duration_in_words, value_in_words
from doorstep.language.words.names import spelled

if TYPE_CHECKING:
    from doorstep.judge.judgement import Finding, Judgement


class Parts(Limits):
    """The placeholders of one finding's sentence, as a mapping for ``str.format_map``."""

    def __init__(self, judgement: Judgement, finding: Finding, lang: str, standard: Standard) -> None:
        super().__init__(judgement, finding, lang, standard)
        self.clause = standard.clauses[finding.clause]

    def _part_judged(self) -> str:
        return self.act_words(self.judged) if self.judged else ""

    def _part_answer(self) -> str:
        return self.act_words(self.answered) if self.answered else ""

    def _part_acts(self) -> str:
        keys = self.info.get("acts") or self.form.get("acts") or self.form.get("until") or ()
        if not self.occurrence:
            keys = self._first_acts()
        elif self.form["form"] == "span":
            keys = self.form["until"]
        return self.names_of_acts(keys)

    def _first_acts(self) -> Iterable[str]:
        form = self.form
        for key in ("after", "start", "over", "of", "acts", "upon_acts"):
            if form.get(key):
                return list(form[key])
        return ()

    def _part_case(self) -> str:
        return self.names.case(self.judgement.whole.kind)

    def _part_when(self) -> str:
        return self.condition("when")

    def _part_unless(self) -> str:
        return self.condition("unless")

    def _part_if(self) -> str:
        return self.condition("only_if")

    def _part_holds(self) -> str:
        if "holds" not in self.clause.rule:
            return ""
        act = (self.info.get("acts") or [None])[0]
        words = condition_in_words(self.standard, self.rule_text("holds"), self.lang, act)
        return self.say("holds", holds=words)

    def _part_case_of(self) -> str:
        return self.say("case_of", when=self.condition("when")) if "when" in self.clause.rule else ""

    def _part_demand(self) -> str:
        return self.say("demand", **{"if": self.condition("only_if")}) if "only_if" in self.clause.rule else ""

    def condition(self, key: str) -> str:
        """The words of a condition of the rule."""
        if key not in self.clause.rule:
            return ""
        act = self.judged.name if self.judged else None
        worded, place = self.judgement.ready.worded, (self.finding.clause, key, self.lang, act or "")
        if place not in worded:
            worded[place] = condition_in_words(self.standard, self.rule_text(key), self.lang, act)
        return worded[place]

    def rule_text(self, key: str) -> str:
        """The expression at a key of the rule, as text."""
        value = self.clause.rule[key]
        return value if isinstance(value, str) else str(value).lower()

    def _part_seen(self) -> str:
        assert self.judged is not None
        assert self.occurrence is not None
        tree = self.form.get("if") or self.form.get("when")
        pairs = readings(tree, self.view, self.occurrence.i, self.standard.acts[self.judged.name].fields)
        shown = [
            self.say("seen.one", name=self.read_name(act, field), value=self.value(act, field, value))
            for act, field, value in pairs
        ]
        return (
            self.say("seen", values=self.joined(dict.fromkeys(shown)))
            if shown
            else self.say("seen", values=self.say("blank"))
        )

    def read_name(self, act: str, field: str) -> str:
        """The name of a field of an act, or of the fact that a bare name reads where the act has no such field."""
        return self.names.field_of(act, field) if field in self.standard.acts[act].fields else self.names.bare(field)

    def value(self, act: str | None, field: str, value: Value) -> str:
        """A typed value in words."""
        if value is None:
            return self.say("blank")
        if isinstance(value, tuple):
            return self.joined(self.value(act, field, item) for item in value)
        if type(value) is Moment:
            return moment(self.lang, int(value), self.year)
        if type(value) is Day:
            return moment(self.lang, int(value) * DAY, self.year)[:-6]
        if isinstance(value, float):
            value = int(value) if value.is_integer() else round(value, 4)
        return value_in_words(self.standard, field, value, self.lang, act)

    def _part_proof(self) -> str:
        return self.fields(self.info["proof"])

    def _part_fields(self) -> str:
        assert self.judged is not None
        return self.fields(f"{self.judged.name}.{field}" for field in self.info["fields"])

    def _part_told(self) -> str:
        assert self.judged is not None
        act = self.judged.name
        return self.joined(self.read_name(act, field) for field in self.info["fields"])

    def fields(self, names: Iterable[str]) -> str:
        """Names of fields given as "act.field"."""
        pairs = [name.partition(".") for name in names]
        return self.joined(self.names.field_of(act, field) for act, _, field in pairs)

    def _part_items(self) -> str:
        return self.joined(self.item(key) for key in self.info["items"])

    def _part_missing(self) -> str:
        return self.joined(f"“{self.item(key)}”" for key in self.info["missing"])

    def _part_phrases(self) -> str:
        return self.joined(self.info["phrases"])

    def item(self, key: str) -> str:
        """The name of an item of a checklist or script."""
        rule = self.clause.rule
        for entry in (*rule.get("items", ()), *rule.get("must", ())):
            if entry["key"] == key:
                words = entry.get(self.lang)
                if words:
                    return str(words)
        field = rule.get("field")
        words = self.standard.choice_words(field, key)(self.lang) if field else key
        if words != key:
            return words
        act = self.judged.name if self.judged else ""
        return self.names.field_of(act, key)

    def _part_count(self) -> str:
        return str(self.info["count"] if "count" in self.info else len(self.form["keys"]))

    def _part_where(self) -> str:
        position = self.form.get("position")
        return self.say(f"where.{position}") if position else ""

    def _part_roles(self) -> str:
        return self.names.roles(self.info["roles"])

    def _part_figure(self) -> str:
        assert self.judged is not None
        return self.names.field_of(self.judged.name, self.form["figure"])

    def _part_found(self) -> str:
        assert self.judged is not None
        return self.value(self.judged.name, self.form["figure"], self.info["found"])

    def _part_wanted(self) -> str:
        if self.form["form"] == "penalty":
            return self.effect(self.form["effect"], self.info["wanted"])
        assert self.judged is not None
        return self.value(self.judged.name, self.form["figure"], self.info["wanted"])

    def _part_person(self) -> str:
        return self.info["person"] or self.say("somebody")

    def _part_needs(self) -> str:
        return self.joined(self.need(key) for key in self.info["needs"])

    def need(self, key: str) -> str:
        """The name of a certificate, subject or course."""
        for field in ("certificate", "subject", "course"):
            words = self.standard.choice_words(field, key)(self.lang)
            if words != key:
                return words
        return self.names.anything(key) or spelled(key)

    def _part_before_acts(self) -> str:
        return self.joined(self.act_words(self.view.acts[place]) for place in sorted(self.info["places"]))

    def _part_missing_acts(self) -> str:
        return self.names_of_acts(self.info["acts"])

    def _part_since(self) -> str:
        assert self.occurrence is not None
        since = self.form["since"]
        if not since:
            return self.say("since.none")
        place = self.view.latest(since, self.occurrence.i - 1)
        return self.say("since", act=self.act_words(self.view.acts[place])) if place >= 0 else self.say("since.any")

    def _part_until(self) -> str:
        before = self.info.get("before")
        return self.say("until.before", before=self.names_of_acts(before)) if before else self.say("until.undated")

    def _part_total(self) -> str:
        return str(self.info["total"])

    def _part_reached(self) -> str:
        return str(self.info["reached"])

    def _part_target(self) -> str:
        return f"{self.info['target'] * 100:g}%"

    def _part_over_acts(self) -> str:
        return self.names_of_acts(self.form["over"])

    def _part_of_acts(self) -> str:
        return self.names_of_acts(self.form["of"])

    def _part_missing_over(self) -> str:
        acts = self.judgement.acts
        return self.joined(self.act_words(acts[place]) for place in dict.fromkeys(self.info["missing"]))

    def _part_most(self) -> str:
        return str(self.info["most"]) if "most" in self.info else duration_in_words(self.form["at_most"], self.lang)

    def _part_extra(self) -> str:
        return str(self.info["count"] - self.info["most"])

    def _part_breaches(self) -> str:
        acts = self.judgement.acts
        shown = []
        for key, place in self.info["breaches"]:
            at = self.say("breach.act", act=self.act_words(acts[place])) if place >= 0 else ""
            clause = self.standard.clauses.get(key)
            shown.append(self.say("breach", number=clause.number, act=at) if clause else self.act_words(acts[place]))
        return self.joined(shown)

    def _part_breaches_or_none(self) -> str:
        return ""

    def _part_decided(self) -> str:
        acts = [self.view.acts[i] for i in self.info["decisions"]]
        effects = dict.fromkeys(act.data.get("effect") for act in acts)
        words = self.joined(self.effect_name(effect) for effect in effects if effect)
        return self.with_amount(words, self.info["decided"] or None)

    def effect(self, effect: str | None, amount: Value) -> str:
        """A sanction's effect with its sum."""
        return self.with_amount(self.effect_name(effect) if effect else "", amount)

    def with_amount(self, words: str, amount: Value) -> str:
        """Words with a sum of money behind them."""
        if amount is None:
            return words or self.say("blank")
        money = self.say("money", amount=f"{amount:.2f}".rstrip("0").rstrip("."))
        return self.say("effect.amount", effect=words, amount=money).strip()

    def effect_name(self, effect: str) -> str:
        """The name of an effect."""
        return self.names.choice("effect", effect, "sanction_decided")

    def _part_detail(self) -> str:
        assert self.judged is not None
        for field in ("detail", "note", "remark", "description"):
            found = self.judged.data.get(field)
            if isinstance(found, str):
                return self.say("detail", text=found)
        return ""

    def joined(self, parts: Iterable[str]) -> str:
        """Parts as a list."""
        return text(self.lang, "list").join(parts)

    def names_of_acts(self, keys: Iterable[str]) -> str:
        """The names of acts as a list."""
        return self.joined(self.names.plain_act(key) for key in keys)
