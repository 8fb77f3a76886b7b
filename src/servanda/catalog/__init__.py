"""What the world is: states, treaties with their clauses, groups, chambers, borders.

Data files enter, one frozen `Catalog` leaves. The room holds no rule of law, reads no report and
guesses no name.
"""

from servanda.catalog.catalog import Catalog
from servanda.catalog.load import load_catalog

__all__ = ["Catalog", "load_catalog"]
