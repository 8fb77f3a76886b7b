"""The shape of the SQLite file, one named step after the other; a step that was ever released is never changed.

Rows cannot be changed, taken out or put in between: triggers refuse it, and `verify` reports a file whose triggers are
gone or say something else.
"""

GUARDS = {
    "entry_is_never_changed": """CREATE TRIGGER entry_is_never_changed BEFORE UPDATE ON entry
               BEGIN SELECT RAISE(ABORT, 'the record is append-only: correct by a new entry'); END""",
    "entry_is_never_deleted": """CREATE TRIGGER entry_is_never_deleted BEFORE DELETE ON entry
               BEGIN SELECT RAISE(ABORT, 'the record is append-only: correct by a new entry'); END""",
    "entry_follows_the_last": """CREATE TRIGGER entry_follows_the_last BEFORE INSERT ON entry
               WHEN NEW.seq IS NOT (SELECT COALESCE(MAX(seq), 0) + 1 FROM entry)
                 OR NEW.previous IS NOT COALESCE((SELECT hash FROM entry ORDER BY seq DESC LIMIT 1), NEW.previous)
                 OR EXISTS (SELECT 1 FROM entry WHERE kind = NEW.kind AND key = NEW.key)
               BEGIN SELECT RAISE(ABORT, 'the record is append-only: an entry follows the last one, once'); END""",
}
"""The triggers of a sound file, each in the words it was made with."""

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
            GUARDS["entry_is_never_changed"],
            GUARDS["entry_is_never_deleted"],
        ),
    ),
    (
        "0002_find_corrections_and_guard_the_order",
        (
            """CREATE INDEX entry_corrections ON entry (kind) WHERE instr(body, '"corrects":"') > 0""",
            GUARDS["entry_follows_the_last"],
        ),
    ),
)
