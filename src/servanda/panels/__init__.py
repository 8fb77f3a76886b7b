"""Panels: a view of the record goes in; a table of states, treaties and days with status and reasons comes out.

The conductor beside `enquiry` for many questions at once. It reads no clock and writes nothing; the law itself stays
in `law`, which gives each course as stretches of days.
"""

from servanda.panels.panel import COLUMNS, Panels
from servanda.panels.question import EVERY, Days, Who, find_who, one_day, row_of_days

__all__ = ["COLUMNS", "EVERY", "Days", "Panels", "Who", "find_who", "one_day", "row_of_days"]
