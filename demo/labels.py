"""Chinese words for the keys of the standards, and cells for values.

What a word is called is read from the standards themselves, so the workbook cannot drift from them.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from doorstep import standards
from doorstep.language.model import Standard
from doorstep.language.types import FieldType

YES, NO = "是", "否"

ORDER_HEADINGS = ("工单号", "类型", "规范", "片区", "负责人")
ACT_HEADINGS = ("工单号", "时间", "动作", "角色", "人员", "单元", "录入时间", "通话号", "数据")
CALL_HEADINGS = ("通话号", "说话方", "时刻", "内容")
SPEAKERS = {"agent": "我方", "customer": "客户", "other": "其他"}


def _declaring(names: Sequence[str], act: str, field: str | None = None) -> Standard:
    """The first of the standards that declares the act (and its field)."""
    for name in names:
        standard = standards.load(name)
        if act in standard.acts and (field is None or field in standard.acts[act].fields):
            return standard
    raise KeyError(act if field is None else f"{act}.{field}")


def kind_label(names: Sequence[str], kind: str) -> str:
    """The kind of case as its first standard calls it."""
    return standards.load(names[0]).cases[kind].words("zh")


def act_label(names: Sequence[str], act: str) -> str:
    """The act as the first standard that has it calls it."""
    return _declaring(names, act).acts[act].words("zh")


def role_label(names: Sequence[str], act: str, role: str) -> str:
    """The role as the standard of that act calls it."""
    return next(
        standard.roles[role].words("zh")
        for standard in (_declaring(names, act), *map(standards.load, names))
        if role in standard.roles
    )


def unit_of(names: Sequence[str], kind: str) -> str | None:
    """The unit of the kind of case, if it has one."""
    return next((unit for name in names if (unit := standards.load(name).cases[kind].unit)), None)


def field_heading(names: Sequence[str], act: str, field: str) -> str:
    """The heading of a field's column."""
    return _declaring(names, act, field).field_words(act, field)("zh")


def field_cell(names: Sequence[str], act: str, field: str, value: Any) -> Any:
    """The cell of a field's value."""
    standard = _declaring(names, act, field)
    return cell(standard, standard.acts[act].fields[field], field, value, act)


def fact_heading(names: Sequence[str], kind: str, fact: str) -> str:
    """The heading of a fact's column."""
    return _governing(names, kind, fact).fact_words(fact)("zh")


def fact_cell(names: Sequence[str], kind: str, fact: str, value: Any) -> Any:
    """The cell of a fact's value."""
    standard = _governing(names, kind, fact)
    return cell(standard, standard.cases[kind].facts[fact], fact, value, None)


def _governing(names: Sequence[str], kind: str, fact: str) -> Standard:
    """The first of the standards whose kind of case has the fact."""
    return next(s for s in map(standards.load, names) if fact in s.cases[kind].facts)


def cell(standard: Standard, kind: FieldType, name: str, value: Any, act: str | None) -> Any:
    """A value as people write it into a cell: 是/否, the name of a choice, a list with 、 between."""
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, list):
        return "、".join(str(cell(standard, kind.item or kind, name, item, act)) for item in value)
    bare = kind.item or kind
    return standard.choice_words(name, value, act)("zh") if bare.kind == "choice" else value
