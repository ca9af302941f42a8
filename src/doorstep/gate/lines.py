"""Cases that come one a line, as JSON: a line in, its verdicts (or what is wrong with it) out.

Pure: a text in, an object out. Opening files is ``cli.judge``'s, judging ``judge``'s.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, NoReturn

from doorstep import standards
from doorstep.calendar import parse_moment
from doorstep.judge import BadCase, Judgement, judge, program, read_case
from doorstep.language.errors import nearest

LANGUAGES = ("zh", "en")
_WANTED = ("standard", "case", "facts", "events", "as_of")


@dataclass(frozen=True, slots=True)
class Line:
    """One case as a line says it."""

    standard: str
    case: str
    facts: Mapping[str, Any]
    events: list[Mapping[str, Any]]
    as_of: str
    known: str | None = None


def answer(text: str, *, explain: bool = False) -> dict[str, Any]:
    """What the line ``text`` is answered with: ``{"verdicts": …}``, or ``{"error": {code, path, message}}``.

    With ``explain`` there is also ``explanations``: for every verdict one sentence in each language.
    """
    try:
        judgement = judged(read_line(text))
    except BadCase as bad:
        return {"error": {"code": bad.code, "path": bad.path, "message": bad.message}}
    result: dict[str, Any] = {"verdicts": dict(judgement.verdicts)}
    if explain:
        result["explanations"] = {clause: explained(judgement, clause) for clause in judgement.verdicts}
    return result


def explained(judgement: Judgement, clause: str) -> dict[str, str]:
    """The sentence behind a clause's verdict, in each language."""
    finding = judgement.finding(clause)
    return {lang: judgement.sentence(finding, lang) for lang in LANGUAGES}


def read_line(text: str) -> Line:
    """The case that the JSON ``text`` says, its standard and kind known.

    Raises ``BadCase`` with the place in the line: no JSON, no object, a key missing or of a wrong type.
    """
    try:
        values = json.loads(text, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise BadCase("json", "", f"no JSON: {error}") from None
    if not isinstance(values, dict):
        raise BadCase("shape", "", "a line is one object with standard, case, facts, events, as_of")
    return line_of(values)


def line_of(values: Mapping[str, Any]) -> Line:
    """The case that the object ``values`` says. Raises ``BadCase``."""
    for key in _WANTED:
        if key not in values:
            raise BadCase("missing", key, f"{key} is missing")
    for key, kind in (("standard", str), ("case", str), ("facts", dict), ("events", list)):
        if not isinstance(values[key], kind):
            wanted = {str: "a text", dict: "an object", list: "a list"}[kind]
            raise BadCase("shape", key, f"{key} is {wanted}")
    known = values.get("known")
    for key in ("as_of", "known") if known is not None else ("as_of",):
        _moment(values[key], key)
    return Line(values["standard"], values["case"], values["facts"], values["events"], values["as_of"], known)


def judged(line: Line) -> Judgement:
    """The judgement of a case. Raises ``BadCase``, also for a standard or kind of case that is none."""
    names = standards.names()
    if line.standard not in names:
        raise BadCase("unknown_standard", "standard", _unknown("standard", line.standard, names))
    standard = standards.load(line.standard)
    if line.case not in standard.cases:
        raise BadCase("unknown_case", "case", _unknown(f"kind of case of {standard.key}", line.case, standard.cases))
    ready = program(standard, line.case)
    return judge(ready, read_case(ready, line.facts, line.events), line.as_of, known=line.known)


def _unknown(what: str, name: str, options: Any) -> str:
    near = nearest(name, options)
    hint = f'did you mean "{near}"?' if near else f"there are {', '.join(options)}"
    return f'"{name}" is no {what}; {hint}'


def _moment(value: Any, path: str) -> None:
    try:
        parse_moment(value)
    except (ValueError, TypeError):
        message = f"{value!r} is no moment; write 2026-10-12 18:00 or 2026-10-12 18:00:05"
        raise BadCase("moment", path, message) from None


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")
