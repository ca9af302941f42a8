"""What all tests share: Django set up on a data folder of their own, Hypothesis profiles, the browser that browser
tests are given.

Fixtures for standards, cases or workbooks live beside the tests that use them.
"""

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import Any

import django
import pytest
from hypothesis import settings

# Rooms with tables can only be imported once Django knows its settings, and those ask for a data folder.
if "DOORSTEP_HOME" not in os.environ:
    os.environ["DOORSTEP_HOME"] = tempfile.mkdtemp(prefix="doorstep-tests-")
    atexit.register(shutil.rmtree, os.environ["DOORSTEP_HOME"], ignore_errors=True)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.gate.site.settings")
# Playwright's loop lives on in the process of a browser test, and Django would take every later test for asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
django.setup()

# A case's calendar is computed once and slows the first example alone, so no example has a deadline of its own.
settings.register_profile("ci", derandomize=True, deadline=None, max_examples=100, print_blob=True)
settings.register_profile("dev", deadline=None, max_examples=30)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE") or ("ci" if os.environ.get("CI") else "dev"))

CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")


@pytest.fixture(scope="session")
def repository() -> Path:
    """The top folder of the checkout."""
    return Path(__file__).resolve().parent.parent


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Without Chromium a browser test is skipped, and the closing lines say what would bring it back."""
    if CHROMIUM is None:
        missing = pytest.mark.skip(reason="no Chromium here: apt-get install chromium fonts-noto-cjk")
        for item in items:
            if item.get_closest_marker("browser"):
                item.add_marker(missing)


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, Any]) -> dict[str, Any]:
    """The system's Chromium, kept from talking to anybody but the page under test."""
    quiet = [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
    ]
    return {**browser_type_launch_args, "executable_path": CHROMIUM, "args": quiet}
