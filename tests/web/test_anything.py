"""Whatever is asked within or beside the page of OpenAPI, the answer is never a fault of ours (schemathesis)."""

from datetime import UTC, date, datetime

import pytest
import schemathesis
from hypothesis import HealthCheck, settings

from servanda.catalog import load_catalog
from servanda.ledger import open_ledger
from servanda.settings import Caps, Settings
from servanda.web.api import ENDPOINTS
from servanda.web.app import make_app
from servanda.web.openapi import openapi
from servanda.web.record import Record

RECORD = Record(
    open_ledger(":memory:"),
    load_catalog(),
    today=lambda: date(2026, 1, 5),
    now=lambda: datetime(2026, 1, 5, tzinfo=UTC),
)
FREELY = Settings(limits=Caps(questions=10_000_000, readings=10_000_000, writings=10_000_000, failures=10_000_000))
APP = make_app(RECORD, FREELY, log=str.strip)
PAGE = schemathesis.openapi.from_dict(openapi(ENDPOINTS))
PAGE.app = APP
STATUSES = {200, 304, 400, 401, 403, 404, 405, 413, 415, 422}


@schemathesis.serializer("application/x-ndjson")
def as_it_is(context, value):
    """Send as it was made up: a text."""
    return str(value).encode()


@pytest.mark.slow
@PAGE.parametrize()
@settings(max_examples=15, suppress_health_check=list(HealthCheck))
def test_no_question_is_a_fault(case):
    """Every address answers anything with what OpenAPI names, in JSON or as a problem."""
    given = case.call()
    assert given.status_code in STATUSES, (case.as_curl_command(), given.text)
    if given.status_code >= 400:
        assert given.headers["content-type"] == ["application/problem+json"]
