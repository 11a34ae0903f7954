"""Receipts: what this counter delivered, for the gallery of kinds that DRX can't list."""

import sqlite3
from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.errors import Problem, StoreDamaged
from app.domain.pages import MediaType
from app.domain.parcels import EntryId, OutboxEntry, UploadReceipt
from app.domain.records import Record, RecordKind
from app.store.codec import decode, encode
from app.store.database import Column, Database
from app.store.moments import microseconds
from app.store.seal import Seal

MAX_RECEIPTS = 20_000
"""A busy counter's year of what can't be listed; the oldest go first."""


@dataclass(frozen=True, slots=True)
class KeptReceipt:
    """One delivered page: no picture, only what a row of a gallery says. `store` is the base address it went to."""

    entry: EntryId
    store: str
    record: Record
    name: str
    media_type: MediaType
    width: int
    height: int
    size_bytes: int
    created_on: datetime
    receipt: UploadReceipt


def kept_receipt(entry: OutboxEntry, receipt: UploadReceipt) -> KeptReceipt:
    """What to keep of an entry that was delivered with this receipt."""
    payload = entry.payload
    return KeptReceipt(
        entry=entry.id,
        store=entry.store,
        record=entry.record,
        name=entry.name,
        media_type=payload.media_type,
        width=payload.width,
        height=payload.height,
        size_bytes=payload.blob.size_bytes,
        created_on=entry.created_on,
        receipt=receipt,
    )


class Receipts:
    """Sealed rows, found by a mark of the record's kind and ID. Raises StorageFull or StoreDamaged."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    def add(self, kept: KeptReceipt) -> None:
        """Keeps a receipt, once per entry: a second one of the same entry replaces the first."""
        values = (
            kept.entry,
            self._place(kept.record.kind, kept.record.id),
            microseconds(kept.receipt.accepted_at),
            self._seal.close_up(encode(kept), _about(kept.entry)),
        )

        def put(connection: sqlite3.Connection) -> int:
            connection.execute("INSERT OR REPLACE INTO receipts VALUES (?, ?, ?, ?)", values)
            return connection.execute(
                """DELETE FROM receipts WHERE entry IN
                (SELECT entry FROM receipts ORDER BY accepted_at_us DESC LIMIT -1 OFFSET ?)""",
                (MAX_RECEIPTS,),
            ).rowcount

        too_many = self._database.write(put)
        if too_many:
            self._database.clear_traces()

    def receipts_for(self, kind: RecordKind, record_id: str, *, store: str | None = None) -> tuple[KeptReceipt, ...]:
        """What went to this record, newest first; only to that store where one is given."""
        rows = self._database.rows(
            "SELECT entry, private FROM receipts WHERE place = ? ORDER BY accepted_at_us DESC",
            (self._place(kind, record_id),),
        )
        found = (self._opened(entry, private) for entry, private in rows)
        return tuple(kept for kept in found if store is None or kept.store == store)

    def forget_older_than(self, days: int, now: datetime) -> int:
        """Forgets what was delivered more than so many days before `now`; returns how many receipts went."""
        before = microseconds(now - timedelta(days=days))
        forget = "DELETE FROM receipts WHERE accepted_at_us < ?"
        gone = self._database.write(lambda connection: connection.execute(forget, (before,)).rowcount)
        if gone:
            self._database.clear_traces()
        return gone

    def _place(self, kind: RecordKind, record_id: str) -> str:
        return self._seal.marks.mark("receipts", kind.name, record_id)

    def _opened(self, entry: Column, private: Column) -> KeptReceipt:
        if not isinstance(private, bytes):
            raise StoreDamaged(Problem("A receipt can't be read back", "The disk may be failing; tell your IT"))
        return decode(KeptReceipt, self._seal.open_up(private, _about(entry)))


def _about(entry: Column) -> str:
    return "receipt " + str(entry)
