"""Tables of depositaries: files go in, acts come out, and every cell is accounted for. Nothing is written here.

`words.yaml` holds what depositaries write, `territories.yaml` the territories they list; a new layout is a new file
here and one line in `intake`.
"""

from servanda.ledger.tables.intake import Sorted, Source, sort_sources, take_tables
from servanda.ledger.tables.plan import TablePlan, plan_tables
from servanda.ledger.tables.reconcile import Change, Gone, Settled, settle_record
from servanda.ledger.tables.table import Fate, Head, Line, Table, Taken, Tally

__all__ = [
    "Change",
    "Fate",
    "Gone",
    "Head",
    "Line",
    "Settled",
    "Sorted",
    "Source",
    "Table",
    "TablePlan",
    "Taken",
    "Tally",
    "plan_tables",
    "settle_record",
    "sort_sources",
    "take_tables",
]
