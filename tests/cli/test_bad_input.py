"""Bad input gives the contract's exit code and one plain sentence, never a traceback, and nothing half-written."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

CASES = yaml.safe_load(Path(__file__).with_name("bad_input.yaml").read_text(encoding="utf-8"))
VOTE = "VILNIUS, 18 July 2024. Lithuania's parliament voted on Thursday to withdraw from the Convention on Cluster Munitions."
ROW = f'{{"id": "a", "text": "{VOTE}", "published": "2024-07-18"}}'


def _write(path: Path, data: bytes | str) -> Path:
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


MAKERS = {
    "empty": lambda d: _write(d / "empty.txt", ""),
    "binary": lambda d: _write(d / "rubbish.bin", bytes(range(256)) * 40),
    "truncated_pdf": lambda d: _write(d / "cut.pdf", b"%PDF-1.7\n1 0 obj\n<< /Type /Cat"),
    "truncated_html": lambda d: _write(
        d / "cut.html", f"<html><body><article><h1>Vote</h1><p>{VOTE} More words follow here</p><p>and th"
    ),
    "latin1": lambda d: _write(d / "wire.txt", f"{VOTE} Café, Zürich, señor, Ångström, naïve.".encode("latin-1")),
    "utf16": lambda d: _write(d / "wire.txt", VOTE.encode("utf-16")),
    "deep_json": lambda d: _write(d / "deep.json", "[" * 20_000),
    "half_json": lambda d: _write(d / "reports.jsonl", ROW + '\n{"id": "b", "text": \n'),
    "long_line": lambda d: _write(d / "reports.jsonl", ROW + '\n{"text": "' + "x" * 21_000_000 + '"}\n'),
    "mixed_folder": lambda d: _write(d / "broken.pdf", b"%PDF-1.7\n") and _write(d / "wire.txt", VOTE) and d,
    "empty_folder": lambda d: d,
    "quiet": lambda d: _write(d / "quiet.txt", "The committee met on Tuesday and spoke about the weather."),
    "bomb": lambda d: _write(
        d / "feed.xml",
        '<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><rss><channel><item><title>&b;</title></item></channel></rss>',
    ),
    "acts_csv": lambda d: _write(d / "acts.csv", "state,treaty,act,date\nLTU,ccm,ratification,2011-03-24\n"),
    "bad_csv": lambda d: _write(
        d / "acts.csv", "state,treaty,act,date\nLTU,ccm,ratification,2011-03-24\nQQQ,ccm,ratification,2011-03-24\n"
    ),
    "bad_treaty": lambda d: _write(d / "mine.yaml", "key: mine\ntitle: My treaty\nfamly: sea\n"),
}


def servanda(args, home, **more):
    """Run the tool in a process of its own with an empty home."""
    env = {k: v for k, v in os.environ.items() if not k.startswith("SERVANDA_")}
    env |= {"HOME": str(home), "XDG_DATA_HOME": str(home / "data"), "SERVANDA_TODAY": "2026-11-24"}
    return subprocess.run(
        [sys.executable, "-m", "servanda", *args], capture_output=True, env=env, cwd=home, check=False, **more
    )


@pytest.mark.parametrize("case", CASES, ids=[c["name"] for c in CASES])
def test_bad_input(case, tmp_path):
    """Each mistake has its exit code, its words and no traceback."""
    folder, home = tmp_path / "given", tmp_path / "home"
    folder.mkdir()
    home.mkdir()
    made = MAKERS[case["make"]](folder) if "make" in case else ""

    done = servanda([a.format(file=made, home=home) for a in case["args"]], home)
    err, out = done.stderr.decode(), done.stdout.decode()

    assert done.returncode == case["exit"], err
    assert "Traceback" not in err + out
    for words in case.get("says", ()):
        assert words.lower() in err.lower(), err
    for words in case.get("stdout", ()):
        assert words in out
    for words in case.get("silent", ()):
        assert words not in err + out
    assert all(line.startswith("servanda: ") for line in err.splitlines()), err
    assert not (home / "l.db").exists()


def test_full_disk(tmp_path):
    """A full disk is said, with what to do."""
    wire = _write(tmp_path / "wire.txt", VOTE)
    with Path("/dev/full").open("wb") as full:
        env = {**os.environ, "HOME": str(tmp_path)}
        done = subprocess.run(
            [sys.executable, "-m", "servanda", "read", "--json", str(wire)],
            stdout=full, stderr=subprocess.PIPE, env=env, check=False,
        )  # fmt: skip
    assert done.returncode == 4
    assert b"space" in done.stderr


def test_reader_that_goes_away(tmp_path):
    """A pipe that closes early ends the tool quietly."""
    wire = _write(tmp_path / "wire.txt", VOTE)
    command = f"{sys.executable} -m servanda read --json {wire} | head -c 10 > /dev/null; echo ${{PIPESTATUS[0]}}"
    done = subprocess.run(["bash", "-c", command], capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("0", "")


def test_two_processes_writing(tmp_path):
    """Two imports at once both land, and the chain holds."""
    acts = [
        _write(tmp_path / f"{n}.csv", f"state,treaty,act,date\n{s},att,ratification,2014-04-0{n}\n")
        for n, s in ((1, "FRA"), (2, "DEU"))
    ]
    ledger = tmp_path / "two.db"
    env = {**os.environ, "HOME": str(tmp_path)}
    running = [
        subprocess.Popen(
            [sys.executable, "-m", "servanda", "--ledger", str(ledger), "ledger", "import", str(a)], env=env
        )
        for a in acts
    ]
    assert [p.wait(60) for p in running] == [0, 0]

    done = servanda(["--ledger", str(ledger), "ledger", "verify"], tmp_path)
    assert done.returncode == 0
    assert b"2 entries" in done.stdout + done.stderr
