"""The fetcher against a server on loopback, and against names that lead where they must not."""

import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from servanda.fetch import Fetcher, Limits, checked_address
from servanda.fetch.address import is_public
from servanda.model import InputError, SourceError


class Web:
    """A small web: `/page`, `/large`, `/slow`, `/kind`, `/packed`, `/loop`, `/inside`, `/host`, `/same`."""

    def __init__(self) -> None:
        self.over = threading.Event()
        web = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                status, headers, data = web.answer(self.path, dict(self.headers))
                self.send_response(status)
                for name, value in headers.items():
                    self.send_header(name, value)
                self.end_headers()
                try:
                    self.wfile.write(data)
                except OSError:
                    return

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Keep the tests' output clean."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.port = self.server.server_port
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def answer(self, path: str, headers: dict[str, str]) -> tuple[int, dict[str, str], bytes]:
        """What the server says to a path."""
        html = {"content-type": "text/html; charset=utf-8"}
        if path == "/slow":
            self.over.wait()
        if path == "/same" and headers.get("if-none-match") == '"v1"':
            return 304, {"etag": '"v1"'}, b""
        return {
            "/large": (200, html, b"x" * 50_000),
            "/kind": (200, {"content-type": "application/zip"}, b"PK"),
            "/packed": (200, {**html, "content-encoding": "gzip"}, b"\x1f\x8b"),
            "/loop": (302, {"location": "/loop"}, b""),
            "/inside": (302, {"location": "http://10.0.0.1/secret"}, b""),
            "/moved": (301, {"location": "page#part"}, b""),
            "/host": (200, html, headers.get("Host", headers.get("host", "")).encode()),
            "/same": (200, {**html, "etag": '"v1"'}, b"same"),
            "/gone": (404, html, b""),
        }.get(path, (200, html, b"<p>a report</p>"))

    def close(self) -> None:
        """Let whoever waits go, and stop."""
        self.over.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture(scope="module")
def web() -> Iterator[Web]:
    """The running server."""
    made = Web()
    yield made
    made.close()


def fetcher(seconds: float = 5.0) -> Fetcher:
    """A fetcher that may ask `here.test`, which stands for loopback."""
    return Fetcher(
        Limits(size=10_000, seconds=seconds, redirects=3, allowed=("here.test",)),
        resolver=lambda host, _: ["127.0.0.1"] if host == "here.test" else ["10.0.0.1"],
    )


def test_a_page_comes_with_its_kind(web: Web) -> None:
    """The bytes, the kind and the address in the end."""
    found = fetcher().fetch(f"http://here.test:{web.port}/moved")
    assert found.data == b"<p>a report</p>"
    assert found.kind == "text/html"
    assert found.url.endswith("/page")


def test_the_name_travels_though_the_address_is_asked(web: Web) -> None:
    """The server hears the name of the link, so that virtual hosts work."""
    assert fetcher().fetch(f"http://here.test:{web.port}/host").data == f"here.test:{web.port}".encode()


def test_an_unchanged_page_is_not_sent_again(web: Web) -> None:
    """What an earlier answer named spares the bytes."""
    first = fetcher().fetch(f"http://here.test:{web.port}/same")
    again = fetcher().fetch(f"http://here.test:{web.port}/same", etag=first.etag)
    assert (first.unchanged, again.unchanged, again.data) == (False, True, b"")


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/large", "larger than 10000 bytes"),
        ("/kind", "leads to application/zip"),
        ("/packed", "compressed"),
        ("/loop", "more than 3 times"),
        ("/gone", "status 404"),
    ],
)
def test_a_limit_ends_it(web: Web, path: str, words: str) -> None:
    """Each limit has its own words."""
    with pytest.raises(SourceError, match=words):
        fetcher().fetch(f"http://here.test:{web.port}{path}")


def test_silence_ends_at_the_time_limit(web: Web) -> None:
    """A server that does not answer costs the time limit."""
    with pytest.raises(SourceError, match="longer than"):
        fetcher(0.2).fetch(f"http://here.test:{web.port}/slow")


def test_a_redirect_into_a_private_network_is_not_followed(web: Web) -> None:
    """Every hop is checked like the first."""
    with pytest.raises(InputError, match="private network"):
        fetcher().fetch(f"http://here.test:{web.port}/inside")


def test_a_name_is_resolved_once(web: Web) -> None:
    """A name server that changes its answer after the check changes nothing: the checked address is asked."""
    answers = iter([["127.0.0.1"], ["10.0.0.1"]])
    found = Fetcher(Limits(allowed=("here.test",)), resolver=lambda *_: next(answers))
    assert found.fetch(f"http://here.test:{web.port}/page").data == b"<p>a report</p>"
    assert next(answers) == ["10.0.0.1"]


@pytest.mark.parametrize(
    "url",
    [
        "ftp://x.test/a",
        "file:///etc/passwd",
        "gopher://x",
        "//x.test",
        "x.test",
        "",
        "http://",
        "http://me:pw@x.test/",
        "http://\x00",
    ],
)
def test_what_is_no_link_is_refused(url: str) -> None:
    """Only http and https, with a host and without a password."""
    with pytest.raises(InputError):
        fetcher().fetch(url)


@pytest.mark.parametrize(
    "url",
    [
        "http://127.0.0.1/",
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data",
        "http://0.0.0.0/",
        "http://192.168.1.1/",
        "http://[::ffff:10.0.0.1]/",
        "http://2130706433/",
        "http://0x7f.1/",
    ],
)
def test_private_addresses_are_not_reached(url: str) -> None:
    """However they are written; the system's own resolver is asked."""
    with pytest.raises((InputError, SourceError)):
        Fetcher(Limits(seconds=1)).fetch(url)


def test_a_name_with_one_private_address_is_not_trusted() -> None:
    """A public address beside a private one does not save the name."""
    with pytest.raises(InputError, match="private network"):
        checked_address("x.test", 80, allowed=(), resolver=lambda *_: ["93.184.216.34", "10.0.0.1"])


@pytest.mark.parametrize(
    ("address", "public"),
    [
        ("93.184.216.34", True),
        ("2606:2800:220:1::1", True),
        ("10.1.2.3", False),
        ("100.64.0.1", False),
        ("224.0.0.1", False),
        ("::1", False),
        ("fe80::1%eth0", False),
        ("fd00::1", False),
        ("64:ff9b::a00:1", False),
        ("64:ff9b::5db8:d822", True),
        ("2002:a00:1::", False),
        ("nonsense", False),
    ],
)
def test_which_addresses_are_public(address: str, public: bool) -> None:
    """Private, shared, local, multicast, mapped and translated addresses are told apart."""
    assert is_public(address) is public
