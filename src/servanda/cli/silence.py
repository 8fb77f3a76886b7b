"""Which findings a person does not want to see: `--silence`, and `$SERVANDA_SILENCE` for every run."""

import os
from collections.abc import Iterable
from difflib import get_close_matches

import click


def silenced(asked: Iterable[str]) -> frozenset[str]:
    """The codes to leave out.

    Args:
        asked: the values of `--silence`; each may hold several codes with commas between them.

    Raises:
        click.UsageError: for a code that no check gives, with the nearest one; a slip must not pass for silence.
    """
    from servanda.insight.checks.codes import EVENT_CODES

    known = {code.code for code in EVENT_CODES}
    wanted = [*asked, os.environ.get("SERVANDA_SILENCE", "")]
    codes = frozenset(code.strip() for text in wanted for code in text.split(",") if code.strip())
    for code in sorted(codes - known):
        near = get_close_matches(code, known, n=1)
        hint = f"did you mean {near[0]}?" if near else "docs/reference/findings.md lists them"
        raise click.UsageError(f"no check gives the finding “{code}”: {hint}")
    return codes
