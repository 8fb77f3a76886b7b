"""From tellings to claims: spans, credits, persons, arguments, votes; nothing is weighed here any more."""

from collections.abc import Sequence

import msgspec

from servanda.extraction.arguments import find_arguments
from servanda.extraction.attribution import Attribution, find_attributions
from servanda.extraction.draft import CHAMBERS, Draft
from servanda.extraction.numerals import Token
from servanda.extraction.persons import Person, find_persons
from servanda.extraction.registerline import Frame as RegisterFrame
from servanda.extraction.roles import Found
from servanda.extraction.scan import Mention
from servanda.extraction.surface import Zone
from servanda.extraction.told import VOTED, Telling
from servanda.extraction.tools import Tools
from servanda.extraction.unknown import UNKNOWN
from servanda.model import CONSENT, Action, Argument, Certainty, Claim, Reading, Report, Span, Stage

Place = tuple[int, int]
_WEAK_CREDIT = ("subject",)
_BEFORE_EFFECT = frozenset(
    {Stage.ANNOUNCED, Stage.GOVERNMENT_APPROVED, Stage.PARLIAMENT_VOTE, Stage.PROMULGATED, Stage.NOTIFIED}
)
_REGISTER_SURE = 0.95


class Surroundings(msgspec.Struct, frozen=True, kw_only=True):
    """Who is credited, who is named and what is argued in a report, found once for all its claims."""

    credits: tuple[Attribution, ...]
    persons: tuple[Person, ...]
    arguments: tuple[Argument, ...]

    @classmethod
    def of(cls, report: Report, tokens: Sequence[Token], tools: Tools) -> "Surroundings":
        """Find them; called only for reports that tell something."""
        found = find_attributions(report.text, tools.attribution, title=report.title or "", tokens=tokens)
        return cls(
            credits=tuple(found),
            persons=tuple(find_persons(report.text, tokens, tools.persons)),
            arguments=tuple(find_arguments(report.text, tools.codebook, found, tokens=tokens)),
        )


def claim_of(telling: Telling, report: Report, around: Surroundings) -> Claim:
    """The claim of a telling."""
    draft = telling.draft
    frame = draft.frame
    place = None if frame.zone.is_title else (frame.clause.start, frame.clause.end)
    votes = draft.tally.votes if draft.tally and telling.stage in VOTED else None
    body = _body(telling) if telling.stage != "notified" else None
    details = () if telling.background else around.arguments
    heard = credited(report, around, _places(telling))
    return Claim(
        report=report.id,
        state=draft.state.value,
        treaty=None if frame.treaty.value.startswith(UNKNOWN) else frame.treaty.value,
        treaty_name=frame.treaty.value[1:] if frame.treaty.value.startswith(UNKNOWN) else None,
        action=Action(frame.action),
        stage=Stage(telling.stage),
        certainty=Certainty(telling.certainty),
        date=draft.time.value if draft.time else None,
        votes=votes,
        body=body[0].text[body[1].start : body[1].end] if body else None,
        persons=tuple(dict.fromkeys(p.name for p in around.persons if place and place[0] <= p.start < place[1])),
        attributed_to=heard,
        arguments=tuple(dict.fromkeys(a.code for a in details)),
        argument_details=details,
        background=telling.background,
        confidence=round(min(telling.told, 0.99), 3),
        readings=tuple(Reading(fields={d.field: d.value}, why=d.why) for d in telling.doubts),
        rule=_rule(telling),
        spans=_spans(draft, body, with_votes=votes is not None) | _credit_span(around, heard),
    )


def credited(report: Report, around: Surroundings, places: Sequence[Place]) -> tuple[str, ...]:
    """The agency first, then whoever speaks for the passages; the publisher itself is not listed.

    Args:
        places: sentences that tell the claim, offsets in characters, end exclusive; none for a title or a register.
    """
    marks = [c.name for c in around.credits if c.verb == "mark" or c.kind in ("agency", "outlet")]
    spoken = [c for c in around.credits if c.verb != "mark" and c.kind not in ("agency", "outlet")]
    here = [c for c in spoken if not places or any(c.scope[0] < end and start < c.scope[1] for start, end in places)]
    strong = [c.name for c in here if c.verb not in _WEAK_CREDIT]
    voices = strong or [c.name for c in here]
    if not voices and len({c.name for c in spoken}) == 1:
        voices = [spoken[0].name]
    names = dict.fromkeys(name for name in (report.agency, *marks, *voices) if name)
    return tuple(name for name in names if name.lower() != (report.publisher or "").lower())


def _places(telling: Telling) -> list[Place]:
    """The sentences of the text that tell a rung."""
    frames = [draft.frame for draft in (telling.draft, *telling.others) if not draft.frame.zone.is_title]
    sentences = [frame.zone.sentences[frame.clause.sentence] for frame in frames]
    return [(sentence.start, sentence.end) for sentence in sentences]


def with_effect(claims: Sequence[Claim]) -> list[Claim]:
    """Give earlier rungs of a course the day of effect that the same report tells of it."""
    days: dict[tuple[str, str | None, bool, Action], str] = {}
    for claim in claims:
        if claim.stage is Stage.EFFECTIVE and claim.date:
            days.setdefault(_course(claim), claim.date)
    return [
        msgspec.structs.replace(claim, effective_date=day)
        if (day := days.get(_course(claim))) and claim.stage in _BEFORE_EFFECT and (claim.date or "") <= day
        else claim
        for claim in claims
    ]


def _course(claim: Claim) -> tuple[str, str | None, bool, Action]:
    family = Action.RATIFICATION if claim.action in CONSENT else claim.action
    return claim.state, claim.treaty, claim.background, family


def _rule(telling: Telling) -> str:
    frame = telling.draft.frame
    rung = f"{frame.rung.value}:{frame.rung.form}" if frame.rung else "-"
    act = f"{frame.act.value}:{frame.act.form}" if frame.act else frame.inherited
    ways = f"state by {telling.draft.state.way}; treaty by {frame.treaty.way}"
    return f"act {act}; rung {rung}; {ways}; told {telling.told:.2f}"


def _body(telling: Telling) -> tuple[Zone, Mention] | None:
    """The body that takes the step: a chamber by its own name ("Seimas") before one described ("the parliament")."""
    named = [(d.frame.zone, d.frame.body) for d in (telling.draft, *telling.others) if d.frame.body]
    if not named:
        return None
    own = [(zone, b) for zone, b in named if b.form == "chamber" and " " not in zone.text[b.start : b.end]]
    lead = telling.draft.frame
    if own and (lead.body is None or lead.body.value in CHAMBERS):
        return own[0]
    return (lead.zone, lead.body) if lead.body else named[0]


def _credit_span(around: Surroundings, names: Sequence[str]) -> dict[str, Span]:
    """Where the first of those credited is named."""
    for name in names:
        for credit in around.credits:
            if credit.name == name and credit.end > credit.start:
                return {"attributed_to": _span(credit.start, credit.end, title=credit.in_title)}
    return {}


def _spans(draft: Draft, body: tuple[Zone, Mention] | None, *, with_votes: bool) -> dict[str, Span]:
    frame = draft.frame
    title = frame.zone.is_title
    spans: dict[str, Span] = {"state": _found(draft.state, title=title), "treaty": _found(frame.treaty, title=title)}
    evidence = {
        "action": frame.act,
        "stage": frame.rung or frame.act,
        "body": body[1] if body else None,
        "date": draft.time,
        "votes": draft.tally if with_votes else None,
    }
    elsewhere = {"date": draft.time_in_title, "votes": draft.tally_in_title, "body": bool(body and body[0].is_title)}
    for name, part in evidence.items():
        if part is not None and part.end > part.start:
            spans[name] = _span(part.start, part.end, title=elsewhere.get(name, title))
    return {name: span for name, span in spans.items() if span}


def _found(found: Found, *, title: bool) -> Span:
    if found.mention is None:
        return ()
    in_title = found.way == "title" or (title and found.way != "later")
    return _span(found.mention.start, found.mention.end, title=in_title)


def _span(start: int, end: int, *, title: bool) -> Span:
    return ("title", start, end) if title else (start, end)


def register_claim(frame: RegisterFrame, report: Report, around: Surroundings) -> Claim:
    """The claim of a line of a register or of a depositary's notice."""
    title = frame.in_title
    spans: dict[str, Span] = {
        "state": _span(*frame.state_span, title=title),
        "action": _span(*frame.action_span, title=title),
    }
    for name, span in (("treaty", frame.treaty_span), ("stage", frame.stage_span), ("date", frame.date_span)):
        if span:
            spans[name] = _span(*span, title=False)
    return Claim(
        report=report.id,
        state=frame.state,
        treaty=frame.treaty,
        action=frame.action,
        stage=frame.stage,
        certainty=Certainty.PLANNED if frame.future else Certainty.ASSERTED,
        date=frame.date,
        attributed_to=credited(report, around, ()),
        confidence=_REGISTER_SURE,
        rule=f"register {frame.rule}",
        spans=spans,
    )
