"""Fields of one happening: what each report gives, side by side, copies counted once."""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import msgspec

from servanda.catalog.evidence import Evidence
from servanda.corroboration.grouping import Group
from servanda.corroboration.likeness import gap, tallies_differ
from servanda.corroboration.mention import LEAVING, Mention, family
from servanda.corroboration.persons import Named, one_name_two_spellings, same_person
from servanda.corroboration.sides import Side, Voice, take_sides
from servanda.corroboration.sources import Source
from servanda.corroboration.truth import as_field
from servanda.model import Action, Certainty, FieldSupport, Stage, Votes, parse_edtf

T = TypeVar("T")

FIRMNESS = {Certainty.ASSERTED: 2.0, Certainty.PLANNED: 1.0, Certainty.HYPOTHETICAL: 0.0, Certainty.DENIED: 0.0}
DEEDS = frozenset({Stage.NOTIFIED, Stage.EFFECTIVE})
"""Rungs that one person does: who signed, who deposited."""


class Bench(msgspec.Struct, frozen=True, kw_only=True):
    """All that weighing one group needs.

    Args:
        group: the happening.
        origin: report id -> number of its origin.
        sources: report id -> Source.
        weights: report id -> weight of its word.
        effects: report id -> date of effect its own claims give for the course.
        people: report id -> the persons it names.
        texts: report id -> text, for quotations.
    """

    group: Group
    origin: Mapping[str, int]
    sources: Mapping[str, Source]
    weights: Mapping[str, float]
    effects: Mapping[str, str]
    people: Mapping[str, Named]
    texts: Mapping[str, str]
    evidence: Evidence

    def voice(self, mention: Mention, value: T, *, span: str, factor: float = 1.0) -> Voice[T]:
        """One report's voice, with its own words where the claim has a span for them."""
        weight = self.weights[mention.report] * factor
        if self.sources[mention.report].kind == "depositary":
            weight *= self.evidence.factors.get("authority", 1.0)
        return Voice(
            report=mention.report,
            value=value,
            weight=weight,
            origin=self.origin[mention.report],
            quotation=self._words(mention, span),
        )

    def _words(self, mention: Mention, span: str) -> str:
        where = mention.claim.spans.get(span, ())
        if len(where) != 2:
            return ""
        start, end = (int(x) for x in where)
        return self.texts.get(mention.report, "")[start:end]

    def sides(
        self,
        name: str,
        pick: Callable[[Mention], T | None],
        agree: Callable[[T, T], bool],
        precision: Callable[[T], float] = lambda _: 0.0,
    ) -> list[Side[T]]:
        """What members give for one field, best supported first; those that give nothing are left out."""
        voices = [
            self.voice(m, value, span=name) for m in self.group.members for value in [pick(m)] if value is not None
        ]
        return take_sides(voices, agree, precision)


def weigh_fields(bench: Bench) -> dict[str, FieldSupport]:
    """Every field that some report gives, with its sides."""
    sides: dict[str, tuple[list[Side[Any]], Callable[[Any], object]]] = {
        "state": (bench.sides("state", lambda m: m.claim.state, _equal), _plain),
        "action": (bench.sides("action", lambda m: m.claim.action, _one_action), str),
        "stage": (bench.sides("stage", lambda m: m.claim.stage, lambda a, b: not _clash(a, b, bench)), str),
        "date": (bench.sides("date", lambda m: m.claim.date, _one_day, _precise), _plain),
        "effective_date": (bench.sides("effective_date", _effect(bench), _one_day, _precise), _plain),
        "votes": (bench.sides("votes", lambda m: m.claim.votes, _one_tally, _counted), msgspec.to_builtins),
        "person": (_person_sides(bench), _plain),
    }
    fields = {name: field for name, (found, plain) in sides.items() if (field := as_field(found, plain))}
    if votes := sides["votes"][0]:
        fields["votes"] = msgspec.structs.replace(fields["votes"], value=_whole_tally(votes[0]))
    fields |= {name: field for name, field in (("body", _body(bench)), ("certainty", _certainty(bench))) if field}
    return fields


def _equal(a: object, b: object) -> bool:
    return a == b


def _plain(value: object) -> object:
    return value


def _one_action(a: Action, b: Action) -> bool:
    return family(a) == family(b)


def _clash(a: Stage, b: Stage, bench: Bench) -> bool:
    """Whether two rungs cannot both be what happened: adopted or lost, final or not, gone or only told."""
    both = {a, b}
    if len(both) == 1:
        return False
    if Stage.REJECTED in both:
        return bool(both & {Stage.PARLIAMENT_VOTE, Stage.FIRST_READING})
    if Stage.PARLIAMENT_VOTE in both and both & {Stage.NOTIFIED, Stage.EFFECTIVE}:
        return True
    if both == {Stage.NOTIFIED, Stage.EFFECTIVE}:
        return any(m.claim.action in LEAVING for m in bench.group.members)
    return both in ({Stage.FIRST_READING, Stage.PARLIAMENT_VOTE}, {Stage.COMMITTEE, Stage.PARLIAMENT_VOTE})


def _one_day(a: str, b: str) -> bool:
    return gap(parse_edtf(a), parse_edtf(b)) == 0


def _precise(text: str) -> float:
    """Negative length in days: a day says more than its month."""
    span = parse_edtf(text)
    return -float((span.last - span.first).days)


def _effect(bench: Bench) -> Callable[[Mention], str | None]:
    """Pick the date of effect: the date itself where every report tells of the effect, else what each forecasts."""
    all_in_force = all(m.claim.stage is Stage.EFFECTIVE for m in bench.group.members)

    def pick(mention: Mention) -> str | None:
        if all_in_force:
            return mention.claim.date
        return mention.claim.effective_date or bench.effects.get(mention.report)

    return pick


def _one_tally(a: Votes, b: Votes) -> bool:
    return not tallies_differ(a, b)


def _counted(votes: Votes) -> float:
    return float(sum(c is not None for c in (votes.for_, votes.against, votes.abstain)))


def _whole_tally(side: Side[Votes]) -> object:
    """The winning tally, with the counts that only its supporters give."""
    counts: dict[str, int | None] = {"for": side.value.for_, "against": side.value.against}
    counts["abstain"] = side.value.abstain
    for voice in sorted(side.voices, key=lambda v: (-v.weight, v.report)):
        for name, count in (("for", voice.value.for_), ("against", voice.value.against)):
            counts[name] = count if counts[name] is None else counts[name]
        counts["abstain"] = voice.value.abstain if counts["abstain"] is None else counts["abstain"]
    return counts


def _body(bench: Bench) -> FieldSupport | None:
    """The body as the best supported report names it; two names of one body are one value."""
    named = [m for m in bench.group.members if m.claim.body]
    voices = [bench.voice(m, (m.organ or m.claim.body or "", m.claim.body or ""), span="body") for m in named]
    sides = take_sides(voices, lambda a, b: _one_body(a[0], b[0]), _named_well)
    return as_field(sides, lambda v: v[1])


def _named_well(body: tuple[str, str]) -> float:
    """A chamber says more than an organ of some kind, its proper name more than a common noun."""
    return float(body[0].startswith("house:")) + 0.5 * body[1][:1].isupper()


def _one_body(a: str, b: str) -> bool:
    """Only organs that are known and exclude one another differ: two houses, a court and a cabinet."""
    if a == b:
        return True
    houses = [x.startswith("house:") for x in (a, b)]
    if all(houses):
        return False
    return not ({a, b} <= {"government", "court"} or (any(houses) and bool({a, b} & {"government", "court"})))


def _certainty(bench: Bench) -> FieldSupport | None:
    """Asserted or denied: a plan and its fulfilment agree, a denial agrees with neither."""
    family_now = {m.family for m in bench.group.members}
    voices = [bench.voice(m, m.claim.certainty, span="certainty") for m in bench.group.members]
    voices += [denial_voice(bench, denial) for denial in bench.group.denials if denial.family in family_now]
    return as_field(take_sides(voices, lambda a, b: (a == "denied") == (b == "denied"), FIRMNESS.__getitem__), str)


def denial_voice(bench: Bench, denial: Mention) -> Voice[Certainty]:
    """A denial weighs more where the state that is said to act speaks for itself, a retraction less than a denial."""
    source = bench.sources[denial.report]
    itself = source.kind == "official" or bool(source.organs & {"government", "ministry", "president"})
    kind = "retraction" if source.retracts else "own_denial" if itself else "denial"
    factor = bench.evidence.factors.get(kind, 1.0)
    return bench.voice(denial, Certainty.DENIED, span="certainty", factor=factor)


def _person_sides(bench: Bench) -> list[Side[str]]:
    """Names that can be held against each other: spellings of one name, and who is shown doing the deed."""
    deed = any(m.claim.stage in DEEDS for m in bench.group.members)
    agents = [(m, bench.people[m.report].agent) for m in bench.group.members if deed]
    voices = [bench.voice(m, name, span="persons") for m, name in agents if name]
    if len({v.value for v in voices}) > 1 and len(sides := take_sides(voices, same_person)) > 1:
        return sides
    named = [(m, p) for m in bench.group.members for p in bench.people[m.report].people]
    for _, name in named:
        spelt = [(m, p) for m, p in named if p == name or one_name_two_spellings(p, name)]
        if len({p for _, p in spelt}) > 1:
            return take_sides([bench.voice(m, p, span="persons") for m, p in spelt], _equal)
    return take_sides(voices, same_person)


def published_order(mention: Mention) -> tuple[date, str]:
    """Order of publication, undated last."""
    return (mention.published or date.max, mention.report)
