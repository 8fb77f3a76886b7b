"""Tokens live in the record: made, found again and taken back alike in every store."""

from datetime import UTC, datetime

import pytest

from servanda.ledger import create_token, open_ledger, revoke_token, token_in, tokens_of
from servanda.model import InputError

AT = datetime(2026, 1, 5, tzinfo=UTC)


def test_a_token_opens_until_it_is_taken_back(place: str) -> None:
    """The text that was given opens, another does not, and after revocation neither does."""
    with open_ledger(place) as ledger:
        ledger.migrate()
        text = create_token(ledger, "Desk", ["write"], at=AT)
        made = token_in(text, tokens_of(ledger))
        assert made is not None
        assert (made.name, made.scopes) == ("Desk", ("write",))
        assert token_in(text[:-1], tokens_of(ledger)) is None
        revoke_token(ledger, made.id, at=AT)
        revoke_token(ledger, made.id, at=AT)
        assert token_in(text, tokens_of(ledger)) is None
        assert [one.revoked for one in tokens_of(ledger)] == [True]
        assert ledger.verify() == ()


@pytest.mark.parametrize("text", ["", "servanda", "servanda__", "servanda_00000000_", "bearer x", "é" * 300])
def test_what_is_no_token_opens_nothing(text: str) -> None:
    """Anything else is nobody's."""
    with open_ledger(":memory:") as ledger:
        create_token(ledger, "Desk", ["write"], at=AT)
        assert token_in(text, tokens_of(ledger)) is None


@pytest.mark.parametrize(("name", "scopes"), [("", ["read"]), ("a\nb", ["read"]), ("x" * 201, []), ("Desk", ["root"])])
def test_a_token_needs_a_holder_and_known_scopes(name: str, scopes: list[str]) -> None:
    """Nothing is recorded for a name or scope that cannot be."""
    with open_ledger(":memory:") as ledger:
        with pytest.raises(InputError):
            create_token(ledger, name, scopes, at=AT)
        assert ledger.head() == 0
