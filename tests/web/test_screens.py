"""The screens' own tests and types, run as they are run beside the code."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

WEB = Path(__file__).resolve().parents[2] / "web"


@pytest.mark.slow
@pytest.mark.parametrize("command", [("vitest", "run"), ("vue-tsc", "--noEmit")], ids=["vitest", "vue-tsc"])
def test_the_screens_pass_their_own(command: tuple[str, ...]) -> None:
    tool = WEB / "node_modules" / ".bin" / command[0]
    if not tool.exists():
        pytest.skip("the screens' packages are not there: make setup lays them")
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    answer = subprocess.run(
        [tool, *command[1:]], cwd=WEB, env={**os.environ, "PATH": path}, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, (answer.stdout + answer.stderr)[-4000:]
