"""What the page sends, read strictly: an object with these keys and no others, of these types."""

from __future__ import annotations

from typing import Annotated, Any, TypeVar

from django.http import HttpRequest
from pydantic import BaseModel, ConfigDict, Field, StrictBool, StrictInt, StrictStr, ValidationError

from doorstep.gate.api import strict
from doorstep.gate.api.errors import ApiError, of_validation

LARGEST = 500_000
Key = Annotated[StrictStr, Field(min_length=8, max_length=64, pattern=r"^[\w-]+$")]
Words = Annotated[StrictStr, Field(max_length=2000)]


class _Body(BaseModel):
    model_config = ConfigDict(extra="forbid")


class Nothing(_Body):
    """A tap that says all by itself."""


class AskedTime(_Body):
    """Another time: one of those proposed, or free words. ``key`` is the page's own, the same when it is sent again."""

    key: Key
    slot: Annotated[list[Annotated[StrictStr, Field(max_length=20)]], Field(min_length=2, max_length=2)] | None = None
    text: Words = ""
    reason: Annotated[StrictStr, Field(max_length=20)] | None = None


class Signature(_Body):
    """A name put to the statement whose digest is ``digest``; ``picture`` is the drawn signature, a PNG in base64."""

    key: Key
    digest: Annotated[StrictStr, Field(pattern=r"^[0-9a-f]{64}$")]
    role: Annotated[StrictStr, Field(max_length=100)]
    signer: Words
    comments: Words = ""
    picture: Annotated[StrictStr, Field(max_length=420_000)]


class Rating(_Body):
    """What the customer thinks of the visit."""

    score: StrictInt | None = None
    satisfied: StrictBool | None = None
    reasons: Annotated[list[Annotated[StrictStr, Field(max_length=20)]], Field(max_length=10)] = []
    text: Words = ""


B = TypeVar("B", bound=_Body)


def read(request: HttpRequest, kind: type[B]) -> B:
    """The body of a request. Raises ``ApiError``: too_large, json.…, invalid and the like."""
    if int(request.headers.get("Content-Length") or 0) > LARGEST:
        raise ApiError("too_large", most=LARGEST)
    try:
        value, faults = strict.parse(request.body or b"{}")
    except strict.NotJson as error:
        raise ApiError(error.code, line=error.line, column=error.column) from None
    if faults:
        raise ApiError(faults[0].code, path=strict.written(faults[0].place))
    return _valid(kind, value)


def _valid(kind: type[B], value: Any) -> B:
    try:
        return kind.model_validate(value)
    except ValidationError as error:
        raise of_validation(error.errors()) from None  # type: ignore[arg-type]
