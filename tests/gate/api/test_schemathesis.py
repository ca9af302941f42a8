"""The API against its own description: generated requests to every operation, by an account that may do everything."""

from __future__ import annotations

import os
from collections.abc import Callable
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, assume, given
from hypothesis import settings as hypothesis_settings
from schemathesis import GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
    unsupported_method,
)

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "doorstep.gate.site.settings")

pytestmark = pytest.mark.slow

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    unsupported_method,
]
EXAMPLES = 25
POSTS = ("administrator", "manager", "dispatcher", "technician", "system")


@pytest.fixture
def everybody(office: Any) -> Callable[[], str]:
    """Makes tokens of an account that holds every kind of post at the top; one of them may be revoked on the way."""
    from doorstep.people.accounts import account
    from doorstep.people.holdings import give_post
    from tests.gate.api.people import token_of

    for post in POSTS[1:]:
        give_post(account("an"), post, "lanjiang", by="root")
    return lambda: token_of("an")


def operations() -> list[Any]:
    """Every operation of the description that the server gives."""
    from django.core.wsgi import get_wsgi_application

    schema = schemathesis.openapi.from_wsgi("/api/openapi.json", get_wsgi_application())
    return [found.ok() for found in schema.get_all_operations()]


def tried(operation: Any, token: str, mode: GenerationMode, there: dict[str, str]) -> set[int]:
    """Sends generated requests to an operation, and compares every answer with the description: the statuses seen.

    Good requests are about things that are ``there``, or nothing but 404 would come.
    """
    seen = set()

    @given(sent=operation.as_strategy(generation_mode=mode))
    @hypothesis_settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=list(HealthCheck), database=None)
    def every(sent: Any) -> None:
        if (sent.query or {}).get("wait"):
            sent.query["wait"] = 0  # a long poll is as described, and slow
        # A form that is no object cannot be written as a form, and nothing would be sent.
        assume(sent.media_type != "multipart/form-data" or isinstance(sent.body, dict))
        if mode is GenerationMode.POSITIVE:
            sent.path_parameters = {
                name: there.get(name, value) for name, value in (sent.path_parameters or {}).items()
            }
        response = sent.call(headers={"Authorization": f"Bearer {token}"})
        seen.add(response.status_code)
        sent.validate_response(response, checks=CHECKS)

    every()
    return seen


@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")  # its client leaves files open
@pytest.mark.parametrize("mode", list(GenerationMode), ids=lambda mode: mode.value)
def test_as_described(everybody: Callable[[], str], case: str, mode: GenerationMode) -> None:
    """Nothing generated, good or bad, brings an answer that the description does not have, or a fault of ours."""
    there = {"case": case, "act": "departed", "standard": "home-broadband", "username": "lumingchuan"}
    failed, answered = {}, 0
    for operation in operations():
        try:
            answered += bool(tried(operation, everybody(), mode, there) & {200, 201, 204})
        except Exception as fault:  # all operations are tried, whatever one of them does
            failed[operation.label] = str(fault)[:2000]
    assert failed == {}
    assert mode is GenerationMode.NEGATIVE or answered > 20
