"""The change feed: what was accepted, in order, within reach, none twice and none left out."""

from __future__ import annotations

from time import monotonic

import pytest

from tests.gate.api.conftest import act, new_case
from tests.gate.api.people import Speaker


@pytest.fixture
def partner(office: object) -> Speaker:
    """Another system, which reads the feed of 城北."""
    from doorstep.people.accounts import create_account
    from doorstep.people.holdings import give_post

    give_post(create_account("crm", "客户系统", by="root"), "system", "chengbei", by="root")
    return Speaker("crm")


def test_everything_in_order(an: Speaker, lumingchuan: Speaker, case: str) -> None:
    lumingchuan.post("acts", {"acts": [act(case, "order_received", "a-1"), act(case, "departed", "a-2")]})
    found, after = [], 0
    while True:
        page = an.get(f"feed?after={after}&limit=1").body
        if not page["changes"]:
            break
        found += [one["envelope"]["act"] for one in page["changes"]]
        assert page["last"] > after
        after = page["last"]
    assert found == ["case.opened", "case.assigned", "order_received", "departed"]


def test_nothing_personal(an: Speaker, case: str) -> None:
    feed = an.get("feed").body
    assert "13900000501" not in str(feed)
    assert "周予安" not in str(feed)


def test_hashes_are_of_the_envelopes(an: Speaker, case: str) -> None:
    from doorstep.record.envelope import canonical, sha256

    changes = an.get("feed").body["changes"]
    assert changes
    assert all(sha256(canonical(one["envelope"])) == one["hash"] for one in changes)


def test_within_reach(fangsu: Speaker, partner: Speaker, an: Speaker, case: str) -> None:
    """What lies elsewhere is not shown, and the reader is still moved past it."""
    last = an.get("feed").body["last"]
    assert partner.get("feed").body == {"changes": [], "last": last}
    assert fangsu.get("feed").refused == (403, "not_allowed")
    opened = partner.post("cases", new_case("Z-2", place="chengbei"))
    assert opened.status == 201, opened.body
    assert [one["envelope"]["case"] for one in partner.get(f"feed?after={last}").body["changes"]] == [
        opened.body["case"]
    ]


def test_waits_for_the_first(an: Speaker, case: str) -> None:
    last = an.get("feed").body["last"]
    before = monotonic()
    assert an.get(f"feed?after={last}&wait=1").body == {"changes": [], "last": last}
    assert monotonic() - before >= 1
    before = monotonic()
    assert an.get("feed?wait=20").body["changes"]
    assert monotonic() - before < 5


@pytest.mark.parametrize("query", ["after=-1", "after=x", "limit=0", "limit=1001", "wait=26", "wait=-1", "wait=nan"])
def test_bad(an: Speaker, query: str) -> None:
    answer = an.get(f"feed?{query}")
    assert (answer.status, answer.error["path"]) == (422, query.partition("=")[0])
