"""Arguments and precedents: who argues what, and what became of exits that compare."""

from collections import Counter
from collections.abc import Iterator

from servanda.brief.material import LEAVING, Material, with_article
from servanda.brief.paper import Block, Quotation, Row, Section, Sentence, Table
from servanda.brief.pen import listed, on_day, paragraph, say, section
from servanda.insight.balance import Balance, Weight, balance, shared_codes
from servanda.insight.precedents import Precedent, precedents, profile_of
from servanda.insight.survival import absences, ends, notices, spans
from servanda.model import Claim
from servanda.wording import count, say_date, state_name

MOST_ARGUMENTS, MOST_QUOTES, MOST_PRECEDENTS = 8, 4, 8
YEAR = 365


def arguments(m: Material) -> Section:
    """Codes of arguments by side, counted over independent origins, with the words of those who make them."""
    days = {report.id: report.published for report in m.told.reports.values() if report.published}
    found = balance(m.claims, m.rungs, published=days)
    shown = found.weights[:MOST_ARGUMENTS]
    blocks: list[Block | None] = []
    if shown:
        sides = [f"{count(n, 'origin')} {side or 'on no side that could be told'}" for side, n in found.sides.items()]
        reports = [m.sources.report(report) for report in m.told.reports.values()]
        blocks.append(paragraph(say(f"Arguments are carried by {listed(sides)}", *reports), *_over_time(found, m)))
        blocks.append(
            Table(
                caption="Arguments by side, counted over independent origins",
                head=("Argument", "Side", "Origins", "Made by"),
                rows=tuple(_argument(one, m) for one in shown),
                numeric=(2,),
            )
        )
        said = {" ".join(one.quotations[0].text.split()): one for one in reversed(shown) if one.quotations}
        blocks += [_quotation(one, m) for one in list(said.values())[::-1][:MOST_QUOTES]]
    why = (
        "The reports carry no argument" if m.told.reports else "No report was given, and acts on record give no reasons"
    )
    keys = [m.sources.report(report) for report in m.told.reports.values()] or [m.sources.record(m.coverage)]
    return section("arguments", blocks, nothing=say(why, *keys))


def _over_time(found: Balance, m: Material) -> Iterator[Sentence]:
    """In which years arguments were made, and those made of other states' dealings with a treaty as well."""
    reports = [m.sources.report(report) for report in m.told.reports.values()]
    years = Counter(year for weight in found.weights for year, n in weight.years.items() for _ in range(n))
    if len(years) > 1:
        told = [f"{year} ({n})" for year, n in sorted(years.items())]
        yield say(f"By year, counted once for each argument and origin: {listed(told)}", *reports)
    others = {_course(*key, m): balance(claims) for key, claims in _elsewhere(m).items()}
    codes: dict[str, list[str]] = {}
    for code, made in shared_codes(found, others).items():
        for course in made:
            codes.setdefault(course, []).append(code.replace("_", " "))
    for course, shared in sorted(codes.items()):
        yield say(f"Of {course} the reports carry the same arguments: {listed(sorted(shared))}", *reports)


def _course(state: str, treaty: str, m: Material) -> str:
    what = m.catalog.treaties[treaty]
    return f"{m.say(state)} under {with_article(what.short or what.title, what)}"


def _elsewhere(m: Material) -> dict[tuple[str, str], list[Claim]]:
    """The claims of the same reports on other states or treaties."""
    found: dict[tuple[str, str], list[Claim]] = {}
    for claim in m.told.claims:
        if claim.treaty in m.catalog.treaties and (claim.state, claim.treaty) != (m.code, m.treaty.key):
            found.setdefault((claim.state, claim.treaty or ""), []).append(claim)
    return found


def _argument(one: Weight, m: Material) -> Row:
    who = listed(list(one.speakers), 3) if one.speakers else "nobody named"
    keys = [m.sources.report(m.told.reports[q.report]) for q in one.quotations if q.report in m.told.reports]
    return Row(
        cells=(one.code.replace("_", " "), one.side or "–", str(one.origins), who), on=tuple(dict.fromkeys(keys))
    )


def _quotation(one: Weight, m: Material) -> Quotation:
    said = one.quotations[0]
    report = m.told.reports.get(said.report)
    return Quotation(
        text=" ".join(said.text.split()),
        speaker=said.speaker,
        office=said.office,
        side="for" if one.side == "for" else "against" if one.side == "against" else None,
        on=(m.sources.report(report),) if report else (),
    )


def comparable(m: Material) -> tuple[Precedent, ...]:
    """Exits that compare to this one, or to one that this state might make."""
    codes = [a.code for c in m.claims if c.action in LEAVING for a in c.argument_details]
    profile = profile_of(m.code, m.treaty.key, m.on, m.catalog, arguments=codes)
    return precedents(profile, m.exits, on=m.on, catalog=m.catalog)


def history(m: Material) -> Section:
    """Precedents in a table with what each shares, and the distributions over all that compare."""
    found = comparable(m)
    blocks: list[Block | None] = []
    if found:
        shown = found[:MOST_PRECEDENTS]
        more = f", {len(found) - len(shown)} more compare" if len(found) > len(shown) else ""
        blocks.append(paragraph(*_distribution(found, m)))
        blocks.append(
            Table(
                caption=f"Comparable exits by points of likeness{more}",
                head=("State", "Treaty", "Notice", "Out", "What became of it", "Shares"),
                rows=tuple(_row(one, m) for one in shown),
            )
        )
    key = m.sources.catalog("exits", "Register and ledger: every notice of withdrawal on record")
    return section("precedents", blocks, nothing=say("No exit on record compares to this one", key))


def _distribution(found: tuple[Precedent, ...], m: Material) -> Iterator[Sentence]:
    exits = [one.exit for one in found]
    key = m.sources.catalog("exits", "Register and ledger: every notice of withdrawal on record")
    counted = ends(exits, on=m.on)
    words = {
        "effective": "took effect",
        "returned": "took effect before a return",
        "revoked": "ended by being taken back",
        "pending": "had no effect on record by then",
    }
    told = [f"{counted[name]} {text}" for name, text in words.items() if counted[name]]
    yield say(f"Of {count(len(found), 'comparable notice')} on record by {on_day(m.on)}, {listed(told)}", key)
    for span in spans(exits):
        if span.between == "notified_effective" and span.count > 1:
            yield say(
                f"The median from notice to effect was {span.median:.0f} days "
                f"(quartiles {span.lower:.0f} and {span.upper:.0f}, {span.least} to {span.most}; n = {span.count})",
                key,
            )
    kept = notices(exits, on=m.on)
    if kept is not None and kept.points:
        last = kept.points[-1]
        yield say(
            f"After {last.days} days, {last.share:.0%} of notices still stood or had taken effect "
            f"(95 % band {last.low:.0%} to {last.high:.0%}; n = {kept.count})",
            key,
        )
    out = absences(exits, on=m.on)
    if out is not None and out.points:
        share = out.share_at(10 * YEAR)
        yield say(f"Ten years after leaving, {share:.0%} were still out (n = {out.count}, {out.events} came back)", key)


_ENDS = {"pending": "no effect yet", "effective": "out", "revoked": "taken back", "returned": "out, then back"}


def _row(one: Precedent, m: Material) -> Row:
    treaty = m.catalog.treaties.get(one.exit.treaty)
    acts = {act.id: act for act in m.view.acts(treaty=one.exit.treaty)}
    back = one.exit.revoked if one.end == "revoked" else one.exit.returned if one.end == "returned" else None
    dateless = one.end == "pending" and one.exit.effective is None
    became = ("no day of effect on record" if dateless else _ENDS[one.end]) + (f" ({say_date(back)})" if back else "")
    return Row(
        cells=(
            state_name(one.exit.state, m.catalog),
            (treaty.short or treaty.title) if treaty else one.exit.treaty,
            say_date(one.exit.notified),
            say_date(one.exit.effective) or "–",
            became,
            f"{', '.join(one.shares)} ({one.score})",
        ),
        on=tuple(m.sources.act(acts[name]) for name in one.exit.acts if name in acts),
    )
