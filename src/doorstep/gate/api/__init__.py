"""The HTTP API under /api/: everything else, the screens too, comes in through it.

One module a subject; ``errors`` is the one shape of every error, ``strict`` how JSON is read, ``schemas`` what
several subjects share. Who may call what stands in ``gate/permits.py`` and is asked at the door (``site.door``)
before a view runs. What happens is ``work``'s.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import NinjaAPI
from ninja.renderers import JSONRenderer
from ninja.security import HttpBearer

from doorstep import __version__
from doorstep.gate.api.errors import set_handlers
from doorstep.gate.api.parsing import StrictParser


class Token(HttpBearer):
    """Names the way in for the description; the door has asked already, so nobody comes here who was not let in."""

    def __call__(self, request: HttpRequest) -> Any:
        """Who asks."""
        return request.caller  # type: ignore[attr-defined]

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """Not asked: see ``__call__``."""


class Renderer(JSONRenderer):
    """Chinese as it is written, no spaces: half the bytes."""

    json_dumps_params: Mapping[str, Any] = {"ensure_ascii": False, "separators": (",", ":")}


api = NinjaAPI(
    title="Doorstep",
    version=__version__,
    description=(
        "Cases, acts and verdicts. Every error has one shape: {error: {code, message, path, values}}. 404 is for what "
        "does not exist; what exists and is out of your reach answers 403. Times are texts in ISO 8601 with their "
        "offset; limits are moments of the cases' zone (Asia/Shanghai), the end of a day written 24:00. Send your own "
        "key with every change: sent again with the same content, it gets the first receipt again."
    ),
    auth=Token(),
    parser=StrictParser(),
    renderer=Renderer(),
    urls_namespace="api",
)
set_handlers(api)


def _add_routers() -> None:
    from doorstep.gate.api import (
        acts,
        admin_certificates,
        admin_people,
        admin_places,
        audits,
        cases,
        changes,
        console_asked,
        console_days,
        console_desk,
        console_forms,
        console_handover,
        console_looking,
        console_orders,
        console_rota,
        console_waiting,
        door_links,
        exports,
        feed,
        field,
        field_speed,
        files,
        forms,
        me,
        measures,
        orders,
        personal,
        sanctions,
        staff,
        standards,
        standards_browse,
        verdicts,
    )
    from doorstep.gate.console import session

    for module in (
        me,
        cases,
        changes,
        acts,
        verdicts,
        forms,
        standards,
        files,
        personal,
        staff,
        feed,
        field,
        field_speed,
        orders,
        door_links,
        exports,
        console_orders,
        console_waiting,
        console_days,
        console_desk,
        console_forms,
        console_asked,
        console_handover,
        console_looking,
        console_rota,
        session,
        admin_certificates,
        admin_people,
        admin_places,
        audits,
        measures,
        sanctions,
        standards_browse,
    ):
        api.add_router("", module.router)


_add_routers()
