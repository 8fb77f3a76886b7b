"""The exams of the law engine against published days: entries of parties, and exits.

    SERVANDA_REFERENCE=FOLDER python benchmarks/law_exam.py [--misses]

The folder holds `data/published-force/{treaties,parties}.csv` (consent and published entry per party) and
`law/exits.yaml` (notice and published effect); both are other people's and are only read. Rows set aside stand in
`docs/explanation/published-force.md`, each with its reason; a row whose consent or day of effect the engine must not
be told is computed from its consent alone.
"""

import argparse
import csv
import os
import re
import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import yaml

from servanda.catalog import load_catalog
from servanda.law import status, what_if
from servanda.model import Act, Action, Treaty, is_edtf

SET_ASIDE = Path(__file__).parents[1] / "docs" / "explanation" / "published-force.md"
_ROW = re.compile(r"\| (?P<state>[A-Z]{3}) \| (?P<treaty>[a-z0-9-]+) \| (?P<reason>[^|]+) \|")


class Outcome(msgspec.Struct, frozen=True, kw_only=True):
    """One row: what the engine gives and what was published."""

    treaty: str
    state: str
    given: str
    expected: str
    computed: str | None
    also: tuple[str, ...] = ()

    @property
    def right(self) -> bool:
        """Whether the engine gives the published day."""
        return self.computed == self.expected


def set_aside(path: Path = SET_ASIDE) -> dict[tuple[str, str], str]:
    """Rows of the published-force exam that are set aside: (treaty, state) -> reason."""
    if not path.is_file():
        return {}
    return {(m["treaty"], m["state"]): m["reason"].strip() for m in _ROW.finditer(path.read_text(encoding="utf-8"))}


def entries(reference: Path, treaties: dict[str, Treaty]) -> Iterator[Outcome]:
    """Each party's entry, computed from its consent alone."""
    with (reference / "data" / "published-force" / "parties.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            treaty = treaties[row["treaty"].lower()]
            kind = row["consent"] if row["consent"] in set(Action) else "accession"
            act = Act(id="exam", state=row["state"], treaty=treaty.key, kind=Action(kind), date=row["consented"])
            found = status(act.state, treaty, [act], on=date(2026, 1, 1))
            computed = found.in_force_from.isoformat() if found.in_force_from else None
            yield Outcome(
                treaty=treaty.key, state=act.state, given=row["consented"], expected=row["in_force"], computed=computed
            )


def exits(reference: Path, treaties: dict[str, Treaty]) -> Iterator[Outcome]:
    """Each exit with a known notice, computed from the notice alone for a state supposed to be a party."""
    raw: dict[str, Any] = yaml.safe_load((reference / "law" / "exits.yaml").read_text(encoding="utf-8"))
    for row in raw["exits"]:
        treaty, notified, effective = treaties.get(row["treaty"].lower()), row.get("notified"), row.get("effective")
        if treaty is None or treaty.clauses is None or not (notified and effective and is_edtf(str(notified))):
            continue
        if not re.search(r"withdraw|denunc|cessation|expulsion", row["act"]) or "provisional" in row["act"]:
            continue
        supposed = what_if(row["state"], treaty, [], Action.WITHDRAWAL, notified=date.fromisoformat(notified))
        answer = supposed.if_party or supposed
        yield Outcome(
            treaty=treaty.key,
            state=row["state"],
            given=str(notified),
            expected=str(effective),
            computed=answer.effective.isoformat() if answer.effective else None,
            also=tuple(r.date.isoformat() for r in answer.effective_readings if not r.preferred),
        )


def main() -> int:
    """Print both exams."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="list every row that differs")
    told = parser.parse_args()
    folder = os.environ.get("SERVANDA_REFERENCE")
    if not folder:
        sys.stderr.write("set SERVANDA_REFERENCE to the folder with data/published-force and law/exits.yaml\n")
        return 2
    treaties = load_catalog().treaties
    aside = set_aside()
    rows = list(entries(Path(folder), treaties))
    kept = [r for r in rows if (r.treaty, r.state) not in aside]
    right = sum(r.right for r in kept)
    sys.stdout.write(f"entries: {right} of {len(kept)} right ({right / len(kept):.2%}), {len(rows) - len(kept)} of ")
    sys.stdout.write(f"{len(rows)} set aside ({1 - len(kept) / len(rows):.2%})\n")
    left = list(exits(Path(folder), treaties))
    sys.stdout.write(f"exits: {sum(r.right for r in left)} of {len(left)} exact\n")
    if told.misses:
        for row in [*(r for r in kept if not r.right), *(r for r in left if not r.right)]:
            also = f", also {', '.join(row.also)}" if row.also else ""
            sys.stdout.write(
                f"  {row.treaty} {row.state} {row.given}: {row.computed}{also}; published {row.expected}\n"
            )
    return 0


if __name__ == "__main__":
    sys.exit(main())
