"""Tables held against the record: only the difference is written, and nothing is forgotten."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from servanda.catalog import load_catalog
from servanda.ledger import Ledger, open_ledger
from servanda.ledger.tables import Source, TablePlan, plan_tables, sort_sources, take_tables
from servanda.model import Act, Action

AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
HEADER = 'Participant,Signature,"Ratification, Acceptance(A), Accession(a)"\n'
OLD = HEADER + "France,10 Oct 2013,15 Jun 2017\nNorway,10 Oct 2013,12 May 2017\nPeru,,21 Jan 2016 a\n"
NEW = HEADER + "France,10 Oct 2013,16 Jun 2017\nNorway,10 Oct 2013,12 May 2017\nJapan,10 Oct 2013,2 Feb 2018 A\n"


@pytest.fixture
def ledger() -> Ledger:
    """An empty record in memory, without the register."""
    return open_ledger(":memory:", register=False)


def take(ledger: Ledger, text: str, as_of: str | None, name: str = "27-17.csv") -> TablePlan:
    """Import a table, and give back the plan that was carried out."""
    found = sort_sources([Source(name=name, data=text.encode())])
    catalog = load_catalog()
    taken = take_tables(found, catalog, treaties={}, today=date(2026, 1, 1), as_of=as_of)
    plan = plan_tables(taken, ledger.view(), catalog)
    ledger.append(plan.acts, at=AT, treaties=plan.treaties, coverage=plan.coverage)
    return plan


def consent(acts: tuple[Act, ...], state: str) -> Act:
    """The one consent of a state."""
    (act,) = [a for a in acts if a.state == state and a.kind != "signature"]
    return act


def test_importing_twice_changes_nothing(ledger: Ledger) -> None:
    """The second import of a table writes no entry of any kind."""
    assert len(take(ledger, OLD, "2017-12-31").acts) == 5
    entries = ledger.log()
    again = take(ledger, OLD, "2017-12-31")
    assert (again.acts, again.held, again.coverage) == ([], 5, [])
    assert ledger.log() == entries


def test_a_newer_table_records_only_the_difference(ledger: Ledger) -> None:
    """A changed day is a correction known from the newer table's day; what was known before can still be asked."""
    take(ledger, OLD, "2017-12-31")
    plan = take(ledger, NEW, "2020-03-01")
    assert [(c.before.date, c.act.date, c.act.known_from) for c in plan.changes] == [
        ("2017-06-15", "2017-06-16", "2020-03-01")
    ]
    assert {f"{act.state} {act.kind}" for act in plan.acts} == {
        "FRA ratification",
        "JPN signature",
        "JPN acceptance",
    }
    assert [gone.act.state for gone in plan.gone] == ["PER"]
    now, then = ledger.view().acts(treaty="minamata"), ledger.view(date(2019, 1, 1)).acts(treaty="minamata")
    assert consent(now, "FRA").date == "2017-06-16"
    assert consent(then, "FRA").date == "2017-06-15"
    assert consent(now, "PER").date == "2016-01-21"
    assert take(ledger, NEW, "2020-03-01").acts == []


def test_an_older_table_never_overrules(ledger: Ledger) -> None:
    """An older table adds what the newer one forgot, and changes nothing that it says otherwise."""
    take(ledger, NEW, "2020-03-01")
    plan = take(ledger, OLD, "2017-12-31")
    assert [act.date for act in plan.older] == ["2017-06-15"]
    assert [act.state for act in plan.acts] == ["PER"]
    assert ledger.view().coverage("minamata").as_of == "2020-03-01"


def test_a_consent_after_the_old_table_is_no_correction(ledger: Ledger) -> None:
    """A state that acted again since the older table acted twice."""
    take(ledger, OLD, "2017-12-31")
    plan = take(ledger, OLD.replace("21 Jan 2016 a", "4 May 2019 a"), "2020-03-01")
    assert (plan.changes, [act.date for act in plan.acts]) == ([], ["2019-05-04"])


def test_a_whole_table_covers_its_treaty_up_to_its_day(ledger: Ledger) -> None:
    """Silence of a whole table means no party on its day; a bad cell makes it no whole table."""
    take(ledger, OLD, "2017-12-31")
    covered = ledger.view().coverage("minamata")
    assert (covered.complete, covered.as_of, covered.known_parties) == (True, "2017-12-31", 3)
    take(ledger, OLD + "Atlantis,10 Oct 2013,\n", "2017-12-31", name="27-16.csv")
    other = ledger.view().coverage("untc:XXVII-16")
    assert (other.complete, other.note) == (
        False,
        "as listed by UN Treaty Collection, MTDSG XXVII-16; 2 cells could not be read",
    )


def test_a_partial_table_is_not_taken_for_whole(ledger: Ledger) -> None:
    """The Charter's own table lists original members only, so that silence there means nothing."""
    take(ledger, "Participant,Ratification\nFrance,31 Aug 1945\n", "2015-01-01", name="1-1.csv")
    assert not ledger.view().coverage("un-charter").complete


def test_the_register_holds_what_a_table_says_no_more_about() -> None:
    """An act of the register with the same day is held; the table's poorer row does not take its place."""
    with open_ledger(":memory:") as ledger:
        view = ledger.view()
        act = next(a for a in view.acts(treaty="ccm") if a.kind == "ratification" and a.state == "FRA")
        day = date.fromisoformat(act.date)
        plan = take(ledger, HEADER + f"France,,{day.day} {day:%b} {day.year}\n", "2015-03-01", name="26-6.csv")
        assert (plan.acts, plan.held) == ([], 1)
        assert consent(ledger.view().acts(state="FRA", treaty="ccm"), "FRA") == act


def test_a_record_that_leans_on_the_register_is_not_whole_without_it(tmp_path: Path) -> None:
    """An act that the register alone holds is missing without it: silence is then no answer, and never "none"."""
    where = str(tmp_path / "ledger.sqlite")
    with open_ledger(where) as ledger:
        act = next(a for a in ledger.view().acts(treaty="ccm") if a.kind == "ratification" and a.state == "FRA")
        day = date.fromisoformat(act.date)
        take(ledger, HEADER + f"France,,{day.day} {day:%b} {day.year}\n", "2025-12-01", name="26-6.csv")
        assert ledger.view().coverage("ccm").complete
    with open_ledger(where, register=False) as bare:
        assert not bare.view().coverage("ccm").complete


def test_a_data_set_takes_the_kind_that_the_record_has(ledger: Ledger) -> None:
    """A data set that calls every consent a ratification adds its day of force to the consent on record."""
    take(ledger, HEADER + "France,,26 Oct 1993 a\n", "2015-01-01", name="27-7.csv")
    data = "treaty,state,consent,consented,in_force\nUNFCCC,FRA,ratification,1993-10-26,1994-03-21\n"
    (act,) = take(ledger, data, None, name="parties.csv").acts
    assert (act.kind, act.effective) == ("accession", "1994-03-21")
    assert consent(ledger.view().acts(treaty="unfccc"), "FRA").effective == "1994-03-21"


def test_a_treaty_outside_the_catalog_is_registered(ledger: Ledger) -> None:
    """It is known by its number, and an import without a title does not take a title away."""
    take(ledger, OLD, None, name="27-16.csv")
    (treaty,) = ledger.view().treaties()
    assert (treaty.key, treaty.mtdsg) == ("untc:XXVII-16", "XXVII-16")


def test_parties_are_counted_on_the_day_of_the_record() -> None:
    """A consent after the day the record was kept to does not stand among the parties counted that day."""
    with open_ledger(":memory:") as ledger:
        before = ledger.view().coverage("ccm")
        act = Act(id="", state="NPL", treaty="ccm", kind=Action.ACCESSION, date="2026-01-31")
        ledger.append([act], at=AT)
        assert ledger.view().coverage("ccm").known_parties == before.known_parties == before.claimed_total
