"""Saved pages of depositaries, each layout in a small page of our own."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.ledger.tables import Source, Taken, sort_sources, take_tables
from servanda.model import InputError

HERE = Path(__file__).parent
CASES = yaml.safe_load((HERE / "pages.yaml").read_text(encoding="utf-8"))


def read(data: bytes) -> list[Taken]:
    """The tables of a page."""
    found = sort_sources([Source(name="page.html", data=data)])
    return take_tables(found, load_catalog(), treaties={}, today=date(2026, 1, 1))


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["page"])
def test_a_page_gives_its_acts(case: dict[str, Any]) -> None:
    """Treaty, as-of day, claimed parties, acts and rejects come out as a person would read them."""
    taken = read((HERE / "pages" / f"{case['page']}.html").read_bytes())
    acts = [
        " ".join(
            filter(
                None,
                [a.state, a.kind, a.date, a.effective and f"from {a.effective}", a.territory and f"for {a.territory}"],
            )
        )
        for one in taken
        for a in one.acts
    ]
    assert case["acts"] == acts
    assert case.get("rejects", []) == [reject.where for one in taken for reject in one.rejects]
    head = taken[0].table.head
    assert {"treaty": taken[0].key, "as_of": head.as_of, "claimed": head.claimed} == case["head"]


def test_brackets_of_the_depositary_make_an_act_contested() -> None:
    """A date in brackets was taken back since; the act says so and its participant is no party counted."""
    (table, _) = read((HERE / "pages" / "untc.html").read_bytes())
    assert {a.state for a in table.acts if a.contested} == {"LTU"}


def test_several_cities_are_one_act() -> None:
    """Deposits in several capitals are one act of the earliest day, the others in its note."""
    (table,) = read((HERE / "pages" / "several_depositaries.html").read_bytes())
    assert "also 1973-08-14 Washington" in table.acts[0].note


@pytest.mark.parametrize(
    "body",
    [
        "<p>nothing</p>",
        "<script><table><tr><th>Participant</th><th>Signature</th></tr></table></script>",
        "<table><tr><td>colour</td></tr></table>",
        "<table>" * 3000,
    ],
)
def test_a_page_without_a_table_is_refused(body: str) -> None:
    """A page that lists no participants is bad input, however it is built."""
    with pytest.raises(InputError, match="holds no table"):
        read(f"<html><body>{body}</body></html>".encode())


def test_a_page_in_an_older_encoding() -> None:
    """A page saved in the Windows code page gives the same names."""
    page = (
        "<html><h1>Convention on Cluster Munitions</h1><table><tr><th>Participant</th><th>Signature</th></tr>"
        "<tr><td>Côte d’Ivoire</td><td>4 Dec 2008</td></tr></table></html>"
    )
    (table,) = read(page.encode("cp1252"))
    assert [act.state for act in table.acts] == ["CIV"]


def test_wide_spans_do_not_fill_the_memory() -> None:
    """A cell that claims a million columns is cut to what a table can have."""
    page = (
        '<html><table><tr><th>Participant</th><th>Signature</th><th colspan="9999">x</th></tr>'
        '<tr><td rowspan="9999">France</td><td>3 Dec 2008</td></tr></table></html>'
    )
    (table,) = take_tables(
        sort_sources([Source(name="p.html", data=page.encode())]),
        load_catalog(),
        treaties={},
        today=date(2026, 1, 1),
        key="ccm",
    )
    assert [a.state for a in table.acts] == ["FRA"]
