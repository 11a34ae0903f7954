"""The proofreader: looks at each page in the background, so that a fault shows while the paper is still in the hand."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Iterable

from app.domain.errors import AppError
from app.domain.pages import BlobRef, DeskPage
from app.domain.readings import PageReading, Remark
from app.flows.bench import Bench
from app.flows.errands import Errands
from app.flows.originals import Originals
from app.runtime.darkroom import Darkroom

JUDGE_JOB = "app.imaging.judge:judge"
MAX_ASKED = 2
"""Readings under way at a time where somebody waits for them; in the background it is one."""

MAX_READINGS = 10_000
"""How many pages' readings are remembered; a reading is a few numbers."""

LOOK_AGAIN_S = 0.05
"""So long the proofreader stands back while pages are drawn or fitted, before it looks whether that is over."""

ReadKey = tuple[BlobRef, int]
NOT_JUDGED = PageReading(remarks=(Remark.MAYBE_TORN,))
"""A page that could not be judged: nobody can say that it is whole, so a person looks."""


class Proofreader:
    """Holds what was seen on pages; a reading belongs to the bytes and the frame. Lives on the courier's loop."""

    def __init__(
        self,
        errands: Errands,
        bench: Bench,
        originals: Originals,
        darkroom: Darkroom,
        on_change: Callable[[], None],
        is_busy: Callable[[], bool],
        *,
        is_attended: bool,
    ) -> None:
        """`is_busy` tells whether something more pressing is under way; unattended, nothing is looked at unasked."""
        self._errands, self._bench, self._originals, self._darkroom = errands, bench, originals, darkroom
        self._on_change, self._is_busy, self._is_attended = on_change, is_busy, is_attended
        self._readings: OrderedDict[ReadKey, PageReading] = OrderedDict()
        self._hasty: OrderedDict[ReadKey, PageReading] = OrderedDict()
        """What was looked at for torn data alone."""
        self._under_way: dict[ReadKey, asyncio.Task[None]] = {}
        self._gate = asyncio.Semaphore(MAX_ASKED)
        self.is_awaited: Callable[[], bool] = lambda: False
        """Does somebody wait until every page on the desk is read?"""
        self._round: asyncio.Task[None] | None = None

    def reading_of(self, page: DeskPage) -> PageReading | None:
        """What was seen on a page; None until it was looked at."""
        key = _key(page)
        return self._readings.get(key) or self._hasty.get(key)

    def full_reading_of(self, page: DeskPage) -> PageReading | None:
        """What was seen on a page by a whole look at it, its codes too; None until there was one."""
        return self._readings.get(_key(page))

    def read_again(self, pages: Iterable[DeskPage]) -> None:
        """Forget what was seen on these pages, and look at them anew."""
        for page in pages:
            self._readings.pop(_key(page), None)
        self.read_what_changed()

    async def read(self, page: DeskPage) -> PageReading:
        """What is seen on a page, looked at now where it was not yet."""
        key = _key(page)
        while key not in self._readings:  # the page may go while it is looked at; whoever asks still wants to know
            await self._looked_at(key)
        return self._readings[key]

    async def may_be_torn(self, page: DeskPage) -> bool:
        """May the page's data be damaged? Where it was not looked at yet, at nothing else: an upload waits for it."""
        key = _key(page)
        if key in self._under_way:
            await asyncio.wait((self._under_way[key],))
        reading = self._readings.get(key) or self._hasty.get(key)
        if reading is None:
            async with self._gate:
                reading = await self._judged(key, is_brief=True)
            self._hasty[key] = reading
            _bound(self._hasty)
            self._on_change()
        return Remark.MAYBE_TORN in reading.remarks

    def read_what_changed(self) -> None:
        """Look at the pages that are new, and no longer at those that went; called after every change of the bench."""
        if not self._is_attended:
            return
        there = {_key(page) for page in self._bench.pages}
        for key, task in self._under_way.items():
            if key not in there:
                task.cancel()
        if there - self._readings.keys() and (self._round is None or self._round.done()):
            self._round = self._errands.start(self._go_round())

    async def _go_round(self) -> None:
        """One page after the other, whenever nothing more pressing is under way; at once where somebody waits."""
        while unread := self._unread(MAX_ASKED if self.is_awaited() else 1):
            if self._is_busy() and not self.is_awaited():
                await asyncio.sleep(LOOK_AGAIN_S)
                continue
            await asyncio.gather(*map(self._looked_at, unread))

    def _unread(self, most: int) -> tuple[ReadKey, ...]:
        unread = dict.fromkeys(key for page in self._bench.pages if (key := _key(page)) not in self._readings)
        return tuple(unread)[:most]

    async def _looked_at(self, key: ReadKey) -> None:
        """Wait until a page is read, or is no longer wanted."""
        if key not in self._under_way:
            self._under_way[key] = self._errands.start(self._judge(key))
        judging = self._under_way[key]
        await asyncio.wait((judging,))
        if not judging.cancelled() and judging.exception() is not None:  # ours, and told of: once is enough
            self._keep(key, NOT_JUDGED)

    async def _judge(self, key: ReadKey) -> None:
        try:
            async with self._gate:
                reading = await self._judged(key, is_brief=False)
        finally:
            self._under_way.pop(key, None)
        self._keep(key, reading)
        self._on_change()

    async def _judged(self, key: ReadKey, *, is_brief: bool) -> PageReading:
        """A reading from the darkroom; one that asks for a person's look where there can be none."""
        blob, frame = key
        try:
            source = self._originals.fetch(blob)
        except AppError:
            return NOT_JUDGED
        return await _judged(self._darkroom, source, frame, is_brief=is_brief)

    def _keep(self, key: ReadKey, reading: PageReading) -> None:
        self._readings[key] = reading
        _bound(self._readings)

    def forget(self) -> None:
        """Start over for another session."""
        self._readings.clear()
        self._hasty.clear()


async def is_torn(darkroom: Darkroom, source: bytes, frame: int) -> bool:
    """May the data of frame `frame` (from 0) of a file be damaged? Also where nobody can tell."""
    reading = await _judged(darkroom, source, frame, is_brief=True)
    return Remark.MAYBE_TORN in reading.remarks


async def _judged(darkroom: Darkroom, source: bytes, frame: int, *, is_brief: bool) -> PageReading:
    try:
        reading: PageReading = await darkroom.run(JUDGE_JOB, source, frame, is_brief)
    except AppError:
        return NOT_JUDGED
    return reading


def _bound(readings: OrderedDict[ReadKey, PageReading]) -> None:
    while len(readings) > MAX_READINGS:
        readings.popitem(last=False)


def _key(page: DeskPage) -> ReadKey:
    return (page.imported.blob, page.imported.frame)
