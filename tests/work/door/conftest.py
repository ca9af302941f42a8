"""Django set up before these tests' modules are imported, since the door asks the people's tables."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile

import django

# The first data folder is never the checkout's; each test has its own from ``house``.
if "DOORSTEP_HOME" not in os.environ:
    os.environ["DOORSTEP_HOME"] = tempfile.mkdtemp(prefix="doorstep-door-")
    atexit.register(shutil.rmtree, os.environ["DOORSTEP_HOME"], ignore_errors=True)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.gate.site.settings")
django.setup()
