"""The posts: complete against the packaged standards, closed against everything that is not written."""

import json
from importlib import resources

import pytest

from doorstep import standards
from doorstep.people.errors import Unknown
from doorstep.people.permissions import matrix
from doorstep.people.posts import PERMISSIONS, Reach, post, posts, read

NAMED = {
    "dispatcher", "technician", "account_manager", "hotline_agent", "callback_agent", "complaint_supervisor", "inspector",
    "team_leader", "store_keeper", "manager", "back_office", "administrator", "system",
}  # fmt: skip


@pytest.mark.parametrize("name", standards.names())
def test_every_role_with_an_account_is_played_by_a_post_and_no_party_is(name: str) -> None:
    roles = standards.load(name).roles.values()
    played = {role for one in posts().values() for role in one.roles.get(name, ())}
    assert played == {role.key for role in roles if not role.party}


def test_posts_name_no_standard_that_is_not_packaged() -> None:
    assert {standard for one in posts().values() for standard in one.roles} == set(standards.names())


def test_a_post_that_plays_a_role_may_record_acts() -> None:
    silent = [key for key, one in posts().items() if one.roles and one.reach("act.record") is Reach.NONE]
    assert silent == []


def test_the_posts_of_the_design_are_there() -> None:
    assert posts().keys() >= NAMED


def test_the_matrix_has_every_permission_for_every_post() -> None:
    table = matrix()
    assert tuple(table) == PERMISSIONS
    assert all(tuple(row) == tuple(posts()) for row in table.values())
    assert [permission for permission, row in table.items() if not any(row.values())] == []


def test_what_is_not_written_is_denied() -> None:
    found = read({"x": {"zh": "某", "en": "x", "permissions": {}, "sees": {}, "roles": {}}})
    assert {found["x"].reach(permission) for permission in PERMISSIONS} == {Reach.NONE}


def test_only_the_administrator_manages_tokens_and_exports_everything() -> None:
    for permission in ("token.manage", "export.all", "customer.forget"):
        assert [key for key, far in matrix()[permission].items() if far] == ["administrator"]


def test_nobody_who_manages_accounts_everywhere_sees_personal_data_whole() -> None:
    """One person shall not both give rights to himself unseen and look at customers."""
    both = [
        key for key, one in posts().items() if one.reach("people.manage") is Reach.ALL and one.reach("personal.unmask")
    ]
    assert both == []


@pytest.mark.parametrize(
    ("entry", "code", "nearest"),
    [
        ({"permissions": {"case.raed": "own"}}, "unknown_permission", "case.read"),
        ({"permissions": {"case.read": "plaec"}}, "unknown_reach", "place"),
        ({"sees": {"fone": "masked"}}, "unknown_type", "phone"),
        ({"sees": {"phone": "mask"}}, "unknown_sight", "masked"),
    ],
)
def test_a_misspelt_file_is_refused_with_the_nearest_name(entry: dict[str, object], code: str, nearest: str) -> None:
    plain = {"zh": "某", "en": "x", "permissions": {}, "sees": {}, "roles": {}}
    with pytest.raises(Unknown) as refused:
        read({"x": {**plain, **entry}})
    assert (refused.value.code, refused.value.values["nearest"]) == (code, nearest)


def test_an_unknown_post_is_answered_with_the_nearest() -> None:
    with pytest.raises(Unknown, match="technician"):
        post("techncian")


def test_an_unknown_post_that_is_like_none_names_no_nearest() -> None:
    with pytest.raises(Unknown) as refused:
        post("zzz")
    assert (refused.value.say("zh"), refused.value.say("en")) == ("没有岗位“zzz”", "there is no post 'zzz'")


def test_no_post_or_reach_is_said_twice() -> None:
    """JSON keeps the last of two equal keys silently."""
    doubled: list[str] = []

    def check(pairs: list[tuple[str, object]]) -> dict[str, object]:
        names = [name for name, _ in pairs]
        doubled.extend({name for name in names if names.count(name) > 1})
        return dict(pairs)

    text = (resources.files("doorstep.people") / "posts.json").read_text(encoding="utf-8")
    json.loads(text, object_pairs_hook=check)
    assert doubled == []
