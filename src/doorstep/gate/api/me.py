"""Me: who asks, the posts he holds, what they permit and how far; his tokens."""

from __future__ import annotations

from typing import Any, Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router, Schema, Status
from pydantic import Field

from doorstep.calendar import format_moment
from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.schemas import Name, Strict, answers
from doorstep.people import tokens
from doorstep.people.models import Account, Token
from doorstep.people.permissions import allowed, permissions_of, reach
from doorstep.people.posts import post

router = Router(tags=["me"])


class HeldShown(Schema):
    """A post held at a place, with the roles it plays by standard."""

    post: str
    zh: str
    en: str
    place: str
    path: str
    roles: dict[str, list[str]]


class ReachShown(Schema):
    """How far a permission goes: everything, what lies below ``paths``, or what is assigned to ``own``."""

    everything: bool
    paths: list[str]
    own: str | None


class MeShown(Schema):
    """Who asks."""

    username: str
    display_name: str
    language: str
    source: Literal["session", "token"]
    must_change_password: bool
    posts: list[HeldShown]
    permissions: dict[str, ReachShown]


@router.get("/me", response=answers(MeShown), operation_id="me")
def me(request: HttpRequest) -> Any:
    """Who asks, what he may do, and how far."""
    caller = request.caller  # type: ignore[attr-defined]
    return {
        "username": caller.username,
        "display_name": caller.display_name,
        "language": caller.language,
        "source": caller.source,
        "must_change_password": caller.must_change_password,
        "posts": [held_shown(one) for one in caller.held],
        "permissions": {
            name: {"everything": scope.everything, "paths": list(scope.paths), "own": scope.own}
            for name, scope in permissions_of(caller.held).items()
        },
    }


def held_shown(one: Any) -> dict[str, Any]:
    """A held post (``HeldShown``)."""
    found = post(one.post)
    roles = {standard: list(names) for standard, names in found.roles.items()}
    words = {"zh": found.words.zh, "en": found.words.en}
    return {"post": one.post, **words, "place": one.place, "path": one.path, "roles": roles}


class NewToken(Strict):
    """A token to be made, of one's own account or, with token.manage, of another's."""

    name: Name
    days: int = Field(ge=1, le=3660)
    account: Name | None = None


class TokenShown(Schema):
    """A token, without its secret."""

    id: int
    account: str
    name: str
    prefix: str
    created: str
    expires: str
    revoked: str | None
    last_used: str | None


class TokenMade(TokenShown):
    """A new token with its secret, shown this once."""

    secret: str


class TokensShown(Schema):
    """Tokens, the newest first."""

    tokens: list[TokenShown]


@router.get("/tokens", response=answers(TokensShown), operation_id="tokens")
def own_tokens(request: HttpRequest) -> Any:
    """One's own tokens; all of them for who manages tokens everywhere."""
    caller = request.caller  # type: ignore[attr-defined]
    found = Token.objects.select_related("account").order_by("-pk")
    if not reach(caller.held, "token.manage").everything:
        found = found.filter(account_id=caller.account_id)
    return {"tokens": [_shown(one) for one in found[:500]]}


@router.post("/tokens", response=answers(TokenMade, 201), operation_id="create_token")
def create_token(request: HttpRequest, new: NewToken) -> Any:
    """Makes a token; its secret is in this answer and nowhere else, ever."""
    caller = request.caller  # type: ignore[attr-defined]
    account = Account.objects.get(pk=caller.account_id)
    if new.account is not None and new.account != caller.username:
        if not allowed(caller.held, "token.manage"):
            raise ApiError("not_allowed", path="account", permission="token.manage")
        from doorstep.people.accounts import account as account_named

        account = account_named(new.account)
    secret, made = tokens.create_token(account, new.name, new.days, by=caller.username)
    return Status(201, {**_shown(made), "secret": secret})


@router.delete("/tokens/{int:token}", response={204: None, **answers(TokenShown)}, operation_id="revoke_token")
def revoke_token(request: HttpRequest, token: int) -> HttpResponse:
    """Ends a token at once."""
    caller = request.caller  # type: ignore[attr-defined]
    found = Token.objects.select_related("account").filter(pk=token).first() if token < 2**63 else None
    if found is None:
        raise ApiError("no_such_token", status=404, token=token)
    if found.account_id != caller.account_id and not allowed(caller.held, "token.manage"):
        raise ApiError("not_allowed", permission="token.manage")
    tokens.revoke_token(found, by=caller.username)
    return HttpResponse(status=204)


def _shown(one: Token) -> dict[str, Any]:
    return {
        "id": one.pk,
        "account": one.account.username,
        "name": one.name,
        "prefix": one.prefix,
        "created": format_moment(one.created),
        "expires": format_moment(one.expires),
        "revoked": None if one.revoked is None else format_moment(one.revoked),
        "last_used": None if one.last_used is None else one.last_used.isoformat(),
    }
