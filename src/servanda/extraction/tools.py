"""Everything reading needs, compiled once from a catalog and a lexicon: the automaton, the grammars, the judge."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from servanda.catalog import Catalog
from servanda.extraction.arguments import Codebook, compile_arguments
from servanda.extraction.attribution import AttributionGrammar, compile_attribution
from servanda.extraction.compose import Topics, compile_topics
from servanda.extraction.drafts import Grammars, closed_classes
from servanda.extraction.judge import Judge
from servanda.extraction.membership import Members, compile_members
from servanda.extraction.names import build_scanner
from servanda.extraction.numerals import NumeralLexicon, compile_numerals
from servanda.extraction.persons import NameWords, compile_persons
from servanda.extraction.registerline import RegisterGrammar
from servanda.extraction.registers import compile_registers
from servanda.extraction.tallies import compile_tallies
from servanda.extraction.times import compile_times
from servanda.extraction.unknown import compile_unknown


class Tools(msgspec.Struct, frozen=True, kw_only=True):
    """Compiled once, never changed."""

    grammars: Grammars
    judge: Judge
    attribution: AttributionGrammar
    persons: NameWords
    registers: RegisterGrammar
    codebook: Codebook
    numerals: NumeralLexicon
    states: dict[str, str]
    unknown: re.Pattern[str]
    topics: Topics
    members: Members


def compile_tools(
    catalog: Catalog,
    sections: Mapping[str, Any],
    *,
    judge: bytes,
    ladder: tuple[Mapping[str, Any], ...],
    agencies: Iterable[str] = (),
) -> Tools:
    """Compile the tools.

    Args:
        catalog: states, treaties, chambers.
        sections: of a Lexicon.
        judge: the forests, JSON (`catalog.judge.load_judge`).
        ladder: the stage table (`catalog.judge.load_ladder`).
        agencies: names of news agencies.
    """
    numerals = sections["numerals"]
    times = compile_times(sections["times"], numerals)
    return Tools(
        grammars=Grammars(
            scanner=build_scanner(catalog, sections),
            times=times,
            tallies=compile_tallies(sections["tallies"], numerals),
            ladder=ladder,
            closed=closed_classes(sections["closed"]),
        ),
        judge=msgspec.json.decode(judge, type=Judge),
        attribution=compile_attribution(sections["attribution"], sections["persons"], numerals, agencies),
        persons=compile_persons(sections["persons"]),
        registers=compile_registers(sections["registers"], times),
        codebook=compile_arguments(sections["arguments"], numerals),
        numerals=compile_numerals(numerals),
        states=_names_of_states(catalog),
        topics=compile_topics(sections["treaty_topics"]),
        members=compile_members(sections["treaty_members"]),
        unknown=compile_unknown(
            sections["generics"]["heads"],
            sections["generics"]["links"],
            (*sections["times"]["weekdays"], *sections["times"]["months"]),
        ),
    )


def _names_of_states(catalog: Catalog) -> dict[str, str]:
    """Names as a register prints them, lower case, to codes; demonyms and capitals name nobody there."""
    return {
        name.text.lower(): state.code
        for state in catalog.states.values()
        for name in state.names
        if name.kind in ("name", "former_name", "abbreviation")
    } | {state.name.lower(): state.code for state in catalog.states.values()}
