"""Recall: for a few seconds after they were queued, pages can be taken back onto the desk as they were.

What is remembered here is in memory alone. After a crash or a restart nothing can be taken back: the desk would have to
come back page by page from what only this memory held. The entry is on its way then, as any other: it waits until its
window would have ended, is read back first, and goes out once; its row can be removed by hand until then, and says so.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from app.domain.errors import AppError, Problem
from app.domain.facts import Fact, PagesRecalled
from app.domain.pages import BlobRef, DeskPage, PageId
from app.domain.parcels import EntryId, FittedPayload, OutboxEntry
from app.domain.records import Record
from app.flows.bench import Bench
from app.flows.desk_keeper import DeskKeeper
from app.flows.ledger import Ledger

TOO_LATE = Problem("Nothing can be taken back now", "What was uploaded is on its way, or arrived: look in the outbox")


@dataclass(frozen=True, slots=True)
class QueuedSet:
    """Pages that were queued together: as they lay on the desk, as they were queued, and in what order they lay.

    `order` has all that lay there, also what stayed; `record` is the one that was picked, if one was: a sorted batch
    has none, and a page of it may have become several entries. `until` is UTC.
    """

    pages: Mapping[EntryId, DeskPage]
    entries: Mapping[EntryId, OutboxEntry]
    order: tuple[PageId, ...]
    record: Record | None
    until: datetime


class Recall:
    """Remembers the sets that can still be taken back. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        bench: Bench,
        keeper: DeskKeeper,
        ledger: Ledger,
        now: Callable[[], datetime],
        is_carried: Callable[[EntryId], bool],
        know_fits: Callable[[Iterable[tuple[DeskPage, FittedPayload]]], None],
        on_record: Callable[[Record | None], None],
    ) -> None:
        self._publish, self._bench, self._keeper, self._ledger = publish, bench, keeper, ledger
        self._now, self._is_carried, self._on_record = now, is_carried, on_record
        self._know_fits = know_fits
        self._sets: list[QueuedSet] = []
        self.on_returned: Callable[[Sequence[OutboxEntry], Sequence[DeskPage]], None] = _nothing
        """Told of the entries that were taken back, and of the page of each, before the desk is told."""

    def remember(self, queued: QueuedSet, window_s: float) -> None:
        """These can be taken back for `window_s` seconds; until then their originals stay."""
        self._sets.append(queued)
        asyncio.get_running_loop().call_later(window_s, self._end, queued)

    def _end(self, queued: QueuedSet) -> None:
        if any(queued is held for held in self._sets):
            self._sets = [held for held in self._sets if held is not queued]
            self._ledger.erase_unused(_originals(queued))
            self._ledger.stir()

    def forget(self) -> None:
        """Start over for another session; the next start sweeps what nobody needs."""
        self._sets.clear()

    def until(self) -> dict[EntryId, datetime]:
        """The entries that can be taken back now, and until when."""
        return {entry_id: queued.until for queued in self._sets for entry_id in self._recallable(queued)}

    def originals(self) -> set[BlobRef]:
        """The bytes that a page would need again."""
        return {blob for queued in self._sets for blob in _originals(queued)}

    def _recallable(self, queued: QueuedSet) -> tuple[EntryId, ...]:
        """Whatever was written about an entry since it was queued, a hastening too, ends its time."""
        if self._now() >= queued.until:
            return ()
        is_untouched = self._ledger.is_as_queued
        return tuple(id_ for id_, entry in queued.entries.items() if is_untouched(entry) and not self._is_carried(id_))

    # --- what a person can say ----------------------------------------------------------------------------------

    def take_back_last(self) -> None:
        """Take the last queued set back. Raises `AppError` where it is too late."""
        self.take_back(last_set(self.until()))

    def take_back(self, entry_ids: Collection[EntryId]) -> None:
        """Take these entries back, where they have not begun to leave.

        Raises `AppError` where it is too late for all of them, or `StorageFull`; then nothing has changed.
        """
        wanted = frozenset(entry_ids)
        count = 0
        for queued in tuple(self._sets):
            found = [entry_id for entry_id in self._recallable(queued) if entry_id in wanted]
            if found:
                self._take_back_of(queued, found)
                count += len(found)
        if not count:
            raise AppError(TOO_LATE)
        self._publish(PagesRecalled(count))

    def _take_back_of(self, queued: QueuedSet, entry_ids: Sequence[EntryId]) -> None:
        lying = {page.id for page in self._bench.pages}
        returned = [queued.pages[entry_id] for entry_id in entry_ids]
        pages = list({page.id: page for page in returned if page.id not in lying}.values())
        entries = [queued.entries[entry_id] for entry_id in entry_ids]
        self._keeper.take_back(entries, *self._bench.with_returned(pages, queued.order, queued.record))
        self._ledger.forget(entries)
        self.on_returned(entries, returned)
        self._know_fits((queued.pages[entry.id], entry.payload) for entry in entries)
        self._bench.bring_back(pages, queued.order, queued.record)
        self._ledger.erase_unused([entry.payload.blob for entry in entries])
        self._on_record(self._bench.record)


def last_set(until: Mapping[EntryId, datetime]) -> tuple[EntryId, ...]:
    """Entries that were queued together have one time, and the last set has the last."""
    last = max(until.values(), default=None)
    return tuple(entry_id for entry_id, its_until in until.items() if its_until == last)


def _nothing(entries: Sequence[OutboxEntry], pages: Sequence[DeskPage]) -> None:
    """Nobody asked."""


def _originals(queued: QueuedSet) -> Iterable[BlobRef]:
    return [page.imported.blob for page in queued.pages.values()]
