"""The second reader as something that hears reports: asks, validates, remembers answers, counts what it cost."""

import hashlib
from pathlib import Path

import msgspec

from servanda.model import Claim, Report, SourceError
from servanda.second.answer import Names, read_answer
from servanda.second.client import Asks, Endpoint, Reply
from servanda.second.prompt import LONGEST, VERSION, messages


class Usage(msgspec.Struct, kw_only=True):
    """What a run cost, counted while it lasts."""

    asked: int = 0
    cached: int = 0
    failed: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    refused: list[str] = []
    troubles: list[str] = []

    def told(self, price: tuple[float, float] | None = None) -> str:
        """In one line, with the cost where a price (per million tokens in and out) is known."""
        parts = [f"{self.asked} asked, {self.cached} from the cache, {self.failed} without an answer"]
        parts.append(f"{self.tokens_in} + {self.tokens_out} tokens, {self.seconds:.1f} s")
        if price:
            parts.append(f"cost {(self.tokens_in * price[0] + self.tokens_out * price[1]) / 1e6:.4f}")
        return "; ".join([*parts, f"{len(self.refused)} refused for want of a quotation or shape"])


class Listener:
    """Hears reports through a model; `usage` says what that took.

    Args:
        endpoint: named in the cache, so that two models never share an answer.
        model: whom to ask.
        names: look-ups for states, treaties and numbers.
        cache: folder of answers by content; None for none.
    """

    def __init__(self, endpoint: Endpoint, model: Asks, names: Names, *, cache: Path | None) -> None:
        self._endpoint, self._model, self._names, self._cache = endpoint, model, names, cache
        self.usage = Usage(refused=[], troubles=[])

    def hear(self, report: Report) -> tuple[Claim, ...]:
        """The claims of a report that hold; none, and a trouble noted, where no answer came."""
        place = self._place(report)
        reply = _remembered(place)
        if reply is None:
            try:
                reply = self._model.ask(messages(report))
            except SourceError as error:
                self.usage.failed += 1
                self.usage.troubles.append(f"{report.id}: {error.message}")
                return ()
            self.usage.asked += 1
            self.usage.tokens_in += reply.tokens_in
            self.usage.tokens_out += reply.tokens_out
            self.usage.seconds += reply.seconds
            if place is not None:
                _remember(place, reply)
        else:
            self.usage.cached += 1
        if len(report.text) > LONGEST:
            self.usage.troubles.append(f"{report.id}: only its first {LONGEST} characters were sent")
        heard = read_answer(reply.content, report, self._names)
        self.usage.refused += [f"{report.id}: {why}" for why in heard.refused]
        return heard.claims

    def _place(self, report: Report) -> Path | None:
        """The file of the answer: named by endpoint, model, wording and everything that is sent."""
        if self._cache is None:
            return None
        asked = [self._endpoint.url, self._endpoint.model, VERSION, messages(report)]
        return self._cache / f"{hashlib.sha256(msgspec.json.encode(asked)).hexdigest()}.json"


def _remembered(place: Path | None) -> Reply | None:
    """An answer kept earlier; a damaged file counts as none."""
    if place is None:
        return None
    try:
        return msgspec.json.decode(place.read_bytes(), type=Reply)
    except (OSError, msgspec.DecodeError):
        return None


def _remember(place: Path, reply: Reply) -> None:
    """Keep an answer; a cache that cannot be written is no reason to stop."""
    try:
        place.parent.mkdir(parents=True, exist_ok=True)
        part = place.with_suffix(".part")
        part.write_bytes(msgspec.json.encode(reply))
        part.replace(place)
    except OSError:
        return
