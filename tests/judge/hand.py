"""Small standards made by hand: one vocabulary, a clause or two written as YAML, a few acts, and what the judge says.

The vocabulary is plain on purpose: what an act is called says nothing about how the judge treats it, except where the
meaning of the rules names an act (``arrived``, ``left_site``, reports, decisions, health checks).
"""

from __future__ import annotations

import tempfile
from functools import cache
from pathlib import Path
from typing import Any

from doorstep.judge import Finding, Judgement, judge, program, read_case
from doorstep.language.model import Standard
from doorstep.language.reader import load

DAY = "2026-09-28"
"""The day of a bare time of day: a Monday, three days before National Day."""

FACTS = """{rooms: "list[text]", limit: text, working_hours: "list[text]", first: date, last: date, month: text, \
visit_at: datetime, visit_day: date, price: decimal, name: text, urgent: bool, ready: bool}"""

VOCABULARY = """\
standard: small
title: {zh: 小规范, en: small standard}
source: {file: small.txt, part: all}
summary: a vocabulary for tests
roles: {worker: 员工, boss: 主管, guest: 客人}
cases:
  job:
    zh: 工单
    en: job
    facts: FACTS
    ends: {acts: [done, noted], since: left_site, when: "ready != false"}
  round: {zh: 巡检单, en: round, unit: room, facts: FACTS}
  other: {zh: 别的单, en: another job, facts: {}}
acts:
  asked: {zh: 提出, by: [guest, worker], data: {ref: text, room: text, rooms: "list[text]", urgent: bool, due_at: datetime, due_on: date, note: text, level: int}}
  done: {zh: 办好, by: [worker], data: {ref: text, room: text, rooms: "list[text]", photo: photo, note: text, kind: "choice[full|part]", level: int}}
  noted: {zh: 记下, by: [worker, boss], data: {ref: text, room: text, due_at: datetime, note: text, size: int}}
  stopped: {zh: 停下, by: [worker, guest], data: {ref: text, room: text}}
  arrived: {zh: 到场, by: [worker], data: {}}
  left_site: {zh: 离场, by: [worker], data: {}}
  booked: {zh: 预约, by: [worker], data: {ref: text, room: text, visit_at: datetime, visit_day: date}}
  told: {zh: 告知, by: [worker], data: {ref: text, room: text, visit_at: datetime, photo: photo, note: text}}
  spoke: {zh: 通话, by: [worker], data: {ref: text, transcript: transcript, name: text, price: decimal, colour: text}}
  paid: {zh: 收款, by: [worker], data: {total: decimal, amount: decimal, count: int, receipt: photo}}
  ticked: {zh: 勾选, by: [worker], data: {clean: bool, dry: bool, items: "list[choice[clean|dry]]", photo: photo}}
  trained: {zh: 培训, by: [boss], data: {person: person, certificate: "choice[electrics|heights]", passed: bool, valid_until: date, ref: text}}
  attended: {zh: 听课, by: [boss], data: {subject: "choice[electrics|manners]"}}
  health_checked: {zh: 体检, by: [boss], data: {person: person, fit: bool, valid_until: date}}
  worked: {zh: 施工, by: [worker], data: {who: person, room: text, ref: text}}
  made: {zh: 建档, by: [worker], data: {made_on: date}}
  erased: {zh: 销毁, by: [boss], data: {}}
  violation_reported: {zh: 举报, by: [boss], data: {clause: text, item: text, detail: text, passed: bool, topic: text}}
  inspection_done: {zh: 检查, by: [boss], data: {clause: text, item: text, passed: bool, topic: text}}
  sanction_decided: {zh: 处分决定, by: [boss], data: {clause: text, amount: decimal, effect: "choice[fine|warning]"}}
clauses:
""".replace("FACTS", FACTS)  # noqa: E501


def clause(kind: str, rule: str, number: str = "1", *, check: str = "auto", cases: str = "") -> str:
    """A clause as YAML."""
    scope = f"\n  cases: [{cases}]" if cases else ""
    return f"""\
- id: small/{number}
  where: "{number}"
  zh: 第 {number} 条
  en: clause {number}
  kind: {kind}
  check: {check}{scope}
  rule: {rule}
"""


@cache
def standard(clauses: str) -> Standard:
    """The standard of the vocabulary and these clauses, through the real loader."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "small.yaml"
        path.write_text(VOCABULARY + clauses, encoding="utf-8")
        return load(path)


def moment(text: str) -> str:
    """A moment: "09:00" is of DAY, "30 09:00" of that day of the month, the rest as it stands."""
    if " " not in text:
        return f"{DAY} {text}"
    return f"{DAY[:8]}{text}" if text.index(" ") == 2 else text


def at(when: str, act: str, *, by: str = "worker", **data: Any) -> dict[str, Any]:
    """An event."""
    given = {key: moment(value) if key in ("due_at", "visit_at") else value for key, value in data.items()}
    return {"at": moment(when), "act": act, "by": by, "data": given}


def judged(
    clauses: str,
    *events: dict[str, Any],
    now: str = "18:00",
    case: str = "job",
    facts: dict[str, Any] | None = None,
    **more: Any,
) -> Judgement:
    """What the judge says of these acts."""
    ready = program(standard(clauses), case)
    return judge(ready, read_case(ready, facts or {}, list(events)), moment(now), **more)


def verdict(kind: str, rule: str, *events: dict[str, Any], **more: Any) -> str:
    """The verdict of one clause of this kind and rule."""
    check = more.pop("check", "auto")
    return judged(clause(kind, rule, check=check), *events, **more).verdicts["small/1"]


def findings(kind: str, rule: str, *events: dict[str, Any], **more: Any) -> list[Finding]:
    """Everything that occurred under one clause of this kind and rule."""
    check = more.pop("check", "auto")
    return judged(clause(kind, rule, check=check), *events, **more).findings("small/1")
