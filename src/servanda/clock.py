"""The only clock of the tool: the day and the moment it is, for the shell and the door for Python.

Every other room is given the day it answers for; nothing below the shell may ask.
"""

import os
from datetime import UTC, date, datetime

from servanda.model.dates import parse_edtf


def today() -> date:
    """The day it is (UTC); $SERVANDA_TODAY fixes it for runs that must repeat."""
    fixed = os.environ.get("SERVANDA_TODAY")
    return parse_edtf(fixed).first if fixed else datetime.now(UTC).date()  # noqa: TID251 - the tool's one clock


def now() -> datetime:
    """The moment it is (UTC), for the ledger's own clock."""
    return datetime.now(UTC)  # noqa: TID251 - the tool's one clock
