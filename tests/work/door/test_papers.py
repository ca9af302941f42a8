"""The signed record as a paper: A4, the words as they were signed, the signature, the code; a warning is a failure."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from doorstep.record import keys
from doorstep.record.history import history
from doorstep.work import correction, door
from doorstep.work.papers import NotSigned, setting, signed_record
from tests.work.door import visits

READ = shutil.which("pdftotext")
DRAW = shutil.which("pdftoppm")


@pytest.fixture(autouse=True)
def _organisation(house: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DOORSTEP_COMPANY_PHONE", "0571-00000001")
    visits.settle()


def signed(case: str, comments: str = "") -> door.Signed:
    picture = door.keep_signature(visits.drawn())
    digest = door.statement(case).digest
    said = {"role": next(iter(("front_desk",))), "signer": "吴经理", "signature": picture, "comments": comments}
    if history(case).standards[0][0] != "hotel-iptv":
        said["role"] = "customer"
    return door.sign(case, digest, key=f"s-{case}", **said)


def words(pdf: bytes, folder: Path) -> str:
    """The text of a PDF, without the spaces that come from its lines."""
    if READ is None:
        pytest.skip("no pdftotext here: apt-get install poppler-utils")
    (folder / "paper.pdf").write_bytes(pdf)
    run = [READ, "-layout", str(folder / "paper.pdf"), "-"]
    return re.sub(r"\s+", "", subprocess.run(run, capture_output=True, check=True, text=True).stdout)


def test_every_line_that_was_signed_is_printed_in_both_languages(tmp_path: Path) -> None:
    case = visits.hotel()
    shown = door.statement(case)
    made = signed(case, "满意 *不是* #markup $x$ @y <z>")
    said = words(signed_record(history(case)), tmp_path)
    for line in shown.lines:
        for text in (line.zh, line.en, *line.items):
            assert re.sub(r"\s+", "", text) in said
    for text in (made.code, made.digest[:32], "吴经理", "前台", "0571-00000001", "满意*不是*#markup$x$@y<z>"):
        assert text in said


def test_the_paper_is_a4_and_the_same_bytes_each_time(tmp_path: Path) -> None:
    case = visits.home()
    signed(case)
    first = signed_record(history(case))
    assert first == signed_record(history(case))
    assert first.startswith(b"%PDF-")
    info = shutil.which("pdfinfo")
    if info is None:
        pytest.skip("no pdfinfo here: apt-get install poppler-utils")
    (tmp_path / "paper.pdf").write_bytes(first)
    told = subprocess.run([info, str(tmp_path / "paper.pdf")], capture_output=True, check=True, text=True).stdout
    assert re.search(r"Page size:\s+595\.\d+ x 841\.\d+ pts \(A4\)", told)


def test_the_paper_keeps_the_words_that_were_signed_and_says_that_the_record_changed(tmp_path: Path) -> None:
    case = visits.hotel()
    signed(case)
    wrong = next(act for act in history(case).acts if act.envelope.act == "unit_done")
    correction.void(case, wrong.envelope.id, "点错", key="v1", actor="zhouyuan")
    said = words(signed_record(history(case)), tmp_path)
    assert "房间：装好2，未装1" in said
    assert "签名之后记录有变化" in said
    assert "hasch" in said  # "has changed", spaces left out


def test_what_was_not_signed_or_was_forgotten_has_no_paper() -> None:
    case = visits.hotel()
    with pytest.raises(NotSigned):
        signed_record(history(case))
    signed(case)
    keys.forget(keys.customer("H-0921"))
    with pytest.raises(NotSigned):
        signed_record(history(case))


def test_a_font_that_is_missing_is_a_failure_and_no_boxes(monkeypatch: pytest.MonkeyPatch) -> None:
    import typst

    case = visits.hotel()
    signed(case)
    bare = typst.Fonts(include_system_fonts=False, include_embedded_fonts=True, font_paths=[])
    monkeypatch.setattr(setting, "fonts", lambda: bare)
    with pytest.raises(setting.SettingFailed):
        signed_record(history(case))


def test_the_pages_are_drawn_with_ink_where_the_words_are(tmp_path: Path) -> None:
    case = visits.hotel("H-0940")
    signed(case)
    if DRAW is None:
        pytest.skip("no pdftoppm here: apt-get install poppler-utils")
    (tmp_path / "paper.pdf").write_bytes(signed_record(history(case)))
    subprocess.run([DRAW, "-gray", "-r", "40", str(tmp_path / "paper.pdf"), str(tmp_path / "page")], check=True)
    pages = sorted(tmp_path.glob("page*.pgm"))
    assert len(pages) == 1
    _, _, _, pixels = pages[0].read_bytes().split(b"\n", 3)
    dark = sum(pixel < 128 for pixel in pixels) / len(pixels)
    assert 0.005 < dark < 0.2
