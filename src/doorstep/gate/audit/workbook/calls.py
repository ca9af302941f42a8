"""Calls: the transcripts of a file, from its sheet 通话 or from ``calls/<Call>.srt``, ``.vtt`` or ``.json`` beside it.

Which act a call belongs to is the business of ``acts``; what a transcript is, of ``transcripts``.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterable
from pathlib import Path

from doorstep.gate.audit.workbook import transcripts
from doorstep.gate.audit.workbook.cells import blank, text_of
from doorstep.gate.audit.workbook.faults import ImportRefused, Unfit
from doorstep.gate.audit.workbook.headings import Layout
from doorstep.gate.audit.workbook.names import Names, norm
from doorstep.gate.audit.workbook.problems import RowProblems, Seen
from doorstep.gate.audit.workbook.rows import Row
from doorstep.gate.audit.workbook.sheets import decoded
from doorstep.gate.audit.workbook.transcripts import Utterance
from doorstep.gate.audit.workbook.values import Translation

_READERS: dict[str, Callable[[str, Names], list[Utterance]]] = {
    ".srt": transcripts.from_srt,
    ".vtt": transcripts.from_vtt,
    ".json": lambda content, _: transcripts.from_json(content),
}


class Calls:
    """All calls that an import knows. ``lost`` holds those of which a row was rejected, with how many."""

    def __init__(self, say: Translation) -> None:
        self._say = say
        self._names = _speakers(say)
        self._lines: dict[str, list[Utterance]] = {}
        self._files: dict[str, Path] = {}
        self._read: dict[str, list[Utterance]] = {}
        self.lost: dict[str, int] = {}

    def add_folders(self, folders: Iterable[Path]) -> None:
        """Know the files in ``folders``; the first of two with one name counts."""
        for folder in folders:
            if folder.is_dir():
                for path in sorted(folder.iterdir()):
                    if path.suffix.lower() in _READERS and path.is_file():
                        self._files.setdefault(unicodedata.normalize("NFC", path.stem).strip(), path)

    def add_sheet(self, layout: Layout, seen: Seen) -> Iterable[RowProblems]:
        """Read the rows of a sheet of calls; yields the problems of each row that has any."""
        for row in layout.rows():
            problems = RowProblems(layout, row)
            call = self._add(layout, row, problems, seen)
            if problems.found:
                if call and not problems.equal:
                    self.lost[call] = self.lost.get(call, 0) + 1
                yield problems
        for lines in self._lines.values():
            if all("at" in line for line in lines):
                lines.sort(key=lambda line: line["at"])

    def find(self, call: str) -> list[Utterance] | None:
        """The transcript of ``call``; None if all its rows were rejected.

        Raises ``Unfit`` if the call is nowhere or its file unreadable.
        """
        if call in self._lines:
            return self._lines[call]
        path = self._files.get(unicodedata.normalize("NFC", call))
        if path is not None:
            if call not in self._read:
                try:
                    self._read[call] = _READERS[path.suffix.lower()](decoded(path.read_bytes(), path.name), self._names)
                except (Unfit, ImportRefused, OSError):
                    raise Unfit("call_unreadable", file=f"calls/{path.name}") from None
            return self._read[call]
        if call in self.lost:
            return None
        raise Unfit("call_nowhere")

    def _add(self, layout: Layout, row: Row, problems: RowProblems, seen: Seen) -> str:
        """Read one row; the call that it names, or ""."""
        call = text_of(problems.cell("call", required="call_blank"))
        if problems.equal_to_earlier(seen):
            return call
        text = text_of(problems.cell("text", required="text_blank"))
        spoken, at = problems.cell("speaker", required="speaker_blank"), problems.cell("offset")
        speaker = problems.reading("speaker", spoken, lambda raw: transcripts.SPEAKERS.find(text_of(self._say(raw))))
        clock = problems.reading("offset", at, lambda raw: None if blank(raw) else transcripts.offset(raw))
        if not problems.rejected and speaker:
            self._lines.setdefault(call, []).append(transcripts.utterance(speaker, clock, text))
        return call


def _speakers(say: Translation) -> Names:
    """The speakers, and the words that a mapping has for them."""
    names = Names("speaker", transcripts.SPEAKERS.words.items())
    for written, meant in say.words():
        for key in transcripts.SPEAKERS.keys(meant):
            names.alias(key, norm(written))
    return names
