"""A Source: who stands behind a report, and whom it credits.

Reads the publisher, the agency tag of the dateline, and the words of credit in the text ("according to X",
"X reports"). Decides nothing about what is true.
"""

import re
from collections.abc import Iterable, Sequence
from datetime import date
from functools import lru_cache

import msgspec

from servanda.catalog.evidence import Evidence
from servanda.corroboration.mention import published_on
from servanda.corroboration.words import any_of, fold, holds, parts, words
from servanda.model import Claim, Report

_TAG = re.compile(r"^\s*[^\n()/]{2,60}?(?:\(([^()\n\d]{2,40})\)\s*[-–—:]|/([^/\n\d]{2,40})/\s*[-–—:.])")
"""The agency tag of a dateline: `NAIROBI, May 14 (KBN) -` or `VILNIUS, July 18. /TASS/.`"""

_SMALL = frozenset(
    {"the", "of", "and", "for", "de", "da", "do", "la", "le", "des", "du", "und", "der", "die", "y", "e"}
)


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """Who stands behind one report.

    Args:
        kind: `depositary`, `official`, `agency`, `press`, `unnamed` or `satire`.
        names: folded names of its publisher and agency, short and long.
        publisher: the publisher, folded, None where it names nobody in particular.
        agency: the folded names of the agency tag alone.
        outlets: outlets it credits. organs: kinds of organ it credits. people: other names it credits.
        organ: the kind of organ that publishes it, for an official source.
        interview, own: whether it rests on an interview, or says that it heard or saw for itself.
        corrects, retracts: whether it is put as a correction, or takes a report back.
    """

    report: str
    kind: str
    names: frozenset[str] = frozenset()
    publisher: str | None = None
    agency: frozenset[str] = frozenset()
    outlets: frozenset[str] = frozenset()
    organs: frozenset[str] = frozenset()
    people: frozenset[str] = frozenset()
    organ: str | None = None
    interview: bool = False
    own: bool = False
    corrects: bool = False
    retracts: bool = False
    published: date | None = None


def read_sources(reports: Sequence[Report], claims: Iterable[Claim], evidence: Evidence) -> dict[str, Source]:
    """The source of every report, report id -> Source."""
    credits_: dict[str, list[str]] = {}
    for claim in claims:
        credits_.setdefault(claim.report, []).extend(claim.attributed_to)
    own_names = {report.id: _own_names(report, evidence) for report in reports}
    known = frozenset(name for names, _ in own_names.values() for name in names if len(name) > 2)
    known |= {fold(alias) for group in evidence.agencies for alias in group}
    return {
        report.id: _source(report, own_names[report.id], credits_.get(report.id, []), known, evidence)
        for report in reports
    }


def outlet_names(name: str, evidence: Evidence) -> frozenset[str]:
    """The folded forms one outlet may go by: in full, without generic words, as initials, as its agency's first name.

    Example:
        >>> sorted(outlet_names("Leeward Islands News Service", Evidence(generic_outlet_words=("news", "service"))))
        ['leeward islands', 'leeward islands news service', 'lins']
    """
    tokens = [t for t in words(name) if t not in _SMALL]
    if not tokens:
        return frozenset()
    generic = {fold(w) for w in evidence.generic_outlet_words}
    core = [t for t in tokens if t not in generic]
    forms = {" ".join(tokens), " ".join(core)} - {""}
    if len(tokens) > 2:
        forms.add("".join(t[0] for t in tokens))
    forms |= {first for first, aliases in _folded(evidence.agencies) if forms & aliases}
    return frozenset(forms)


@lru_cache(maxsize=8)
def _folded(agencies: tuple[tuple[str, ...], ...]) -> list[tuple[str, frozenset[str]]]:
    """Each agency's first name with all its aliases, folded."""
    return [(fold(group[0]), frozenset(map(fold, group))) for group in agencies]


def organ_kind(name: str, evidence: Evidence) -> str | None:
    """The kind of organ a name speaks of, by the longest word of the evidence file in it."""
    folded = fold(name)
    hits = [(len(m.group()), kind) for kind, known in evidence.organs.items() for m in any_of(known).finditer(folded)]
    return max(hits)[1] if hits else None


def _own_names(report: Report, evidence: Evidence) -> tuple[frozenset[str], frozenset[str]]:
    """All names of a report's makers, and those of its agency tag alone."""
    tag = _TAG.match(report.text)
    tags = [t for t in (report.agency, (tag.group(1) or tag.group(2)) if tag else None) if t]
    agency = frozenset(form for t in tags for form in outlet_names(t, evidence))
    return agency | outlet_names(report.publisher or "", evidence), agency


def _source(
    report: Report,
    own: tuple[frozenset[str], frozenset[str]],
    credited: list[str],
    known: frozenset[str],
    evidence: Evidence,
) -> Source:
    names, agency = own
    folded = fold(f"{report.title or ''}\n{report.text}")
    generic = {fold(p) for p in evidence.generic_publishers}
    publisher = fold(report.publisher or "").strip()
    outlets, organs, people = _credits(credited, folded, known, evidence)
    kind = _kind(report, bool(agency), folded, evidence)
    return Source(
        report=report.id,
        kind=kind,
        names=names,
        publisher=publisher if publisher and publisher not in generic else None,
        agency=agency,
        outlets=outlets | _text_credits(folded, known - names, evidence),
        organs=organs,
        people=people,
        organ=organ_kind(report.publisher or "", evidence) if kind == "official" else None,
        interview=holds(folded, evidence.interview),
        own=holds(folded, evidence.own_reporting),
        corrects=holds(folded, evidence.corrections),
        retracts=holds(folded, evidence.retractions),
        published=published_on(report),
    )


def _credits(
    credited: list[str], folded: str, known: frozenset[str], evidence: Evidence
) -> tuple[frozenset[str], frozenset[str], frozenset[str]]:
    """Credited names told apart: outlets, organs of a state, people."""
    outlets: set[str] = set()
    organs: set[str] = set()
    people: set[str] = set()
    for name in credited:
        forms, organ = outlet_names(name, evidence), organ_kind(name, evidence)
        if forms & known or _credited_as_outlet(fold(name), folded, evidence):
            outlets |= forms
        elif organ:
            organs.add(organ)
        else:
            people.add(fold(name))
    return frozenset(outlets), frozenset(organs), frozenset(people)


def _credited_as_outlet(name: str, folded: str, evidence: Evidence) -> bool:
    """Whether the text credits a name as one credits a paper: a generic word of the trade stands beside it."""
    at = folded.find(name)
    before = words(folded[max(0, at - 40) : at])[-1:] if at >= 0 else []
    trade = {fold(w) for w in evidence.generic_outlet_words} - {"the", "state", "official", "independent"}
    if trade & {*before, *words(name)}:
        return True
    tail = folded[at + len(name) : at + len(name) + 20].lstrip(" ,") if at >= 0 else ""
    return tail.startswith(("writes", "reports", "reported", "wrote"))


def _text_credits(folded: str, known: frozenset[str], evidence: Evidence) -> frozenset[str]:
    """Known outlets that the text credits in so many words."""
    if not evidence.credit_before or not evidence.credit_after:
        return frozenset()
    before, after = any_of(evidence.credit_before).pattern, any_of(evidence.credit_after).pattern
    found = set()
    said = set(words(folded))
    for name in known:
        if parts(name) <= said and name in folded:
            text = re.escape(name)
            credited = rf"{before}\s+(?:\w+\s+){{0,3}}?{text}(?!\w)"
            credits_ = rf"(?<!\w){text}\s*(?:,\s*)?{after}|,\s*{text} said"
            if re.search(f"{credited}|{credits_}", folded):
                found.add(name)
    return frozenset(found)


def _kind(report: Report, has_agency: bool, folded: str, evidence: Evidence) -> str:
    publisher = fold(report.publisher or "")
    if holds(f"{publisher} {folded[:300]}", evidence.satire):
        return "satire"
    for kind in ("depositary", "official", "agency"):
        if holds(publisher, evidence.source_words.get(kind, ())):
            return kind
    if has_agency or outlet_names(publisher, evidence) & {fold(g[0]) for g in evidence.agencies}:
        return "agency"
    return "press" if publisher and publisher not in {fold(p) for p in evidence.unsigned_publishers} else "unnamed"
