"""Laws of the measurement, whatever is claimed."""

from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from servanda.evaluation import Label, LabelledReport, evaluate, load_labelled
from servanda.model import Action, Certainty, Claim, Report, Stage, Votes

GOLD = Path(__file__).resolve().parents[1] / "gold"
STATES, TREATIES = ("LTU", "LVA", "FJI"), ("ccm", "apmbc", None)

fields = {
    "state": st.sampled_from(STATES),
    "treaty": st.sampled_from(TREATIES),
    "action": st.sampled_from(list(Action)),
    "stage": st.sampled_from(list(Stage)),
    "certainty": st.sampled_from(list(Certainty)),
    "date": st.sampled_from([None, "2024", "2024-07-18"]),
    "votes": st.none() | st.builds(Votes, for_=st.integers(0, 3)),
    "background": st.booleans(),
}
labels = st.lists(st.builds(Label, **fields, optional=st.booleans(), bg_either=st.booleans()), max_size=4)
claims = st.lists(st.builds(Claim, report=st.just("r"), **fields), max_size=5)


def saying(report, label):
    """The claim that says what a label says."""
    taken = {name: getattr(label, name) for name in (*fields, "body", "attributed_to")}
    return Claim(report=report, **taken)


@given(labels=labels, claims=claims)
@settings(max_examples=150, deadline=None)
def test_counts_hold_together(labels, claims):
    """What is right and what is missed make up what was asked, and no aspect has more hits than chances."""
    one = LabelledReport(report=Report(id="r", text="t"), labels=tuple(labels))
    found, silent = evaluate([one], claims), evaluate([one], [])
    assert found.keys.tp + found.keys.fn == pytest.approx(silent.keys.fn)
    assert all(0 <= rate.hit <= rate.total for rate in found.rates.values())
    assert 0 <= found.keys.f1 <= 1


@given(labels=labels, claims=claims)
@settings(max_examples=50, deadline=None)
def test_order_does_not_matter(labels, claims):
    """Claims in another order give the same figures."""
    one = LabelledReport(report=Report(id="r", text="t"), labels=tuple(labels))
    assert evaluate([one], claims) == evaluate([one], claims[::-1])


def test_a_reader_that_says_what_the_labels_say_is_perfect():
    """Our own labels do not contradict one another: repeating them gets everything right."""
    labelled = [item for item in load_labelled(GOLD) if isinstance(item, LabelledReport)]
    found = evaluate(labelled, [saying(item.report.id, label) for item in labelled for label in item.labels])
    assert found.keys.f1 == 1.0
    assert found.false_alarms.hit == 0
    assert {name: rate.share for name, rate in found.rates.items() if rate.total} == dict.fromkeys(
        ("action", "stage", "certainty", "date", "votes", "attribution", "stage_precision"), 1.0
    )
    assert msgspec.structs.replace(found, worst=()) == found
