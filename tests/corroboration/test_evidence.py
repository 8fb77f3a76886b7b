"""The evidence file holds what it promises: shares between 0 and 1, words in lower case, states that exist."""

from servanda.catalog import load_catalog
from servanda.catalog.evidence import load_evidence
from servanda.model import Certainty

EVIDENCE = load_evidence()


def test_weights_are_chances() -> None:
    """A kind of source is right about what it asserts with a chance between 0 and 1; a depositary with the highest."""
    assert all(0 < w < 1 for w in EVIDENCE.weights.values())
    assert max(EVIDENCE.weights, key=EVIDENCE.weights.__getitem__) == "depositary"
    assert set(EVIDENCE.certainties) == set(Certainty)


def test_words_are_in_lower_case() -> None:
    """Cues are compared with folded text."""
    cues = (*EVIDENCE.corrections, *EVIDENCE.retractions, *EVIDENCE.credit_before, *EVIDENCE.credit_after)
    organs = [word for words in EVIDENCE.organs.values() for word in words]
    assert [w for w in (*cues, *organs, *EVIDENCE.offices) if w != w.lower()] == []


def test_confusable_states_exist() -> None:
    """Each code of a confusable group is one of the catalog, unless it is a territory."""
    territories = {"ASM", "GUF"}
    codes = {code for group in EVIDENCE.confusable for code in group}
    assert codes - set(load_catalog().states) <= territories


def test_agencies_have_a_name_each() -> None:
    """Alias groups come from the list of agencies, the display name first."""
    assert "Reuters" in {group[0] for group in EVIDENCE.agencies}
    assert all(EVIDENCE.agencies)
