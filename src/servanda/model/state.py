"""A State: who acts on treaties. States, observers, organisations that are parties, and those that are no more."""

import msgspec

from servanda.model.dates import Edtf, earliest, is_edtf
from servanda.model.errors import InputError


class Name(msgspec.Struct, frozen=True, kw_only=True):
    """One way a report names a state.

    Args:
        text: as written in running text, without the article.
        kind: `name` (short or full), `demonym` (adjective or people), `capital`, `seat` (of government, where it is
            not the capital), `metonym`, `former_name`, `abbreviation`.
        ambiguous: whether the words often mean something else (Georgia, Turkey, Washington, US): the reader asks
            the context for more before it believes them.
    """

    text: str
    kind: str
    ambiguous: bool = False


class Succession(msgspec.Struct, frozen=True, kw_only=True):
    """How a state that is no more lives on: `mode` is `continuation` (same person in law), `succession` or `union`."""

    state: str
    mode: str


class Approval(msgspec.Struct, frozen=True, kw_only=True):
    """Which chambers (ids) must approve a ratification, and an exit where the source says so; None is unknown."""

    ratification: tuple[str, ...] | None = None
    exit: tuple[str, ...] | None = None
    rule: str = ""
    source: str = ""


class State(msgspec.Struct, frozen=True, kw_only=True):
    """A state or another entity that acts on treaties.

    Args:
        code: ISO 3166-1 alpha-3 with reserved and withdrawn codes, or a code of the catalog (EUE, XKX, XFAO).
        iso2: ISO 3166-1 alpha-2, where there is one; CLDR names hang on it.
        codes: other codes it is asked by (EUU, HLS, and withdrawn ones of former names).
        name: English short name, for display.
        official: English official name.
        kind: `member` or `observer` of the UN, `associated`, `partially_recognised`, `organisation`, `former`.
        names: every name it goes by in English running text, `name` and `official` among them.
        since: first day it existed under this code, EDTF, where that matters.
        until: first day it no longer existed, EDTF; None for one that exists.
        successors: what became of it.
        approval: who must approve, where our sources say so.
    """

    code: str
    name: str
    official: str = ""
    kind: str = "member"
    iso2: str | None = None
    codes: tuple[str, ...] = ()
    names: tuple[Name, ...] = ()
    since: Edtf | None = None
    until: Edtf | None = None
    successors: tuple[Succession, ...] = ()
    approval: Approval | None = None
    note: str = ""
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a state whose dates are not dates."""
        for field in ("since", "until"):
            value = getattr(self, field)
            if value is not None and not is_edtf(value):
                raise InputError(f"{field} “{value}” is not a date", value=value, where=self.code)

    def exists_on(self, day: str) -> bool:
        """Whether it existed on `day` (ISO), as far as the catalog dates it; partial dates: their first day."""
        begun = self.since is None or earliest(self.since).isoformat() <= day
        return begun and (self.until is None or day < earliest(self.until).isoformat())

    def texts(self, *kinds: str) -> tuple[str, ...]:
        """The texts of its names of these kinds, in the order of the data."""
        return tuple(name.text for name in self.names if name.kind in kinds)
