"""The gallery's pictures: bytes from DRX or from the outbox, developed in the darkroom, told as they come."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace

from app.domain.errors import AppError, JobDied, Problem, UnreadableFile
from app.domain.facts import Fact, GalleryPictureFailed, GalleryPictureReady, Purpose
from app.domain.gallery_shelf import ForeignPicture
from app.domain.journal import Deed
from app.domain.records import Record
from app.flows.errands import Errands
from app.flows.scribe import Scribe
from app.runtime.darkroom import Darkroom

FOREIGN_JOB = "app.imaging.foreign:foreign_picture"
MAX_THUMBNAILS_UNDER_WAY = 4
MAX_LARGE_UNDER_WAY = 2
SLOW_AFTER_S = 3.0
"""A host that takes longer gives its place to the next picture; `remote.images` bounds how many stay connected."""

NOT_SHOWN = Problem("This image can't be shown here", "Try again, or look at it in DRX")

Content = Callable[[str], Awaitable[bytes]]
"""Gives the bytes behind the tile of this key."""


class GalleryPrints:
    """Develops what is asked for. Lives on the courier's loop."""

    def __init__(
        self,
        publish: Callable[[Fact], None],
        errands: Errands,
        darkroom: Darkroom,
        scribe: Scribe,
        content: Content,
        forget: Callable[[str], None],
        record: Callable[[], Record | None],
    ) -> None:
        """`forget` drops bytes that are no picture; `record` tells whose gallery is shown: what was asked for another
        one's is left undone."""
        self._publish, self._errands, self._darkroom = publish, errands, darkroom
        self._scribe, self._content, self._forget, self._record = scribe, content, forget, record
        self._gates = {
            purpose: asyncio.Semaphore(
                MAX_THUMBNAILS_UNDER_WAY if purpose is Purpose.THUMBNAIL else MAX_LARGE_UNDER_WAY
            )
            for purpose in Purpose
        }
        self._is_warm = False

    def warm_up(self) -> None:
        """The gallery is about to be looked at: let the darkroom import what it needs while DRX is being asked."""
        if not self._is_warm:
            self._is_warm = True
            self._errands.start(self._darkroom.warm_up(FOREIGN_JOB))

    def want(self, key: str, purpose: Purpose, max_side_px: int, frame: int) -> None:
        """Develop one page of a tile in the background."""

        def ended(task: "asyncio.Task[None]") -> None:
            if not task.cancelled() and task.exception() is not None:  # our mistake: the errands tell of it
                self._failed(key, purpose, NOT_SHOWN, frame)  # and whoever waits for the picture waits no longer

        self._errands.start(self._develop(key, purpose, max_side_px, frame, self._record())).add_done_callback(ended)

    async def _develop(self, key: str, purpose: Purpose, max_side_px: int, frame: int, record: Record | None) -> None:
        try:
            content = await self._brought(key, self._gates[purpose], record)
            if content is None:
                return
            seen: ForeignPicture = await self._darkroom.run(
                FOREIGN_JOB, content, frame, max_side_px, urgent=purpose is not Purpose.THUMBNAIL
            )
        except (UnreadableFile, JobDied) as failure:
            self._forget(key)  # it may have come torn: trying again fetches it again
            self._failed(key, purpose, _told(failure), frame)
        except AppError as failure:
            self._failed(key, purpose, failure.problem, frame)
        else:
            if purpose is Purpose.LARGE:
                self._scribe.note(Deed.IMAGE_VIEWED, record, key.removeprefix("entry "))
            self._publish(GalleryPictureReady(key, purpose, seen.picture, frame, seen))

    async def _brought(self, key: str, gate: asyncio.Semaphore, record: Record | None) -> bytes | None:
        """The bytes; None where nobody looks at that record any more."""
        async with gate:
            if not _is_same(record, self._record()):
                return None
            bringing: asyncio.Task[bytes | AppError] = self._errands.start(self._caught(key))
            await asyncio.wait((bringing,), timeout=SLOW_AFTER_S)
        content = await bringing
        if isinstance(content, AppError):
            raise content
        return content

    async def _caught(self, key: str) -> bytes | AppError:
        try:
            return await self._content(key)
        except AppError as failure:
            return failure

    def _failed(self, key: str, purpose: Purpose, problem: Problem, frame: int) -> None:
        self._publish(GalleryPictureFailed(key, purpose, problem, frame))


def _told(failure: AppError) -> Problem:
    """A darkroom that gave up speaks of pages on the desk; here somebody looks at what DRX has."""
    if isinstance(failure, JobDied):
        return replace(NOT_SHOWN, detail=failure.problem.detail)
    return failure.problem


def _is_same(record: Record | None, other: Record | None) -> bool:
    if record is None or other is None:
        return record is other
    return (record.kind, record.id) == (other.kind, other.id)
