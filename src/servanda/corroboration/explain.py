"""Why reports were grouped, why origins were merged, what was set aside: lines for `--explain`."""

from collections.abc import Iterable, Mapping

from servanda.corroboration.fields import Bench
from servanda.corroboration.mention import Mention
from servanda.corroboration.origins import Link
from servanda.corroboration.weighing import superseded_by
from servanda.model import FieldSupport


def explain(bench: Bench, links: Iterable[Link], fields: Mapping[str, FieldSupport]) -> tuple[str, ...]:
    """The reasons behind one event, in the order of the steps that made it."""
    return (*_grouped(bench), *_origins(bench, links), *_denied(bench), *_values(fields))


def _grouped(bench: Bench) -> list[str]:
    group = bench.group
    told = sorted({m.report for m in group.members})
    first = group.members[0].claim
    line = f"{_list(told)} tell of one {first.action} of {first.treaty or first.treaty_name or 'a treaty'}"
    lines = [f"{line}: {_shared(bench)}" if len(told) > 1 else line, *group.why]
    lines += [f"{m.report} was heard in the light of the others" for m in group.members if m.faint]
    lines += [f"{m.report} recalls it in passing, later, and supports nothing" for m in group.recalls]
    return lines


def _shared(bench: Bench) -> str:
    """Which fields the reports have in common, and which they do not."""
    same, unlike = [], []
    for name in ("state", "action", "stage", "date", "votes", "body"):
        values = {str(v) for m in bench.group.members if (v := getattr(m.claim, name)) is not None}
        if len(values) == 1:
            same.append(f"{name} {min(values)}" if name != "votes" else "votes")
        elif values:
            unlike.append(name)
    told = "same " + ", ".join(same) if same else "near in every field"
    return f"{told}; told differently: {', '.join(unlike)}" if unlike else told


def _origins(bench: Bench, links: Iterable[Link]) -> list[str]:
    count = len(set(bench.origin.values()))
    lines = [f"{count} independent origin{'s' if count != 1 else ''} among {len(bench.origin)} reports"]
    lines += [f"{link.one} and {link.two} are one origin: {link.why}" for link in links]
    for report in sorted(bench.origin):
        if by := superseded_by(report, bench.origin, bench.sources):
            lines.append(f"{by} corrects {report}")
    return lines


def _denied(bench: Bench) -> list[str]:
    lines = [f"{m.report} denies it" for m in bench.group.denials]
    return lines + [_aside(m) for m in bench.group.aside]


def _aside(mention: Mention) -> str:
    if mention.faint:
        return f"{mention.report} speaks of the same state and treaty; what it says of them could hardly be read"
    return f"{mention.report} says that it is no {mention.claim.action} of {mention.claim.state}"


def _values(fields: Mapping[str, FieldSupport]) -> list[str]:
    return [
        f"{name}: {len(f.supports)} for {f.value}, against it "
        + "; ".join(f"{len(c.reports)} for {c.value}" for c in f.contradicts)
        for name, f in fields.items()
        if f.contradicts
    ]


def _list(names: list[str]) -> str:
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"
