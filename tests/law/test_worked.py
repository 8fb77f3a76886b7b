"""Worked dates: what depositaries published, recomputed from the clause alone; each table `worked*.yaml` is read."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.law import status, what_if
from servanda.model import CONSENT, Act, Action

CASES = Path(__file__).parent / "cases"
ROOMS = ("disarmament", "nuclear", "zones", "humanitarian", "general", "space-air")


def rows() -> list[Any]:
    """Every worked date of every table, under its name."""
    cases = [c for path in sorted(CASES.glob("worked*.yaml")) for c in yaml.safe_load(path.read_text(encoding="utf-8"))]
    return [pytest.param(case, id=f"{case['treaty']}-{case['state']}-{case['date']}") for case in cases]


def consent(case: dict[str, Any], kind: str, day: str, *, effective: str | None = None) -> Act:
    """The state's consent: the case's own, or one long past that makes it a party."""
    return Act(id="c", state=case["state"], treaty=case["treaty"], kind=Action(kind), date=day, effective=effective)


@pytest.mark.parametrize("case", [r for r in rows() if Action(r.values[0]["act"]) in CONSENT])
def test_a_consent_binds_on_the_day_the_depositary_published(case: dict[str, Any]) -> None:
    """The day of entry into force for the state follows from the deposit."""
    treaty = load_catalog().treaties[case["treaty"]]
    act = consent(case, case["act"], case["date"])
    found = status(case["state"], treaty, [act], on=date.fromisoformat(case["effective"]))
    assert (found.status, found.in_force_from) == ("party", date.fromisoformat(case["effective"]))


@pytest.mark.parametrize("case", [r for r in rows() if Action(r.values[0]["act"]) not in CONSENT])
def test_an_exit_works_on_the_day_the_depositary_published(case: dict[str, Any]) -> None:
    """The last day of being bound follows from the notice, recorded or supposed."""
    treaty = load_catalog().treaties[case["treaty"]]
    assert treaty.clauses
    since = str(case.get("since") or treaty.clauses.in_force)
    party = consent(case, "ratification", since, effective=since)
    notice = Act(
        id="n",
        state=case["state"],
        treaty=case["treaty"],
        kind=Action(case["act"]),
        date=case["date"],
        stated=case.get("stated"),
    )
    wanted = date.fromisoformat(case["effective"])
    found = status(case["state"], treaty, [party, notice], on=wanted)
    assert (found.status, found.in_force_to) == ("former_party", wanted)
    if "stated" not in case:
        day = date.fromisoformat(case["date"])
        assert what_if(case["state"], treaty, [party], Action(case["act"]), notified=day).effective == wanted


def test_every_worked_date_names_its_source() -> None:
    """A worked date without a source proves nothing."""
    assert all(len(row.values[0]["source"]) > 8 for row in rows())


@pytest.mark.parametrize("room", ROOMS)
def test_every_treaty_of_a_file_has_a_worked_entry(room: str) -> None:
    """Each treaty in force whose clauses stand in these files has a consent that was recomputed."""
    path = Path(__file__).parents[2] / "src" / "servanda" / "catalog" / "data" / "clauses" / f"{room}.yaml"
    clauses = yaml.safe_load(path.read_text(encoding="utf-8"))
    worked = {row.values[0]["treaty"] for row in rows() if Action(row.values[0]["act"]) in CONSENT}
    assert [c["key"] for c in clauses if c.get("in_force") and c["key"] not in worked] == []
