"""Review: events as they were read go in, a queue by doubt and consequence comes out, and decisions are kept and told.

Nothing that was read is overwritten: a decision is an entry of its own, beside the event. What is shown is worked out
anew from both: merged events as one, split ones as two, corrected fields with the correction and with what the reports
say, rejected events as not standing.
"""

from servanda.review.desk import (
    AT_DEPOSITARY,
    CONSEQUENCE,
    Waiting,
    act_of,
    decide,
    decisions_of,
    events_of,
    queue,
    shown,
)
from servanda.review.standing import Decided, Review, Standing, stand

__all__ = [
    "AT_DEPOSITARY",
    "CONSEQUENCE",
    "Decided",
    "Review",
    "Standing",
    "Waiting",
    "act_of",
    "decide",
    "decisions_of",
    "events_of",
    "queue",
    "shown",
    "stand",
]
