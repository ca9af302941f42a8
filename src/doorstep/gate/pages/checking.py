"""Checking a printed record: anybody types its code, or opens the address that stands on it. No account is asked for."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from doorstep.calendar import format_moment
from doorstep.gate.api.errors import ApiError
from doorstep.gate.door import limits
from doorstep.gate.pages.words import page_language, say
from doorstep.gate.site import answers
from doorstep.work.door import Checked, code_typed, signed_under

MOST = 40
"""A typed text is longer than this by mistake only."""


def check(request: HttpRequest, code: str = "") -> HttpResponse:
    """The form; with a code what is recorded under it. A code that was typed leads to its own address."""
    typed = (code or request.GET.get("code", ""))[:MOST].strip()
    if not typed:
        return render(request, "pages/check.html", {"typed": ""})
    read = code_typed(typed)
    if read is not None and read != code:
        return redirect(f"/check/{read}")
    if not limits.may(f"check {request.META.get('REMOTE_ADDR', '')}", write=False):
        return answers.refused(request, ApiError("too_many"))
    found = [] if read is None else signed_under(read)
    lang = page_language(request)
    said = {"typed": typed, "code": read, "records": [_said(lang, one) for one in found]}
    said["wrong"] = "check.no_code" if read is None else None if found else "check.unknown"
    response = render(request, "pages/check.html", said, status=200 if found else 404)
    response["X-Robots-Tag"] = "noindex, nofollow"
    return response


def _said(lang: str, one: Checked) -> list[tuple[str, Any]]:
    """What is told of a record: names and values."""
    # The whole moment with its year: it is held against what is printed.
    told: list[tuple[str, Any]] = [
        ("check.at", format_moment(one.at - one.at % 60)),
        ("check.number", one.number),
    ]
    if one.done is not None:
        told.append(("check.units", say(lang, "check.counts", done=one.done, open=one.open)))
    return [(say(lang, name), value) for name, value in told]
