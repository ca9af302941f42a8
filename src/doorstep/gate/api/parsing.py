"""How bodies are read: by ``strict``, for every route. A batch of acts keeps the faults of single acts apart
(``act_faults``).
"""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest
from ninja.parser import Parser

from doorstep.gate.api import strict
from doorstep.gate.api.errors import ApiError

BATCH = "/api/acts"


class StrictParser(Parser):
    """Reads a body, or raises ``ApiError`` with the place of its first fault."""

    def parse_body(self, request: HttpRequest) -> Any:
        """The body's value."""
        try:
            value, faults = strict.parse(request.body)
        except strict.NotJson as error:
            raise ApiError(error.code, line=error.line, column=error.column) from None
        of_acts: dict[int, strict.JsonFault] = {}
        for fault in faults:
            if request.path == BATCH and fault.place[:1] == ("acts",) and len(fault.place) > 1:
                of_acts.setdefault(int(fault.place[1]), fault)
            else:
                raise ApiError(fault.code, path=strict.written(fault.place))
        request.act_faults = of_acts  # type: ignore[attr-defined]
        return value
