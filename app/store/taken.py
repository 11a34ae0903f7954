"""Taken files: which contents of a hot folder are safe already, so that none is taken twice, whoever dies when.

A row says that these bytes, for this destination, were taken; it is written in the transaction that makes their pages
safe. It names neither: a mark is meaningless without the key.
"""

import sqlite3
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NewType

from app.store.database import Database
from app.store.moments import EPOCH, microseconds
from app.store.seal import Seal

TakenMark = NewType("TakenMark", str)

KEPT_DAYS = 90
"""So long after it was last seen in the folder a content counts as taken."""

MAX_TAKEN = 100_000
"""The longest unseen go first; never one that was seen in its folder within the last days."""

NEVER_WITHIN_DAYS = 2
_PUT = """INSERT INTO taken VALUES (?, ?, ?)
    ON CONFLICT (mark) DO UPDATE SET seen_at_us = max(seen_at_us, excluded.seen_at_us)"""


@dataclass(frozen=True, slots=True)
class JustTaken:
    """Files whose pages become safe in a transaction, and when that is."""

    marks: tuple[TakenMark, ...] = ()
    at: datetime = EPOCH


NONE_TAKEN = JustTaken()


class Taken:
    """The ledger of taken files. What a method has done survives a power cut; raises StorageFull, StoreDamaged."""

    def __init__(self, database: Database, seal: Seal) -> None:
        self._database = database
        self._seal = seal

    def mark(self, destination: str, sha256: str) -> TakenMark:
        """What stands for these bytes on their way to this destination; the store's address is a part of that."""
        return TakenMark(self._seal.marks.mark("taken", destination, sha256))

    def has(self, mark: TakenMark) -> bool:
        """Are they taken already?"""
        return bool(self._database.rows("SELECT 1 FROM taken WHERE mark = ?", (mark,)))

    def put_within(self, connection: sqlite3.Connection, taken: JustTaken) -> None:
        """Writes down that they are, as a part of the transaction that makes their pages safe."""
        at_us = microseconds(taken.at)
        connection.executemany(_PUT, [(mark, at_us, at_us) for mark in taken.marks])

    def saw(self, marks: Sequence[TakenMark], now: datetime) -> None:
        """These lie in their folder still, or again: they are kept in mind for longer."""
        rows = [(microseconds(now), mark) for mark in marks]
        see = "UPDATE taken SET seen_at_us = ? WHERE mark = ?"
        self._database.write(lambda connection: connection.executemany(see, rows).rowcount)

    def forget_old(self, now: datetime, *, most: int = MAX_TAKEN) -> int:
        """Forgets what was not seen for `KEPT_DAYS`, and the longest unseen beyond `most`; returns how many went."""
        before, never_after = (microseconds(now - timedelta(days=days)) for days in (KEPT_DAYS, NEVER_WITHIN_DAYS))

        def forget(connection: sqlite3.Connection) -> int:
            old = connection.execute("DELETE FROM taken WHERE seen_at_us < ?", (before,)).rowcount
            beyond = """DELETE FROM taken WHERE seen_at_us < ? AND mark IN
                (SELECT mark FROM taken ORDER BY seen_at_us DESC LIMIT -1 OFFSET ?)"""
            return old + connection.execute(beyond, (never_after, most)).rowcount

        return self._database.write(forget)
