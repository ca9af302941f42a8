"""``--template``: an empty audit workbook for a standard, with drop-downs and a guide to each act's fields.

What a heading means when it comes back is the business of ``headings``; a field or fact whose name is a fixed heading
gets no column of its own (``数据`` and ``fact.KEY`` take it).
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from doorstep import standards
from doorstep.gate.audit.workbook.faults import ImportRefused, catalogue
from doorstep.gate.audit.workbook.headings import FIXED, REQUIRED, SHEETS
from doorstep.gate.audit.workbook.lexicon import kinds_of
from doorstep.gate.audit.workbook.names import Names, norm
from doorstep.gate.audit.workbook.transcripts import SPEAKERS
from doorstep.language.model import Standard, Words
from doorstep.language.types import FieldType

_ROWS = 2000
_DARK = PatternFill("solid", start_color="FF1F3A5F")
_LIGHT = PatternFill("solid", start_color="FFD9E2EC")
_MOMENT, _DAY, _TEXT = "yyyy-mm-dd hh:mm", "yyyy-mm-dd", "@"
_FORMATS = {"datetime": _MOMENT, "date": _DAY, "text": _TEXT, "phone": _TEXT, "person": _TEXT}
_YES_NO = {"zh": ["是", "否"], "en": ["yes", "no"]}


def write_template(standard: str | Standard, case: str | None, path: Path, lang: str = "zh") -> None:
    """Write an empty workbook for ``standard`` (or its key) to ``path``.

    ``case`` (a kind's label or key) leaves out the facts of other kinds.
    Raises ``ImportRefused`` if there is no such kind.
    """
    standard = standard if isinstance(standard, Standard) else standards.load(standard)
    _Template(standard, _kinds(standard, case), lang).write(path)


def _kinds(standard: Standard, case: str | None) -> tuple[str, ...]:
    if case is None:
        return tuple(standard.cases)
    names = kinds_of(standard)
    keys = names.keys(case)
    if len(keys) != 1:
        raise ImportRefused("no_such_kind", name=case, nearest=names.nearest(case), options=list(names.words.values()))
    return tuple(keys)


class _Template:
    """One template: which columns its sheets have, and the lists behind its drop-downs."""

    def __init__(self, standard: Standard, kinds: tuple[str, ...], lang: str) -> None:
        self.standard = standard
        self.kinds = kinds
        self.lang = lang
        self.texts = catalogue(lang)["guide"]
        self.book = Workbook()
        self.lists: dict[tuple[str, ...], str] = {}
        self.acts = {act.key: act for act in standard.acts.values()}
        self.fields = _columns(
            "acts",
            (
                (key, standard.field_words(a.key, key), t, a.key)
                for a in self.acts.values()
                for key, t in a.fields.items()
            ),
            lang,
        )
        facts = (
            (key, standard.fact_words(key), t, None) for kind in kinds for key, t in standard.cases[kind].facts.items()
        )
        self.facts = _columns("orders", facts, lang)

    def write(self, path: Path) -> None:
        """Write the whole workbook."""
        del self.book[self.book.sheetnames[0]]
        self._list_sheet = self.book.create_sheet(self.texts["lists"])
        self._list_sheet.sheet_state = "hidden"
        words = [self.standard.cases[kind].words(self.lang) for kind in self.kinds]
        self._sheet("orders", self.facts, {"kind": words, "standards": [self.standard.key]})
        acts = [act.words(self.lang) for act in self.acts.values()]
        roles = [role.words(self.lang) for role in self.standard.roles.values()]
        self._sheet("acts", self.fields, {"act": acts, "role": roles})
        speakers = [words(self.lang) for words in SPEAKERS.words.values()]
        self._sheet("calls", {}, {"speaker": speakers})
        self._guide()
        self.book.move_sheet(self._list_sheet, len(self.book.sheetnames))
        self.book.active = 0
        self.book.save(path)

    def _sheet(
        self, use: str, columns: dict[str, list[tuple[str, FieldType, str | None]]], lists: dict[str, list[str]]
    ) -> None:
        sheet = self.book.create_sheet(SHEETS.words[use](self.lang))
        sheet.freeze_panes = "B2"
        for place, (key, words) in enumerate(FIXED[use].words.items(), 1):
            self._head(sheet, place, words(self.lang), required=key in REQUIRED[use])
            kind = {"time": "datetime", "received": "datetime", "date": "date"}.get(key, "text")
            _format(sheet, place, _FORMATS[kind])
            if key in lists:
                self._drop_down(sheet, place, lists[key], strict=key != "standards")
        for place, (heading, uses) in enumerate(columns.items(), len(FIXED[use].words) + 1):
            self._head(sheet, place, heading, required=False)
            types = {type_ for _, type_, _ in uses}
            kinds = {type_.kind for type_ in types}
            _format(sheet, place, _FORMATS.get(min(kinds), "General") if len(kinds) == 1 else "General")
            if options := self._options(uses):
                self._drop_down(sheet, place, options, strict=kinds <= {"bool", "choice"})

    def _head(self, sheet: Any, place: int, text: str, *, required: bool) -> None:
        cell = sheet.cell(1, place, text)
        cell.font = Font(bold=True, color="FFFFFFFF" if required else "FF242424")
        cell.fill = _DARK if required else _LIGHT
        sheet.column_dimensions[get_column_letter(place)].width = max(12, 2 * len(text) + 2)

    def _options(self, uses: list[tuple[str, FieldType, str | None]]) -> list[str]:
        """What a drop-down of a column offers; [] if it takes more than choices."""
        found: dict[str, None] = {}
        for key, type_, act in uses:
            bare = type_.item or type_
            if bare.kind == "bool":
                found.update(dict.fromkeys(_YES_NO[self.lang]))
            elif bare.kind == "choice":
                found.update(
                    dict.fromkeys(self.standard.choice_words(key, one, act)(self.lang) for one in bare.choices)
                )
            else:
                return []
        return list(found)

    def _drop_down(self, sheet: Any, place: int, options: list[str], *, strict: bool) -> None:
        key = tuple(options)
        if key not in self.lists:
            column = get_column_letter(len(self.lists) + 1)
            for row, option in enumerate(options, 1):
                self._list_sheet[f"{column}{row}"] = option
            self.lists[key] = f"'{self.texts['lists']}'!${column}$1:${column}${len(options)}"
        rule = DataValidation(type="list", formula1=self.lists[key], allow_blank=True, showErrorMessage=strict)
        letter = get_column_letter(place)
        rule.add(f"{letter}2:{letter}{_ROWS}")
        sheet.add_data_validation(rule)

    def _guide(self) -> None:
        sheet = self.book.create_sheet(self.texts["sheet"])
        sheet.append([self.texts["title"].format(standard=self.standard.title(self.lang))])
        sheet["A1"].font = Font(bold=True, size=14)
        for line in self.texts["how"]:
            sheet.append([line.replace("{{", "{").replace("}}", "}")])
        sheet.append([])
        sheet.append(self.texts["heads"])
        for cell in sheet[sheet.max_row]:
            cell.font = Font(bold=True)
        for act in self.acts.values():
            roles = self._joined(self.standard.roles[role].words for role in act.by)
            lines = [self._line("acts", self.fields, key, t, act.key) for key, t in act.fields.items()]
            for line in lines or [(self.texts["none"], "", "")]:
                sheet.append([act.words(self.lang), roles, *line])
        for kind in self.kinds:
            facts = self.standard.cases[kind].facts
            where = f"{self.texts['facts']}: {self.standard.cases[kind].words(self.lang)}"
            for key, type_ in facts.items():
                sheet.append([where, "", *self._line("orders", self.facts, key, type_, None)])
        for letter, width in zip("ABCDE", (26, 26, 26, 26, 70), strict=True):
            sheet.column_dimensions[letter].width = width
        for row in sheet.iter_rows(min_row=2 + len(self.texts["how"])):
            for cell in row:
                cell.alignment = Alignment(vertical="top", wrap_text=True)

    def _line(
        self,
        use: str,
        columns: dict[str, list[tuple[str, FieldType, str | None]]],
        key: str,
        type_: FieldType,
        act: str | None,
    ) -> tuple[str, str, str]:
        """A field in the guide: its name, where it is written, and how."""
        words = self.standard.field_words(act, key) if act else self.standard.fact_words(key)
        heading = next((h for h, uses in columns.items() if any((k, a) == (key, act) for k, _, a in uses)), None)
        where = (
            self.texts["column"].format(heading=heading) if heading else self.texts["data"].format(key=words(self.lang))
        )
        return words(self.lang), where, self._how(key, type_, act)

    def _how(self, key: str, type_: FieldType, act: str | None) -> str:
        if type_.kind == "choice":
            return self._joined(self.standard.choice_words(key, one, act) for one in type_.choices)
        item = self._how(key, type_.item, act) if type_.item else ""
        return str(self.texts["types"][type_.kind]).format(item=item)

    def _joined(self, words: Iterable[Words]) -> str:
        return str(catalogue(self.lang)["comma"]).join(one(self.lang) for one in words)


def _columns(
    use: str, declared: Iterable[tuple[str, Words, FieldType, str | None]], lang: str
) -> dict[str, list[tuple[str, FieldType, str | None]]]:
    """The columns of fields or facts: heading → the fields that it holds, at most one of each act."""
    columns: dict[str, list[tuple[str, FieldType, str | None]]] = {}
    heads: dict[str, str] = {}
    names: dict[str | None, Names] = {}
    listed = list(declared)
    for key, words, _, act in listed:
        names.setdefault(act, Names("field")).add(key, words)
    for key, words, type_, act in listed:
        heading = words(lang) if len(names[act].keys(words(lang))) == 1 else key
        if FIXED[use].keys(heading):
            if use == "acts":
                continue
            heading = f"fact.{key}"
        heading = heads.setdefault(norm(heading), heading)
        columns.setdefault(heading, []).append((key, type_, act))
    return columns


def _format(sheet: Any, place: int, number_format: str) -> None:
    sheet.column_dimensions[get_column_letter(place)].number_format = number_format
