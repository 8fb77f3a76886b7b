"""Writing needs a token before anything else, asking too often ends in 429, and nothing hostile gets through."""

import base64
import gzip
import json

import anyio
import msgspec
import pytest
from starlette.requests import Request

from servanda.ledger import EntryKind, create_token, revoke_token
from servanda.model import Report, StoreError
from servanda.pipeline import Outcome
from servanda.settings import Caps, Serve, Settings
from servanda.web.limits import read_body
from servanda.web.problems import Refused

VOTE = (
    "VILNIUS, 18 July 2024. Lithuania's parliament voted 103 to 1 to withdraw from the Convention on Cluster Munitions."
)
STATUS = "/api/status/LTU/ccm"


def test_nothing_is_recorded_without_a_token(ask, record):
    """A report from a stranger is refused, and the record is as it was."""
    given = ask.post("/api/reports", content=VOTE)
    assert (given.status_code, given.headers["www-authenticate"][:6]) == (401, "Bearer")
    assert record.head() == 0


def test_a_stranger_is_refused_before_the_body_is_looked_at(ask):
    """A body that would never end, or is far too large, is not waited for."""

    def endless():
        raise AssertionError("the body was asked for")
        yield b""

    assert ask.post("/api/reports", content=VOTE * 100_000).status_code == 401
    assert ask.post("/api/reports", content=b"", headers={"Content-Encoding": "gzip"}).status_code == 401
    assert ask.post("/api/reports?nonsense=1", content=VOTE).status_code == 401


def test_who_recorded_stands_in_the_record(ask, record, holder):
    """Reports, claims and events carry the name of the token's holder, and the chain holds."""
    given = ask.post("/api/reports", json={"id": "a", "text": VOTE, "published": "2024-07-18"}, headers=holder)
    assert (given.status_code, given.json()["recorded"] > 2) == (201, True)
    entries = [one for one in record.ledger.log() if one.kind is not EntryKind.TOKEN]
    assert {one.author.split(" (")[0] for one in entries} == {"Desk"}
    assert record.ledger.verify() == ()


def test_the_same_report_again_changes_nothing(ask, record, holder):
    """Sending twice is no harm: the second answer says that nothing was new."""
    first, second = (ask.post("/api/reports", json={"id": "a", "text": VOTE}, headers=holder) for _ in range(2))
    assert (first.status_code, second.status_code, second.json()["recorded"]) == (201, 200, 0)


def test_what_was_recorded_is_found_again(ask, holder):
    """Report, claims, events and procedure of a recorded text can be asked for, and searched for by its words."""
    ask.post("/api/reports", json={"id": "wire/a 1", "text": VOTE, "published": "2024-07-18"}, headers=holder)
    report = ask.get("/api/reports/wire/a 1").json()
    event = ask.get(f"/api/events/{report['events'][0]}").json()
    assert (report["text"], event["state"], event["treaty"]) == (VOTE, "LTU", "ccm")
    assert ask.get("/api/claims?state=Lithuania&treaty=ccm").json()["items"][0]["report"] == "wire/a 1"
    assert ask.get("/api/events?state=LVA").json()["total"] == 0
    assert ask.get("/api/search?q=vilnius+munitions&kind=report").json()["reports"][0]["id"] == "wire/a 1"


def test_what_was_recorded_later_was_not_known(ask, holder):
    """Asked as known the day before, report, event, procedure, claims and search tell nothing of it."""
    told = ask.post("/api/reports", json={"id": "a", "text": VOTE, "published": "2024-07-18"}, headers=holder).json()
    event, procedure = told["events"][0]["id"], told["events"][0]["procedure"]
    for path in ("reports/a", f"events/{event}", f"procedures/{procedure}"):
        statuses = [ask.get(f"/api/{path}?known={day}").status_code for day in ("2026-01-04", "2026-01-05")]
        assert statuses == [404, 200], path
    for path in ("reports", "claims", "events", "procedures"):
        totals = [ask.get(f"/api/{path}?known={day}").json()["total"] for day in ("2026-01-04", "2026-01-05")]
        assert totals == [0, 1], path
    assert ask.get("/api/search?q=vilnius&known=2026-01-04").json()["reports"] == []


def test_reading_records_nothing(ask, record):
    """`POST /api/read` answers as `read --format json` and leaves the record as it was."""
    given = ask.post(
        "/api/read?on=2024-07-19", json={"reports": [{"id": "a", "text": VOTE}, {"id": "b", "text": VOTE}]}
    )
    assert [one["id"] for one in given.json()["reports"]] == ["a", "b"]
    assert given.json()["events"][0]["origins"] == [["a", "b"]]
    assert record.head() == 0


@pytest.mark.parametrize(
    ("body", "media"),
    [
        (VOTE, "text/plain"),
        (f"<html><body><p>{VOTE}</p></body></html>", "text/html; charset=utf-8"),
        (json.dumps({"text": VOTE}), "application/json"),
        (json.dumps([{"text": VOTE}]), "application/json"),
        (json.dumps({"text": VOTE}) + "\n", "application/x-ndjson"),
        (json.dumps({"text": VOTE}), ""),
        (json.dumps({"text": VOTE}), "application/x-www-form-urlencoded"),
        (json.dumps({"reports": [{"text": VOTE}]}), "application/x-www-form-urlencoded"),
    ],
)
def test_reports_come_in_many_forms(ask, body, media):
    """Text, HTML, JSON, a list and JSON Lines all give the claim."""
    given = ask.post("/api/read", content=body, headers={"Content-Type": media} if media else {})
    assert [claim["treaty"] for claim in given.json()["claims"]] == ["ccm"]


def test_a_token_that_was_taken_back_does_not_hold(ask, record, token, holder):
    """Revocation counts from the next request on."""
    revoke_token(record.ledger, token.split("_")[1], at=record.now())
    assert ask.post("/api/reports", content=VOTE, headers=holder).status_code == 401


def test_a_token_does_only_what_it_may(ask, record):
    """A token to read is refused where one to write is needed."""
    reader = create_token(record.ledger, "Reader", ["read"], at=record.now())
    assert ask.post("/api/reports", content=VOTE, headers={"Authorization": f"Bearer {reader}"}).status_code == 403


def test_a_password_of_a_browser_does_not_write(ask, token):
    """Basic, which a browser sends along by itself, is good for reading only, so that no other site can write."""
    basic = base64.b64encode(f"me:{token}".encode()).decode()
    assert ask.post("/api/reports", content=VOTE, headers={"Authorization": f"Basic {basic}"}).status_code == 401


def test_the_record_holds_no_secret(record, token):
    """Neither the ledger's entries nor its log have what opens the door."""
    secret = token.split("_", 2)[2]
    assert secret not in msgspec.json.encode(record.ledger.log()).decode()


def test_guessing_tokens_ends_after_a_few(ask, clock, holder):
    """After ten wrong tokens in a minute even the right one is not looked at, until time has passed."""
    wrong = {"Authorization": "Bearer servanda_00000000_guess"}
    assert [ask.get(STATUS, headers=wrong).status_code for _ in range(10)] == [401] * 10
    assert [ask.get(STATUS, headers=one).status_code for one in (wrong, holder)] == [429, 429]
    clock.seconds = 60
    assert ask.get(STATUS, headers=holder).status_code == 200


@pytest.mark.parametrize("path", [STATUS, "/api/acts", "/metrics", "/"])
def test_reading_may_be_for_holders_only(make, holder, path):
    """Where the setting says so nothing is shown to a stranger, and everything to a holder."""
    ask = make(Settings(serve=Serve(reading="token")))
    assert ask.get(path).status_code == 401
    assert ask.get(path, headers=holder).status_code == 200
    assert ask.post("/api/read", content=VOTE).status_code == 401
    assert ask.get("/healthz").status_code == 200


def test_asking_too_often_ends_in_429(make, clock):
    """An allowance can be spent at once, says when to come back, and fills up with time."""
    ask = make(Settings(limits=Caps(questions=3)))
    codes = [ask.get(STATUS) for _ in range(4)]
    assert [one.status_code for one in codes] == [200, 200, 200, 429]
    assert codes[-1].headers["retry-after"] == "20"
    clock.seconds = 20
    assert ask.get(STATUS).status_code == 200


def test_a_body_that_does_not_end_is_not_waited_for(monkeypatch):
    """A caller who sends nothing more is told so once the patience is over."""
    monkeypatch.setattr("servanda.web.limits.PATIENCE", 0.0)

    async def receive():
        await anyio.sleep_forever()

    async def run():
        with pytest.raises(Refused) as refused:
            await read_body(Request({"type": "http", "headers": []}, receive), 100)
        return refused.value.status

    assert anyio.run(run) == 408


@pytest.mark.parametrize("headers", [{}, {"Transfer-Encoding": "chunked"}])
def test_a_body_beyond_the_limit_is_refused(make, headers):
    """413, whether its length is told or not."""
    ask = make(Settings(limits=Caps(body_bytes=1000)))
    body = iter([VOTE.encode()] * 20) if headers else VOTE * 20
    assert ask.post("/api/read", content=body).status_code == 413


def test_a_packed_body_is_not_unpacked(ask):
    """A bomb of gzip is refused unopened."""
    bomb = gzip.compress(b"x" * 1_000_000)
    assert ask.post("/api/read", content=bomb, headers={"Content-Encoding": "gzip"}).status_code == 415


@pytest.mark.parametrize(
    "body",
    [b"[" * 100_000, b'{"reports":' + b"[" * 100_000, b"PK\x03\x04" + b"\0" * 500, bytes(range(256)) * 50, b"%PDF-1.7\n1 0 obj"],
)  # fmt: skip
@pytest.mark.parametrize("media", ["application/json", "application/octet-stream", "application/pdf", "text/html"])
def test_hostile_bodies_are_refused_and_never_a_fault(ask, body, media):
    """Depth, archives, rubbish and half a PDF end in a problem of the caller, not of ours."""
    assert ask.post("/api/read", content=body, headers={"Content-Type": media}).status_code in (200, 422)


@pytest.mark.parametrize("word", ["' OR 1=1 --", "'; DROP TABLE entry; --", "../../../etc/passwd", "%2e%2e%2f", "{{7*7}}", "\u202e", "${jndi:x}"])  # fmt: skip
@pytest.mark.parametrize("path", ["/api/status/{}/ccm", "/api/status/LTU/{}", "/api/events/{}", "/api/reports/{}", "/api/acts?state={}", "/api/search?q={}", "/static/{}"])  # fmt: skip
def test_injections_are_words_like_any_other(ask, record, holder, word, path):
    """SQL, paths and templates in a name find nothing and change nothing."""
    ask.post("/api/reports", json={"id": "a", "text": VOTE}, headers=holder)
    before = record.head()
    given = ask.get(path.format(word.replace("%", "%25").replace("/", "%2f")))
    assert given.status_code in (200, 404, 422)
    assert "root:" not in given.text
    assert (record.head(), record.ledger.verify()) == (before, ())


def test_headers_cannot_be_forged(ask):
    """An id with a line break is not given back, and a good one is."""
    assert ask.get(STATUS, headers={"X-Request-ID": "good-1"}).headers["x-request-id"] == "good-1"
    forged = ask.get(STATUS, headers=[(b"X-Request-ID", b"a\r\nSet-Cookie: b=1")])
    assert "set-cookie" not in forged.headers
    assert len(forged.headers["x-request-id"]) == 16


def test_a_line_of_the_log_is_one_object_without_secrets(ask, log, token, holder):
    """What a caller sends forges no line, and neither query nor token is told."""
    ask.get("/api/status/LTU%0a%7B/ccm?towards=Secretland", headers=holder)
    line = json.loads(log[-1])
    assert (len(log[-1].splitlines()), line["status"], line["level"]) == (1, 422, "info")
    assert "Secretland" not in log[-1]
    assert token not in log[-1]


def test_a_fault_of_ours_is_told_without_its_insides(make, record, monkeypatch, log):
    """A bug gives a problem with the number of the request; what happened stands in the log."""
    ask = make()
    monkeypatch.setattr(record, "changed", lambda: 1 / 0)
    given = ask.get(STATUS)
    assert (given.status_code, given.headers["content-type"]) == (500, "application/problem+json")
    assert "division" not in given.text
    assert "ZeroDivisionError" in log[-1]
    assert given.json()["request"] == json.loads(log[-1])["request"]


def test_other_sites_may_not_read_unless_named(make):
    """CORS is off by default, and on for the sites that the settings name."""
    asked = {"Origin": "https://example.org"}
    assert "access-control-allow-origin" not in make().get(STATUS, headers=asked).headers
    named = make(Settings(serve=Serve(origins=("https://example.org",))))
    assert named.get(STATUS, headers=asked).headers["access-control-allow-origin"] == "https://example.org"


def test_operators_see_health_and_numbers(ask):
    """Health, readiness and the meters answer, and the meters count by pattern, not by address."""
    ask.get(STATUS)
    assert ask.get("/healthz").json()["status"] == "ok"
    assert ask.get("/readyz").json() == {"status": "ready", "entries": 0}
    told = ask.get("/metrics").text
    assert 'servanda_requests_total{method="GET",route="/api/status/{state}/{treaty:path}",status="200"} 1.0' in told


def test_a_store_that_is_down_is_told_without_its_place(ask, record, monkeypatch):
    """503 for whoever asks, not ready for the operator, and neither health nor meters go down with it."""

    def down():
        raise StoreError("no server answers", where="postgresql://me@db.internal/record")

    monkeypatch.setattr(record.ledger, "head", down)
    given = [ask.get(path) for path in (STATUS, "/readyz", "/healthz", "/metrics")]
    assert [one.status_code for one in given] == [503, 503, 200, 200]
    assert "db.internal" not in given[0].text + given[1].text


def test_more_readings_than_may_wait_are_refused(make, monkeypatch):
    """While one report is read and no other may wait, the next is sent away and told to come back."""
    ask, answers = make(Settings(limits=Caps(readers=1, waiting=1))), []

    def busy(items, **words):
        answers.append(ask.post("/api/read", content=VOTE))
        return Outcome(reports=(Report(id="a", text=VOTE),))

    monkeypatch.setattr("servanda.pipeline.read", busy)
    assert ask.post("/api/read", content=VOTE).status_code == 200
    assert (answers[0].status_code, answers[0].headers["retry-after"]) == (503, "5")
