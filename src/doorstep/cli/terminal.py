"""The terminal's layout of a standard's document. What stands in it is ``language.show``'s."""

from __future__ import annotations

from collections.abc import Sequence

from rich.console import Console
from rich.padding import Padding
from rich.rule import Rule
from rich.text import Text

from doorstep.language.model import Words
from doorstep.language.show import Document, Entry, ShownClause
from doorstep.language.words.texts import say

SOFT = "dim"
WIDEST = 110


def print_document(shown: Document, languages: Sequence[str], console: Console | None = None) -> None:
    """Print ``shown`` in ``languages``, one below the other."""
    console = console or Console(highlight=False)
    if console.width > WIDEST:
        console.width = WIDEST
    for lang in languages:
        console.print(Text(shown.title(lang), style="bold"))
    console.print(_line((shown.version, shown.count), languages, " · "), style=SOFT)
    if "en" in languages and shown.summary:
        console.print(Text(shown.summary))
    _entries(console, "page.kinds", shown.kinds, languages)
    _entries(console, "page.parameters", shown.parameters, languages)
    console.print()
    console.print(Rule(_title("page.clauses", languages), align="left"))
    for _, clauses in shown.chapters:
        for clause in clauses:
            _clause(console, clause, languages)
    _entries(console, "page.acts", shown.acts, languages)
    _entries(console, "page.gestures", shown.gestures, languages)


def _title(key: str, languages: Sequence[str]) -> str:
    return " ".join(say(lang, key) for lang in languages)


def _line(parts: Sequence[Words], languages: Sequence[str], between: str) -> Text:
    return Text(" / ".join(between.join(part(lang) for part in parts) for lang in languages))


def _entries(console: Console, key: str, entries: Sequence[Entry], languages: Sequence[str]) -> None:
    if not entries:
        return
    console.print()
    console.print(Rule(_title(key, languages), align="left"))
    for entry in entries:
        console.print(Text(" / ".join(entry.name(lang) for lang in languages), style="bold"))
        for line in entry.lines:
            for lang in languages:
                console.print(Padding(Text(line(lang)), (0, 0, 0, 2), expand=False))


def _clause(console: Console, clause: ShownClause, languages: Sequence[str]) -> None:
    console.print()
    head = Text(clause.number, style="bold")
    head.append("  ").append_text(_line((clause.kind, clause.check), languages, " · "))
    head.append(f" · {say(languages[0], 'page.where', where=clause.where)}")
    console.print(head)
    for lang in languages:
        console.print(Padding(Text(clause.text(lang)), (0, 0, 0, 2), expand=False))
    for lang in languages:
        how = say(lang, "page.how")
        told = list(clause.how[0 if lang == "zh" else 1])
        told += [words(lang) for words in (clause.cases, clause.sanction) if words]
        joined = "；".join(told) if lang == "zh" else "; ".join(told)
        if joined:
            text = Text.assemble((f"{how}{'：' if lang == 'zh' else ': '}", SOFT), joined)
            console.print(Padding(text, (0, 0, 0, 4), expand=False))
    if clause.note and "en" in languages:
        console.print(Padding(Text(f"{say('en', 'page.note')}: {clause.note}", style=SOFT), (0, 0, 0, 4), expand=False))
