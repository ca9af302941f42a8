"""A file is attached to a case: named by its content, which lies in the record's files already."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from doorstep.record import files
from doorstep.record.append import Outcome
from doorstep.record.faults import Refused
from doorstep.work.cases import HERE, Device, append_house_act, case_of, checked_text, words_of
from doorstep.work.faults import Fault, NotDone, unknown

ATTACHED = "file.attached"


def attach(
    case: str,
    file: str,
    name: str,
    *,
    key: str,
    actor: str | None,
    act: str | None = None,
    field: str | None = None,
    at: datetime | None = None,
    source: str = "console",
    device: Device = HERE,
) -> Outcome:
    """Attaches the file of hash ``file`` under a ``name``; ``act`` (an id) and ``field`` say what it proves.

    Raises ``NotDone`` for a file that is not here in full, an act that is not on the case, a field that the act has
    not.
    """
    found = case_of(case)
    said = checked_text(name, "name")
    try:
        files.open_file(file).close()
    except Refused:
        raise NotDone([Fault("no_file", "file")]) from None
    data: dict[str, Any] = {}
    if act is not None:
        proved = next((one for one in found.acts if one.envelope.id == act), None)
        if proved is None:
            raise NotDone([Fault("no_such_act", "act")])
        data["act"] = act
        fields = words_of(found).acts.get(proved.envelope.act, {})
        if field is not None and field not in fields:
            raise NotDone([unknown("unknown_field", "field", field, fields, act=proved.envelope.act)])
        data |= {"field": field} if field is not None else {}
    mine = {"file": file, "name": said}
    return append_house_act(
        case, ATTACHED, data, key=key, actor=actor, at=at, personal=mine, source=source, device=device
    )[0]
