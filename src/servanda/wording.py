"""How nouns are said to a person: dates, votes, rungs, certainty. English only; JSON keeps the codes."""

import calendar
import math

from servanda.catalog import Catalog
from servanda.model import Votes, is_edtf

MONTHS = calendar.month_name[1:]

RUNGS = {
    "considered": "considered",
    "announced": "announced",
    "proposed": "proposed",
    "government_approved": "approved by the government",
    "submitted": "before parliament",
    "committee": "in committee",
    "first_reading": "reading before the final vote",
    "parliament_vote": "voted by parliament",
    "court_review": "before a court",
    "returned": "sent back",
    "postponed": "put off",
    "promulgated": "signed into law",
    "notified": "with the depositary",
    "effective": "in effect",
    "rejected": "voted down",
    "revoked": "taken back",
    "expired": "lapsed",
    "suspended": "halted",
}
CERTAINTIES = {"asserted": "told as done", "planned": "planned", "hypothetical": "only possible", "denied": "denied"}
STATUSES = {
    "none": "not a party",
    "signatory": "signatory, not bound",
    "consented": "consented, not yet in force",
    "provisional": "provisional application",
    "party": "party",
    "party_leaving": "party, notice of withdrawal given",
    "suspended": "suspended",
    "former_party": "former party",
    "contested": "contested",
    "not_covered": "not covered by the record",
}


def say_date(text: str | None) -> str:
    """Say an EDTF date as people do.

    Example:
        >>> say_date("2024-07-18"), say_date("2024-07"), say_date("2024")
        ('18 July 2024', 'July 2024', '2024')
    """
    if not text or not is_edtf(text):
        return text or ""
    if "/" in text:
        return " to ".join(say_date(part) for part in text.split("/"))
    parts = text.split("-")
    if len(parts) == 1:
        return text
    month = MONTHS[int(parts[1]) - 1]
    return f"{int(parts[2])} {month} {parts[0]}" if len(parts) == 3 else f"{month} {parts[0]}"


def say_votes(votes: Votes | None) -> str:
    """Say a tally, leaving out what was not told.

    Example:
        >>> say_votes(Votes(for_=103, against=1, abstain=3))
        '103 for, 1 against, 3 abstaining'
    """
    if votes is None:
        return ""
    counts = ((votes.for_, "for"), (votes.against, "against"), (votes.abstain, "abstaining"))
    return ", ".join(f"{count} {word}" for count, word in counts if count is not None)


def say_value(field: str, value: object) -> str:
    """Say the value of an event's field, as a contradiction may hold it."""
    if isinstance(value, dict):
        known = {k: v for k, v in value.items() if v is not None}
        return ", ".join(f"{v} {'abstaining' if k == 'abstain' else k}" for k, v in known.items())
    if isinstance(value, Votes):
        return say_votes(value)
    if value is None:
        return "nothing"
    text = str(value)
    if field in ("date", "effective_date"):
        return say_date(text)
    return RUNGS.get(text) or CERTAINTIES.get(text) or (text.replace("_", " ") if field == "action" else text)


_ARTICLE = frozenset(
    [
        "republic",
        "kingdom",
        "states",
        "emirates",
        "islands",
        "union",
        "community",
        "organization",
        "organisation",
        "agency",
        "council",
        "see",
        "nations",
    ]
)
"""Last words, or first nouns, of names that a sentence tells with "the"."""
_PLURAL = frozenset({"Bahamas", "Comoros", "Gambia", "Maldives", "Netherlands", "Philippines", "Congo"})


def in_text(name: str) -> str:
    """A state's or organisation's name as a sentence has it.

    Example:
        >>> in_text("Gambia"), in_text("Finland"), in_text("Council of Europe")
        ('the Gambia', 'Finland', 'the Council of Europe')
    """
    words = name.lower().split()
    heads = words[: words.index("of") if "of" in words else None] or words
    heads = heads[: heads.index("for")] if "for" in heads else heads
    common = heads[-1:] != [] and heads[-1] in _ARTICLE
    return f"the {name}" if name in _PLURAL or common else name


def state_name(code: str, catalog: Catalog) -> str:
    """The English name of a state, its code where the catalog has none."""
    state = catalog.states.get(code)
    return state.name if state else code


def treaty_title(key: str | None, name: str | None, catalog: Catalog) -> str:
    """The title of a treaty; for one outside the catalog, the words of the report."""
    treaty = catalog.treaties.get(key) if key else None
    if treaty:
        return treaty.title if len(treaty.title) <= 90 else (treaty.short or treaty.title)
    return name or key or "a treaty the report does not name"


def count(number: int, word: str, plural: str = "") -> str:
    """`1 report`, `2 reports`."""
    return f"{number} {word if number == 1 else plural or word + 's'}"


def say_share(share: float) -> str:
    """A share of one as a percentage, with the digits that tell it from nothing.

    Example:
        >>> say_share(0.316), say_share(0.0123), say_share(0.0000387), say_share(0), say_share(1)
        ('32%', '1.2%', '0.0039%', '0%', '100%')
    """
    percent = 100 * share
    if percent >= 10 or percent == 0:
        return f"{percent:.0f}%"
    digits = 1 if percent >= 1 else 1 - math.floor(math.log10(percent))
    return f"{percent:.{digits}f}".removesuffix(".0") + "%"
