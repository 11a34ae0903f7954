"""Dispatch: pages on the bench are fitted to the limits in the background, and queued in the outbox when asked."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.belonging import key_of
from app.domain.errors import AppError, JobDied, Problem, StorageFull
from app.domain.facts import Fact, PagesQueued
from app.domain.limits import Limits
from app.domain.looks import NO_LOOK, PageOrigin
from app.domain.names import TOKEN_ALPHABET, TOKEN_LENGTH, is_token, proposed_name, queued_name
from app.domain.pages import BlobRef, DeskPage, PageId
from app.domain.parcels import EntryId, FittedPayload, OutboxEntry
from app.domain.records import Record, RecordKind, links_of
from app.flows.bench import Bench
from app.flows.courier import Courier
from app.flows.desk_keeper import DeskKeeper
from app.flows.errands import Errands
from app.flows.fitting_room import FittingRoom
from app.flows.proofreader import Proofreader
from app.flows.recall import QueuedSet, Recall
from app.flows.session import Sessions

ANOTHER_RECORD = Problem(
    "Another record was picked while the pages were made ready",
    "Nothing was queued. Look who it is for, and upload again",
)
MAX_FITTING = 2
PAUSE_AFTER_EDIT_S = 0.25
"""A page that was just edited is fitted when the hand rests, not at every step of a drag."""

LEAST_BETWEEN_FITS_S = 3.0
"""A fit that failed for a reason that passes is tried again with a change on the desk, but not more often than this."""

_PASSING = (StorageFull, JobDied)
FitKey = tuple[BlobRef, int, object, Limits]
Addressed = tuple[DeskPage, tuple[Record, ...]]
"""A page and the records that it is for."""


class Dispatch:
    """Keeps a fitted payload for every page on the bench, and makes outbox entries of them. Lives on the loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        bench: Bench,
        fitting_room: FittingRoom,
        proofreader: Proofreader,
        sessions: Sessions,
        now: Callable[[], datetime],
        on_change: Callable[[], None],
        courier: Courier,
        keeper: DeskKeeper,
        recall: Recall,
    ) -> None:
        self._publish, self._errands, self._bench = publish, errands, bench
        self._fitting_room, self._proofreader, self._sessions = fitting_room, proofreader, sessions
        self._now, self._on_change, self._courier = now, on_change, courier
        self._keeper, self._recall = keeper, recall
        self._fits: dict[FitKey, FittedPayload | Problem] = {}
        self._fitting: dict[FitKey, asyncio.Task[None]] = {}
        self._failed_at_s: dict[FitKey, float] = {}
        """Fits that failed for a reason that passes, and when, on the loop's clock."""
        self._gate = asyncio.Semaphore(MAX_FITTING)
        self.is_queueing = False
        self.is_for_another: Callable[[DeskPage, Record], Awaitable[bool]] = _for_nobody_else
        """Does a label on a page name another record, and no person said that it belongs to this one?"""
        self.recall_s = 0.0
        """How long what is queued waits before it leaves, and can be taken back."""

    @property
    def is_fitting(self) -> bool:
        """Are pages being fitted, or about to be?"""
        return bool(self._fitting)

    def fit_of(self, page: DeskPage) -> FittedPayload | Problem | None:
        """What a page came to: a payload, a problem, or None while it is being fitted."""
        return self._fits.get(self._key(page))

    def fit_what_changed(self) -> None:
        """Begin to fit the pages that are new or were edited; called after every change of the bench."""
        if self._sessions.current is None:
            return
        for page in self._bench.pages:
            key = self._key(page)
            if asyncio.get_running_loop().time() > self._failed_at_s.get(key, float("inf")) + LEAST_BETWEEN_FITS_S:
                self._try_again(key)
            if key not in self._fits and key not in self._fitting:
                pause_s = 0.0 if page.edits.is_untouched else PAUSE_AFTER_EDIT_S
                self._fitting[key] = self._errands.start(self._fit(page, key, pause_s))

    def _try_again(self, key: FitKey) -> None:
        if self._failed_at_s.pop(key, None) is not None:
            self._fits.pop(key, None)

    async def _fit(self, page: DeskPage, key: FitKey, pause_s: float = 0.0) -> None:
        try:
            await asyncio.sleep(pause_s)
            async with self._gate:
                still_wanted = any(self._key(other) == key for other in self._bench.pages)
                if still_wanted:
                    self._fits[key] = await self.fit(page, key[3])
        except AppError as failure:
            self._fits[key] = failure.problem
            if isinstance(failure, _PASSING):
                self._failed_at_s[key] = asyncio.get_running_loop().time()
        finally:
            self._fitting.pop(key, None)
        self._on_change()

    async def fit(self, page: DeskPage, limits: Limits) -> FittedPayload:
        """Fit one page and keep the bytes in the vault.

        Raises `AppError` when it can't be fitted or kept.
        """
        imported = page.imported
        return await self._fitting_room.fit(imported.blob, imported.frame, page.edits, limits)

    def _key(self, page: DeskPage) -> FitKey:
        return (page.imported.blob, page.imported.frame, page.edits, self._sessions.need().limits)

    def upload(self, shown: Collection[PageId] | None = None) -> None:
        """Queue every page that can be sent; a second call while the first still works does nothing.

        `shown` are the pages that a person saw beside the record's name: what comes to the desk by itself in the very
        moment of the press stays there.
        """
        record = self._bench.record
        if record is not None and not self.is_queueing:
            self._errands.start(self.queue_all(record, shown))

    async def queue_all(self, record: Record, shown: Collection[PageId] | None = None) -> tuple[OutboxEntry, ...]:
        """Queue all pages that can be sent (of those `shown`, where that is said), and return their entries once they
        are on disk.

        Pages that can't be fitted stay on the bench with their problem, and so do pages that may be torn and that no
        person has approved, and pages that a person changes or takes away meanwhile; a second call while the first
        still works queues nothing. Raises `AppError` when nothing can be kept.
        """
        addressee = _who(self._bench.record)

        async def may_leave(page: DeskPage) -> bool:
            return not await self._must_be_seen(page, record)

        def still_whose() -> tuple[Addressed, ...]:
            if _who(self._bench.record) != addressee:
                raise AppError(ANOTHER_RECORD)
            pages = self._bench.pages
            return tuple((page, (record,)) for page in pages if shown is None or page.id in shown)

        return await self._queue(still_whose, may_leave, picked=record)

    async def queue_sorted(self, whose: Callable[[], Sequence[Addressed]]) -> tuple[OutboxEntry, ...]:
        """Queue pages, each for the records that `whose` names at last, all at once or none.

        The names stand next to the pages where they are sorted, so nothing is asked about their labels. What stays is
        as in `queue_all`; a page for several records goes to all of them or to none.
        """

        async def may_leave(page: DeskPage) -> bool:
            return page.is_approved or not await self._proofreader.may_be_torn(page)

        return await self._queue(whose, may_leave, picked=None)

    async def _queue(
        self,
        whose: Callable[[], Sequence[Addressed]],
        may_leave: Callable[[DeskPage], Awaitable[bool]],
        *,
        picked: Record | None,
    ) -> tuple[OutboxEntry, ...]:
        """Queue what can leave; `whose` is asked again behind the fitting, because a person may change it meanwhile."""
        if self.is_queueing:
            return ()
        wanted = whose()
        for record in {key_of(record): record for _, records in wanted for record in records}.values():
            if not links_of(self._scanned_by(record), store_takes_prescriptions=self._takes_prescriptions()):
                raise AppError(Problem("DRX links a prescription's images to its patient", "Enter the patient's ID"))
        self.is_queueing = True
        self._on_change()
        try:
            fits = {page: await self._fitted(page) for page, _ in wanted}
            seen = {page for page, _ in wanted if await may_leave(page)}
            lying = frozenset(self._bench.pages)
            now = self._now()
            still = frozenset((page.id, tuple(map(_who, records))) for page, records in whose())
            made = [
                (page, self.entry_for(page, fit, self._scanned_by(record), now))
                for page, records in wanted
                if page in lying and page in seen and (page.id, tuple(map(_who, records))) in still
                for record in records
                if isinstance(fit := fits[page], FittedPayload)
            ]
            entries = tuple(entry for _, entry in made)
            before = self.blobs_in_use()
            if entries:
                gone = {page.id for page, _ in made}
                self._keeper.hand_over(entries, gone)
                self._remember(made, picked)
                self._bench.hand_over(gone)
        finally:
            self.is_queueing = False
            self._on_change()
        if entries:
            self._courier.take(entries)
            self._publish(PagesQueued(entries))
            self._tidy(before)
        return entries

    def _takes_prescriptions(self) -> bool:
        return self._sessions.need().takes_prescriptions

    def _scanned_by(self, record: Record) -> Record:
        return replace(record, user_id=record.user_id or self._sessions.need().user_id)

    async def _must_be_seen(self, page: DeskPage, record: Record) -> bool:
        """May it not leave before a person said that it is right?"""
        if not page.is_approved and await self._proofreader.may_be_torn(page):
            return True
        return await self.is_for_another(page, record)

    def _remember(self, made: Sequence[tuple[DeskPage, OutboxEntry]], picked: Record | None) -> None:
        """For as long as they can be taken back; before they leave the bench, which knows how they lay."""
        first = made[0][1]
        if self.recall_s > 0 and first.next_try is not None:
            queued = QueuedSet(
                pages={entry.id: page for page, entry in made},
                entries={entry.id: entry for _, entry in made},
                order=tuple(item.id for item in self._bench.items),
                record=picked,
                until=first.next_try,
            )
            self._recall.remember(queued, self.recall_s)

    def know_fits(self, fits: Iterable[tuple[DeskPage, FittedPayload]]) -> None:
        """These pages come back, and are fitted already."""
        self._fits |= {self._key(page): payload for page, payload in fits}

    async def _fitted(self, page: DeskPage) -> FittedPayload | Problem:
        """The page as it lies there now; waits for a fitting that was begun."""
        key = self._key(page)
        self._try_again(key)  # a person asks: what stood in the way may be gone
        if key not in self._fits:
            if key not in self._fitting:
                self._fitting[key] = self._errands.start(self._fit(page, key))
            await asyncio.shield(self._fitting[key])
        return self._fits.get(key) or Problem("This page changed while it was being queued", "Upload it again")

    def entry_for(self, page: DeskPage, payload: FittedPayload, record: Record, now: datetime) -> OutboxEntry:
        """The entry that a fitted page becomes on its way to this record."""
        session, imported = self._sessions.need(), page.imported
        reading = self._proofreader.reading_of(page)
        look = reading.look if reading is not None else NO_LOOK
        return OutboxEntry(
            id=EntryId(secrets.token_hex(8)),
            store=session.destination,
            record=record,
            name=queued_name(proposed_name(page, record), _new_token(), payload.media_type),
            payload=payload,
            created_on=imported.taken,
            queued_at=now,
            next_try=now + timedelta(seconds=self.recall_s),
            origin=PageOrigin(imported.blob.sha256, imported.frame, look),
        )

    def _tidy(self, before: set[BlobRef]) -> None:
        """Forget fits and erase bytes that nobody needs any more: not the bench, not the outbox."""
        live = {self._key(page) for page in self._bench.pages} | set(self._fitting)
        self._fits = {key: fit for key, fit in self._fits.items() if key in live}
        self._failed_at_s = {key: at_s for key, at_s in self._failed_at_s.items() if key in live}
        self._courier.ledger.erase_unused(before)

    def forget(self) -> None:
        """Start over for another session; what was begun ends by itself."""
        self._fits.clear()
        self._failed_at_s.clear()

    def blobs_in_use(self) -> set[BlobRef]:
        """The bytes that the bench needs: originals, also those that undo could bring back, and their fits."""
        fits = {fit.blob for fit in self._fits.values() if isinstance(fit, FittedPayload)}
        return self._bench.originals() | fits


def _new_token() -> str:
    while not is_token(token := "".join(secrets.choice(TOKEN_ALPHABET) for _ in range(TOKEN_LENGTH))):
        pass  # one in twenty has no digit in it
    return token


def _who(record: Record | None) -> tuple[RecordKind, str] | None:
    return (record.kind, record.id) if record is not None else None


async def _for_nobody_else(page: DeskPage, record: Record) -> bool:
    """Where nobody reads labels."""
    return False
