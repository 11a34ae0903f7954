"""The ledger: the entries of the outbox as they stand on disk. Every move is written down here before it is acted on.

It is held in memory as well, so that nobody reads ten thousand sealed rows to show a list, and it tells everyone how
the outbox stands, at most ten times a second.
"""

import asyncio
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.errors import Problem
from app.domain.facts import EntrySettled, Fact, ProblemMet
from app.domain.journal import Deed
from app.domain.looks import PageOrigin
from app.domain.pages import BlobRef
from app.domain.parcels import EntryId, OutboxEntry, Stage, UploadReceipt
from app.domain.records import read_back_place
from app.domain.twins import SentPage
from app.flows import delivery
from app.flows.scribe import Scribe
from app.flows.session import Sessions
from app.store.outbox import OnDisk
from app.store.receipts import kept_receipt

TELL_EVERY_S = 0.1
TIDY_EVERY_S = 3600.0
LEAST_BETWEEN_TIDYINGS_S = 1.0
RECEIPTS_KEPT_DAYS = 30
"""How long this counter remembers what it delivered, for records that DRX can't list and for knowing a page again; no
pictures, sealed."""
DAMAGED_ROWS = Problem(
    "A page in the outbox can't be read back", "Scan that page again, and tell your IT: the disk may be failing"
)
LAST_LOOK_WITHIN_S = 86_400.0
"""So long the row of a page that is looked for a second time outlives its time, until its last look was made."""


class Ledger:
    """What the courier carries. Lives on the courier's loop. Its calls raise `StorageFull` and `StoreDamaged`."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        sessions: Sessions,
        now: Callable[[], datetime],
        blobs_in_use: Callable[[], set[BlobRef]],
        tell: Callable[[], None],
        scribe: Scribe,
    ) -> None:
        self._publish, self._sessions, self._now = publish, sessions, now
        self._blobs_in_use, self._tell, self._scribe = blobs_in_use, tell, scribe
        self._entries: dict[EntryId, OutboxEntry] = {}
        self._changed = asyncio.Event()
        self._telling: asyncio.TimerHandle | None = None
        self._tidied_s, self._opened_s = float("-inf"), 0.0
        self.retention = timedelta(hours=24)

    # --- opening and closing ------------------------------------------------------------------------------------

    def open(self) -> OnDisk:
        """Read what the open session's outbox holds; returned as it is there."""
        found = self._sessions.need().store.outbox.read()
        now = self._now()
        self._entries = {entry.id: delivery.found_waiting(entry, now) for entry in found.entries}
        self._tidied_s, self._opened_s = float("-inf"), asyncio.get_running_loop().time()
        if found.unreadable:
            self._publish(ProblemMet(DAMAGED_ROWS))
        return found

    def close(self) -> None:
        """Tell nothing more and hold nothing more."""
        if self._telling is not None:
            self._telling.cancel()
            self._telling = None
        self._entries.clear()

    # --- entries ------------------------------------------------------------------------------------------------

    @property
    def entries(self) -> tuple[OutboxEntry, ...]:
        """All entries, in the order they were queued."""
        return tuple(self._entries.values())

    def entry(self, entry_id: EntryId) -> OutboxEntry | None:
        """One entry, or None where it is gone."""
        return self._entries.get(entry_id)

    def take(self, entries: Iterable[OutboxEntry]) -> None:
        """These entries are on disk since a moment ago."""
        self._entries.update({entry.id: entry for entry in entries})

    def write(self, entry: OutboxEntry) -> OutboxEntry:
        """Write an entry down, durably, before anything is done or said about it; returns it."""
        store, before = self._sessions.need().store, self._entries.get(entry.id)
        if before is None or before.next_try != entry.next_try:
            entry = replace(entry, waits_from=self._now())
        has_moved = before is None or before.stage is not entry.stage
        notes = self._scribe.of_move(entry) if has_moved else ()
        is_noted = store.save(entry, notes)
        self._entries[entry.id] = entry
        if notes:
            self._scribe.wrote(is_noted)
        is_listable = read_back_place(entry.record) is not None  # of such a page DRX itself tells
        if entry.stage is Stage.DELIVERED and entry.receipt is not None and not is_listable:
            store.receipts.add(kept_receipt(entry, entry.receipt))
        if entry.stage is Stage.DELIVERED and has_moved and entry.receipt is not None and entry.origin is not None:
            store.sent.add(_sent_page(entry, entry.receipt, entry.origin), entry.record)
        if entry.stage in delivery.SETTLED and (before is None or has_moved or before.problem != entry.problem):
            self._publish(EntrySettled(entry))
        self.stir()
        return entry

    def shorten_waits(self) -> None:
        """The clock was set back: nothing waits longer for it than was meant. Not written down: a start does the same.

        It is the courier who tries at once what is on its way; this is for what can wait, the looks for doubles.
        """
        now = self._now()
        self._entries = {id_: delivery.found_waiting(entry, now) for id_, entry in self._entries.items()}

    def drop(self, entry: OutboxEntry) -> None:
        """Erase an entry and its bytes."""
        notes = self._scribe.notes(Deed.PAGE_DROPPED, [(entry.record, entry.id)])
        is_noted = self._sessions.need().store.drop(entry.id, notes)
        self.forget((entry,))
        self._scribe.wrote(is_noted)
        self.erase_unused((entry.payload.blob,))

    def forget(self, entries: Iterable[OutboxEntry]) -> None:
        """These entries are on disk no longer."""
        for entry in entries:
            self._entries.pop(entry.id, None)
        self.stir()

    def is_as_queued(self, queued: OutboxEntry) -> bool:
        """Was nothing written about this entry since it was taken in?"""
        return self._entries.get(queued.id) == queued

    async def wait_for(
        self, entry_ids: Collection[EntryId], wait_s: float, is_vain: Callable[[], bool]
    ) -> tuple[OutboxEntry, ...]:
        """Wait until these entries are settled, it is vain to wait, or `wait_s` is over; return them as they are.

        A delivered one whose look for a double is due is settled when that was made. One that is dropped or forgotten
        meanwhile is returned as it was known last, if it was known at all.
        """
        known: dict[EntryId, OutboxEntry] = {}

        def are_settled() -> bool:
            here = {entry_id: self._entries[entry_id] for entry_id in entry_ids if entry_id in self._entries}
            known.update(here)
            return all(delivery.is_settled(entry, self._now()) for entry in here.values())

        try:
            async with asyncio.timeout(wait_s):
                while not are_settled() and not is_vain():
                    self._changed.clear()
                    await self._changed.wait()
        except TimeoutError:
            pass
        return tuple(known.values())

    # --- telling ------------------------------------------------------------------------------------------------

    def stir(self) -> None:
        """Something changed: tell it soon."""
        self._changed.set()
        if self._telling is None:
            self._telling = asyncio.get_running_loop().call_later(TELL_EVERY_S, self._tell_now)

    def _tell_now(self) -> None:
        self._telling = None
        self._tell()

    # --- erasing ------------------------------------------------------------------------------------------------

    def tidy_in_time(self) -> None:
        """Forget what DRX has had for longer than the retention time, every hour and when one's time is over."""
        now_s = asyncio.get_running_loop().time()
        end = self.next_end()
        is_over = end is not None and end < self._now()
        if now_s >= self._tidied_s + (LEAST_BETWEEN_TIDYINGS_S if is_over else TIDY_EVERY_S):
            self._tidied_s = now_s
            self._tidy()

    def next_end(self) -> datetime | None:
        """When the retention time of the next delivered entry is over, less those that wait for their last look."""
        delivered = [entry for entry in self._entries.values() if entry.stage is Stage.DELIVERED]
        receipts = [entry.receipt for entry in delivered if not self._is_spared(entry)]
        ends = [(receipt.read_back_at or receipt.accepted_at) + self.retention for receipt in receipts if receipt]
        return min(ends, default=None)

    def _is_spared(self, entry: OutboxEntry) -> bool:
        """It goes when DRX was asked the last time whether it has it twice, but does not wait for that without end."""
        is_in_time = asyncio.get_running_loop().time() < self._opened_s + LAST_LOOK_WITHIN_S
        return is_in_time and delivery.is_watched(entry) and entry.store == self._sessions.need().destination

    def _tidy(self) -> None:
        store = self._sessions.need().store
        store.receipts.forget_older_than(RECEIPTS_KEPT_DAYS, self._now())
        store.sent.forget_older_than(RECEIPTS_KEPT_DAYS, self._now())
        spared = [entry.id for entry in self._entries.values() if self._is_spared(entry)]
        unused = store.outbox.forget_delivered(self._now() - self.retention, but_not=spared)
        kept = store.outbox.ids()
        if not kept >= self._entries.keys():
            self._entries = {id_: entry for id_, entry in self._entries.items() if id_ in kept}
            self.erase_unused(unused)
            self.stir()

    def erase_unused(self, blobs: Iterable[BlobRef]) -> None:
        """Erase those of these bytes that neither the outbox nor the bench needs."""
        vault = self._sessions.need().store.vault
        needed = {entry.payload.blob for entry in self._entries.values()} | self._blobs_in_use()
        for blob in blobs:
            if blob not in needed:
                vault.erase(blob)


def _sent_page(entry: OutboxEntry, receipt: UploadReceipt, origin: PageOrigin) -> SentPage:
    payload = entry.payload.blob
    return SentPage(entry.id, entry.store, entry.name, receipt.accepted_at, receipt.image_id, payload.sha256, origin)
