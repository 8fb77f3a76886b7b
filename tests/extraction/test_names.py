"""Treaties named in sentences: acronyms spoken as words, groups, references, and names the catalog does not know."""

from pathlib import Path

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.gate import Gate
from servanda.extraction.names import build_scanner, treaty_names
from servanda.extraction.surface import zones
from servanda.extraction.unknown import compile_unknown, with_unknown
from servanda.model import Report

CASES = yaml.safe_load((Path(__file__).parent / "names.yaml").read_text(encoding="utf-8"))
SECTIONS = load_lexicon().sections
SCANNER = build_scanner(load_catalog(), SECTIONS)
DAYS = (*SECTIONS["times"]["weekdays"], *SECTIONS["times"]["months"])
SHAPE = compile_unknown(SECTIONS["generics"]["heads"], SECTIONS["generics"]["links"], DAYS)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_treaties_are_named(case: dict[str, str | list[str]]) -> None:
    """The treaties of a sentence, in its order, and no other."""
    (zone,) = zones(Report(id="r", text=str(case["text"])))
    found = [m for m in with_unknown(zone, SCANNER.scan(zone), SHAPE) if m.kind == "treaty"]
    assert [f"{'*' if m.weak else ''}{m.value}" for m in found] == case["treaties"]


def test_an_acronym_printed_as_a_word_passes_the_gate() -> None:
    """A cue that is known in capitals and as a word is a cue in both; an acronym of four letters only in its own."""
    names = [name.text for name in treaty_names(load_catalog(), SECTIONS["treaty_groups"]["groups"])]
    gate = Gate(names, SECTIONS["generics"]["heads"])
    passing = [word for word in ("Icerd", "ICERD", "Cedaw", "Irena", "Tpnw") if gate.passes(Report(id="r", text=word))]
    assert passing == ["Icerd", "ICERD", "Cedaw"]
