"""The tables, as the steps that made them: forward only, never edited once a version has been in a pharmacy.

Clear columns are what the queue is sorted and counted by; everything about a person is in `private`, sealed. `blob`,
`place` and `mark` are marks (`keys.Marks`): equal for equal things, meaningless without the key. Times are UTC
microseconds since 1970, so that they compare as numbers.
"""

Migration = tuple[str, ...]

_OUTBOX_RECEIPTS_RECENTS: Migration = (
    "CREATE TABLE about (name TEXT NOT NULL PRIMARY KEY, value BLOB NOT NULL) STRICT",
    """CREATE TABLE outbox (
        sequence INTEGER PRIMARY KEY AUTOINCREMENT,
        id TEXT NOT NULL UNIQUE,
        stage TEXT NOT NULL,
        queued_at_us INTEGER NOT NULL,
        next_try_us INTEGER,
        delivered_at_us INTEGER,
        failures INTEGER NOT NULL,
        sends INTEGER NOT NULL,
        blob TEXT NOT NULL,
        private BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX outbox_by_stage ON outbox (stage, delivered_at_us)",
    "CREATE INDEX outbox_by_blob ON outbox (blob)",
    """CREATE TABLE receipts (
        entry TEXT NOT NULL PRIMARY KEY,
        place TEXT NOT NULL,
        accepted_at_us INTEGER NOT NULL,
        private BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX receipts_by_place ON receipts (place, accepted_at_us)",
    "CREATE INDEX receipts_by_age ON receipts (accepted_at_us)",
    """CREATE TABLE recents (
        place TEXT NOT NULL PRIMARY KEY,
        picked_at_us INTEGER NOT NULL,
        private BLOB NOT NULL
    ) STRICT""",
)

_DESK: Migration = (
    "CREATE TABLE desk (only_one INTEGER PRIMARY KEY CHECK (only_one = 1), revision INTEGER NOT NULL, "
    "private BLOB NOT NULL) STRICT",
    "CREATE TABLE desk_items (id TEXT NOT NULL PRIMARY KEY, private BLOB NOT NULL) STRICT",
)

_JOURNAL: Migration = (
    """CREATE TABLE journal (
        number INTEGER PRIMARY KEY,
        at_us INTEGER NOT NULL,
        private BLOB NOT NULL,
        hash BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX journal_by_time ON journal (at_us)",
    """CREATE TRIGGER journal_keeps_its_rows BEFORE DELETE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    """CREATE TRIGGER journal_changes_no_row BEFORE UPDATE ON journal
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
    # REPLACE fires no delete trigger: it would be a change of a row by another name
    """CREATE TRIGGER journal_grows_at_its_end BEFORE INSERT ON journal
        WHEN NEW.number <= (SELECT max(number) FROM journal)
        BEGIN SELECT RAISE(ABORT, 'the journal is append-only'); END""",
)

_TAKEN: Migration = (
    """CREATE TABLE taken (
        mark TEXT NOT NULL PRIMARY KEY,
        taken_at_us INTEGER NOT NULL,
        seen_at_us INTEGER NOT NULL
    ) STRICT""",
    "CREATE INDEX taken_by_sight ON taken (seen_at_us)",
)

_WORKLISTS: Migration = (
    """CREATE TABLE worklists (
        place TEXT NOT NULL PRIMARY KEY,
        made_at_us INTEGER NOT NULL,
        private BLOB NOT NULL
    ) STRICT""",
)

_SENT: Migration = (
    """CREATE TABLE sent (
        entry TEXT NOT NULL PRIMARY KEY,
        place TEXT NOT NULL,
        sent_at_us INTEGER NOT NULL,
        private BLOB NOT NULL
    ) STRICT""",
    "CREATE INDEX sent_by_place ON sent (place, sent_at_us)",
    "CREATE INDEX sent_by_age ON sent (sent_at_us)",
)

MIGRATIONS: tuple[Migration, ...] = (_OUTBOX_RECEIPTS_RECENTS, _DESK, _JOURNAL, _TAKEN, _WORKLISTS, _SENT)
"""Step number n (from 1) brings a database from schema version n - 1 to n."""
