"""Bytes to and fro, by which a phone measures the line that was just installed: nothing is kept."""

from __future__ import annotations

import os
from functools import lru_cache
from typing import Any

from django.http import HttpRequest, HttpResponse
from ninja import Query, Router, Schema
from pydantic import Field

from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.schemas import answers

router = Router(tags=["field"])

MOST = 4 * 2**20


class SpeedWanted(Schema):
    """How many bytes."""

    size: int = Field(ge=1, le=MOST)


class Received(Schema):
    """How many bytes came."""

    received: int


@lru_cache(maxsize=1)
def _noise() -> bytes:
    """Bytes that nothing on the way can make smaller."""
    return os.urandom(MOST)


@router.get(
    "/field/speed",
    response=answers(None),
    operation_id="field_speed_down",
    openapi_extra={"responses": {200: {"description": "so many bytes", "content": {"application/octet-stream": {}}}}},
)
def down(request: HttpRequest, wanted: Query[SpeedWanted]) -> HttpResponse:
    """Bytes for measuring how fast they come, 4 MiB at most."""
    response = HttpResponse(_noise()[: wanted.size], content_type="application/octet-stream")
    response["Cache-Control"] = "no-store"
    return response


@router.put(
    "/field/speed",
    response=answers(Received),
    operation_id="field_speed_up",
    openapi_extra={
        "requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    },
)
def up(request: HttpRequest) -> Any:
    """Takes bytes, 4 MiB at most, and forgets them: how many they were."""
    length = request.headers.get("Content-Length", "0")
    if not length.isdigit() or int(length) > MOST:
        raise ApiError("too_large", most=MOST)
    data = request.read(MOST + 1)
    if len(data) > MOST:
        raise ApiError("too_large", most=MOST)
    return {"received": len(data)}
