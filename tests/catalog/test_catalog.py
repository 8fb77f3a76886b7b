"""What the shipped catalog holds, and how it is asked."""

import contextlib
from datetime import date
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog import load_catalog
from servanda.catalog.text import fold
from servanda.model.errors import InputError

TABLE = yaml.safe_load((Path(__file__).parent / "found.yaml").read_text(encoding="utf-8"))
TODAY = date(2026, 1, 1)
CATALOG = load_catalog()


@pytest.mark.parametrize("code", TABLE["states"])
def test_state_by_any_name(code):
    """A state is found by code, by our names and by its name in any language, whatever the case."""
    assert {text: CATALOG.state(text).code for text in TABLE["states"][code]} == dict.fromkeys(
        TABLE["states"][code], code
    )


@pytest.mark.parametrize("text", TABLE["unknown"])
def test_nearest_state(text):
    """A name that is wrong by a letter is refused with the name that was meant."""
    with pytest.raises(InputError) as caught:
        CATALOG.state(text)
    assert TABLE["unknown"][text] in str(caught.value)


@pytest.mark.parametrize("text", ["", " ", "?", "Dominican", "qqqqqqq"])
def test_no_state(text):
    """What names no state is refused with a hint, never guessed."""
    with pytest.raises(InputError) as caught:
        CATALOG.state(text)
    assert caught.value.hint


@given(st.text(max_size=30))
def test_asking_is_total(text):
    """Any text gives a state or an InputError."""
    with contextlib.suppress(InputError):
        assert CATALOG.state(text).code in CATALOG.states


@given(st.text(max_size=40))
def test_fold_is_idempotent(text):
    """Folding what is folded changes nothing, but for an article that a fold uncovered."""
    once = fold(text)
    assert fold(once) in {once, once.removeprefix("the ")}


def test_every_state_by_its_own_names():
    """Every state is found by its name, its official name and its codes."""
    for code, state in CATALOG.states.items():
        for text in (code, state.name, state.official or code, state.iso2 or code, *state.codes):
            assert CATALOG.state(text).code == code, text


def test_members_of_the_united_nations():
    """The 193 members of the catalog are the members of the group `un`."""
    members = {code for code, state in CATALOG.states.items() if state.kind == "member"}
    assert len(members) == 193
    assert set(CATALOG.group("UN").members_on(TODAY)) == members


@pytest.mark.parametrize(
    ("group", "day", "size"),
    [
        ("nato", date(2026, 1, 1), 32),
        ("nato", date(1990, 1, 1), 16),
        ("nato", date(2024, 3, 6), 31),
        ("eu", date(2020, 1, 31), 28),
        ("eu", date(2020, 2, 1), 27),
        ("csto", date(2013, 1, 1), 6),
        ("csto", date(2007, 1, 1), 7),
        ("coe", date(2022, 3, 15), 47),
        ("coe", date(2022, 3, 16), 46),
        ("osce", date(2026, 1, 1), 57),
        ("asean", date(2025, 10, 25), 10),
        ("asean", date(2026, 1, 1), 11),
        ("au", date(2026, 1, 1), 54),
        ("arab-league", date(2026, 1, 1), 22),
        ("ecowas", date(2025, 1, 28), 15),
        ("ecowas", date(2025, 1, 29), 12),
        ("oas", date(2023, 11, 18), 34),
        ("brics", date(2023, 1, 1), 5),
        ("g7", date(2010, 1, 1), 8),
        ("p5", date(1991, 12, 25), 5),
        ("p5", date(1991, 12, 26), 5),
        ("un", date(1985, 1, 1), 159),
        ("un", date(1999, 1, 1), 184),
    ],
)
def test_size_of_groups(group, day, size):
    """A group has as many members on a day as it published, by the catalog's way of counting predecessors."""
    assert len(CATALOG.group(group).members_on(day)) == size


def test_groups_of():
    """The groups of a state depend on the day."""
    assert [g.key for g in CATALOG.groups_of("LTU", date(2004, 3, 28))] == ["baltic", "coe", "osce", "un"]
    assert "nato" in [g.key for g in CATALOG.groups_of("LTU", date(2004, 3, 29))]


def test_members_existed():
    """No member of a group is one of the catalog's former states on a day after its end."""
    for group in CATALOG.groups.values():
        for code in group.members_on(TODAY):
            assert CATALOG.states[code].until is None, (group.key, code)


def test_group_treaties_exist():
    """A group's founding treaty is one of the catalog."""
    assert [g.key for g in CATALOG.groups.values() if g.treaty and g.treaty not in CATALOG.treaties] == []


def test_neighbours_are_symmetric_and_plausible():
    """Borders stand on both sides; the states with most neighbours have the numbers the atlases give."""
    for code, others in CATALOG.borders.items():
        assert code not in others
        assert all(code in CATALOG.neighbours(other) for other in others)
    assert CATALOG.neighbours("LTU") == ("BLR", "LVA", "POL", "RUS")
    assert (len(CATALOG.neighbours("CHN")), len(CATALOG.neighbours("RUS"))) == (14, 14)
    assert (CATALOG.neighbours("JPN"), CATALOG.neighbours("ISR")) == ((), ("EGY", "JOR", "LBN", "PSE", "SYR"))


def test_chambers():
    """There are at least a hundred chambers; a parliament has one house, or a lower and an upper one."""
    assert len(CATALOG.chambers) >= 100
    for code in CATALOG.states:
        now = [c for c in CATALOG.chambers_of(code) if c.id != "per-congreso"]
        assert sorted(c.kind for c in now) in ([], ["single"], ["lower"], ["lower", "upper"]), code


@pytest.mark.parametrize(
    ("chamber", "day", "seats"),
    [
        ("ltu-seimas", TODAY, 141),
        ("irl-dail", date(2024, 7, 1), 160),
        ("irl-dail", TODAY, 174),
        ("ita-camera", date(2022, 1, 1), 630),
        ("ita-camera", TODAY, 400),
        ("deu-bundestag", date(2010, 1, 1), None),
        ("gbr-lords", TODAY, None),
    ],
)
def test_seats_on_a_day(chamber, day, seats):
    """Seats are those of the day asked about; before the first day on record they are not known."""
    (found,) = [c for c in CATALOG.chambers if c.id == chamber]
    assert found.seats_on(day) == seats


def test_seats_now_are_the_last_on_record():
    """The number of seats now is the last of the history."""
    for chamber in CATALOG.chambers:
        if chamber.history:
            assert chamber.seats == chamber.history[-1].count, chamber.id


def test_approvals():
    """Who must approve is told with its article; what the source does not say is None."""
    lithuania, america = CATALOG.state("LTU").approval, CATALOG.state("USA").approval
    assert lithuania is not None
    assert america is not None
    assert (lithuania.exit, america.ratification, america.exit) == (("ltu-seimas",), ("usa-senate",), None)
    assert all(s.approval.source for s in CATALOG.states.values() if s.approval)


def test_former_states():
    """A former state ends, and something came of it."""
    for code, state in CATALOG.states.items():
        if state.kind == "former":
            assert state.until, code
            assert state.successors, code
    assert CATALOG.states["SUN"].exists_on("1991-12-25")
    assert not CATALOG.states["SUN"].exists_on("1991-12-26")


def test_names_of_every_kind():
    """The names a reader scans for carry their kind and their doubt."""
    names = {(n.text, n.kind): n.ambiguous for n in CATALOG.state("GEO").names}
    assert names["Georgia", "name"]
    assert not names["Tbilisi", "capital"]
    kremlin = {(n.text, n.kind): n.ambiguous for n in CATALOG.state("RUS").names}
    assert not kremlin["Kremlin", "metonym"]
    assert {"Lithuanian", "Lithuanians"} <= set(CATALOG.state("LTU").texts("demonym"))


def test_shared_names_are_doubtful():
    """A name that two living states share is marked as doubtful with both."""
    owners = {}
    for state in CATALOG.states.values():
        if state.until is None:
            for name in state.names:
                owners.setdefault(name.text, {})[state.code] = name.ambiguous
    assert {t: o for t, o in owners.items() if len(o) > 1 and not all(o.values())} == {}


@pytest.mark.parametrize("text", ["CCM", "ccm", "XXVI-6", "xxvi.6", "26-6", "Convention on Cluster Munitions"])
def test_treaty(text):
    """A treaty is found by key, number and name in any case."""
    assert CATALOG.treaty(text).key == "ccm"


def test_no_treaty():
    """A treaty that is wrong by a letter is refused with the one that was meant."""
    with pytest.raises(InputError) as caught:
        CATALOG.treaty("Convention on Cluster Muntions")
    assert "ccm" in str(caught.value)
