"""Progress of verbs that move rows of tables: one line on standard error, nothing where nobody watches."""

from __future__ import annotations

from typing import Any


class RowBars:
    """Shows how many rows of which table are done."""

    def __init__(self) -> None:
        from rich.console import Console
        from rich.progress import Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

        console = Console(stderr=True)
        columns = (SpinnerColumn(), TextColumn("{task.completed:,.0f}"), TimeElapsedColumn())
        self._progress = Progress(*columns, console=console, disable=not console.is_terminal)
        self._task = self._progress.add_task("", total=None)
        self._done: dict[str, int] = {}

    def __enter__(self) -> RowBars:
        self._progress.start()
        return self

    def __exit__(self, *_: Any) -> None:
        self._progress.stop()

    def show(self, table: str, done: int) -> None:
        """So many rows of a table are done."""
        self._done[table] = done
        self._progress.update(self._task, completed=sum(self._done.values()))
