"""The shape of the SQLite file, one named step after the other; a step that was ever released is never changed.

Rows cannot be changed or deleted: triggers refuse it, and `verify` reports a file whose triggers are gone.
"""

TRIGGERS = ("entry_is_never_changed", "entry_is_never_deleted")
"""The triggers a sound file has."""

MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "0001_record_entries",
        (
            """CREATE TABLE entry (
                seq INTEGER PRIMARY KEY AUTOINCREMENT,
                kind TEXT NOT NULL, key TEXT NOT NULL, body TEXT NOT NULL, recorded_at TEXT NOT NULL,
                state TEXT NOT NULL, treaty TEXT NOT NULL, author TEXT NOT NULL,
                previous TEXT NOT NULL, hash TEXT NOT NULL
            ) STRICT""",
            "CREATE UNIQUE INDEX entry_once ON entry (kind, key)",
            "CREATE INDEX entry_by_treaty ON entry (kind, treaty, state)",
            "CREATE INDEX entry_by_state ON entry (kind, state)",
            """CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
               BEGIN SELECT RAISE(ABORT, 'the record is append-only: correct by a new entry'); END""",
            """CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
               BEGIN SELECT RAISE(ABORT, 'the record is append-only: correct by a new entry'); END""",
        ),
    ),
)
