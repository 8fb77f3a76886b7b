"""Servanda for researchers: the record asked from Python, in nouns and Polars frames.

    import servanda

    servanda.panel(treaty=["ccm", "apmbc"], group="nato", on="2025-01-01")
    servanda.status("Lithuania", "ccm", on="2024-10-01").status
    servanda.compare(["LTU", "LVA"], family="disarmament").pairs

A frame goes to pandas, DuckDB, pyarrow and others through the Arrow PyCapsule interface, without a copy. `Record` holds
one moment of the record ready for many questions; the functions open and close one each, and take the arguments of
`Record` beside those of the question. Names are taken as on the command line; days are ISO or EDTF text, or
`datetime.date`. docs/reference/python.md lists everything.
"""

import json
import shlex
import subprocess
import sys
from collections.abc import Iterable
from typing import TYPE_CHECKING, Unpack

from servanda.asking import Compared, Day, Moment, Names, Panelled, Supposed, moment_of
from servanda.enquiry import Course
from servanda.law import WhatIf
from servanda.model import InputError, Status, Treaty, UsageError
from servanda.record import Record

if TYPE_CHECKING:
    import polars as pl

    from servanda.brief import Brief
    from servanda.citation import Citation
    from servanda.insight.obligations import Shift
    from servanda.insight.outlook import Prospect
    from servanda.insight.precedents import Precedent
    from servanda.insight.region import Circle
    from servanda.pipeline import Outcome
    from servanda.profiles import By, Comparison, Peers

__all__ = [
    "Record",
    "agreements",
    "cite",
    "compare",
    "obligations",
    "outlook",
    "panel",
    "peers",
    "precedents",
    "read",
    "region",
    "status",
    "still_the_same",
    "timeline",
    "treaty",
    "what_if",
    "write_brief",
]


def status(state: str, treaty: str, *, on: Day | None = None, **moment: Unpack[Moment]) -> Status:
    """The status of a state under a treaty; see `Record.status` and `Record` for the arguments."""
    with Record(**moment) as record:
        return record.status(state, treaty, on=on)


def timeline(
    state: str, treaty: str | None = None, *, on: Day | None = None, **moment: Unpack[Moment]
) -> tuple[Course, ...]:
    """The acts and spells of a state; see `Record.timeline`."""
    with Record(**moment) as record:
        return record.timeline(state, treaty, on=on)


def treaty(key: str, **moment: Unpack[Moment]) -> Treaty:
    """A treaty with its clauses; see `Record.treaty`."""
    with Record(**moment) as record:
        return record.treaty(key)


def what_if(
    state: str,
    treaty: str,
    act: str,
    *,
    ledger: str | None = None,
    register: bool = True,
    known: Day | None = None,
    as_recorded: Day | None = None,
    **supposed: Unpack[Supposed],
) -> WhatIf:
    """What would follow if a state took an act on a treaty; see `Record.what_if`."""
    with Record(ledger, register=register, known=known, as_recorded=as_recorded) as record:
        return record.what_if(state, treaty, act, **supposed)


def panel(
    *,
    ledger: str | None = None,
    register: bool = True,
    known: Day | None = None,
    as_recorded: Day | None = None,
    **asked: Unpack[Panelled],
) -> "pl.DataFrame":
    """A row for each state under each treaty on each day; see `Record.panel`."""
    with Record(ledger, register=register, known=known, as_recorded=as_recorded) as record:
        return record.panel(**asked)


def compare(
    states: str | Iterable[str],
    *,
    ledger: str | None = None,
    register: bool = True,
    known: Day | None = None,
    as_recorded: Day | None = None,
    **asked: Unpack[Compared],
) -> "Comparison":
    """The commitment profiles of some states; see `Record.compare`."""
    with Record(ledger, register=register, known=known, as_recorded=as_recorded) as record:
        return record.compare(states, **asked)


def agreements(
    states: str | Iterable[str],
    *,
    ledger: str | None = None,
    register: bool = True,
    known: Day | None = None,
    as_recorded: Day | None = None,
    **asked: Unpack[Compared],
) -> "pl.DataFrame":
    """How far each two states agree on each day; see `Record.agreements`."""
    with Record(ledger, register=register, known=known, as_recorded=as_recorded) as record:
        return record.agreements(states, **asked)


def peers(
    state: str,
    *,
    on: Day | None = None,
    treaty: Names = None,
    family: Names = None,
    by: "By" = "bound",
    most: int = 10,
    **moment: Unpack[Moment],
) -> "Peers":
    """The states with the nearest commitment profiles; see `Record.peers`."""
    with Record(**moment) as record:
        return record.peers(state, on=on, treaty=treaty, family=family, by=by, most=most)


def obligations(state: str, treaty: str, *, on: Day | None = None, **moment: Unpack[Moment]) -> "Shift":
    """What lapses, stays and begins for a state; see `Record.obligations`."""
    with Record(**moment) as record:
        return record.obligations(state, treaty, on=on)


def region(state: str, treaty: str, *, on: Day | None = None, **moment: Unpack[Moment]) -> "tuple[Circle, ...]":
    """Alliances, unions and neighbours by their status; see `Record.region`."""
    with Record(**moment) as record:
        return record.region(state, treaty, on=on)


def precedents(state: str, treaty: str, *, on: Day | None = None, **moment: Unpack[Moment]) -> "tuple[Precedent, ...]":
    """Exits on record that compare; see `Record.precedents`."""
    with Record(**moment) as record:
        return record.precedents(state, treaty, on=on)


def outlook(state: str, treaty: str, *, on: Day | None = None, **moment: Unpack[Moment]) -> "tuple[Prospect, ...]":
    """The chance of each next stage of the course under way, or of a quiet party's leaving; see `Record.outlook`."""
    with Record(**moment) as record:
        return record.outlook(state, treaty, on=on)


def read(
    paths: str | Iterable[str], *, on: Day | None = None, today: Day | None = None, **moment: Unpack[Moment]
) -> "Outcome":
    """Read reports into claims and events; see `Record.read`."""
    with Record(**moment) as record:
        return record.read(paths, on=on, today=today)


def write_brief(
    state: str,
    treaty: str,
    *,
    on: Day | None = None,
    reports: Names = None,
    event: str | None = None,
    **moment: Unpack[Moment],
) -> "Brief":
    """A brief on a state and a treaty (`servanda.brief` is the package of its nouns); see `Record.write_brief`."""
    with Record(**moment) as record:
        return record.write_brief(state, treaty, on=on, reports=reports, event=event)


def cite(
    command: str | Iterable[str],
    *,
    ledger: str | None = None,
    register: bool = True,
    as_recorded: Day | None = None,
) -> "Citation":
    """A reference that gives the answer of a command again, as `servanda cite` makes it.

    The command runs as a program of its own, as whoever follows the reference will run it.

    Args:
        command: words of the command line, as `status LTU ccm --on 2025-01-01`, in one text or one by one.
        ledger: see `Record`.
        register: see `Record`.
        as_recorded: see `Record`.

    Raises:
        UsageError: for a command that gives no answer to cite.
        InputError: for a name nobody knows.

    Example:
        >>> cite("status LTU ccm --on 2025-01-01", ledger=":memory:").on
        '2025-01-01'
    """
    import msgspec

    from servanda.citation import Citation

    words = shlex.split(command) if isinstance(command, str) else [*command]
    moment = moment_of(as_recorded)
    options = ["--json", *(["--ledger", ledger] if ledger else []), *([] if register else ["--no-register"])]
    ran = _run([*options, *(["--as-recorded", str(moment)] if moment else []), *words])
    if ran.returncode:
        kind = UsageError if ran.returncode == UsageError.exit_code else InputError
        raise kind(ran.stderr.strip().removeprefix("servanda: "), value=shlex.join(words))
    told = json.loads(ran.stdout)
    return msgspec.convert({**told, "code": told["exit"]}, Citation)


def still_the_same(reference: str, *, ledger: str | None = None) -> bool:
    """Whether the answer that a reference cites is given again, byte for byte, by this version and ledger."""
    ran = _run([*(["--ledger", ledger] if ledger else []), "--check", reference])
    if ran.returncode > 1:
        raise InputError(ran.stderr.strip().removeprefix("servanda: "), value=reference)
    return ran.returncode == 0


def _run(words: list[str]) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "servanda", "cite", *words]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=False)  # noqa: S603 - no shell, our own program
