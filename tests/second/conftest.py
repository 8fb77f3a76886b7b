"""A stub of an OpenAI-compatible endpoint on loopback: it answers as each test tells it to."""

import json
import threading
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest


class Stub:
    """The endpoint; `content` is what the model says, `status` and `raw` overrule it, `silent` keeps it waiting."""

    def __init__(self) -> None:
        self.content = json.dumps({"claims": []})
        self.status, self.raw, self.silent = 200, b"", False
        self.asked: list[dict[str, Any]] = []
        self.headers: list[str] = []
        self.over = threading.Event()
        stub = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                length = int(self.headers["content-length"])
                stub.asked.append(json.loads(self.rfile.read(length)))
                stub.headers.append(self.headers.get("authorization", ""))
                if stub.silent:
                    stub.over.wait()
                usage = {"prompt_tokens": 900, "completion_tokens": 100}
                whole = {"choices": [{"message": {"content": stub.content}}], "usage": usage}
                data = stub.raw or json.dumps(whole).encode()
                self.send_response(stub.status)
                self.send_header("location", "http://127.0.0.1:1/elsewhere")
                self.end_headers()
                try:
                    self.wfile.write(data)
                except OSError:
                    return

            def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class's name
                """Keep the tests' output clean."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.url = f"http://127.0.0.1:{self.server.server_port}/v1"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self) -> None:
        """Let whoever waits go, and stop."""
        self.over.set()
        self.server.shutdown()
        self.server.server_close()


@pytest.fixture
def stub() -> Iterator[Stub]:
    """A running stub."""
    made = Stub()
    yield made
    made.close()


@pytest.fixture(autouse=True)
def _own_cache(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    """No answer of one test is remembered in another, nor in the user's own cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("cache")))
    for name in ("URL", "MODEL", "KEY", "PRICE", "TIMEOUT"):
        monkeypatch.delenv(f"SERVANDA_READER_{name}", raising=False)
