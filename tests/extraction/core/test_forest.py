"""Forests: the walk over a run of whole numbers, and that the shipped ones are well formed and small."""

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from servanda.catalog.judge import load_judge
from servanda.extraction.forest import Forest
from servanda.extraction.judge import Judge, steps
from servanda.model import Certainty, Stage

SMALL = Forest(
    classes=("no", "yes"),
    features=("a", "b"),
    trees=((0, 7, -2, 0, 90, 1, 10, 1, 12, -1, 1, 100, -1, 0, 100), (-1, 1, 100)),
)
JUDGE = msgspec.json.decode(load_judge(), type=Judge)


@pytest.mark.parametrize(
    ("traits", "yes"), [((), 0.55), (("b",), 0.55), (("a",), 1.0), (("a", "b"), 0.5)], ids=["-", "b", "a", "ab"]
)
def test_votes_are_averaged(traits: tuple[str, ...], yes: float):
    """Each tree is walked by the traits that are there, and the shares of its leaf are added up."""
    assert SMALL.weigh(frozenset(traits))["yes"] == pytest.approx(yes)


@given(st.sets(st.sampled_from(sorted({*JUDGE.told.features, *JUDGE.stage.features}))))
def test_shipped_forests_answer_everything(traits: set[str]):
    """Whatever traits are there, the shipped forests give shares that add up to one."""
    for forest in (JUDGE.told, JUDGE.stage, JUDGE.certainty, JUDGE.history):
        assert sum(forest.weigh(traits).values()) == pytest.approx(1.0)


def test_shipped_forests_are_small():
    """The weights stay below 300 kB, so that start-up stays quick and a diff can be read."""
    assert len(load_judge()) < 300_000


def test_shipped_forests_speak_the_vocabulary():
    """Stages and certainties that the forests vote for are those of the model."""
    assert set(JUDGE.stage.classes) <= {stage.value for stage in Stage}
    assert set(JUDGE.certainty.classes) <= {certainty.value for certainty in Certainty}


def test_quantities_become_steps():
    """A quantity gives one trait for every limit it reaches."""
    assert steps("n", 3, (2, 3, 4)) == {"n>=2", "n>=3"}
