"""The outbox: every page that DRX has not confirmed, one sealed row each, moved along by the table of stages."""

import sqlite3
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import EntryGone, IllegalMove, Problem, StoreDamaged
from app.domain.pages import BlobRef
from app.domain.parcels import EntryId, OutboxEntry, Stage, may_move
from app.store.codec import decode, encode
from app.store.database import Column, Database, Row
from app.store.moments import microseconds
from app.store.seal import Seal

_COLUMNS = "id, stage, queued_at_us, next_try_us, delivered_at_us, failures, sends, blob, private"
_INSERT = f"INSERT INTO outbox ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"  # noqa: S608 - our own columns
_UPDATE = """UPDATE outbox SET stage = ?, queued_at_us = ?, next_try_us = ?, delivered_at_us = ?, failures = ?,
    sends = ?, blob = ?, private = ? WHERE id = ?"""


Beside = Callable[[sqlite3.Connection], bool]


@dataclass(frozen=True, slots=True)
class OnDisk:
    """What the outbox holds: the entries in the order in which they were queued, and those whose rows are damaged."""

    entries: tuple[OutboxEntry, ...]
    unreadable: tuple[EntryId, ...]


class Outbox:
    """Entries on disk. What a method has done survives a power cut when it returns.

    The sealed part of a row is the whole entry and is what counts; the clear columns only sort and count. Every method
    raises StorageFull or StoreDamaged where the disk fails.
    """

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    def add(self, entries: Sequence[OutboxEntry]) -> None:
        """Takes all of them in, in this order, or none; raises IllegalMove where one of them is in already.

        Refused (StorageFull) on a full disk, also while the reserve is given up: that room is for what is in already.
        """
        self._database.refuse_new()
        with self._database.writing() as connection:
            self.add_within(connection, entries)

    def add_within(self, connection: sqlite3.Connection, entries: Sequence[OutboxEntry]) -> None:
        """The same as a part of a transaction that the caller began; raises IllegalMove."""
        try:
            connection.executemany(_INSERT, [self._row(entry) for entry in entries])
        except sqlite3.IntegrityError as error:
            raise IllegalMove(Problem("This page is in the outbox already")) from error

    def entries(self) -> tuple[OutboxEntry, ...]:
        """All entries in the order in which they were queued, less those that `unreadable` names.

        One damaged row must not keep the others from leaving.
        """
        return self.read().entries

    def unreadable(self) -> tuple[EntryId, ...]:
        """Entries whose rows were damaged: to be shown to a person, who scans the page again and drops them."""
        return self.read().unreadable

    def read(self) -> OnDisk:
        """Both at once: ten thousand sealed rows take half a second."""
        rows = self._database.rows("SELECT id, stage, private FROM outbox ORDER BY sequence")
        entries: list[OutboxEntry] = []
        unreadable: list[EntryId] = []
        for id_, stage, private in rows:
            try:
                entries.append(self._opened(id_, stage, private))
            except StoreDamaged:
                unreadable.append(EntryId(str(id_)))
        return OnDisk(tuple(entries), tuple(unreadable))

    def ids(self) -> set[EntryId]:
        """Which entries there are, damaged ones too; no row is opened for that."""
        return {EntryId(str(id_)) for (id_,) in self._database.rows("SELECT id FROM outbox")}

    def entry(self, id_: EntryId) -> OutboxEntry:
        """One entry; raises EntryGone, and StoreDamaged where its row can't be read."""
        rows = self._database.rows("SELECT id, stage, private FROM outbox WHERE id = ?", (id_,))
        if not rows:
            raise _gone()
        return self._opened(*rows[0])

    def save(self, entry: OutboxEntry, beside: Beside = lambda _: True) -> bool:
        """Writes a moved entry down, once its move from the row's stage is found legal in the same transaction.

        `beside` is done in that transaction too; what it returns is returned. Raises IllegalMove for any other move and
        for another name (a name is for life), EntryGone.
        """
        *columns, private = self._row(entry)[1:]

        def move(connection: sqlite3.Connection) -> bool:
            row = connection.execute("SELECT id, stage, private FROM outbox WHERE id = ?", (entry.id,)).fetchone()
            if row is None:
                raise _gone()
            _refuse_illegal(self._opened(*row), entry)
            connection.execute(_UPDATE, (*columns, private, entry.id))
            return beside(connection)

        return self._database.write(move)

    def drop(self, id_: EntryId) -> tuple[BlobRef, ...]:
        """Forgets an entry of any stage for good (the caller has asked the person); a missing one is fine.

        Returns the blob that nothing here refers to any more, for the vault to erase.
        """
        return self._delete("id = ?", (id_,))

    def drop_within(self, connection: sqlite3.Connection, ids: Sequence[EntryId]) -> None:
        """Forgets entries as a part of a transaction that the caller began; their blobs are the caller's to erase."""
        connection.executemany("DELETE FROM outbox WHERE id = ?", [(id_,) for id_ in ids])

    def forget_delivered(self, before: datetime, *, but_not: Collection[EntryId] = ()) -> tuple[BlobRef, ...]:
        """Forgets what was delivered before this moment; returns the blobs that nothing here refers to any more."""
        spared = f"id NOT IN ({', '.join('?' * len(but_not))})"
        values: tuple[Column, ...] = (Stage.DELIVERED.name, microseconds(before), *but_not)
        return self._delete(f"stage = ? AND delivered_at_us < ? AND {spared}", values)

    def blobs(self) -> set[BlobRef]:
        """Every blob in use: what a sweep of the vault must keep.

        Raises StoreDamaged where a row can't be read: its blob is unknown, so nothing may be swept.
        """
        found = self.read()
        if found.unreadable:
            raise _unlike()
        return {entry.payload.blob for entry in found.entries}

    def _delete(self, where: str, values: tuple[Column, ...]) -> tuple[BlobRef, ...]:
        """`where` is one of ours, with the values kept apart."""

        def forget(connection: sqlite3.Connection) -> tuple[bool, list[Row]]:
            doomed = connection.execute(f"SELECT id, stage, private, blob FROM outbox WHERE {where}", values).fetchall()  # noqa: S608
            connection.execute(f"DELETE FROM outbox WHERE {where}", values)  # noqa: S608
            freed = {blob: tuple(row) for *row, blob in doomed if not _is_used(connection, blob)}
            return bool(doomed), list(freed.values())

        was_there, freed = self._database.write(forget)
        if was_there:
            self._database.clear_traces()
        return tuple(ref for row in freed for ref in self._readable_blob(*row))

    def _readable_blob(self, id_: Column, stage: Column, private: Column) -> tuple[BlobRef, ...]:
        try:
            return (self._opened(id_, stage, private).payload.blob,)
        except StoreDamaged:
            return ()  # the sweep at the next start finds it, now that its row is gone

    def _row(self, entry: OutboxEntry) -> tuple[Column, ...]:
        return (
            entry.id,
            entry.stage.name,
            microseconds(entry.queued_at),
            None if entry.next_try is None else microseconds(entry.next_try),
            _delivered_at_us(entry),
            entry.failures,
            entry.sends,
            self._seal.marks.blob(entry.payload.blob.sha256),
            self._seal.close_up(encode(entry), _about(entry.id)),
        )

    def _opened(self, id_: Column, stage: Column, private: Column) -> OutboxEntry:
        if not isinstance(private, bytes):
            raise _unlike()
        entry = decode(OutboxEntry, self._seal.open_up(private, _about(id_)))
        if entry.id != id_ or entry.stage.name != stage:
            raise _unlike()
        return entry


def _about(id_: Column) -> str:
    return "outbox " + str(id_)


def _delivered_at_us(entry: OutboxEntry) -> int | None:
    """When its day of grace began: at the read-back, else at DRX's yes, else (settled by a person) when queued."""
    if entry.stage is not Stage.DELIVERED:
        return None
    if entry.receipt is None:
        return microseconds(entry.queued_at)
    return microseconds(entry.receipt.read_back_at or entry.receipt.accepted_at)


def _is_used(connection: sqlite3.Connection, blob: Column) -> bool:
    return connection.execute("SELECT 1 FROM outbox WHERE blob = ? LIMIT 1", (blob,)).fetchone() is not None


def _refuse_illegal(before: OutboxEntry, after: OutboxEntry) -> None:
    if not may_move(before.stage, after.stage):
        raise IllegalMove(
            Problem(
                "This page has moved on in the meantime",
                "Look at its row in the outbox again",
                f"no move from {before.stage.value} to {after.stage.value}",
            )
        )
    if before.name != after.name:
        raise IllegalMove(
            Problem(
                "A page in the outbox keeps its name",
                "Take it back and send it again under another name",
                "the name of an entry is for life",
            )
        )


def _gone() -> EntryGone:
    return EntryGone(Problem("This page is no longer in the outbox", "It was taken back, or is delivered already"))


def _unlike() -> StoreDamaged:
    return StoreDamaged(
        Problem(
            "A page in the outbox can't be read back",
            "Scan that page again; the disk may be failing",
            "a row is not what was sealed",
        )
    )
