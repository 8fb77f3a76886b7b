"""How much two reports' words on a rung look like one happening.

A sum of points per field; below `ENOUGH` they are two happenings. Evidence that cannot be squared (two chambers,
two far days, rungs of one course) forbids, whatever the rest says. The points are judgement, tested on labelled
clusters; the order matters more than the figures: day, then action and stage, then votes and shared origin.
"""

from datetime import date

from servanda.corroboration.mention import LEAVING, Mention
from servanda.model import Action, Certainty, DateSpan, Stage, Votes

ENOUGH = 3.5
FORBIDDEN = -100.0
LINKED = 1.5
"""Points for two reports that share an origin by their texts."""

VOTED = frozenset(
    {Stage.FIRST_READING, Stage.PARLIAMENT_VOTE, Stage.REJECTED, Stage.COMMITTEE, Stage.POSTPONED, Stage.RETURNED}
)
DECIDED = frozenset({Stage.CONSIDERED, Stage.ANNOUNCED, Stage.PROPOSED, Stage.GOVERNMENT_APPROVED})
DONE = frozenset({Stage.NOTIFIED, Stage.EFFECTIVE, Stage.ANNOUNCED, Stage.GOVERNMENT_APPROVED, Stage.PROMULGATED})
VOTED_FOR_DONE = frozenset({Stage.PARLIAMENT_VOTE, Stage.NOTIFIED, Stage.EFFECTIVE})
"""Rungs that reports take for one another when they tell of one day; a house that "ratifies" is the commonest slip."""

ONCE = frozenset({Stage.NOTIFIED, Stage.PROMULGATED, Stage.EFFECTIVE})
"""Rungs a course has once: two near days are one happening told with two dates."""

JOINING = frozenset({"signature", "consent"})
DAYS_ONCE, DAYS_FORECAST, DAYS_HOUSE, DAYS_TALLY, DAYS_NEWS, DAYS_OLD = 45, 400, 1, 3, 10, 45
"""Days, calendar: how far two dates of one happening may lie apart, for a rung a course has once, a forecast of effect,
a sitting, a sitting with a shared figure; and how near publication must lie where a date is missing."""


def likeness(a: Mention, b: Mention, *, linked: bool = False, copied: bool = False) -> float:
    """Points for two mentions of one treaty by two reports being of one happening.

    States are not compared here. A denial is compared by `denial_likeness`.

    Args:
        a: a mention.
        b: another, of the same treaty.
        linked: their reports share an origin.
        copied: their texts are copies, so that two dates for one rung are an old story with a new "on Thursday".
    """
    if a.report == b.report or bodies_differ(a, b):
        return FORBIDDEN
    same_day = bool(a.when and b.when and a.when.is_day and a.when == b.when)
    open_day = a.when is None or b.when is None
    told = (_actions(a, b, same_day=same_day, open_day=open_day), _stages(a, b, same_day=same_day, open_day=open_day))
    dates = _dates(a, b)
    if copied and dates <= FORBIDDEN and told == (2.0, 2.0) and _votes(a, b) >= 0:
        dates = 0.8
    parts = (dates, *told, _votes(a, b))
    if min(parts) <= FORBIDDEN:
        return FORBIDDEN
    body = 0.5 if a.organ and a.organ == b.organ else 0.0
    return sum(parts) + body + _firmness(a, b) + (LINKED if linked else 0.0)


def denial_likeness(denial: Mention, other: Mention) -> float:
    """Points for a denial to speak of what another report tells."""
    if bodies_differ(denial, other):
        return FORBIDDEN
    days = _dates(denial, other)
    if days <= FORBIDDEN:
        return FORBIDDEN
    if denial.family == other.family:
        action = 2.0 if denial.claim.action is other.claim.action else 1.6
    else:
        action = 0.8 if {denial.claim.action, other.claim.action} <= LEAVING else FORBIDDEN
    if denial.claim.stage is other.claim.stage:
        stage = 2.0
    else:
        stage = 1.2 if _one_group(denial.claim.stage, other.claim.stage) else 0.8
    return action + stage + days


def bodies_differ(a: Mention, b: Mention) -> bool:
    """Whether two chambers of one parliament are meant: what one house did is not what the other did."""
    houses = {o for o in (a.organ, b.organ) if o and o.startswith("house:")}
    return len(houses) > 1 and bool(a.organ and b.organ)


def gap(a: DateSpan, b: DateSpan) -> int:
    """Days between two spans, 0 where they overlap."""
    return max(0, (b.first - a.last).days, (a.first - b.last).days)


def _dates(a: Mention, b: Mention) -> float:
    if a.when is None or b.when is None:
        return _undated(a, b)
    days = gap(a.when, b.when)
    if days == 0:
        if a.when == b.when and a.when.is_day:
            return 3.0
        return 2.2 if min(_length(a.when), _length(b.when)) <= 1 and max(_length(a.when), _length(b.when)) < 40 else 1.5
    return _days_apart(a, b, days) if a.family == b.family else FORBIDDEN


def _days_apart(a: Mention, b: Mention, days: int) -> float:
    """Two near days may be one happening told with two dates, the nearer the likelier; how near depends on the rung."""
    stages, certainties = {a.claim.stage, b.claim.stage}, {a.claim.certainty, b.claim.certainty}
    forecast = stages == {Stage.EFFECTIVE} and Certainty.PLANNED in certainties
    if forecast or (len(stages) == 1 and stages <= ONCE):
        return 0.8 if days <= (DAYS_FORECAST if forecast else DAYS_ONCE) else FORBIDDEN
    if days <= DAYS_HOUSE:
        return 1.0 if len(stages) == 1 else 0.6
    told_alike = len(stages) == 1 and _alike(a.claim.votes, b.claim.votes)
    return 0.4 if told_alike and days <= DAYS_TALLY else FORBIDDEN


def _undated(a: Mention, b: Mention) -> float:
    """Where a date is missing, the days of publication must do."""
    if a.claim.background or b.claim.background:
        return 0.3
    points = [(_near(x), y.published) for x, y in ((a, b), (b, a)) if x.when is None or y.when is None]
    gaps = [abs((one - two).days) for one, two in points if one and two]
    if not gaps:
        return 0.5
    if min(gaps) <= DAYS_NEWS:
        return 1.5 if min(gaps) <= DAYS_TALLY else 1.0
    return 0.4 if min(gaps) <= DAYS_OLD else FORBIDDEN


def _near(mention: Mention) -> date | None:
    """The day to hold against another report's publication: its own where it tells of the past or present."""
    if mention.when and mention.published and mention.when.first > mention.published:
        return mention.published
    return mention.when.last if mention.when and mention.when.is_day else mention.published


def _length(span: DateSpan) -> int:
    return (span.last - span.first).days + 1


def _actions(a: Mention, b: Mention, *, same_day: bool, open_day: bool) -> float:
    one, two = a.claim.action, b.claim.action
    if one is two:
        return 2.0
    if a.family == b.family:
        return 1.6
    near = (a.published and b.published and abs((a.published - b.published).days) <= 7) or same_day
    if {one, two} <= LEAVING - {Action.REVOCATION} and near:
        return 0.5
    if {a.family, b.family} == JOINING and (same_day or open_day):
        return 0.5 if same_day else 0.0
    return FORBIDDEN


def _one_group(one: Stage, two: Stage) -> bool:
    return {one, two} <= VOTED or {one, two} <= DECIDED


def _stages(a: Mention, b: Mention, *, same_day: bool, open_day: bool) -> float:
    """Points for two rungs; where a day is missing unlike rungs get next to nothing, but are not forbidden."""
    one, two = a.claim.stage, b.claim.stage
    if one is two:
        return 2.0
    if {one, two} <= VOTED and (same_day or open_day or _alike(a.claim.votes, b.claim.votes)):
        return 1.0 if same_day or _alike(a.claim.votes, b.claim.votes) else 0.3
    if {one, two} <= DECIDED and (same_day or open_day):
        return 0.8
    if ({one, two} <= DONE or {one, two} <= VOTED_FOR_DONE) and (same_day or open_day):
        return 0.4 if same_day else 0.0
    return FORBIDDEN


def _alike(a: Votes | None, b: Votes | None) -> bool:
    """Whether two tallies share their figures, in whatever order."""
    if a is None or b is None:
        return False
    mine, theirs = {a.for_, a.against} - {None}, {b.for_, b.against} - {None}
    return bool(mine & theirs)


def _votes(a: Mention, b: Mention) -> float:
    one, two = a.claim.votes, b.claim.votes
    if one is None or two is None:
        return 0.0
    if not tallies_differ(one, two):
        return 2.0
    return 1.0 if _alike(one, two) else -0.7


def tallies_differ(a: Votes, b: Votes) -> bool:
    """Whether two tallies give one count two figures; what one leaves out differs from nothing."""
    counts = ((a.for_, b.for_), (a.against, b.against), (a.abstain, b.abstain))
    return any(x is not None and y is not None and x != y for x, y in counts)


def _firmness(a: Mention, b: Mention) -> float:
    """A pledge and a fact are seldom one happening; a plan and its fulfilment are."""
    soft = [m.claim.certainty is Certainty.HYPOTHETICAL for m in (a, b)]
    return -1.5 if any(soft) and not all(soft) else 0.0
