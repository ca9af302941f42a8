"""The demo's data: an organisation, orders by the real import, a day played through the API; a second run adds nothing."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest

from tests.record.stores import Store

pytestmark = pytest.mark.slow

NOW = datetime.fromisoformat("2026-11-25T10:15:00+08:00")


@pytest.fixture
def seeded(house: Store, settings: Any, tmp_path: Path) -> Any:
    """What was played."""
    from doorstep.gate import seeding
    from doorstep.record import clock

    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    with clock.set_to(NOW):
        yield seeding.seed()


def test_a_day_was_played(seeded: Any, settings: Any) -> None:
    from doorstep.gate import seeding
    from doorstep.people.accounts import authenticate
    from doorstep.people.models import Account, Token
    from doorstep.people.posts import posts
    from doorstep.record.history import history
    from doorstep.record.models import CaseRow
    from doorstep.record.verify import verify

    assert seeded.text == "2026-11-24"
    rows = {row.number: row for row in CaseRow.objects.all()}
    homes = [row for number, row in rows.items() if number.startswith("Z-09")]
    assert len(homes) == 9
    assert sum(row.finished for row in homes) >= 5
    assert sum(row.breached > 0 for row in homes) >= 3
    assert [rows[f"G-010{n}"].finished for n in (1, 2)] == [True, True]
    assert {"T-0101", "T-0102"} <= set(rows)

    hotel = history(rows["H-0921"].case)
    done = [act.envelope.act for act in hotel.acts]
    assert len(hotel.facts["rooms"]) == 40
    assert done.count("unit_done") == 38
    assert "consent_refused" in done
    assert "entry_granted" in done
    assert "signed_off" in done

    today = [row for row in rows.values() if row.number.startswith("Z-1125")]
    assert len(today) == 3
    assert {row.assignee for row in today} == {None}

    assert {post for *_, post, _ in seeding.ACCOUNTS} == set(posts())
    assert isinstance(authenticate("fangsu", seeding.password()), Account)
    assert not Token.objects.filter(revoked=None).exists()
    everybody_finds_something_to_do()
    the_team_leader_finds_sanctions()
    customers_have_their_pages(settings)
    assert verify() == []


def everybody_finds_something_to_do() -> None:
    from doorstep import standards
    from doorstep.record.models import CaseRow

    governed = {key for row in CaseRow.objects.all() for key in standards.names() if f'"{key}"' in row.standards}
    assert governed == set(standards.names()) - {"cashier"}  # the calendar opens a cashier's shift
    begun = CaseRow.objects.filter(number__endswith="-112501").exclude(number__startswith="Y")
    assert begun.count() == 14
    assert not begun.filter(finished=True).exists()
    assert sum(row.breached for row in begun) == 0


def the_team_leader_finds_sanctions() -> None:
    from doorstep.measure import counting
    from doorstep.measure.models import SanctionCount
    from doorstep.record.models import CaseRow

    counting.refresh()
    numbers = dict(CaseRow.objects.values_list("case", "number"))
    states = {numbers[one.case]: one.decided is not None for one in SanctionCount.objects.all()}
    assert states == {"Z-0903": False, "Z-0904": False, "Z-0906": True, "Z-0909": False}


def customers_have_their_pages(settings: Any) -> None:
    """One click from the start page: tomorrow's visit with other times to choose, and the hotel's record to sign and rate."""
    from django.test import Client

    from doorstep.gate import seeding

    settings.DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    page = Client().get("/").content.decode()
    shown = {}
    for kind, address in seeding.door_examples():
        assert f'href="{address}"' in page
        shown[kind] = Client().get(address.replace("/door/", "/door/api/")).json()
    assert list(shown) == ["visit", "sign"]
    visit, sign = shown["visit"], shown["sign"]
    assert visit["appointment"]["start"] == "2026-11-26 09:00"
    assert [one["free"] for one in visit["slots"]] == [True, True]
    assert (sign["case"]["number"], sign["purposes"]) == ("H-0921", ["sign", "rate"])
    assert sign["rate"]["ready"]


def test_again_nothing_is_added(seeded: Any) -> None:
    from doorstep.gate import seeding
    from doorstep.record.models import Act

    before = Act.objects.count()
    assert before > 200
    assert seeding.seed().recorded == 0
    assert Act.objects.count() == before


def test_not_among_others(house: Store) -> None:
    from doorstep.gate.seeding import others_are_here
    from doorstep.people.places import add_place

    assert not others_are_here()
    add_place("elsewhere", "别处", "Elsewhere", "company", by="root")
    assert others_are_here()
