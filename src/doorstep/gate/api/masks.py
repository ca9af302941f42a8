"""What comes back masked: a value as it was shown stands for the one behind the mask; a mask itself is never recorded.

So a form that was filled from what a post may see can be sent as it is, and nobody need see a number to confirm it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from doorstep.gate.api import shown
from doorstep.gate.api.errors import ApiError
from doorstep.language.types import FieldType
from doorstep.people.masking import STARS, seen
from doorstep.people.permissions import Held
from doorstep.record.history import History

MARK = "**"


def masked_somewhere(value: Any) -> bool:
    """Whether a value may hold a mask."""
    if isinstance(value, Mapping):
        return any(masked_somewhere(inner) for inner in value.values())
    if isinstance(value, list):
        return any(masked_somewhere(inner) for inner in value)
    return isinstance(value, str) and MARK in value


def unmasked(
    found: History, types: Mapping[str, FieldType], data: Mapping[str, Any], held: Sequence[Held], path: str = "data"
) -> dict[str, Any]:
    """Data with the values behind the masks that ``held`` sees on this case. Raises ``ApiError`` for a mask of
    nothing there.
    """
    result = {}
    for name, value in data.items():
        type_ = types.get(name)
        personal = type_ is not None and shown.personal(type_)
        result[name] = _behind(found, name, value, type_, held, path) if personal and masked_somewhere(value) else value
    return result


def whole_name(found: History, name: str, held: Sequence[Held], path: str) -> str:
    """The person whom the case knows behind a masked name; any other name as it is.

    A signature is for one person: raises ``ApiError`` for a mask that fits nobody, and for one that fits several.
    """
    if MARK not in name:
        return name
    fit = {known for known in _people(found) if known != name and seen(held, known, "person") == name}
    if len(fit) != 1:
        raise ApiError("several_behind_mask" if fit else "masked_value", path=path)
    return fit.pop()


def _people(found: History) -> Iterator[str]:
    """Everybody whom the facts and acts of a case name."""
    types = shown.Types(found)
    named = [(types.facts, found.facts), *((types.of_act(act.envelope.act), act.data) for act in found.acts)]
    for declared, data in named:
        for name, value in data.items():
            if name in declared and declared[name].kind == "person" and isinstance(value, str):
                yield value


def _behind(found: History, name: str, value: Any, type_: Any, held: Sequence[Held], path: str) -> Any:
    kind = (type_.item or type_).kind
    if isinstance(value, list) and kind != "transcript":
        return [_behind(found, name, item, type_, held, path) for item in value]
    words = kind in ("text", "transcript")
    if (STARS if words else MARK) not in str(value) or not (words or isinstance(value, str)):
        return value
    for known in _known(found, name):
        if known != value and seen(held, known, kind) == value:
            return known
    raise ApiError("masked_value", path=f"{path}.{name}")


def _known(found: History, name: str) -> Iterator[Any]:
    """The values that a case has: those of the same name first, the latest first; then every text of its facts."""
    for act in reversed(found.acts):
        value = act.data.get(name)
        yield from value if isinstance(value, list) else [value] if value else []
    if found.facts.get(name):
        yield found.facts[name]
    yield from (value for value in found.facts.values() if isinstance(value, str))
    for act in reversed(found.acts):
        yield from (value for value in act.data.values() if isinstance(value, str))
