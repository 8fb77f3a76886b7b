"""Tokens: who may write through the API. Kept in the record itself, as hashes, so that each write has its author.

A token is `servanda_<id>_<secret>`. The record holds its id, the name of its holder, what it may do and the SHA-256 of
the secret: 32 random bytes cannot be found from their hash, so that no slow hash is needed. A revocation is an entry
too; nothing is taken out. Several processes over one record share their tokens that way.
"""

import hashlib
import hmac
import secrets
from collections.abc import Collection
from datetime import datetime

import msgspec

from servanda.ledger.entry import EntryKind
from servanda.ledger.ledger import Ledger
from servanda.model import InputError

SCOPES = {
    "read": "ask, where reading is for holders of a token only",
    "write": "record reports through the API",
    "review": "decide on events at the review desk",
}
BEGINNING = "servanda"
LONGEST = 200
"""Characters of a name, and of anything that may be a token."""


class Token(msgspec.Struct, frozen=True, kw_only=True):
    """What the record holds of a token.

    Args:
        id: eight hex digits, no secret.
        name: whose it is.
        scopes: what it may do.
        digest: SHA-256 of the secret, in hex; empty on an entry that revokes.
        revoked: whether this entry takes the token back.
        recorded_at: moment of making, ISO 8601.
        revoked_at: moment of taking back.
    """

    id: str
    name: str
    scopes: tuple[str, ...]
    digest: str = ""
    revoked: bool = False
    recorded_at: str = ""
    revoked_at: str = ""

    def opens(self, secret: str) -> bool:
        """Whether a secret is this token's, found in time that does not depend on where they differ."""
        return not self.revoked and hmac.compare_digest(self.digest.encode(), _digest(secret).encode())


def create_token(ledger: Ledger, name: str, scopes: Collection[str], *, at: datetime, author: str = "") -> str:
    """Make a token; its text is given here and never again.

    Raises:
        InputError: for a scope nobody knows, or an empty or overlong name.
    """
    unknown = sorted(set(scopes) - SCOPES.keys())
    if unknown:
        raise InputError(f"no scope “{unknown[0]}”", value=unknown[0], hint=f"scopes are {', '.join(SCOPES)}")
    if not name.strip() or len(name) > LONGEST or not name.isprintable():
        raise InputError("a token needs the name of its holder", value=name, hint="one line, at most 200 characters")
    made, secret = secrets.token_hex(4), secrets.token_urlsafe(32)
    token = Token(id=made, name=name.strip(), scopes=tuple(s for s in SCOPES if s in scopes), digest=_digest(secret))
    ledger.record(EntryKind.TOKEN, made, token, at=at, author=author)
    return f"{BEGINNING}_{made}_{secret}"


def revoke_token(ledger: Ledger, token: str, *, at: datetime, author: str = "") -> Token:
    """Take a token back, named by its id; one taken back already stays so.

    Raises:
        InputError: for an id that no token has.
    """
    held = {one.id: one for one in tokens_of(ledger)}
    found = held.get(token.strip().lower())
    if found is None:
        known = ", ".join(f"{one.id} ({one.name})" for one in held.values()) or "none yet"
        raise InputError(f"no token “{token[:40]}”", value=token[:40], hint=f"tokens are {known}")
    end = msgspec.structs.replace(found, digest="", revoked=True, recorded_at="", revoked_at="")
    ledger.record(EntryKind.TOKEN, f"{found.id}-revoked", end, at=at, author=author)
    return end


def tokens_of(ledger: Ledger) -> tuple[Token, ...]:
    """Every token ever made, in order, those taken back told as such."""
    found: dict[str, Token] = {}
    for entry in ledger.entries(EntryKind.TOKEN):
        said = msgspec.json.decode(entry.body, type=Token)
        if said.revoked and said.id in found:
            found[said.id] = msgspec.structs.replace(found[said.id], revoked=True, revoked_at=entry.recorded_at)
        elif not said.revoked:
            found[said.id] = msgspec.structs.replace(said, recorded_at=entry.recorded_at)
    return tuple(found.values())


def token_in(text: str, tokens: Collection[Token]) -> Token | None:
    """The token that a text is, if it is one that holds."""
    beginning, _, rest = text[:LONGEST].partition("_")
    made, _, secret = rest.partition("_")
    if beginning != BEGINNING:
        return None
    return next((one for one in tokens if one.id == made and one.opens(secret)), None)


def _digest(secret: str) -> str:
    return hashlib.sha256(secret.encode(errors="replace")).hexdigest()
