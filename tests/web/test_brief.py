"""Briefs over the API: one content in four forms, on the record and on what recorded reports tell."""

import pytest

VOTE = (
    "VILNIUS, 18 July 2024. Lithuania's parliament voted 103 to 1 to withdraw from the Convention on Cluster Munitions."
)
BRIEF = "/api/brief/LTU/ccm"
FORMS = {
    "json": "application/json",
    "md": "text/markdown; charset=utf-8",
    "html": "text/html; charset=utf-8",
    "pdf": "application/pdf",
}


@pytest.fixture
def event(ask, holder):
    """The id of an event of a report that was recorded with a hostile title."""
    report = {"id": "r1", "text": VOTE, "title": "<script>alert(1)</script>", "published": "2024-07-18"}
    given = ask.post("/api/reports", json=report, headers=holder)
    return given.json()["events"][0]["id"]


@pytest.mark.parametrize(("form", "media"), FORMS.items())
def test_a_brief_comes_in_the_form_asked(ask, form, media):
    """By the address, or by what Accept wants most; the address counts more, and who keeps it is told so."""
    by_name = ask.get(f"{BRIEF}?on=2026-01-01&format={form}", headers={"Accept": "text/html"})
    by_accept = ask.get(f"{BRIEF}?on=2026-01-01", headers={"Accept": f"{media.partition(';')[0]}, */*;q=0.1"})
    assert by_name.status_code == by_accept.status_code == 200
    assert by_name.headers["content-type"] == by_accept.headers["content-type"] == media
    assert by_name.content == by_accept.content
    assert "accept" in by_accept.headers["vary"].lower().split(", ")


def test_what_accept_does_not_say_is_json(ask):
    """A program that takes anything, or names nothing that there is, gets data."""
    for accept in ("*/*", "image/png", "text/html;q=nonsense", ""):
        assert ask.get(f"{BRIEF}?on=2026-01-01", headers={"Accept": accept}).json()["state"] == "LTU"


def test_a_browser_still_gets_data_where_there_is_no_page(ask):
    """The table of a panel is JSON for whoever wants HTML, and CSV for whoever wants that."""
    wants = "/api/panel?treaty=ccm&state=LTU&on=2025-01-01"
    assert ask.get(wants, headers={"Accept": "text/html,*/*;q=0.8"}).headers["content-type"] == "application/json"
    assert ask.get(wants, headers={"Accept": "text/csv"}).text.startswith("state,treaty,status")


def test_a_recorded_event_leads_the_brief(ask, event):
    """What reports tell stands in the brief; with the day before they were recorded it does not."""
    told = ask.get(f"{BRIEF}?on=2026-01-05").json()
    assert told["event"] == event
    assert any(source["kind"] == "report" for source in told["sources"])
    assert ask.get(f"{BRIEF}?on=2026-01-05&known=2026-01-04").json()["event"] is None
    assert ask.get(f"{BRIEF}?event={event}").json()["event"] == event


def test_a_rejected_event_does_not_lead(ask, event, record):
    """The desk's word reaches the brief: an event that stands no more is no news."""
    from servanda import review
    from servanda.model.decision import Decision

    decision = Decision(event=event, verdict="rejected", by="Ada", why="another parliament")
    review.decide(record.ledger, decision, at=record.now())
    told = ask.get(f"{BRIEF}?on=2026-01-05").json()
    assert "denied" in told["title"] or told["event"] is None


def test_a_page_of_a_brief_runs_nothing(ask, event):
    """Hostile text of a report stays text, and the page may load and run nothing."""
    given = ask.get(f"{BRIEF}?event={event}&format=html")
    assert given.status_code == 200
    assert "<script" not in given.text
    assert given.headers["content-security-policy"].startswith("default-src 'none'")


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/api/brief/Atlantis/ccm", 404),
        ("/api/brief/LTU/no-such-treaty", 404),
        ("/api/brief/LTU/ccm?event=none", 422),
        ("/api/brief/LTU/ccm?format=docx", 422),
        ("/api/brief/LTU/ccm?on=yesterday", 422),
        ("/api/compare", 422),
        ("/api/compare?state=Atlantis", 422),
        ("/api/compare?state=LTU&family=nonsense", 422),
        ("/api/compare?group=un&from=1900&every=day", 422),
        ("/api/compare?state=LTU&on=2020&from=2019", 422),
        ("/api/compare?state=LTU&every=year", 422),
        ("/api/peers/Atlantis", 404),
        ("/api/peers/LTU?limit=0", 422),
    ],
)
def test_what_cannot_be_written_is_told(ask, path, status):
    """A mistake has its status and is a problem in words."""
    given = ask.get(path)
    assert (given.status_code, given.headers["content-type"]) == (status, "application/problem+json")
    assert given.json()["detail"]
