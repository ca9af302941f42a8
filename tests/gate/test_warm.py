"""A process that answers: its standards are there before they are asked for, and no request waits while they are swept."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

TOLD = """
import gc
from doorstep.gate.site import wsgi
wsgi.warming.join()
from doorstep import judge, standards
for name in standards.names():
    for kind in standards.load(name).cases:
        judge.program(standards.load(name), kind)
print(gc.get_freeze_count(), len(gc.get_objects()), gc.get_threshold()[0])
"""


def test_the_standards_are_out_of_the_collectors_sight(tmp_path: Path) -> None:
    own = {**os.environ, "DOORSTEP_HOME": str(tmp_path), "DJANGO_SETTINGS_MODULE": "doorstep.gate.site.settings"}
    told = subprocess.run(
        [sys.executable, "-c", TOLD], env=own, capture_output=True, text=True, check=True
    ).stdout.split()
    frozen, looked_through, threshold = map(int, told)
    assert frozen > 100_000
    assert looked_through < frozen / 10
    assert threshold == 50_000
