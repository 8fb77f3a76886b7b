"""The record: acts and what was read go in, views as known on a day come out. Nothing is ever changed or deleted.

The room knows no law and reads no reports; it keeps what a depositary recorded or a person accepted.
"""

from servanda.ledger.coverage import Coverage
from servanda.ledger.entry import Entry, EntryKind
from servanda.ledger.identity import act_id, identified
from servanda.ledger.ledger import Ledger
from servanda.ledger.place import open_ledger
from servanda.ledger.register import load_register
from servanda.ledger.verify import Fault
from servanda.ledger.view import LedgerView

__all__ = [
    "Coverage",
    "Entry",
    "EntryKind",
    "Fault",
    "Ledger",
    "LedgerView",
    "act_id",
    "identified",
    "load_register",
    "open_ledger",
]
