"""`servanda schema`: the JSON Schema of a noun, for whoever checks or generates our JSON, and our test vectors."""

import click
import msgspec

from servanda.catalog.vectors import Vector, load_vectors
from servanda.cli.shell import emit_json
from servanda.model import Act, Claim, Event, Report, Status

NOUNS: dict[str, type] = {
    "claim": Claim,
    "event": Event,
    "act": Act,
    "status": Status,
    "report": Report,
    "vector": Vector,
}
VECTORS = "vectors"


@click.command("schema", epilog="Examples: servanda schema claim · servanda schema vectors")
@click.argument("noun", type=click.Choice([*NOUNS, VECTORS]), required=False)
def command(noun: str | None) -> None:
    """Print the JSON Schema (2020-12) of NOUN, or of all nouns by name; `vectors` prints the test vectors themselves.

    A test vector is a day of effect that a depositary published, with the rule it follows from and what goes in: for
    whoever counts such days and wants to check us or themselves.
    """
    if noun == VECTORS:
        emit_json(load_vectors())
    elif noun:
        emit_json(msgspec.json.schema(NOUNS[noun]))
    else:
        emit_json({name: msgspec.json.schema(kind) for name, kind in NOUNS.items()})
