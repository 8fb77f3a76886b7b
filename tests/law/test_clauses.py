"""The clause data as a whole: complete, in the shape of its schema, and right about the treaties' own entries."""

import json
import re
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from pathlib import Path
from typing import Any

import msgspec
import pytest

from servanda.catalog import load_catalog
from servanda.law import status
from servanda.model import Act, Action, Clauses, InputError, Treaty, clause
from servanda.model.clause import Consent, Objection, OtherExit, Territorial, Windows

PAGE = Path(__file__).parents[2] / "docs" / "reference" / "clauses.md"
NOUNS = {n: v for n in clause.__all__ if isinstance(v := getattr(clause, n), type) and issubclass(v, msgspec.Struct)}
WITH_CLAUSES = [t for t in load_catalog().treaties.values() if t.clauses]


def test_the_schema_names_the_fields_of_the_noun() -> None:
    """The JSON Schema beside the data and the noun `Clauses` have the same fields."""
    schema = json.loads((files("servanda.catalog") / "data" / "clauses" / "schema.json").read_text(encoding="utf-8"))
    _, nouns = msgspec.json.schema_components([Clauses])
    for name, noun in nouns.items():
        told = schema["$defs"][name]
        assert set(told["properties"]) - {"key"} == set(noun["properties"])
        assert told["additionalProperties"] is False


def values_of(field: dict[str, Any]) -> set[str]:
    """The values a field of a JSON Schema may take, where it names them."""
    return set(field.get("enum", ())).union(*(values_of(option) for option in field.get("anyOf", ())))


def test_the_schema_allows_the_values_of_the_noun() -> None:
    """A mode, style or anchor that the noun knows can be written, and no other."""
    schema = json.loads((files("servanda.catalog") / "data" / "clauses" / "schema.json").read_text(encoding="utf-8"))
    _, nouns = msgspec.json.schema_components([Clauses])
    told = {
        (name, field): (values_of(schema["$defs"][name]["properties"][field]), values_of(noun["properties"][field]))
        for name, noun in nouns.items()
        for field in noun["properties"]
    }
    assert {place: both for place, both in told.items() if both[0] != both[1]} == {}
    assert "end_of_term" in told["Delay", "style"][0]


def test_there_are_clauses_for_the_treaties_of_the_contract() -> None:
    """132 treaties have clauses."""
    assert len(WITH_CLAUSES) >= 132


@pytest.mark.parametrize("treaty", [pytest.param(t, id=t.key) for t in WITH_CLAUSES])
def test_each_treaty_says_where_it_was_read(treaty: Treaty) -> None:
    """Clauses have sources, and a right to leave has its article."""
    assert treaty.clauses
    assert treaty.clauses.sources
    rule = treaty.clauses.withdrawal
    assert rule.allowed in {"silent", "no"} or rule.article


@pytest.mark.parametrize(
    "treaty", [pytest.param(t, id=t.key) for t in WITH_CLAUSES if t.clauses and t.clauses.in_force]
)
def test_a_state_of_the_first_hour_enters_with_the_treaty(treaty: Treaty) -> None:
    """Consent long before the treaty's own entry binds on the day of that entry."""
    assert treaty.clauses
    assert treaty.clauses.in_force
    act = Act(id="a", state="FRA", treaty=treaty.key, kind=Action.RATIFICATION, date="1900-01-01")
    found = status("FRA", treaty, [act], on=date.fromisoformat(treaty.clauses.in_force))
    assert found.in_force_from == date.fromisoformat(treaty.clauses.in_force)


def test_the_count_of_a_whole_record_is_checked_against_the_published_day() -> None:
    """A whole record whose instruments give another entry than the published one is a finding."""
    treaty = load_catalog().treaties["ccm"]
    states = [f"S{n:02}" for n in range(30)]
    late = [Act(id=s, state=s, treaty="ccm", kind=Action.RATIFICATION, date="2010-03-16") for s in states]
    right = [msgspec.structs.replace(a, date="2010-02-16") for a in late]
    on = date(2020, 1, 1)
    assert status("S01", treaty, late, on=on, covered=True).findings == (
        "entry_differs:counted 2010-09-01, published 2010-08-01",
    )
    assert status("S01", treaty, right, on=on, covered=True).findings == ()


def test_named_states_decide_the_entry_of_the_test_ban() -> None:
    """The test-ban treaty enters into force 180 days after the last of the 44 states, and not while one is missing."""
    treaty = load_catalog().treaties["ctbt"]
    assert treaty.clauses
    assert treaty.clauses.entry
    named = treaty.clauses.entry.named
    acts = [Act(id=s, state=s, treaty="ctbt", kind=Action.RATIFICATION, date="2030-01-01") for s in named]
    assert len(named) == 44
    assert status("FRA", treaty, acts[:-1], on=date(2031, 1, 1)).status == "consented"
    assert status("FRA", treaty, acts, on=date(2031, 1, 1)).in_force_from == date(2030, 6, 30)


def test_leaving_the_parent_leaves_the_protocol() -> None:
    """Whoever leaves the Framework Convention on Climate Change is out of the Paris Agreement as well."""
    catalog = load_catalog()
    acts = [
        Act(id="a", state="USA", treaty="unfccc", kind=Action.RATIFICATION, date="1992-10-15"),
        Act(id="b", state="USA", treaty="paris", kind=Action.ACCEPTANCE, date="2021-01-20"),
        Act(id="c", state="USA", treaty="unfccc", kind=Action.WITHDRAWAL, date="2024-05-01"),
    ]
    treaty, parent = catalog.treaties["paris"], catalog.treaties["unfccc"]
    found = status("USA", treaty, acts, on=date(2025, 5, 1), parent=parent)
    assert (found.status.value, found.in_force_to) == ("former_party", date(2025, 5, 1))
    assert status("USA", treaty, acts, on=date(2025, 5, 1)).status == "party"


def documented() -> dict[tuple[str, str], str]:
    """The rows of the reference page: noun and field, with the key of the example or a dash."""
    found, noun = {}, ""
    for line in PAGE.read_text(encoding="utf-8").splitlines():
        noun = line.removeprefix("## ") if line.startswith("## ") else noun
        row = re.fullmatch(r"\| `(\w+)` \| .+ \| (?:`([\w-]+)`|—) \|", line)
        if row and noun in NOUNS:
            found[noun, row[1]] = row[2] or "—"
    return found


def nouns_in(value: object) -> Iterator[msgspec.Struct]:
    """A noun and every noun inside it."""
    if isinstance(value, tuple):
        for member in value:
            yield from nouns_in(member)
    elif isinstance(value, msgspec.Struct):
        yield value
        for name in value.__struct_fields__:
            yield from nouns_in(getattr(value, name))


def test_the_reference_page_tells_every_field_of_the_language() -> None:
    """Each field of each noun of the clause language stands on the reference page, and no other."""
    assert set(documented()) == {(noun, field) for noun, kind in NOUNS.items() for field in kind.__struct_fields__}


def test_the_examples_of_the_reference_page_use_the_field() -> None:
    """The treaty named as an example says something in that field."""
    treaties = load_catalog().treaties
    defaults = {noun: {f.name: f.default for f in msgspec.structs.fields(kind)} for noun, kind in NOUNS.items()}
    idle = [
        f"{noun}.{field}: {key}"
        for (noun, field), key in documented().items()
        if key != "—"
        and not any(
            getattr(value, field) not in (defaults[noun][field], None, (), "")
            for value in nouns_in(treaties[key].clauses)
            if type(value).__name__ == noun
        )
    ]
    assert idle == []


@pytest.mark.parametrize("key", ["untoc", "uncac", "ect"])
def test_organisations_do_not_count_towards_the_entry(key: str) -> None:
    """The European Union's instrument is no thirtieth one where its members' instruments count."""
    rule = load_catalog().treaties[key].clauses
    assert rule
    assert rule.entry
    assert rule.entry.not_counted
    assert "EUE" in rule.entry.not_counted.codes


def test_named_states_and_organisations_are_codes_of_the_catalog() -> None:
    """Every code in the clauses is one the catalog knows."""
    catalog = load_catalog()
    codes = {
        code
        for treaty in WITH_CLAUSES
        for value in nouns_in(treaty.clauses)
        for name in ("named", "among", "codes", "states")
        for code in getattr(value, name, ())
    }
    assert codes - set(catalog.states) == set()


def test_an_end_of_signature_is_a_day_or_the_entry() -> None:
    """`signature_until` takes a day or `entry`; anything else is refused with what to write."""
    with pytest.raises(InputError, match="is not a date"):
        Consent(signature_until="soon")


def test_a_period_that_is_none_is_refused() -> None:
    """Periods of objections, windows, territories and other exits are ISO 8601."""
    for noun in (
        lambda: Objection(period="a year"),
        lambda: Windows(every_years=10, length="1Y"),
        lambda: Territorial(article="1", not_before="P"),
        lambda: OtherExit(article="1", condition="amendment", within="soon"),
    ):
        with pytest.raises(InputError, match="is not ISO 8601"):
            noun()


def test_windows_open_after_at_least_a_year() -> None:
    """A window that opens at once is no window."""
    with pytest.raises(InputError, match="at least one year"):
        Windows(every_years=0)
