"""Who may do what where: a table with its reasons, and that single questions and lists answer alike."""

from itertools import product

import pytest

from doorstep.people.accounts import create_account
from doorstep.people.errors import Unknown
from doorstep.people.holdings import give_post, holdings_of
from doorstep.people.models import Account, Holding
from doorstep.people.permissions import Held, Scope, allowed, may_grant, permissions_of, reach
from doorstep.people.places import within
from doorstep.people.posts import PERMISSIONS, posts

CHENGNAN = "/lanjiang/linxi/chengnan/"


def held(post: str, *, place: str = "chengnan", path: str = CHENGNAN, account: str = "fangsu") -> Held:
    return Held(account, post, place, path)


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("post", "permission", "place", "assignee", "wanted", "why"),
    [
        ("team_leader", "case.read", "chengnan", None, True, "the place itself"),
        ("team_leader", "case.read", "chengnan-1", None, True, "below it"),
        ("team_leader", "case.read", "linxi", None, False, "above it"),
        ("team_leader", "case.read", "chengbei", None, False, "beside it"),
        ("team_leader", "case.read", "tingzhou", None, False, "another city"),
        (
            "team_leader",
            "case.read",
            "chengnan-2",
            None,
            False,
            "a place that is not there, though its name begins alike",
        ),
        ("team_leader", "case.read", None, None, False, "no place"),
        ("team_leader", "case.read", "", None, False, "an empty place"),
        ("team_leader", "case.read", "chengnan\0", None, False, "what no database takes"),
        ("team_leader", "case.read", "tingzhou", "fangsu", True, "elsewhere, but given to himself"),
        ("team_leader", "token.manage", "chengnan", "fangsu", False, "not his post's"),
        ("technician", "case.read", "chengnan", None, False, "nobody's"),
        ("technician", "case.read", "chengnan", "fangsu", True, "his own"),
        ("technician", "case.read", "chengnan", "shenyizhou", False, "a colleague's"),
        ("technician", "case.read", "tingzhou", "fangsu", True, "his own, wherever"),
        ("technician", "case.assign", "chengnan", "fangsu", False, "own cases neither"),
        ("administrator", "audit.read", None, None, True, "everywhere"),
        ("administrator", "act.record", "chengnan", "fangsu", False, "runs the installation, works on no case"),
        ("system", "standard.read", None, None, True, "standards have no place"),
    ],
)
def test_the_table(post: str, permission: str, place: str | None, assignee: str | None, wanted: bool, why: str) -> None:
    assert allowed([held(post)], permission, place=place, assignee=assignee) is wanted, why


def test_who_holds_no_post_may_do_nothing() -> None:
    assert not any(
        allowed([], permission, place="chengnan", assignee="x") or reach([], permission) for permission in PERMISSIONS
    )


def test_one_of_several_posts_suffices() -> None:
    both = [held("technician"), held("inspector", place="chengbei", path="/lanjiang/linxi/chengbei/")]
    assert allowed(both, "case.read", place="chengbei")
    assert not allowed(both, "personal.unmask", place="chengbei", assignee="shenyizhou")


def test_an_unknown_permission_is_an_error_and_not_a_no() -> None:
    with pytest.raises(Unknown, match=r"case\.read"):
        allowed([held("technician")], "case.reed")
    with pytest.raises(Unknown):
        reach([held("technician")], "case.reed")


@pytest.mark.usefixtures("tree")
def test_a_list_shows_what_single_questions_allow() -> None:
    """Every post at two places, every permission: the rows that a scope's filter gives are those that ``allowed`` allows."""
    names = ("fangsu", "shenyizhou")
    for name in names:
        account = create_account(name, name, by="root")
        for place in ("lanjiang", "linxi", "tingzhou", "chengnan", "chengbei", "chengnan-1"):
            give_post(account, "technician", place, by="root")
    things = list(Holding.objects.select_related("account"))
    places = [("chengnan", CHENGNAN), ("lanjiang", "/lanjiang/")]
    for post, (place, path), permission in product(posts(), places, PERMISSIONS):
        mine = [held(post, place=place, path=path)]
        scope = reach(mine, permission)
        listed = set(Holding.objects.filter(within(scope, assignee="account__username")).values_list("pk", flat=True))
        asked = {
            one.pk for one in things if allowed(mine, permission, place=one.place_id, assignee=one.account.username)
        }
        assert listed == asked, (post, place, permission)
        assert bool(scope) is bool(asked)


def test_a_scope_keeps_the_widest_parts() -> None:
    wide = held("dispatcher", place="linxi", path="/lanjiang/linxi/")
    assert reach([held("dispatcher"), wide], "case.read") == Scope(paths=("/lanjiang/linxi/",), own="fangsu")


def test_permissions_of_names_only_what_is_reached() -> None:
    offered = permissions_of([held("front_line")])
    assert "case.read" in offered
    assert "case.assign" not in offered


@pytest.mark.usefixtures("tree")
@pytest.mark.parametrize(
    ("giver", "post", "place", "wanted", "why"),
    [
        ("manager", "technician", "chengnan-1", True, "his people"),
        ("manager", "team_leader", "chengnan", True, "his people"),
        ("manager", "manager", "chengnan", True, "a deputy"),
        ("manager", "technician", "chengbei", False, "not his part of the tree"),
        ("manager", "manager", "linxi", False, "above himself"),
        ("manager", "administrator", "chengnan", False, "what he may not do himself"),
        ("manager", "system", "chengnan", False, "what he may not do himself"),
        ("administrator", "administrator", "tingzhou", True, "manages people everywhere"),
        ("administrator", "technician", "tingzhou", True, "manages people everywhere"),
        ("team_leader", "technician", "chengnan", False, "does not manage people"),
    ],
)
def test_nobody_gives_what_he_does_not_have(giver: str, post: str, place: str, wanted: bool, why: str) -> None:
    assert may_grant([held(giver)], post, place) is wanted, why


def test_an_account_without_post_holds_nothing(stranger: Account) -> None:
    assert holdings_of(stranger) == ()
