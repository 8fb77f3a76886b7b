"""The review desk as a reviewer and as an intruder meet it."""

import asyncio
import re
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette

from servanda.catalog import load_catalog
from servanda.ledger import Ledger, open_ledger, tokens_of
from servanda.ledger.tokens import create_token, revoke_token
from servanda.model import Action, Certainty, Event, Report, Stage
from servanda.review import decisions_of, queue
from servanda.web.pages.desk import Desk
from servanda.web.pages.sessions import Sessions

START = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HOSTILE = "<script>alert(1)</script>"


class Room:
    """A desk over a ledger with one event, a clock that is set by hand, and a browser with its cookies."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger, self.now = ledger, START
        self.secret = create_token(ledger, "Ada", ["review"], at=START)
        event = Event(
            id="e1", state="LTU", treaty="ccm", action=Action.WITHDRAWAL, stage=Stage.NOTIFIED,
            certainty=Certainty.ASSERTED, date="2024-09-06", body=HOSTILE, origins=(("r1",),),
        )  # fmt: skip
        ledger.record_reading([Report(id="r1", text="x")], [], [event], at=START)
        sessions = Sessions(lambda: tokens_of(ledger), lambda: self.now)
        self.app = Starlette(routes=Desk(ledger, load_catalog(), sessions, lambda: self.now).routes())
        self.cookies = httpx.Cookies()

    def ask(self, method: str, path: str, **options: Any) -> httpx.Response:
        """One request, redirects followed, cookies kept."""

        async def asked() -> httpx.Response:
            transport = httpx.ASGITransport(self.app)
            async with httpx.AsyncClient(
                transport=transport, base_url="http://here", follow_redirects=True, cookies=self.cookies
            ) as client:
                answer = await client.request(method, path, **options)
                self.cookies = client.cookies
                return answer

        return asyncio.run(asked())

    def sign_in(self, token: str | None = None) -> httpx.Response:
        """Sign in with a token."""
        return self.ask("POST", "/desk/sign-in", data={"token": token or self.secret})

    def form(self) -> str:
        """The secret of the session, as the event's page carries it."""
        found = re.search(r'name="form" value="([^"]+)"', self.ask("GET", "/desk/event/e1").text)
        assert found
        return found[1]


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    """A fresh desk."""
    with open_ledger(str(tmp_path / "l.sqlite"), register=False) as ledger:
        yield Room(ledger)


def test_a_reviewer_decides_in_three_steps(room: Room) -> None:
    """Sign in, open the first event, accept: the decision stands under the holder's name, the act beside it."""
    assert "Lithuania, Convention on Cluster Munitions" in room.sign_in().text
    answer = room.ask(
        "POST",
        "/desk/event/e1",
        data={"form": room.form(), "why": "C.N. seen", "verdict": "accepted", "record_act": "yes"},
    )
    assert "Nothing waits" in answer.text
    ((_, decision),) = decisions_of(room.ledger)["e1"]
    assert (decision.by, decision.why, len(decision.acts)) == ("Ada", "C.N. seen", 1)


def test_a_correction_keeps_only_what_was_changed(room: Room) -> None:
    """Fields left as they were are no correction; names of states are understood."""
    room.sign_in()
    data = {
        "form": room.form(),
        "why": "wrong state",
        "verdict": "corrected",
        "to-state": "Latvia",
        "to-stage": "notified",
    }
    room.ask("POST", "/desk/event/e1", data=data)
    ((_, decision),) = decisions_of(room.ledger)["e1"]
    assert decision.fields == {"state": "LVA"}


def test_what_was_read_is_escaped(room: Room) -> None:
    """Hostile text of a report stays text."""
    room.sign_in()
    assert HOSTILE not in room.ask("GET", "/desk/event/e1").text


def test_nothing_without_a_session(room: Room) -> None:
    """Nobody sees or decides an event without signing in."""
    assert "Lithuania" not in room.ask("GET", "/desk").text
    assert "Sign in" in room.ask("GET", "/desk/event/e1").text
    answer = room.ask("POST", "/desk/event/e1", data={"why": "x", "verdict": "accepted"})
    assert answer.status_code == 422
    assert len(queue(room.ledger)) == 1


def test_a_form_of_another_page_is_refused(room: Room) -> None:
    """A request without the session's own secret changes nothing, though the cookie comes along."""
    room.sign_in()
    answer = room.ask("POST", "/desk/event/e1", data={"form": "guessed", "why": "x", "verdict": "accepted"})
    assert answer.status_code == 422
    assert len(queue(room.ledger)) == 1


def test_the_cookie_is_for_this_site_only(room: Room) -> None:
    """No script reads it and no other site sends it."""

    async def first() -> httpx.Response:
        async with httpx.AsyncClient(transport=httpx.ASGITransport(room.app), base_url="https://here") as client:
            return await client.post("/desk/sign-in", data={"token": room.secret})

    given = asyncio.run(first()).headers["set-cookie"].lower()
    assert all(word in given for word in ("httponly", "samesite=strict", "secure", "path=/desk"))


def test_sessions_end(room: Room) -> None:
    """After eight hours, after signing out, and when the token is taken back."""
    room.sign_in()
    room.now += timedelta(hours=9)
    assert "Sign in" in room.ask("GET", "/desk").text
    room.sign_in()
    revoke_token(room.ledger, room.secret.split("_")[1], at=room.now)
    assert "Sign in" in room.ask("GET", "/desk").text


def test_wrong_tokens_are_refused_and_counted(room: Room) -> None:
    """After ten in a minute not even the right one is looked at; a minute later it is."""
    for _ in range(10):
        assert room.sign_in("servanda_00000000_nonsense").status_code == 422
    assert "too many wrong tokens" in room.sign_in().text.lower()
    room.now += timedelta(minutes=2)
    assert "Lithuania" in room.sign_in().text


def test_a_token_without_the_scope_does_not_sign_in(room: Room) -> None:
    """Writing is not reviewing."""
    writer = create_token(room.ledger, "Bot", ["write"], at=START)
    assert room.sign_in(writer).status_code == 422
