"""The organisation of ``api/conftest`` for the tests beside it."""

from tests.gate.api.conftest import (
    _own_tokens,
    an,
    case,
    databases,
    fangsu,
    house,
    lumingchuan,
    office,
    shenyizhou,
    stranger,
)

__all__ = [
    "_own_tokens",
    "an",
    "case",
    "databases",
    "fangsu",
    "house",
    "lumingchuan",
    "office",
    "shenyizhou",
    "stranger",
]
