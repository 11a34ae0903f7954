"""Recents: the records picked last, so that the next page for the same person is one click away; gone after a day."""

from datetime import datetime, timedelta

from app.domain.errors import StoreDamaged
from app.domain.records import Record
from app.store.codec import decode, encode
from app.store.database import Column, Database
from app.store.moments import microseconds
from app.store.seal import Seal

MAX_RECENTS = 12
KEPT_FOR = timedelta(days=1)


class Recents:
    """Sealed rows, one per kind and ID: two people of one name never share one. Raises StorageFull, StoreDamaged."""

    def __init__(self, database: Database, seal: Seal, *, kept_for: timedelta = KEPT_FOR) -> None:
        self._database = database
        self._seal = seal
        self._kept_for = kept_for

    def remember(self, record: Record, at: datetime) -> None:
        """Puts the record first, with what is known of it now; the oldest beyond MAX_RECENTS go."""
        place = self._seal.marks.mark("recents", record.kind.name, record.id)
        private = self._seal.close_up(encode(record), _about(place))
        with self._database.writing() as connection:
            values = (place, microseconds(at), private)
            connection.execute("INSERT OR REPLACE INTO recents VALUES (?, ?, ?)", values)
            too_many = connection.execute(
                """DELETE FROM recents WHERE place IN
                (SELECT place FROM recents ORDER BY picked_at_us DESC, rowid DESC LIMIT -1 OFFSET ?)""",
                (MAX_RECENTS,),
            ).rowcount
        if too_many:
            self._database.clear_traces()

    def recents(self, now: datetime) -> tuple[Record, ...]:
        """The records picked last, newest first; those that are too old are forgotten by this."""
        self._forget_stale(now)
        rows = self._database.rows("SELECT place, private FROM recents ORDER BY picked_at_us DESC, rowid DESC")
        return tuple(record for place, private in rows for record in self._opened(place, private))

    def forget_all(self) -> None:
        """Empties the list."""
        self._delete("1 = 1", ())

    def _forget_stale(self, now: datetime) -> None:
        """A pick far in the future was made while the clock was wrong: it would never grow old."""
        kept_from, kept_until = microseconds(now - self._kept_for), microseconds(now + self._kept_for)
        self._delete("picked_at_us < ? OR picked_at_us > ?", (kept_from, kept_until))

    def _delete(self, where: str, values: tuple[int, ...]) -> None:
        """`where` is one of ours, with the values kept apart."""
        with self._database.writing() as connection:
            gone = connection.execute(f"DELETE FROM recents WHERE {where}", values).rowcount  # noqa: S608
        if gone:
            self._database.clear_traces()

    def _opened(self, place: Column, private: Column) -> tuple[Record, ...]:
        """The record, or nothing where its row is damaged: a convenience is no reason to bother anybody."""
        if not isinstance(private, bytes):
            return ()
        try:
            return (decode(Record, self._seal.open_up(private, _about(place))),)
        except StoreDamaged:
            return ()


def _about(place: Column) -> str:
    return "recent " + str(place)
