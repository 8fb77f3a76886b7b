"""Find the ledger a person means: a path, `sqlite:///path`, `postgresql://…`, `:memory:`, or the user's data folder."""

from datetime import date
from pathlib import Path

import platformdirs

from servanda.ledger.ledger import Ledger
from servanda.ledger.postgresql import SCHEMES, PostgresqlStore
from servanda.ledger.register import Register, load_register
from servanda.ledger.sqlite import SqliteStore
from servanda.ledger.store import Store
from servanda.model import StoreError

_SQLITE = "sqlite:///"


def open_ledger(spec: str | None = None, *, register: bool = True, as_recorded: date | str | None = None) -> Ledger:
    """Open a ledger; nothing is created before the first write.

    Args:
        spec: a path, `sqlite:///path`, `postgresql://user@host/database`, `:memory:`; None or empty for the user's
            data folder.
        register: whether the register we ship lies under it.
        as_recorded: only what had been recorded by the end of that day, or up to the entry with that hash, to read and
            not to write.

    Raises:
        StoreError: for a kind of store that is not supported.
    """
    return Ledger(_store(spec), load_register() if register else Register(), as_recorded=as_recorded)


def _store(spec: str | None) -> Store:
    if spec and spec.split("://", 1)[0] in SCHEMES and "://" in spec:
        return PostgresqlStore(spec)
    return SqliteStore(_path(spec))


def _path(spec: str | None) -> Path | None:
    if not spec:
        return platformdirs.user_data_path("servanda") / "ledger.sqlite"
    if spec in (":memory:", "sqlite://", _SQLITE, f"{_SQLITE}:memory:"):
        return None
    if spec.startswith(_SQLITE):
        return Path(spec[len(_SQLITE) :]).expanduser()
    if "://" in spec:
        kind = spec.split("://", 1)[0]
        raise StoreError(
            f"there is no kind of ledger named {kind}",
            value=kind,
            where="--ledger",
            hint="name a path, sqlite:///path, postgresql://… or :memory:",
        )
    return Path(spec).expanduser()
