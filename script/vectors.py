"""Write the test vectors from the worked dates of tests/law/cases. Run it with the project's Python after a change.

.venv/bin/python script/vectors.py            write src/servanda/catalog/data/vectors/vectors.json
.venv/bin/python script/vectors.py --check    exit 1 where the file is stale
"""

import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec
import yaml

from servanda.catalog import load_catalog
from servanda.catalog.vectors import FILE, Vector, VectorExpected, VectorInput, VectorRule
from servanda.law import status
from servanda.model import CONSENT, Act, Action, Treaty
from servanda.model.clause import Delay
from servanda.presentation.clause_text import clause_lines
from servanda.presentation.delay_text import say_delay
from servanda.presentation.exit_text import exit_lines

CASES = Path(__file__).resolve().parents[1] / "tests" / "law" / "cases"
CONSENT_FIELDS = ("in_force", "later", "succession")


def vectors() -> list[Vector]:
    """Every worked date and every supposed notice, each once."""
    found: dict[str, Vector] = {}
    for path in [*sorted(CASES.glob("worked*.yaml")), *sorted(CASES.glob("what_if*.yaml"))]:
        for row in yaml.safe_load(path.read_text(encoding="utf-8")):
            treaty = load_catalog().treaties[row["treaty"]]
            if treaty.clauses is not None and row.get("source"):
                made = _consent(treaty, row) if Action(row.get("act", "withdrawal")) in CONSENT else _exit(treaty, row)
                found[made.id] = _joined(found.get(made.id), made)
    for row in yaml.safe_load((CASES / "month_ends.yaml").read_text(encoding="utf-8")):
        made = _month_end(row)
        found[made.id] = made
    return [found[key] for key in sorted(found)]


def _month_end(row: dict[str, Any]) -> Vector:
    """A period that ends in a month without the day, whatever the treaty."""
    delay = Delay(style=row["style"], period=row["period"])
    strict = (row["strict"],) if row["strict"] != row["practice"] else ()
    return Vector(
        id=f"month-end-{row['style']}-{row['period']}-{row['from']}",
        treaty=None,
        rule=VectorRule(words=(say_delay(delay),), clause={"delay": {"style": delay.style, "period": delay.period}}),
        article=None,
        input=VectorInput(date=row["from"]),
        expected=VectorExpected(effective=row["practice"], also=strict),
        source=row["decided"]
        or "decided by no depositary: clamped as those that decided do, the strict reading beside it",
    )


def _joined(first: Vector | None, second: Vector) -> Vector:
    """One vector of two on the same act: the first, with the other days that only the second tells."""
    if first is None:
        return second
    if first.expected.effective != second.expected.effective:
        message = f"{first.id}: {first.expected.effective} in one table, {second.expected.effective} in another"
        raise ValueError(message)
    fuller = second.expected.also is not None and first.input == second.input
    return msgspec.structs.replace(first, expected=second.expected) if fuller else first


def _consent(treaty: Treaty, row: dict[str, Any]) -> Vector:
    clauses = treaty.clauses
    assert clauses is not None
    act = Act(id="a", state=row["state"], treaty=treaty.key, kind=Action(row["act"]), date=row["date"])
    reasons = status(row["state"], treaty, [act], on=date.fromisoformat(row["effective"])).reasons
    return _vector(
        treaty,
        row,
        VectorRule(
            words=tuple(_picked(clause_lines(treaty), ("in force since", "later parties", "successors"))),
            clause={name: _bare(getattr(clauses, name)) for name in CONSENT_FIELDS if getattr(clauses, name)},
        ),
        reasons[0].article if reasons else None,
    )


def _exit(treaty: Treaty, row: dict[str, Any]) -> Vector:
    clauses = treaty.clauses
    assert clauses is not None
    rule = clauses.withdrawal_of(row["state"])
    words = (*_picked(clause_lines(treaty), ("in force since",)), *exit_lines(rule))
    clause = {"in_force": clauses.in_force, "withdrawal": _bare(rule)}
    return _vector(treaty, row, VectorRule(words=words, clause=clause), rule.article)


def _vector(treaty: Treaty, row: dict[str, Any], rule: VectorRule, article: str | None) -> Vector:
    act, day = row.get("act", "withdrawal"), row.get("date") or row["notified"]
    conflict = row.get("conflict")
    given = VectorInput(
        state=row["state"],
        act=act,
        date=day,
        party_since=row.get("since") or _since(treaty, row),
        stated=row.get("stated"),
        conflict=(conflict[0], conflict[1]) if conflict else None,
    )
    also = row.get("also")
    return Vector(
        id="-".join([treaty.key, row["state"], act, day, *([f"conflict-{conflict[0]}"] if conflict else [])])
        + (f"-{conflict[1]}" if conflict and conflict[1] else ""),
        treaty=treaty.key,
        rule=rule,
        article=article,
        input=given,
        expected=VectorExpected(effective=row["effective"], also=None if also is None else tuple(also)),
        source=row["source"],
    )


def _since(treaty: Treaty, row: dict[str, Any]) -> str | None:
    """The day a party was bound from, where a row gives the day of its consent."""
    if not row.get("party"):
        return None
    act = Act(id="p", state=row["state"], treaty=treaty.key, kind=Action.RATIFICATION, date=row["party"])
    bound = status(row["state"], treaty, [act], on=date.max).in_force_from
    return bound.isoformat() if bound else None


def _picked(lines: Iterable[str], heads: tuple[str, ...]) -> Iterator[str]:
    """The lines that begin so, with what is indented below each."""
    taken = False
    for line in lines:
        taken = line.startswith(heads) or (taken and line.startswith(" "))
        if taken:
            yield line


def _bare(value: Any) -> Any:  # noqa: ANN401 - whatever has a JSON form
    """Plain data without what is absent or empty."""
    plain = msgspec.to_builtins(value)
    return _pruned(plain)


def _pruned(value: Any) -> Any:  # noqa: ANN401 - whatever has a JSON form
    if isinstance(value, dict):
        return {k: _pruned(v) for k, v in value.items() if v not in (None, "", 0, False, [], {}, ())}
    return [_pruned(v) for v in value] if isinstance(value, list | tuple) else value


def text() -> str:
    """The file, a vector a paragraph."""
    lines = [msgspec.json.encode(vector).decode() for vector in vectors()]
    return "[\n" + ",\n".join(lines) + "\n]\n"


def main() -> int:
    """Write or check the file."""
    made = text()
    if sys.argv[1:] == ["--check"]:
        stale = not FILE.is_file() or FILE.read_text(encoding="utf-8") != made
        sys.stderr.write(f"{FILE.name} is stale; run script/vectors\n" if stale else "")
        return int(stale)
    FILE.write_text(made, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
