"""The forms: for each, what an occurrence is and its verdict. One module a family; ``common`` has what they share."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from doorstep.judge.expressions import Expressions
from doorstep.judge.forms.check import build_check
from doorstep.judge.forms.common import Form
from doorstep.judge.forms.follow import build_deadline, build_past, build_response, build_span
from doorstep.judge.forms.named import build_named
from doorstep.judge.forms.penalty import build_penalty
from doorstep.judge.forms.periods import build_grid, build_rounds
from doorstep.judge.forms.planned import build_planned
from doorstep.judge.forms.rates import build_share, build_window

BUILDERS: Mapping[str, Callable[[Mapping[str, Any], Expressions, Any], Form]] = {
    "check": build_check,
    "past": build_past,
    "response": build_response,
    "deadline": build_deadline,
    "span": build_span,
    "planned": build_planned,
    "rounds": build_rounds,
    "grid": build_grid,
    "share": build_share,
    "window": build_window,
    "penalty": build_penalty,
    "named": build_named,
}
