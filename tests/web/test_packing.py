"""Answers and pages as they travel: packed as the caller can unpack them, and not sent again when nothing changed."""

import gzip

import brotli
import pytest

from servanda.web.conditions import accepts

PAGE, API = "/treaty/ccm", "/api/treaties/ccm"


@pytest.mark.parametrize(
    ("given", "coding", "fits"),
    [
        ("gzip, deflate, br", "br", True),
        ("BR", "br", True),
        ("br;q=0.5", "br", True),
        ("br; q=1", "br", True),
        ("br;q=0", "br", False),
        ("br; q=0.000", "br", False),
        ("*", "br", False),
        ("brotli", "br", False),
        ("", "gzip", False),
    ],
)
def test_a_coding_is_taken_as_it_is_named(given, coding, fits):
    """What is refused with the weight nought is not sent."""
    assert accepts(given, coding) is fits


@pytest.mark.parametrize("path", [PAGE, API])
@pytest.mark.parametrize("coding", ["br", "gzip", ""])
def test_the_same_bytes_come_packed(ask, path, coding):
    """Packed or plain, the caller ends with the same answer, and shared caches are told to keep them apart."""
    plain = ask.get(path, headers={"Accept-Encoding": "identity"}).content
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, "": bytes}[coding]
    with ask.stream("GET", path, headers={"Accept-Encoding": coding or "identity"}) as answer:
        raw = b"".join(answer.iter_raw())
    assert answer.headers.get("content-encoding", "") == coding
    assert unpack(raw) == plain
    assert int(answer.headers["content-length"]) == len(raw)
    assert "Accept-Encoding" in answer.headers["vary"]


def test_a_page_that_is_held_is_not_sent_again(ask):
    """The tag and the moment of a page let its holder keep it, until the record grows."""
    first = ask.get(PAGE)
    assert first.headers["cache-control"] == "no-cache"
    again = ask.get(PAGE, headers={"If-None-Match": first.headers["etag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert ask.get(PAGE, headers={"If-Modified-Since": first.headers["last-modified"]}).status_code == 304
    assert ask.get(PAGE, headers={"If-None-Match": 'W/"other"'}).status_code == 200


def test_a_page_follows_the_record(ask, holder):
    """What was recorded stands on the next page that is asked for, though the one before was kept."""
    before = ask.get("/events")
    text = "VILNIUS, 18 July 2024. Lithuania's parliament voted 103 to 1 to leave the Convention on Cluster Munitions."
    posted = ask.post("/api/reports", json={"id": "r1", "text": text, "published": "2024-07-18"}, headers=holder)
    assert posted.status_code == 201
    after = ask.get("/events", headers={"If-None-Match": before.headers["etag"]})
    assert after.status_code == 200
    assert "Lithuania" in after.text


def test_pages_for_whoever_has_a_cookie_are_not_kept(ask):
    """A page that could depend on who asks carries no tag of ours."""
    assert "etag" not in ask.get(PAGE, headers={"Cookie": "desk=1"}).headers


def test_what_cannot_be_answered_is_not_kept(ask):
    """A page of trouble is made anew, and is not 304 for anybody."""
    assert ask.get("/treaty/nothing", headers={"If-None-Match": "*"}).status_code == 404
