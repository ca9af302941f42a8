"""``doorstep standard``: check names every fault, show reads well, coverage finds what nothing decides."""

import re
from collections.abc import Callable
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

import pytest

from doorstep import standards
from doorstep.gate.coverage import coverage

Doorstep = Callable[..., Any]

SMALL = """\
standard: small
title: {zh: 小规范, en: A small norm}
source: {file: none, part: all}
summary: Two acts and what must follow.
roles: {technician: 装维员}
cases:
  visit: {zh: 上门单, en: visit, facts: {}}
acts:
  arrived: {zh: 到达, by: [technician], data: {photo: photo}}
  left_site: {zh: 离开, by: [technician], data: {}}
clauses:
- id: small/1.1
  where: "一"
  zh: 到了要离开。
  en: Who came must leave.
  kind: response
  check: auto
  rule: {after: arrived, act: left_site}
- id: small/1.2
  where: "二"
  zh: 有礼貌。
  en: Be polite.
  kind: conduct
  check: observed
  rule: {items: [{key: polite, zh: 有礼, en: polite}]}
labels:
  roles: {technician: {en: technician}}
  acts: {arrived: {en: arrived}, left_site: {en: left}}
  fields: {photo: {zh: 照片, en: photo}}
  units: {}
  facts: {}
  choices: {}
"""
STORY = """\
scenario: left
standard: small
case: visit
facts: {}
events:
- {at: "2026-09-28 13:00", act: arrived, by: technician, data: {}}
as_of: "2026-10-12 18:00"
expect: {small/1.1: VERDICT}
why: nobody left.
"""


def small(folder: Path, *changes: tuple[str, str], verdict: str = "pending") -> Path:
    text = SMALL
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    (folder / "small-left.yaml").write_text(STORY.replace("VERDICT", verdict), encoding="utf-8")
    file = folder / "small.yaml"
    file.write_text(text + 'examples: ["small-*.yaml"]\n', encoding="utf-8")
    return file


@pytest.mark.slow
def test_the_packaged_standards_have_no_fault_and_their_examples_agree(doorstep: Doorstep) -> None:
    ended = doorstep("standard", "check")
    assert ended.code == 0
    assert [row.split(":")[0] for row in ended.out.splitlines()] == list(standards.names())
    assert all(row.endswith("no fault") for row in ended.out.splitlines())


def test_a_file_without_fault_says_what_was_checked(doorstep: Doorstep, tmp_path: Path) -> None:
    ended = doorstep("standard", "check", small(tmp_path))
    assert (ended.code, ended.out) == (0, "small: 2 clauses, 1 examples, no fault\n")


def test_every_fault_is_named_with_its_line_and_the_nearest_name(doorstep: Doorstep, tmp_path: Path) -> None:
    file = small(tmp_path, ("act: left_site}", "act: left_sight}"), ("kind: conduct", "kind: conducts"))
    ended = doorstep("standard", "check", file)
    assert ended.code == 1
    assert re.search(r"small\.yaml:18:\d+ .*left_sight.*left_site", ended.out)
    assert re.search(r"small\.yaml:23:\d+ .*conducts.*conduct", ended.out)
    assert ended.out.splitlines()[-1].endswith("2 faults")


def test_an_example_that_comes_out_otherwise_is_a_fault(doorstep: Doorstep, tmp_path: Path) -> None:
    ended = doorstep("standard", "check", small(tmp_path, verdict="met"))
    assert ended.code == 1
    assert "✕ left  small/1.1: expected met, got pending" in ended.out


def test_a_file_that_is_not_there_is_a_fault(doorstep: Doorstep, tmp_path: Path) -> None:
    ended = doorstep("standard", "check", tmp_path / "none.yaml")
    assert ended.code == 1
    assert "none.yaml" in ended.out


def test_show_tells_every_clause_in_both_languages(doorstep: Doorstep) -> None:
    ended = doorstep("standard", "show", "hotel-iptv")
    assert ended.code == 0
    flat = " ".join(ended.out.split())
    standard = standards.load("hotel-iptv")
    assert all(clause.number in flat for clause in standard.clauses.values())
    assert "至多 空房作业时限 = 5 分钟" in flat
    assert "at most “time limit in a vacant room” = 5 minutes" in flat
    assert not re.search(r"\w_\w", flat)


def test_show_in_one_language_has_no_other(doorstep: Doorstep) -> None:
    chinese = doorstep("standard", "show", "hotel-iptv", "--lang", "zh").out
    english = doorstep("standard", "show", "hotel-iptv", "--lang", "en").out
    assert "From “work started”" not in chinese
    assert "开始作业" not in english


def test_show_takes_a_title_and_a_file(doorstep: Doorstep, tmp_path: Path) -> None:
    title = standards.load("hotel-iptv").title.zh
    assert doorstep("standard", "show", title).out == doorstep("standard", "show", "hotel-iptv").out
    assert "小规范" in doorstep("standard", "show", small(tmp_path)).out


def test_show_offers_the_nearest_name(doorstep: Doorstep, tmp_path: Path) -> None:
    unknown = doorstep("standard", "show", "hotel-itpv")
    assert unknown.code == 2
    assert 'did you mean "hotel-iptv"?' in unknown.err
    spoilt = doorstep("standard", "show", small(tmp_path, ("kind: conduct", "kind: conducts")))
    assert spoilt.code == 2
    assert "has 1 faults" in spoilt.err


class Page(HTMLParser):
    """What a page refers to, its articles, and its texts by language."""

    def __init__(self) -> None:
        super().__init__()
        self.references: list[str] = []
        self.articles: list[str] = []
        self.texts: list[str] = []
        self.silent = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = dict(attrs)
        self.references += [values[key] or "" for key in ("src", "href") if key in values]
        self.silent = tag in ("script", "style")
        if tag == "article":
            self.articles.append(values["id"] or "")

    def handle_data(self, data: str) -> None:
        if not self.silent:
            self.texts.append(data)


@pytest.mark.parametrize("name", standards.names())
def test_the_page_holds_every_clause_and_needs_nothing_beside_itself(
    doorstep: Doorstep, tmp_path: Path, name: str
) -> None:
    file = tmp_path / "page.html"
    assert doorstep("standard", "show", name, "--html", file).code == 0
    page = Page()
    page.feed(file.read_text(encoding="utf-8"))
    clauses = standards.load(name).clauses.values()
    assert page.articles == [f"c{clause.number}" for clause in clauses]
    assert all(reference.startswith("#") for reference in page.references)
    assert not [text for text in page.texts if re.search(r"[a-z]_[a-z]|<!--", text)]


@pytest.mark.browser
def test_the_page_switches_language_and_finds_clauses(doorstep: Doorstep, tmp_path: Path, page: Any) -> None:
    file = tmp_path / "page.html"
    doorstep("standard", "show", "hotel-iptv", "--html", file)
    page.goto(file.as_uri())
    clause = page.locator("article", has_text="3.6").first
    assert "空房的安装" in clause.inner_text()
    page.get_by_role("button", name="English").click()
    assert page.locator("html").get_attribute("lang") == "en"
    assert not re.search("[\u4e00-\u9fff]", page.locator("#acts").inner_text())
    page.get_by_role("searchbox").fill("vacant room")
    assert 0 < page.locator("article:visible").count() < 10
    page.get_by_role("searchbox").fill("nothing says this")
    assert page.get_by_text("No clause holds this").is_visible()


def test_the_page_goes_to_standard_output_without_a_file(doorstep: Doorstep) -> None:
    assert doorstep("standard", "show", "cashier", "--html").out.startswith("<!doctype html>")


def test_a_text_of_the_standard_is_no_markup(doorstep: Doorstep, tmp_path: Path) -> None:
    file = small(tmp_path, ("Be polite.", "Be <b>polite</b> & kind."))
    assert "Be &lt;b&gt;polite&lt;/b&gt; &amp; kind." in doorstep("standard", "show", file, "--html").out


@pytest.mark.slow
def test_coverage_of_the_packaged_standards_leaves_nothing_undecided(doorstep: Doorstep) -> None:
    ended = doorstep("standard", "coverage")
    assert ended.code == 0
    rows = ended.out.splitlines()
    clauses = sum(len(standards.load(name).clauses) for name in standards.names())
    assert sum(row.startswith("  ") for row in rows) == clauses
    assert "  3.6    auto     duration      span" in ended.out


def test_coverage_names_examples_with_their_verdicts() -> None:
    covered = {line.clause.number: line for line in coverage(standards.load("hotel-iptv"))}
    assert covered["1.2"].examples["third-working-day"] == "breached"
    assert covered["1.2"].forms == ("deadline",)
    assert covered["0.1"].forms == ()
    assert not covered["0.1"].undecided


def test_coverage_fails_on_a_clause_that_nothing_recorded_decides(doorstep: Doorstep, tmp_path: Path) -> None:
    """Conduct is decided by a report or an inspection, and this standard has neither act."""
    ended = doorstep("standard", "coverage", small(tmp_path))
    assert ended.code == 1
    assert "decided by nothing: small/1.2" in ended.out
    assert "left pending" in ended.out
    report = "  inspection_done: {zh: 检查, by: [technician], data: {clause: text, passed: bool}}\nclauses:"
    names = ("left_site: {en: left}}", "left_site: {en: left}, inspection_done: {en: inspection}}")
    fields = ("fields: {", "fields: {clause: {zh: 条款号, en: clause}, passed: {zh: 合格, en: passed}, ")
    mended = small(tmp_path, ("clauses:", report), names, fields)
    assert doorstep("standard", "coverage", mended).code == 0


def test_the_summary_is_one_line_a_standard(doorstep: Doorstep) -> None:
    assert len(doorstep("standard", "coverage", "--summary").out.splitlines()) == len(standards.names())


def test_an_unknown_language_is_refused(doorstep: Doorstep) -> None:
    ended = doorstep("standard", "check", "--lang", "fr")
    assert ended.code == 2
    assert "--lang zh" in ended.err
