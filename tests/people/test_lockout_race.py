"""The lock-out under many log-ins at once; needs a database that several connections share."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from doorstep.people import attempts

MANY = 12


@pytest.mark.django_db(transaction=True)
def test_many_at_once_get_five_attempts_between_them() -> None:
    if connection.vendor != "postgresql":
        pytest.skip("SQLite in memory has one connection; set DOORSTEP_DATABASE_URL to a PostgreSQL")
    start = Barrier(MANY)

    def attempt(_: int) -> int:
        start.wait(timeout=20)
        try:
            return attempts.begin("shenyizhou")
        finally:
            connection.close()

    with ThreadPoolExecutor(MANY) as pool:
        counts = Counter(pool.map(attempt, range(MANY)))
    assert counts == {1: 1, 2: 1, 3: 1, 4: 1, 5: 1, 0: MANY - attempts.MOST}
