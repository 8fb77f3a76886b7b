"""Whether the state can do what it is said to do, given what it is to the treaty."""

from collections.abc import Iterator

from servanda.insight.case import BOUND, Case
from servanda.model import Action, Finding, Stage, StatusValue

SIGNING = frozenset({Action.SIGNATURE})
SUSPENDING = frozenset({Action.SUSPENSION})
NOTICE = frozenset({Stage.NOTIFIED, Stage.EFFECTIVE})


def check_known(case: Case) -> Iterator[Finding]:
    """Say what cannot be checked, and why."""
    if case.treaty is None:
        yield Finding(
            code="treaty_unknown",
            severity="hint",
            text=f"the catalog does not hold {case.treaty_name}: neither record nor law was asked",
            source="catalog",
            field="treaty",
        )
    elif case.eve and case.eve.status is StatusValue.NOT_COVERED:
        yield Finding(
            code="membership_unknown",
            severity="hint",
            text=f"the record does not say what {case.name(case.event.state)} was to {case.treaty_name} before this",
            source=case.coverage or "ledger",
            field="state",
        )


def check_leaving(case: Case) -> Iterator[Finding]:
    """Only a party can leave or suspend; a signatory can say that it will not ratify (VCLT art. 18)."""
    if not (case.leaving or case.event.action in SUSPENDING) or case.eve is None:
        return
    who, what, status = case.name(case.event.state), case.treaty_name, case.eve.status
    if status in {StatusValue.NONE, StatusValue.CONSENTED}:
        yield _finding(case, "not_a_party", "error", f"{who} was no party to {what}")
    elif status is StatusValue.SIGNATORY:
        text = f"{who} had only signed {what}: a signatory has nothing to withdraw from"
        yield _finding(case, "notice_from_signatory", "warning", text)
    elif status is StatusValue.FORMER_PARTY:
        yield _finding(case, "already_left", "error", f"{who} had left {what} on {case.eve.in_force_to}")
    elif status is StatusValue.PARTY_LEAVING and case.event.stage is not Stage.EFFECTIVE:
        text = f"a notice by {who} was already running: it would end on {case.eve.in_force_to}"
        yield _finding(case, "notice_already_given", "warning", text)


def check_joining(case: Case) -> Iterator[Finding]:
    """A party cannot join again, and ratification confirms a signature (VCLT art. 14)."""
    if not (case.joining or case.event.action in SIGNING) or case.eve is None:
        return
    who, what, status = case.name(case.event.state), case.treaty_name, case.eve.status
    if status in BOUND:
        yield _finding(case, "already_party", "warning", f"{who} was already a party to {what}")
    elif status is StatusValue.CONSENTED and case.event.stage in NOTICE:
        yield _finding(case, "already_consented", "warning", f"{who} had already given its consent to {what}")
    elif status is StatusValue.SIGNATORY and case.event.action in SIGNING and case.event.stage in NOTICE:
        yield _finding(case, "already_signed", "warning", f"{who} had already signed {what}")
    elif status is StatusValue.NONE and case.event.action is Action.RATIFICATION and case.event.stage in NOTICE:
        text = f"the record holds no signature of {what} by {who}: without one the act would be an accession"
        yield _finding(case, "never_signed", "hint", text)


def _finding(case: Case, code: str, severity: str, text: str) -> Finding:
    """A finding that rests on the record, with the act that decides it."""
    acts = [r.act for r in case.eve.reasons if r.act] if case.eve else []
    source = f"act {acts[-1]}" if acts else (case.coverage or "ledger")
    return Finding(code=code, severity=severity, text=text, source=source, field="action")
