"""A published version is pinned: published again it stays, changed it is refused."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from doorstep import standards
from doorstep.language import published, reader
from doorstep.language.errors import StandardError


def test_every_packaged_standard_is_published_as_it_stands() -> None:
    lines = standards.path("cashier").with_name(published.NAME).read_text(encoding="utf-8").splitlines()
    assert sorted(lines) == sorted(published.line(standards.load(name)) for name in standards.names())


def test_a_changed_version_is_refused(tmp_path: Path) -> None:
    packaged = standards.path("cashier")
    shutil.copytree(packaged.parent / "examples" / "cashier", tmp_path / "examples" / "cashier")
    file = tmp_path / "cashier.yaml"
    text = packaged.read_text(encoding="utf-8")
    file.write_text(text, encoding="utf-8")
    assert published.publish(reader.load(file))
    assert not published.publish(reader.load(file))
    first = next(line for line in text.splitlines() if line.strip().startswith("zh: ") and "。" in line)
    file.write_text(text.replace(first, first.replace("。", "！"), 1), encoding="utf-8")
    with pytest.raises(StandardError) as refused:
        reader.load(file)
    assert [fault.code for fault in refused.value.faults] == ["published_changed"]
