"""The second reader on the command line: its settings from options and environment, its cost and agreement told.

$SERVANDA_READER_URL (for `--reader both`), $SERVANDA_READER_MODEL, $SERVANDA_READER_KEY, $SERVANDA_READER_PRICE
(`IN/OUT`, per million tokens) and $SERVANDA_READER_TIMEOUT (seconds).
"""

import os
from collections.abc import Iterable
from datetime import date
from typing import TYPE_CHECKING, Any

import click
import msgspec

from servanda.cli.shell import talk
from servanda.model import Claim, Report

if TYPE_CHECKING:
    from servanda.second import Agreement, Listener

BOTH = "both"


class SecondReader:
    """One run of the second reader, alone or beside the rules."""

    def __init__(self, listener: "Listener", model: str, *, beside: bool, today: date | None) -> None:
        self._listener, self._model, self._beside, self._today = listener, model, beside, today
        self._said: list[Claim] = []
        self._ruled: list[Claim] = []

    @classmethod
    def of(cls, reader: str | None, model: str | None, *, today: date | None) -> "SecondReader | None":
        """The reader that the options ask for; None where they ask for none."""
        if reader is None:
            return None
        url = os.environ.get("SERVANDA_READER_URL", "") if reader == BOTH else reader
        if not url:
            raise click.UsageError("--reader both needs the address in $SERVANDA_READER_URL")
        name = model or os.environ.get("SERVANDA_READER_MODEL") or "default"
        return cls(_listener(url, name), name, beside=reader == BOTH, today=today)

    def listen(self, report: Report) -> Iterable[Claim]:
        """Hear a report: with the model, or with both, and then what the rules say goes on."""
        from servanda import pipeline

        said = self._listener.hear(report)
        self._said += said
        if not self._beside:
            return said
        ruled = pipeline.reader().read(report, today=self._today)
        self._ruled += ruled
        return ruled

    def tell(self) -> None:
        """Say on stderr what was asked, what it cost, what was refused, and how far the two agree."""
        usage = self._listener.usage
        for trouble in usage.troubles:
            talk(f"second reader: {trouble}")
        for why in usage.refused:
            talk(f"second reader: refused: {why}")
        talk(f"second reader {self._model}: {usage.told(_price())}")
        if self._beside:
            for line in _agreed(self._agreement()):
                talk(line)

    def object(self) -> dict[str, Any]:
        """The same as data, for `--format json`."""
        usage = self._listener.usage
        told: dict[str, Any] = {"model": self._model, "usage": msgspec.to_builtins(usage)}
        if self._beside:
            agreement = self._agreement()
            told["agreement"] = {"f1": agreement.f1, **msgspec.to_builtins(agreement)}
        return told

    def _agreement(self) -> "Agreement":
        from servanda.second import compare

        return compare(self._ruled, self._said)


def _listener(url: str, model: str) -> "Listener":
    import platformdirs

    from servanda.catalog import load_catalog
    from servanda.catalog.lexicon import load_lexicon
    from servanda.extraction.numerals import compile_numerals, tokenize
    from servanda.second import Endpoint, Listener, Model
    from servanda.second.answer import Names

    catalog, numerals = load_catalog(), compile_numerals(load_lexicon().sections["numerals"])
    key, timeout = os.environ.get("SERVANDA_READER_KEY", ""), float(os.environ.get("SERVANDA_READER_TIMEOUT", "60"))
    endpoint = Endpoint(url=url, model=model, key=key, timeout=timeout)
    names = Names(
        state=lambda text: catalog.state(text).code,
        treaty=lambda text: catalog.treaty(text).key,
        numbers=lambda text: {token.number for token in tokenize(text, numerals) if token.number is not None},
    )
    return Listener(endpoint, Model(endpoint), names, cache=platformdirs.user_cache_path("servanda") / "second")


def _price() -> tuple[float, float] | None:
    """The price per million tokens, in and out; None where it is not set or not two numbers."""
    try:
        first, second = os.environ.get("SERVANDA_READER_PRICE", "").split("/")
        return float(first), float(second)
    except ValueError:
        return None


def _agreed(agreement: "Agreement") -> list[str]:
    f1 = "nothing said by either" if agreement.f1 is None else f"F1 {agreement.f1:.2f}"
    lines = [f"agreement of rules and second reader: {agreement.both} acts said by both, {f1}"]
    for who, claims in (("rules", agreement.only_rules), ("second reader", agreement.only_second)):
        lines += [f"only the {who}: {c.report}: {c.state} {c.treaty} {c.action}/{c.stage}" for c in claims]
    for d in agreement.differ:
        said = f"rules {', '.join(d.rules) or 'nothing'}; second reader {', '.join(d.second) or 'nothing'}"
        lines.append(f"differ in {d.field}: {d.report}: {d.state} {d.treaty} {d.action}: {said}")
    return lines
