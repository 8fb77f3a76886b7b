"""Each command's `--json` holds the promised keys, wherever the ledger options stand."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.cli.app import run

CASES = yaml.safe_load((Path(__file__).parent / "json_keys.yaml").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["args"])
@pytest.mark.parametrize("before", [True, False], ids=["options first", "options last"])
def test_json_holds_the_promised_keys(case: dict[str, Any], before: bool, capsys: pytest.CaptureFixture[str]) -> None:
    """The keys and the values named are there, with `--ledger` before or after the command."""
    words, ledger = [*case["args"].split(), "--json"], ["--ledger", ":memory:"]
    assert run([*ledger, *words] if before else [*words, *ledger]) == 0
    given = json.loads(capsys.readouterr().out)
    assert [key for key in case["keys"] if key not in given] == []
    assert {key: given[key] for key in case["values"]} == case["values"]


def test_the_list_of_treaties_has_a_json_form(capsys: pytest.CaptureFixture[str]) -> None:
    """`treaty --list --json` is a list of objects with a key and a title."""
    assert run(["treaty", "--list", "--json"]) == 0
    listed = json.loads(capsys.readouterr().out)
    assert {"ccm", "rome"} <= {treaty["key"] for treaty in listed if treaty["title"]}


@pytest.mark.parametrize("split", [[], ["--split"]])
def test_figures_of_labelled_reports_hold_the_promised_keys(
    split: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`evaluate --json` says how many reports, the score with its interval, rates and fields; split, for each part."""
    file = tmp_path / "labelled.jsonl"
    rows = [{"id": f"r{n}", "text": "Rain fell over Rome.", "claims": []} for n in range(6)]
    file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert run(["evaluate", str(file), "--json", *split]) == 0
    given = json.loads(capsys.readouterr().out)
    assert set(given) == {"seen", "unseen"} if split else given["reports"] == 6
    keys = {"reports", "f1", "interval", "precision", "recall", "tp", "fp", "fn", "false_alarms", "rates"}
    assert all(keys <= set(part) for part in (given.values() if split else [given]))
