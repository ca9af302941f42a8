"""A company's own figures inside rules: where a rule says ``$name``, the wording says the figure's name and value."""

from __future__ import annotations

import re
from typing import Any

from doorstep.language.model import Standard
from doorstep.language.words.texts import listed, say
from doorstep.language.words.values import duration_in_words, number_in_words

_MARK = "parameter__"
_REFERENCE = re.compile(r"\$([a-z][a-z0-9_]*)")


def readable(text: str) -> str:
    """An expression in which every ``$name`` has become a name that parses (see ``parameter_of``)."""
    return _REFERENCE.sub(lambda found: _MARK + found[1], text)


def parameter_of(name: str) -> str | None:
    """The parameter that a bare name made by ``readable`` stands for."""
    return name.removeprefix(_MARK) if name.startswith(_MARK) else None


def reference(value: Any) -> str | None:
    """The parameter that a rule's value ``$name`` stands for; None for a value of its own."""
    found = _REFERENCE.fullmatch(value.strip()) if isinstance(value, str) else None
    return found[1] if found else None


def figure(standard: Standard, key: str, lang: str, *, beside_equal: bool = False) -> str:
    """A parameter's name and value: 空房作业时限 = 5 分钟; beside an equals sign the value stands in brackets."""
    found = standard.parameters.get(key)
    if found is None:
        return key.replace("_", " ")
    key = "parameter.equal" if beside_equal else "parameter"
    return say(lang, key, name=found.words(lang), value=plain_value(found.value, lang))


def plain_value(value: Any, lang: str) -> str:
    """The value of a parameter in words."""
    if isinstance(value, str):
        return duration_in_words(value, lang)
    if isinstance(value, (list, tuple)):
        return listed(lang, [say(lang, "quoted", text=item) for item in value], "or")
    return number_in_words(value)


def lasting(standard: Standard, text: str, lang: str) -> str:
    """A rule's duration in words, with the parameter's name where it is one."""
    key = reference(text)
    return figure(standard, key, lang) if key else duration_in_words(text, lang)
