"""The API answers as the commands do, refuses in problem+json, and lets its answers be kept."""

import json
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest
import yaml

from servanda.cli.app import run
from servanda.model import errors
from servanda.web.api import ENDPOINTS
from servanda.web.openapi import openapi, template
from servanda.web.problems import STATUSES

REFUSALS = yaml.safe_load(Path(__file__).with_name("refusals.yaml").read_text(encoding="utf-8"))
PAGE = openapi(ENDPOINTS)
QUESTIONS = [one for one in ENDPOINTS if one.method == "GET" and "example-1" not in one.example]
STATUS = "/api/status/LTU/ccm?on=2024-10-01&known=2024-10-01"


def schema_of(endpoint):
    """The schema that OpenAPI gives for an answer, with its nouns beside it."""
    told = PAGE["paths"][template(endpoint.path)][endpoint.method.lower()]["responses"]["200"]
    text = json.dumps({**told["content"]["application/json"]["schema"], "$defs": PAGE["components"]["schemas"]})
    return json.loads(text.replace("#/components/schemas/", "#/$defs/"))


@pytest.mark.parametrize("endpoint", QUESTIONS, ids=lambda one: one.path)
def test_every_example_is_answered_as_its_schema_says(ask, endpoint):
    """The example of each address in OpenAPI works, and its answer is what the page promises."""
    given = ask.get(endpoint.example)
    assert given.status_code == 200, given.text
    jsonschema.validate(given.json(), schema_of(endpoint))


@pytest.mark.parametrize("endpoint", [one for one in ENDPOINTS if one.method == "POST"], ids=lambda one: one.path)
def test_every_body_shown_is_read(ask, holder, endpoint):
    """The report that OpenAPI shows for an address is read there, and gives a claim."""
    given = ask.post(endpoint.example, json=endpoint.body, headers=holder)
    assert given.status_code == (201 if endpoint.needs else 200)
    assert [(claim["state"], claim["treaty"]) for claim in given.json()["claims"]] == [("LTU", "ccm")]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        (STATUS, "status LTU ccm --on 2024-10-01 --known 2024-10-01"),
        ("/api/status/BLR/cfe?towards=Poland&on=2023-11-01", "status BLR cfe --towards Poland --on 2023-11-01"),
        ("/api/status/LTU/ccm?territory=Greenland&on=2020", "status LTU ccm --territory Greenland --on 2020"),
        ("/api/timeline/LTU?treaty=ccm&on=2026-01-05", "timeline LTU ccm --on 2026-01-05"),
        ("/api/what-if/LTU/ccm?notified=2024-08-31&known=2024-08-30", "what-if LTU ccm withdraw --notified 2024-08-31 --known 2024-08-30"),
        ("/api/panel?treaty=ccm&state=LTU,LVA&on=2025-01-01", "panel --treaty ccm --state LTU,LVA --on 2025-01-01"),
        ("/api/treaties/XXVI-6", "treaty XXVI-6"),
        ("/api/compare?state=LTU,LVA&family=disarmament&on=2025-12-31", "compare LTU LVA --family disarmament --on 2025-12-31"),
        ("/api/compare?state=LTU&state=LVA&from=2020&to=2022&by=consent", "compare LTU LVA --from 2020 --to 2022 --by consent"),
        ("/api/peers/LTU?family=disarmament&limit=3&on=2025-12-31", "peers LTU --family disarmament -n 3 --on 2025-12-31"),
        ("/api/states/Litauen?on=2025-01-01", "state Litauen --on 2025-01-01"),
    ],
)  # fmt: skip
def test_the_api_answers_as_the_command_does(ask, capsys, path, words):
    """One question gives one answer, however it is asked."""
    assert run(["--ledger", ":memory:", *words.split(), "--json"]) == 0
    assert ask.get(path).json() == json.loads(capsys.readouterr().out)


@pytest.mark.parametrize("case", REFUSALS, ids=lambda case: case["name"])
def test_what_is_refused_is_a_problem_in_words(ask, case):
    """A mistake has its status, says what is wrong and what to do, and is problem+json."""
    if "get" in case:
        given = ask.get(case["get"].replace("{long}", "x" * 400))
    else:
        given = ask.post(case["post"], content=case["body"], headers={"Content-Type": case.get("media", "text/plain")})
    assert given.status_code == case["status"], given.text
    assert given.headers["content-type"] == "application/problem+json"
    problem = given.json()
    assert problem["status"] == case["status"]
    for words in case["says"]:
        assert words in f"{problem['detail']} {problem.get('hint', '')}"


def test_every_error_of_ours_has_a_status():
    """A new branch of the tree of errors is not answered by chance."""
    branches = [one for one in vars(errors).values() if isinstance(one, type) and errors.ServandaError in one.__bases__]
    assert [one.__name__ for one in branches if one not in STATUSES] == []


@pytest.mark.parametrize("headers", ["ETag", "Last-Modified"])
def test_an_answer_that_did_not_change_is_not_sent_again(ask, headers):
    """Whoever shows the ETag or the moment of an answer gets 304 and no body."""
    first = ask.get(STATUS)
    name = {"ETag": "If-None-Match", "Last-Modified": "If-Modified-Since"}[headers]
    again = ask.get(STATUS, headers={name: first.headers[headers]})
    assert (again.status_code, again.content) == (304, b"")


def test_an_answer_changes_when_the_record_grows(ask, record, holder):
    """An ETag of before does not fit once something was recorded that belongs to the answer."""
    before = ask.get("/api/claims")
    ask.post(
        "/api/reports",
        content="Lithuania's parliament voted to leave the Convention on Cluster Munitions.",
        headers=holder,
    )
    after = ask.get("/api/claims", headers={"If-None-Match": before.headers["ETag"]})
    assert (before.json()["total"], after.status_code) == (0, 200)
    assert after.json()["total"] > 0


def test_the_moment_of_an_answer_is_that_of_the_last_change(ask, record, holder, monkeypatch):
    """`Last-Modified` stands still while nothing is recorded, and moves when something is."""
    ask.get("/api/acts")
    monkeypatch.setattr(record, "now", lambda: datetime(2026, 1, 5, 15, tzinfo=UTC))
    before = ask.get("/api/acts").headers["last-modified"]
    ask.post("/api/reports", content="Lithuania voted to leave the Convention on Cluster Munitions.", headers=holder)
    after = ask.get("/api/acts").headers["last-modified"]
    assert (before, after) == ("Mon, 05 Jan 2026 12:00:00 GMT", "Mon, 05 Jan 2026 15:00:00 GMT")


def test_large_answers_are_packed_where_that_is_wanted(ask):
    """A caller who takes gzip gets it."""
    assert ask.get(STATUS, headers={"Accept-Encoding": "gzip"}).headers["content-encoding"] == "gzip"
    assert "content-encoding" not in ask.get(STATUS, headers={"Accept-Encoding": "identity"}).headers


def test_a_list_is_read_page_by_page(ask):
    """The pages of a list hold every item once, and the last has no next."""
    whole = ask.get("/api/acts?treaty=ccm&limit=1000").json()
    seen, cursor = [], ""
    while cursor is not None:
        page = ask.get(f"/api/acts?treaty=ccm&limit=40&cursor={cursor}").json()
        seen, cursor = seen + page["items"], page["next"]
    assert seen == whole["items"]
    assert len(seen) == whole["total"] > 80


def test_a_cursor_belongs_to_its_list(ask):
    """A cursor of one list is refused by another."""
    cursor = ask.get("/api/acts?treaty=ccm&limit=2").json()["next"]
    assert ask.get(f"/api/acts?treaty=apmbc&limit=2&cursor={cursor}").status_code == 422


def test_the_pages_of_a_list_are_of_one_moment(ask, holder):
    """What is recorded while somebody turns pages is not among them."""
    for day in (17, 18, 19):
        text = f"VILNIUS, {day} July 2024. Lithuania's parliament voted on the Convention on Cluster Munitions to withdraw."
        ask.post("/api/reports", json={"text": text, "published": f"2024-07-{day}"}, headers=holder)
    first = ask.get("/api/reports?limit=2").json()
    ask.post("/api/reports", json={"text": "Estonia ratified the Arms Trade Treaty."}, headers=holder)
    second = ask.get(f"/api/reports?limit=2&cursor={first['next']}").json()
    assert (len(first["items"]), len(second["items"]), second["next"]) == (2, 1, None)


@pytest.mark.parametrize(
    ("path", "media", "beginning"),
    [
        ("/api/panel?treaty=ccm&format=csv", "text/csv; charset=utf-8", b"state,treaty,status"),
        ("/api/panel?treaty=ccm&format=parquet", "application/vnd.apache.parquet", b"PAR1"),
        ("/api/calendar?format=ics&state=LTU&on=2024-10-01", "text/calendar; charset=utf-8", b"BEGIN:VCALENDAR"),
    ],
)
def test_tables_and_calendars_have_their_formats(ask, path, media, beginning):
    """A panel is CSV or Parquet and a calendar iCalendar where that is asked."""
    given = ask.get(path)
    assert (given.status_code, given.headers["content-type"]) == (200, media)
    assert given.content.startswith(beginning)


@pytest.mark.parametrize(
    ("typed", "code"),
    [("Lituania", "LTU"), ("Finnland", "FIN"), ("cluster munitons convention", "ccm"), ("Seimass", "LTU"), ("XXVI-6", "ccm")],
)  # fmt: skip
def test_a_misspelt_name_is_found(ask, typed, code):
    """Search forgives a slip of the keyboard, a language and a number for a name."""
    found = ask.get("/api/search", params={"q": typed}).json()["items"]
    assert code in [hit["code"] for hit in found[:3]]


def test_the_page_of_openapi_is_one():
    """The page is made of what OpenAPI 3.1 knows, and names every address."""
    assert PAGE["openapi"].startswith("3.1")
    assert set(PAGE["paths"]) == {template(one.path) for one in ENDPOINTS}
    names = [o["operationId"] for path in PAGE["paths"].values() for o in path.values()]
    assert len(names) == len(set(names))
