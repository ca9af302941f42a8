"""``read``: files given on the command line to orders with their acts, and what was rejected.

The order of the work stands here: open, find the standards, lay out the columns, read calls, then orders, then acts.
Each step lives in its own module.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from doorstep.gate.audit.workbook import mapping as mappings
from doorstep.gate.audit.workbook.acts import Acts
from doorstep.gate.audit.workbook.calls import Calls
from doorstep.gate.audit.workbook.cells import text_of
from doorstep.gate.audit.workbook.faults import ImportRefused
from doorstep.gate.audit.workbook.governing import Governing
from doorstep.gate.audit.workbook.headings import REQUIRED, SHEETS, Layout, layout, require
from doorstep.gate.audit.workbook.lines import Lines
from doorstep.gate.audit.workbook.mapping import NO_MAPPING, Mapping_
from doorstep.gate.audit.workbook.names import norm
from doorstep.gate.audit.workbook.orders import Orders
from doorstep.gate.audit.workbook.problems import Seen
from doorstep.gate.audit.workbook.result import Import
from doorstep.gate.audit.workbook.rows import Progress, Sheet
from doorstep.gate.audit.workbook.sheets import LINES, Source, open_source
from doorstep.language.model import Standard

_STEP = 500


def read(
    paths: Sequence[Path],
    *,
    standards: Sequence[str | Standard] = (),
    mapping: Path | None = None,
    progress: Progress | None = None,
) -> Import:
    """The orders and acts in ``paths``: workbooks, folders of CSV files, CSV files, JSONL files.

    ``standards`` fill a blank 规范 (keys, titles, or standards that are not in the package); ``mapping`` is a YAML
    file; ``progress`` is told rows done and in all.
    Raises ``ImportRefused`` when nothing can be judged: a file that is none, a sheet or column that is missing, a wrong
    mapping, an unknown standard.
    """
    return _Reading(Governing(standards), mappings.load(mapping) if mapping else NO_MAPPING, progress).whole(paths)


@dataclass
class _Reading:
    """One import under way."""

    governing: Governing
    mapping: Mapping_
    progress: Progress | None
    ignored: dict[tuple[str, str], None] = field(default_factory=dict)
    orders: Orders = field(init=False)
    calls: Calls = field(init=False)
    _done: int = 0
    _total: int = 0

    def __post_init__(self) -> None:
        self.orders = Orders(self.governing, self.mapping)
        self.calls = Calls(self.mapping.say("speaker"))

    def whole(self, paths: Sequence[Path]) -> Import:
        """Everything in ``paths``."""
        paths = [Path(path) for path in paths]
        lines = [path for path in paths if path.suffix.lower() in LINES and path.is_file()]
        sources = [open_source(path, self._wanted, self.progress) for path in paths if path not in lines]
        if sources:
            self._sources(sources)
        for path in lines:
            Lines(path, self.governing, self.orders).read()
        used = dict.fromkeys(key for order in self.orders.found.values() for key in order.kinds)
        keys = dict.fromkeys([*(standard.key for standard in self.governing.in_play), *used])
        return Import(list(self.orders.found.values()), self.orders.problems, list(self.ignored), tuple(keys))

    def _wanted(self, name: str) -> bool:
        return self._use(name) != set()

    def _use(self, name: str) -> set[str]:
        """What the sheet ``name`` serves as."""
        mapped = {use for use, sheet in self.mapping.sheets.items() if norm(sheet) == norm(name)}
        return mapped | {use for use in SHEETS.keys(name) if use not in self.mapping.sheets}

    def _sources(self, sources: list[Source]) -> None:
        sheets = {use: _of_use(sources, use, self._use) for use in SHEETS.words}
        for use, written in self.mapping.sheets.items():
            if not sheets[use]:
                names = [sheet.name for source in sources for sheet in source.sheets]
                raise self.mapping.refuse("mapping_no_sheet", sheet=written, options=names)
        for use in ("orders", "acts"):
            if not sheets[use]:
                names = [sheet.name for source in sources for sheet in source.sheets]
                file = sources[0].path.name
                raise ImportRefused("no_sheet", file=file, wanted=SHEETS.words[use], found=names)
        self._note_standards(sheets["orders"])
        layouts = self._layouts(sheets)
        for source in sources:
            self.calls.add_folders(source.calls_folders)
        self._total = sum(len(one.sheet.rows) for use in ("orders", "acts") for one in layouts[use])
        self._calls(layouts["calls"])
        self._orders(layouts["orders"], {id(one.sheet) for one in layouts["acts"]})
        self._acts(layouts["acts"])

    def _note_standards(self, sheets: Iterable[Sheet]) -> None:
        """Let the standards that the column 规范 names be in play, before their facts and fields are looked up."""
        mapped = self.mapping.columns.get("orders", {})
        for sheet in sheets:
            try:
                found = layout(sheet, "orders", mapped=mapped)
            except ImportRefused:
                continue  # it may yet be found by its facts
            if found is None:
                continue
            columns = found.fixed.get("standards", [])
            written = (
                text_of(row.cell(column.index)) for column in columns for row in sheet.rows[found.heading_row + 1 :]
            )
            for text in dict.fromkeys(written):
                self.governing.note(text, self.mapping.say("standards"))

    def _layouts(self, sheets: dict[str, list[Sheet]]) -> dict[str, list[Layout]]:
        """The columns of all sheets, checked."""
        in_play = self.governing.in_play
        names = {"orders": _fact_names(in_play), "acts": _field_names(in_play)}
        beside = self.mapping.moment_heads
        layouts: dict[str, list[Layout]] = {}
        for use, listed in sheets.items():
            mapped = self.mapping.columns.get(use, {})
            if mapped and not listed:
                raise self.mapping.refuse("mapping_no_sheet", sheet=SHEETS.words[use], options=[])
            found = []
            for sheet in listed:
                both = use != "calls" and sheet in sheets["orders"] and sheet in sheets["acts"]
                aside = beside if use == "acts" or both else frozenset[str]()
                free = names.get(use, frozenset())
                one = layout(sheet, use, mapped=mapped, free=free, aside=aside, both=both)
                found += [one] if one is not None else []
            layouts[use] = found
        self.mapping.check_columns(layouts)
        self.mapping.check_names(in_play)
        self._require(layouts)
        self._note_ignored(layouts)
        return layouts

    def _require(self, layouts: dict[str, list[Layout]]) -> None:
        for use, found in layouts.items():
            if not found and use == "orders":
                raise ImportRefused("no_orders")
            for one in found:
                required = REQUIRED[use]
                if use == "acts" and self.mapping.moments:
                    required = required if "act" in one.fixed else ("order",)
                require(one, required)

    def _note_ignored(self, layouts: dict[str, list[Layout]]) -> None:
        """Name each column that no use of its sheet knows."""
        by_sheet: dict[int, list[Layout]] = {}
        for found in layouts.values():
            for one in found:
                by_sheet.setdefault(id(one.sheet), []).append(one)
        for uses in by_sheet.values():
            for heading in uses[0].unknown:
                if all(heading in one.unknown for one in uses):
                    self.ignored[uses[0].sheet.name, heading] = None

    def _calls(self, layouts: list[Layout]) -> None:
        seen: Seen = {}
        for one in layouts:
            for problems in self.calls.add_sheet(one, seen):
                self.orders.problems += problems.found

    def _orders(self, layouts: list[Layout], acts_sheets: set[int]) -> None:
        seen: Seen = {}
        for one in layouts:
            for done, row in enumerate(one.rows(), 1):
                self.orders.add_row(one, row, seen, both=id(one.sheet) in acts_sheets)
                self._tell(done)

    def _acts(self, layouts: list[Layout]) -> None:
        seen: Seen = {}
        for one in layouts:
            acts = Acts(one, self.orders, self.calls, self.mapping, self.mapping.moments)
            for done, row in enumerate(one.rows(), 1):
                acts.add_row(row, seen)
                self._tell(done)

    def _tell(self, done: int) -> None:
        """Report each ``_STEP`` rows of a sheet."""
        if self.progress and done % _STEP == 0:
            self._done += _STEP
            self.progress(self._done, self._total)


def _of_use(sources: Iterable[Source], use: str, uses: Callable[[str], set[str]]) -> list[Sheet]:
    """The sheets of one use; in each file a hidden one only if no other is to be seen."""
    found = []
    for source in sources:
        sheets = [sheet for sheet in source.sheets if use in uses(sheet.name)]
        found += [sheet for sheet in sheets if not sheet.hidden] or sheets
    return found


def _fact_names(standards: Iterable[Standard]) -> frozenset[str]:
    return frozenset(
        norm(name)
        for standard in standards
        for kind in standard.cases.values()
        for key in kind.facts
        for name in (key, *standard.fact_words(key))
    )


def _field_names(standards: Iterable[Standard]) -> frozenset[str]:
    return frozenset(
        norm(name)
        for standard in standards
        for act in standard.acts.values()
        for key in act.fields
        for name in (key, *standard.field_words(act.key, key))
    )
