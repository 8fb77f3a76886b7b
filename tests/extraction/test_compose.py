"""Treaties made of a head noun and a topic, wherever the sentence puts them."""

from pathlib import Path

import pytest
import yaml

from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.compose import compile_topics, with_composed
from servanda.extraction.scan import Mention
from servanda.extraction.surface import zones
from servanda.model import Report

CASES = yaml.safe_load((Path(__file__).parent / "compose.yaml").read_text(encoding="utf-8"))
TOPICS = compile_topics(load_lexicon().sections["treaty_topics"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"])
def test_a_head_finds_its_topic(case: dict[str, str | list[str] | None]) -> None:
    """The head takes the topic of its family that stands nearest, and none past a stop or another thought."""
    (zone,) = zones(Report(id="r", text=str(case["text"])))
    found = [m.value for m in with_composed(zone, [], TOPICS)]
    wanted = case["treaty"] or []
    assert found == ([wanted] if isinstance(wanted, str) else wanted)


def test_a_name_that_is_known_is_left_alone() -> None:
    """A head inside a known treaty's name takes no topic."""
    text = "The Lanzarote Convention on torture"
    (zone,) = zones(Report(id="r", text=text))
    known = Mention(4, 24, "treaty", "lanzarote", "alias")
    assert with_composed(zone, [known], TOPICS) == [known]
