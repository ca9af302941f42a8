"""The people of these tests: an organisation of four levels, a technician, a team leader, a stranger."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

import django
import pytest

# Models are imported by the tests' modules, so Django is set up before them; its first data folder is never the checkout's.
if "DOORSTEP_HOME" not in os.environ:
    os.environ["DOORSTEP_HOME"] = tempfile.mkdtemp(prefix="doorstep-people-")
    atexit.register(shutil.rmtree, os.environ["DOORSTEP_HOME"], ignore_errors=True)
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.gate.site.settings")
django.setup()

# ruff: noqa: E402  # what follows needs Django set up
from doorstep.people import remembered
from doorstep.people.accounts import create_account
from doorstep.people.holdings import give_post
from doorstep.people.models import Account
from doorstep.people.places import add_place
from doorstep.record import clock

MONDAY = datetime(2026, 10, 12, 9, 0, tzinfo=clock.SHANGHAI)
SINCE = clock.civil(MONDAY) - 365 * 86400
PASSWORD = "wang-chao-lu-19"


@pytest.fixture(autouse=True)
def _own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Keys of a data folder that is gone with the test; nothing remembered of another test's tokens."""
    monkeypatch.setenv("DOORSTEP_HOME", str(tmp_path / "home"))
    remembered._forget()


@pytest.fixture(autouse=True)
def _quick_hasher(settings: Any) -> None:
    """A hasher that costs nothing and counts, whichever settings the tests run under."""
    settings.PASSWORD_HASHERS = ["tests.people.hasher.CountingHasher", *settings.PASSWORD_HASHERS]


@pytest.fixture
def monday() -> Iterator[datetime]:
    """Monday 12 October 2026, nine o'clock."""
    with clock.set_to(MONDAY):
        yield MONDAY


@pytest.fixture
def tree(db: None) -> None:
    """Company lanjiang; cities linxi and tingzhou; in linxi districts chengnan and chengbei; in chengnan a team."""
    add_place("lanjiang", "澜江通信", "Lanjiang", "company", by="root")
    add_place("linxi", "临汐", "Linxi", "city", parent="lanjiang", by="root")
    add_place("tingzhou", "汀洲", "Tingzhou", "city", parent="lanjiang", by="root")
    add_place("chengnan", "城南", "Chengnan", "district", parent="linxi", by="root")
    add_place("chengbei", "城北", "Chengbei", "district", parent="linxi", by="root")
    add_place("chengnan-1", "城南一班", "Chengnan 1", "team", parent="chengnan", by="root")


@pytest.fixture
def technician(tree: None) -> Account:
    """Shen Yizhou, technician of team chengnan-1."""
    account = create_account("shenyizhou", "沈一舟", staff_number="4021", password=PASSWORD, by="root")
    give_post(account, "technician", "chengnan-1", by="root", since=SINCE)
    return account


@pytest.fixture
def leader(tree: None) -> Account:
    """Fang Su, team leader of the whole district chengnan."""
    account = create_account("fangsu", "方素", staff_number="3007", password=PASSWORD, by="root")
    give_post(account, "team_leader", "chengnan", by="root", since=SINCE)
    return account


@pytest.fixture
def stranger(tree: None) -> Account:
    """He Zhiqiu, who has an account and holds no post."""
    return create_account("hezhiqiu", "何知秋", password=PASSWORD, by="root")
