"""Worklists: the one that a counter works through in each store, sealed; gone after a day, as recent records are."""

from datetime import datetime, timedelta

from app.domain.errors import StoreDamaged
from app.domain.worklist import Worklist
from app.store.codec import decode, encode
from app.store.database import Column, Database
from app.store.moments import microseconds
from app.store.seal import Seal

KEPT_FOR = timedelta(days=1)


class Worklists:
    """One sealed row a store; `store` is what entries of the outbox are addressed to. Raises StorageFull, StoreDamaged.

    `kept_for` counts from when the list was made.
    """

    def __init__(self, database: Database, seal: Seal, *, kept_for: timedelta = KEPT_FOR) -> None:
        self._database = database
        self._seal = seal
        self.kept_for = kept_for

    def save(self, worklist: Worklist, store: str) -> None:
        """Writes the list down in the place of the one before; one without lines is forgotten."""
        place = self._place(store)
        if not worklist.items or worklist.made_at is None:
            self._delete("place = ?", (place,))
            return
        private = self._seal.close_up(encode(worklist), _about(place))
        with self._database.writing() as connection:
            values = (place, microseconds(worklist.made_at), private)
            connection.execute("INSERT OR REPLACE INTO worklists VALUES (?, ?, ?)", values)

    def load(self, now: datetime, store: str) -> Worklist:
        """The list of this store, empty where there is none. Those of every store that are too old are forgotten by
        this, and so is one that can't be read: the text that it came from is still with whoever made it.
        """
        kept_from, kept_until = microseconds(now - self.kept_for), microseconds(now + self.kept_for)
        self._delete("made_at_us < ? OR made_at_us > ?", (kept_from, kept_until))
        place = self._place(store)
        rows = self._database.rows("SELECT private FROM worklists WHERE place = ?", (place,))
        opened = self._opened(place, rows[0][0]) if rows else Worklist()
        if opened is None:
            self._delete("place = ?", (place,))
        return opened or Worklist()

    def _place(self, store: str) -> str:
        return self._seal.marks.mark("worklists", store)

    def _opened(self, place: str, private: Column) -> Worklist | None:
        if not isinstance(private, bytes):
            return None
        try:
            return decode(Worklist, self._seal.open_up(private, _about(place)))
        except StoreDamaged:
            return None

    def _delete(self, where: str, values: tuple[Column, ...]) -> None:
        """`where` is one of ours, with the values kept apart."""
        with self._database.writing() as connection:
            gone = connection.execute(f"DELETE FROM worklists WHERE {where}", values).rowcount  # noqa: S608
        if gone:
            self._database.clear_traces()


def _about(place: Column) -> str:
    return "worklist " + str(place)
