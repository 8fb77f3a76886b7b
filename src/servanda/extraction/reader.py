"""The reader: a Report in, its Claims out. Pure and total: any text gives a list, never an exception of its own.

Passes, in order: registers (notices and tables have a grammar of their own), surface, scan, clauses, frames, drafts,
judge, tellings; then credits, persons and arguments around what is told. `docs/explanation/reading.md` has the picture.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

import msgspec

from servanda.catalog import Catalog
from servanda.extraction.claims import Surroundings, claim_of, register_claim, with_effect
from servanda.extraction.compose import with_composed
from servanda.extraction.draft import Draft
from servanda.extraction.drafts import drafts
from servanda.extraction.gate import Gate
from servanda.extraction.judge import Judge
from servanda.extraction.membership import member_cues, with_members
from servanda.extraction.mending import mend, vocabulary
from servanda.extraction.names import in_office, state_names, treaty_names
from servanda.extraction.numerals import Token, tokenize
from servanda.extraction.places import without_places
from servanda.extraction.registerline import Frame as RegisterFrame
from servanda.extraction.registers import read_register
from servanda.extraction.respelling import Speller, compile_words
from servanda.extraction.scan import Mention
from servanda.extraction.surface import zones
from servanda.extraction.told import tellings
from servanda.extraction.tools import compile_tools
from servanda.extraction.unknown import with_unknown
from servanda.model import Claim, Report, parse_edtf


class Prepared(msgspec.Struct, frozen=True, kw_only=True):
    """A report with its tokens, all its drafts and its lines of a register: everything before the judge."""

    report: Report
    drafts: tuple[Draft, ...]
    registered: tuple[RegisterFrame, ...]
    tokens: Sequence[Token]


class Reader:
    """Reads reports in one language over one catalog; build it once and use it from any number of reports."""

    def __init__(
        self,
        catalog: Catalog,
        sections: Mapping[str, Any],
        *,
        judge: bytes,
        ladder: tuple[Mapping[str, Any], ...],
        agencies: Iterable[str] = (),
    ) -> None:
        """Compile the tools; arguments as in `tools.compile_tools`."""
        treaties = list(treaty_names(catalog, sections["treaty_groups"]["groups"]))
        states, names = list(state_names(catalog)), [name.text for name in treaties]
        self._known = vocabulary((*names, *(name.text for name in states)), sections)
        self._speller = Speller(compile_words(sections, states, treaties, self._known))
        self._gate = Gate((*names, *member_cues(sections)), sections["generics"]["heads"])
        self._tools = compile_tools(catalog, sections, judge=judge, ladder=ladder, agencies=agencies)

    @property
    def judge(self) -> Judge:
        """The judge that ships with the language."""
        return self._tools.judge

    def read(self, report: Report, *, today: date | None = None) -> list[Claim]:
        """The claims of a report, in the order of its text.

        Args:
            report: any report; spans of the claims count characters of its text, or of its title where they say so.
            today: the day of publication assumed where the report has none.
        """
        mended = mend(report, self._known)
        whole = mended.report if mended else report
        prepared, respelt = self.prepare(whole, today=today), None
        if prepared is None and (self._gate.passes(whole) or self._speller.suspects(whole.text)):
            respelt = self._speller.respell(whole)
            prepared = self.prepare(respelt.report, today=today) if respelt else None
        claims = self.claims_of(prepared, self._tools.judge) if prepared else []
        for mending in (respelt, mended):
            claims = [mending.claim_as_given(claim) for claim in claims] if mending else claims
        return claims

    def prepare(self, report: Report, *, today: date | None = None) -> "Prepared | None":
        """Everything before the judge; None where there is nothing to judge; the judge is grown from it."""
        if not self._gate.passes(report):
            return None
        cut = zones(report)
        scan, shape = self._tools.grammars.scanner.scan, self._tools.unknown
        named = [with_members(zone, without_places(zone, scan(zone)), self._tools.members) for zone in cut]
        named = [with_unknown(zone, mentions, shape) for zone, mentions in zip(cut, named, strict=True)]
        scanned = [with_composed(zone, mentions, self._tools.topics) for zone, mentions in zip(cut, named, strict=True)]
        published = report.published or (today.isoformat() if today else None)
        scanned = [[m for m in mentions if in_office(m, published)] for mentions in scanned]
        if not _may_tell(scanned):
            return None
        anchor = _anchor(published)
        tokens = tokenize(report.text, self._tools.numerals)
        made = drafts(cut, scanned, published, anchor, self._tools.grammars, tokens)
        registered = self._registered(report, anchor, tokens)
        if not made and not registered:
            return None
        return Prepared(report=report, drafts=tuple(made), registered=tuple(registered), tokens=tokens)

    def claims_of(self, prepared: "Prepared", judge: Judge) -> list[Claim]:
        """Judge what was prepared; where a register or notice was read by its own grammar, only that.

        What is credited, named and argued around the claims is looked for only where something is told.
        """
        report = prepared.report
        told = [] if prepared.registered else tellings(prepared.drafts, judge)
        if not told and not prepared.registered:
            return []
        around = Surroundings.of(report, prepared.tokens, self._tools)
        if prepared.registered:
            return [register_claim(frame, report, around) for frame in prepared.registered]
        return with_effect([claim_of(telling, report, around) for telling in told])

    def _registered(self, report: Report, anchor: date | None, tokens: Sequence[Token]) -> Sequence[Any]:
        return read_register(
            report.text,
            self._tools.registers,
            resolve_state=lambda text: self._tools.states.get(text.strip().lower()),
            resolve_treaty=self._treaty,
            title=report.title or "",
            anchor=anchor,
            tokens=tokens,
        )

    def _treaty(self, text: str) -> str | None:
        """The first treaty a heading or cell names."""
        zone = zones(Report(id="cell", text=text))[0]
        named = [m for m in self._tools.grammars.scanner.scan(zone) if m.kind == "treaty" and not m.weak]
        return named[0].value.split("+")[0] if named else None


def _may_tell(scanned: Sequence[Sequence[Mention]]) -> bool:
    """Whether a treaty is named, and a state, its chamber or an office-holder: without both there is no claim."""
    kinds = {m.kind if m.kind != "body" else m.form for mentions in scanned for m in mentions}
    return "treaty" in kinds and not kinds.isdisjoint(("state", "chamber", "person"))


def _anchor(published: str | None) -> date | None:
    """The day relative times lean on; a month or year is no day."""
    span = parse_edtf(published) if published else None
    return span.first if span and span.is_day else None
