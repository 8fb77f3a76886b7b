"""Reports in: read and answered, or read and recorded. The same reading as `servanda read`.

A body is JSON (one report, a list, or `{"reports": […]}`), JSON Lines, text, Markdown, HTML, PDF or a feed; what it is
is told by its media type, else by its first bytes.
"""

from typing import Annotated, Any

import msgspec

from servanda import pipeline
from servanda.model import Reject, Report
from servanda.presentation.reading_json import outcome_object
from servanda.reports import Limits, read_bytes
from servanda.web.asking import Clocks, last_day
from servanda.web.endpoint import Answer, Call
from servanda.web.problems import Refused

ENDINGS = {
    "application/json": "json",
    "application/x-ndjson": "jsonl",
    "application/jsonl": "jsonl",
    "text/html": "html",
    "application/xhtml+xml": "html",
    "text/markdown": "md",
    "text/plain": "txt",
    "application/pdf": "pdf",
    "application/rss+xml": "xml",
    "application/atom+xml": "xml",
    "application/xml": "xml",
    "text/xml": "xml",
    "application/octet-stream": "bin",
    "application/x-www-form-urlencoded": "bin",
    "": "bin",
}
"""Media types of a body, and the ending by which the reading room knows it; `curl -d` calls everything a form."""


class ReadingAsked(Clocks, frozen=True, kw_only=True):
    """How to read.

    Args:
        today: the day of reports that carry none.
    """

    today: Annotated[str, msgspec.Meta(description="The day of reports without a date.")] | None = None


class _Wrapped(msgspec.Struct):
    reports: list[msgspec.Raw]


def read(asked: ReadingAsked, call: Call) -> dict[str, Any]:
    """As `servanda read --format json`; nothing is recorded."""
    return outcome_object(_outcome(asked, call))


def take_in(asked: ReadingAsked, call: Call) -> Answer:
    """The same, and reports, claims and events are kept in the record under the name of the token's holder."""
    outcome = _outcome(asked, call)
    record = call.record
    new = record.ledger.record_reading(
        outcome.reports, outcome.claims, outcome.events, at=record.now(), author=call.author
    )
    return Answer(content={**outcome_object(outcome), "recorded": new}, status=201 if new else 200)


def _outcome(asked: ReadingAsked, call: Call) -> pipeline.Outcome:
    record, known = call.record, asked.by
    items = _reports(call)
    outcome = pipeline.read(
        items,
        view=record.view(known),
        on=asked.day(record.today()),
        today=last_day(asked.today, "today"),
        known=known,
        catalog=record.catalog,
    )
    if not outcome.reports:
        raise Refused(
            422,
            "there is no report that could be read",
            hint='send {"text": "…"}, plain text, or what else /api/openapi.json names',
            more={"rejects": msgspec.to_builtins(outcome.rejects)},
        )
    return outcome


def _reports(call: Call) -> list[Report | Reject]:
    if call.media not in ENDINGS:
        raise Refused(415, f"a body of {call.media[:60]} is not read", hint=f"send {', '.join(filter(None, ENDINGS))}")
    ending, body = ENDINGS[call.media], call.body
    if ending in ("json", "bin") and (several := _wrapped(body)) is not None:
        ending, body = "json", several
    most = call.settings.limits.body_bytes
    return read_bytes(body, name=f"body.{ending}", limits=Limits(file_bytes=most, line_bytes=most))


def _wrapped(body: bytes) -> bytes | None:
    """The list in `{"reports": […]}`; None for anything else, which the reading room judges."""
    if not body.lstrip().startswith(b"{"):
        return None
    try:
        held = msgspec.json.decode(body, type=_Wrapped).reports
    except (msgspec.MsgspecError, RecursionError):
        return None
    return b"[" + b",".join(bytes(one) for one in held) + b"]"
