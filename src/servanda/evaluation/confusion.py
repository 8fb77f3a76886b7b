"""What was taken for what: stage for stage, certainty for certainty, action for action. Pure.

A label is set beside the claim of its key that is most like it. A label that nothing answers is paired with "missed",
a claim on a state and treaty that no label names with "made up". Alternatives of a label are right, and count as the
label's own value.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from servanda.evaluation.keys import FIRM, UNKNOWN, claim_key, keys_of, label_treaties, treaty_of
from servanda.evaluation.labels import Label
from servanda.model import Claim

MISSED = "missed"
MADE_UP = "made up"
KINDS = ("stage", "certainty", "action")
Pair = tuple[str, str, str]
"""(kind, what the label says, what the claim says)."""
Confusion = dict[str, dict[str, dict[str, int]]]
"""Kind to label's value to claim's value to how often."""


def pair_up(labels: Sequence[Label], claims: Sequence[Claim], known: frozenset[str]) -> list[Pair]:
    """The pairs of one report."""
    pairs: list[Pair] = []
    for label in (label for label in labels if label.required):
        near = [
            c for c in claims if c.state == label.state and treaty_of(c.treaty, known) in label_treaties(label, known)
        ]
        mates = [c for c in near if claim_key(c, known) in keys_of(label, known)]
        best = max(mates or near, key=lambda c: _likeness(label, c), default=None)
        pairs.append(("action", label.action, _said(best, best and best.action, label.action, label.any_action())))
        if mates or not best:
            pairs.append(("stage", label.stage, _said(best, best and best.stage, label.stage, label.any_stage())))
            certain = label.any_certainty()
            pairs.append(("certainty", label.certainty, _said(best, best and best.certainty, label.certainty, certain)))
    return pairs + [pair for claim in claims if _made_up(claim, labels, known) for pair in _pairs_made_up(claim)]


def count_pairs(reports: Iterable[Iterable[Pair]]) -> Confusion:
    """Add the pairs of many reports up into a table a kind."""
    counted: dict[str, dict[str, Counter[str]]] = {kind: defaultdict(Counter) for kind in KINDS}
    for pairs in reports:
        for kind, want, got in pairs:
            counted[kind][want][got] += 1
    return {kind: {want: dict(row) for want, row in sorted(rows.items())} for kind, rows in counted.items()}


def _likeness(label: Label, claim: Claim) -> tuple[bool | bytes, ...]:
    """How like a label a claim is; what the claim says ends a tie, so that the order of claims does not matter."""
    return (
        claim.stage in label.any_stage(),
        claim.date in label.any_date(),
        claim.certainty in label.any_certainty(),
        claim.action in label.any_action(),
        not claim.background,
        msgspec.json.encode(claim),
    )


def _said(best: Claim | None, got: object, own: str, right: frozenset[object]) -> str:
    if best is None:
        return MISSED
    return str(own) if got in right else str(got)


def _made_up(claim: Claim, labels: Sequence[Label], known: frozenset[str]) -> bool:
    treaty = treaty_of(claim.treaty, known)
    if claim.background or claim.certainty not in FIRM or (treaty == UNKNOWN and labels):
        return False
    return not any(claim.state == label.state and treaty in label_treaties(label, known) for label in labels)


def _pairs_made_up(claim: Claim) -> list[Pair]:
    said = {"stage": claim.stage, "certainty": claim.certainty, "action": claim.action}
    return [(kind, MADE_UP, str(value)) for kind, value in said.items()]
