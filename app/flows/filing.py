"""Filing: pages of the desk that are given to another record, and files that are dropped onto one.

Pages go to what waits for that record, the others stay where they are. Files come to a desk of their own: what lies
there for somebody else, or for nobody yet, waits.
"""

import asyncio
from collections.abc import Callable, Collection, Sequence
from pathlib import Path

from app.domain.belonging import key_of
from app.domain.errors import Problem
from app.domain.facts import Fact, PagesGiven, ProblemMet
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
BEING_SORTED = Problem("A batch is being sorted", "Go back to the pages, then drop the files onto the record again")


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
        is_sorting: Callable[[], bool],
        scribe: Scribe,
    ) -> None:
        """`is_queueing`: pages are on their way off the desk; `is_busy`: that, or on their way to it; `is_sorting`:
        what lies there is a batch, and its records are chosen page by page.
        """
        self._publish, self._errands, self._bench, self._stacks = publish, errands, bench, stacks
        self._routing, self._intake = routing, intake
        self._is_queueing, self._is_busy, self._is_sorting = is_queueing, is_busy, is_sorting
        self._scribe = scribe

    def give(self, page_ids: Collection[PageId], record: Record) -> None:
        """These pages of the desk are for this record, the others stay. All of them: it is picked, as by hand.

        Raises `AppError` where too many stacks wait already; then nothing has changed.
        """
        items = self._bench.items
        if self._is_queueing():
            self._publish(ProblemMet(BEING_QUEUED))
            return
        if all(item.id in page_ids for item in items) and not self._stacks.waits_for(record):
            self._pick(record)
            count = len(items)
        else:
            count = self._stacks.lay(page_ids, record)
        if count:
            self._publish(PagesGiven(record, count))

    def _pick(self, record: Record) -> None:
        """As a person does: an ID that was merely typed is asked about."""
        if record.name:
            self._routing.pick(record)
        else:
            self._routing.pick_id(record.kind, record.id, record.patient_id)

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
        if not self._is_picked(record):
            await self._until_still()
        if self._is_sorting():
            self._publish(ProblemMet(BEING_SORTED))
            return
        if not self._is_picked(record):
            self._stacks.begin(record, apart=True)
            self._pick(record)
        add()

    def _is_picked(self, record: Record) -> bool:
        held = self._bench.record
        return held is not None and key_of(held) == key_of(record)

    async def _until_still(self) -> None:
        """Pages that are on their way to the desk, or off it, belong to the record before."""
        while True:
            if not self._is_busy():
                return
            await asyncio.sleep(WAIT_S)
