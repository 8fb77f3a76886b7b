"""Asking the endpoint: one request a report, with limits on time and size and no redirect followed.

The key comes from the environment and is never printed; an address with a password in it is refused.
"""

import time
from typing import Any, Protocol

import httpx
import msgspec

from servanda.model import InputError, SourceError

MOST_BYTES = 1_000_000
"""An answer larger than this is rubbish."""


class Reply(msgspec.Struct, frozen=True, kw_only=True):
    """What came back: the words of the model, tokens in and out as it counts them, seconds it took."""

    content: str
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0


class Endpoint(msgspec.Struct, frozen=True, kw_only=True):
    """Where and whom to ask.

    Args:
        url: base address of an OpenAI-compatible interface (`http://localhost:11434/v1`).
        model: the model's name there.
        key: token sent as bearer, from the environment.
        timeout: seconds for one answer.
    """

    url: str
    model: str = "default"
    key: str = ""
    timeout: float = 60.0

    def __post_init__(self) -> None:
        """Refuse what is no web address, or carries a password."""
        parts = httpx.URL(self.url)
        if parts.scheme not in ("http", "https") or not parts.host:
            raise InputError(
                f"“{self.url}” is no address of a second reader",
                value=self.url,
                where="--reader",
                hint="name a base address such as http://localhost:11434/v1, or `both`",
            )
        if parts.userinfo:
            raise InputError(
                "the address holds a password", where="--reader", hint="put the key into SERVANDA_READER_KEY"
            )


class Asks(Protocol):
    """Something that answers messages; the real one and the tests' fake."""

    def ask(self, messages: list[dict[str, str]]) -> Reply:
        """Answer, or raise SourceError."""


class Model:
    """The model behind an endpoint; use it as long as the run lasts."""

    def __init__(self, endpoint: Endpoint, *, transport: httpx.BaseTransport | None = None) -> None:
        headers = {"authorization": f"Bearer {endpoint.key}"} if endpoint.key else {}
        self._endpoint = endpoint
        self._client = httpx.Client(
            headers=headers, timeout=endpoint.timeout, follow_redirects=False, transport=transport, trust_env=False
        )

    def ask(self, messages: list[dict[str, str]]) -> Reply:
        """Ask once.

        Raises:
            SourceError: for no answer in time, a refusal, or an answer that is not of the interface.
        """
        body = {
            "model": self._endpoint.model,
            "messages": messages,
            "temperature": 0,
            "response_format": {"type": "json_object"},
        }
        begun = time.monotonic()
        try:
            with self._client.stream("POST", f"{self._endpoint.url.rstrip('/')}/chat/completions", json=body) as answer:
                data = _limited(answer, begun + self._endpoint.timeout)
                status = answer.status_code
        except httpx.TimeoutException as error:
            raise SourceError(f"gave no answer in {self._endpoint.timeout:g} seconds", where="second reader") from error
        except httpx.HTTPError as error:
            raise SourceError(f"cannot be reached: {error}", where="second reader", hint="is it running?") from error
        if status != httpx.codes.OK:
            raise SourceError(f"answered with status {status}", value=status, where="second reader")
        return _reply(data, time.monotonic() - begun)


def _limited(answer: httpx.Response, until: float) -> bytes:
    """The bytes of an answer, given up past the limit of size or time; a slow trickle is no answer."""
    data = bytearray()
    for piece in answer.iter_bytes():
        data += piece
        if len(data) > MOST_BYTES:
            raise SourceError(f"answered with more than {MOST_BYTES} bytes", where="second reader")
        if time.monotonic() > until:
            raise SourceError("did not finish its answer in time", where="second reader")
    return bytes(data)


def _reply(data: bytes, seconds: float) -> Reply:
    try:
        whole: Any = msgspec.json.decode(data)
        content = whole["choices"][0]["message"]["content"]
        used = whole.get("usage") or {}
        counts = {name: int(used.get(key) or 0) for name, key in _USED.items()}
    except (msgspec.DecodeError, LookupError, TypeError, ValueError, AttributeError) as error:
        raise SourceError("answered with something that is not of the interface", where="second reader") from error
    if not isinstance(content, str):
        raise SourceError("answered without words", where="second reader")
    return Reply(content=content, seconds=seconds, **counts)


_USED = {"tokens_in": "prompt_tokens", "tokens_out": "completion_tokens"}
