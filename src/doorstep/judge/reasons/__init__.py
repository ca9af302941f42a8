"""Reasons: for every finding one sentence in each language. The texts stand in ``zh.json`` and ``en.json``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from doorstep.judge.reasons.parts import Parts
from doorstep.judge.reasons.texts import known, text

if TYPE_CHECKING:
    from doorstep.judge.judgement import Finding, Judgement

__all__ = ["sentence", "template_key"]


def sentence(judgement: Judgement, finding: Finding, lang: str) -> str:
    """What counted, by whom, from when to when, the limit, the difference, and each day skipped with its reason.

    Raises ``ValueError`` when the judgement's program came without its standard, which has the names.
    """
    if judgement.ready.standard is None:
        raise ValueError("sentences need the standard's names; judge with judge.program(standard, kind)")
    words = Parts(judgement, finding, lang, judgement.ready.standard)
    result = text(lang, template_key(finding, lang)).format_map(words).strip()
    return result[:1].upper() + result[1:] if lang == "en" else result


def template_key(finding: Finding, lang: str) -> str:
    """The key of the finding's sentence in the catalogue."""
    if finding.code == "no_occurrence":
        return _nothing(finding)
    if finding.code == "gap" and finding.occurrence and (finding.occurrence.info or {})["from"] == finding.occurrence.i:
        return "rounds.gap_first"
    form = finding.occurrence.form.name if finding.occurrence and finding.occurrence.form else finding.form
    for key in (f"{finding.form}.{finding.code}", f"{form}.{finding.code}"):
        if known(lang, key):
            return key
    return finding.code


def _nothing(finding: Finding) -> str:
    if finding.verdict == "met":
        return "no_occurrence.met"
    if finding.form in ("named", "rest"):
        return "no_occurrence.observed" if finding.form == "named" else "no_occurrence.undecided"
    return "no_occurrence.sanction" if finding.form == "penalty" else "no_occurrence"
