"""The nouns every room speaks: frozen, validated at construction, without any I/O."""

from servanda.model.act import Act
from servanda.model.chamber import Chamber, Seats
from servanda.model.claim import Argument, Claim, Reading, Span
from servanda.model.clause import Clauses
from servanda.model.dates import DateSpan, Edtf, earliest, is_edtf, latest, parse_edtf
from servanda.model.errors import DataError, InputError, LawGap, ServandaError, SourceError, StoreError, UsageError
from servanda.model.event import Belief, Contradiction, Event, FieldSupport, Finding, Implication
from servanda.model.group import Group, Membership
from servanda.model.obligation import Duties, Ground, Obligation, Organ
from servanda.model.person import Officer, Tenure
from servanda.model.report import Reject, Report
from servanda.model.state import Name, State, Succession
from servanda.model.status import EffectiveReading, NextDate, Reason, Spell, Status, StatusReading
from servanda.model.treaty import Treaty
from servanda.model.vocabulary import CONSENT, Action, Certainty, Stage, StatusValue
from servanda.model.vote import Votes

__all__ = [
    "CONSENT",
    "Act",
    "Action",
    "Argument",
    "Belief",
    "Certainty",
    "Chamber",
    "Claim",
    "Clauses",
    "Contradiction",
    "DataError",
    "DateSpan",
    "Duties",
    "Edtf",
    "EffectiveReading",
    "Event",
    "FieldSupport",
    "Finding",
    "Ground",
    "Group",
    "Implication",
    "InputError",
    "LawGap",
    "Membership",
    "Name",
    "NextDate",
    "Obligation",
    "Officer",
    "Organ",
    "Reading",
    "Reason",
    "Reject",
    "Report",
    "Seats",
    "ServandaError",
    "SourceError",
    "Span",
    "Spell",
    "Stage",
    "State",
    "Status",
    "StatusReading",
    "StatusValue",
    "StoreError",
    "Succession",
    "Tenure",
    "Treaty",
    "UsageError",
    "Votes",
    "earliest",
    "is_edtf",
    "latest",
    "parse_edtf",
]
