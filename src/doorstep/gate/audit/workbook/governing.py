"""Which standards there are, which of them a 规范 cell names, and which govern an order of a kind.

The rest of an order's row is the business of ``orders``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from doorstep import standards as packaged
from doorstep.gate.audit.workbook.faults import ImportRefused, Unfit
from doorstep.gate.audit.workbook.lexicon import Lexicon, kinds_of
from doorstep.gate.audit.workbook.names import Names, cleaned, norm
from doorstep.gate.audit.workbook.values import NOTHING, Translation
from doorstep.language.model import Standard

_SEPARATORS = re.compile(r"([、,;\n\r]+)")


class Governing:
    """The standards of an import. ``given`` are those of ``--standard``; others are known by key or title, and loaded
    when something names them."""

    def __init__(self, given: Sequence[str | Standard] = ()) -> None:
        self.loaded: dict[str, Standard] = {}
        self._titles: Names | None = None
        self._lexicons: dict[tuple[tuple[str, str], ...], Lexicon] = {}
        self._kinds: dict[str, Names] = {}
        self.given: tuple[Standard, ...] = ()
        self.named: dict[str, None] = {}
        self.given = tuple(self._given(one) for one in given)

    @property
    def in_play(self) -> tuple[Standard, ...]:
        """All standards that the command or the files name, in the order named."""
        return tuple({standard.key: standard for standard in (*self.given, *map(self.load, self.named))}.values())

    @property
    def default(self) -> tuple[Standard, ...]:
        """The standards among which a blank 规范 is filled: the given ones, else those that the files name."""
        return self.given or tuple(map(self.load, self.named))

    def load(self, key: str) -> Standard:
        """The standard ``key``, which exists."""
        if key not in self.loaded:
            self.loaded[key] = packaged.load(key)
        return self.loaded[key]

    def find(self, name: str) -> Standard:
        """The standard that ``name`` (a key or title) names. Raises ``Unfit`` with the nearest."""
        key = norm(name)
        if key in self.loaded or key in packaged.names():
            return self.load(key)
        for standard in self.loaded.values():
            if key in (norm(standard.title.zh), norm(standard.title.en)):
                return standard
        return self.load(self._all().find(name))

    def note(self, text: str, say: Translation = NOTHING) -> None:
        """Let the standards that a 规范 cell names be in play, as far as they exist."""
        try:
            for standard in self.several(text, say):
                self.named.setdefault(standard.key)
        except Unfit:
            pass  # its row will be rejected when it is read

    def several(self, text: str, say: Translation = NOTHING) -> list[Standard]:
        """The standards that a 规范 cell names, split at 、 — though not within a title. Raises ``Unfit``."""
        pieces = _SEPARATORS.split(cleaned(text))
        found: dict[str, Standard] = {}
        place = 0
        while place < len(pieces):
            end, standard = self._longest(pieces, place, say)
            if standard is not None:
                found[standard.key] = standard
            place = end + 2
        return list(found.values())

    def of_kind(self, kind: str, standards: Sequence[Standard], *, named: bool) -> Lexicon:
        """The lexicon of an order of ``kind`` (as written) under ``standards``.

        If they were ``named``, each must have that kind; otherwise those that have it govern. Raises ``Unfit``.
        """
        if not standards:
            raise Unfit("no_standard")
        if not named:
            having = [standard for standard in standards if self.kinds(standard).keys(kind)]
            if not having:
                everything = Names("kind", (pair for s in standards for pair in self.kinds(s).words.items()))
                everything.find(kind)
            standards = having
        governed = []
        for standard in standards:
            try:
                governed.append((standard, self.kinds(standard).find(kind)))
            except Unfit as unfit:
                raise Unfit(f"{unfit.code}_in", standard=standard.title, **unfit.values) from None
        key = tuple((standard.key, found) for standard, found in governed)
        if key not in self._lexicons:
            self._lexicons[key] = Lexicon(tuple(governed))
        return self._lexicons[key]

    def kinds(self, standard: Standard) -> Names:
        """The kinds of case of ``standard``."""
        if standard.key not in self._kinds:
            self._kinds[standard.key] = kinds_of(standard)
        return self._kinds[standard.key]

    def _given(self, one: str | Standard) -> Standard:
        if isinstance(one, Standard):
            self.loaded[one.key] = one
            return one
        try:
            return self.find(one)
        except Unfit as unfit:
            raise ImportRefused("no_such_standard", name=one, **unfit.values) from None

    def _longest(self, pieces: list[str], place: int, say: Translation) -> tuple[int, Standard | None]:
        """The longest run of pieces from ``place`` on that names a standard: its last place, and the standard."""
        first = str(say(pieces[place])).strip()
        if not first:
            return place, None
        try:
            return place, self.find(first)
        except Unfit as unfit:
            for end in range(len(pieces) - 1, place, -2):
                if keys := self._all().keys("".join(pieces[place : end + 1])):
                    return end, self.load(min(keys))
            raise Unfit(unfit.code, written=first, **unfit.values) from None

    def _all(self) -> Names:
        """Every standard there is, by key and title."""
        if self._titles is None:
            self._titles = Names("standard")
            for key in packaged.names():
                self.load(key)
            for standard in self.loaded.values():
                self._titles.add(standard.key, standard.title)
        return self._titles
