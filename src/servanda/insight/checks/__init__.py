"""Checks of events against record, law and chamber: one file a subject, one list of rules.

A rule takes a Case and yields findings. It never guesses: what the catalog or the record does not hold gives a hint
that says so, or nothing. A new rule is a new function and one line in RULES.
"""

from collections.abc import Callable, Iterator

from servanda.insight.case import Case
from servanda.insight.checks.chamber import check_chamber, check_majority, check_seats
from servanda.insight.checks.dates import check_future, check_order
from servanda.insight.checks.effect import check_effect, check_exit_clause, check_suspension
from servanda.insight.checks.membership import check_joining, check_known, check_leaving
from servanda.insight.checks.persons import check_persons
from servanda.insight.checks.sitting import check_quorum, check_sitting
from servanda.model import Finding

RULES: tuple[Callable[[Case], Iterator[Finding]], ...] = (
    check_known,
    check_leaving,
    check_joining,
    check_exit_clause,
    check_suspension,
    check_effect,
    check_future,
    check_order,
    check_chamber,
    check_seats,
    check_majority,
    check_quorum,
    check_sitting,
    check_persons,
)


def run_checks(case: Case, silence: frozenset[str] = frozenset()) -> tuple[Finding, ...]:
    """All findings of all rules on one case, in the order of the list.

    Args:
        case: the event beside record, law and chamber.
        silence: codes of findings that the caller does not want to see.
    """
    return tuple(f for rule in RULES for f in rule(case) if f.code not in silence)


__all__ = ["RULES", "run_checks"]
