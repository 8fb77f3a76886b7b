"""A Mention: one report's word on one rung, ready to be compared with another's."""

from collections.abc import Iterable
from datetime import date

import msgspec

from servanda.model import CONSENT, Action, Certainty, Claim, DateSpan, Report, Stage, Votes, parse_edtf

LEAVING = frozenset({Action.WITHDRAWAL, Action.SUSPENSION, Action.TERMINATION, Action.REVOCATION})
"""Actions that reports confuse when a state turns away from a treaty."""

FIRM = frozenset({Certainty.ASSERTED, Certainty.PLANNED})


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """One claim with what comparing needs.

    Args:
        claim: as extraction made it.
        treaty: the catalog key, or the folded name with a "?" before it.
        when: the days its date may mean.
        published: first day of publication of its report.
        organ: kind of organ or id of the chamber that its `body` names, None if it names none.
        faint: whether it was read only because other reports tell of its subject.
    """

    claim: Claim
    treaty: str
    when: DateSpan | None
    published: date | None
    organ: str | None
    faint: bool = False

    @property
    def report(self) -> str:
        """Id of the report."""
        return self.claim.report

    @property
    def denied(self) -> bool:
        """Whether the report says that it is not so."""
        return self.claim.certainty is Certainty.DENIED

    @property
    def family(self) -> str:
        """`consent` for every way to consent to be bound, else the action."""
        return family(self.claim.action)


def family(action: Action) -> str:
    """The ways to consent to be bound are one family: reports use their words loosely."""
    return "consent" if action in CONSENT else action.value


def treaty_key(claim: Claim) -> str:
    """What tells one treaty from another, known to the catalog or not."""
    return claim.treaty or "?" + " ".join((claim.treaty_name or "").casefold().split())


def sort_key(claim: Claim) -> tuple[str, ...]:
    """A total order over claims that does not depend on where they came from."""
    votes = claim.votes or _NO_VOTES
    tally = f"{votes.for_}|{votes.against}|{votes.abstain}"
    plain = (claim.report, claim.state, treaty_key(claim), claim.action, claim.stage, claim.certainty)
    return (*plain, claim.date or "", tally, claim.body or "", str(claim.background), claim.effective_date or "")


_NO_VOTES = Votes(for_=0)


def span_of(text: str | None) -> DateSpan | None:
    """The days of an EDTF date, None for none."""
    return parse_edtf(text) if text else None


def published_on(report: Report | None) -> date | None:
    """First day of publication, None where nobody knows."""
    return parse_edtf(report.published).first if report and report.published else None


def distinct(claims: Iterable[Claim]) -> list[Claim]:
    """Claims in canonical order, the poorer of two that say the same left out.

    Two claims of one report on one rung are one where neither date, votes nor body tell them apart.
    """
    kept: list[Claim] = []
    start = 0  # claims of one report stand together in canonical order
    for claim in sorted(claims, key=sort_key):
        if kept and kept[-1].report != claim.report:
            start = len(kept)
        twin = next((i for i in range(start, len(kept)) if _same(kept[i], claim)), None)
        if twin is None:
            kept.append(claim)
        else:
            kept[twin] = _joined(kept[twin], claim)
    return kept


def _same(a: Claim, b: Claim) -> bool:
    plain = (a.report, a.state, treaty_key(a), a.action, a.stage, a.certainty)
    if plain != (b.report, b.state, treaty_key(b), b.action, b.stage, b.certainty):
        return False
    return all(
        getattr(a, name) is None or getattr(b, name) is None or getattr(a, name) == getattr(b, name)
        for name in ("date", "votes", "body")
    )


def _joined(a: Claim, b: Claim) -> Claim:
    """`a` with what only `b` says."""
    return msgspec.structs.replace(
        a,
        date=a.date or b.date,
        effective_date=a.effective_date or b.effective_date,
        votes=a.votes or b.votes,
        body=a.body or b.body,
        persons=tuple(dict.fromkeys([*a.persons, *b.persons])),
        attributed_to=tuple(dict.fromkeys([*a.attributed_to, *b.attributed_to])),
        arguments=tuple(dict.fromkeys([*a.arguments, *b.arguments])),
        background=a.background and b.background,
        confidence=max(a.confidence, b.confidence),
        spans={**b.spans, **a.spans},
    )


SPEECH = frozenset({Stage.CONSIDERED, Stage.ANNOUNCED, Stage.PROPOSED})
"""Rungs that are talk: the happening is that somebody said so."""
