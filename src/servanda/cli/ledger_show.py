"""Entries and acts of the ledger as lines and as JSON, for the commands of `servanda ledger`."""

from collections.abc import Iterable
from typing import Any

import msgspec

from servanda.ledger import Entry
from servanda.model import Act
from servanda.model.decision import Decision


def entries_json(entries: Iterable[Entry]) -> list[dict[str, Any]]:
    """Entries with their bodies as JSON values."""
    return [{**msgspec.structs.asdict(e), "body": msgspec.Raw(e.body.encode())} for e in entries]


def entry_line(entry: Entry) -> str:
    """One entry: number, moment, what it holds, who recorded it, the beginning of its hash."""
    match entry.kind:
        case "act":
            what = act_line(msgspec.json.decode(entry.body, type=Act))
        case "decision":
            what = decision_line(msgspec.json.decode(entry.body, type=Decision))
        case _:
            what = f"{entry.state} {entry.treaty} {entry.key}".strip()
    return f"{entry.seq}  {entry.recorded_at}  {entry.kind}  {what}  {entry.author or '-'}  {entry.hash[:12]}"


def act_line(act: Act) -> str:
    """One act: who, what, when; what it corrects and why."""
    of = f" of {act.of}" if act.of else ""
    effect = f", effective {act.effective}" if act.effective else ""
    place = f" for {act.territory}" if act.territory else ""
    why = f" ({act.note})" if act.note else ""
    supersedes = f", corrects {act.corrects}{why}" if act.corrects else ""
    return f"{act.id}  {act.state} {act.treaty}: {act.kind}{of}{place} {act.date}{effect}{supersedes}"


def decision_line(decision: Decision) -> str:
    """One decision of a reviewer: on which event, what, and why."""
    right = ", ".join(f"{name} {value}" for name, value in decision.fields.items())
    more = {
        "corrected": f" to {right}",
        "merged": f" into {decision.into}",
        "split": f" without {', '.join(decision.reports)}",
    }
    acts = f", recorded as {', '.join(decision.acts)}" if decision.acts else ""
    return f"event {decision.event}: {decision.verdict}{more.get(decision.verdict, '')}{acts} ({decision.why})"


def count(number: int, one: str, many: str = "") -> str:
    """A number and its noun."""
    return f"{number} {one if number == 1 else many or one + 's'}"
