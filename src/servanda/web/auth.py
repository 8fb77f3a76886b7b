"""Who asks: the token of a request, looked for before anything else of it is looked at.

Wrong tokens cost their caller an allowance, so that guessing ends after a few, long before chance could help.
"""

import binascii
from base64 import b64decode

from starlette.requests import Request

from servanda.ledger import Token, token_in
from servanda.web.limits import Allowance, caller_of
from servanda.web.problems import Refused
from servanda.web.record import Record

ASK = {"WWW-Authenticate": 'Bearer realm="servanda"'}
ASK_A_PERSON = {"WWW-Authenticate": 'Basic realm="servanda (your token as the password)", charset="UTF-8"'}
SAFE = ("GET", "HEAD")


class Gate:
    """Lets a request in, or refuses it.

    Args:
        record: where the tokens are kept.
        failures: how many wrong tokens a caller may show.
    """

    def __init__(self, record: Record, failures: Allowance) -> None:
        self._record, self._failures = record, failures

    def holder(self, request: Request, scope: str) -> Token | None:
        """The token of a request, which must have the scope where one is asked for.

        Raises:
            Refused: 401 without a token that holds, 403 without the scope, 429 after too many wrong ones.
        """
        given = _given(request)
        if given is None:
            if scope:
                headers = ASK if request.url.path.startswith("/api/") else ASK_A_PERSON
                raise Refused(401, "a token is needed", hint="see: servanda token create", headers=headers)
            return None
        caller = caller_of(request)
        self._failures.check(caller)
        token = token_in(given, self._record.tokens())
        if token is None:
            self._failures.take(caller)
            raise Refused(401, "the token does not hold", hint="see: servanda token list", headers=ASK)
        if scope and scope not in token.scopes:
            raise Refused(403, f"the token may not {scope}", hint=f"servanda token create --scope {scope}")
        return token


def author_of(token: Token | None) -> str:
    """Whoever holds a token, as the record names them."""
    return f"{token.name} (token {token.id})" if token else ""


def _given(request: Request) -> str | None:
    """What was shown as a token: after Bearer, or, for a browser that only reads, as the password of Basic."""
    kind, _, word = request.headers.get("authorization", "").partition(" ")
    if not kind:
        return None
    if kind.lower() == "bearer":
        return word.strip()
    if kind.lower() == "basic" and request.method in SAFE:
        try:
            return b64decode(word.strip(), validate=True).decode().partition(":")[2]
        except (binascii.Error, ValueError):
            return ""
    return ""
