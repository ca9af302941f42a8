"""Corrections: an act is replaced or voided by a later act that names it, with a reason. Nothing that was recorded
changes.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from doorstep.judge.case import REPLACED, VOIDED
from doorstep.people.permissions import Held
from doorstep.record.append import Outcome
from doorstep.record.history import History
from doorstep.work import strict
from doorstep.work.cases import HERE, Device, append_house_act, case_of, checked_text
from doorstep.work.faults import Fault, NotDone
from doorstep.work.recording import Reader
from doorstep.work.vocabulary import split


def replace(
    case: str,
    act: str,
    with_: Mapping[str, Any],
    reason: str,
    *,
    key: str,
    actor: str | None,
    held: Iterable[Held] | None = None,
    at: datetime | None = None,
    source: str = "console",
    device: Device = HERE,
) -> Outcome:
    """Replaces the act of id ``act`` by ``with_``, an object ``{act, at, by, data}``; what is left out stays as it was.

    Raises ``NotDone`` with what is wrong.
    """
    found = case_of(case)
    original = _corrected(found, act)
    faults = strict.faults_of({name: value for name, value in with_.items() if not isinstance(value, datetime)}, "with")
    if faults:
        raise NotDone(faults)
    said = {"act": original["act"], "by": original["by"], "at": original["at"], "data": original["data"], **with_}
    reader = Reader(found, actor, None if held is None else tuple(held), None, timedelta(0), source)
    faults = [*reader.of_name(str(said["act"]), "with.act"), *reader.of_role(str(said["by"]), "with.by")]
    moment, of_time = reader.time(said["at"], "with.at")
    faults += of_time
    data: dict[str, Any] = {}
    if not isinstance(said["data"], Mapping):
        faults.append(Fault("shape", "with.data", {"wanted": "object"}))
    elif said["act"] in reader.words.acts:
        data, of_data = reader.words.read_data(said["act"], said["data"], "with.data")
        faults += of_data
    if faults or moment is None:
        raise NotDone(faults)
    plain, personal = split(data, reader.words.acts[said["act"]])
    new = {"act": said["act"], "by": said["by"], "at": moment.isoformat(timespec="seconds"), "data": plain}
    return append_house_act(
        case,
        REPLACED,
        {"act": act, "with": new, "reason": checked_text(reason, "reason")},
        key=key,
        actor=actor,
        at=at,
        personal={"with": {"data": personal}} if personal else None,
        source=source,
        device=device,
    )[0]


def void(
    case: str,
    act: str,
    reason: str,
    *,
    key: str,
    actor: str | None,
    at: datetime | None = None,
    source: str = "console",
    device: Device = HERE,
) -> Outcome:
    """Voids the act of id ``act``: it counts no more, and stays readable. Raises ``NotDone``."""
    found = case_of(case)
    _corrected(found, act)
    data = {"act": act, "reason": checked_text(reason, "reason")}
    return append_house_act(case, VOIDED, data, key=key, actor=actor, at=at, source=source, device=device)[0]


def _corrected(found: History, act: str) -> dict[str, Any]:
    """The act that a correction names, as it stands now. Raises ``NotDone``."""
    by_id = {one.envelope.id: one for one in found.acts}
    if act not in by_id:
        raise NotDone([Fault("no_such_act", "act")])
    name = by_id[act].envelope.act
    if name in (REPLACED, VOIDED):
        return _corrected(found, by_id[act].data["act"])
    if "." in name:
        raise NotDone([Fault("not_correctable", "act", {"name": name})])
    original = by_id[act]
    standing: dict[str, Any] = {
        "act": name,
        "by": original.envelope.by,
        "at": original.envelope.at,
        "data": original.data,
    }
    own = {act}
    for later in sorted(found.acts, key=lambda one: one.envelope.no):
        if later.envelope.act in (REPLACED, VOIDED) and later.data["act"] in own:
            own.add(later.envelope.id)
            if later.envelope.act == REPLACED:
                standing = dict(later.data["with"])
    standing["data"] = {n: v for n, v in standing["data"].items() if n != "origin"}
    return standing
