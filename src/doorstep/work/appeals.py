"""Appeals: who is concerned says what he has to say about a clause, and it is decided. Laid over the verdict;
changes none.

Each is a note of the case that says in ``about`` what it is (``measure.appeals``).
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from doorstep.judge.forms.common import BREACHED
from doorstep.measure.appeals import ANSWERED, APPEALED, ASKED, NOTE, OPEN, SEEN, talks
from doorstep.people.permissions import Held, allowed
from doorstep.record import clock
from doorstep.record.append import Outcome
from doorstep.record.history import History
from doorstep.record.sql import rows
from doorstep.work.cases import HERE, Device, append_house_act, case_of, checked_text
from doorstep.work.faults import NotDone
from doorstep.work.sanction_faults import SanctionFault
from doorstep.work.sanctions import called, check_decider, deciding_role, number


def appeal(
    case: str,
    clause: str,
    text: str,
    *,
    key: str,
    actor: str,
    grounds: Sequence[str] = (),
    at: datetime | None = None,
    source: str = "console",
    device: Device = HERE,
) -> Outcome:
    """Appeals against a broken clause or a sanction: only who is in charge of the case. Raises ``NotDone``."""
    found = _of_him(case, actor)
    _check_clause(found, clause)
    talk = talks(found).get(clause)
    if talk is not None and talk.state == OPEN and not _known(key):
        raise NotDone([SanctionFault("appeal_open_already", "clause", {"clause": number(clause)})])
    about = {"kind": APPEALED, "clause": clause, "grounds": list(grounds)}
    said = checked_text(text, "text")
    return _note(case, about, said, key=key, actor=actor, at=at, source=source, device=device)


def seen(
    case: str,
    clause: str,
    text: str,
    *,
    key: str,
    actor: str,
    at: datetime | None = None,
    source: str = "console",
    device: Device = HERE,
) -> Outcome:
    """Says that who is in charge has seen it and has nothing against it. Raises ``NotDone``."""
    found = _of_him(case, actor)
    _check_clause(found, clause)
    said = checked_text(text, "text")
    about = {"kind": SEEN, "clause": clause}
    return _note(case, about, said, key=key, actor=actor, at=at, source=source, device=device)


def answer(
    case: str,
    clause: str,
    *,
    upheld: bool,
    reason: str,
    key: str,
    actor: str,
    held: Iterable[Held],
    at: datetime | None = None,
    source: str = "console",
) -> Outcome:
    """Decides an appeal: upheld or not, with the reason. Who decides sanctions here, and not about himself. Raises
    ``NotDone``.
    """
    found = case_of(case)
    _check_may(found, clause, actor, held)
    talk = talks(found).get(clause)
    if (talk is None or talk.state != OPEN) and not _known(key):
        raise NotDone([SanctionFault("no_appeal", "clause", {"clause": number(clause)})])
    about = {"kind": ANSWERED, "clause": clause, "upheld": upheld}
    return _note(case, about, checked_text(reason, "reason"), key=key, actor=actor, at=at, source=source)


def ask(
    case: str,
    clause: str,
    text: str,
    *,
    key: str,
    actor: str,
    held: Iterable[Held],
    at: datetime | None = None,
    source: str = "console",
) -> Outcome:
    """Asks who is in charge what he has to say, before anything is decided. Raises ``NotDone``."""
    found = case_of(case)
    _check_may(found, clause, actor, held)
    said = checked_text(text, "text")
    return _note(case, {"kind": ASKED, "clause": clause}, said, key=key, actor=actor, at=at, source=source)


def _of_him(case: str, actor: str) -> History:
    found = case_of(case)
    if found.assignee != actor:
        raise NotDone([SanctionFault("not_concerned", "case")])
    return found


def _check_clause(found: History, clause: str) -> None:
    """Raises ``NotDone`` for a clause that is neither broken nor calls for a sanction."""
    judged = found.judgements(clock.civil(clock.now()))
    broken = any(one.verdicts.get(clause) == BREACHED for one in judged.values())
    if not broken and all(one.clause != clause for one in called(found)):
        raise NotDone([SanctionFault("nothing_to_appeal", "clause", {"clause": number(clause)})])


def _check_may(found: History, clause: str, actor: str, held: Iterable[Held]) -> None:
    """Raises ``NotDone`` for who may not decide about a clause of the case.

    Where a sanction hangs on the clause, whoever decides that; else whoever gives out the orders of the place.
    """
    held = tuple(held)
    hanging = [one for one in called(found) if clause in (one.clause, *one.upon)]
    for one in hanging[:1]:
        check_decider(found, one, deciding_role(found, one, held), actor)
    if not hanging:
        _check_clause(found, clause)
        if not allowed(held, "case.assign", place=found.place or None, assignee=found.assignee):
            raise NotDone([SanctionFault("not_the_decider", "clause", {"roles": "班长 team leader"})])
        if actor == found.assignee:
            raise NotDone([SanctionFault("own_sanction", "clause")])


def _known(key: str) -> bool:
    return bool(rows("SELECT 1 FROM record_act WHERE key = %s", [key]))


def _note(
    case: str,
    about: Mapping[str, Any],
    text: str,
    *,
    key: str,
    actor: str,
    at: datetime | None,
    source: str,
    device: Device = HERE,
) -> Outcome:
    data, mine = {"about": dict(about)}, {"text": text}
    return append_house_act(case, NOTE, data, key=key, actor=actor, at=at, personal=mine, source=source, device=device)[
        0
    ]
