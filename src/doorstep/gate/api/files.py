"""Files: announced by hash, sent in pieces that may be repeated, read by whoever may read the case whose acts mention them."""

from __future__ import annotations

from typing import Annotated, Any

from django.http import FileResponse, HttpRequest, HttpResponseBase
from ninja import Query, Router, Schema
from pydantic import Field

from doorstep.gate.api.errors import ApiError
from doorstep.gate.api.schemas import Strict, answers, text
from doorstep.record import files
from doorstep.record.history import history
from doorstep.record.sql import rows

router = Router(tags=["files"])

SHOWN_INLINE = ("image/", "audio/", "video/", "application/pdf", "text/")


class NewFile(Strict):
    """A file to come: the SHA-256 of its content, its size in bytes, its kind."""

    hash: Annotated[str, text(64)]
    size: int = Field(ge=1, lt=2**53)
    media_type: Annotated[str, text(100)]


class FileState(Schema):
    """How many bytes are here; all of them: ``complete``."""

    hash: str
    have: int
    size: int
    complete: bool


class From(Schema):
    """From which byte on a piece is."""

    offset: int = Field(0, ge=0, lt=2**53)


@router.post("/files", response=answers(FileState), operation_id="start_file")
def start(request: HttpRequest, new: NewFile) -> Any:
    """Announces a file: how many of its bytes are here already, so that sending goes on from there."""
    files.start(new.hash, new.size, new.media_type)
    return _state(new.hash)


@router.put(
    "/files/{hash}",
    response=answers(FileState),
    operation_id="send_file",
    openapi_extra={
        "requestBody": {"content": {"application/octet-stream": {"schema": {"type": "string", "format": "binary"}}}}
    },
)
def send(request: HttpRequest, hash: str, piece: Query[From]) -> Any:
    """Takes a piece of an announced file (8 MiB at most) from ``offset`` on; sent again, it is compared and not
    written twice.
    """
    length = request.headers.get("Content-Length", "0")
    if not length.isdigit() or int(length) > files.LARGEST_CHUNK:
        raise ApiError("too_large", most=files.LARGEST_CHUNK)
    data = request.read(files.LARGEST_CHUNK + 1)
    if len(data) > files.LARGEST_CHUNK:
        raise ApiError("too_large", most=files.LARGEST_CHUNK)
    files.chunk(hash, piece.offset, data)
    return _state(hash)


@router.get(
    "/cases/{case}/files/{hash}",
    response=answers(None),
    operation_id="read_file",
    openapi_extra={"responses": {200: {"description": "the file's bytes", "content": {"*/*": {}}}}},
)
def read(request: HttpRequest, case: str, hash: str) -> HttpResponseBase:
    """A file that an act of the case mentions."""
    if not any(_mentions(act.data, hash) for act in history(case).acts):
        raise ApiError("no_such_file", status=404, hash=hash[:64])
    kind = files.media_type(hash)
    inline = kind.startswith(SHOWN_INLINE)
    response = FileResponse(files.open_file(hash), content_type=kind, as_attachment=not inline, filename=hash[:12])
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "private, max-age=31536000, immutable"
    return response


def _mentions(value: Any, hash_: str) -> bool:
    if isinstance(value, dict):
        return any(_mentions(inner, hash_) for inner in value.values())
    if isinstance(value, list):
        return any(_mentions(inner, hash_) for inner in value)
    return bool(value == hash_)


def _state(hash_: str) -> dict[str, Any]:
    [(size, have, complete)] = rows("SELECT size, have, complete FROM record_file WHERE hash = %s", [hash_])
    return {"hash": hash_, "have": size if complete else have, "size": size, "complete": bool(complete)}
