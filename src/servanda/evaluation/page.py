"""An Evaluation as one self-contained HTML page: the table, what was taken for what, the worst reports marked.

Everything from reports passes through Jinja's escaping; the page loads nothing from anywhere.
"""

from collections.abc import Mapping
from functools import cache

from jinja2 import Template

from servanda.evaluation.marking import errors_of, zones
from servanda.evaluation.result import Evaluation
from servanda.evaluation.table import as_table, columns_of
from servanda.templating import templates


@cache
def _template() -> Template:
    environment = templates("servanda.evaluation")
    environment.globals |= {"zones": zones, "errors": errors_of, "columns": columns_of}
    return environment.get_template("figures.html")


def as_page(parts: Mapping[str, Evaluation], *, worst: int = 10) -> str:
    """Print one Evaluation, or several by name; `worst` is how many badly read reports to show of each."""
    tables = {name: as_table(part, worst=0, confusion=False) for name, part in parts.items()}
    return _template().render(parts=parts, tables=tables, shown=worst)
