"""What other programs write into a workbook's XML, and openpyxl alone does not tell apart."""

from __future__ import annotations

import re
import zipfile
from pathlib import Path

import pytest
from openpyxl import load_workbook

from doorstep.gate.audit.workbook import read
from doorstep.gate.audit.workbook.cells import Raw, Uncached
from doorstep.gate.audit.workbook.xlsx import read as read_sheets

from .conftest import ACTS, FLAT, ORDERS, Book


def patched(path: Path, part: str, *changes: tuple[str, str]) -> Path:
    """The workbook with the XML of one part changed."""
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    text = parts[part].decode()
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new)
    parts[part] = text.encode()
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return path


def cells(book: Book, *xml: str) -> tuple[Raw, ...]:
    """The raw cells of a row of this XML."""
    path = book.write(orders=[["标"], ["x"]])
    with zipfile.ZipFile(path) as package:
        sheet = package.read("xl/worksheets/sheet1.xml").decode()
    row = re.search(r'<row r="2".*?</row>', sheet)
    assert row
    patched(path, "xl/worksheets/sheet1.xml", (row[0], f'<row r="2">{"".join(xml)}</row>'))
    return read_sheets(path, lambda _: True)[0].rows[1].cells


@pytest.mark.parametrize(
    ("xml", "wanted"),
    [
        ('<c r="A2" t="str"><f>IF(1,"","")</f><v></v></c>', None),
        ('<c r="A2" t="str"><f>A1</f><v>上门</v></c>', "上门"),
        ('<c r="A2"><f>1+1</f><v>2</v></c>', 2),
        ('<c r="A2"><f>1+1</f></c>', Uncached("=1+1")),
        ('<c r="A2"><f>1+1</f><v/></c>', Uncached("=1+1")),
        ('<c r="A2" t="str"><f>A1</f></c>', Uncached("=A1")),
        ('<c r="A2"><f t="shared" si="0"/></c>', Uncached("=")),
        ('<c r="A2" t="b"><v>1</v></c>', True),
        ('<c r="A2" t="inlineStr"><is><r><t>上</t></r><r><t>门</t></r></is></c>', "上门"),
        ('<c r="A2" t="inlineStr"><is><t>一_x000D_\n二</t></is></c>', "一\r\n二"),
        ('<c r="A2" s="0"/>', None),
    ],
)
def test_cells_as_other_programs_write_them(book: Book, xml: str, wanted: Raw) -> None:
    found = cells(book, xml)
    assert (found[0] if found else None) == wanted


def test_cells_without_references_count_from_the_left(book: Book) -> None:
    assert cells(book, "<c><v>1</v></c>", "<c/>", "<c><f>A1</f></c>", "<c><v>2.5</v></c>") == (
        1,
        None,
        Uncached("=A1"),
        2.5,
    )


@pytest.mark.parametrize(
    ("number", "hours"), [(31, False), (57, False), (22, True), (14, False), (32, True), (55, True)]
)
def test_chinese_built_in_formats_are_dates(book: Book, number: int, hours: bool) -> None:
    """Chinese Excel names its formats by numbers of its own, 31 being 2026年9月28日."""
    path = book.write(orders=[ORDERS, ["H-1", "上门单"]], acts=[ACTS, ["H-1", 46293, "到达"]])
    made = load_workbook(path)
    made["动作"]["B2"].number_format = "0.0000"
    made.save(path)
    with zipfile.ZipFile(path) as package:
        styles = package.read("xl/styles.xml").decode()
    custom = re.search(r'<xf numFmtId="164"', styles)
    assert custom
    patched(path, "xl/styles.xml", ('<xf numFmtId="164"', f'<xf numFmtId="{number}"'))
    found = read([path], standards=[FLAT])
    if hours:
        assert [act.at for act in found.orders[0].acts] == ["2026-09-28 00:00"]
    else:
        assert [problem.code for problem in found.problems] == ["no_time_of_day"]


def test_a_wrong_dimension_hides_nothing(book: Book) -> None:
    path = book.write(orders=[ORDERS, ["H-1", "上门单"]], acts=[ACTS, ["H-1", "2026-09-28 09:00", "到达"]])
    patched(path, "xl/worksheets/sheet2.xml", ('<dimension ref="A1:D2" />', '<dimension ref="A1" />'))
    assert len(read([path], standards=[FLAT]).orders[0].acts) == 1
