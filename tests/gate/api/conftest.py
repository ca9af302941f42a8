"""An organisation in an empty house on SQLite, on Monday 12 October 2026 at nine, with a home installation in 城南."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.gate.api.people import Speaker, settle
from tests.record.conftest import databases
from tests.record.stores import Store
from tests.work.conftest import house

__all__ = ["databases", "house"]

FACTS = {
    "product": "broadband",
    "same_day": False,
    "customer": "周予安",
    "phone": "13900000501",
    "address": "望潮路 19 号 3 幢",
}
INSTALLATION = [{"standard": "home-broadband", "kind": "installation"}]


@pytest.fixture(autouse=True)
def _own_tokens() -> None:
    """Nothing remembered of another test's tokens."""
    from doorstep.people import remembered

    remembered._forget()


@pytest.fixture
def office(house: Store, settings: Any, tmp_path: Path) -> Store:
    """The organisation."""
    settings.ALLOWED_HOSTS = ["*"]
    settings.PASSWORD_HASHERS = ["tests.people.hasher.CountingHasher", *settings.PASSWORD_HASHERS]
    (tmp_path / "static").mkdir()
    settings.STATIC_ROOT = tmp_path / "static"
    settle()
    return house


@pytest.fixture
def an(office: Store) -> Speaker:
    """The administrator."""
    return Speaker("an")


@pytest.fixture
def fangsu(office: Store) -> Speaker:
    """The dispatcher of 城南."""
    return Speaker("fangsu")


@pytest.fixture
def lumingchuan(office: Store) -> Speaker:
    """The technician of 城南."""
    return Speaker("lumingchuan")


@pytest.fixture
def shenyizhou(office: Store) -> Speaker:
    """The technician of 城北."""
    return Speaker("shenyizhou")


@pytest.fixture
def stranger(office: Store) -> Speaker:
    """Somebody with an account and no post."""
    return Speaker("hezhiqiu")


def new_case(number: str = "Z-0901", place: str = "chengnan", **more: Any) -> dict[str, Any]:
    """The body that opens a home installation."""
    body = {"key": f"open-{number}", "number": number, "standards": INSTALLATION, "place": place, "facts": FACTS}
    return {**body, "customer": "周予安", "at": "2026-10-12T08:30:00+08:00", **more}


@pytest.fixture
def case(fangsu: Speaker) -> str:
    """A home installation in 城南, assigned to Lu Mingchuan: its id."""
    opened = fangsu.post("cases", new_case())
    assert opened.status == 201, opened.body
    case: str = opened.body["case"]
    given = fangsu.post(f"cases/{case}/assignment", {"key": "give-1", "person": "lumingchuan"})
    assert given.status == 200, given.body
    return case


def act(case: str, name: str, key: str, at: str = "2026-10-12T08:45:00+08:00", **more: Any) -> dict[str, Any]:
    """An act as a device sends it."""
    return {"key": key, "case": case, "act": name, "at": at, "by": "technician", **more}
