"""The ledger lies over the register, and corrections over what they correct."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog import load_catalog
from servanda.ledger import Coverage, as_csv, as_jsonl, identified, open_ledger, plan_import, read_rows
from servanda.ledger.layers import layered
from servanda.model import Act, Action

CASES = yaml.safe_load((Path(__file__).parent / "layers.yaml").read_text(encoding="utf-8"))
AT = datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
DAYS = st.dates(date(1945, 1, 1), date(2030, 1, 1)).map(date.isoformat)
WORDS = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=12)
ACTS = st.builds(
    Act,
    id=st.just("-"),
    state=st.sampled_from(("FRA", "DEU", "EUE", "SUN")),
    treaty=st.sampled_from(("ccm", "rome", "untc:VII-1")),
    kind=st.sampled_from(Action),
    date=DAYS | DAYS.map(lambda day: day[:7]) | DAYS.map(lambda day: day[:4]),
    effective=st.none() | DAYS,
    territory=st.none() | WORDS,
    source=WORDS,
    known_from=st.none() | DAYS,
    contested=st.none() | WORDS,
    of=st.none() | st.sampled_from(Action),
).map(identified)


def made(text: str, before: list[Act]) -> Act:
    """An act of the table's short form: kind, day, day it was public, place of what it corrects."""
    kind, day, *rest = text.split()
    corrects = before[int(rest[1])].id if len(rest) > 1 else None
    known = rest[0] if rest else None
    return identified(
        Act(id="-", state="FRA", treaty="ccm", kind=Action(kind), date=day, known_from=known, corrects=corrects)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["name"])
def test_what_holds(case: dict[str, Any]) -> None:
    """Own acts take the register's place spell by spell, once they were public."""
    own: list[Act] = []
    for text in case["own"]:
        own.append(made(text, own))
    below = [made(text, []) for text in case["register"]]
    known = date.fromisoformat(case["known"]) if "known" in case else None
    assert [f"{act.kind} {act.date}" for act in layered(own, below, known=known)] == case["holds"]


@given(st.lists(ACTS, max_size=8))
def test_export_comes_back(acts: list[Act]) -> None:
    """What is exported, as CSV or JSON Lines, is imported to the same acts."""
    unique = {act.id: act for act in acts}
    for text in (as_csv(unique.values()), "\n".join(as_jsonl(unique.values())) + "\n"):
        if unique:
            plan = plan_import(read_rows(text.encode(), name="x"), load_catalog())
            assert plan.rejects == ()
            assert plan.acts == tuple(unique.values())


@given(st.lists(ACTS, max_size=8), st.randoms())
def test_order_of_recording_is_no_matter(acts: list[Act], chance: Any) -> None:
    """Replayed in any order, acts on different days give the same view."""
    unique = list({(act.state, act.treaty, act.kind, act.date[:4]): act for act in acts}.values())
    mixed = list(unique)
    chance.shuffle(mixed)
    assert layered(unique, ()) == layered(mixed, ())


@given(st.lists(ACTS, max_size=8), st.dates(date(1945, 1, 1), date(2030, 1, 1)))
def test_nothing_counts_before_it_was_public(acts: list[Act], day: date) -> None:
    """A view as known on a day holds only what was public by then."""
    assert all(act.known_on(day.isoformat()) for act in layered(acts, (), known=day))


def test_view_does_not_change() -> None:
    """What is written after a view was taken is not in it."""
    with open_ledger(":memory:", register=False) as ledger:
        view = ledger.view()
        ledger.append([made("ratification 2010", [])], at=AT)
        assert view.acts() == ()
        assert len(ledger.view().acts()) == 1


def test_coverage_says_how_far_the_record_goes() -> None:
    """Silence means never acted only where the record was said to be complete."""
    with open_ledger(":memory:", register=False) as ledger:
        ledger.append([made("ratification 2010", [])], at=AT)
        assert not ledger.view().coverage("ccm").complete
        ledger.record_coverage(Coverage(treaty="ccm", claimed_total=1, as_of="2026", complete=True), at=AT)
        found = ledger.view().coverage("ccm")
    assert str(found) == "record of ccm complete as of 2026: consent of 1 of 1 states on record"


def test_treaty_outside_the_catalog() -> None:
    """An imported treaty that the catalog does not know is in the view under its number."""
    act = Act(id="-", state="FRA", treaty="untc:VII-1", kind=Action.ACCESSION, date="1950")
    with open_ledger(":memory:", register=False) as ledger:
        ledger.append([act], at=AT)
        (treaty,) = ledger.view().treaties()
    assert (treaty.key, treaty.mtdsg, treaty.clauses) == ("untc:VII-1", "VII-1", None)


@given(st.lists(ACTS, min_size=1, max_size=10), st.data())
def test_a_question_on_a_part_is_a_part_of_the_whole(acts: list[Act], data: st.DataObject) -> None:
    """Asked for one state, one treaty or both, a view says what the whole says of them, corrections and all."""
    recorded: list[Act] = []
    with open_ledger(":memory:", register=False) as ledger:
        for act in acts:
            corrects = data.draw(st.none() | st.sampled_from([one.id for one in recorded])) if recorded else None
            recorded += ledger.append([msgspec.structs.replace(act, corrects=corrects)], at=AT)
        known = data.draw(st.none() | st.dates(date(1945, 1, 1), date(2030, 1, 1)))
        whole = ledger.view(known).acts()
        for state in ("", "FRA", "DEU", "EUE", "SUN"):
            for treaty in ("", "ccm", "rome", "untc:VII-1"):
                part = tuple(a for a in whole if state in ("", a.state) and treaty in ("", a.treaty))
                assert ledger.view(known).acts(state, treaty) == part
