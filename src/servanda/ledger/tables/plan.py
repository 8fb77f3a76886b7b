"""What an import of tables would write, held against the record: the plan that the ledger carries out."""

from collections.abc import Mapping, Sequence

import msgspec

from servanda.catalog import Catalog
from servanda.ledger.coverage import Coverage
from servanda.ledger.tables.numbers import new_treaty
from servanda.ledger.tables.reconcile import Change, Gone, Settled, settle_record
from servanda.ledger.tables.table import Taken, Tally
from servanda.ledger.view import OUTSIDE, LedgerView
from servanda.model import Act, Reject, Treaty


class TablePlan(msgspec.Struct, kw_only=True):
    """Everything that tables come to.

    Args:
        acts: acts to write, corrections among them.
        treaties: treaties outside the catalog to register.
        coverage: how far the record of each treaty goes then.
        tally: what became of the cells.
        made: different acts that the tables hold: those to write, those held and those of older tables.
        held: acts that the record holds already.
        changes: corrections, with what they correct.
        older: acts of older tables that newer ones have overruled.
        gone: acts on record that a newer table no longer holds.
        rejects: cells and tables that could not be read.
    """

    acts: list[Act] = []
    treaties: list[Treaty] = []
    coverage: list[Coverage] = []
    tally: Tally = msgspec.field(default_factory=Tally)
    made: int = 0
    held: int = 0
    changes: list[Change] = []
    older: list[Act] = []
    gone: list[Gone] = []
    rejects: list[Reject] = []


def plan_tables(taken: Sequence[Taken], view: LedgerView, catalog: Catalog) -> TablePlan:
    """Hold tables against the record, treaty by treaty and source by source."""
    plan = TablePlan()
    known = {treaty.key: treaty for treaty in view.treaties()}
    own: dict[str, list[Act]] = {}
    for act in view.own_acts():
        own.setdefault(act.treaty, []).append(act)
    groups: dict[tuple[str, str], list[Taken]] = {}
    for one in taken:
        plan.tally.add(one.tally)
        plan.rejects += one.rejects
        if one.key:
            groups.setdefault((one.key, one.table.head.source), []).append(one)
    for (key, _), members in groups.items():
        settled = settle_record(
            members, own=own.get(key, ()), holding=view.acts(treaty=key), covered=view.coverage(key)
        )
        _put(plan, settled)
        if key not in catalog.treaties:
            plan.treaties += _registered(key, members, known)
    return plan


def _put(plan: TablePlan, settled: Settled) -> None:
    plan.acts += settled.acts
    plan.made += len(settled.acts) + settled.held + len(settled.older)
    plan.held += settled.held
    plan.changes += settled.changes
    plan.older += settled.older
    plan.gone += settled.gone
    plan.coverage += [settled.coverage] if settled.coverage else []


def _registered(key: str, members: Sequence[Taken], known: Mapping[str, Treaty]) -> list[Treaty]:
    """The treaty of a table where it is news; a table without a title does not take a title away."""
    head = members[0].table.head
    treaty = new_treaty(key, head)
    untitled = not head.title and (key in known or key.startswith(OUTSIDE))
    return [] if untitled or known.get(key) == treaty else [treaty]
