"""What was said about a clause of a case: the appeal of who is concerned, and what came of it. Laid over verdicts;
changes none.

Each is a note of the case (``note.added``) whose data says in ``about`` what kind it is and which clause it is about; the words
themselves are personal and lie with the note's text. A file that proves it is attached to the note (``file.attached``).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from doorstep.judge.case import VOIDED
from doorstep.record.history import History
from doorstep.record.reading import Recorded

NOTE, ATTACHED = "note.added", "file.attached"

APPEALED, ANSWERED, ASKED, REASON, SEEN = "appeal", "appeal_decided", "question", "reason", "seen"
"""Kinds of what is said: an appeal, its decision, a question to who is concerned, the reason of a sanction, "seen,
nothing to say".
"""

OPEN, UPHELD, REJECTED = "open", "upheld", "rejected"
"""How an appeal stands."""


@dataclass(frozen=True, slots=True)
class Proof:
    """A file that was attached to what was said: the hash of its content, its name."""

    file: str
    name: str


@dataclass(slots=True)
class Said:
    """One thing that was said: its kind, who recorded it and when, the words (None once they were forgotten), what
    it names, the files that prove it.
    """

    kind: str
    act: str
    actor: str | None
    at: int
    text: str | None
    grounds: tuple[str, ...] = ()
    upheld: bool | None = None
    files: tuple[Proof, ...] = ()


@dataclass(slots=True)
class Talk:
    """All that was said about one clause, in its order; ``state`` is how the appeal stands, "" without one."""

    clause: str
    said: list[Said] = field(default_factory=list)

    @property
    def state(self) -> str:
        """ "", OPEN, UPHELD or REJECTED; a new appeal after a decision opens it again."""
        state = ""
        for one in self.said:
            if one.kind == APPEALED:
                state = OPEN
            elif one.kind == ANSWERED:
                state = UPHELD if one.upheld else REJECTED
        return state


def talks(found: History) -> dict[str, Talk]:
    """What was said on a case, by clause."""
    result: dict[str, Talk] = {}
    voided, proofs = _voided(found.acts), _proofs(found.acts)
    for act in sorted(found.acts, key=lambda one: one.envelope.no):
        about = act.data.get("about") if act.envelope.act == NOTE else None
        if isinstance(about, dict) and act.envelope.id not in voided:
            clause = str(about.get("clause"))
            said = _said(act, about)
            said.files = proofs.get(act.envelope.id, ())
            result.setdefault(clause, Talk(clause)).said.append(said)
    return result


def state_of(found: dict[str, Talk], clauses: Sequence[str]) -> str:
    """How the appeal of the first of some clauses that has one stands, "" without one; an upheld one wins, then an
    open one.
    """
    states = {found[clause].state for clause in clauses if clause in found}
    return next((state for state in (UPHELD, OPEN, REJECTED) if state in states), "")


def _said(act: Recorded, about: dict[str, object]) -> Said:
    grounds = about.get("grounds")
    upheld = about.get("upheld")
    return Said(
        str(about.get("kind")),
        act.envelope.id,
        act.envelope.actor,
        act.at,
        act.data.get("text"),
        tuple(str(one) for one in grounds) if isinstance(grounds, list) else (),
        upheld if isinstance(upheld, bool) else None,
    )


def _proofs(acts: Sequence[Recorded]) -> dict[str, tuple[Proof, ...]]:
    """The files attached to acts, by the act's id; those that were forgotten are not among them."""
    result: dict[str, tuple[Proof, ...]] = {}
    for act in acts:
        file, name = act.data.get("file"), act.data.get("name")
        if act.envelope.act == ATTACHED and isinstance(file, str):
            about = str(act.data.get("act"))
            result[about] = (*result.get(about, ()), Proof(file, str(name or "")))
    return result


def _voided(acts: Sequence[Recorded]) -> set[str]:
    return {str(act.data.get("act")) for act in acts if act.envelope.act == VOIDED}
