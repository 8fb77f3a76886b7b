"""What a reviewer decided, as everybody sees it: on the pages, in the API, from sign-in to undo."""

import re
from datetime import UTC, datetime
from typing import Any

import pytest

from servanda.ledger import EntryKind, create_token
from servanda.model import Event, Report
from servanda.model.event import Contradiction, FieldSupport
from servanda.model.vocabulary import Action, Certainty, Stage
from servanda.settings import Serve, Settings

NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
HOSTILE = '"><script>alert(1)</script>'


def event(name: str, **changes: Any) -> Event:
    """A vote that two reports tell of, each with a day of its own."""
    fields: dict[str, Any] = {
        "state": "LTU", "treaty": "ccm", "action": Action.WITHDRAWAL, "stage": Stage.PARLIAMENT_VOTE,
        "certainty": Certainty.ASSERTED, "date": "2024-07-18", "procedure": "LTU:ccm:leaving:2024",
        "origins": (("r 1",), ("r2",)),
        "fields": {"date": FieldSupport(value="2024-07-18", supports=("r 1",), origins=1, contradicts=(
            Contradiction(value="2024-07-19", reports=("r2",)),))},
    }  # fmt: skip
    return Event(id=name, **{**fields, **changes})


@pytest.fixture
def desk(make: Any, record: Any) -> Any:
    """A caller who signed in at the desk of an application with two events, and decides by `desk.decide`."""
    reports = [Report(id="r 1", text="The Seimas voted on 18 July."), Report(id="r2", text="It voted on 19 July.")]
    record.ledger.record_reading(reports, [], [event("e1"), event("e2", date="2024-07-20")], at=NOW)
    secret = create_token(record.ledger, "Ada", ["review"], at=NOW)
    caller = make()
    assert "2 events waiting" in caller.post("/desk/sign-in", data={"token": secret}).text

    def decide(name: str, verdict: str, **fields: Any) -> Any:
        page = caller.get(f"/desk/event/{name}").text
        secret = re.search(r'name="form" value="([^"]+)"', page)
        assert secret, page
        data = {"form": secret[1], "why": f"as I saw {HOSTILE}", "verdict": verdict, **fields}
        return caller.post(f"/desk/event/{name}", data=data)

    caller.decide = decide
    return caller


def items(desk: Any, path: str = "/api/events") -> dict[str, Any]:
    """Events of the API by id."""
    return {row["id"]: row for row in desk.get(path).json()["items"]}


def test_merged_events_are_one_everywhere(desk: Any) -> None:
    """In the lists of pages and API, in the procedure, and at the address of the member."""
    assert desk.decide("e2", "merged", into="e1").status_code == 200
    assert list(items(desk)) == ["e1"]
    assert items(desk)["e1"]["review"]["members"] == ["e2"]
    assert desk.get("/api/events/e2").json()["review"]["into"] == "e1"
    assert desk.get("/events").text.count('href="/event/') == 1
    assert [rung["id"] for rung in desk.get("/api/procedures/LTU:ccm:leaving:2024").json()["rungs"]] == ["e1"]
    page = desk.get("/event/e2")
    assert page.url.path == "/event/e1"
    assert "Told as one with" in page.text
    assert "20 July 2024" in page.text


def test_split_events_are_two_everywhere(desk: Any) -> None:
    """A report whose id holds a blank is taken out by its box; each event has its own day and its own report."""
    assert 'value="r 1"' in desk.get("/desk/event/e1").text
    desk.decide("e1", "split", reports=["r 1"])
    shown = items(desk)
    assert {name: row["date"] for name, row in shown.items()} == {
        "e1": "2024-07-19", "e1~2": "2024-07-18", "e2": "2024-07-20",
    }  # fmt: skip
    assert shown["e1~2"]["origins"] == [["r 1"]]
    assert "The Seimas voted" in desk.get("/event/e1~2").text
    assert "The Seimas voted" not in desk.get("/event/e1").text
    assert "e1~2" in desk.get("/desk").text


def test_a_correction_is_shown_with_what_reports_say(desk: Any) -> None:
    """The reviewer's day stands, both days of the reports stand against it with their reports."""
    desk.decide("e1", "corrected", **{"to-date": "2024-07-17"})
    page = desk.get("/event/e1").text
    for said in ("17 July 2024", "18 July 2024", "19 July 2024", "Set right", "a reviewer", "by Ada"):
        assert said in page, said
    assert items(desk)["e1"]["review"]["corrections"]["date"] == {"value": "2024-07-17", "as_read": "2024-07-18"}
    assert [row["date"] for row in items(desk, "/api/events?stands=true").values()] == ["2024-07-17", "2024-07-20"]


def test_a_rejected_event_does_not_stand(desk: Any) -> None:
    """It is told so on the page and left out where what stands is asked, until it is opened again."""
    desk.decide("e1", "rejected")
    assert "a reviewer rejected it" in desk.get("/event/e1").text
    assert list(items(desk, "/api/events?stands=true")) == ["e2"]
    desk.decide("e1", "reopened")
    assert list(items(desk, "/api/events?stands=true")) == ["e1", "e2"]
    assert "2 events waiting" in desk.get("/desk").text


def test_nothing_is_overwritten(desk: Any, record: Any) -> None:
    """Each decision is an entry with who and why; the events are as they were read; the chain holds."""
    before = [entry.body for entry in record.ledger.entries(EntryKind.EVENT)]
    for verdict in ("accepted", "rejected", "reopened"):
        desk.decide("e1", verdict)
    assert [entry.body for entry in record.ledger.entries(EntryKind.EVENT)] == before
    assert [entry.author for entry in record.ledger.entries(EntryKind.DECISION)] == ["Ada"] * 3
    assert record.ledger.verify() == ()


def test_what_was_known_before_a_decision(desk: Any) -> None:
    """Asked by the day before, neither events nor decisions of later days are told."""
    desk.decide("e1", "rejected")
    assert items(desk, "/api/events?known=2026-01-04") == {}
    assert not items(desk, "/api/events?known=2026-01-05")["e1"]["stands"]


def test_a_reason_stays_text(desk: Any) -> None:
    """What a reviewer writes is escaped wherever it is shown."""
    desk.decide("e1", "rejected")
    for path in ("/event/e1", "/desk/event/e1", "/desk", "/events"):
        assert "<script" not in desk.get(path).text, path


def test_the_desk_has_a_door_of_its_own(make: Any, record: Any) -> None:
    """Where reading needs a token the desk can still be signed in to, and shows nothing before."""
    caller = make(Settings(serve=Serve(reading="token")))
    secret = create_token(record.ledger, "Ada", ["review"], at=NOW)
    assert caller.get("/events").status_code == 401
    assert "Sign in" in caller.get("/desk").text
    assert "Nothing waits" in caller.post("/desk/sign-in", data={"token": secret}).text
    assert caller.get("/desktop").status_code == 401


def test_pages_of_the_desk_are_kept_by_nobody(desk: Any) -> None:
    """No store between keeps what only a reviewer may see."""
    assert "no-store" in desk.get("/desk").headers["cache-control"]
    assert "no-store" in desk.get("/desk/event/e1").headers["cache-control"]
