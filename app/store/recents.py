"""Recents: the records picked last, so that the next page for the same person is one click away; gone after a day."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.domain.errors import StoreDamaged
from app.domain.records import Record
from app.store.codec import decode, encode
from app.store.database import Column, Database
from app.store.moments import microseconds
from app.store.seal import Seal

MAX_RECENTS = 12
KEPT_FOR = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class _Picked:
    store: str
    record: Record


class Recents:
    """Sealed rows, one per store, kind and ID: two people of one name never share one, nor do two of one ID in two
    stores. `store` is what entries of the outbox are addressed to. Raises StorageFull, StoreDamaged.
    """

    def __init__(self, database: Database, seal: Seal, *, kept_for: timedelta = KEPT_FOR) -> None:
        self._database = database
        self._seal = seal
        self.kept_for = kept_for

    def remember(self, record: Record, at: datetime, store: str) -> None:
        """Puts the record first, with what is known of it now; the oldest beyond MAX_RECENTS go."""
        place = self._seal.marks.mark("recents", store, record.kind.name, record.id)
        private = self._seal.close_up(encode(_Picked(store, record)), _about(place))
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

    def recents(self, now: datetime, store: str) -> tuple[Record, ...]:
        """The records picked last in this store, newest first.

        Those that are too old are forgotten by this, and so is what can't be read, as rows of before stores were told
        apart: a convenience is no reason to bother anybody.
        """
        self._forget_stale(now)
        rows = self._database.rows("SELECT place, private FROM recents ORDER BY picked_at_us DESC, rowid DESC")
        opened = [(place, self._opened(place, private)) for place, private in rows]
        for place, picked in opened:
            if picked is None:
                self._delete("place = ?", (place,))
        return tuple(picked.record for _, picked in opened if picked is not None and picked.store == store)

    def _forget_stale(self, now: datetime) -> None:
        """A pick far in the future was made while the clock was wrong: it would never grow old."""
        kept_from, kept_until = microseconds(now - self.kept_for), microseconds(now + self.kept_for)
        self._delete("picked_at_us < ? OR picked_at_us > ?", (kept_from, kept_until))

    def _delete(self, where: str, values: tuple[Column, ...]) -> None:
        """`where` is one of ours, with the values kept apart."""
        with self._database.writing() as connection:
            gone = connection.execute(f"DELETE FROM recents WHERE {where}", values).rowcount  # noqa: S608
        if gone:
            self._database.clear_traces()

    def _opened(self, place: Column, private: Column) -> _Picked | None:
        if not isinstance(private, bytes):
            return None
        try:
            return decode(_Picked, self._seal.open_up(private, _about(place)))
        except StoreDamaged:
            return None


def _about(place: Column) -> str:
    return "recent " + str(place)
