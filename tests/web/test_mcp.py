"""The tools of an assistant give what the API gives, and refuse in words."""

import anyio
import mcp
import pytest

from servanda.settings import Settings
from servanda.web.mcp import TOOLS, make_server

ASKED = {
    "read": ({"text": "Lithuania's parliament voted to withdraw from the Convention on Cluster Munitions."}, "claims"),
    "status": ({"state": "LTU", "treaty": "ccm", "on": "2024-10-01"}, "reasons"),
    "timeline": ({"state": "LTU", "treaty": "ccm"}, "courses"),
    "what_if": ({"state": "LTU", "treaty": "ccm", "notified": "2024-08-31", "known": "2024-08-30"}, "effective"),
    "panel": ({"state": ["LTU", "LVA"], "treaty": ["ccm"], "on": "2025-01-01"}, "items"),
    "brief": ({"state": "LTU", "treaty": "ccm", "on": "2024-10-01"}, "sources"),
    "compare": ({"state": ["LTU", "LVA"], "family": ["disarmament"], "on": "2025-12-31"}, "pairs"),
    "peers": ({"state": "LTU", "family": ["disarmament"], "on": "2025-12-31"}, "peers"),
    "calendar": ({"state": ["LTU"], "on": "2024-10-01"}, "items"),
    "treaty": ({"treaty": "ccm"}, "clauses"),
    "search": ({"q": "Lituania"}, "items"),
    "events": ({"treaty": "ccm"}, "items"),
}


def called(record, name, words):
    """Call one tool as an assistant does."""

    async def run():
        async with mcp.Client(make_server(record, Settings())) as client:
            return await client.call_tool(name, words)

    return anyio.run(run)


@pytest.mark.parametrize("name", [tool.name for tool in TOOLS])
def test_every_tool_answers_with_its_evidence(record, name):
    """Each tool is asked once, and what it gives holds the promised key."""
    words, key = ASKED[name]
    given = called(record, name, words)
    assert not given.is_error, given.content
    assert key in given.structured_content


@pytest.mark.parametrize(
    ("name", "words", "said"),
    [
        ("status", {"state": "Lithuaniia", "treaty": "ccm"}, "Lithuania"),
        ("status", {"state": "LTU"}, "treaty"),
        ("status", {"state": "LTU", "treaty": "ccm", "knwon": "2020"}, "knwon"),
        ("nothing", {}, "no tool"),
    ],
)
def test_a_mistake_is_told_in_words(record, name, words, said):
    """What the assistant can mend is told as an error of the tool, not as a fault."""
    given = called(record, name, words)
    assert given.is_error
    assert said in given.content[0].text


def test_the_tools_are_listed_with_their_questions(record):
    """An assistant sees each tool with the schema of its question."""

    async def run():
        async with mcp.Client(make_server(record, Settings())) as client:
            return await client.list_tools()

    listed = {tool.name: tool for tool in anyio.run(run).tools}
    assert list(listed) == [tool.name for tool in TOOLS]
    assert "state" in listed["status"].input_schema["required"]
