"""The pages of a hot folder's file on their way into the outbox, where nobody looks at them before."""

from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime

from app.domain.errors import Problem
from app.domain.facts import Fact, PagesQueued
from app.domain.pages import BlobRef, BrokenFile, DeskItem, DeskPage
from app.domain.parcels import FittedPayload, OutboxEntry
from app.domain.records import Record
from app.flows.courier import Courier
from app.flows.desk_keeper import DeskKeeper
from app.flows.dispatch import Dispatch
from app.flows.intake import Intake
from app.flows.session import Sessions
from app.scanning.folder.reading import StillFile
from app.store.taken import TakenMark


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A whole file, the mark that it is taken by, and what the malware check said of it."""

    still: StillFile
    mark: TakenMark
    was_checked: bool


@dataclass(frozen=True, slots=True)
class QueuedPage:
    """A page of a file, and the entry of the outbox that it became."""

    page: DeskPage
    entry: OutboxEntry


class HotPages:
    """Reads, fits and queues the pages of one file at a time. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        intake: Intake,
        dispatch: Dispatch,
        keeper: DeskKeeper,
        courier: Courier,
        sessions: Sessions,
        now: Callable[[], datetime],
    ) -> None:
        self._publish, self._intake, self._dispatch, self._keeper = publish, intake, dispatch, keeper
        self._courier, self._sessions, self._now = courier, sessions, now
        self._held: set[BlobRef] = set()

    def blobs_in_use(self) -> set[BlobRef]:
        """The bytes of pages that are fitted and not queued yet: they must not be erased meanwhile."""
        return set(self._held)

    @staticmethod
    def broken(items: Sequence[DeskItem], *, may_be_locked: bool = True) -> Problem | None:
        """Why a file can't be taken as a whole; None where it can."""
        broken = (item for item in items if isinstance(item, BrokenFile) and not (may_be_locked and item.is_locked))
        return next((item.problem for item in broken), None)

    @asynccontextmanager
    async def read(self, file: KnownFile) -> AsyncIterator[tuple[DeskPage, ...] | Problem]:
        """All pages of a file, or why it has none that can go; behind the block nothing of them is held any more."""
        still = file.still
        items = await self._intake.read_content(
            still.seen.name, still.content, still.modified, was_checked=file.was_checked
        )
        try:
            broken = self.broken(items, may_be_locked=False)
            yield broken or tuple(item for item in items if isinstance(item, DeskPage))
        finally:
            self._let_go(items)

    async def queue(
        self, file: KnownFile, pages: Sequence[DeskPage], pairs: Sequence[tuple[int, Record]]
    ) -> tuple[QueuedPage, ...]:
        """Fit pages and queue them, each (by its number) for a record, with the file's mark: all at once or none.

        Raises `AppError` where one of them can't be fitted or kept.
        """
        session = self._sessions.need()
        payloads: dict[int, FittedPayload] = {}
        for number, _ in pairs:
            if number not in payloads:
                payloads[number] = await self._dispatch.fit(pages[number], session.limits)
                self._held.add(payloads[number].blob)
        now = self._now()
        queued = tuple(
            QueuedPage(pages[number], self._dispatch.entry_for(pages[number], payloads[number], record, now))
            for number, record in ((number, _scanned_by(record, session.user_id)) for number, record in pairs)
        )
        entries = tuple(each.entry for each in queued)
        self._keeper.hand_over(entries, (), [file.mark])
        self._courier.take(entries)
        if entries:
            self._publish(PagesQueued(entries))
        return queued

    def _let_go(self, items: Sequence[DeskItem]) -> None:
        self._intake.let_go(items)
        originals = {item.imported.blob for item in items if isinstance(item, DeskPage)}
        held, self._held = self._held, set()
        if self._sessions.current is not None:
            self._courier.ledger.erase_unused(originals | held)


def _scanned_by(record: Record, user_id: str) -> Record:
    return replace(record, user_id=record.user_id or user_id)
