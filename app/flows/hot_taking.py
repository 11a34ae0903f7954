"""Taking a file of the hot folder: its pages come onto the desk, or into the outbox for a record, all of them or none.

Whatever makes the pages safe writes the file's mark in the same transaction; only then is the original moved.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from app.domain.errors import Problem
from app.domain.hot_folder import FileState
from app.domain.records import Record
from app.flows.desk_keeper import DeskKeeper
from app.flows.hot_pages import HotPages, KnownFile, QueuedPage
from app.flows.intake import Intake
from app.store.taken import TakenMark


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of a file. `is_over`: nothing more is done about it, unless it changes.

    `left_out` counts its separator sheets; `queued` are its pages in the outbox.
    """

    state: FileState
    problem: Problem | None = None
    page_count: int = 0
    left_out: int = 0
    queued: tuple[QueuedPage, ...] = ()
    is_over: bool = False


class Taker(Protocol):
    """Where the pages of a folder go. `destination` tells one from every other: a file is taken once for each."""

    destination: str
    is_attended: bool
    """A person sees each page before it leaves."""

    def is_under_way(self, mark: TakenMark) -> bool:
        """Are this file's pages taken, and not written down yet?"""

    async def take(self, file: KnownFile) -> Verdict:
        """Take the file, which is whole. Raises `AppError` where it can't be taken now."""


class DeskTaker:
    """Pages come to the desk like dropped files. Lives on the courier's loop."""

    destination = "desk"
    is_attended = True

    def __init__(self, intake: Intake, keeper: DeskKeeper) -> None:
        self._intake, self._keeper = intake, keeper

    def is_under_way(self, mark: TakenMark) -> bool:
        """They lie on the desk, but the disk is full, say: the next saving writes them down."""
        return not self._keeper.has_arrived(mark)

    async def take(self, file: KnownFile) -> Verdict:
        """Lay its pages down; a locked PDF waits there for its password."""
        still = file.still
        items = await self._intake.read_content(
            still.seen.name, still.content, still.modified, was_checked=file.was_checked
        )
        broken = HotPages.broken(items)
        if broken is not None:
            self._intake.let_go(items)
            return Verdict(FileState.UNREADABLE, broken)
        async with self._intake.turn:
            is_safe = self._keeper.arrives(file.mark, lambda: self._intake.lay_down(items))
        return Verdict(FileState.TAKEN, page_count=len(items), is_over=is_safe)


class RecordTaker:
    """Pages go to one record that a person named. Lives on the courier's loop."""

    is_attended = False

    def __init__(self, pages: HotPages, record: Record) -> None:
        self._pages, self._record = pages, record
        links = (f"{link.field.value} {link.record_id}" for link in record.more_links)
        self.destination = " ".join((record.kind.value, record.id, record.patient_id, *links))

    def is_under_way(self, mark: TakenMark) -> bool:
        """Never: they are written down at once."""
        return False

    async def take(self, file: KnownFile) -> Verdict:
        """Queue all of its pages for the record."""
        async with self._pages.read(file) as pages:
            if isinstance(pages, Problem):
                return Verdict(FileState.UNREADABLE, pages)
            pairs: Sequence[tuple[int, Record]] = [(number, self._record) for number in range(len(pages))]
            queued = await self._pages.queue(file, pages, pairs)
        return Verdict(FileState.TAKEN, page_count=len(pages), queued=queued, is_over=True)
