"""What left this counter, by record: so that a page that is there already is known again. No picture is kept."""

import sqlite3
from datetime import datetime, timedelta

from app.domain.errors import Problem, StoreDamaged
from app.domain.records import Record
from app.domain.twins import SentPage
from app.store.codec import decode, encode
from app.store.database import Column, Database
from app.store.moments import microseconds
from app.store.seal import Seal

MAX_SENT = 20_000
"""A busy counter's month; the oldest go first. A row has less than a thousand bytes."""


class Sent:
    """Sealed rows, found by a mark of the store and of the record. Raises StorageFull or StoreDamaged."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    def add(self, page: SentPage, record: Record) -> None:
        """Keeps what a page is told by, once per entry."""
        sealed = self._seal.close_up(encode(page), _about(page.entry))
        values = (page.entry, self._place(page.store, record), microseconds(page.sent_at), sealed)

        def put(connection: sqlite3.Connection) -> int:
            connection.execute("INSERT OR REPLACE INTO sent VALUES (?, ?, ?, ?)", values)
            return connection.execute(
                "DELETE FROM sent WHERE entry IN (SELECT entry FROM sent ORDER BY sent_at_us DESC LIMIT -1 OFFSET ?)",
                (MAX_SENT,),
            ).rowcount

        if self._database.write(put):
            self._database.clear_traces()

    def to(self, record: Record, store: str, most: int) -> tuple[SentPage, ...]:
        """What went to this record of this store, the newest first."""
        rows = self._database.rows(
            "SELECT entry, private FROM sent WHERE place = ? ORDER BY sent_at_us DESC LIMIT ?",
            (self._place(store, record), most),
        )
        return tuple(self._opened(entry, private) for entry, private in rows)

    def forget_older_than(self, days: int, now: datetime) -> int:
        """Forgets what left more than so many days before `now`; returns how many rows went."""
        before = microseconds(now - timedelta(days=days))
        forget = "DELETE FROM sent WHERE sent_at_us < ?"
        gone = self._database.write(lambda connection: connection.execute(forget, (before,)).rowcount)
        if gone:
            self._database.clear_traces()
        return gone

    def _place(self, store: str, record: Record) -> str:
        return self._seal.marks.mark("sent", store, record.kind.name, record.id)

    def _opened(self, entry: Column, private: Column) -> SentPage:
        if not isinstance(private, bytes):
            raise StoreDamaged(Problem("A note of a sent page can't be read back", "The disk may be failing; tell IT"))
        return decode(SentPage, self._seal.open_up(private, _about(entry)))


def _about(entry: Column) -> str:
    return "sent " + str(entry)
