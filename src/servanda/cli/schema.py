"""`servanda schema`: the JSON Schema of a noun, for whoever checks or generates our JSON."""

import click
import msgspec

from servanda.cli.shell import emit_json
from servanda.model import Act, Claim, Event, Report, Status

NOUNS: dict[str, type] = {"claim": Claim, "event": Event, "act": Act, "status": Status, "report": Report}


@click.command("schema", epilog="Example: servanda schema claim")
@click.argument("noun", type=click.Choice(list(NOUNS)), required=False)
def command(noun: str | None) -> None:
    """Print the JSON Schema (2020-12) of NOUN, or of all nouns by name."""
    if noun:
        emit_json(msgspec.json.schema(NOUNS[noun]))
    else:
        emit_json({name: msgspec.json.schema(kind) for name, kind in NOUNS.items()})
