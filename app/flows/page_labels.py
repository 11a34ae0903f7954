"""Page labels: which records the barcodes on pages name, so that no page goes to another one unseen.

Each label is asked about once, one after the other; where the store can't tell, nothing is claimed and nothing stopped.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable

from app.domain.belonging import key_of, other_named
from app.domain.errors import AppError, LookupMissing
from app.domain.labels import Label, LabelGrammar
from app.domain.pages import DeskPage, PageId
from app.domain.readings import Remark
from app.domain.records import Record
from app.domain.separators import is_separator
from app.domain.sorting import BatchPage
from app.flows.beeps import Beeps
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.proofreader import Proofreader

LEAST_BETWEEN_S = 0.25
"""Labels are asked about no more often than this: at most four a second."""

ASKED_AGAIN_AFTER_S = 10.0
"""After an answer that did not come."""

WAIT_S = 5.0
"""So long an upload waits for what labels name; a store that can't be reached stops nothing."""

MAX_REMEMBERED = 2_000


class PageLabels:
    """Remembers what labels name. Lives on the courier's loop."""

    def __init__(
        self,
        errands: Errands,
        bench: Bench,
        proofreader: Proofreader,
        beeps: Beeps,
        grammar: LabelGrammar,
        on_change: Callable[[], None],
        *,
        is_attended: bool,
    ) -> None:
        """Unattended, nothing is asked and nothing stopped: a command has said whose the pages are."""
        self._errands, self._bench, self._proofreader, self._beeps = errands, bench, proofreader, beeps
        self._grammar, self._on_change, self._is_attended = grammar, on_change, is_attended
        self._named: OrderedDict[str, Record | None] = OrderedDict()
        self._failed_at_s: dict[str, float] = {}
        self._is_missing = False
        self._asking: asyncio.Task[None] | None = None
        self._settled = asyncio.Event()
        self._asked_at_s = float("-inf")

    def records_on(self, page: DeskPage) -> tuple[Record, ...]:
        """The records that the labels on a page name, as far as that is known."""
        named = (self._named.get(label.text) or label.record for label in self.labels_on(page))
        return tuple(record for record in named if record is not None)

    def seen_on(self, page: DeskPage, document: str) -> BatchPage:
        """What a page says to whoever sorts a batch, as far as that is known; `document` is the file that it is of."""
        reading = self._proofreader.full_reading_of(page)
        if reading is None:
            return BatchPage(page.id, document, is_open=True)
        labels = self.labels_on(page)
        named = [self._named.get(label.text) or label.record for label in labels]
        return BatchPage(
            page.id,
            document,
            tuple(record for record in named if record is not None),
            has_unknown_label=None in named,
            separates=is_separator(code.text for code in reading.codes),
            is_open=any(self._is_open(label) for label in labels),
            is_blank=Remark.BLANK in reading.remarks and not reading.codes,
        )

    def ask_again(self) -> None:
        """Ask anew about labels that nobody could tell of, and about those that the store did not know."""
        self._failed_at_s.clear()
        self._is_missing = False
        for text in [text for text, record in self._named.items() if record is None]:
            del self._named[text]
        self.follow()

    def says_other(self, page: DeskPage) -> Record | None:
        """The record that a label on a page names where another one is picked, as far as that is known."""
        picked = self._bench.record
        return other_named(picked, self.records_on(page)) if picked is not None else None

    async def is_for_another(self, page: DeskPage, record: Record) -> bool:
        """Does a label on this page name another record than this one, and no person said that it belongs to it?

        Reads the page where it was not read yet, and waits for the store's answer for `WAIT_S` at most.
        """
        if not self._is_attended or page.belongs_to == key_of(record):
            return False
        await self._proofreader.read(page)
        deadline_s = self._time_s() + WAIT_S
        while any(self._is_open(label) for label in self.labels_on(page)) and self._time_s() < deadline_s:
            self.follow()
            self._settled.clear()
            try:
                await asyncio.wait_for(self._settled.wait(), deadline_s - self._time_s())
            except TimeoutError:
                break
        return other_named(record, self.records_on(page)) is not None

    def follow(self) -> None:
        """Ask about the labels on the desk that are not known yet; called after every change of what is seen."""
        if self._is_attended and (self._asking is None or self._asking.done()) and self._next() is not None:
            self._asking = self._errands.start(self._ask())

    async def _ask(self) -> None:
        while (label := self._next()) is not None:
            await asyncio.sleep(max(0.0, self._asked_at_s + LEAST_BETWEEN_S - self._time_s()))
            self._asked_at_s = self._time_s()
            try:
                self._named[label.text] = await self._beeps.record_of(label)
            except LookupMissing:
                self._is_missing = True
            except AppError:
                self._failed_at_s[label.text] = self._time_s()
            while len(self._named) > MAX_REMEMBERED:
                self._named.popitem(last=False)
            self._settled.set()
            self._on_change()

    def _next(self) -> Label | None:
        """The first label on the desk that is worth asking about."""
        return next(
            (label for page in self._bench.pages for label in self.labels_on(page) if self._is_open(label)), None
        )

    def _is_open(self, label: Label) -> bool:
        if label.text in self._named or (self._is_missing and not label.record_id):
            return False
        return self._time_s() >= self._failed_at_s.get(label.text, float("-inf")) + ASKED_AGAIN_AFTER_S

    def labels_on(self, page: DeskPage) -> tuple[Label, ...]:
        """The labels of this store that were read on a page."""
        reading = self._proofreader.reading_of(page)
        if reading is None or not reading.codes:
            return ()
        labels = (self._grammar.read(code.text) for code in reading.codes)
        return tuple(label for label in labels if label is not None)

    def other_on(self, page_id: PageId) -> Record | None:
        """The other record that the page with this ID names."""
        page = self._bench.page(page_id)
        return self.says_other(page) if page is not None else None

    def forget(self) -> None:
        """Start over for another session: its store's labels are others."""
        self._named.clear()
        self._failed_at_s.clear()
        self._is_missing = False

    def _time_s(self) -> float:
        return asyncio.get_running_loop().time()
