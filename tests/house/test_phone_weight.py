"""What a phone downloads before its first page shows is small enough for a lift with one bar."""

from __future__ import annotations

import pytest

from bench import phone_weight

MOST = 150_000


@pytest.mark.slow
def test_the_phones_first_load_is_light() -> None:
    """At most 150 kB, gzipped: the page, its script with everything that it imports at once, its styles."""
    if not phone_weight.PAGE.exists():
        pytest.skip("the phone's screens are not built: cd web && APP=field npm run build")
    loaded = phone_weight.first_load()
    assert len(loaded) > 3, loaded
    assert sum(loaded.values()) <= MOST, loaded
