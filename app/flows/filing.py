"""Filing: pages of the desk that are given to another record, and files that are dropped onto one.

Pages go to what waits for that record, the others stay where they are. Files come to a desk of their own: what lies
there for somebody else, or for nobody yet, waits.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from app.domain.belonging import key_of
from app.domain.errors import Problem
from app.domain.facts import Fact, ProblemMet
from app.domain.journal import Deed
from app.domain.pages import PageId
from app.domain.records import Record
from app.flows.beeps import WAIT_S
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.inspection import file_mark
from app.flows.intake import Intake
from app.flows.routing import Routing
from app.flows.scribe import Scribe
from app.flows.stacks import Stacks

BEING_QUEUED = Problem("These pages are being put into the outbox", "Nothing was moved")


class Filing:
    """Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        bench: Bench,
        stacks: Stacks,
        routing: Routing,
        intake: Intake,
        is_queueing: Callable[[], bool],
        is_busy: Callable[[], bool],
        scribe: Scribe,
    ) -> None:
        """`is_queueing`: pages are on their way off the desk; `is_busy`: that, or on their way to it."""
        self._publish, self._errands, self._bench, self._stacks = publish, errands, bench, stacks
        self._routing, self._intake = routing, intake
        self._is_queueing, self._is_busy, self._scribe = is_queueing, is_busy, scribe

    def give(self, page_ids: Collection[PageId], record: Record) -> None:
        """These pages of the desk are for this record, the others stay. All of them: it is picked, as by hand.

        Raises `AppError` where too many stacks wait already; then nothing has changed.
        """
        if self._is_queueing():
            self._publish(ProblemMet(BEING_QUEUED))
        elif all(item.id in page_ids for item in self._bench.items) and not self._stacks.waits_for(record):
            self._routing.pick(record)
        else:
            self._stacks.lay(page_ids, record)

    def note_copied(self, page_id: PageId) -> None:
        """A page was dragged into another program: for the journal."""
        page = self._bench.page(page_id)
        if page is not None:
            self._scribe.note(Deed.PAGE_COPIED, self._bench.record, file_mark(page.imported.blob.sha256))

    def add_files(self, record: Record, paths: Sequence[Path]) -> None:
        """Read these files onto a desk of this record, as soon as nothing comes to the one before."""
        self._errands.start(self._begin(record, lambda: self._intake.add_files(paths)))

    def add_contents(self, record: Record, contents: Sequence[tuple[str, bytes]]) -> None:
        """Put files that came as bytes onto a desk of this record, each with its name, as soon as none comes there."""
        self._errands.start(self._begin(record, lambda: self._intake.add_contents(contents)))

    async def _begin(self, record: Record, add: Callable[[], None]) -> None:
        held = self._bench.record
        is_here = held is not None and key_of(held) == key_of(record)
        if not is_here:
            await self._until_still()
        self._stacks.begin(record, apart=True)
        if not is_here:
            self._routing.pick(record)
        add()

    async def _until_still(self) -> None:
        """Pages that are on their way to the desk, or off it, belong to the record before."""
        while True:
            if not self._is_busy():
                return
            await asyncio.sleep(WAIT_S)
