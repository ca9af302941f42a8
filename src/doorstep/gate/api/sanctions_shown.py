"""What the API shows of sanctions: the breach with its evidence, what was said, what was decided, who may decide."""

from __future__ import annotations

from typing import Literal

from ninja import Schema

from doorstep.gate.api.schemas import Verdict
from doorstep.gate.api.standards import InBoth

State = Literal["pending", "decided", "upheld"]


class CitedShown(Schema):
    """An act that is cited: its id, its name, when it happened."""

    id: str
    name: InBoth
    at: str


class EvidenceShown(Schema):
    """What calls for the sanction: a broken clause with its sentence, or an act; ``cites`` are the ids of the acts
    it rests on.
    """

    clause: str | None
    number: str
    words: InBoth
    sentence: str
    unit: str | None
    cites: list[CitedShown]


class ProofShown(Schema):
    """A file that was attached to what was said: read it at ``/api/cases/CASE/files/FILE``."""

    file: str
    name: str


class SaidShown(Schema):
    """Something that was said about it: appeal, appeal_decided, question, reason or seen. ``text`` is masked by
    post.
    """

    kind: Literal["appeal", "appeal_decided", "question", "reason", "seen"]
    clause: str
    act: str
    at: str
    who: str
    text: str
    grounds: list[str]
    upheld: bool | None
    files: list[ProofShown]


class DecisionShown(Schema):
    """How it was decided: the act, when, by whom, the sum and the effect."""

    act: str
    at: str
    by: str
    amount: float | None
    effect: InBoth | None


class DecidingShown(Schema):
    """How who asks may decide it: by which act in which role, and which effects there are."""

    act: str
    by: str
    has_amount: bool
    effects: dict[str, InBoth]


class SanctionShown(Schema):
    """A sanction that a clause calls for. ``wanted`` is the sum that the clause comes to; None: none is fixed."""

    case: str
    number: str
    place: str
    assignee: str | None
    person: str
    standard: str
    title: InBoth
    clause: str
    clause_number: str
    words: InBoth
    cost: str | None
    wanted: float | None
    effect: str | None
    effect_words: InBoth | None
    unit: str | None
    state: State
    appeal: Literal["", "open", "upheld", "rejected"]
    verdict: Verdict
    opened: str
    evidence: list[EvidenceShown]
    said: list[SaidShown]
    decisions: list[DecisionShown]
    deciding: DecidingShown | None


class SanctionsShown(Schema):
    """Sanctions, what happened first first; ``waiting`` cases are not counted yet, what came before ``as_of`` is."""

    as_of: str
    waiting: int
    total: int
    sanctions: list[SanctionShown]
