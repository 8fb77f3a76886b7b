"""Bodies known by everyday names are treaties where a state leaves or joins them, and nowhere else."""

from pathlib import Path

import pytest
import yaml

from servanda.catalog import load_catalog
from servanda.catalog.lexicon import load_lexicon
from servanda.extraction.gate import Gate
from servanda.extraction.membership import FORM, compile_members, member_cues, with_members
from servanda.extraction.names import build_scanner
from servanda.extraction.surface import zones
from servanda.model import Report

CASES = yaml.safe_load((Path(__file__).parent / "membership.yaml").read_text(encoding="utf-8"))
SECTIONS = load_lexicon().sections
SCANNER = build_scanner(load_catalog(), SECTIONS)
MEMBERS = compile_members(SECTIONS["treaty_members"])
GATE = Gate(member_cues(SECTIONS), SECTIONS["generics"]["heads"])


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["text"][:40])
def test_a_body_is_left_or_joined(case: dict[str, str | list[str]]) -> None:
    """The treaty of the body right behind the act; none where the body acts or describes something."""
    (zone,) = zones(Report(id="r", text=str(case["text"])))
    found = with_members(zone, SCANNER.scan(zone), MEMBERS)
    assert [m.value for m in found if m.kind == "treaty" and m.form in (FORM, "alias")] == case["treaties"]


@pytest.mark.parametrize("case", [case for case in CASES if case["treaties"]], ids=lambda case: case["text"][:40])
def test_the_gate_lets_it_pass(case: dict[str, str]) -> None:
    """Act and body together are a cue."""
    assert GATE.passes(Report(id="r", text=case["text"]))
