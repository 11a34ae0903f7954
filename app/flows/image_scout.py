"""The scout: fetches what DRX has for a record whose pages lie on the desk, so that it is seen what is there already.

What this counter sent itself is known without that. Of the rest the newest images come into the gallery's memory, one
after the other, while a person works on the pages; within bounds, never twice, and never to the disk. Nothing waits for
it: a page that leaves meanwhile leaves.
"""

import asyncio
from collections.abc import Callable

from app.domain.belonging import key_of
from app.domain.errors import AppError
from app.domain.gallery_shelf import GalleryTile
from app.domain.records import Record
from app.flows.bench import Bench
from app.flows.browse import Browse
from app.flows.errands import Errands

MOST_IMAGES = 12
"""The newest of a record: an old card is seldom the one that lies on the counter again."""
MOST_BYTES = 24_000_000
"""About a dozen pages of the usual size, a few seconds of a slow line."""


class ImageScout:
    """Works for the picked record alone. Lives on the courier's loop."""

    def __init__(
        self,
        errands: Errands,
        bench: Bench,
        browse: Browse,
        is_known: Callable[[Record, str], bool],
        on_fetched: Callable[[], None],
        *,
        is_on: bool,
    ) -> None:
        """`is_known`: is it known how the image with this ID looks? `on_fetched`: there is more to compare with."""
        self._errands, self._bench, self._browse = errands, bench, browse
        self._is_known, self._on_fetched, self._is_on = is_known, on_fetched, is_on
        self._record_key = ""
        self._tried: set[str] = set()
        self._bytes = 0
        self._round: asyncio.Task[None] | None = None

    def wants(self, record: Record) -> bool:
        """Is it worth a listing what DRX has for this record?"""
        return self._is_on and record.is_listable

    def follow(self) -> None:
        """The record, the pages on the desk or what DRX has are others now."""
        record = self._bench.record
        record_key = key_of(record) if record is not None else ""
        if record_key != self._record_key:
            self._record_key, self._bytes = record_key, 0
            self._tried.clear()
        is_idle = self._round is None or self._round.done()
        if self._is_on and is_idle and self._next() is not None:
            self._round = self._errands.start(self._go_round())

    def _next(self) -> GalleryTile | None:
        record = self._bench.record
        if record is None or not self._bench.pages or self._bytes >= MOST_BYTES or len(self._tried) >= MOST_IMAGES:
            return None
        for tile in self._browse.listed(record)[:MOST_IMAGES]:
            if tile.image_id in self._tried or self._browse.kept(tile.image_id) is not None:
                continue
            if not self._is_known(record, tile.image_id):
                return tile
            self._tried.add(tile.image_id)
        return None

    async def _go_round(self) -> None:
        while (tile := self._next()) is not None:
            record_key = self._record_key
            self._tried.add(tile.image_id)
            try:
                content = await self._browse.content(tile.key)
            except AppError:  # the gallery says it where somebody looks
                continue
            if record_key == self._record_key:
                self._bytes += len(content)
                self._on_fetched()
