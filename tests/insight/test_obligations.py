"""What lapses, stays and begins: by a table of invented courses, and by exits of the register."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.catalog.obligations import load_obligations
from servanda.insight import enrich
from servanda.insight.obligations import Shift, obligations_after
from servanda.insight.turns import by_membership, turn_near, turns
from servanda.ledger import open_ledger
from servanda.model import Spell, Status
from servanda.model.obligation import Duties
from servanda.statuses import Statuses, supposed_exit

from .conftest import ON, a_catalog, an_event

TABLE = yaml.safe_load((Path(__file__).parent / "obligations.yaml").read_text(encoding="utf-8"))


def a_status(spells: list[dict[str, Any]], treaty: str, day: date) -> Status:
    """A status with these spells, as the law would give it."""
    found = msgspec.convert(spells, tuple[Spell, ...])
    held = [s for s in found if (not s.from_ or s.from_ <= day) and (not s.to or day < s.to)]
    value = held[-1].status if held else "none"
    since = held[-1].from_ if held else None
    rows = {"state": "AAA", "treaty": treaty, "on": day, "status": value, "in_force_from": since}
    return msgspec.structs.replace(msgspec.convert(rows, Status), spells=found)


def a_law(courses: dict[str, list[dict[str, Any]]]) -> Callable[[str, str, date], Status]:
    """A law that knows the spells of one state under each treaty; others are not covered."""
    silent = [{"status": "not_covered"}]
    return lambda _, treaty, day: a_status(courses.get(treaty, silent), treaty, day)


def shift(row: dict[str, Any]) -> Shift:
    """The answer to one row of the table."""
    duties = {"t": msgspec.convert(TABLE["duties"], Duties)}
    catalog = a_catalog()
    day = date.fromisoformat(row["day"])
    law = a_law(row["courses"])
    return obligations_after("AAA", row.get("treaty", "t"), day, law, duties=duties, treaties=catalog.treaties)


@pytest.mark.parametrize("row", TABLE["cases"], ids=[row["about"] for row in TABLE["cases"]])
def test_fates(row: dict[str, Any]) -> None:
    """A course gives each obligation its fate, on the day of the law."""
    found = shift(row)
    assert [one.fate for one in found.standings] == row["fates"]
    assert str(found.turn.day) == str(row["turn"])
    assert found.turn.kind == row["kind"]
    assert list(found.findings) == row.get("findings", [])


def test_a_ground_by_another_treaty_holds_only_who_is_bound_by_it() -> None:
    """Bound: held with its date; not on record: open, and not counted; free: neither."""
    leaving = [
        {"status": "party", "from": "2010-01-01", "to": "2020-01-01"},
        {"status": "former_party", "from": "2020-01-01"},
    ]
    held = {}
    for name, course in {
        "bound": [{"status": "party", "from": "2005-05-05"}],
        "free": [{"status": "none"}],
        "silent": [{"status": "not_covered"}],
    }.items():
        one = shift({"day": "2019-07-01", "courses": {"t": leaving, "u": course}}).standings[1]
        held[name] = ([str(h.since) for h in one.held], len(one.open))
    assert held == {"bound": (["2005-05-05"], 0), "free": ([], 0), "silent": ([], 1)}


def test_the_terms_of_the_treaty_are_told_of_an_exit_only() -> None:
    """What survives by the treaty's clause is listed once, with its period."""
    leaving = [
        {"status": "party", "from": "2010-01-01", "to": "2020-01-01"},
        {"status": "former_party", "from": "2020-01-01"},
    ]
    out = shift({"day": "2019-07-01", "courses": {"t": leaving}})
    assert [one.text for one in out.terms] == ["duties on stockpiles for P1Y (Treaty T, exit clause)"]
    assert shift({"day": "2009-07-01", "courses": {"t": leaving}}).terms == ()


def test_a_gap_between_spells_is_a_time_of_freedom() -> None:
    """A state that is bound twice leaves and joins in between."""
    spells = msgspec.convert(
        [
            {"status": "party", "from": "2000-01-01", "to": "2001-01-01"},
            {"status": "party", "from": "2003-01-01", "to": None},
        ],
        tuple[Spell, ...],
    )
    assert [(str(t.day), t.kind) for t in turns(spells)] == [
        ("2000-01-01", "joins"),
        ("2001-01-01", "leaves"),
        ("2003-01-01", "joins"),
    ]


SHIPPED = {
    ("LTU", "ccm", "2024-07-18"): ("2025-03-06", "leaves"),
    ("FIN", "apmbc", "2025-07-10"): ("2026-01-10", "leaves"),
    ("BDI", "rome", "2016-10-27"): ("2017-10-27", "leaves"),
    ("TUR", "istanbul", "2021-03-20"): ("2021-07-01", "leaves"),
    ("USA", "paris", "2021-01-20"): ("2021-02-19", "joins"),
    ("VUT", "ccm", "2025-09-05"): ("2026-03-01", "joins"),
}


@pytest.fixture(scope="module")
def law() -> Statuses:
    """The law over the register we ship."""
    return Statuses(open_ledger(":memory:").view(), load_catalog())


@pytest.mark.parametrize(("asked", "expected"), SHIPPED.items(), ids="-".join)
def test_courses_of_the_register(law: Statuses, asked: tuple[str, str, str], expected: tuple[str, str]) -> None:
    """The day on which obligations change is that of the depositary, and every standing says what it rests on."""
    state, treaty, day = asked
    catalog = load_catalog()
    found = obligations_after(
        state, treaty, date.fromisoformat(day), law, duties=load_obligations(), treaties=catalog.treaties
    )
    assert (str(found.turn.day), found.turn.kind) == expected
    assert found.standings
    assert all(one.basis.startswith(f"catalog: obligations of {treaty}, art. ") for one in found.standings)


def test_a_supposed_notice_moves_the_day(law: Statuses) -> None:
    """What-if is the same question with one act more; the record itself is as before."""
    more = law.supposing(supposed_exit("FRA", "ccm", notified=date(2025, 2, 1)))
    asked = {"duties": load_obligations(), "treaties": load_catalog().treaties}
    found = obligations_after("FRA", "ccm", date(2025, 2, 1), more, **asked)
    assert (str(found.turn.day), found.turn.kind) == ("2025-08-01", "leaves")
    assert turn_near(law("FRA", "ccm", date(2025, 2, 1)), date(2025, 2, 1)).kind == "joins"


def test_an_event_carries_what_becomes_of_its_obligations() -> None:
    """A vote supposes a notice and says so; another treaty counts where the record holds it."""
    event = an_event(state="LTU", treaty="ccm", stage="parliament_vote", date="2024-07-18")
    view = open_ledger(":memory:").view()
    found = enrich(event, catalog=load_catalog(), view=view, on=date(2024, 7, 19), duties=load_obligations())
    told = {one.kind: one for one in found.implications if one.kind.startswith("obligations_")}
    assert set(told) == {"obligations_lapse", "obligations_stay_in_part"}
    lapse = told["obligations_lapse"]
    assert "lapse on 2025-01-19, if notice were given on 2024-07-19: art. 1(1)(b), never to develop" in lapse.text
    assert "ICRC rules" in told["obligations_stay_in_part"].text
    assert lapse.basis.startswith("catalog: obligations of ccm")
    assert not [one for one in enrich(event, catalog=load_catalog(), view=view, on=ON).implications if one.kind in told]


def test_members_of_the_united_nations_are_parties_to_its_charter(law: Statuses) -> None:
    """Where the record says nothing, membership with its day counts; who is no member stays unknown."""
    asked = by_membership(law, load_catalog().groups)
    found = asked("LTU", "un-charter", date(2000, 1, 1))
    assert (found.status, str(found.in_force_from)) == ("party", "1991-09-17")
    assert asked("LTU", "un-charter", date(1990, 1, 1)).status == law("LTU", "un-charter", date(1990, 1, 1)).status
    shift = obligations_after(
        "USA", "att", date(2025, 1, 1), asked, duties=load_obligations(), treaties=load_catalog().treaties
    )
    assert not [one for one in shift.standings if any(ground.ground.treaty == "un-charter" for ground in one.open)]
