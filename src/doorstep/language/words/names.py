"""The names a standard gives its acts, fields, facts, roles and choices, as they stand in a sentence.

A name inside a Chinese sentence is parted by spaces, inside an English one by quotation marks where it could be read as
part of the sentence. What has no label is spelled out from its key, so that no key is ever shown as such.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from doorstep.language.model import Standard, Words
from doorstep.language.types import FieldType
from doorstep.language.words.texts import known, listed, say

_KEY = re.compile(r"[a-z][a-z0-9]*(_[a-z0-9]+)*\Z")


def spelled(key: str) -> str:
    """A key read aloud: what a name without any label is shown as.

    >>> spelled("guest_asked_to_help")
    'guest asked to help'
    """
    return key.replace("_", " ") if _KEY.match(key) else key


@dataclass(frozen=True, slots=True)
class Names:
    """The names of ``standard`` in ``lang``. ``act`` is the judged act, whose fields a bare name means first."""

    standard: Standard
    lang: str
    act: str | None = None

    def of(self, words: Words | None, key: str) -> str:
        """The words in this language; the key spelled out where there are none."""
        text = words(self.lang) if words else ""
        return text if text and text != key else spelled(key)

    def mark(self, text: str) -> str:
        """``text`` set off from the sentence around it."""
        return say(self.lang, "mark", text=text)

    def plain_act(self, key: str) -> str:
        """The bare name of an act."""
        kind = self.standard.acts.get(key)
        return self.of(kind.words if kind else None, key)

    def acts(self, keys: str | Sequence[str], word: str = "or") -> str:
        """One act or a list of them, each set off."""
        keys = [keys] if isinstance(keys, str) else keys
        return listed(self.lang, [self.mark(self.plain_act(key)) for key in keys], word)

    def roles(self, keys: Iterable[str], word: str = "or") -> str:
        """Roles as a list."""
        known_roles = self.standard.roles
        names = [self.of(known_roles[key].words if key in known_roles else None, key) for key in keys]
        return listed(self.lang, names, word)

    def case(self, key: str) -> str:
        """The name of a kind of case."""
        kind = self.standard.cases.get(key)
        return self.of(kind.words if kind else None, key)

    def unit(self) -> str:
        """The name of the unit of the standard's cases."""
        units = [kind.unit for kind in self.standard.cases.values() if kind.unit]
        return self.of(self.standard.unit_words(units[0]), units[0]) if units else say(self.lang, "unit")

    def fact(self, name: str) -> str:
        """The name of a fact."""
        return self.of(self.standard.fact_words(name), name)

    def field_of(self, act: str, name: str) -> str:
        """The name of a field of ``act``."""
        return self.of(self.standard.field_words(act, name), name)

    def home(self, name: str) -> str | None:
        """The act whose field a bare ``name`` is: the judged act, else one that declares it; None for a fact."""
        acts = self.standard.acts
        if self.act is not None and self.act in acts and name in acts[self.act].fields:
            return self.act
        found = (key for key, kind in acts.items() if name in kind.fields)
        return next(found, None)

    def bare(self, name: str) -> str:
        """The name of what a bare ``name`` in an expression reads."""
        home = self.home(name)
        if home is None or (home != self.act and self.is_fact_only(name)):
            return self.fact(name)
        return self.field_of(home, name)

    def is_fact_only(self, name: str) -> bool:
        """Whether ``name`` is a fact and no act has it as a field."""
        return self.fact_type(name) is not None and self.home(name) is None

    def fact_type(self, name: str) -> FieldType | None:
        """The type of a fact on the first kind of case that has it."""
        types = (kind.facts.get(name) for kind in self.standard.cases.values())
        return next((found for found in types if found), None)

    def field_type(self, name: str, act: str | None = None) -> FieldType | None:
        """The type of field ``name`` of ``act``, or of what the bare name reads."""
        home = act or self.home(name)
        kind = self.standard.acts.get(home) if home else None
        return kind.fields.get(name) if kind and name in kind.fields else self.fact_type(name)

    def choice(self, name: str, choice: str, act: str | None = None) -> str:
        """The name of ``choice`` of field or fact ``name``; a clause's id is its number."""
        if choice in self.standard.clauses or choice.startswith(f"{self.standard.key}/"):
            return choice.partition("/")[2]
        words = self.standard.choice_words(name, choice, act or self.home(name))
        if words.zh != choice or words.en != choice:
            return self.of(words, choice)
        return self.anything(choice) or spelled(choice)

    def anything(self, key: str) -> str | None:
        """The name of a key, be it a role's, act's, figure's, field's, fact's or choice's; None if it is none's."""
        labels = self.standard.labels
        if key in self.standard.roles:
            return self.roles([key])
        if key in self.standard.acts:
            return self.plain_act(key)
        if key in self.standard.parameters:
            return self.standard.parameters[key].words(self.lang)
        for words in (labels.fields.get(key), labels.facts.get(key), *(c.get(key) for c in labels.choices.values())):
            if words:
                return self.of(words, key)
        return known(self.lang, f"term.{key}")
