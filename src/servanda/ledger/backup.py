"""Copy a whole record from one store to another, entry by entry, so that the copy has the same chain or is none.

Not a copy of the file: the same way leads from a file to a server and back, one question reads the record at one
moment however many write meanwhile, and a copy that was made is a copy that was checked.
"""

import os
from pathlib import Path

import msgspec

from servanda.ledger.entry import Draft, Entry
from servanda.ledger.sqlite import SqliteStore
from servanda.ledger.store import Store
from servanda.ledger.verify import find_faults
from servanda.model import StoreError


class Copied(msgspec.Struct, frozen=True, kw_only=True):
    """What was copied: how many entries, the last hash, from where and to where."""

    entries: int
    head: str | None
    source: str
    target: str


def back_up(store: Store, path: Path) -> Copied:
    """Write a record into a new SQLite file; the file appears when it is whole.

    Raises:
        StoreError: where the file is there already, or the record is not sound.
    """
    if path.exists():
        raise StoreError("is there already; no backup is written over", where=str(path), hint="name a new file")
    unfinished = path.with_name(f"{path.name}.part")
    unfinished.unlink(missing_ok=True)
    target = SqliteStore(unfinished)
    try:
        target.migrate()
        done = _copy(store, target)
        target.close()
        os.link(unfinished, path)  # refuses a file that came to be meanwhile
    except FileExistsError as error:
        raise StoreError("is there already; no backup is written over", where=str(path)) from error
    finally:
        target.close()
        unfinished.unlink(missing_ok=True)
    return msgspec.structs.replace(done, target=str(path))


def restore(path: Path, store: Store) -> Copied:
    """Write the record in a backup into an empty store.

    Raises:
        StoreError: for a backup that is missing or not sound, or a store that holds entries already.
    """
    if not path.is_file():
        raise StoreError("there is no such backup", where=str(path), hint="see: servanda backup FILE")
    if store.head():
        raise StoreError("holds entries already", where=store.name, hint="restore into a new ledger: --ledger WHERE")
    source = SqliteStore(path)
    try:
        return _copy(source, store)
    finally:
        source.close()


def _copy(source: Store, target: Store) -> Copied:
    highest, guards = source.highest_ever(), source.lost_guards()  # first, so that whoever writes now is not missed
    entries = source.entries()
    faults = find_faults(entries, highest=highest, guards=guards)
    if faults:
        raise StoreError(faults[0].text, where=source.name, hint="see: servanda ledger verify")
    written = target.append(map(_draft, entries))
    if [entry.hash for entry in written] != [entry.hash for entry in entries]:
        raise StoreError("the copy does not have the chain of the original", where=target.name, hint="copy it again")
    return Copied(
        entries=len(entries), head=entries[-1].hash if entries else None, source=source.name, target=target.name
    )


def _draft(entry: Entry) -> Draft:
    return Draft(**{name: getattr(entry, name) for name in Draft.__struct_fields__})
