"""Law: acts and clauses in, a status with its reasons out.

Pure and total: no I/O and no clock, and any set of acts gives a status, never an exception.
"""

from servanda.law.engine import spells, status
from servanda.law.scope import Above, Person, Scope
from servanda.law.shapes import status_json, what_if_json
from servanda.law.supposition import WhatIf, what_if

__all__ = ["Above", "Person", "Scope", "WhatIf", "spells", "status", "status_json", "what_if", "what_if_json"]
