"""A Treaty: what it is called, where it is kept, and what its clauses say."""

import msgspec

from servanda.model.clause import Clauses
from servanda.model.dates import Edtf, is_edtf
from servanda.model.errors import InputError


class Treaty(msgspec.Struct, frozen=True, kw_only=True):
    """One treaty of the catalog.

    Args:
        key: catalog key, lower case, or `untc:IV-8` for a treaty outside the catalog.
        title: the official English title.
        short: the usual short name.
        aliases: newspaper names, acronyms and variants that mean this treaty and nothing else.
        organ_aliases: names of the organisation or court one belongs to by being a party ("the ICC", "NATO").
        ambiguous_aliases: names that mean it only in context ("the Paris accord", "CAT").
        mtdsg: chapter and number in the UN's *Multilateral Treaties Deposited with the Secretary-General*.
        depositary: who keeps it.
        adopted: day of adoption, EDTF.
        opened: day it was opened for signature, EDTF.
        kind: convention, protocol, charter, …; one joins an organisation and ratifies a convention.
        family: the subject it belongs to.
        parent: key of the treaty it is a protocol or amendment of.
        clauses: None where the catalog has no clause data.
    """

    key: str
    title: str
    short: str | None = None
    aliases: tuple[str, ...] = ()
    organ_aliases: tuple[str, ...] = ()
    ambiguous_aliases: tuple[str, ...] = ()
    mtdsg: str | None = None
    depositary: str | None = None
    adopted: Edtf | None = None
    opened: Edtf | None = None
    kind: str = "convention"
    family: str = ""
    parent: str | None = None
    clauses: Clauses | None = None
    note: str = ""
    sources: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        """Refuse a key that is not lower case and days that are none."""
        if self.key != self.key.lower() and not self.key.startswith("untc:"):
            raise InputError(f"key “{self.key}” must be lower case", value=self.key)
        for field in ("adopted", "opened"):
            value = getattr(self, field)
            if value is not None and not is_edtf(value):
                raise InputError(f"{field} “{value}” is not a date", value=value, where=self.key)
