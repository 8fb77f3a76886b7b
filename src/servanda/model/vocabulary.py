"""The words of the field, each with one meaning everywhere (code, JSON, pages).

Meanings follow the Vienna Convention on the Law of Treaties (1969), arts 2, 10-16, 19-25, 54-68, and the
depositaries' glossaries. A treaty's own word for leaving (denunciation, renunciation, …) is kept for display only.
"""

from enum import StrEnum


class Action(StrEnum):
    """What a state does to a treaty."""

    SIGNATURE = "signature"
    DEFINITIVE_SIGNATURE = "definitive_signature"
    RATIFICATION = "ratification"
    ACCEPTANCE = "acceptance"
    APPROVAL = "approval"
    ACCESSION = "accession"
    SUCCESSION = "succession"
    WITHDRAWAL = "withdrawal"
    SUSPENSION = "suspension"
    REVOCATION = "revocation"
    RESERVATION = "reservation"
    DECLARATION = "declaration"
    OBJECTION = "objection"
    PROVISIONAL_APPLICATION = "provisional_application"
    TERRITORIAL_APPLICATION = "territorial_application"
    TERMINATION = "termination"
    AMENDMENT = "amendment"


CONSENT = frozenset(
    {
        Action.DEFINITIVE_SIGNATURE,
        Action.RATIFICATION,
        Action.ACCEPTANCE,
        Action.APPROVAL,
        Action.ACCESSION,
        Action.SUCCESSION,
    }
)
"""The ways to express consent to be bound (VCLT arts 11-16)."""


class Stage(StrEnum):
    """The rung of a course that was reached; domestic and international rungs are kept apart."""

    CONSIDERED = "considered"
    ANNOUNCED = "announced"
    PROPOSED = "proposed"
    GOVERNMENT_APPROVED = "government_approved"
    SUBMITTED = "submitted"
    COMMITTEE = "committee"
    FIRST_READING = "first_reading"
    PARLIAMENT_VOTE = "parliament_vote"
    COURT_REVIEW = "court_review"
    RETURNED = "returned"
    POSTPONED = "postponed"
    PROMULGATED = "promulgated"
    NOTIFIED = "notified"
    EFFECTIVE = "effective"
    REJECTED = "rejected"
    REVOKED = "revoked"
    EXPIRED = "expired"
    SUSPENDED = "suspended"


class Certainty(StrEnum):
    """How a report puts a claim."""

    ASSERTED = "asserted"
    PLANNED = "planned"
    HYPOTHETICAL = "hypothetical"
    DENIED = "denied"


class StatusValue(StrEnum):
    """What the law makes of a state's acts; `not_covered` is ignorance, never a fact."""

    NONE = "none"
    SIGNATORY = "signatory"
    CONSENTED = "consented"
    PROVISIONAL = "provisional"
    PARTY = "party"
    PARTY_LEAVING = "party_leaving"
    SUSPENDED = "suspended"
    FORMER_PARTY = "former_party"
    CONTESTED = "contested"
    NOT_COVERED = "not_covered"


VERBS: dict[str, Action] = {
    "withdraw": Action.WITHDRAWAL,
    "ratify": Action.RATIFICATION,
    "accede": Action.ACCESSION,
    "accept": Action.ACCEPTANCE,
    "approve": Action.APPROVAL,
    "sign": Action.SIGNATURE,
    "suspend": Action.SUSPENSION,
    "revoke": Action.REVOCATION,
}
"""What one may suppose that a state does, by the verb people ask with."""
