"""Field types: what an act's field or a case's fact may hold.

Only the types themselves; values of them are read in ``values``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

SIMPLE = (
    "text",
    "int",
    "decimal",
    "bool",
    "date",
    "datetime",
    "person",
    "phone",
    "photo",
    "signature",
    "location",
    "file",
    "transcript",
)
"""The types without parameters."""

TEXT_LIKE = frozenset({"text", "person", "phone", "photo", "signature", "location", "file", "choice"})
"""Types whose values are texts in expressions."""

_CHOICE = re.compile(r"choice\[([^\[\]]+)\]\Z")
_LIST = re.compile(r"list\[(.+)\]\Z")


@dataclass(frozen=True, slots=True)
class FieldType:
    """The type of a field: ``kind`` is one of ``SIMPLE``, ``choice`` or ``list``.

    ``choices`` are the keys of a choice in the order of the file; ``item`` is the type of a list's items.
    """

    kind: str
    choices: tuple[str, ...] = ()
    item: FieldType | None = None

    def __str__(self) -> str:
        if self.kind == "choice":
            return f"choice[{'|'.join(self.choices)}]"
        if self.kind == "list":
            return f"list[{self.item}]"
        return self.kind

    @property
    def family(self) -> str:
        """The family in expressions: text, number, bool, day, moment, list or transcript."""
        if self.kind in TEXT_LIKE:
            return "text"
        if self.kind in ("int", "decimal"):
            return "number"
        return {"date": "day", "datetime": "moment"}.get(self.kind, self.kind)


def parse_type(text: str) -> FieldType:
    """The field type that ``text`` names, as in ``choice[a|b]`` or ``list[text]``.

    Raises ``ValueError`` when it names none.

    >>> str(parse_type("list[choice[a|b]]"))
    'list[choice[a|b]]'
    """
    if text in SIMPLE:
        return FieldType(text)
    if found := _CHOICE.match(text):
        choices = tuple(part.strip() for part in found[1].split("|"))
        if all(choices) and len(set(choices)) == len(choices):
            return FieldType("choice", choices=choices)
    elif found := _LIST.match(text):
        item = parse_type(found[1])
        if item.kind not in ("list", "transcript"):
            return FieldType("list", item=item)
    raise ValueError(text)
