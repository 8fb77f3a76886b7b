"""`servanda cite` and `ledger keep`: an answer is had again whatever happened since, and sources stay readable."""

import json
from pathlib import Path
from typing import Any

import pytest

from servanda.cli.app import run

ACT = "state,treaty,act,date\nTUV,ccm,accession,2020-01-10\n"
EXIT = "state,treaty,act,date\nTUV,ccm,withdrawal,2024-01-10\n"


@pytest.fixture
def ledger(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> str:
    """A ledger in which Tuvalu is a party, on a fixed day."""
    monkeypatch.setenv("SERVANDA_TODAY", "2026-11-25")
    where = str(tmp_path / "l.sqlite")
    add(where, ACT, tmp_path)
    capsys.readouterr()
    return where


def add(where: str, rows: str, folder: Path) -> None:
    """Record some acts."""
    file = folder / "acts.csv"
    file.write_text(rows, encoding="utf-8")
    assert run(["--ledger", where, "ledger", "import", str(file)]) == 0


def cited(words: str, where: str, capsys: pytest.CaptureFixture[str]) -> dict[str, Any]:
    """The citation of a command, as JSON."""
    assert run(["--ledger", where, "cite", "--json", *words.split()]) == 0
    told: dict[str, Any] = json.loads(capsys.readouterr().out)
    return told


def check(reference: str, where: str) -> int:
    """Whether an answer is the same again: 0 or 1."""
    return run(["--ledger", where, "cite", "--check", reference])


@pytest.mark.parametrize(
    ("words", "made"),
    [
        ("status TUV ccm", "--on 2026-11-25 --known 2026-11-25"),
        ("status TUV ccm --on 2025 --known=2024", ""),
        ("what-if TUV ccm withdraw --notified 2025-05-05", "--on 2025-05-05 --known 2026-11-25"),
        ("panel --treaty ccm --from 2020 --every year", "--to 2026-11-25 --known 2026-11-25"),
        ("compare LTU TUV --from 2020 --to 2024", "--known 2026-11-25"),
        ("ledger diff --from 2020 --to 2021", ""),
        ("treaty ccm", "--on 2026-11-25 --known 2026-11-25"),
    ],
)
def test_days_are_made_explicit(words: str, made: str, ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """What a command would take from the clock, or not say, stands in its words; what was said stays."""
    assert cited(words, ledger, capsys)["run"] == [*words.split(), *made.split()]


def test_the_command_of_a_citation_prints_the_answer(
    ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Run as printed it gives the hash that the citation holds, though the record has grown."""
    from servanda.citation import digest

    told = cited("status TUV ccm --json", ledger, capsys)
    add(ledger, EXIT, tmp_path)
    capsys.readouterr()
    words = told["command"].split()
    assert words.pop(0) == "servanda"
    assert run(["--ledger", ledger, *words]) == 0
    assert digest(capsys.readouterr().out.encode()) == told["answer"]


def test_an_answer_is_the_same_again_later(ledger: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:  # fmt: skip
    """Neither another day nor more acts change it."""
    told = cited("status TUV ccm", ledger, capsys)
    add(ledger, EXIT, tmp_path)
    monkeypatch.setenv("SERVANDA_TODAY", "2030-01-01")
    assert check(told["reference"], ledger) == 0
    capsys.readouterr()
    assert cited("status TUV ccm", ledger, capsys)["answer"] != told["answer"]


def test_an_answer_of_another_ledger_is_not_the_same(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A ledger without that hash is told; so is a hash of the answer that does not fit."""
    reference = cited("status TUV ccm", ledger, capsys)["reference"]
    assert check(reference, ":memory:") == 1
    assert "no entry has the hash" in capsys.readouterr().out
    at = reference.index("answer=") + len("answer=")
    assert check(f"{reference[:at]}{'0' * 64}{reference[at + 64 :]}", ledger) == 1
    assert "is now" in capsys.readouterr().out


@pytest.mark.parametrize("form", ["text", "bibtex", "csl", "json"])
def test_every_form_can_be_checked(form: str, ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that holds a citation in any form, or several, is checked one by one."""
    assert run(["--ledger", ledger, "cite", "--format", form, "status", "TUV", "ccm"]) == 0
    page = tmp_path / "page"
    page.write_text(capsys.readouterr().out + "\nOther words.\n", encoding="utf-8")
    assert check(str(page), ledger) == 0
    assert capsys.readouterr().out == "the same  servanda status TUV ccm --on 2026-11-25 --known 2026-11-25\n"


def test_a_citations_own_format_may_stand_last(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """`cite status … --format bibtex` is a citation in BibTeX; `--format csv` and `--format json` are the panel's."""
    assert run(["--ledger", ledger, "cite", "status", "TUV", "ccm", "--format", "bibtex"]) == 0
    assert capsys.readouterr().out.startswith("@misc{servanda-")
    assert "csv" in cited("panel --treaty ccm --format csv", ledger, capsys)["run"]
    assert "json" in cited("panel --treaty ccm --format json", ledger, capsys)["run"]
    assert run(["--ledger", ledger, "cite", "status", "TUV", "ccm", "--format=json"]) == 0
    assert json.loads(capsys.readouterr().out)["run"][:3] == ["status", "TUV", "ccm"]


def test_json_behind_the_command_is_json_throughout(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """The answer is cited in JSON, and the citation is JSON, unless a format is named."""
    assert run(["--ledger", ledger, "cite", "status", "TUV", "ccm", "--json"]) == 0
    assert "--json" in json.loads(capsys.readouterr().out)["run"]
    assert run(["--ledger", ledger, "cite", "--format", "text", "status", "TUV", "ccm", "--json"]) == 0
    assert capsys.readouterr().out.startswith("Servanda ")


def test_a_reference_runs_only_what_answers(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """A reference of somebody else's making cannot write, record or serve anything."""
    reference = cited("status TUV ccm", ledger, capsys)["reference"]
    for words in (
        "ledger+import+acts.csv",
        "serve",
        "read+--record+x.txt",
        "panel+-o+x.csv",
        "brief+LTU+ccm+--output+x.md",
        "treaty+add+x.yaml",
    ):
        start, end = reference.index("run=") + 4, reference.index("&on=")
        assert check(reference[:start] + words + reference[end:], ledger) == 1
    assert "cannot be cited" in capsys.readouterr().out


def test_finding_nothing_can_be_cited(ledger: str, capsys: pytest.CaptureFixture[str]) -> None:
    """An answer that found nothing is an answer; its exit code belongs to it."""
    told = cited("calendar TUV", ledger, capsys)
    assert told["exit"] == 1
    assert check(told["reference"], ledger) == 0


def test_a_source_is_kept_and_named(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """What is kept by hash is printed again, and a citation on its state and treaty names it."""
    note = tmp_path / "note.txt"
    note.write_text("Tuvalu acceded to the Convention on Cluster Munitions.", encoding="utf-8")
    keep = ["--ledger", ledger, "ledger", "keep", str(note), "--url", "https://example.org/n", "--json"]
    assert run(keep) == 0
    (kept,) = json.loads(capsys.readouterr().out)
    assert (kept["new"], kept["url"]) == (True, "https://example.org/n")
    assert run(keep) == 0
    assert not json.loads(capsys.readouterr().out)[0]["new"]
    assert run(["--ledger", ledger, "ledger", "kept", kept["key"][:8]]) == 0
    assert capsys.readouterr().out == "Tuvalu acceded to the Convention on Cluster Munitions.\n"
    add(ledger, "state,treaty,act,date,source\nTUV,ccm,declaration,2021-01-10,see https://example.org/n\n", tmp_path)
    capsys.readouterr()
    assert [one["key"] for one in cited("status TUV ccm", ledger, capsys)["sources"]] == [kept["key"]]


def test_a_report_that_was_read_is_kept(ledger: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`read --record` keeps reports by the same hash."""
    note = tmp_path / "note.txt"
    note.write_text("Tuvalu acceded to the Convention on Cluster Munitions on 10 January 2020.", encoding="utf-8")
    assert run(["--ledger", ledger, "read", "--record", str(note)]) == 0
    capsys.readouterr()
    (source,) = cited("status TUV ccm", ledger, capsys)["sources"]
    assert run(["--ledger", ledger, "ledger", "kept", "--json", source["key"]]) == 0
    assert "10 January 2020" in json.loads(capsys.readouterr().out)["text"]
