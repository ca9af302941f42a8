"""A standard as a document to read: its clauses with their texts, how each is judged, its figures and acts.

``document`` gathers it in both languages, ``page`` lays it out as one self-contained HTML page (``show.html``). The
layout on a terminal is the command line's.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from html import escape
from importlib import resources

from doorstep.language.model import ActKind, Clause, Standard, Words
from doorstep.language.types import FieldType
from doorstep.language.words import (
    check_in_words,
    clause_in_words,
    kind_in_words,
    note_in_words,
    sanction_in_words,
)
from doorstep.language.words.parameters import plain_value
from doorstep.language.words.texts import listed, say


@dataclass(frozen=True, slots=True)
class ShownClause:
    """One clause as it is read. ``how`` holds its sentences in Chinese and in English."""

    number: str
    where: str
    kind: Words
    check: Words
    text: Words
    how: tuple[list[str], list[str]]
    cases: Words | None
    sanction: Words | None
    note: str | None


@dataclass(frozen=True, slots=True)
class Entry:
    """A name with what there is to say about it, line by line."""

    name: Words
    lines: list[Words]


@dataclass(frozen=True, slots=True)
class Document:
    """A whole standard to read. ``chapters`` are its clauses by group, each with its heading."""

    title: Words
    version: Words
    count: Words
    summary: str
    chapters: list[tuple[Words, list[ShownClause]]]
    kinds: list[Entry]
    parameters: list[Entry]
    acts: list[Entry]
    gestures: list[Entry]


def _heading(standard: Standard, group: str) -> Words:
    """The number of a group of clauses, with its title if it has one."""
    number, title = _said("page.chapter", number=group), standard.labels.groups.get(group)
    return Words(f"{number.zh} {title.zh}", f"{number.en}: {title.en}") if title else number


def document(standard: Standard) -> Document:
    """The document of ``standard``."""
    chapters: dict[str, list[ShownClause]] = {}
    for clause in standard.clauses.values():
        chapters.setdefault(clause.group, []).append(_clause(standard, clause))
    return Document(
        standard.title,
        _version(standard),
        _said("page.count", clauses=len(standard.clauses), acts=len(standard.acts)),
        standard.summary.strip(),
        [(_heading(standard, group), clauses) for group, clauses in chapters.items()],
        [_kind(standard, key) for key in standard.cases],
        [_parameter(standard, key) for key in standard.parameters],
        [_act(standard, act) for act in standard.acts.values()],
        [_gesture(standard, key) for key in standard.gestures],
    )


def _both(make: Callable[[str], str]) -> Words:
    return Words(make("zh"), make("en"))


def _said(key: str, **values: object) -> Words:
    """A fixed text in both languages; a value that is ``Words`` is put in in its language."""
    return _both(lambda lang: say(lang, key, **{k: v(lang) if isinstance(v, Words) else v for k, v in values.items()}))


def _list(parts: Iterable[Words], word: str = "") -> Words:
    parts = list(parts)
    return _both(lambda lang: listed(lang, [part(lang) for part in parts], word))


def _version(standard: Standard) -> Words:
    if standard.version is None:
        return _said("page.draft")
    return _said("page.version", version=standard.version, effective=standard.effective)


def _clause(standard: Standard, clause: Clause) -> ShownClause:
    some = len(clause.cases) < len(standard.cases)
    costs = Words(sanction_in_words(standard, clause, "zh") or "", sanction_in_words(standard, clause, "en") or "")
    return ShownClause(
        clause.number,
        clause.where,
        _both(lambda lang: kind_in_words(clause.kind, lang)),
        _both(lambda lang: check_in_words(clause.check, lang)),
        clause.words,
        (clause_in_words(standard, clause, "zh"), clause_in_words(standard, clause, "en")),
        _said("page.cases", cases=_list(standard.cases[key].words for key in clause.cases)) if some else None,
        costs if costs.zh else None,
        note_in_words(standard, clause),
    )


def _kind(standard: Standard, key: str) -> Entry:
    case = standard.cases[key]
    lines = [_said("page.unit", unit=standard.unit_words(case.unit))] if case.unit else []
    facts = [
        _said("page.field", field=standard.fact_words(name), type=_type(standard, name, kind))
        for name, kind in case.facts.items()
    ]
    if facts:
        lines.append(_said("page.facts", facts=_list(facts)))
    return Entry(case.words, lines)


def _parameter(standard: Standard, key: str) -> Entry:
    parameter = standard.parameters[key]
    return Entry(parameter.words, [_both(lambda lang: plain_value(parameter.value, lang))])


def _act(standard: Standard, act: ActKind) -> Entry:
    roles = _list((standard.roles[role].words for role in act.by), "or")
    fields = [
        _said("page.field", field=standard.field_words(act.key, name), type=_type(standard, name, kind, act.key))
        for name, kind in act.fields.items()
    ]
    return Entry(act.words, [_said("page.by", roles=roles), *([_list(fields)] if fields else [])])


def _type(standard: Standard, name: str, kind: FieldType, act: str | None = None) -> Words:
    if kind.kind == "choice":
        return _said(
            "type.choice", choices=_list((standard.choice_words(name, choice, act) for choice in kind.choices), "or")
        )
    if kind.item:
        return _said("type.list", item=_type(standard, name, kind.item, act))
    return _said(f"type.{kind.kind}")


def _gesture(standard: Standard, key: str) -> Entry:
    gesture = standard.gestures[key]
    acts = _list(standard.acts[act["act"]].words for act in gesture.acts)
    return Entry(gesture.words, [_said("page.by", roles=standard.roles[gesture.by].words), acts])


def page(shown: Document) -> str:
    """The document as one HTML page that needs nothing beside itself; Chinese and English by a switch."""
    template = (resources.files("doorstep.language") / "show.html").read_text(encoding="utf-8")
    parts = {
        "title-zh": escape(shown.title.zh),
        "title-en": escape(shown.title.en),
        "facts": " · ".join(_span(words) for words in (shown.version, shown.count)),
        "summary": escape(shown.summary),
        "search-zh": escape(say("zh", "page.search")),
        "search-en": escape(say("en", "page.search")),
        "none": _span(_said("page.none")),
        "body": _body(shown),
    }
    for name, text in parts.items():
        template = template.replace(f"<!--{name}-->", text)
    return template


def _span(words: Words) -> str:
    return f'<span lang="zh">{escape(words.zh)}</span><span lang="en">{escape(words.en)}</span>'


def _body(shown: Document) -> str:
    parts = []
    for key, entries in (("kinds", shown.kinds), ("parameters", shown.parameters)):
        parts.append(_section(key, entries))
    parts.append(f'<section id="clauses"><h2>{_span(_said("page.clauses"))}</h2>')
    for heading, clauses in shown.chapters:
        parts.append(f'<div class="chapter"><h3>{_span(heading)}</h3>')
        parts += [_article(clause) for clause in clauses]
        parts.append("</div>")
    parts.append("</section>")
    for key, entries in (("acts", shown.acts), ("gestures", shown.gestures)):
        parts.append(_section(key, entries))
    return "\n".join(part for part in parts if part)


def _section(key: str, entries: list[Entry]) -> str:
    if not entries:
        return ""
    rows = "".join(
        f"<dt>{_span(entry.name)}</dt><dd>{''.join(f'<p>{_span(line)}</p>' for line in entry.lines)}</dd>"
        for entry in entries
    )
    return f'<section id="{key}"><h2>{_span(_said(f"page.{key}"))}</h2><dl>{rows}</dl></section>'


def _article(clause: ShownClause) -> str:
    head = " · ".join(_span(words) for words in (clause.kind, clause.check, _said("page.source")))
    how = "".join(
        f'<ul lang="{lang}">{"".join(f"<li>{escape(text)}</li>" for text in sentences)}</ul>'
        for lang, sentences in zip(("zh", "en"), clause.how, strict=True)
        if sentences
    )
    extra = "".join(f"<p>{_span(words)}</p>" for words in (clause.cases, clause.sanction) if words)
    note = (
        f'<p class="note" lang="en">{escape(say("en", "page.note"))}: {escape(clause.note)}</p>' if clause.note else ""
    )
    return (
        f'<article id="c{escape(clause.number)}"><h4><a href="#c{escape(clause.number)}">{escape(clause.number)}</a>'
        f'<small>{head} {escape(clause.where)}</small></h4><p class="duty" lang="zh">{escape(clause.text.zh)}</p>'
        f'<p class="duty" lang="en">{escape(clause.text.en)}</p>'
        f'<div class="how"><b>{_span(_said("page.how"))}</b>{how}{extra}</div>{note}</article>'
    )
