"""Rules in plain words: how a clause is judged, in Chinese and English, with the standard's own labels.

Lives here: wording of rules, conditions, durations and values. Not here: reasons of a single verdict (``judge``), the
layout of a document (``language.show``), the meaning of a rule. Every fixed text stands in ``zh.json`` and ``en.json``.
"""

from doorstep.language.words.clauses import (
    check_in_words,
    clause_in_words,
    kind_in_words,
    note_in_words,
    sanction_in_words,
)
from doorstep.language.words.conditions import condition_in_words
from doorstep.language.words.values import duration_in_words, moment_in_words, value_in_words

__all__ = [
    "check_in_words",
    "clause_in_words",
    "condition_in_words",
    "duration_in_words",
    "kind_in_words",
    "moment_in_words",
    "note_in_words",
    "sanction_in_words",
    "value_in_words",
]
