"""A time axis: days to positions, and years to mark."""

from datetime import date

import msgspec

STEPS = (1, 2, 5, 10, 20, 25, 50, 100)
"""Years between ticks, the smallest that leaves them room."""


class Tick(msgspec.Struct, frozen=True, kw_only=True):
    """A year to mark, and where."""

    x: float
    label: str


class Axis(msgspec.Struct, frozen=True, kw_only=True):
    """Days from `first` to `last` over pixels from `left` to `right`."""

    first: date
    last: date
    left: float
    right: float

    def x(self, day: date | None, *, open_end: float) -> float:
        """Where a day lies, kept inside the axis; `open_end` stands for no day."""
        if day is None:
            return open_end
        share = (day.toordinal() - self.first.toordinal()) / max(1, self.last.toordinal() - self.first.toordinal())
        return round(self.left + (self.right - self.left) * min(max(share, 0.0), 1.0), 1)

    def ticks(self, *, room: float = 56) -> tuple[Tick, ...]:
        """The first of January of round years, at least `room` pixels apart."""
        years = max(1, self.last.year - self.first.year)
        each = (self.right - self.left) / years
        step = next((s for s in STEPS if s * each >= room), STEPS[-1])
        marked = range(-(-self.first.year // step) * step, self.last.year + 1, step)
        found = [date(year, 1, 1) for year in marked]
        return tuple(
            Tick(x=self.x(day, open_end=0), label=str(day.year)) for day in found if self.first <= day <= self.last
        )


def heights(most: int, *, lines: int = 5) -> tuple[int, ...]:
    """Round values for horizontal lines from 0 to at least `most`.

    Example:
        >>> heights(110)
        (0, 25, 50, 75, 100, 125)
    """
    step = next(
        s * 10**power
        for power in range(7)
        for s in (1, 2, 2.5, 5)
        if s * 10**power * lines >= max(most, 1)
        if float(s * 10**power).is_integer()
    )
    top = -(-max(most, 1) // int(step))
    return tuple(int(step) * number for number in range(top + 1))
