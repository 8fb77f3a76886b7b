"""A link given in place of a text is followed as far as the settings let it."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from servanda.settings import Links, Settings

PAGE = (
    b"<html><head><title>Seimas votes to leave the cluster munitions convention</title></head><body><article><p>Vilnius, "
    b"18 July 2024. The Seimas on Thursday approved Lithuania's withdrawal from the Convention on Cluster Munitions by "
    b"103 votes to 1 with 3 abstentions.</p></article></body></html>"
)


class Page(BaseHTTPRequestHandler):
    """One page, whatever is asked."""

    def do_GET(self):
        """Answer with the page."""
        self.send_response(200)
        self.send_header("content-type", "text/html; charset=utf-8")
        self.send_header("content-length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def log_message(self, *_):
        """Keep quiet."""


@pytest.fixture
def link():
    """A page on loopback."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Page)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/news"
    server.shutdown()
    server.server_close()


def paste(caller, link):
    """Give a link in the box of the front page."""
    return caller.post("/read", data={"link": link}, headers={"accept": "text/html"})


def test_a_private_address_is_refused_unless_the_settings_name_it(make, link):
    """By default no address of a private network is reached."""
    answer = paste(make(), link)
    assert answer.status_code == 422
    assert "private network" in answer.text


def test_a_link_that_may_be_followed_is_read(make, link):
    """The page behind it is read as a pasted text is."""
    answer = paste(make(Settings(links=Links(private=("127.0.0.1",)))), link)
    assert answer.status_code == 200
    assert "Convention on Cluster Munitions" in answer.text
    assert "103" in answer.text


def test_links_are_followed_nowhere_where_the_settings_say_so(make, link):
    """The answer says so."""
    answer = paste(make(Settings(links=Links(follow=False, private=("127.0.0.1",)))), link)
    assert answer.status_code == 422
    assert "not followed" in answer.text
