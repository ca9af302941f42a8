"""The language of standards: read, check, compile, compare, render.

What lives here: the strict loader of a standard's YAML file (``reader``), its model (``model``), field types and values
(``types``, ``values``), expressions (``expressions``), the compiler to the judge's JSON program (``compiler``) and the
rendering of rules in words (``words``). What does not: judging, files of acts, screens.
"""

from doorstep.language.model import (
    ActKind,
    CaseKind,
    Clause,
    Gesture,
    Parameter,
    Role,
    Standard,
    Words,
)
from doorstep.language.types import FieldType

__all__ = [
    "ActKind",
    "CaseKind",
    "Clause",
    "FieldType",
    "Gesture",
    "Parameter",
    "Role",
    "Standard",
    "Words",
]
