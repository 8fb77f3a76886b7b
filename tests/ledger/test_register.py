"""The register we ship: resolvable, sourced, and at one with what depositaries published."""

import csv
import os
import re
from datetime import datetime
from importlib.resources import files
from pathlib import Path

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.catalog.yamlfile import read_yaml
from servanda.ledger import find_doubts, load_register, open_ledger
from servanda.ledger.identity import slot
from servanda.model import CONSENT, Act, Action, InputError

ACTS = [act for acts in load_register().acts.values() for act in acts]
ROMAN = {"I": 1, "III": 3, "IV": 4, "VI": 6, "IX": 9, "XVIII": 18, "XX": 20, "XXI": 21, "XXVI": 26, "XXVII": 27}


def test_every_act_is_resolvable_and_sourced() -> None:
    """States and treaties are the catalog's, and each act names its source."""
    catalog = load_catalog()
    assert [act for act in ACTS if act.state not in catalog.states or act.treaty not in catalog.treaties] == []
    assert [act for act in ACTS if not act.source] == []


def test_files_fit_their_schema() -> None:
    """Every file of the register fits the schema beside it."""
    folder = files("servanda.ledger") / "register"
    records = [file for file in folder.iterdir() if file.name.endswith(".yaml")]
    assert len([read_yaml(file, folder / "schema.json") for file in records]) == len(records) > 0


def test_no_act_stands_twice() -> None:
    """Ids are unique, so that no fact was entered twice."""
    assert len({act.id for act in ACTS}) == len(ACTS) > 150


def test_acts_go_together() -> None:
    """The only doubt about the register is a notice whose consent is not on record."""
    assert {doubt.code for doubt in find_doubts(ACTS)} <= {"no_consent_on_record"}


def test_register_lies_under_a_ledger_unless_left_out() -> None:
    """An empty ledger shows the register, and nothing without it."""
    with open_ledger(":memory:") as ledger:
        kinds = [act.kind for act in ledger.view().acts(state="LTU", treaty="ccm")]
    assert kinds == [Action.SIGNATURE, Action.RATIFICATION, Action.WITHDRAWAL]
    with open_ledger(":memory:", register=False) as ledger:
        assert ledger.view().acts() == ()


@pytest.fixture(name="reference")
def _reference() -> Path:
    folder = os.environ.get("SERVANDA_REFERENCE")
    if not folder:
        pytest.skip("set SERVANDA_REFERENCE to the folder of reference data")
    return Path(folder)


def _cell_days(text: str) -> set[str]:
    """Every day in a cell of a participation table."""
    return {
        datetime.strptime(found, "%d %b %Y").date().isoformat()  # noqa: DTZ007 - a calendar day
        for found in re.findall(r"\d{1,2} [A-Z][a-z]{2} \d{4}", text)
    }


def _published(folder: Path, mtdsg: str) -> dict[str, set[str]]:
    """For each participant of a table, every day its row names."""
    chapter, _, number = mtdsg.partition("-")
    file = folder / "data" / "untc-2015" / "treaties" / f"{ROMAN.get(chapter, 0)}-{number}.csv"
    if not file.exists():
        return {}
    found: dict[str, set[str]] = {}
    for row in csv.reader(file.read_text(encoding="utf-8").splitlines()[1:]):
        found[re.sub(r"[\d, ]+$", "", row[0]).strip()] = set().union(*map(_cell_days, row[1:]))
    return found


def test_every_sourced_exit_is_on_the_register(reference: Path) -> None:
    """Each exit of the reference with a day of notice or effect stands on the register under that day."""
    exits = yaml.safe_load((reference / "law" / "exits.yaml").read_text(encoding="utf-8"))["exits"]
    days = {(a.treaty, day) for a in ACTS for day in (a.date, a.effective, a.stated) if day}
    missing = [
        (row["state"], row["treaty"])
        for row in exits
        if row["status"] in ("effective", "suspension", "revoked before effect", "signature repudiated")
        and not {(row["treaty"].lower(), str(row[key])) for key in ("notified", "effective")} & days
    ]
    assert missing == []


def test_consents_are_those_the_depositary_published(reference: Path) -> None:
    """Each signature and consent before August 2014 under a UN treaty stands in the depositary's table of that year.

    A table tells one consent of each state, so that of a state that came back one of its consents must stand there.
    """
    catalog = load_catalog()
    asked: list[Act] = [a for a in ACTS if a.kind in {*CONSENT, Action.SIGNATURE} and a.date < "2014-08"]
    misses, held = [], 0
    for act in asked:
        table = _published(reference, catalog.treaties[act.treaty].mtdsg or "")
        for name, days in table.items():
            try:
                same = catalog.state(name).code == act.state
            except InputError:
                continue
            if same:
                held += 1
                if act.date not in days and not any(a.date in days for a in asked if slot(a) == slot(act)):
                    misses.append((act.state, act.treaty, act.kind.value, act.date, sorted(days)))
    assert misses == []
    assert held > 20


def test_consents_are_those_of_the_published_record(reference: Path) -> None:
    """Each consent under the BWC and the CWC is that of the public record of participation, or settled in writing."""
    settled = {
        (row["treaty"], state)
        for row in read_yaml(Path(__file__).with_name("published_settled.yaml"))
        for state in row["states"]
    }
    ours = {(act.treaty, act.state): act.date for act in ACTS if act.kind in CONSENT}
    file = reference / "data" / "published-force" / "parties.csv"
    rows = list(csv.DictReader(file.read_text(encoding="utf-8").splitlines()))
    theirs = {
        (row["treaty"].lower(), row["state"]): row["consented"] for row in rows if row["treaty"] in {"BWC", "CWC"}
    }
    differ = {key for key, day in theirs.items() if ours.get(key) != day}
    assert len(theirs) > 300
    assert differ == settled
