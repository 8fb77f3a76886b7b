"""Treaties named after cities are read as treaties, cities as neither treaties nor states."""

from pathlib import Path

import pytest
import yaml

from servanda import pipeline
from servanda.model import Report

CASES = yaml.safe_load((Path(__file__).parent / "cities.yaml").read_text(encoding="utf-8"))
NAMES = CASES["names"]


def read(text):
    """The claims of a sentence."""
    return pipeline.reader().read(Report(id="city", text=text, published="2025-03-07", language="en"))


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name["city"])
@pytest.mark.parametrize("sentence", CASES["treaty"])
@pytest.mark.parametrize("actor", CASES["actors"])
def test_the_city_of_a_treaty_is_no_state(name, sentence, actor):
    """Whatever is read of such a sentence, the actor acts on the treaty, never the state where the city lies."""
    found = read(sentence.format(actor=CASES["actors"][actor], called=name["called"]))
    assert {(claim.state, claim.treaty) for claim in found} <= {(actor, name["treaty"])}


def test_most_treaties_of_cities_are_read():
    """The test above would be content with silence; nine of ten of its sentences must be read."""
    texts = [
        sentence.format(actor=actor, called=name["called"])
        for name in NAMES
        for sentence in CASES["treaty"]
        for actor in CASES["actors"].values()
    ]
    assert sum(bool(read(text)) for text in texts) >= 0.9 * len(texts)


@pytest.mark.parametrize("name", NAMES, ids=lambda name: name["city"])
@pytest.mark.parametrize("sentence", CASES["city"])
def test_a_city_is_no_treaty(name, sentence):
    """A city alone makes no claim on the treaty named after it."""
    assert read(sentence.format(city=name["city"])) == []
