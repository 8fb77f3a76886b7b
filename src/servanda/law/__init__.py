"""Law: acts and clauses in, a status with its reasons out.

Pure and total: no I/O and no clock, and any set of acts gives a status, never an exception.
"""

from servanda.law.engine import spells, status
from servanda.law.scope import Above, Person, Scope
from servanda.law.shapes import status_json, what_if_json
from servanda.law.supposition import Along, WhatIf, along, what_if
from servanda.law.whole import ask

__all__ = [
    "Above",
    "Along",
    "Person",
    "Scope",
    "WhatIf",
    "along",
    "ask",
    "spells",
    "status",
    "status_json",
    "what_if",
    "what_if_json",
]
