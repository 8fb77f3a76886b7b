"""The same answers as tools for an assistant: the questions of the API over the Model Context Protocol.

A tool gives what the API gives, reasons, articles, acts and quotations included, so that the assistant can show its
evidence; it never gives a sentence of ours instead. Nothing can be recorded this way.
"""

from collections.abc import Callable
from datetime import date, datetime
from typing import Annotated, Any

import anyio
import mcp.types as kit
import msgspec
from mcp.server import Server
from mcp.server.stdio import stdio_server

from servanda import __version__
from servanda.catalog import Catalog
from servanda.ledger import Ledger
from servanda.model import ServandaError
from servanda.settings import Settings
from servanda.web.api import briefs, kept, law, profiles, reading, search, world
from servanda.web.asking import Clocks, DayText
from servanda.web.endpoint import Answer, Call
from servanda.web.record import Record

INSTRUCTIONS = (
    "Servanda says which state is bound by which treaty, on which day, and why; and what a report claims about it. "
    "Name the articles, acts and quotations it gives. `not_covered` means that the record does not say, never that a "
    "state did nothing. `on` is the day asked about, `known` what was public by that day."
)

Text = Annotated[str, msgspec.Meta(min_length=1, max_length=400_000, description="The report's text.")]


class ReadAsked(Clocks, frozen=True, kw_only=True):
    """One report to read."""

    text: Text
    title: str | None = None
    publisher: str | None = None
    published: DayText | None = None
    language: str | None = None


class Tool(msgspec.Struct, frozen=True, kw_only=True):
    """One tool: its name, the noun of its question, what makes its answer, and a sentence for the assistant."""

    name: str
    question: type[msgspec.Struct]
    answer: Callable[[Any, Call], Any]
    summary: str


def _read(asked: ReadAsked, call: Call) -> dict[str, Any]:
    fields = ("text", "title", "publisher", "published", "language")
    report = {name: getattr(asked, name) for name in fields if getattr(asked, name)}
    posted = msgspec.structs.replace(call, body=msgspec.json.encode(report), media="application/json")
    return reading.read(reading.ReadingAsked(on=asked.on, known=asked.known), posted)


TOOLS = (
    Tool(
        name="read",
        question=ReadAsked,
        answer=_read,
        summary="Read a news report: who claims what about which treaty, how sure it is, and what the law makes of it.",
    ),
    Tool(
        name="status",
        question=law.StatusAsked,
        answer=law.status,
        summary="Is a state bound by a treaty on a day? With articles, acts, open readings and the next dates.",
    ),
    Tool(
        name="timeline",
        question=law.TimelineAsked,
        answer=law.timeline,
        summary="Everything a state did under a treaty, or under all, and the spells it came to.",
    ),
    Tool(
        name="what_if",
        question=law.WhatIfAsked,
        answer=law.what_if,
        summary="What would follow if a state left, joined or suspended a treaty: dates, readings, findings.",
    ),
    Tool(
        name="panel",
        question=law.PanelAsked,
        answer=law.panel,
        summary="Status of many states under many treaties at once. Name treaties, states or a group.",
    ),
    Tool(
        name="calendar",
        question=law.CalendarAsked,
        answer=law.calendar,
        summary="Legal dates ahead: who leaves or joins what, when.",
    ),
    Tool(
        name="brief",
        question=briefs.BriefWanted,
        answer=briefs.data,
        summary="A whole brief on a state and a treaty: what happened, how sure, law, allies, neighbours, civilians, "
        "arguments, precedents, outlook, what is not known; each sentence with the sources it rests on.",
    ),
    Tool(
        name="compare",
        question=profiles.CompareAsked,
        answer=profiles.compare,
        summary="Which commitments several states share, what separates each two of them, and since when.",
    ),
    Tool(
        name="peers",
        question=profiles.PeersAsked,
        answer=profiles.peers,
        summary="The states whose commitments are nearest to those of one, and how sure that order is.",
    ),
    Tool(
        name="treaty",
        question=world.TreatyAsked,
        answer=world.treaty,
        summary="A treaty's clauses with their articles, and how far its record goes.",
    ),
    Tool(
        name="search",
        question=search.SearchAsked,
        answer=search.search,
        summary="Find states, treaties, groups and chambers by any name, and recorded reports by their words.",
    ),
    Tool(
        name="events",
        question=kept.EventsAsked,
        answer=kept.events,
        summary="Recorded events, with who supports and who contradicts each field.",
    ),
)
"""The tools, in the order an assistant sees them."""


def make_server(record: Record, settings: Settings) -> Server[Any]:
    """The server over a record."""
    tools = {tool.name: tool for tool in TOOLS}

    async def listed(context: Any, params: Any) -> kit.ListToolsResult:  # noqa: ANN401, ARG001 - the kit's shape
        return kit.ListToolsResult(tools=[_described(tool) for tool in TOOLS])

    async def called(context: Any, params: kit.CallToolRequestParams) -> kit.CallToolResult:  # noqa: ANN401, ARG001 - the kit's shape
        tool = tools.get(params.name)
        if tool is None:
            return _refused(f"no tool “{params.name[:40]}”; there are {', '.join(tools)}")
        call = Call(record=record, settings=settings)
        return await anyio.to_thread.run_sync(_answered, tool, params.arguments or {}, call)

    return Server("servanda", version=__version__, instructions=INSTRUCTIONS, on_list_tools=listed, on_call_tool=called)


def serve(ledger: Ledger, catalog: Catalog, *, today: Callable[[], date], now: Callable[[], datetime]) -> None:
    """Answer over standard input and output until it ends."""
    server = make_server(Record(ledger, catalog, today=today, now=now), Settings())

    async def run() -> None:
        async with stdio_server() as (reading_from, writing_to):
            await server.run(reading_from, writing_to, server.create_initialization_options())

    anyio.run(run)


def _described(tool: Tool) -> kit.Tool:
    schema = msgspec.json.schema(tool.question)
    name = schema.pop("$ref").rsplit("/", 1)[-1]
    whole = {**schema["$defs"].pop(name), **({"$defs": schema["$defs"]} if schema["$defs"] else {})}
    return kit.Tool(
        name=tool.name,
        description=tool.summary,
        input_schema=whole,
        annotations=kit.ToolAnnotations(read_only_hint=True, idempotent_hint=True, open_world_hint=False),
    )


def _answered(tool: Tool, words: dict[str, Any], call: Call) -> kit.CallToolResult:
    try:
        given = tool.answer(msgspec.convert(words, tool.question, strict=False), call)
    except msgspec.ValidationError as error:
        return _refused(str(error))
    except ServandaError as error:
        return _refused(str(error))
    content = given.content if isinstance(given, Answer) else given
    if isinstance(content, bytes):
        content = msgspec.json.decode(content) if _is_json(given) else content.decode(errors="replace")
    text = msgspec.json.encode(content).decode() if not isinstance(content, str) else content
    structured = content if isinstance(content, dict) else {"items": content}
    return kit.CallToolResult(
        content=[kit.TextContent(type="text", text=text)],
        structured_content=msgspec.to_builtins(structured),
    )


def _is_json(given: Any) -> bool:  # noqa: ANN401 - what a tool gives
    return isinstance(given, Answer) and given.media == "application/json"


def _refused(text: str) -> kit.CallToolResult:
    return kit.CallToolResult(content=[kit.TextContent(type="text", text=text)], is_error=True)
