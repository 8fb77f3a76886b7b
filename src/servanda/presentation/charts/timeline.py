"""The timeline of a state: a row for each treaty, a bar for each spell, a mark for each act."""

from collections.abc import Sequence
from datetime import date, timedelta

import msgspec

from servanda.enquiry import Course
from servanda.model import CONSENT, Act, Action, Spell, State, StatusValue, latest
from servanda.presentation.charts.axis import Axis
from servanda.presentation.charts.paper import LOOKS, WIDTH, legend, paper, shortened, text_width
from servanda.wording import STATUSES, count, say_date

ROW, TOP, MARGIN = 28, 92, 24
THIN = frozenset({StatusValue.SIGNATORY, StatusValue.FORMER_PARTY})
_MARKS = {
    "act": ("signature", frozenset({Action.SIGNATURE})),
    "in": ("consent to be bound", CONSENT),
    "out": ("notice of leaving or its like", frozenset({Action.WITHDRAWAL, Action.TERMINATION, Action.SUSPENSION})),
}


class Bar(msgspec.Struct, frozen=True, kw_only=True):
    """A spell as drawn."""

    look: str
    x: float
    wide: float
    tall: float
    told: str


class Mark(msgspec.Struct, frozen=True, kw_only=True):
    """An act as drawn."""

    look: str
    x: float
    told: str


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """A treaty as drawn."""

    label: str
    y: float
    bars: tuple[Bar, ...]
    marks: tuple[Mark, ...]


def timeline_svg(state: State, courses: Sequence[Course], *, on: date) -> str:
    """Draw the courses of a state, in the order of its first act, as one SVG.

    Args:
        state: whose.
        courses: what it did under each treaty.
        on: the day asked about; a dotted line stands there.
    """
    shown = sorted((c for c in courses if c.spells or c.acts), key=_begin)
    labels = [shortened(c.treaty.short or c.treaty.title, size=13, room=300) for c in shown]
    left = MARGIN + max([text_width(label, size=13) for label in labels], default=80) + 20
    first, last = _range(shown, on)
    axis = Axis(first=first, last=last, left=round(left, 1), right=WIDTH - MARGIN)
    rows = tuple(
        Row(label=label, y=TOP + ROW * (n + 0.5), bars=_bars(c.spells, axis), marks=_marks(c.acts, axis))
        for n, (label, c) in enumerate(zip(labels, shown, strict=True))
    )
    bottom = TOP + ROW * max(1, len(rows))
    keys, lines = legend(_legend(shown), left=MARGIN, right=WIDTH - MARGIN)
    title = f"{state.name}: {shown[0].treaty.title}" if len(shown) == 1 else f"{state.name}: treaty commitments"
    return paper().get_template("timeline.svg").render(
        title=shortened(title, size=19, room=WIDTH - 2 * MARGIN),
        subtitle=f"{count(len(shown), 'treaty', 'treaties')} on record, asked on {say_date(on.isoformat())}",
        told=" ".join(_told(c) for c in shown) or "No act on record.",
        width=WIDTH, height=bottom + 42 + 22 * lines + 24, top=TOP, bottom=bottom, left=axis.left, right=axis.right,
        ticks=axis.ticks(), rows=rows, keys=keys, on=on.isoformat(),
        today=axis.x(on, open_end=0) if first <= on <= last else None,
        foot="Servanda. Days from the record of acts and the treaties' clauses; see servanda timeline for sources.",
    )  # fmt: skip


def _begin(course: Course) -> tuple[str, str]:
    return (min((act.date for act in course.acts), default="9999"), course.treaty.key)


def _range(courses: Sequence[Course], on: date) -> tuple[date, date]:
    """From the year of the first day to one year past the last, the day asked about among them."""
    days = [latest(act.date) for c in courses for act in c.acts]
    days += [day for c in courses for s in c.spells for day in (s.from_, s.to) if day]
    first, last = min([*days, on]), max([*days, on])
    room = timedelta(days=max(120, (last - first).days // 20))
    return date(first.year, 1, 1), last + room if last <= date.max - room else date.max


def _bars(spells: Sequence[Spell], axis: Axis) -> tuple[Bar, ...]:
    found = []
    for spell in spells:
        look = LOOKS.get(spell.status)
        if look:
            x = axis.x(spell.from_, open_end=axis.left)
            end = axis.x(spell.to, open_end=axis.right)
            told = f"{STATUSES[spell.status]}: {spell.from_ or '…'} to {spell.to or 'today and on'}"
            tall = 7 if spell.status in THIN else 15
            found.append(Bar(look=look, x=x, wide=round(max(end - x, 1.5), 1), tall=tall, told=told))
    return tuple(found)


def _marks(acts: Sequence[Act], axis: Axis) -> tuple[Mark, ...]:
    found = []
    for act in acts:
        look = next((look for look, (_, kinds) in _MARKS.items() if act.kind in kinds), None)
        if look and act.territory is None:
            told = f"{act.kind.replace('_', ' ')} {say_date(act.date)}"
            found.append(Mark(look=look, x=axis.x(latest(act.date), open_end=axis.left), told=told))
    return tuple(found)


def _legend(courses: Sequence[Course]) -> list[tuple[str, str]]:
    """Only what the chart shows."""
    statuses = {spell.status for c in courses for spell in c.spells}
    kinds = {act.kind for c in courses for act in c.acts}
    entries = [(look, STATUSES[status]) for status, look in LOOKS.items() if status in statuses]
    return entries + [(look, words) for look, (words, of) in _MARKS.items() if kinds & of]


def _told(course: Course) -> str:
    spells = ", ".join(f"{STATUSES[s.status]} from {s.from_ or 'before the record'}" for s in course.spells)
    return f"{course.treaty.short or course.treaty.title}: {spells}."
