"""A dateline and the day of publication go together, or are told not to."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.corroboration import corroborate
from servanda.corroboration.dateline import dateline_day
from servanda.model import Action, Certainty, Claim, Report, Stage

DAYS = [
    ("VILNIUS, July 18 (BNS) - It left.", "2024-07-19", "2024-07-18"),
    ("VILNIUS, Dec 30 (BNS) - It left.", "2025-01-02", "2024-12-30"),
    ("New York, 6 September 2024 - It left.", "2024-09-06", "2024-09-06"),
    ("MOSCOW, Sept. 6. /TASS/. It left.", "2024-09-06", "2024-09-06"),
    ("HELSINKI, Feb 30 (STT) - It left.", "2024-03-01", ""),
    ("The Seimas voted on July 18 to leave.", "2024-07-19", ""),
    ("", "2024-07-19", ""),
]
FOUND = [
    ("July 18", "2024-07-19", []),
    ("July 20", "2024-07-19", []),
    ("July 30", "2024-07-19", ["warning"]),
    ("May 2", "2024-07-19", ["hint"]),
    ("July 18", None, []),
]


@pytest.mark.parametrize(("text", "published", "day"), DAYS)
def test_the_day_of_a_dateline(text: str, published: str, day: str) -> None:
    """A dateline gives its day, in the year nearest to publication; a sentence is none."""
    found = dateline_day(text, date.fromisoformat(published))
    assert (found.isoformat() if found else "") == day


@pytest.mark.parametrize(("day", "published", "severities"), FOUND)
def test_datelines_and_publication(day: str, published: str | None, severities: list[str]) -> None:
    """A dateline after publication is a warning, one long before it a hint, any other nothing."""
    report = Report(id="r", text=f"VILNIUS, {day} (BNS) - Lithuania left.", published=published)
    told = {"action": Action.WITHDRAWAL, "stage": Stage.EFFECTIVE, "certainty": Certainty.ASSERTED}
    (event,) = corroborate([Claim(report="r", state="LTU", treaty="ccm", **told)], [report])
    assert [f.severity for f in event.checks if f.code == "dateline_mismatch"] == severities


@given(st.text(alphabet="VILNIUS, July18(-.:0 2024\n", max_size=140))
def test_any_head_is_read(text: str) -> None:
    """No text stops the reading of its dateline."""
    assert isinstance(dateline_day(text, date(2024, 7, 19)), date | None)
