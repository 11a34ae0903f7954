"""Mending: what the program makes better by itself when a person asks, by what the proofreader saw."""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.edits import PageEdits
from app.domain.mending import cleaned_up, is_laid_by_itself, laid_by_itself, mended, next_ink, not_laid
from app.domain.pages import DeskPage, PageId
from app.domain.readings import PageReading, Remark
from app.domain.shelves import Step
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.proofreader import Proofreader

_STEPS = {
    Remark.SKEWED: Step.STRAIGHTEN,
    Remark.CUT_OFF: Step.STRAIGHTEN,
    Remark.UPSIDE_DOWN: Step.TURN,
    Remark.SIDEWAYS: Step.TURN,
    Remark.TOO_DARK: Step.TONE,
}


class Mender:
    """Each act is one step on the bench, made once all its pages were looked at. Lives on the courier's loop."""

    def __init__(self, errands: Errands, bench: Bench, proofreader: Proofreader) -> None:
        self._errands, self._bench, self._proofreader = errands, bench, proofreader
        self.pick_named: Callable[[PageId], None] | None = None
        """Picks the record that a page's label names."""

    def straighten_by_itself(self, page_ids: Sequence[PageId]) -> None:
        """Lay pages straight and crop them to their paper; where all of them lie so already, take that back."""
        self._errands.start(self._straighten(page_ids))

    async def _straighten(self, page_ids: Sequence[PageId]) -> None:
        readings = await self._read(page_ids)
        pages = [page for page in self._bench.pages if page.id in readings]
        open_ = [page for page in pages if laid_by_itself(page, readings[page.id]) != page.edits]
        laid = [page for page in pages if is_laid_by_itself(page, readings[page.id])]
        if open_:
            self._change(Step.STRAIGHTEN, readings, laid_by_itself)
        elif laid:
            ids = [page.id for page in laid]
            self._bench.change_pages(Step.STRAIGHTEN, ids, lambda page: replace(page, edits=not_laid(page.edits)))

    def clean_up(self, page_ids: Sequence[PageId]) -> None:
        """Make everything at once that makes pages better for certain."""
        self._errands.start(self._clean_up(page_ids))

    async def _clean_up(self, page_ids: Sequence[PageId]) -> None:
        self._change(Step.CLEAN_UP, await self._read(page_ids), cleaned_up)

    def cycle_ink(self, page_ids: Sequence[PageId]) -> None:
        """Colour, grey, black and white in turn: what comes after the first page's ink, for all of them."""
        first = next((page for page in self._bench.pages if page.id in frozenset(page_ids)), None)
        if first is None:
            return
        ink = next_ink(first.edits.tone.ink)

        def inked(page: DeskPage) -> DeskPage:
            return replace(page, edits=page.edits.toned(replace(page.edits.tone, ink=ink)))

        self._bench.change_pages(Step.TONE, page_ids, inked)

    def mend(self, page_id: PageId, remark: Remark) -> None:
        """The one act that mends a remark; nothing where no act of ours does."""
        if remark is Remark.BLANK:
            self._bench.change(Step.REMOVE, (item for item in self._bench.items if item.id != page_id))
        elif remark is Remark.OTHER_RECORD and self.pick_named is not None:
            self.pick_named(page_id)
        elif remark in _STEPS:
            self._errands.start(self._mend(page_id, remark))

    async def _mend(self, page_id: PageId, remark: Remark) -> None:
        readings = await self._read((page_id,))
        self._change(_STEPS[remark], readings, lambda page, reading: mended(page, reading, remark))

    def _change(
        self,
        step: Step,
        readings: dict[PageId, PageReading],
        edit: Callable[[DeskPage, PageReading], PageEdits],
    ) -> None:
        """Edit pages as they lie there now, which may be another way than when the reading was asked for."""
        self._bench.change_pages(step, tuple(readings), lambda page: replace(page, edits=edit(page, readings[page.id])))

    async def _read(self, page_ids: Sequence[PageId]) -> dict[PageId, PageReading]:
        wanted = frozenset(page_ids)
        pages = [page for page in self._bench.pages if page.id in wanted]
        readings = await asyncio.gather(*(self._proofreader.read(page) for page in pages))
        return {page.id: reading for page, reading in zip(pages, readings, strict=True)}
