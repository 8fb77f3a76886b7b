"""`servanda token`: who may write through the API, or read one that is not open."""

from typing import Any

import click
import msgspec

from servanda.cli.shell import Shell, emit, emit_json, ledger_options, now, talk
from servanda.model import InputError


@click.group("token", epilog="Example: servanda token create “Desk one” --scope write")
def command() -> None:
    """Create, list and revoke the tokens of the API; the record keeps their hashes only."""


@command.command("create")
@click.argument("name")
@click.option("--scope", "scopes", multiple=True, metavar="SCOPE", help="read, write or review; default read, write.")
@click.option("--by", "author", default="", metavar="NAME", help="Who answers for it.")
@click.option("--json", "as_json", is_flag=True, help="Print the token as JSON.")
@ledger_options
@click.pass_obj
def create(shell: Shell, /, name: str, scopes: tuple[str, ...], **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Make a token for NAME and print it, once."""
    from servanda.ledger import create_token

    wanted = scopes or ("read", "write")
    with shell.with_options(options["ledger"], no_register=options["no_register"]).open() as ledger:
        text = create_token(ledger, name, wanted, at=now(), author=options["author"].strip())
    if options["as_json"]:
        emit_json({"token": text, "name": name, "scopes": wanted})
    else:
        emit(text)
    talk("keep it now: it is not printed again")
    return 0


@command.command("list")
@click.option("--json", "as_json", is_flag=True, help="Print them as JSON.")
@ledger_options
@click.pass_obj
def show(shell: Shell, /, *, as_json: bool, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """List the tokens ever made, without their secrets."""
    from servanda.ledger import tokens_of

    with shell.with_options(options["ledger"], no_register=options["no_register"]).open() as ledger:
        tokens = tokens_of(ledger)
    if as_json:
        held = [msgspec.to_builtins(token) for token in tokens]
        emit_json([{key: value for key, value in one.items() if key != "digest"} for one in held])
        return 0
    for token in tokens:
        end = f"revoked {token.revoked_at}" if token.revoked else "holds"
        emit(f"{token.id}  {token.name}  {','.join(token.scopes)}  made {token.recorded_at}  {end}")
    if not tokens:
        talk("no token yet; see: servanda token create --help")
        return 1
    return 0


@command.command("revoke")
@click.argument("token", metavar="ID")
@click.option("--by", "author", default="", metavar="NAME", help="Who answers for it.")
@click.option("--json", "as_json", is_flag=True, help="Print what was revoked as JSON.")
@ledger_options
@click.pass_obj
def revoke(shell: Shell, /, token: str, **options: Any) -> int:  # noqa: ANN401 - click passes options by name
    """Take back the token with this ID; a server that runs refuses it from the next request on."""
    from servanda.ledger import revoke_token

    if token.startswith("servanda_"):
        raise InputError("is a token, not its id", where="ID", hint="name the eight digits after servanda_ only")
    with shell.with_options(options["ledger"], no_register=options["no_register"]).open() as ledger:
        gone = revoke_token(ledger, token, at=now(), author=options["author"].strip())
    if options["as_json"]:
        emit_json({"id": gone.id, "name": gone.name, "revoked": True})
    else:
        emit(f"{gone.id} ({gone.name}): revoked")
    return 0
