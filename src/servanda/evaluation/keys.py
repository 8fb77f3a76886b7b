"""What a label or a claim says at its shortest: (state, treaty, action), as those who examine us count it.

Acts of consent to be bound are one action here; a treaty that labels do not name throughout is "?".
"""

from servanda.evaluation.labels import Label
from servanda.evaluation.result import Key
from servanda.model import CONSENT, Action, Certainty, Claim

UNKNOWN = "?"
FIRM = frozenset({Certainty.ASSERTED, Certainty.PLANNED})


def treaty_of(treaty: str | None, known: frozenset[str]) -> str:
    """The treaty's key in lower case, "?" for one that is not labelled throughout."""
    lowered = treaty.lower() if treaty else ""
    return lowered if lowered in known else UNKNOWN


def key_of(state: str, treaty: str | None, action: Action, known: frozenset[str]) -> Key:
    """The key of these three."""
    return state, treaty_of(treaty, known), "consent" if action in CONSENT else action.value


def claim_key(claim: Claim, known: frozenset[str]) -> Key:
    """What a claim says at its shortest."""
    return key_of(claim.state, claim.treaty, claim.action, known)


def label_treaties(label: Label, known: frozenset[str]) -> set[str]:
    """The treaties that are right for a label."""
    return {treaty_of(treaty, known) for treaty in label.any_treaty()}


def keys_of(label: Label, known: frozenset[str]) -> set[Key]:
    """Every key that is right for a label."""
    return {
        key_of(label.state, treaty, action, known) for treaty in label.any_treaty() for action in label.any_action()
    }
