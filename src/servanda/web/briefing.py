"""A brief on what the record holds of a state and a treaty, for the API, the pages and the assistant."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from servanda import __version__
from servanda.catalog import Catalog
from servanda.catalog.obligations import load_obligations
from servanda.enquiry import find_treaty
from servanda.ledger import EntryKind, LedgerView
from servanda.review.rows import Reviewed, Row

if TYPE_CHECKING:
    from servanda.brief.paper import Brief


class Keeper(Protocol):
    """Whatever holds a record: the record as served, or the site of the pages."""

    catalog: Catalog
    reviewed: Reviewed

    @property
    def view(self) -> Callable[[date | None], LedgerView]:
        """The record as known by a day."""

    @property
    def kept(self) -> Callable[[EntryKind], Sequence[Row]]:
        """What was recorded of a kind."""


def brief_of(
    keeper: Keeper,
    state: str,
    treaty: str,
    *,
    on: date,
    known: date | None = None,
    event: str | None = None,
    head: str | None = None,
) -> "Brief":
    """Write a brief on a state and a treaty, from the record and from the reports and events it keeps.

    Args:
        keeper: what holds the record.
        state, treaty: as people write them.
        on: the day asked about.
        known: what was public, and recorded, by that day; None is everything now.
        event: id of the event it is about; None lets the surest news lead.
        head: hash of the newest entry; None for the register alone.

    Raises:
        InputError: for a state, treaty or event nobody knows.
    """
    from servanda.brief.compose import compose
    from servanda.brief.kept import Shelf
    from servanda.brief.material import Told

    catalog, view = keeper.catalog, keeper.view(known)
    who, what = catalog.state(state).code, find_treaty(treaty, catalog, view).key
    told = Shelf(keeper.kept, keeper.reviewed).told(who, what, known=known)
    return compose(
        who,
        what,
        view=view,
        catalog=catalog,
        duties=load_obligations(),
        on=on,
        known=known,
        told=told or (Told() if event else None),
        event=event,
        head=head,
        version=__version__,
    )
