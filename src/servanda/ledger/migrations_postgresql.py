"""The shape of the record in PostgreSQL, one named step after the other; a step that was released is never changed.

Everything stands in the schema `servanda`. The owner of the schema takes the steps; who writes has INSERT and SELECT
alone, who reads SELECT alone. The server itself holds the chain: an entry that does not follow the last one is refused
whoever writes it, and `tip`, which the writer cannot touch, remembers the last number and hash ever given.
"""

LOCK = 0x5E47A4DA
"""The advisory lock that writers of one database take in turn."""

_REFUSE = """
BEGIN
  RAISE EXCEPTION 'the record is append-only: correct by a new entry';
END"""

_FOLLOW = """
DECLARE
  last servanda.tip%ROWTYPE;
  wrong bigint;
BEGIN
  IF NOT EXISTS (SELECT 1 FROM added) THEN
    RETURN NULL;
  END IF;
  SELECT * INTO last FROM servanda.tip FOR UPDATE;
  SELECT min(link.seq) INTO wrong FROM (
    SELECT seq, previous, lag(hash, 1, last.hash) OVER (ORDER BY seq) AS before,
           last.seq + row_number() OVER (ORDER BY seq) AS due
    FROM added) AS link
  WHERE link.seq <> link.due OR link.previous <> link.before;
  IF wrong IS NOT NULL THEN
    RAISE EXCEPTION 'the record is append-only: entry % does not follow the last one', wrong;
  END IF;
  UPDATE servanda.tip SET (seq, hash) = (SELECT seq, hash FROM added ORDER BY seq DESC LIMIT 1);
  RETURN NULL;
END"""

GUARDS = {
    "entry_is_never_changed": _REFUSE,
    "entry_is_never_emptied": _REFUSE,
    "entry_follows_the_last": _FOLLOW,
}
"""The triggers of a sound record, each with the body of its function."""

MIGRATIONS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "0001_record_entries",
        (
            """CREATE TABLE servanda.entry (
                seq bigint PRIMARY KEY CHECK (seq > 0),
                kind text NOT NULL, key text NOT NULL, body text NOT NULL, recorded_at text NOT NULL,
                state text NOT NULL, treaty text COLLATE "C" NOT NULL, author text NOT NULL,
                previous text NOT NULL, hash text NOT NULL
            )""",
            "CREATE UNIQUE INDEX entry_once ON servanda.entry (kind, key)",
            "CREATE INDEX entry_by_treaty ON servanda.entry (kind, treaty, state)",
            "CREATE INDEX entry_by_state ON servanda.entry (kind, state)",
            """CREATE INDEX entry_corrections ON servanda.entry (seq)
               WHERE kind = 'act' AND strpos(body, '"corrects":"') > 0""",
            "CREATE TABLE servanda.tip (seq bigint NOT NULL, hash text NOT NULL)",
            "INSERT INTO servanda.tip VALUES (0, repeat('0', 64))",
            f"CREATE FUNCTION servanda.refuse() RETURNS trigger LANGUAGE plpgsql AS $body${_REFUSE}$body$",
            f"""CREATE FUNCTION servanda.follow() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
                SET search_path = servanda, pg_temp AS $body${_FOLLOW}$body$""",
            """CREATE TRIGGER entry_is_never_changed BEFORE UPDATE OR DELETE ON servanda.entry
               FOR EACH ROW EXECUTE FUNCTION servanda.refuse()""",
            """CREATE TRIGGER entry_is_never_emptied BEFORE TRUNCATE ON servanda.entry
               FOR EACH STATEMENT EXECUTE FUNCTION servanda.refuse()""",
            """CREATE TRIGGER entry_follows_the_last AFTER INSERT ON servanda.entry REFERENCING NEW TABLE AS added
               FOR EACH STATEMENT EXECUTE FUNCTION servanda.follow()""",
            "REVOKE ALL ON FUNCTION servanda.follow(), servanda.refuse() FROM PUBLIC",
        ),
    ),
)

FOUND_GUARDS = """SELECT t.tgname, p.prosrc FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
WHERE t.tgrelid = to_regclass('servanda.entry') AND t.tgenabled IN ('O', 'A') AND NOT t.tgisinternal"""
"""Name and function body of each guard that stands and is switched on."""

GRANTS = {
    "reader": ("GRANT USAGE ON SCHEMA servanda TO {role}", "GRANT SELECT ON ALL TABLES IN SCHEMA servanda TO {role}"),
    "writer": ("GRANT INSERT ON servanda.entry TO {role}",),
}
"""What each role may do; a writer may do what a reader may, and this."""
