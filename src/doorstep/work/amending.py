"""Amending: some fields of an act are put right and the others stay, the personal ones that are masked to who corrects too."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from doorstep.people.permissions import Held
from doorstep.record.append import Outcome
from doorstep.work import correction
from doorstep.work.cases import case_of


def amend(
    case: str,
    act: str,
    changes: Mapping[str, Any],
    reason: str,
    *,
    key: str,
    actor: str | None,
    happened: datetime | None = None,
    held: Iterable[Held] | None = None,
    source: str = "console",
) -> Outcome:
    """Replaces an act by itself with other values in ``changes`` (None takes a value away) and, if given, another time.

    Raises ``NotDone`` as ``correction.replace`` does.
    """
    standing = correction._corrected(case_of(case), act)
    data = {**standing["data"], **changes}
    new: dict[str, Any] = {"data": {name: value for name, value in data.items() if value is not None}}
    if happened is not None:
        new["at"] = happened
    return correction.replace(case, act, new, reason, key=key, actor=actor, held=held, source=source)
