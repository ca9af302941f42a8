"""Errors of the API in their one shape: {"error": {"code", "message", "path", "values"}}.

Here: the exception, the wording by ``texts/zh.json`` and ``texts/en.json``, and how other rooms' exceptions become
errors. The statuses that a code answers with stand in ``STATUS``.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from functools import cache
from importlib import resources
from typing import Any, Literal

from django.core.exceptions import RequestDataTooBig
from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI, Schema
from ninja.errors import HttpError, ValidationError
from pydantic import Field

from doorstep.gate.api import strict
from doorstep.people.errors import NotAllowed, PeopleError, Unknown
from doorstep.people.wording import permission_words
from doorstep.record.faults import Refused as RecordRefused

LOG = logging.getLogger("doorstep.api")

STATUS = {
    "not_let_in": 401,
    "not_allowed": 403,
    "csrf": 403,
    "not_found": 404,
    "no_such_case": 404,
    "method": 405,
    "other_content": 409,
    "case_exists": 409,
    "number_taken": 409,
    "forgotten": 409,
    "conflict": 409,
    "too_large": 413,
    "invalid": 422,
    "too_many": 429,
    "internal": 500,
}
"""The status of each code that has one of its own; all others answer 422."""


OF_PYDANTIC = {
    "model_attributes_type": "not_object",
    "model_type": "not_object",
    "dict_type": "not_object",
    "string_type": "not_text",
    "int_type": "not_whole",
    "int_parsing": "not_whole",
    "int_from_float": "not_whole",
    "float_type": "not_number",
    "float_parsing": "not_number",
    "finite_number": "not_number",
    "bool_type": "not_bool",
    "bool_parsing": "not_bool",
    "list_type": "not_list",
    "literal_error": "not_a_choice",
    "string_too_long": "text_too_long",
    "string_too_short": "text_empty",
    "string_pattern_mismatch": "text_form",
    "greater_than_equal": "too_small",
    "less_than_equal": "too_big",
    "less_than": "too_big",
    "too_long": "list_too_long",
    "too_short": "list_too_short",
    "missing": "missing",
    "extra_forbidden": "unknown_key",
    "moment": "moment",
}
"""Our code for each fault that Pydantic finds in a body or query; any other is "invalid"."""


class ErrorBody(Schema):
    """What went wrong, where, and how to mend it."""

    code: str = Field(description="what happened, for programs; never changes")
    message: str = Field(description="the same for people, in the language of Accept-Language (zh or en)")
    path: str | None = Field(description="where in the request, as acts[3].data.window_start")
    values: dict[str, Any] = Field(description="what the message is about")


class ErrorAnswer(Schema):
    """The one shape of every error."""

    error: ErrorBody


class ApiError(Exception):
    """Something that is answered as an error; worded when the reader's language is known.

    ``message`` is wording by a room below, as a pair (zh, en); without it the catalogue has the code.
    """

    def __init__(
        self,
        code: str,
        *,
        path: str | None = None,
        status: int | None = None,
        message: tuple[str, str] | None = None,
        **values: Any,
    ) -> None:
        super().__init__(code)
        self.code, self.path, self.message, self.values = code, path, message, values
        self.status = status or STATUS.get(code, 422)

    def body(self, lang: str) -> dict[str, Any]:
        """The error's object in "zh" or "en"."""
        message = self.message[lang != "zh"] if self.message else say(lang, self.code, **self.values)
        return {"code": self.code, "message": message, "path": self.path, "values": self.values}


@cache
def texts(lang: str) -> Mapping[str, str]:
    """All sentences of a language by code."""
    text = (resources.files("doorstep.gate.api") / "texts" / f"{lang}.json").read_text(encoding="utf-8")
    found: dict[str, str] = json.loads(text)
    return found


def say(lang: str, code: str, **values: Any) -> str:
    """The sentence of a code; a permission stands in it as what it permits, a nearest right name behind it, if there is one.
    Raises ``KeyError`` when there is none of that code.
    """
    if "permission" in values:
        values["permission"] = permission_words(lang, values["permission"])
    near = texts(lang)["nearest"].format(**values) if values.get("nearest") else ""
    return texts(lang)[code].format(**values) + near


def language(request: HttpRequest) -> Literal["zh", "en"]:
    """The reader's language: what Accept-Language names first of zh and en; zh without."""
    ranked = []
    for number, part in enumerate(request.headers.get("Accept-Language", "")[:200].split(",")):
        name, _, weight = part.strip().partition(";q=")
        try:
            ranked.append((-float(weight or 1), number, name[:2].lower()))
        except ValueError:
            continue
    first = next((name for _, _, name in sorted(ranked) if name in ("zh", "en")), "zh")
    return "en" if first == "en" else "zh"


def answer(request: HttpRequest, error: ApiError) -> HttpResponse:
    """The response that an error is answered with."""
    response = JsonResponse({"error": error.body(language(request))}, status=error.status)
    if error.status == 401:
        response["WWW-Authenticate"] = "Bearer"
    if "allow" in error.values and error.status == 405:
        response["Allow"] = error.values["allow"]
    return response


def as_error(exc: Exception) -> ApiError:
    """The error that an exception of ours, of a room below or of the framework stands for."""
    from doorstep.gate.api.outcomes import of_faults
    from doorstep.judge import BadCase
    from doorstep.record.history import NoSuchCase
    from doorstep.work.faults import NotDone

    if isinstance(exc, ApiError):
        return exc
    if isinstance(exc, NotAllowed):
        return ApiError("not_allowed", permission=exc.values.get("permission", ""))
    if isinstance(exc, PeopleError):
        status = 404 if isinstance(exc, Unknown) and exc.code == "unknown_account" else 422
        return ApiError(f"people.{exc.code}", status=status, message=(exc.say("zh"), exc.say("en")), **exc.values)
    if isinstance(exc, RecordRefused):
        status = {"file.unknown": 404, "file.incomplete": 409, "file.differs": 409, "file.gap": 409, "file.chunk": 413}
        return ApiError(exc.code, status=status.get(exc.code), message=(exc.words("zh"), exc.words("en")), **exc.values)
    if isinstance(exc, NoSuchCase):
        return ApiError("no_such_case", case=str(exc.args[0]))
    if isinstance(exc, NotDone):
        return of_faults(exc.faults)
    if isinstance(exc, BadCase):
        return ApiError(f"case.{exc.code}", path=exc.path, message=(exc.message, exc.message))
    if isinstance(exc, ValidationError):
        return of_validation(exc.errors)
    if isinstance(exc, RequestDataTooBig):
        return ApiError("too_large", most=_most())
    if isinstance(exc, HttpError):
        if isinstance(exc.__cause__, ApiError):
            return exc.__cause__
        return ApiError(_code_of_status(exc.status_code), status=exc.status_code)
    LOG.error("a request failed", exc_info=exc)
    return ApiError("internal")


def _most() -> int:
    from django.conf import settings

    return int(settings.DATA_UPLOAD_MAX_MEMORY_SIZE)


def _code_of_status(status: int) -> str:
    return {401: "not_let_in", 403: "not_allowed", 404: "not_found", 429: "too_many"}.get(status, "bad_request")


def of_validation(errors: list[dict[str, Any]], base: strict.Place = ()) -> ApiError:
    """The error of the first fault that Pydantic found; ``values.all`` has the places of all, where there are several."""
    first = errors[0]
    places = [strict.written((*base, *_place(one["loc"]))) for one in errors]
    values: dict[str, Any] = {"why": str(first["type"])}
    expected = {k: v for k, v in (first.get("ctx") or {}).items() if isinstance(v, str | int | float | bool)}
    values |= {"expected": expected} if expected else {}
    if len(places) > 1:
        values["all"] = places[:50]
    code = OF_PYDANTIC.get(str(first["type"]), "invalid")
    return ApiError(code, path=places[0] or None, **values)


def _place(loc: tuple[Any, ...]) -> strict.Place:
    """Where a fault lies, without the framework's names of the body and its parameter."""
    parts = [part for part in loc if part not in ("response",)]
    if parts and parts[0] in ("body", "query", "path", "form", "file", "header"):
        parts = parts[2:] if parts[0] == "body" and len(parts) > 1 else parts[1:]
    return tuple(part if isinstance(part, int) else str(part) for part in parts)


def set_handlers(api: NinjaAPI) -> None:
    """Lets every exception that reaches the API be answered in the one shape."""

    def handle(request: HttpRequest, exc: Any) -> HttpResponse:
        return answer(request, as_error(exc))

    for kind in (Exception, HttpError, ValidationError):
        api.add_exception_handler(kind, handle)
    from django.http import Http404

    api.add_exception_handler(Http404, lambda request, _: answer(request, ApiError("not_found")))
