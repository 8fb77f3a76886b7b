"""The record: acts and what was read go in, views as known on a day come out. Nothing is ever changed or deleted.

The room knows no law and reads no reports; it keeps what a depositary recorded or a person accepted.
"""

from servanda.ledger.check import Doubt, find_doubts
from servanda.ledger.coverage import Coverage
from servanda.ledger.diff import Lesson, lessons
from servanda.ledger.entry import Entry, EntryKind
from servanda.ledger.export import act_row, as_csv, as_jsonl
from servanda.ledger.identity import act_id, identified
from servanda.ledger.imports import Plan, find_key, plan_import
from servanda.ledger.ledger import Ledger
from servanda.ledger.place import open_ledger
from servanda.ledger.propose import Proposal, propose_acts
from servanda.ledger.register import load_register
from servanda.ledger.rows import COLUMNS, Row, read_rows
from servanda.ledger.tokens import SCOPES, Token, create_token, revoke_token, token_in, tokens_of
from servanda.ledger.verify import Fault
from servanda.ledger.view import LedgerView

__all__ = [
    "COLUMNS",
    "SCOPES",
    "Coverage",
    "Doubt",
    "Entry",
    "EntryKind",
    "Fault",
    "Ledger",
    "LedgerView",
    "Lesson",
    "Plan",
    "Proposal",
    "Row",
    "Token",
    "act_id",
    "act_row",
    "as_csv",
    "as_jsonl",
    "create_token",
    "find_doubts",
    "find_key",
    "identified",
    "lessons",
    "load_register",
    "open_ledger",
    "plan_import",
    "propose_acts",
    "read_rows",
    "revoke_token",
    "token_in",
    "tokens_of",
]
