"""What every kind of rule needs: occurrences, conditions, proofs and pairs. No kind of rule is judged here."""

from __future__ import annotations

from dataclasses import dataclass

from .expressions import Sight, at_act, bare_name, holds, latest
from .history import Act, History, can_pair
from .values import Value, is_blank

WORST_FIRST = ["breached", "pending", "met", "not_applicable"]


@dataclass(frozen=True)
class Occurrence:
    """One verdict of a rule; ``act`` is the judged act, None where a rule judges without one."""

    verdict: str
    act: Act | None = None


def worst(verdicts: list[str]) -> str:
    """The worst of some verdicts; not applicable without any."""
    return next((verdict for verdict in WORST_FIRST if verdict in verdicts), "not_applicable")


def names(value: object) -> list[str]:
    """One act or a list of acts, as a list."""
    if value is None:
        return []
    return [value] if isinstance(value, str) else list(value)  # type: ignore[call-overload]


def acts_named(history: History, unit: Value, value: object) -> list[Act]:
    return [act for act in history.view(unit) if act.name in names(value)]


def applies(rule: dict, sight: Sight) -> bool:
    """Whether the rule's ``when`` is true (or there is none)."""
    return "when" not in rule or holds(rule["when"], sight)


def proven(rule: dict, history: History, unit: Value, act: Act) -> bool:
    """Whether every ``proof`` of an act is filled: a field of its own, or ``A.f`` of the latest A so far."""
    for proof in rule.get("proof") or []:
        sight = at_act(history, unit, act)
        if "." in proof:
            other, name = proof.split(".")
            source = latest([other], sight)
            value = source.data.get(name) if source else None
        else:
            value = act.data.get(proof)
        if is_blank(value):
            return False
    return True


def next_act(history: History, unit: Value, after: Act, kinds: object, *, any_ref: bool = False) -> Act | None:
    """The next act of some kinds after another one, among those that can pair with it."""
    for act in acts_named(history, unit, kinds):
        if act.place > after.place and (any_ref or can_pair(after, act)):
            return act
    return None


def next_proven(rule: dict, history: History, unit: Value, after: Act, kinds: object) -> Act | None:
    """As ``next_act``; an act without its proof is none."""
    for act in acts_named(history, unit, kinds):
        if act.place > after.place and can_pair(after, act) and proven(rule, history, unit, act):
            return act
    return None


def read_name(name: str, history: History, unit: Value, act: Act) -> Value:
    """What a bare name reads at an act."""
    return bare_name(name, at_act(history, unit, act))
