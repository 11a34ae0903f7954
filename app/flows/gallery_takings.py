"""What leaves the gallery: images saved into a folder, put on the desk as new pages; and its rows in the journal."""

import asyncio
from collections.abc import Awaitable, Callable, Iterable, Sequence
from pathlib import Path

from app.domain.errors import AppError
from app.domain.facts import Fact, ImagesSaved, ImagesTaken
from app.domain.gallery_shelf import GalleryTile, GalleryView
from app.domain.journal import Deed
from app.domain.names import shown_name
from app.flows.errands import Errands
from app.flows.gallery_prints import Content
from app.flows.saving import write_image
from app.flows.scribe import Scribe

MAX_TAKEN = 50
"""Images that go onto the desk at once: it holds a pile, not an archive."""


class GalleryTakings:
    """Carries images out. Lives on the courier's loop; files are written on a thread of their own."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        scribe: Scribe,
        content: Content,
        view: Callable[[], GalleryView],
        add_to_desk: Callable[[bytes, str], None],
    ) -> None:
        self._publish, self._errands, self._scribe = publish, errands, scribe
        self._content, self._view, self._add_to_desk = content, view, add_to_desk

    def save(self, keys: Sequence[str], folder: Path) -> None:
        """Write images into a folder in the background."""
        self._errands.start(self._save_all(keys, folder))

    def take(self, keys: Sequence[str]) -> None:
        """Put images onto the desk in the background."""
        self._errands.start(self._take_all(keys[:MAX_TAKEN]))

    def note(self, deed: Deed, keys: Iterable[str]) -> None:
        """Write down what the window did with these."""
        record = self._view().record
        self._scribe.note_all(deed, [(record, key.removeprefix("entry ")) for key in keys])

    async def _save_all(self, keys: Sequence[str], folder: Path) -> None:
        async def save(tile: GalleryTile, content: bytes) -> None:
            await asyncio.to_thread(write_image, folder, shown_name(tile.name), content)

        count, failures = await self._each(keys, Deed.IMAGE_SAVED, save)
        self._publish(ImagesSaved(count, str(folder)))
        if failures:
            raise failures[0]

    async def _take_all(self, keys: Sequence[str]) -> None:
        async def add(tile: GalleryTile, content: bytes) -> None:
            self._add_to_desk(content, shown_name(tile.name))

        count, failures = await self._each(keys, Deed.IMAGE_REUSED, add)
        if count:
            self._publish(ImagesTaken(count))
        if failures:
            raise failures[0]

    async def _each(
        self, keys: Sequence[str], deed: Deed, act: Callable[[GalleryTile, bytes], Awaitable[None]]
    ) -> tuple[int, list[AppError]]:
        """Do it with each image that has a picture; how many were done, and why others were not."""
        view = self._view()
        tiles = {tile.key: tile for tile in view.tiles if not tile.is_receipt}
        done, failures = 0, []
        for key in filter(tiles.__contains__, keys):
            try:
                await act(tiles[key], await self._content(key))
                done += 1
                self._scribe.note(deed, view.record, key.removeprefix("entry "))
            except AppError as failure:  # one that fails keeps no other from being done
                failures.append(failure)
        return done, failures
