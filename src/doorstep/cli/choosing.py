"""What several verbs ask for in the same way: a language, a standard by its name, title or file."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from doorstep import standards
from doorstep.cli.errors import fail
from doorstep.cli.wording import LANGUAGES, both, word
from doorstep.language import reader
from doorstep.language.errors import StandardError, nearest
from doorstep.language.model import Standard


def _known(name: str) -> str:
    if name not in LANGUAGES:
        fail(word("lang.unknown", name=name), remedy=word("lang.remedy"))
    return name


Language = Annotated[str, typer.Option("--lang", metavar="LANG", help=both("lang"), callback=_known)]


def is_file(name: str) -> bool:
    """Whether ``name`` is meant as a file: it has a folder or an ending, or there is one."""
    return Path(name).suffix in (".yaml", ".yml") or Path(name).is_file()


def standard_named(name: str, lang: str) -> Standard:
    """The standard that ``name`` means: a packaged one by name or title, or the file there.

    Raises ``UserError`` when there is none or its file has faults.
    """
    try:
        if is_file(name):
            return reader.load(name)
        if name in standards.names():
            return standards.load(name)
        return _titled(name, lang)
    except StandardError as error:
        fault = error.faults[0]
        fail(
            word(
                "standard.spoilt",
                lang,
                name=name,
                faults=len(error.faults),
                fault=f"{fault.line}:{fault.column} {fault.words(lang)}",
            ),
            remedy=word("standard.spoilt.remedy", lang, name=name),
        )


def _titled(name: str, lang: str) -> Standard:
    for key in standards.names():
        standard = standards.load(key)
        if name.strip().casefold() in (standard.title.zh.casefold(), standard.title.en.casefold()):
            return standard
    near = nearest(name, standards.names())
    hint = word("hint", lang, near=near) if near else ""
    fail(
        word("standard.unknown", lang, name=name, hint=hint),
        remedy=word("standard.unknown.remedy", lang, names=", ".join(standards.names())),
    )
