"""How a clause is judged, in short sentences: the rule's own, then its conditions, its proof and who decides.

The sentences of each kind of rule stand in ``rules`` (by record) and ``talks`` (by words said or by an observer).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any

from doorstep.language.expressions import parse
from doorstep.language.model import Clause, Standard
from doorstep.language.words import rules, talks, timing
from doorstep.language.words.conditions import condition_in_words
from doorstep.language.words.names import Names, spelled
from doorstep.language.words.parameters import lasting, readable
from doorstep.language.words.texts import listed, say, sentence

Teller = Callable[[Standard, Mapping[str, Any], str], list[str]]

TELLERS: dict[str, Teller] = {
    "deadline": timing.deadline,
    "notice": timing.notice,
    "duration": timing.duration,
    "periodic": timing.periodic,
    "retention": timing.retention,
    "rate": timing.rate,
    "precedence": rules.precedence,
    "response": rules.response,
    "forbidden": rules.forbidden,
    "authority": rules.authority,
    "form": rules.form,
    "checklist": rules.checklist,
    "qualification": rules.qualification,
    "calculation": rules.calculation,
    "sanction": rules.sanction,
    "script": talks.script,
    "privacy": talks.privacy,
    "conduct": talks.conduct,
}
REPORTS = ("violation_reported", "inspection_done")
_NAMING = {"item", "clause"}
_KEY = re.compile(r"`?\b([a-z][a-z0-9]*(?:_[a-z0-9]+)+)\b`?")


def clause_in_words(standard: Standard, clause: Clause, lang: str) -> list[str]:
    """How ``clause`` is judged, as short sentences without a full stop.

    An observed clause says that an inspection or an upheld report decides; a clause that decides nothing says so.
    """
    if clause.check == "info":
        return [say(lang, "rule.info")]
    rule = clause.raw_rule or clause.rule
    told = _told(standard, clause, rule, lang)
    if clause.check == "observed":
        told.append(say(lang, "observed.too" if _recorded(standard, clause) else "observed"))
    return [sentence(lang, text) for text in told]


def sanction_in_words(standard: Standard, clause: Clause, lang: str) -> str | None:
    """What a breach of ``clause`` costs; None where it says nothing of a sanction of its own."""
    costs = clause.sanction
    if not costs:
        return None
    if "amount" not in costs:
        effect = rules.effect(Names(standard, lang), str(costs.get("effect", "")))
        return sentence(lang, say(lang, "sanction.effect", effect=effect))
    amount = rules.amount(standard, costs["amount"], lang)
    per = rules.per(costs.get("per"), lang)
    unit = rules.unit(costs.get("unit", "") if isinstance(costs["amount"], int) else "", lang)
    return sentence(lang, say(lang, "sanction.costs", amount=amount, unit=unit, per=per))


def note_in_words(standard: Standard, clause: Clause) -> str | None:
    """The note of ``clause``, an English text, with the keys that it mentions replaced by their names."""
    if not clause.note:
        return None
    names = Names(standard, "en")
    return _KEY.sub(lambda found: names.mark(names.anything(found[1]) or spelled(found[1])), clause.note.strip())


def kind_in_words(kind: str, lang: str) -> str:
    """The name of a kind of rule."""
    return say(lang, f"kind.{kind}")


def check_in_words(check: str, lang: str) -> str:
    """Who decides a clause of this ``check``."""
    return say(lang, f"check.{check}")


def _told(standard: Standard, clause: Clause, rule: Mapping[str, Any], lang: str) -> list[str]:
    teller = TELLERS.get(clause.kind)
    if teller is None or not rule or _names_itself(rule):
        return []
    told = teller(standard, rule, lang)
    if "when" in rule and clause.kind not in ("forbidden",):
        told.append(_only_where(standard, rule, lang))
    if "unless" in rule:
        unless = condition_in_words(standard, rule["unless"], lang, rules.judged_act(rule))
        told.append(say(lang, "rule.unless", condition=unless))
    if "tolerance" in rule:
        told.append(say(lang, "rule.tolerance", duration=lasting(standard, rule["tolerance"], lang)))
    return told + _proof(standard, clause.kind, rule, lang)


def _names_itself(rule: Mapping[str, Any]) -> bool:
    """Whether the rule only says by which item or number a report names the clause: nothing that a reader needs."""
    return rule.get("act") in REPORTS and _bare_names(parse(readable(rule.get("when", "null")))) <= _NAMING


def _bare_names(tree: Any) -> set[str]:
    if not isinstance(tree, list):
        return set()
    if len(tree) == 2 and tree[0] == "name":
        return {tree[1]}
    return set().union(*(_bare_names(part) for part in tree))


def _recorded(standard: Standard, clause: Clause) -> bool:
    """Whether an observed clause is judged by a record of its own as well."""
    act = rules.judged_act(clause.rule)
    return isinstance(act, str) and act in standard.acts and act not in REPORTS and clause.kind != "script"


def _only_where(standard: Standard, rule: Mapping[str, Any], lang: str) -> str:
    condition = condition_in_words(standard, rule["when"], lang, rules.judged_act(rule))
    return say(lang, "rule.when", condition=condition)


def _proof(standard: Standard, kind: str, rule: Mapping[str, Any], lang: str) -> list[str]:
    """What must be attached, unless the rule's own fields say it already; of talks, the transcript."""
    if kind in ("script", "privacy") and talks.judged_by_words(standard, rule):
        return [say(lang, "script.evidence")]
    proof = [name for name in rule.get("proof", ()) if name not in rule.get("fields", ())]
    if not proof:
        return []
    act = rule.get("act")
    names = Names(standard, lang, act if isinstance(act, str) else None)
    fields = listed(lang, [rules.field(names, name) for name in proof], "and")
    if kind in ("deadline", "response"):
        return [say(lang, "rule.proof.answer", act=names.acts(act or ""), fields=fields)]
    return [say(lang, "rule.proof.pending" if kind == "forbidden" else "rule.proof", fields=fields)]
