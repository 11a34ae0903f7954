"""Sorting the files of a hot folder by the labels on their pages: a page goes where a label puts it, and nowhere else.

A file of which one page is nobody's is left to a person whole: none of its pages is sent.
"""

from collections import OrderedDict
from collections.abc import Sequence

from app.domain.errors import LookupMissing, Problem
from app.domain.hot_folder import NO_RECORD, UNKNOWN_LABEL, FileState
from app.domain.labels import Label, LabelGrammar
from app.domain.pages import DeskPage
from app.domain.records import Record, links_of
from app.domain.separators import is_separator
from app.domain.sorting import BatchPage, Reason, Sorted, sort_batch
from app.flows.beeps import Beeps
from app.flows.hot_pages import HotPages, KnownFile
from app.flows.hot_taking import Verdict
from app.flows.proofreader import Proofreader
from app.flows.session import Sessions
from app.store.taken import TakenMark

MAX_REMEMBERED = 2_000
EMPTY = Problem("There are only separator sheets in this file", "Look at it; nothing of it was sent")


class LabelTaker:
    """Reads labels, asks the store whose they are, and queues each page for its record. Lives on the courier's loop."""

    destination = "labels"
    is_attended = False

    def __init__(
        self,
        pages: HotPages,
        proofreader: Proofreader,
        beeps: Beeps,
        grammar: LabelGrammar,
        sessions: Sessions,
        *,
        may_follow: bool = False,
    ) -> None:
        """`may_follow`: a page without a label goes with the labelled one before it in its file."""
        self._pages, self._proofreader, self._beeps = pages, proofreader, beeps
        self._grammar, self._sessions, self._may_follow = grammar, sessions, may_follow
        self._named: OrderedDict[str, Record] = OrderedDict()

    def is_under_way(self, mark: TakenMark) -> bool:
        """Never: they are written down at once."""
        return False

    async def take(self, file: KnownFile) -> Verdict:
        """Queue all of its pages, each for the records on it, or none of them."""
        async with self._pages.read(file) as pages:
            if isinstance(pages, Problem):
                return Verdict(FileState.UNREADABLE, pages)
            found = sort_batch([await self._seen(page) for page in pages], may_follow=self._may_follow)
            problem = _problem(found)
            if problem is not None:
                return Verdict(FileState.UNSORTED, problem, len(pages), is_over=True)
            if not self._can_link_all(found):  # perhaps only now: a prescription whose patient could not be asked for
                return Verdict(FileState.UNSORTED, UNKNOWN_LABEL, len(pages))
            number_of = {page.id: number for number, page in enumerate(pages)}
            pairs = [(number_of[placed.id], group.record) for group in found.groups for placed in group.pages]
            queued = await self._pages.queue(file, pages, pairs)
        return Verdict(FileState.TAKEN, None, len(pages), len(found.left_out), queued, is_over=True)

    def _can_link_all(self, found: Sorted) -> bool:
        takes_prescriptions = self._sessions.need().takes_prescriptions
        return all(links_of(group.record, store_takes_prescriptions=takes_prescriptions) for group in found.groups)

    async def _seen(self, page: DeskPage) -> BatchPage:
        """What a page says of itself. Raises `AppError` where the store can't be asked now."""
        texts = [code.text for code in (await self._proofreader.read(page)).codes]
        labels = [label for text in texts if (label := self._grammar.read(text)) is not None]
        named = [await self._record_of(label) for label in labels]
        return BatchPage(
            page.id,
            page.imported.file_name,
            _known(named),
            has_unknown_label=None in named,
            separates=is_separator(texts),
        )

    async def _record_of(self, label: Label) -> Record | None:
        """Whose label it is; None where the store does not know it, or can't look labels up at all."""
        if label.text in self._named:
            return self._named[label.text]
        try:
            record = await self._beeps.record_of(label)
        except LookupMissing:
            return None
        if record is not None:
            self._named[label.text] = record
            while len(self._named) > MAX_REMEMBERED:
                self._named.popitem(last=False)
        return record


def _problem(found: Sorted) -> Problem | None:
    """Why the file is left to a person; None where every page has its record."""
    if found.unresolved:
        return UNKNOWN_LABEL if found.unresolved[0].reason is Reason.UNKNOWN_LABEL else NO_RECORD
    return None if found.groups else EMPTY


def _known(named: Sequence[Record | None]) -> tuple[Record, ...]:
    return tuple(record for record in named if record is not None)
