"""Who stands behind a report and whom it credits."""

import msgspec
import pytest

from servanda.catalog.evidence import load_evidence
from servanda.corroboration.sources import Source, organ_kind, outlet_names, read_sources
from servanda.model import Claim, Report

EVIDENCE = load_evidence()


def source(text: str, credited: tuple[str, ...] = (), **fields: str) -> Source:
    """The source of one report with one claim."""
    plain = {"report": "r", "state": "LTU", "action": "withdrawal", "stage": "announced", "certainty": "asserted"}
    claim = msgspec.convert({**plain, "attributed_to": credited}, Claim)
    return read_sources([Report(id="r", text=text, **fields)], [claim], EVIDENCE)["r"]


@pytest.mark.parametrize(
    ("publisher", "text", "kind"),
    [
        ("UN Treaty Collection", "", "depositary"),
        ("Ministry of Foreign Affairs", "", "official"),
        ("Volta News Agency", "", "agency"),
        ("Reuters", "", "agency"),
        ("Morning Post", "LAGOS (Reuters) - The house voted.", "agency"),
        ("Morning Post", "The house voted.", "press"),
        (None, "The house voted.", "unnamed"),
        ("The Herring", "Satire. The house voted.", "satire"),
    ],
)
def test_kinds(publisher: str | None, text: str, kind: str) -> None:
    """The publisher's name, an agency tag and the report's own word tell its kind."""
    assert source(text, **({"publisher": publisher} if publisher else {})).kind == kind


def test_dateline_tag_is_an_agency() -> None:
    """The name in brackets between place and dash made the report."""
    assert "kbn" in source("NAIROBI, May 14 (KBN) - The house voted.").agency
    assert "tass" in source("VILNIUS, July 18. /TASS/. The house voted.").agency
    assert not source("The house voted. It took long - too long.").agency


def test_credits_are_told_apart() -> None:
    """Agencies and papers, organs of a state, and people are three kinds of credit."""
    text = "The weekly Hornet writes that it will go. The foreign ministry and Ana Li agreed, TASS reported."
    found = source(text, ("TASS", "Hornet", "foreign ministry", "Ana Li"))
    assert {"tass", "hornet"} <= found.outlets
    assert (found.organs, found.people) == ({"ministry"}, {"ana li"})


def test_text_credits_are_heard_without_extraction() -> None:
    """A known agency credited in so many words counts even where no claim carries it."""
    assert "reuters" in source("It left, according to Reuters.").outlets
    assert "reuters" not in source("The Reuters building burnt down. It left.").outlets


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("Council of Ministers", "government"),
        ("Kenya's National Assembly", "parliament"),
        ("the Federal Senate", "upper"),
        ("Chamber of Deputies", "lower"),
        ("Constitutional Court", "court"),
        ("foreign ministry", "ministry"),
        ("Ana Li", None),
    ],
)
def test_organs(name: str, kind: str | None) -> None:
    """The longest word of the evidence file in a name decides what organ it is."""
    assert organ_kind(name, EVIDENCE) == kind


def test_outlets_go_by_initials_and_core() -> None:
    """An agency is met under its initials, and without the words that every agency carries."""
    assert "lins" in outlet_names("Leeward Islands News Service", EVIDENCE)
    assert "cerrado" in outlet_names("Agência Cerrado", EVIDENCE)
    assert "AFP".casefold() in outlet_names("Agence France-Presse", EVIDENCE)
