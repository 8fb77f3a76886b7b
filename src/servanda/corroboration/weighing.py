"""Weighing: how much a report's word counts, whether a happening stands, how sure it is.

The formula, for people to check and to be replaced by a fitted one:

    weight(report)  = record of its maker elsewhere (`record`), else weights[kind], x certainties[certainty]
                      x faint, if it was read in the light of others only
                      x superseded, if its own maker has corrected it or taken it back
                        or republished, if it prints an old story again, or derived, if it copies or credits another
                      and no more than a parody's, if it rests on one, than superseded, if its agency disowns it
    sure            = 1 - product over origins of (1 - weight of the origin's weightiest report)
    confidence      = sure x (1 - contradicted x most doubt left in a contradicted field that says what happened)
    denied          : confidence x share of the evidence that asserts

Copies change nothing: an origin counts once, whatever its number of reports.
"""

from collections.abc import Mapping, Sequence
from math import prod

from servanda.catalog.evidence import Evidence
from servanda.corroboration.fields import Bench, denial_voice
from servanda.corroboration.grouping import Group
from servanda.corroboration.origins import Kinship
from servanda.corroboration.record import maker_of
from servanda.corroboration.sides import weight_of
from servanda.corroboration.sources import Source
from servanda.model import Certainty, FieldSupport

TELLING = ("state", "action", "stage", "votes", "date")
"""Fields whose contradiction makes it less sure what happened."""


def report_weights(
    group: Group,
    origins: Sequence[Sequence[str]],
    kinship: Kinship,
    evidence: Evidence,
    records: Mapping[str, float] | None = None,
) -> dict[str, float]:
    """The weight of each report's word on one happening.

    Args:
        records: maker -> reliability, where the reports at hand tell it; else the figure of its kind counts.
    """
    weights: dict[str, float] = {}
    home = {r: origin for origin in origins for r in origin}
    for mention in (*group.members, *group.denials):
        source = kinship.sources[mention.report]
        own = (records or {}).get(maker_of(source) or "", evidence.weights.get(source.kind, 0.5))
        weight = own * evidence.certainties.get(mention.claim.certainty, 1.0)
        if mention.faint:
            weight *= evidence.factors.get("faint", 1.0)
        weight *= _standing(mention.report, home[mention.report], kinship, evidence)
        if not mention.denied:
            weight = min(weight, _most(mention.report, home[mention.report], group, kinship, evidence))
        weights[mention.report] = max(weight, weights.get(mention.report, 0.0))
    return weights


def _standing(report: str, origin: Sequence[str], kinship: Kinship, evidence: Evidence) -> float:
    """What is left of a report's weight beside the other reports of its origin, 0 to 1."""
    number = dict.fromkeys(origin, 0)
    if superseded_by(report, number, {r: kinship.sources[r] for r in origin}):
        return evidence.factors.get("superseded", 1.0)
    if kinship.late_copy(report, origin):
        return evidence.factors.get("republished", 1.0)
    return evidence.factors.get("derived", 1.0) if kinship.derived(report, origin) else 1.0


def _most(report: str, origin: Sequence[str], group: Group, kinship: Kinship, evidence: Evidence) -> float:
    """The most that a report's word can weigh: little if it rests on a parody, or if its own agency disowns it."""
    mine = kinship.sources[report]
    most = 1.0
    for other in (kinship.sources[r] for r in origin):
        late = mine.published is None or other.published is None or mine.published >= other.published
        if other.kind == "satire" and late:
            most = evidence.weights.get("satire", most)
    if any(disowns(kinship.sources[denial.report], mine) for denial in group.denials):
        most = min(most, evidence.factors.get("superseded", most))
    return most


def disowns(denier: Source, source: Source) -> bool:
    """Whether a house says for itself that what another prints under its name is not its own."""
    speaks_for_itself = not (denier.organs or denier.people or denier.outlets)
    return speaks_for_itself and bool(denier.names & source.agency) and denier.publisher != source.publisher


def superseded_by(report: str, origin: Mapping[str, int], sources: Mapping[str, Source]) -> str | None:
    """The correction, within one origin, that takes a report's place, whichever of them arrived first."""
    source = sources[report]
    if source.corrects or source.retracts:
        return None
    for other in sorted(sources):
        rival = sources[other]
        if other == report or origin.get(other) != origin[report] or not (rival.corrects or rival.retracts):
            continue
        if rival.publisher == source.publisher or rival.agency & source.agency or rival.names & source.outlets:
            return other
    return None


def stands(bench: Bench) -> bool:
    """Whether the happening stands against its denials.

    A depositary's word that something was received is not undone by a denial from anywhere else.
    """
    if all(m.denied for m in bench.group.members):
        return False
    if not bench.group.denials:
        return True
    kinds = {bench.sources[m.report].kind for m in bench.group.members}
    if "depositary" in kinds and not any(bench.sources[m.report].kind == "depositary" for m in bench.group.denials):
        return True
    return weight_of(bench.voice(m, m.claim.certainty, span="") for m in bench.group.members) > _denied(bench)


def confidence(bench: Bench, fields: Mapping[str, FieldSupport]) -> float:
    """How sure it is that the happening took place as its best values tell it, 0 to 1."""
    best: dict[int, float] = {}
    for mention in bench.group.members:
        number = bench.origin[mention.report]
        best[number] = max(best.get(number, 0.0), bench.weights[mention.report])
    sure = 1 - prod(1 - weight for weight in best.values())
    sure *= 1 - bench.evidence.factors.get("contradicted", 0.0) * max(_contradicted(fields), default=0.0)
    denied = _denied(bench)
    if denied:
        told = weight_of(bench.voice(m, m.claim.certainty, span="") for m in bench.group.members)
        sure *= told / (told + denied)
    return round(min(max(sure, 0.01), 0.99), 3)


def _denied(bench: Bench) -> float:
    if all(m.denied for m in bench.group.members):
        return 0.0
    return weight_of(denial_voice(bench, d) for d in bench.group.denials)


def _contradicted(fields: Mapping[str, FieldSupport]) -> list[float]:
    """The doubt left in each contradicted field that says what happened."""
    told = [fields[name] for name in TELLING if name in fields]
    return [1 - field.probability for field in told if field.contradicts]


def best_certainty(fields: Mapping[str, FieldSupport], *, standing: bool) -> Certainty:
    """The certainty at the top of an event: denied where it does not stand."""
    if not standing:
        return Certainty.DENIED
    value = fields["certainty"].value
    firm = [c.value for c in fields["certainty"].contradicts if c.value != Certainty.DENIED]
    return Certainty(value if value != Certainty.DENIED else firm[0])
