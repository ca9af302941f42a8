"""The house's own acts as a device sends them among the others: corrections, notes (appeals are notes), attached files.

Whose they may be is decided before; what they mean and what is kept of them is ``work``'s.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Annotated, Any, Literal

import pydantic
from pydantic import Field

from doorstep.gate.api import masks
from doorstep.gate.api.errors import ApiError, of_validation
from doorstep.gate.api.schemas import Data, Key, Moment, Name, Strict, text
from doorstep.gate.api.shown import Types
from doorstep.people.permissions import Held
from doorstep.record.append import Outcome
from doorstep.record.history import History, history
from doorstep.record.sql import rows
from doorstep.work import appeals, correction, files, notes
from doorstep.work.faults import Fault

REPLACED, VOIDED, NOTE, ATTACHED = "act.replaced", "act.voided", "note.added", "file.attached"
CORRECTIONS = (REPLACED, VOIDED)


def take(name: str, case: str, data: Mapping[str, Any], common: dict[str, Any], held: Iterable[Held]) -> Outcome:
    """Records an act of the house on a case. ``common``: key, actor, at, source and device, as the use cases take them.

    Raises ``ApiError`` for a name that has no door here and for data that cannot be read, ``NotDone`` as the use cases do.
    """
    if name not in _TAKEN:
        raise ApiError("house_act", path="act", message=_words(name), name=name[:60])
    wanted, make = _TAKEN[name]
    try:
        said = wanted.model_validate(data)
    except pydantic.ValidationError as error:
        raise of_validation(error.errors(), ("data",)) from None  # type: ignore[arg-type]
    done: Outcome = make(case, said, common, held)
    return done


def _words(name: str) -> tuple[str, str]:
    fault = Fault("house_act", "act", {"name": name[:60]})
    return fault.say("zh"), fault.say("en")


class _Naming(Strict):
    """An act that is named: by its id, or by the key under which it was sent."""

    act: Annotated[str, text(32)] | None = None
    act_key: Key | None = None

    def id_in(self, case: str) -> str:
        """The id of the named act. Raises ``ApiError``."""
        if self.act is not None:
            return self.act
        found = rows('SELECT id FROM record_act WHERE key = %s AND "case" = %s', [self.act_key or "", case])
        if not found:
            raise ApiError("no_such_act_id", path="data.act", act=self.act_key or "")
        return str(found[0][0])


class _Corrected(_Naming):
    """What a correction names, and why."""

    reason: Annotated[str, text(4000)]


class With(Strict):
    """What stands instead; what is left out stays as it was."""

    act: Name | None = None
    at: Moment | None = None
    by: Name | None = None
    data: Data | None = None


class _Replacement(_Corrected):
    with_: With = Field(alias="with")


class _About(Strict):
    """What a note is about: an appeal against a clause, or that who is concerned has seen it and says nothing."""

    kind: Literal["appeal", "seen"]
    clause: Name
    grounds: list[Name] = Field([], max_length=10)


class _Note(Strict):
    text: Annotated[str, text(4000)]
    about: _About | None = None


class _Attachment(_Naming):
    file: Annotated[str, text(64)]
    name: Annotated[str, text(200)]
    field: Name | None = None


def _replace(case: str, said: _Replacement, common: dict[str, Any], held: Iterable[Held]) -> Outcome:
    new = {name: value for name, value in said.with_.model_dump().items() if value is not None}
    if masks.masked_somewhere(new.get("data")):
        found = history(case)
        types = Types(found).of_act(new.get("act") or _act_named(found, said.id_in(case)))
        new["data"] = masks.unmasked(found, types, new["data"], held, "data.with.data")
    return correction.replace(case, said.id_in(case), new, said.reason, held=held, **common)


def _act_named(found: History, act: str) -> str:
    return next((one.envelope.act for one in found.acts if one.envelope.id == act), "")


def _void(case: str, said: _Corrected, common: dict[str, Any], _held: Iterable[Held]) -> Outcome:
    return correction.void(case, said.id_in(case), said.reason, **common)


def _note(case: str, said: _Note, common: dict[str, Any], _held: Iterable[Held]) -> Outcome:
    if said.about is None:
        return notes.add_note(case, said.text, **common)
    if said.about.kind == "seen":
        return appeals.seen(case, said.about.clause, said.text, **common)
    return appeals.appeal(case, said.about.clause, said.text, grounds=said.about.grounds, **common)


def _attach(case: str, said: _Attachment, common: dict[str, Any], _held: Iterable[Held]) -> Outcome:
    named = said.act is not None or said.act_key is not None
    return files.attach(case, said.file, said.name, field=said.field, act=said.id_in(case) if named else None, **common)


_TAKEN: dict[str, tuple[Any, Any]] = {
    REPLACED: (_Replacement, _replace),
    VOIDED: (_Corrected, _void),
    NOTE: (_Note, _note),
    ATTACHED: (_Attachment, _attach),
}
