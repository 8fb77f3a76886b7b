"""The how-to on PostgreSQL works as printed, against a server of the tests' own."""

import importlib.util
import re
from pathlib import Path

import psycopg

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/how-to/keep-a-ledger-in-postgresql.md").read_text(encoding="utf-8")
spec = importlib.util.spec_from_file_location("console", ROOT / "tests/docs/console.py")
assert spec is not None
assert spec.loader is not None
console = importlib.util.module_from_spec(spec)
spec.loader.exec_module(console)


def test_how_to_works_as_printed(postgresql: str, tmp_path: Path) -> None:
    """The roles are made and granted, the scribe writes, the visitor reads, and the export goes into a file."""
    place = postgresql.rpartition("@")[2]
    roles = [step.replace("'…'", "'secret'") for step in re.findall(r"^CREATE ROLE .*;$", PAGE, re.MULTILINE)]
    made = [step for step in roles if "keeper" not in step]
    home = tmp_path / "home"
    home.mkdir()
    host, _, port = place.partition("/")[0].partition(":")
    passwords = {"keeper": "pa/ss@word", "scribe": "secret", "visitor": "secret"}
    pgpass = home / ".pgpass"
    pgpass.write_text("".join(f"{host}:{port}:*:{role}:{word}\n" for role, word in passwords.items()))
    pgpass.chmod(0o600)
    with psycopg.connect(postgresql, autocommit=True) as connection:
        for step in made:
            connection.execute(step.encode())
        try:
            for step in console.steps(PAGE.replace("db.example.org/record", place)):
                ran = console.run(step, folder=tmp_path, home=home)
                assert ran.returncode == 0, ran.stderr
                assert console.matches(step.expected, ran.stdout), f"line {step.line}: {ran.stdout}{ran.stderr}"
        finally:
            for role in ("scribe", "visitor"):
                connection.execute(f"DROP OWNED BY {role}; DROP ROLE {role}".encode())


def test_page_grants_what_the_command_grants() -> None:
    """The grants printed for doing it by hand are those of the command."""
    from servanda.ledger.migrations_postgresql import GRANTS

    printed = PAGE.replace("scribe, visitor", "{role}").replace("TO scribe", "TO {role}")
    assert [step for steps in GRANTS.values() for step in steps if f"{step};" not in printed] == []
