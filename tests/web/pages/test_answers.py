"""Pages that answer a question by a form: briefs, profiles side by side, suppositions, search; and hostile questions."""

import re
from html import unescape
from typing import Any

import pytest

HOSTILE = "\"'><script>alert(1)</script>{{7*7}}"
VOTE = (
    "VILNIUS, 18 July 2024. Lithuania's parliament voted 103 to 1 to withdraw from the Convention on Cluster Munitions."
)


@pytest.mark.parametrize(
    ("path", "said"),
    [
        ("/brief", "Write a brief"),
        ("/brief?state=Lithuania&treaty=CCM&on=2026-01-01", "What we do not know"),
        ("/brief/LTU/ccm?on=2026-01-01", "/api/brief/LTU/ccm?on=2026-01-01&format=pdf"),
        ("/brief/LTU/ccm?on=2026-01-01", 'aria-label="This brief elsewhere"'),
        ("/brief/LTU/ccm?on=2020-01-01&known=2020-01-01", "known=2020-01-01&format=json"),
        ("/compare", "Compare states"),
        ("/compare?states=Lithuania,Latvia&on=2025-12-31", "Lithuania and Latvia"),
        ("/compare?states=Lithuania,Latvia&on=2025-12-31", "binds Latvia, not Lithuania"),
        ("/compare?states=LTU;LVA;EST&family=disarmament&on=2025-12-31&from=2010", "Agreement over time"),
        ("/compare?states=Lithuania&on=2025-12-31", "Nearest to Lithuania"),
        ("/compare?states=LTU,LVA&on=2025-12-31", "/api/compare?state=LTU&state=LVA&on=2025-12-31&format=csv"),
        ("/what-if?state=LVA&treaty=ccm&act=accede&notified=2026-02-01", "1 August 2026"),
        ("/what-if?state=FRA&treaty=ccm&act=withdraw&out_by=2027-01-01&on=2026-01-01", "Latest day to notify"),
        ("/what-if?state=FRA&treaty=ccm&notified=2026-02-01&conflict=2026-01-01", "No day follows"),
        ("/what-if?state=FRA&treaty=ccm&act=suspend&notified=2026-02-01", "What would follow"),
        ("/what-if?state=Lithuania&treaty=ccm&act=revoke&notified=2025-01-01&known=2025-01-01", "What would follow"),
        ("/search", "Type the name"),
        ("/search?q=Lituania", "/state/LTU"),
        ("/search?q=vilnius parliament voted", "Reports with these words"),
        ("/search?q=zzzzqqqq", "Nothing is called"),
    ],
)
def test_a_question_is_answered_on_its_page(ask: Any, holder: Any, path: str, said: str) -> None:
    """Each form has its answer below it, and links to the same as data."""
    report = {"id": "r1", "text": VOTE, "title": HOSTILE, "published": "2024-07-18"}
    ask.post("/api/reports", json=report, headers=holder)
    answer = ask.get(path)
    assert answer.status_code == 200
    assert said in unescape(answer.text)
    assert "<script" not in answer.text


@pytest.mark.parametrize(
    "path", ["/brief/LTU/ccm?on=2026-01-01", "/compare?states=LTU,LVA&family=disarmament&from=2015"]
)
def test_links_to_data_are_answered(ask: Any, path: str) -> None:
    """Whatever a page offers to take away is there."""
    page = unescape(ask.get(path).text)
    links = {link for link in re.findall(r'href="(/api/[^"]+)"', page) if "pdf" not in link}
    assert links
    for link in links:
        assert ask.get(link).status_code == 200, link


@pytest.mark.parametrize("verb", ["withdraw", "ratify", "accede", "accept", "approve", "sign", "suspend", "revoke"])
@pytest.mark.parametrize("state", ["FRA", "USA", "LTU"])
def test_every_act_can_be_supposed(ask: Any, verb: str, state: str) -> None:
    """Of a party, of a state that never was one, and of one that left, the page says something."""
    answer = ask.get(f"/what-if?state={state}&treaty=ccm&act={verb}&notified=2026-02-01")
    assert answer.status_code == 200
    assert "<h2>Why</h2>" in answer.text or "<h2>Findings</h2>" in answer.text


@pytest.mark.parametrize(
    "path",
    [
        "/brief/Atlantis/ccm",
        "/brief/LTU/nothing-such",
        "/brief/LTU/ccm?event=none",
        "/compare?states=Atlantis",
        "/compare?states=LTU&family=nonsense",
        "/compare?states=A,B,C,D,E,F,G,H,I",
        "/compare?states=LTU,LVA&from=1000",
        "/what-if?state=FRA&treaty=ccm&conflict_end=2020-01-01",
        "/what-if?state=FRA&treaty=ccm&conflict=2020-01-01&conflict_end=2019-01-01",
        "/what-if?state=FRA&treaty=ccm&act=explode",
    ],
)
def test_a_mistake_is_told_on_a_page(ask: Any, path: str) -> None:
    """What the visitor can mend is told in words."""
    answer = ask.get(path)
    assert answer.status_code == 404
    assert "cannot be answered" in answer.text


def test_hostile_reports_stay_text(ask: Any, holder: Any) -> None:
    """A report all of whose words are hostile is told on no page as anything but words."""
    report = {
        "id": f"r{HOSTILE}",
        "text": f"{VOTE} {HOSTILE}",
        "title": HOSTILE,
        "publisher": HOSTILE,
        "url": "javascript:alert(1)",
    }
    told = ask.post("/api/reports", json=report, headers=holder).json()
    event = told["events"][0]
    paths = (
        "/event/" + event["id"],
        "/procedure/" + event["procedure"],
        "/events",
        "/search?q=vilnius",
        "/brief/LTU/ccm",
        "/",
    )
    for path in paths:
        page = ask.get(path)
        assert page.status_code == 200, path
        assert "<script" not in page.text, path
        assert "javascript:" not in re.sub(r">[^<]*<", "", page.text), path


PATHS = ("/brief", "/compare", "/what-if", "/search", "/events", "/states", "/status", "/calendar", "/map/ccm", "/")
WORDS = (
    "state", "treaty", "on", "known", "event", "states", "family", "from", "act", "notified", "conflict",
    "conflict_end", "out_by", "towards", "territory", "q", "year", "play",
)  # fmt: skip


@pytest.mark.parametrize("path", PATHS)
@pytest.mark.parametrize("word", WORDS)
def test_hostile_words_stay_words(ask: Any, path: str, word: str) -> None:
    """Whatever stands in an address comes back as text or not at all, and never as a fault."""
    good = {"state": "FRA", "treaty": "ccm", "states": "FRA", word: HOSTILE}
    answer = ask.get(path, params=good, follow_redirects=False)
    assert answer.status_code < 500
    assert "<script" not in answer.text
    assert "49" not in re.findall(r"\{*\d+\}*(?=</h1>)", answer.text)


@pytest.mark.parametrize(
    "path", ["/brief/{}/ccm", "/brief/FRA/{}", "/event/{}", "/procedure/{}", "/treaty/{}", "/state/{}"]
)
@pytest.mark.parametrize(
    "word", ["../../etc/passwd", "..%2f..%2fetc%2fpasswd", "%00", "a%0d%0aX-Evil:%201", "%F0%9F%92%A3"]
)
def test_a_path_leads_nowhere_else(ask: Any, path: str, word: str) -> None:
    """No file, no header and no fault comes of what stands in a path."""
    answer = ask.get(path.format(word), follow_redirects=False)
    assert answer.status_code in (303, 307, 404, 422)
    assert "root:" not in answer.text
    assert "x-evil" not in answer.headers


def test_no_header_can_be_slipped_into_a_redirect(ask: Any) -> None:
    """A redirect goes to a page of this site, whatever was asked."""
    asked = {"state": "FRA", "treaty": "ccm", "on": "2020\r\nX-Evil: 1", "event": "e\r\nX-Evil: 1"}
    answer = ask.get("/brief", params=asked, follow_redirects=False)
    assert "x-evil" not in answer.headers
    assert answer.headers.get("location", "/brief/").startswith("/brief/")
