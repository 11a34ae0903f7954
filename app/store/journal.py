"""The audit journal on disk: rows that are only ever added, each chained to the one before.

Each row's hash is an HMAC-SHA-256 over the hash before it and the row as it lies there (number, time, sealed note),
under a key of its own made from the master key: who has the file but not the key can't write a row, or a chain, that
holds. Beside the rows lies the head: the number and the hash of the last row, with a code of its own. So these are
noticed: a row changed, added, swapped, moved or taken out, rows cut from the end, an older head put back over newer
rows. A break at the end is never healed: the journal goes on with a gap in its numbers that tells of it for ever.

What can't be noticed from the journal alone: an earlier state put back, its head with it, be it the whole file (which
`origin` may notice) or the rows and the head in it; all rows and the head taken away together; and anything done by who
has the master key. Against these stands a head that is known from elsewhere, such as the last line of an export:
`verify(known=...)` asks whether the chain goes through it.
"""

import hmac
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.errors import StoreDamaged
from app.domain.journal import Breach, Deed, JournalEntry, JournalHead, JournalNote, JournalVerdict
from app.domain.records import RecordKind
from app.store.codec import decode, encode
from app.store.database import Column, Database
from app.store.keys import derive
from app.store.moments import EPOCH, microseconds
from app.store.seal import Seal

HEAD_NAME = "journal_head"
ROWS_AT_A_TIME = 2_000
"""How many rows are in memory while all of them are read."""

HASH_BYTES = 32
NUMBER_BYTES = 8
BEGINNING = bytes(HASH_BYTES)
"""What stands before the first row in the place of a hash."""

_DISK_CODES = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR, sqlite3.SQLITE_NOMEM, sqlite3.SQLITE_BUSY})

_Head = tuple[int, bytes]


@dataclass(frozen=True, slots=True)
class _SealedNote:
    """The sealed part of a row: all but the time."""

    deed: Deed
    who: str
    record_kind: RecordKind | None
    record_id: str
    image: str


class Journal:
    """The rows of the journal. Raises StorageFull, StoreDamaged. It is never shortened; a row takes about 230 bytes."""

    def __init__(self, database: Database, seal: Seal, key: bytes) -> None:
        """`key` is the master key, 32 bytes."""
        self._database = database
        self._seal = seal
        self._key = derive(key, "journal")

    def write(self, *notes: JournalNote) -> None:
        """Adds these rows in their order, all or none, durable on return; on a full disk the reserve is used."""
        if notes:
            self._database.write(lambda connection: self.write_within(connection, *notes))

    def write_within(self, connection: sqlite3.Connection, *notes: JournalNote) -> None:
        """The same as a part of a transaction that the caller began."""
        number, before = self._place_to_go_on(connection)
        for note in notes:
            at_us = microseconds(note.at)
            private = self._seal.close_up(encode(_sealed(note)), _about(number))
            before = self._hash(before, number, at_us, private)
            connection.execute("INSERT INTO journal VALUES (?, ?, ?, ?)", (number, at_us, private, before))
            number += 1
        if notes:
            value = self._head_value((number - 1, before))
            connection.execute("INSERT OR REPLACE INTO about VALUES (?, ?)", (HEAD_NAME, value))

    def write_beside(self, connection: sqlite3.Connection, *notes: JournalNote) -> bool:
        """Adds rows to a transaction that they must not hold up: False where the journal takes none, and nothing else
        in it is undone. A disk that is full or fails is no matter of the journal's: that raises as it is.
        """
        if not notes:
            return True
        connection.execute("SAVEPOINT journal")
        is_written = True
        try:
            self.write_within(connection, *notes)
        except sqlite3.Error as error:
            if not connection.in_transaction or _code_of(error) in _DISK_CODES:
                raise
            connection.execute("ROLLBACK TO journal")
            is_written = False
        connection.execute("RELEASE journal")
        return is_written

    def entries(self, since: datetime | None = None, until: datetime | None = None) -> Iterator[JournalEntry]:
        """The rows from `since` on and before `until`, in the order they were written.

        A row that can't be read any more is there with `Deed.UNREADABLE`: it must not hide the others, nor itself.
        """
        first_us = -(2**63) if since is None else microseconds(since)
        end_us = 2**63 - 1 if until is None else microseconds(until)
        for number, at_us, private, its_hash in self._rows("at_us >= ? AND at_us < ?", first_us, end_us):
            yield JournalEntry(_whole(number), self._opened(number, at_us, private), _bytes(its_hash).hex())

    def verify(self, known: JournalHead | None = None) -> JournalVerdict:
        """Goes through the whole chain: is each row what was written, at its place, up to the end?

        `known` is a head from elsewhere that the chain must go through. 100,000 rows take about half a second, for
        which the courier's loop stands still.
        """
        count, last = 0, (0, BEGINNING)
        first_breach: tuple[int, Breach] | None = None
        for raw_number, at_us, private, its_hash in self._rows("1 = 1"):
            number, count = _whole(raw_number), count + 1
            expected = self._hash(last[1], number, _whole(at_us), _bytes(private))
            if first_breach is None and number != last[0] + 1:
                first_breach = (last[0] + 1, Breach.MISSING)
            elif first_breach is None and not hmac.compare_digest(expected, _bytes(its_hash)):
                first_breach = (number, Breach.CHANGED)
            if first_breach is None and known is not None and number == known.number and known.hash != expected.hex():
                first_breach = (number, Breach.OTHER_PAST)
            last = (number, _bytes(its_hash))
        if first_breach is None:
            first_breach = self._breach_of_the_end(last, known)
        return JournalVerdict(count, JournalHead(last[0], last[1].hex()), *(first_breach or (None, None)))

    def _breach_of_the_end(self, last: _Head, known: JournalHead | None) -> tuple[int, Breach] | None:
        number = last[0]
        head = self._head(self._database.rows("SELECT value FROM about WHERE name = ?", (HEAD_NAME,)))
        if head is None and number > 0:
            return (number + 1, Breach.NO_END)
        if head is not None and head[0] > number:
            return (number + 1, Breach.MISSING)
        if head is not None and head[0] < number:
            return (head[0] + 1, Breach.NO_END)
        if head is not None and head != last:
            return (number, Breach.CHANGED)
        if known is not None and known.number > number:
            return (number + 1, Breach.OTHER_PAST)
        return None

    def _place_to_go_on(self, connection: sqlite3.Connection) -> _Head:
        """The number of the next row, and the hash before it; a number is left out where the end is not as it was."""
        row = connection.execute("SELECT number, hash FROM journal ORDER BY number DESC LIMIT 1").fetchone()
        last = (_whole(row[0]), _bytes(row[1])) if row is not None else (0, BEGINNING)
        head = self._head(connection.execute("SELECT value FROM about WHERE name = ?", (HEAD_NAME,)).fetchall())
        if head == last or (head is None and row is None):
            return (last[0] + 1, last[1])
        return (max(last[0], head[0] if head is not None else 0) + 2, last[1])

    def _rows(self, where: str, *values: int) -> Iterator[tuple[Column, ...]]:
        """`where` is one of ours; a few rows at a time, so that a journal of years is never in memory whole."""
        question = (
            f"SELECT number, at_us, private, hash FROM journal WHERE number > ? AND {where} ORDER BY number LIMIT ?"  # noqa: S608
        )
        after: Column = -(2**63)
        while rows := self._database.rows(question, (after, *values, ROWS_AT_A_TIME)):
            yield from rows
            after = rows[-1][0]

    def _hash(self, before: bytes, number: int, at_us: int, private: bytes) -> bytes:
        """All parts but the last have a fixed length, so that no two rows make one message."""
        row = number.to_bytes(NUMBER_BYTES, signed=True) + at_us.to_bytes(NUMBER_BYTES, signed=True) + private
        return hmac.digest(self._key, b"row\0" + before + row, "sha256")

    def _head_value(self, head: _Head) -> bytes:
        text = head[0].to_bytes(NUMBER_BYTES) + head[1]
        return text + hmac.digest(self._key, b"head" + text, "sha256")

    def _head(self, rows: list[tuple[Column, ...]]) -> _Head | None:
        """The head, or None where it is missing or not ours."""
        value = _bytes(rows[0][0]) if rows else b""
        head = (int.from_bytes(value[:NUMBER_BYTES]), value[NUMBER_BYTES : NUMBER_BYTES + HASH_BYTES])
        return head if value and hmac.compare_digest(self._head_value(head), value) else None

    def _opened(self, number: Column, at_us: Column, private: Column) -> JournalNote:
        try:
            at = EPOCH + timedelta(microseconds=_whole(at_us))
        except OverflowError:  # a forged time may lie beyond all calendars
            at = EPOCH
        try:
            kept = decode(_SealedNote, self._seal.open_up(_bytes(private), _about(number)))
        except StoreDamaged:
            return JournalNote(Deed.UNREADABLE, at)
        return JournalNote(kept.deed, at, kept.who, kept.record_kind, kept.record_id, kept.image)


def _sealed(note: JournalNote) -> _SealedNote:
    return _SealedNote(note.deed, note.who, note.record_kind, note.record_id, note.image)


def _code_of(error: sqlite3.Error) -> int:
    """SQLite's primary code; 0 where the module itself raised."""
    return int(getattr(error, "sqlite_errorcode", 0)) & 0xFF


def _about(number: Column) -> str:
    return "journal " + str(number)


def _whole(value: Column) -> int:
    return value if isinstance(value, int) else 0  # the table is STRICT: anything else is a forger's


def _bytes(value: Column) -> bytes:
    return value if isinstance(value, bytes) else b""
