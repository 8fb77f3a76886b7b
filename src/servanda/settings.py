"""Settings of serving: read once, in the shell, from a TOML file and the environment, then passed down frozen.

A file names sections and keys; `SERVANDA_SERVE_PORT=9000` names section and key in capitals and wins over the file.
What is misspelt is refused with its place, since a limit that is silently not set is no limit.
"""

import tomllib
from collections.abc import Mapping
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal

import msgspec

from servanda.model import InputError

_Count = Annotated[int, msgspec.Meta(ge=1)]
_Port = Annotated[int, msgspec.Meta(ge=0, le=65535)]


class Serve(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Where and for whom to serve.

    Args:
        host: the address to listen on.
        port: the port there; 0 takes a free one.
        reading: `open` for everybody, `token` for holders of a token only; writing always needs one.
        pages: whether pages for people are served beside the API.
        origins: web sites whose scripts may read the API (CORS); none by default.
        proxies: addresses of proxies whose word on the caller's address is taken.
        metrics: whether `/metrics` is served.
    """

    host: str = "127.0.0.1"
    port: _Port = 8000
    reading: Literal["open", "token"] = "open"
    pages: bool = True
    origins: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    metrics: bool = True

    def __post_init__(self) -> None:
        """Refuse what would be found out only when somebody calls."""
        for origin in self.origins:
            if origin != "*" and not origin.startswith(("https://", "http://")):
                raise InputError(f"“{origin}” is no origin", where="serve.origins", hint="write https://example.org")
        for proxy in self.proxies:
            try:
                ip_address(proxy)
            except ValueError:
                raise InputError(f"“{proxy}” is no address", where="serve.proxies", hint="write 10.0.0.2") from None


class Caps(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How much one caller may ask; a minute's allowance may be spent at once and fills up evenly.

    Args:
        body_bytes: bytes of a request's body.
        questions: questions a minute.
        readings: requests a minute that read reports.
        writings: requests a minute that record.
        failures: wrong tokens a minute, after which no token is looked at.
        readers: reports read at the same time, by everybody.
        waiting: readings that may wait for their turn, by everybody.
        panel_rows: rows of one panel.
        graceful: seconds that open requests may take when the server is stopped.
    """

    body_bytes: _Count = 4_000_000
    questions: _Count = 60_000
    readings: _Count = 600
    writings: _Count = 600
    failures: _Count = 10
    readers: _Count = 2
    waiting: _Count = 64
    panel_rows: _Count = 500_000
    graceful: _Count = 10


class Links(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How far a link is followed that a visitor gives instead of a text.

    Args:
        follow: whether links are followed at all.
        private: hosts, as a link writes them, that may lie in a private network; no other private address is reached.
        bytes: of a page.
        seconds: for the whole, redirects included.
        redirects: how many are followed.
    """

    follow: bool = True
    private: tuple[str, ...] = ()
    bytes: _Count = 10_000_000
    seconds: _Count = 20
    redirects: Annotated[int, msgspec.Meta(ge=0)] = 5


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """All that `servanda serve` goes by; `ledger` as for every command."""

    ledger: str = ""
    serve: Serve = Serve()
    limits: Caps = Caps()
    links: Links = Links()


PREFIX = "SERVANDA_"
SECTIONS: dict[str, type[msgspec.Struct]] = {"serve": Serve, "limits": Caps, "links": Links}
LISTS = frozenset({"origins", "proxies", "private"})


def load_settings(path: Path | None, environment: Mapping[str, str]) -> Settings:
    """Read a file, then let the environment overrule it; without a file the defaults hold.

    Raises:
        InputError: for a file that is no TOML, a key nobody knows or a value that cannot be, with its place.
    """
    given = _from_file(path) if path else {}
    named = environment.get(f"{PREFIX}LEDGER")
    if named:
        given["ledger"] = named
    for section, noun in SECTIONS.items():
        found = _from_environment(section, noun, environment)
        if found:
            held = given.get(section, {})
            given[section] = {**(held if isinstance(held, dict) else {}), **found}
    try:
        return msgspec.convert(given, Settings, strict=False)
    except msgspec.ValidationError as error:
        where = str(path) if path else "environment"
        if isinstance(error.__cause__, InputError):
            raise error.__cause__ from None
        raise InputError(_plain(str(error)), where=where, hint="see: docs/how-to/serve.md") from error


def _from_file(path: Path) -> dict[str, Any]:
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(f"is not TOML: {error}", where=str(path), hint="see: docs/how-to/serve.md") from error


def _from_environment(section: str, noun: type[msgspec.Struct], environment: Mapping[str, str]) -> dict[str, Any]:
    beginning = f"{PREFIX}{section.upper()}_"
    found: dict[str, Any] = {}
    for name, value in environment.items():
        if name.startswith(beginning):
            key = name[len(beginning) :].lower()
            if key not in noun.__struct_fields__:
                known = ", ".join(f"{beginning}{field.upper()}" for field in noun.__struct_fields__)
                raise InputError(f"no setting ${name}", where="environment", hint=f"there are {known}")
            found[key] = [part.strip() for part in value.split(",") if part.strip()] if key in LISTS else value
    return found


def _plain(text: str) -> str:
    """The words of msgspec with the key in ours: `limits.readers: Expected …`."""
    what, _, where = text.partition(" - at `$")
    place = where.rstrip("`").lstrip(".")
    return f"{place}: {what}" if place else what
