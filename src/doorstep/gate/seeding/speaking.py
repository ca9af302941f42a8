"""Speaking to the API within this process, as one of the demo's accounts: the way that every other client takes."""

from __future__ import annotations

import json
from datetime import timedelta
from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.test import Client
from django.test.client import MULTIPART_CONTENT

from doorstep.gate.seeding.organisation import BY
from doorstep.people.accounts import account
from doorstep.people.tokens import create_token
from doorstep.record import clock

HOST = "127.0.0.1"


class NotTaken(Exception):
    """The API refused what the demo said: a fault of the demo, or of the API."""


@cache
def _client() -> Client:
    Path(settings.STATIC_ROOT).mkdir(exist_ok=True)
    return Client(SERVER_NAME=HOST)


@cache
def _token(username: str) -> str:
    # The clock is put back to the day that is played; a token must be of use on both sides of that.
    with clock.set_to(clock.now() - timedelta(days=60)):
        secret, _ = create_token(account(username), "demo", 365, by=BY)
    return secret


def ask(username: str, method: str, path: str, body: Any = None, *, files: dict[str, Any] | None = None) -> Any:
    """What the API answers an account. Raises ``NotTaken`` for an error."""
    client = _client()
    headers = {"Authorization": f"Bearer {_token(username)}", "Accept-Language": "en"}
    if files is not None:
        response = client.post(f"/api/{path}", files, content_type=MULTIPART_CONTENT, headers=headers)
    elif isinstance(body, bytes):
        kind = "application/octet-stream"
        response = client.generic(method, f"/api/{path}", body, content_type=kind, headers=headers)
    else:
        sent = b"" if body is None else json.dumps(body).encode()
        response = client.generic(method, f"/api/{path}", sent, content_type="application/json", headers=headers)
    if response.status_code >= 400:
        raise NotTaken(f"{username}: {method} {path}: {response.content.decode()[:800]}")
    return json.loads(response.content) if response.content else None


def forget() -> None:
    """Forgets the tokens of another database, which this process may have spoken with before; it ends none."""
    _token.cache_clear()


def forget_tokens() -> None:
    """Ends the tokens that the demo spoke with."""
    from doorstep.people.models import Token
    from doorstep.people.tokens import revoke_token

    for token in Token.objects.filter(name="demo", revoked=None):
        revoke_token(token, by=BY)
    _token.cache_clear()
