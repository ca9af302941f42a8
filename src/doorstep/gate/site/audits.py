"""The audits that were asked for on the screen: each in a folder of its own below the data folder, with its workbook until it
is judged, its report afterwards, and who asked for it when.

The background worker judges them one after another beside its other jobs. Nothing of them goes into the record.
"""

from __future__ import annotations

import json
import logging
import shutil
import threading
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from uuid import uuid4

from doorstep.calendar import format_moment
from doorstep.people import audit as trail
from doorstep.record import clock, home

LOG = logging.getLogger("doorstep.audits")
WAITING, JUDGING, DONE, REFUSED = "waiting", "judging", "done", "refused"
ID = 32


def root() -> Path:
    """Where the audits lie."""
    return home.home() / "audits"


def folder(audit: str) -> Path | None:
    """The folder of an audit; None when there is no such one."""
    if len(audit) != ID or not set(audit) <= set("0123456789abcdef"):
        return None
    found = root() / audit
    return found if (found / "state.json").is_file() else None


def ask(who: str, name: str, kind: str, content: bytes, lang: str) -> dict[str, Any]:
    """Keeps a workbook to be judged; its state."""
    made = root() / uuid4().hex
    made.mkdir(parents=True)
    (made / f"orders{kind}").write_bytes(content)
    asked = format_moment(clock.civil(clock.now()))
    state = {"id": made.name, "who": who, "name": name, "asked": asked, "lang": lang, "kind": kind, "state": WAITING, "done": 0,
             "of": 0, "result": None, "why": None}  # fmt: skip
    write(made, state)
    return state


def write(at: Path, state: Mapping[str, Any]) -> None:
    """Writes an audit's state, in one piece."""
    new = at / "state.new"
    new.write_text(json.dumps(state, ensure_ascii=False), encoding="utf-8")
    new.replace(at / "state.json")


def read(at: Path) -> dict[str, Any]:
    """An audit's state."""
    found: dict[str, Any] = json.loads((at / "state.json").read_text(encoding="utf-8"))
    return found


def all_audits() -> list[dict[str, Any]]:
    """The states of all audits, the latest first."""
    found = [read(path) for path in root().glob("*") if folder(path.name)]
    return sorted(found, key=lambda one: (one["asked"], one["id"]), reverse=True)


def delete(audit: str) -> bool:
    """Takes an audit and its report away; False when there is none, or while it is being judged."""
    found = folder(audit)
    if found is None or read(found)["state"] == JUDGING:
        return False
    shutil.rmtree(found)
    return True


def judge_waiting() -> int:
    """Judges what waits, the oldest first; how many. One that was being judged when its worker ended is begun anew."""
    waiting = [state["id"] for state in reversed(all_audits()) if state["state"] in (WAITING, JUDGING)]
    for audit in waiting:
        found = folder(audit)
        if found is not None:
            _judge(found)
    return len(waiting)


def _judge(at: Path) -> None:
    state = read(at)
    write(at, {**state, "state": JUDGING})
    try:
        state["result"] = _audited(at, state)
        state["state"] = DONE
        trail.write(state["who"], "report.made", "report", state["name"][:120], after=state["result"])
    except _Refused as refused:
        state["state"], state["why"] = REFUSED, {"zh": refused.zh, "en": refused.en}
    except Exception:  # said on the screen; the worker goes on
        LOG.exception("audit %s failed", state["id"])
        state["state"] = REFUSED
    (at / f"orders{state['kind']}").unlink(missing_ok=True)
    write(at, state)


class _Refused(Exception):
    """A workbook of which nothing can be judged: why, in both languages; empty when not one order could be."""

    def __init__(self, zh: str = "", en: str = "") -> None:
        self.zh, self.en = zh, en
        super().__init__(en)


def _audited(at: Path, state: Mapping[str, Any]) -> dict[str, Any]:
    """Judges a workbook and writes its report; what it came to."""
    from doorstep.gate.audit import workbook as books
    from doorstep.gate.audit.outputs import write_all
    from doorstep.gate.audit.run import run

    kept = at / f"orders{state['kind']}"
    try:
        imported = books.read([kept])
    except books.ImportRefused as refused:
        # The file is kept under a name of ours; he knows it by his own.
        zh, en = (refused.message(lang, screen=True).replace(kept.name, state["name"]) for lang in ("zh", "en"))
        raise _Refused(zh, en) from None
    said = {**state, "state": JUDGING}
    audited = run(imported, processes=1, progress=lambda done, of: write(at, {**said, "done": done, "of": of}))
    if not any(order.cases for order in audited.judged):
        raise _Refused
    written = write_all(audited, at / "report", files=[state["name"]], lang=state["lang"])
    verdicts = [verdict for order in audited.judged for case in order.cases for verdict in case.verdicts.values()]
    return {
        "orders": sum(bool(order.cases) for order in audited.judged),
        "judged": sum(verdict != "not_applicable" for verdict in verdicts),
        "breached": sum(verdict == "breached" for verdict in verdicts),
        "rows_rejected": len({(one.sheet, one.row) for one in imported.problems if one.level == "rejected"}),
        "rejected": any(path.name == "rejected.xlsx" for path in written),
        "as_of": str(audited.as_of),
    }


class Auditor:
    """Judges in a thread of its own, so that sealing does not wait for a month's workbook."""

    def __init__(self) -> None:
        self.thread: threading.Thread | None = None

    def look(self) -> int:
        """Begins if something waits and nothing is being judged here; how many waited."""
        if self.thread is not None and self.thread.is_alive():
            return 0
        waiting = sum(state["state"] in (WAITING, JUDGING) for state in all_audits())
        if waiting:
            self.thread = threading.Thread(target=self._work, name="doorstep-audits", daemon=True)
            self.thread.start()
        return waiting

    @staticmethod
    def _work() -> None:
        from django.db import connection

        from doorstep.gate.site.jobs import alone

        try:
            with alone("auditor") as mine:
                if mine:
                    judge_waiting()
        finally:
            connection.close()
