"""The tables, as the steps that made them: forward only, never edited once a version has been in a pharmacy.

Clear columns are what the queue is sorted and counted by; everything about a person is in `private`, sealed. `blob` and
`place` are marks (`keys.Marks`): equal for equal things, meaningless without the key. Times are UTC microseconds since
1970, so that they compare as numbers.
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

MIGRATIONS: tuple[Migration, ...] = (_OUTBOX_RECEIPTS_RECENTS,)
"""Step number n (from 1) brings a database from schema version n - 1 to n."""
