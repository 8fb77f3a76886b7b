"""A count of votes on the motion as put to take an act; what a report does not state is None, never 0."""

import msgspec

from servanda.model.errors import InputError


class Votes(msgspec.Struct, frozen=True, kw_only=True, rename={"for_": "for"}):
    """Votes for, against and abstaining (persons, not percentages)."""

    for_: int | None = None
    against: int | None = None
    abstain: int | None = None

    def __post_init__(self) -> None:
        """Refuse negative counts and an empty tally."""
        counts = (self.for_, self.against, self.abstain)
        if all(c is None for c in counts):
            raise InputError("a tally needs at least one count", value=counts)
        if any(c is not None and c < 0 for c in counts):
            raise InputError("a count of votes cannot be negative", value=counts)

    @property
    def cast(self) -> int:
        """The stated votes together: a lower bound of those present."""
        return sum(c or 0 for c in (self.for_, self.against, self.abstain))
