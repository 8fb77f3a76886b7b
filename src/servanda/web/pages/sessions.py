"""Who is signed in at the desk: sessions in memory, opened by a token with the scope `review`.

A session lives in one process and ends with it. Its cookie is unreadable to scripts and is sent by no other site; each
form carries a secret of its session besides, so that no other page can send it.
"""

import hmac
import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta

import msgspec

from servanda.ledger import Token
from servanda.ledger.tokens import token_in
from servanda.model import UsageError

COOKIE = "servanda-desk"
LIFE = timedelta(hours=8)
MOST_WRONG = 10
"""Wrong tokens a minute, from everybody, after which none is looked at."""


class Session(msgspec.Struct, frozen=True, kw_only=True):
    """A reviewer at work: whose token, until when, and the secret of the forms."""

    token: str
    name: str
    until: datetime
    form: str


class Sessions:
    """The sessions of one process."""

    def __init__(self, tokens: Callable[[], Sequence[Token]], now: Callable[[], datetime]) -> None:
        self._tokens, self._now = tokens, now
        self._held: dict[str, Session] = {}
        self._wrong: list[datetime] = []

    def open(self, text: str) -> str:
        """A new session for the holder of a token; its name is the cookie.

        Raises:
            UsageError: for what is no token of a reviewer, and for too many wrong ones.
        """
        now = self._now()
        self._wrong = [at for at in self._wrong if now - at < timedelta(minutes=1)]
        if len(self._wrong) >= MOST_WRONG:
            raise UsageError("too many wrong tokens; none is looked at for a minute")
        token = token_in(text.strip(), self._tokens())
        if token is None or "review" not in token.scopes:
            self._wrong.append(now)
            raise UsageError("that is no token of a reviewer", hint="servanda token create NAME --scope review")
        name = secrets.token_urlsafe(32)
        self._held[name] = Session(token=token.id, name=token.name, until=now + LIFE, form=secrets.token_urlsafe(16))
        return name

    def of(self, cookie: str | None) -> Session | None:
        """The session of a cookie, while it and its token last."""
        session = self._held.get(cookie or "")
        if session is None or session.until < self._now():
            return None
        lives = any(token.id == session.token and not token.revoked for token in self._tokens())
        return session if lives else None

    def close(self, cookie: str | None) -> None:
        """End a session."""
        self._held.pop(cookie or "", None)


def is_own(session: Session, given: str) -> bool:
    """Whether a form carries the secret of its session."""
    return hmac.compare_digest(session.form.encode(), given.encode())
