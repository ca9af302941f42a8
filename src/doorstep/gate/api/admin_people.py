"""Administration of people: accounts, the posts they hold at places, locks and passwords, and who changed what.

Every change leaves an audit row, written by ``people``. Who manages a part of the tree manages the people who hold
posts there.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from django.db import transaction
from django.db.models import Q
from django.http import HttpRequest
from ninja import Query, Router, Schema, Status
from pydantic import Field

from doorstep.calendar import DAY, format_moment
from doorstep.gate.api.console_words import refusal
from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.schemas import Civil, Name, Strict, answers, text
from doorstep.gate.api.standards import InBoth
from doorstep.gate.site.callers import Caller
from doorstep.people import accounts, attempts, holdings, places
from doorstep.people.models import Account, AuditRow, Holding
from doorstep.people.permissions import Scope, allowed, may_grant, reach
from doorstep.people.posts import posts
from doorstep.record import clock

router = Router(tags=["administration"])

MANAGE = "people.manage"
MOST = 200
Password = Annotated[str, text(256)]


class HoldingShown(Schema):
    """A post held at a place, from ``since`` until just before ``until`` (None: no end)."""

    id: int
    post: str
    words: InBoth
    place: str
    since: str
    until: str | None


class AccountShown(Schema):
    """An account as its administrator sees it."""

    username: str
    display_name: str
    staff_number: str | None
    language: Literal["zh", "en"]
    active: bool
    locked: bool
    locked_until: str | None
    must_change_password: bool
    has_password: bool
    holdings: list[HoldingShown]


class AccountsShown(Schema):
    """Accounts by username."""

    total: int
    accounts: list[AccountShown]


class PostShown(Schema):
    """A post that may be given, and where who asks may give it."""

    post: str
    words: InBoth


class PostsShown(Schema):
    """The posts there are."""

    posts: list[PostShown]


class NewHolding(Strict):
    """A post at a place."""

    post: Name
    place: Name
    since: Civil | None = None
    until: Civil | None = None


class NewAccount(Strict):
    """A person to be let in, with a first password and, at once, a post at a place."""

    username: Annotated[str, text(64)]
    display_name: Name
    staff_number: Annotated[str, text(50)] | None = None
    language: Literal["zh", "en"] = "zh"
    password: Password
    holdings: list[NewHolding] = Field(min_length=1, max_length=10)


class ChangedAccount(Strict):
    """What is to change of an account; what is left out stays."""

    display_name: Name | None = None
    staff_number: Annotated[str, text(50, 0)] | None = None
    language: Literal["zh", "en"] | None = None
    active: bool | None = None


class NewPassword(Strict):
    """A first or forgotten password, to be changed at the next log-in."""

    password: Password


class Lock(Strict):
    """Locked for so many days, or with 0 let in again."""

    days: int = Field(ge=0, le=3660)


class PeopleAsked(Schema):
    """Whom: a part of the name, a place and below, also those who are switched off."""

    q: Annotated[str, text(100)] | None = None
    place: Annotated[str, text(100)] | None = None
    inactive: bool = False


@router.get("/admin/accounts", response=answers(AccountsShown), operation_id="accounts")
def all_accounts(request: HttpRequest, asked: Query[PeopleAsked]) -> Any:
    """The accounts that who asks manages."""
    found = managed(_scope(request))
    if not asked.inactive:
        found = found.filter(active=True)
    if asked.place is not None:
        path = places.place(asked.place).path
        found = found.filter(holdings__in=_current().filter(place__path__startswith=path))
    if asked.q is not None:
        named = Q(username__icontains=asked.q) | Q(display_name__icontains=asked.q) | Q(staff_number=asked.q)
        found = found.filter(named)
    found = found.distinct().order_by("username")
    return {"total": found.count(), "accounts": [_shown(one) for one in found[:MOST]]}


@router.get("/admin/posts", response=answers(PostsShown), operation_id="posts")
def all_posts(request: HttpRequest) -> Any:
    """The posts there are."""
    return {"posts": [{"post": key, "words": {"zh": one.words.zh, "en": one.words.en}} for key, one in posts().items()]}


@router.post("/admin/accounts", response=answers(AccountShown, 201), operation_id="create_account")
def create_account(request: HttpRequest, new: NewAccount) -> Any:
    """Makes an account with its posts, or nothing of it."""
    with transaction.atomic():  # as a decorator it would hide the types of the parameters
        return Status(201, _shown(_made(request.caller, new)))  # type: ignore[attr-defined]


def _made(caller: Caller, new: NewAccount) -> Account:
    for number, one in enumerate(new.holdings):
        _check_grant(caller, one, f"holdings[{number}]")
    made = accounts.create_account(
        new.username,
        new.display_name,
        by=caller.username,
        password=new.password,
        staff_number=new.staff_number,
        language=new.language,
    )
    for one in new.holdings:
        holdings.give_post(made, one.post, one.place, by=caller.username, since=one.since, until=one.until)
    return made


@router.post("/admin/accounts/{username}", response=answers(AccountShown), operation_id="change_account")
def change_account(request: HttpRequest, username: str, changed: ChangedAccount) -> Any:
    """Changes names, staff number, language, or switches an account off or on."""
    caller, found = _account(request, username)
    values = {name: value for name, value in changed.model_dump().items() if value is not None}
    if values.get("active") is False:
        _not_oneself(caller, found)
    return _shown(accounts.change_account(found, by=caller.username, **values) if values else found)


@router.post("/admin/accounts/{username}/password", response=answers(AccountShown), operation_id="set_password")
def set_password(request: HttpRequest, username: str, new: NewPassword) -> Any:
    """Gives an account a password that it must change."""
    caller, found = _account(request, username)
    return _shown(accounts.set_password(found, new.password, by=caller.username))


@router.post("/admin/accounts/{username}/lock", response=answers(AccountShown), operation_id="lock_account")
def lock(request: HttpRequest, username: str, wanted: Lock) -> Any:
    """Lets nobody in as this account for some days, or lets it in again."""
    caller, found = _account(request, username)
    if wanted.days == 0:
        return _shown(accounts.unlock(found, by=caller.username))
    _not_oneself(caller, found)
    until = clock.civil(clock.now()) + wanted.days * DAY
    return _shown(accounts.lock(found, until, by=caller.username))


@router.post("/admin/accounts/{username}/holdings", response=answers(AccountShown, 201), operation_id="give_post")
def give_post(request: HttpRequest, username: str, new: NewHolding) -> Any:
    """Gives a post at a place."""
    caller, found = _account(request, username)
    _check_grant(caller, new, "")
    holdings.give_post(found, new.post, new.place, by=caller.username, since=new.since, until=new.until)
    return Status(201, _shown(found))


@router.post("/admin/holdings/{int:holding}/end", response=answers(AccountShown), operation_id="end_holding")
def end_holding(request: HttpRequest, holding: int) -> Any:
    """Ends the holding of a post now."""
    caller = request.caller  # type: ignore[attr-defined]
    found = Holding.objects.select_related("account").filter(pk=holding).first() if holding < 2**63 else None
    if found is None:
        raise refusal("no_holding", status=404)
    if not allowed(caller.held, MANAGE, place=found.place_id):
        raise ApiError("not_allowed", permission=MANAGE)
    holdings.end_holding(found, by=caller.username)
    return _shown(found.account)


def _scope(request: HttpRequest) -> Scope:
    return reach(request.caller.held, MANAGE)  # type: ignore[attr-defined]


def _current() -> Any:
    now = clock.civil(clock.now())
    return Holding.objects.filter(since__lte=now).filter(Q(until=None) | Q(until__gt=now))


def managed(scope: Scope) -> Any:
    """The accounts that a scope reaches: those that hold, or held last, a post in it."""
    if scope.everything:
        return Account.objects.all()
    wanted = Q(pk__in=[])
    for path in scope.paths:
        wanted |= Q(holdings__place__path__startswith=path)
    return Account.objects.filter(wanted).distinct()


def _account(request: HttpRequest, username: str) -> tuple[Any, Account]:
    """The account of that name, if who asks manages everything that it holds. Raises ``ApiError`` or ``Unknown``."""
    named = accounts.account(username)
    caller = request.caller  # type: ignore[attr-defined]
    scope = _scope(request)
    mine = managed(scope).filter(pk=named.pk).exists()
    if not mine or any(
        not allowed(caller.held, MANAGE, place=one.place_id) for one in _current().filter(account=named)
    ):
        raise ApiError("not_allowed", permission=MANAGE)
    return caller, named


def _not_oneself(caller: Any, found: Account) -> None:
    if caller.account_id == found.pk:
        raise refusal("own_account")


def _check_grant(caller: Any, new: NewHolding, path: str) -> None:
    if new.until is not None and new.since is not None and new.until <= new.since:
        raise refusal("date_order", path=f"{path}.until".strip("."))
    place = places.place(new.place)
    if not may_grant(caller.held, new.post, new.place):
        words = posts()[new.post].words
        raise refusal("may_not_grant", path=path or None, status=403, post=words.zh, place=place.zh)


def _shown(one: Account) -> dict[str, Any]:
    now = clock.civil(clock.now())
    locked_until = one.locked_until if one.locked_until is not None and one.locked_until > now else None
    return {
        "username": one.username,
        "display_name": one.display_name,
        "staff_number": one.staff_number,
        "language": one.language,
        "active": one.active,
        "locked": locked_until is not None or attempts.locked_out(one.username),
        "locked_until": None if locked_until is None else format_moment(locked_until),
        "must_change_password": one.must_change_password,
        "has_password": one.has_usable_password(),
        "holdings": [_holding(held) for held in _current().filter(account=one).order_by("pk")],
    }


def _holding(one: Holding) -> dict[str, Any]:
    words = posts()[one.post].words
    return {
        "id": one.pk,
        "post": one.post,
        "words": {"zh": words.zh, "en": words.en},
        "place": one.place_id,
        "since": format_moment(one.since),
        "until": None if one.until is None else format_moment(one.until),
    }


class AuditLine(Schema):
    """Who did what, on whom or what, when, with what was there before and after."""

    id: int
    at: str
    actor: str
    actor_name: str
    what: str
    kind: str
    subject: str
    before: dict[str, Any] | None
    after: dict[str, Any] | None


class Trail(Schema):
    """The audit trail, the latest first; ``next`` is what to ask ``before`` next, if there is more."""

    rows: list[AuditLine]
    next: int | None


class Sought(Schema):
    """Which rows: by whom, about what, before a row."""

    actor: Annotated[str, text(64)] | None = None
    subject: Annotated[str, text(120)] | None = None
    what: Annotated[str, text(60)] | None = None
    before: int | None = Field(None, ge=1, lt=2**63)


@router.get("/admin/audit", response=answers(Trail), operation_id="audit_trail")
def audit_trail(request: HttpRequest, sought: Query[Sought]) -> Any:
    """Who changed what. Who may read it in a part of the tree sees what was done by, or to, the people there."""
    scope = reach(request.caller.held, "audit.read")  # type: ignore[attr-defined]
    found = AuditRow.objects.order_by("-pk")
    if not scope.everything:
        people = list(managed(scope).values_list("username", flat=True))
        found = found.filter(Q(actor__in=people) | Q(kind__in=("account", "holding"), subject__in=people))
    for name in ("actor", "subject", "what"):
        value = getattr(sought, name)
        found = found.filter(**{name: value}) if value else found
    if sought.before is not None:
        found = found.filter(pk__lt=sought.before)
    rows = list(found[: MOST + 1])
    names = dict(
        Account.objects.filter(username__in={one.actor for one in rows}).values_list("username", "display_name")
    )
    shown = [
        {
            "id": one.pk,
            "at": format_moment(one.at),
            "actor": one.actor,
            "actor_name": names.get(one.actor, one.actor),
            "what": one.what,
            "kind": one.kind,
            "subject": one.subject,
            "before": one.before,
            "after": one.after,
        }
        for one in rows[:MOST]
    ]
    return {"rows": shown, "next": rows[MOST - 1].pk if len(rows) > MOST else None}
