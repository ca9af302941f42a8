"""Administration through the API: people, posts, places, the trail; who may do what to whom; an audit from a file."""

from __future__ import annotations

import io
from typing import Any

import pytest

from doorstep.gate.site import audits
from tests.gate.api.leaders import settle_leaders, speaker
from tests.gate.api.people import PASSWORD, Speaker
from tests.record.stores import Store

NEW = {
    "username": "jinyao",
    "display_name": "金曜",
    "staff_number": "4040",
    "password": "ting-zhou-yuan-4",
    "holdings": [{"post": "technician", "place": "chengnan"}],
}


@pytest.fixture
def leaders(office: Store) -> None:
    settle_leaders()


def made(who: Speaker, **more: Any) -> Any:
    return who.post("admin/accounts", {**NEW, **more})


def test_a_person_is_made_with_a_post_and_must_change_the_password(an: Speaker) -> None:
    answer = made(an)
    assert answer.status == 201, answer.body
    assert answer.body["must_change_password"] is True
    assert [(one["post"], one["place"]) for one in answer.body["holdings"]] == [("technician", "chengnan")]
    from doorstep.people.accounts import authenticate
    from doorstep.people.models import Account

    assert isinstance(authenticate("jinyao", NEW["password"]), Account)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"password": "1234567890"}, "people.weak_password"),
        ({"username": "fangsu"}, "people.username_taken"),
        ({"username": "!"}, "people.username"),
        ({"staff_number": "3007"}, "people.staff_number_taken"),
        ({"holdings": [{"post": "wizard", "place": "chengnan"}]}, "people.unknown_post"),
        ({"holdings": [{"post": "technician", "place": "mars"}]}, "people.unknown_place"),
        ({"holdings": []}, "list_too_short"),
    ],
)
def test_a_person_that_cannot_be_made_leaves_nothing(an: Speaker, more: dict[str, Any], code: str) -> None:
    from doorstep.people.models import Account, AuditRow

    before = Account.objects.count(), AuditRow.objects.count()
    answer = made(an, **more)
    assert answer.status == 422
    assert answer.error["code"] == code
    assert (Account.objects.count(), AuditRow.objects.count()) == before


def test_a_manager_gives_only_what_he_has_and_where_he_has_it(leaders: None) -> None:
    fuwan = speaker("fuwan")
    assert made(fuwan).status == 201
    elsewhere = [{"post": "technician", "place": "lanjiang"}]
    assert made(fuwan, username="b1", staff_number=None, holdings=elsewhere).refused == (403, "may_not_grant")
    more = [{"post": "administrator", "place": "chengnan"}]
    assert made(fuwan, username="b2", staff_number=None, holdings=more).refused == (403, "may_not_grant")


def test_who_does_not_manage_people_is_refused(leaders: None) -> None:
    assert made(speaker("guxing")).refused == (403, "not_allowed")
    assert speaker("fuwan").post("admin/accounts/an/password", {"password": PASSWORD}).refused == (403, "not_allowed")
    assert speaker("fuwan").post("admin/accounts/fangsu/lock", {"days": 1}).status == 200


def test_posts_are_given_and_ended(an: Speaker) -> None:
    given = an.post("admin/accounts/hezhiqiu/holdings", {"post": "dispatcher", "place": "chengbei"})
    assert given.status == 201, given.body
    [held] = given.body["holdings"]
    assert an.post("admin/accounts/hezhiqiu/holdings", {"post": "dispatcher", "place": "chengbei"}).refused == (
        422,
        "people.holds_already",
    )
    ended = an.post(f"admin/holdings/{held['id']}/end", {})
    assert ended.body["holdings"] == []
    assert an.post(f"admin/holdings/{held['id']}/end", {}).refused == (422, "people.holding_ended")
    assert an.post("admin/holdings/999999/end", {}).refused == (404, "no_holding")


def test_nobody_locks_or_switches_off_himself(an: Speaker) -> None:
    assert an.post("admin/accounts/an", {"active": False}).refused == (422, "own_account")
    assert an.post("admin/accounts/an/lock", {"days": 3}).refused == (422, "own_account")


def test_a_locked_account_is_not_let_in_until_it_is_unlocked(an: Speaker) -> None:
    from doorstep.people.accounts import Reason, authenticate

    assert an.post("admin/accounts/fangsu/lock", {"days": 7}).body["locked"] is True
    assert authenticate("fangsu", PASSWORD) is Reason.WRONG
    assert an.post("admin/accounts/fangsu/lock", {"days": 0}).body["locked"] is False
    assert not isinstance(authenticate("fangsu", PASSWORD), Reason)


def test_places_are_added_renamed_and_moved(an: Speaker) -> None:
    new = {"key": "xicheng", "zh": "西城", "en": "Xicheng", "level": "district", "parent": "linxi"}
    assert an.post("admin/places", new).body["path"] == "/lanjiang/linxi/xicheng/"
    assert an.post("admin/places", new).refused == (422, "people.place_exists")
    assert an.post("admin/places/xicheng/name", {"zh": "城西", "en": "West"}).body["zh"] == "城西"
    team = {"key": "team-9", "zh": "九班", "en": "Team 9", "level": "team", "parent": "xicheng"}
    an.post("admin/places", team)
    assert (
        an.post("admin/places/team-9/parent", {"parent": "chengnan"}).body["path"] == "/lanjiang/linxi/chengnan/team-9/"
    )
    assert an.post("admin/places/linxi/parent", {"parent": "chengnan"}).refused == (422, "people.place_level")


def test_a_manager_changes_the_tree_below_him_only(leaders: None) -> None:
    fuwan = speaker("fuwan")
    assert fuwan.post("admin/places/chengnan/name", {"zh": "南城", "en": "South"}).status == 200
    assert fuwan.post("admin/places/lanjiang/name", {"zh": "x", "en": "x"}).refused == (403, "not_allowed")
    top = {"key": "other", "zh": "另一家", "en": "Other", "level": "company"}
    assert fuwan.post("admin/places", top).refused == (403, "not_allowed")


def test_the_trail_says_who_did_what_with_before_and_after(an: Speaker) -> None:
    made(an)
    an.post("admin/accounts/jinyao", {"display_name": "金耀"})
    latest, *_ = an.get("admin/audit?actor=an").body["rows"]
    assert (latest["what"], latest["subject"], latest["actor_name"]) == ("account.changed", "jinyao", "安")
    assert (latest["before"], latest["after"]) == ({"display_name": "金曜"}, {"display_name": "金耀"})
    assert NEW["password"] not in str(an.get("admin/audit").body)


def test_the_trail_of_a_part_of_the_tree(leaders: None, an: Speaker) -> None:
    an.post("admin/accounts/shenyizhou", {"display_name": "沈易舟"})
    an.post("admin/accounts/an", {"display_name": "安安"})
    seen = {row["subject"] for row in speaker("fuwan").get("admin/audit?actor=an").body["rows"]}
    assert seen == {"shenyizhou"}
    assert speaker("guxing").get("admin/audit").refused == (403, "not_allowed")


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("orders.pdf", b"x", "not_a_workbook"),
        ("orders.xlsx", b"", "file_empty"),
    ],
)
def test_a_file_that_is_no_workbook_is_refused(an: Speaker, name: str, content: bytes, code: str) -> None:
    body = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="'
        + name.encode()
        + b'"\r\n\r\n'
        + content
        + b"\r\n--x--\r\n"
    )
    answer = an.ask("POST", "audits", raw=body, content_type="multipart/form-data; boundary=x")
    assert answer.error["code"] == code


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_a_screen_says_of_a_file_can_be_done_on_a_screen(an: Speaker, lang: str) -> None:
    """No option of the command line in it, and the file by the name under which it was chosen."""
    import openpyxl

    book = openpyxl.Workbook()
    book.active.title = "别的"  # type: ignore[union-attr]
    kept = io.BytesIO()
    book.save(kept)
    form = (
        b'--x\r\nContent-Disposition: form-data; name="file"; filename="m.xlsx"\r\n\r\n'
        + kept.getvalue()
        + b"\r\n--x--\r\n"
    )
    sent = {"raw": form, "content_type": "multipart/form-data; boundary=x", "Accept-Language": lang}
    said = an.ask("POST", "orders/import", **sent).error["message"]  # type: ignore[arg-type]
    assert "--" not in said
    assert "m.xlsx" in said
    assert an.ask("POST", "audits", **sent).status == 202  # type: ignore[arg-type]
    assert audits.judge_waiting() == 1
    [kept] = an.ask("GET", "audits", **{"Accept-Language": lang}).body["audits"]
    assert kept["state"] == "refused"
    assert "--" not in kept["why"]
