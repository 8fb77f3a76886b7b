"""How an outcome is said to a person; the words for nouns are those of `servanda.wording`."""

from servanda.model import Claim
from servanda.pipeline import Outcome
from servanda.wording import count


def rule_line(claim: Claim) -> str:
    """Which rule made a claim, for `--explain`."""
    return f"{claim.report}: {claim.state} {claim.treaty} {claim.action}/{claim.stage} by rule {claim.rule or '?'}"


def tally(outcome: Outcome) -> str:
    """What was read, in numbers: `2 reports, 3 claims, 1 event`."""
    return ", ".join(
        count(len(members), word)
        for members, word in ((outcome.reports, "report"), (outcome.claims, "claim"), (outcome.events, "event"))
    )
