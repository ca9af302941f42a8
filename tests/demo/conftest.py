"""The demonstration's month, its workbook and its audit, each made once for all tests of this folder."""

from pathlib import Path

import pytest

from demo import sheets
from demo.month import september
from demo.records import AS_OF, Month
from doorstep.gate.audit import run as running
from doorstep.gate.audit import workbook
from doorstep.gate.audit.judged import Audit
from tests.record.conftest import databases
from tests.work.conftest import house

__all__ = ["databases", "house"]


@pytest.fixture(scope="package")
def month() -> Month:
    return september()


@pytest.fixture(scope="package")
def written(month: Month, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The workbook on the disk."""
    path = tmp_path_factory.mktemp("demo") / "2026-09.xlsx"
    sheets.write(month, path)
    return path


@pytest.fixture(scope="package")
def imported(written: Path) -> workbook.Import:
    return workbook.read([written])


@pytest.fixture(scope="package")
def audited(imported: workbook.Import) -> Audit:
    return running.run(imported, as_of=AS_OF, processes=1)
