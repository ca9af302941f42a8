"""Which room may import which: the contract in pyproject.toml, and that it would notice a wrong arrow."""

import os
import re
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder / "src"), "PYTHONUTF8": "1", "COLUMNS": "200"},
        capture_output=True,
        text=True,
        check=False,
    )


def test_no_room_imports_a_room_above_it(repository: Path) -> None:
    answer = lint_imports(repository)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def sketch_of_the_house(repository: Path, folder: Path) -> Path:
    """A house of empty rooms under the real contract; the folder that holds its rooms."""
    shutil.copy(repository / "pyproject.toml", folder)
    package = folder / "src" / "doorstep"
    settings = tomllib.loads((repository / "pyproject.toml").read_text(encoding="utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    rooms = re.findall(r"[a-z_]+", " ".join(contracts[0]["layers"]))
    named = [name.removeprefix("doorstep.") for contract in contracts[1:] for name in contract["source_modules"]]
    for room in ("", *rooms, *(name.replace(".", "/") for name in named if name != "doorstep")):
        (package / room).mkdir(parents=True, exist_ok=True)
        (package / room / "__init__.py").touch()
    return package


def test_empty_rooms_keep_the_contract(repository: Path, tmp_path: Path) -> None:
    sketch_of_the_house(repository, tmp_path)
    answer = lint_imports(tmp_path)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_an_arrow_upwards_is_noticed(repository: Path, tmp_path: Path) -> None:
    package = sketch_of_the_house(repository, tmp_path)
    (package / "calendar" / "wrong.py").write_text("import doorstep.judge\n", encoding="utf-8")
    answer = lint_imports(tmp_path)
    assert answer.returncode == 1
    assert "doorstep.calendar is not allowed to import doorstep.judge" in answer.stdout


def test_a_workbook_in_a_pure_room_is_noticed(repository: Path, tmp_path: Path) -> None:
    package = sketch_of_the_house(repository, tmp_path)
    (package / "judge" / "wrong.py").write_text("import openpyxl\n", encoding="utf-8")
    answer = lint_imports(tmp_path)
    assert answer.returncode == 1
    assert "doorstep.judge is not allowed to import openpyxl" in answer.stdout


def test_a_room_that_the_contract_does_not_list_is_noticed(repository: Path, tmp_path: Path) -> None:
    package = sketch_of_the_house(repository, tmp_path)
    (package / "attic").mkdir()
    (package / "attic" / "__init__.py").touch()
    answer = lint_imports(tmp_path)
    assert answer.returncode == 1
    assert re.search(r"attic", answer.stdout)
