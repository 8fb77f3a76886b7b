"""How long a full brief takes, warm and without a PDF, over cases of every kind, as a part of the aim of one second.

Run: `.venv/bin/python benchmarks/insight.py`. Each case is composed once to warm the catalog, then three times; the
middle one counts, in seconds of the processor. Markdown and HTML are printed from the last.
"""

import statistics
import time
from datetime import date

from servanda.brief.compose import compose
from servanda.catalog import load_catalog
from servanda.catalog.obligations import load_obligations
from servanda.ledger import open_ledger
from servanda.presentation.brief import render_html
from servanda.presentation.brief.markdown import render_markdown

AIM = 1.0
"""Seconds."""
RUNS = 3
CASES = (
    ("LTU", "ccm", date(2024, 10, 1)),
    ("POL", "apmbc", date(2025, 9, 1)),
    ("NOR", "apmbc", date(2025, 9, 1)),
    ("USA", "paris", date(2025, 6, 1)),
    ("BDI", "rome", date(2018, 1, 1)),
    ("TUV", "unclos", date(2026, 1, 1)),
)


def main() -> None:
    """Print a line a case."""
    catalog, duties = load_catalog(), load_obligations()
    print("state  treaty   composed  of the aim  md      html")
    with open_ledger(":memory:") as ledger:
        for state, treaty, on in CASES:
            taken = []
            for _ in range(RUNS + 1):
                start = time.process_time()
                brief = compose(
                    state, treaty, view=ledger.view(on), catalog=catalog, duties=duties, on=on, known=on
                )  # fmt: skip
                taken.append(time.process_time() - start)
            middle = statistics.median(taken[1:])
            start = time.process_time()
            render_markdown(brief)
            read = time.process_time()
            render_html(brief, catalog)
            end = time.process_time()
            print(f"{state:6} {treaty:8} {middle:7.2f} s {middle / AIM:9.0%}  {read - start:.3f} s {end - read:.3f} s")


if __name__ == "__main__":
    main()
