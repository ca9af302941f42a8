"""Names as people write them: compared after NFKC, trimmed, without regard to case; and the nearest right one.

Which names there are is the business of ``headings`` and ``lexicon``.
"""

from __future__ import annotations

import difflib
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

from doorstep.gate.audit.workbook.faults import Unfit
from doorstep.language.model import Words

_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"))

_ASKED = 300
"""So many wrong names get a nearest one; beyond, a whole column is not what it should be, and each would cost time."""

_LISTED = 12
"""Without a nearest name, so many names are listed."""


@lru_cache(maxsize=1 << 16)
def norm(text: str) -> str:
    """``text`` as names are compared.

    >>> norm(" ＡＣＴ　")
    'act'
    """
    return unicodedata.normalize("NFKC", text).translate(_INVISIBLE).strip().casefold()


def cleaned(text: str) -> str:
    """``text`` after NFKC, trimmed; its case is kept."""
    return unicodedata.normalize("NFKC", text).strip()


class Names:
    """Some names of things, each a key with its words in both languages.

    ``kind`` says what they name ("act", "role", "choice" …) and picks the wording of an error.
    """

    def __init__(self, kind: str, named: Iterable[tuple[str, Words]] = ()) -> None:
        self.kind = kind
        self.words: dict[str, Words] = {}
        self._keys: dict[str, set[str]] = {}
        self._nearest: dict[str, str | None] = {}
        for key, words in named:
            self.add(key, words)

    def add(self, key: str, words: Words) -> None:
        """Let ``key``, and each of ``words``, name ``key``."""
        self.words.setdefault(key, words)
        for name in (key, words.zh, words.en):
            self._keys.setdefault(norm(name), set()).add(key)

    def alias(self, key: str, name: str) -> None:
        """Let ``name`` name ``key`` too."""
        self._keys.setdefault(norm(name), set()).add(key)

    def keys(self, text: str) -> frozenset[str]:
        """Every key that ``text`` may mean."""
        return frozenset(self._keys.get(norm(text), ()))

    def find(self, text: str) -> str:
        """The key that ``text`` means. Raises ``Unfit`` if it means none (with the nearest) or several."""
        found = self._keys.get(norm(text), ())
        if len(found) == 1:
            return next(iter(found))
        if found:
            raise Unfit(f"ambiguous_{self.kind}", keys=sorted(found))
        near = self.nearest(text)
        options = list(self.words.values()) if near is None and len(self.words) <= _LISTED else None
        raise Unfit(f"unknown_{self.kind}", nearest=near, options=options)

    def nearest(self, text: str) -> Words | None:
        """The words of what ``text`` was most likely meant to be."""
        wanted = norm(text)
        if wanted not in self._nearest:
            if len(self._nearest) >= _ASKED:
                return None
            self._nearest[wanted] = nearest(wanted, self._keys)
        found = self._nearest[wanted]
        return self.words[min(self._keys[found])] if found is not None else None


def nearest(wanted: str, names: Iterable[str]) -> str | None:
    """The name most like ``wanted``; one that holds it, or is held by it, counts as like it. None if there is none."""
    names = list(names)
    close = difflib.get_close_matches(wanted, names, n=1, cutoff=0.6)
    if close or not wanted:
        return close[0] if close else None
    holding = [name for name in names if len(name) > 1 and len(wanted) > 1 and (name in wanted or wanted in name)]
    if holding:
        return min(holding, key=lambda name: (abs(len(name) - len(wanted)), name))
    close = difflib.get_close_matches(wanted, names, n=1, cutoff=0.34)
    return close[0] if close else None
