"""Tokens, settings, backup and restore from the command line."""

import json
import os
import sqlite3

import pytest

from servanda.cli.app import run

ACTS = "state,treaty,act,date\nFRA,att,ratification,2014-04-02\nDEU,att,ratification,2014-04-02\n"


@pytest.fixture
def ledger(tmp_path):
    """A ledger with two acts and a token."""
    acts, path = tmp_path / "acts.csv", tmp_path / "l.sqlite"
    acts.write_text(ACTS)
    assert run(["--ledger", str(path), "ledger", "import", str(acts)]) == 0
    assert run(["--ledger", str(path), "token", "create", "Desk"]) == 0
    return path


def asked(capsys, *words):
    """The JSON of a command, and its exit code."""
    capsys.readouterr()
    code = run([*map(str, words), "--json"])
    told = capsys.readouterr()
    return code, json.loads(told.out) if told.out else told.err


def test_a_token_is_made_listed_and_taken_back(tmp_path, capsys):
    """The secret is printed once; the list tells who holds what, and what was revoked."""
    where = ("--ledger", tmp_path / "l.sqlite", "token")
    code, made = asked(capsys, *where, "create", "Desk one", "--scope", "write", "--by", "Ada")
    name = made["token"].split("_")[1]
    assert (code, made["scopes"]) == (0, ["write"])
    assert asked(capsys, *where, "revoke", name) == (0, {"id": name, "name": "Desk one", "revoked": True})
    code, (listed,) = asked(capsys, *where, "list")
    assert (listed["id"], listed["scopes"], listed["revoked"], "digest" in listed) == (name, ["write"], True, False)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (("create", "Desk", "--scope", "all"), 3),
        (("create", " "), 3),
        (("revoke", "00000000"), 3),
        (("revoke", "servanda_00000000_x"), 3),
        (("list",), 1),
    ],
)
def test_mistakes_with_tokens(tmp_path, capsys, words, code):
    """A scope or token nobody knows is refused in one line, and nothing is written."""
    assert run(["--ledger", str(tmp_path / "l.sqlite"), "token", *words]) == code
    assert capsys.readouterr().err.startswith("servanda: ")
    assert not (tmp_path / "l.sqlite").exists()


def test_a_backup_restores_the_same_record(ledger, tmp_path, capsys):
    """What was backed up and restored has the entries, the last hash and the answers of the original."""
    copy, again = tmp_path / "copy.sqlite", tmp_path / "again.sqlite"
    _, before = asked(capsys, "--ledger", ledger, "ledger", "verify")
    code, done = asked(capsys, "--ledger", ledger, "backup", copy)
    assert (code, done["entries"], done["head"]) == (0, 3, before["head"])
    ledger.unlink()
    code, restored = asked(capsys, "--ledger", again, "restore", copy)
    assert (code, restored["head"]) == (0, before["head"])
    _, after = asked(capsys, "--ledger", again, "ledger", "verify", "--head", before["head"])
    assert {**after, "ledger": ""} == {**before, "ledger": ""}


def test_a_backup_is_never_written_over(ledger, tmp_path, capsys):
    """A file that is there stays as it is."""
    copy = tmp_path / "copy.sqlite"
    copy.write_text("precious")
    assert run(["--ledger", str(ledger), "backup", str(copy)]) == 4
    assert copy.read_text() == "precious"
    assert "no backup is written over" in capsys.readouterr().err
    assert sorted(os.listdir(tmp_path)) == ["acts.csv", "copy.sqlite", "l.sqlite"]  # noqa: PTH208 - names are enough


def test_a_record_is_restored_into_an_empty_ledger_only(ledger, tmp_path, capsys):
    """Nothing is mixed."""
    assert run(["--ledger", str(ledger), "backup", str(tmp_path / "copy.sqlite")]) == 0
    assert run(["--ledger", str(ledger), "restore", str(tmp_path / "copy.sqlite")]) == 4
    assert "holds entries already" in capsys.readouterr().err


def test_a_backup_that_was_tampered_with_is_refused(ledger, tmp_path, capsys):
    """A row that was changed in the copy is found, and nothing of it is taken in."""
    copy = tmp_path / "copy.sqlite"
    assert run(["--ledger", str(ledger), "backup", str(copy)]) == 0
    with sqlite3.connect(copy) as connection:
        connection.execute("DROP TRIGGER entry_is_never_changed")
        connection.execute("UPDATE entry SET body = replace(body, 'FRA', 'ITA') WHERE seq = 1")
    connection.close()
    assert run(["--ledger", str(tmp_path / "new.sqlite"), "restore", str(copy)]) == 4
    assert "ledger verify" in capsys.readouterr().err
    assert not (tmp_path / "new.sqlite").exists()


def test_a_backup_that_is_not_there(tmp_path, capsys):
    """A name that no file has is told."""
    assert run(["--ledger", str(tmp_path / "new.sqlite"), "restore", str(tmp_path / "none.sqlite")]) == 4
    assert "no such backup" in capsys.readouterr().err


def test_settings_are_checked(tmp_path, capsys, monkeypatch):
    """`config check` prints what would hold, without a password, and refuses a mistake."""
    file = tmp_path / "s.toml"
    file.write_text('ledger = "postgresql://me:secret@db/x"\n[serve]\nport = 81\n')
    code, told = asked(capsys, "config", "check", file)
    assert (code, told["serve"]["port"], told["ledger"]) == (0, 81, "postgresql://me@db/x")
    monkeypatch.setenv("SERVANDA_SERVE_PORT", "many")
    assert run(["config", "check", str(file)]) == 3
    assert "serve.port" in capsys.readouterr().err


def test_the_settings_that_are_printed_can_be_read_again(tmp_path, capsys):
    """What `config check` prints is a file of settings."""
    assert run(["config", "check"]) == 0
    printed = tmp_path / "printed.toml"
    printed.write_text(capsys.readouterr().out)
    assert run(["config", "check", str(printed)]) == 0
