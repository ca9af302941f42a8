"""``--suggest``: a first mapping for an order system's export, guessed from headings, cells and the standards' labels.

It is a draft for a person to correct: what was guessed rather than known is marked. What a mapping may say is the
business of ``mapping``.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

from doorstep import standards as packaged
from doorstep.gate.audit.workbook import moments
from doorstep.gate.audit.workbook.cells import Raw, blank, text_of
from doorstep.gate.audit.workbook.faults import Unfit, catalogue
from doorstep.gate.audit.workbook.headings import FIXED, PREFIX, SHEETS
from doorstep.gate.audit.workbook.lexicon import kinds_of
from doorstep.gate.audit.workbook.names import Names, nearest, norm
from doorstep.gate.audit.workbook.rows import Sheet
from doorstep.gate.audit.workbook.sheets import open_source
from doorstep.language.model import Standard

_LOOKED_AT = 200
_WORDS_AT_MOST = 40
_LONG_WORD = 40
_ENDINGS = ("时间", "时刻", "日期", "time", "at")
_HINTS = {
    "order": ("工单编号", "单号", "工单", "订单号", "编号", "order no", "order number", "ticket"),
    "kind": ("业务", "业务类型", "工单类型", "类别", "service"),
    "area": ("区域", "网格", "县区", "district", "region"),
    "owner": ("责任人", "客户经理", "主管"),
    "person": ("装维员", "处理人", "操作人", "员工", "技术员", "technician", "staff"),
    "act": ("环节", "操作", "步骤", "step", "action"),
    "time": ("操作时间", "处理时间", "发生时间"),
    "role": ("岗位", "post"),
    "received": ("录入", "入库时间", "系统时间"),
}
"""Headings that order systems often use for the fixed columns."""


def suggest_mapping(
    paths: Sequence[Path], path: Path, *, standards: Sequence[str | Standard] = (), lang: str = "zh"
) -> str:
    """Write a first mapping for the files in ``paths`` to ``path`` (YAML), and return its text.

    Without ``standards`` the packaged one is taken whose words the files use most. Raises ``ImportRefused`` for what
    is no file.
    """
    sheets = [sheet for one in paths for sheet in open_source(Path(one), lambda _: True).sheets if sheet.rows]
    named = [one if isinstance(one, Standard) else packaged.load(one) for one in standards]
    if not named and sheets:
        named = [_likeliest(map(packaged.load, packaged.names()), sheets)]
    text = _Draft(named, sheets, lang).text()
    path.write_text(text, encoding="utf-8")
    return text


class _Draft:
    """One draft: its lines of YAML."""

    def __init__(self, standards: Sequence[Standard], sheets: Sequence[Sheet], lang: str) -> None:
        self.texts = catalogue(lang)["suggest"]
        self.comma = catalogue(lang)["comma"]
        self.acts = Names("act", ((key, act.words) for s in standards for key, act in s.acts.items()))
        self.kinds = Names("kind", (pair for s in standards for pair in kinds_of(s).words.items()))
        self.roles = Names("role", ((key, role.words) for s in standards for key, role in s.roles.items()))
        self.by = {key: act.by for s in standards for key, act in s.acts.items()}
        facts = ((key, s.fact_words(key)) for s in standards for kind in s.cases.values() for key in kind.facts)
        fields = ((key, s.field_words(a.key, key)) for s in standards for a in s.acts.values() for key in a.fields)
        self.free = {"orders": Names("fact", facts), "acts": Names("field", fields), "calls": Names("field")}
        self.sheets = list(sheets)
        self.unused: list[str] = []

    def text(self) -> str:
        """The whole draft."""
        uses = self._uses()
        lines = [f"# {self.texts['head']}", "sheets:"]
        lines += [f"  {use}: {_quoted(sheet.name)}{self._mark(known)}" for use, (sheet, known) in uses.items()] or [
            "  {}"
        ]
        columns: list[str] = []
        moments_: list[str] = []
        values: list[str] = []
        for use, (sheet, _) in uses.items():
            heads, place = _heads(sheet, [self._known(use)])
            columns += [f"  {use}:", *(self._columns(use, sheet, heads, place, values) or ["    {}"])]
            if use == "acts":
                moments_ = self._moments(sheet, heads, place)
        lines += ["columns:", *(columns or ["  {}"])]
        lines += ["moments:", *moments_] if moments_ else []
        lines += ["values:", *values] if values else []
        if self.unused:
            lines.append(f"# {self.texts['unused'].format(columns=self.comma.join(dict.fromkeys(self.unused)))}")
        return "\n".join(lines) + "\n"

    def _uses(self) -> dict[str, tuple[Sheet, bool]]:
        """The sheet for each use, and whether its name says so; without one, the fullest sheet."""
        found = {}
        for use in SHEETS.words:
            named = [sheet for sheet in self.sheets if use in SHEETS.keys(sheet.name)]
            if named:
                found[use] = (named[0], True)
        free = [sheet for sheet in self.sheets if sheet not in [one for one, _ in found.values()]]
        if free:
            fullest = max(free, key=lambda sheet: len(sheet.rows) * max(len(row.cells) for row in sheet.rows[:20]))
            for use in ("orders", "acts"):
                found.setdefault(use, (fullest, False))
        return {use: found[use] for use in SHEETS.words if use in found}

    def _known(self, use: str) -> set[str]:
        fixed = FIXED[use]
        names = {norm(name) for key, words in fixed.words.items() for name in (key, *words, *_HINTS.get(key, ()))}
        return names | {norm(name) for words in self.free[use].words.values() for name in words}

    def _columns(self, use: str, sheet: Sheet, heads: list[str], place: int, values: list[str]) -> list[str]:
        lines = []
        taken: set[str] = set()
        for index, head in enumerate(heads):
            if not head:
                continue
            target, known = self._target(use, head)
            timed = target != "time" and self._is_moment(sheet, index, place)
            if target is None or target in taken or (timed and (use == "acts" or not known)):
                if use == "orders" and not timed and not self._of_acts(head):
                    self.unused.append(head)
                continue
            taken.add(target)
            if not (known and (FIXED[use].keys(head) or self.free[use].keys(head))):
                lines.append(f"    {_quoted(head)}: {target}{self._mark(known)}")
            names = {"kind": self.kinds, "act": self.acts, "role": self.roles}.get(target)
            if names is not None:
                values += self._values(target, names, _cells(sheet, index, place))
        return lines

    def _of_acts(self, head: str) -> bool:
        """Whether a heading is one that order systems use for a column of the acts."""
        return any(norm(head) in map(norm, _HINTS.get(key, ())) for key in FIXED["acts"].words)

    def _target(self, use: str, head: str) -> tuple[str | None, bool]:
        """What a heading most likely means, and whether that is known rather than guessed."""
        fixed, free = FIXED[use], self.free[use]
        for key in fixed.keys(head):
            return key, True
        hinted = [key for key in fixed.words if norm(head) in map(norm, _HINTS.get(key, ()))]
        if hinted:
            return hinted[0], False
        keys = free.keys(head)
        if len(keys) == 1:
            return PREFIX[use] + next(iter(keys)), True
        if use != "orders" or self._of_acts(head):
            return None, False
        near = nearest(norm(head), [norm(name) for words in free.words.values() for name in words])
        if near and len(free.keys(near)) == 1 and len(near) > 1:
            return PREFIX[use] + next(iter(free.keys(near))), False
        return None, False

    def _moments(self, sheet: Sheet, heads: list[str], place: int) -> list[str]:
        """The columns that hold times and whose heading is like an act."""
        person = next((head for head in heads if self._target("acts", head)[0] == "person"), None)
        lines = []
        if any(self._target("acts", head)[0] == "act" for head in heads if head):
            return []
        for index, head in enumerate(heads):
            if not head or FIXED["acts"].keys(head) or not self._is_moment(sheet, index, place):
                continue
            bare = _bare(head)
            keys = self.acts.keys(bare) or self.acts.keys(head)
            words = None if keys else self.acts.nearest(bare)
            key = min(keys) if keys else next((k for k, w in self.acts.words.items() if w == words), None)
            if key is None:
                self.unused.append(head)
                continue
            parts = [f"act: {key}"] + ([f"by: {self.by[key][0]}"] if self.by[key] else [])
            parts += [f"person: {_quoted(person)}"] if person else []
            lines.append(f"  {_quoted(head)}: {{{', '.join(parts)}}}{self._mark(bool(keys))}")
        return lines

    def _values(self, target: str, names: Names, cells: Iterable[Raw]) -> list[str]:
        """The words of a column that no standard knows, each with the key most like it."""
        counted = Counter(text_of(cell) for cell in cells if not blank(cell))
        strange = [text for text, _ in counted.most_common(_WORDS_AT_MOST) if not names.keys(text)]
        lines = []
        for text in strange:
            words = names.nearest(text)
            key = next((k for k, w in names.words.items() if w == words), None)
            lines.append(f"    {_quoted(text)}: {key}{self._mark(False)}" if key else f"    # {_quoted(text)}:")
        return [f"  {target}:", *lines] if any(not line.lstrip().startswith("#") for line in lines) else []

    def _is_moment(self, sheet: Sheet, index: int, place: int) -> bool:
        cells = [cell for cell in _cells(sheet, index, place) if not blank(cell)]
        return bool(cells) and sum(map(_moment, cells)) * 2 > len(cells)

    def _mark(self, known: bool) -> str:
        return "" if known else f"  # {self.texts['guess']}"


def _likeliest(standards: Iterable[Standard], sheets: Sequence[Sheet]) -> Standard:
    """The standard whose names stand in most different cells of the files."""
    rows = [row for sheet in sheets for row in sheet.rows[:_LOOKED_AT]]
    words = {norm(cell) for row in rows for cell in row.cells if isinstance(cell, str) and len(cell) <= _LONG_WORD}
    words |= set(map(_bare, words))
    joined = "\n".join(sorted(words))

    def score(standard: Standard) -> float:
        tables = (standard.acts, standard.cases, standard.roles)
        names = {norm(name) for table in tables for one in table.values() for name in (one.key, *one.words)}
        names |= {norm(name) for name in (standard.key, *standard.title)}
        return len(names & words) + sum(0.1 for name in names if name in joined)

    return max(standards, key=score)


def _heads(sheet: Sheet, known: list[set[str]]) -> tuple[list[str], int]:
    """The headings of a sheet and their place: the row of the top ten with most known ones, else the fullest."""
    rows = sheet.rows[:10]
    names = set().union(*known)

    def score(place: int) -> tuple[int, int, int]:
        texts = [norm(text_of(raw)) for raw in rows[place].cells if isinstance(raw, str) and not blank(raw)]
        return sum(text in names for text in texts), len(texts), -place

    place = max(range(len(rows)), key=score)
    return [text_of(raw) for raw in rows[place].cells], place


def _cells(sheet: Sheet, index: int, place: int) -> list[Raw]:
    return [row.cell(index) for row in sheet.rows[place + 1 : place + 1 + _LOOKED_AT]]


def _moment(raw: Raw) -> bool:
    if isinstance(raw, (int, float)):
        return False
    try:
        moments.moment(raw)
    except Unfit:
        return False
    return True


def _bare(head: str) -> str:
    """A heading as compared, without a word for time at its end."""
    bare = norm(head)
    for ending in _ENDINGS:
        bare = bare.removesuffix(ending).strip()
    return bare


def _quoted(text: str) -> str:
    """A text as a YAML scalar."""
    plain = (
        bool(text) and all(one.isalnum() or one in "_-" for one in text) and not text[0].isdigit() and text[0] != "-"
    )
    return text if plain else json.dumps(text, ensure_ascii=False)
