"""The people of these tests, always the same: An administers everything, Fang Su dispatches in 城南, Lu Mingchuan is
a technician there, Shen Yizhou one in 城北; He Zhiqiu has an account and holds no post.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

PASSWORD = "wang-chao-lu-19"

PLACES = (
    ("lanjiang", "澜江通信", "Lanjiang", "company", None),
    ("linxi", "临汐", "Linxi", "city", "lanjiang"),
    ("chengnan", "城南", "Chengnan", "district", "linxi"),
    ("chengbei", "城北", "Chengbei", "district", "linxi"),
)
STAFF = (
    ("an", "安", "1001", "administrator", "lanjiang"),
    ("fangsu", "方素", "3007", "dispatcher", "chengnan"),
    ("lumingchuan", "陆鸣川", "4017", "technician", "chengnan"),
    ("shenyizhou", "沈一舟", "4021", "technician", "chengbei"),
    ("hezhiqiu", "何知秋", None, None, None),
)


def settle() -> None:
    """Makes the organisation."""
    from doorstep.people.accounts import create_account
    from doorstep.people.holdings import give_post
    from doorstep.people.places import add_place
    from doorstep.record import clock

    since = clock.civil(clock.now()) - 365 * 86400
    for key, zh, en, level, parent in PLACES:
        add_place(key, zh, en, level, parent=parent, by="root")
    for username, name, number, post, place in STAFF:
        made = create_account(
            username, name, staff_number=number, password=PASSWORD, must_change_password=False, by="root"
        )
        if post and place:
            give_post(made, post, place, by="root", since=since)


def token_of(username: str) -> str:
    """A new token of an account."""
    from doorstep.people.accounts import account
    from doorstep.people.tokens import create_token

    return create_token(account(username), "test", 30, by="root")[0]


@dataclass
class Answer:
    """A response: its status, its headers, its JSON (None without)."""

    status: int
    headers: Mapping[str, str]
    body: Any
    content: bytes

    @property
    def error(self) -> dict[str, Any]:
        """The error's object, which has exactly its four keys."""
        assert set(self.body) == {"error"}
        assert set(self.body["error"]) == {"code", "message", "path", "values"}
        found: dict[str, Any] = self.body["error"]
        return found

    @property
    def refused(self) -> tuple[int, str]:
        """Status and code of an error."""
        return self.status, self.error["code"]


@dataclass
class Speaker:
    """Speaks to the API as one account; "" as nobody."""

    username: str
    language: str = "en"
    token: str = field(init=False)

    def __post_init__(self) -> None:
        self.token = token_of(self.username) if self.username else ""

    def ask(self, method: str, path: str, body: Any = None, *, raw: bytes | None = None, **headers: str) -> Answer:
        """One request; ``body`` goes as JSON, ``raw`` as it is."""
        from django.test import Client

        content = raw if raw is not None else b"" if body is None else json.dumps(body).encode()
        sent = {"Accept-Language": self.language, **headers}
        if self.token:
            sent["Authorization"] = f"Bearer {self.token}"
        kind = sent.pop("content_type", "application/json")
        address = path if path.startswith("/") else f"/api/{path}"
        response = Client().generic(method, address, content, content_type=kind, headers=sent)
        content = b"".join(response.streaming_content) if response.streaming else response.content
        json_ = response.headers.get("Content-Type", "").startswith("application/json")
        return Answer(response.status_code, response.headers, json.loads(content) if json_ else None, content)

    def get(self, path: str, **headers: str) -> Answer:
        return self.ask("GET", path, **headers)

    def post(self, path: str, body: Any = None, **more: Any) -> Answer:
        return self.ask("POST", path, body, **more)
