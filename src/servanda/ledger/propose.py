"""Turn what a depositary notice tells into acts for a person to accept. Nothing here records anything. Pure."""

from collections.abc import Iterable

import msgspec

from servanda.ledger.identity import identified
from servanda.model import Act, Action, Certainty, Claim, Report, Stage, latest

_TOLD = frozenset({Stage.NOTIFIED, Stage.EFFECTIVE, Stage.REVOKED})


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """One act that a report seems to tell.

    Args:
        act: the act as it would be recorded.
        report: id of the report.
        quote: the report's own words, whitespace folded.
        missing: what keeps it from being recorded; empty where nothing does.
    """

    act: Act
    report: str
    quote: str = ""
    missing: str = ""


def propose_acts(claims: Iterable[Claim], reports: Iterable[Report]) -> tuple[Proposal, ...]:
    """Propose an act for each claim that something reached the depositary.

    Only asserted claims on a known treaty count, and no background. A day of effect is taken over where the report
    gives one; a report of effect alone gives no day of deposit, and is proposed as not acceptable.
    """
    by_id = {report.id: report for report in reports}
    found: dict[str, Proposal] = {}
    for claim in claims:
        if claim.stage in _TOLD and claim.certainty is Certainty.ASSERTED and claim.treaty and not claim.background:
            proposal = _proposal(claim, by_id[claim.report])
            found.setdefault(proposal.act.id, proposal)
    return _joined(list(found.values()))


def _joined(proposals: list[Proposal]) -> tuple[Proposal, ...]:
    """Let the day of effect told apart from the deposit join the one deposit it can belong to."""
    kept: list[Proposal] = []
    effects = [p for p in proposals if p.missing and p.act.effective]
    for proposal in proposals:
        own = [e.act for e in effects if _course(e.act) == _course(proposal.act) and _later(e.act, proposal.act)]
        if not proposal.missing and len({e.effective for e in own}) == 1 and not proposal.act.effective:
            act = msgspec.structs.replace(proposal.act, effective=own[0].effective)
            kept.append(msgspec.structs.replace(proposal, act=identified(act)))
        else:
            kept.append(proposal)
    joined = {(_course(p.act), p.act.effective) for p in kept if not p.missing}
    return tuple(p for p in kept if not p.missing or (_course(p.act), p.act.effective) not in joined)


def _course(act: Act) -> tuple[str, str, str]:
    return act.state, act.treaty, act.kind


def _later(effect: Act, deposit: Act) -> bool:
    return bool(effect.effective) and latest(effect.effective or "") >= latest(deposit.date)


def _proposal(claim: Claim, report: Report) -> Proposal:
    taken_back = claim.stage is Stage.REVOKED and claim.action is not Action.REVOCATION
    dated = claim.date if claim.stage is not Stage.EFFECTIVE or claim.action is Action.SIGNATURE else None
    act = Act(
        id="-",
        state=claim.state,
        treaty=claim.treaty or "",
        kind=Action.REVOCATION if taken_back else claim.action,
        of=claim.action if taken_back else None,
        date=dated or report.published or claim.date or "0001",
        effective=claim.effective_date or (claim.date if claim.stage is Stage.EFFECTIVE and not dated else None),
        source=report.url or report.title or report.id,
        known_from=_public(dated, report),
    )
    missing = "" if dated else "the report does not say on which day the depositary received it"
    return Proposal(act=identified(act), report=report.id, quote=_quote(claim, report), missing=missing)


def _public(dated: str | None, report: Report) -> str | None:
    """The day the report came out, where it is later than the act."""
    if dated and report.published and latest(report.published) > latest(dated):
        return report.published
    return None


def _quote(claim: Claim, report: Report) -> str:
    """The words from the first to the last piece of evidence in the text."""
    offsets = [(s[0], s[1]) for s in claim.spans.values() if isinstance(s[0], int) and isinstance(s[1], int)]
    if not offsets:
        return ""
    text = report.text[min(a for a, _ in offsets) : max(b for _, b in offsets)]
    return " ".join(text.split())[:300]
