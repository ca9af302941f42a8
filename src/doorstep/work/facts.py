"""Facts of a case change: some are learnt late, some were wrong. The act says the new values; the old ones stay
readable.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from doorstep.record.append import Outcome
from doorstep.record.history import FACTS_CHANGED
from doorstep.work import strict
from doorstep.work.cases import append_house_act, case_of, words_of
from doorstep.work.faults import Fault, NotDone
from doorstep.work.vocabulary import split


def change_facts(
    case: str,
    facts: Mapping[str, Any],
    *,
    key: str,
    actor: str | None,
    at: datetime | None = None,
    source: str = "console",
) -> Outcome:
    """Gives facts of a case new values. Raises ``NotDone`` with what is wrong."""
    words = words_of(case_of(case))
    faults = strict.faults_of(dict(facts), "facts")
    if not facts:
        faults.append(Fault("blank", "facts"))
    read, of_facts = ({}, []) if faults else words.read_facts(facts)
    faults += of_facts + [
        Fault("blank", f"facts.{name}") for name in facts if name in words.facts and name not in read and not of_facts
    ]
    if faults:
        raise NotDone(faults)
    plain, personal = split(read, words.facts)
    mine = {"facts": personal} if personal else None
    return append_house_act(
        case, FACTS_CHANGED, {"facts": plain}, key=key, actor=actor, at=at, personal=mine, source=source
    )[0]
