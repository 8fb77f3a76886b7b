"""A second look at reports beside one another: what is missing is lent, what comes of it is faint."""

from datetime import date

import pytest

from servanda.beside import MOST, read_beside
from servanda.catalog import load_catalog
from servanda.model import Claim, Report
from servanda.pipeline import reader

TOLD = Report(
    id="told",
    text="Lithuania's parliament voted on 18 July 2024 to withdraw from the Convention on Cluster Munitions.",
    published="2024-07-18",
)
FOLLOW_UP = "Lithuania's parliament voted to withdraw after a debate of four hours, the speaker said."


def faint(*reports: Report) -> list[Claim]:
    """What the second look finds."""
    hearing = reader()
    claims = [claim for report in reports for claim in hearing.read(report)]
    assert claims
    return list(read_beside(hearing, reports, claims, load_catalog(), today=None))


def test_a_follow_up_that_names_no_treaty_is_heard() -> None:
    """A report of the next day that leaves the treaty out stands with the report that names it, faintly."""
    found = faint(TOLD, Report(id="next", text=FOLLOW_UP, published="2024-07-19"))
    assert {(c.report, c.state, c.treaty) for c in found} == {("next", "LTU", "ccm")}
    assert all(c.confidence <= 0.3 for c in found)


@pytest.mark.parametrize(
    ("text", "published"),
    [
        (FOLLOW_UP, "2025-07-19"),
        ("The harvest was good and the choir sang until midnight.", "2024-07-19"),
    ],
)
def test_what_is_far_or_speaks_of_neither_is_left_alone(text: str, published: str) -> None:
    """A year later, or without a word on state or treaty, nothing is lent."""
    assert faint(TOLD, Report(id="next", text=text, published=published)) == []


def test_a_corpus_is_not_read_beside_itself() -> None:
    """Beyond so many reports no second look is taken, and one report has nothing beside it."""
    many = [TOLD, *(Report(id=f"r{n}", text=FOLLOW_UP, published="2024-07-19") for n in range(MOST))]
    claims = reader().read(TOLD)
    assert list(read_beside(reader(), many, claims, load_catalog(), today=date(2024, 7, 19))) == []
    assert list(read_beside(reader(), [TOLD], claims, load_catalog(), today=None)) == []
