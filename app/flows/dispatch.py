"""Dispatch: pages on the bench are fitted to the limits in the background, and queued in the outbox when asked."""

import asyncio
import secrets
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime

from app.domain.errors import AppError, Problem
from app.domain.facts import Fact, PagesQueued
from app.domain.limits import Limits
from app.domain.names import TOKEN_ALPHABET, TOKEN_LENGTH, is_token, proposed_name, queued_name
from app.domain.pages import BlobRef, DeskPage
from app.domain.parcels import EntryId, FittedPayload, OutboxEntry
from app.domain.records import Record, links_of
from app.flows.bench import Bench
from app.flows.courier import Courier
from app.flows.errands import Errands
from app.flows.fitting_room import FittingRoom
from app.flows.session import Sessions

MAX_FITTING = 2
PAUSE_AFTER_EDIT_S = 0.25
"""A page that was just edited is fitted when the hand rests, not at every step of a drag."""

FitKey = tuple[BlobRef, int, object, Limits]


class Dispatch:
    """Keeps a fitted payload for every page on the bench, and makes outbox entries of them. Lives on the loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        bench: Bench,
        fitting_room: FittingRoom,
        sessions: Sessions,
        now: Callable[[], datetime],
        on_change: Callable[[], None],
        courier: Courier,
    ) -> None:
        self._publish, self._errands, self._bench = publish, errands, bench
        self._fitting_room, self._sessions = fitting_room, sessions
        self._now, self._on_change, self._courier = now, on_change, courier
        self._fits: dict[FitKey, FittedPayload | Problem] = {}
        self._fitting: dict[FitKey, asyncio.Task[None]] = {}
        self._gate = asyncio.Semaphore(MAX_FITTING)
        self.is_queueing = False

    def fit_of(self, page: DeskPage) -> FittedPayload | Problem | None:
        """What a page came to: a payload, a problem, or None while it is being fitted."""
        return self._fits.get(self._key(page))

    def fit_what_changed(self) -> None:
        """Begin to fit the pages that are new or were edited; called after every change of the bench."""
        if self._sessions.current is None:
            return
        for page in self._bench.pages:
            key = self._key(page)
            if key not in self._fits and key not in self._fitting:
                pause_s = 0.0 if page.edits.is_untouched else PAUSE_AFTER_EDIT_S
                self._fitting[key] = self._errands.start(self._fit(page, key, pause_s))

    async def _fit(self, page: DeskPage, key: FitKey, pause_s: float = 0.0) -> None:
        try:
            await asyncio.sleep(pause_s)
            async with self._gate:
                still_wanted = any(self._key(other) == key for other in self._bench.pages)
                if still_wanted:
                    self._fits[key] = await self.fit(page, key[3])
        except AppError as failure:
            self._fits[key] = failure.problem
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

    def upload(self) -> None:
        """Queue every page that can be sent; a second call while the first still works does nothing."""
        record = self._bench.record
        if record is not None and not self.is_queueing:
            self._errands.start(self.queue_all(record))

    async def queue_all(self, record: Record) -> tuple[OutboxEntry, ...]:
        """Queue all pages that can be sent for this record, and return their entries once they are on disk.

        Pages that can't be fitted stay on the bench with their problem, and so do pages that a person changes or takes
        away meanwhile; a second call while the first still works queues nothing. Raises `AppError` when nothing can be
        kept.
        """
        if self.is_queueing:
            return ()
        session = self._sessions.need()
        record = replace(record, user_id=record.user_id or session.user_id)
        if not links_of(record, store_takes_prescriptions=session.takes_prescriptions):
            raise AppError(Problem("DRX links a prescription's images to its patient", "Enter the patient's ID"))
        self.is_queueing = True
        self._on_change()
        try:
            pages = self._bench.pages
            fits = [await self._fitted(page) for page in pages]
            untouched = frozenset(self._bench.pages)
            made = [
                (page, self._entry(page, fit, record))
                for page, fit in zip(pages, fits, strict=True)
                if isinstance(fit, FittedPayload) and page in untouched
            ]
            entries = tuple(entry for _, entry in made)
            before = self.blobs_in_use()
            if entries:
                session.store.outbox.add(entries)
                self._bench.hand_over(page.id for page, _ in made)
        finally:
            self.is_queueing = False
            self._on_change()
        if entries:
            self._courier.take(entries)
            self._publish(PagesQueued(entries))
            self._tidy(before)
        return entries

    async def _fitted(self, page: DeskPage) -> FittedPayload | Problem:
        """The page as it lies there now; waits for a fitting that was begun."""
        key = self._key(page)
        if key not in self._fits:
            if key not in self._fitting:
                self._fitting[key] = self._errands.start(self._fit(page, key))
            await asyncio.shield(self._fitting[key])
        return self._fits.get(key) or Problem("This page changed while it was being queued", "Upload it again")

    def _entry(self, page: DeskPage, payload: FittedPayload, record: Record) -> OutboxEntry:
        session, now = self._sessions.need(), self._now()
        return OutboxEntry(
            id=EntryId(secrets.token_hex(8)),
            store=session.destination,
            record=record,
            name=queued_name(proposed_name(page, record), _new_token(), payload.media_type),
            payload=payload,
            created_on=page.imported.taken,
            queued_at=now,
            next_try=now,
        )

    def _tidy(self, before: set[BlobRef]) -> None:
        """Forget fits and erase bytes that nobody needs any more: not the bench, not the outbox."""
        live = {self._key(page) for page in self._bench.pages} | set(self._fitting)
        self._fits = {key: fit for key, fit in self._fits.items() if key in live}
        self._courier.ledger.erase_unused(before)

    def forget(self) -> None:
        """Start over for another session; what was begun ends by itself."""
        self._fits.clear()

    def blobs_in_use(self) -> set[BlobRef]:
        """The bytes that the bench needs: originals, also those that undo could bring back, and their fits."""
        fits = {fit.blob for fit in self._fits.values() if isinstance(fit, FittedPayload)}
        return self._bench.originals() | fits


def _new_token() -> str:
    while not is_token(token := "".join(secrets.choice(TOKEN_ALPHABET) for _ in range(TOKEN_LENGTH))):
        pass  # one in twenty has no digit in it
    return token
