"""Names in an address, resolved: what the path names and nobody knows is missing (404), elsewhere a mistake (422)."""

from collections.abc import Callable
from typing import TypeVar

from servanda.catalog import Catalog
from servanda.enquiry import find_treaty
from servanda.ledger import LedgerView
from servanda.model import InputError, State, Treaty
from servanda.web.problems import Missing

T = TypeVar("T")


def state_at(text: str, catalog: Catalog) -> State:
    """The state that the path names."""
    return _there(lambda: catalog.state(text))


def treaty_at(text: str, catalog: Catalog, view: LedgerView) -> Treaty:
    """The treaty that the path names."""
    return _there(lambda: find_treaty(text, catalog, view))


def _there(find: Callable[[], T]) -> T:
    try:
        return find()
    except InputError as error:
        raise Missing(error) from error
