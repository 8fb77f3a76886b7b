"""`read --silence`: a finding goes by its code, and only by it."""

import json
from pathlib import Path

import pytest

from servanda.cli.app import run

TEXT = (
    "Lithuania's parliament voted on Thursday, 18 July 2024, by 303 to 1 to withdraw from the Convention on Cluster "
    "Munitions, the Seimas said."
)


def codes(given: str) -> set[str]:
    """The codes of all checks."""
    return {finding["code"] for event in json.loads(given)["events"] for finding in event["checks"]}


@pytest.mark.parametrize("way", ["option", "environment"])
def test_a_finding_is_silenced(
    way: str, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The named finding is gone and the others stay, by option or by environment."""
    file = tmp_path / "report.txt"
    file.write_text(TEXT, encoding="utf-8")
    asked = ["--ledger", ":memory:", "read", str(file), "--json", "--on", "2024-07-19"]
    run(asked)
    loud = codes(capsys.readouterr().out)
    assert "more_votes_than_seats" in loud
    if way == "environment":
        monkeypatch.setenv("SERVANDA_SILENCE", "more_votes_than_seats, few_votes")
    run([*asked, *(["--silence", "more_votes_than_seats"] if way == "option" else [])])
    assert codes(capsys.readouterr().out) == loud - {"more_votes_than_seats"}
