"""The stores that every test of the record runs on: a SQLite file, memory, and a PostgreSQL server of our own."""

import itertools
import os
from collections.abc import Iterator
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import psycopg
import pytest
from psycopg import sql

_spec = spec_from_file_location("server", Path(__file__).with_name("server.py"))
assert _spec is not None
assert _spec.loader is not None
server = module_from_spec(_spec)
_spec.loader.exec_module(server)
_numbers = itertools.count()


@pytest.fixture(scope="session")
def postgresql_server() -> Iterator[str]:
    """The address of a server, started once."""
    folder = server.programs()
    if folder is None:
        assert os.environ.get("CI") != "true", "script/test installs PostgreSQL where CI=true, and there is none"
        pytest.skip(f"no PostgreSQL to test with; add it with: {server.INSTALL}")
    with server.running(folder) as address:
        yield address


@pytest.fixture
def postgresql(postgresql_server: str) -> Iterator[str]:
    """The address of an empty database."""
    name = f"record{next(_numbers)}"
    with psycopg.connect(f"{postgresql_server}/postgres", autocommit=True) as connection:
        connection.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        yield f"{postgresql_server}/{name}"
        connection.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@pytest.fixture(params=["file", "memory", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty record is, in the words of `--ledger`."""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("postgresql")
        return address
    return ":memory:" if request.param == "memory" else str(tmp_path / "deep" / "ledger.sqlite")


@pytest.fixture(params=["file", "postgresql"])
def shared(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Where an empty record is that several processes can open."""
    if request.param == "postgresql":
        address: str = request.getfixturevalue("postgresql")
        return address
    return str(tmp_path / "deep" / "ledger.sqlite")
