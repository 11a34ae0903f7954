"""The bytes behind the gallery's images: fetched when needed, once for all who ask, kept in memory within a bound.

Never on disk. URLs stay here and are told to nobody. Lives on the courier's loop.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import Callable, Coroutine, Iterable

from app.domain.errors import AppError, ImageGone, Problem, StrangeAnswer, Unreachable
from app.domain.parcels import StoredImage
from app.flows.errands import Errands
from app.flows.session import Sessions
from app.remote.images import TOO_LARGE

MAX_KEPT_BYTES = 64_000_000
"""So that a large view, a print or a save does not fetch again what a thumbnail was made of."""

QUIET_REFRESH_AGAIN_S = 30.0
"""Addresses that were listed so lately have not run out: what still fails then has another reason."""

NOT_LISTED = Problem("DRX no longer lists this image", "Refresh the gallery")


class KeptBytes:
    """Images by their ID, least recently used first out."""

    def __init__(self, most_bytes: int = MAX_KEPT_BYTES) -> None:
        self._most_bytes = most_bytes
        self._kept: OrderedDict[str, bytes] = OrderedDict()
        self.size_bytes = 0

    def get(self, image_id: str) -> bytes | None:
        """The bytes, where they are here."""
        if image_id in self._kept:
            self._kept.move_to_end(image_id)
        return self._kept.get(image_id)

    def has(self, image_id: str) -> bool:
        """Are they here?"""
        return image_id in self._kept

    def keep(self, image_id: str, content: bytes) -> None:
        """Remember these; the oldest give way."""
        self.drop(image_id)
        self._kept[image_id] = content
        self.size_bytes += len(content)
        while self.size_bytes > self._most_bytes and len(self._kept) > 1:
            _, gone = self._kept.popitem(last=False)
            self.size_bytes -= len(gone)

    def drop(self, image_id: str) -> None:
        """Forget one: it is no picture, or there is another of it."""
        gone = self._kept.pop(image_id, None)
        self.size_bytes -= len(gone) if gone is not None else 0

    def clear(self) -> None:
        """Forget all: another record's images do not stay."""
        self._kept.clear()
        self.size_bytes = 0


class GalleryBytes:
    """Fetches what is listed; `relist` asks DRX anew for the record that is shown, and `know` is told what it lists."""

    def __init__(
        self,
        errands: Errands,
        sessions: Sessions,
        relist: Callable[[], Coroutine[None, None, None]],
        now_s: Callable[[], float] = time.monotonic,
    ) -> None:
        self._errands, self._sessions, self._relist, self._now_s = errands, sessions, relist, now_s
        self._kept = KeptBytes()
        self._listed: dict[str, StoredImage] = {}
        self._fetching: dict[str, asyncio.Task[bytes | AppError]] = {}
        self._relisting: asyncio.Task[None] | None = None
        self._relisted_s: float | None = None

    def know(self, images: Iterable[StoredImage]) -> None:
        """What DRX lists now. What changed its size there is fetched anew."""
        before, self._listed = self._listed, {image.id: image for image in images}
        for image_id, image in self._listed.items():
            if image_id in before and before[image_id].size_bytes != image.size_bytes:
                self._kept.drop(image_id)

    def forget(self) -> None:
        """Another record is shown; what is under way for this one is for nobody."""
        self._kept.clear()
        self._listed, self._fetching, self._relisted_s = {}, {}, None
        self._relisting = None

    def has(self, image_id: str) -> bool:
        """Are the bytes of this image here?"""
        return self._kept.has(image_id)

    def kept(self, image_id: str) -> bytes | None:
        """The bytes of an image, where they are here; nothing is fetched."""
        return self._kept.get(image_id)

    def drop(self, image_id: str) -> None:
        """What came is no picture that can be shown: fetch it again when it is asked for again."""
        self._kept.drop(image_id)

    async def fetch(self, image_id: str) -> bytes:
        """The bytes of an image as DRX has it; an address that ran out is met by one fresh listing.

        Raises `ImageGone` and the errors of `DrxClient`.
        """
        kept = self._kept.get(image_id)
        if kept is not None:
            return kept
        if image_id not in self._fetching:
            self._fetching[image_id] = self._errands.start(self._fetched(image_id))
        content = await asyncio.shield(self._fetching[image_id])
        if isinstance(content, AppError):
            raise type(content)(*content.args)  # each who asked gets an error of its own
        return content

    async def _fetched(self, image_id: str) -> bytes | AppError:
        mine = asyncio.current_task()
        try:
            content = await self._fetch(image_id)
        except AppError as failure:
            return failure
        else:
            if self._fetching.get(image_id) is mine:  # else another record is shown by now
                self._kept.keep(image_id, content)
            return content
        finally:
            if self._fetching.get(image_id) is mine:
                del self._fetching[image_id]

    async def _fetch(self, image_id: str) -> bytes:
        image = self._image(image_id)
        try:
            return await self._ask(image)
        except (ImageGone, StrangeAnswer, Unreachable) as failure:
            # Hosts word a token that ran out as they like: 403, 404, 410, a 400, a 500, a sign-in page with 200.
            if not _may_have_run_out(failure) or not await self._was_listed_anew(image):
                raise
        return await self._ask(self._image(image_id))

    async def _ask(self, image: StoredImage) -> bytes:
        _, client = self._sessions.need_client()
        return await client.fetch_image(image)

    async def _was_listed_anew(self, image: StoredImage) -> bool:
        """Has DRX told its address once more since? Asked at most once in a while, for all images together."""
        if self._image(image.id).url != image.url:
            return True
        if self._was_relisted_lately:
            return False
        if self._relisting is None:
            self._relisting = self._errands.start(self._list_quietly())
        await asyncio.shield(self._relisting)
        return True

    async def _list_quietly(self) -> None:
        mine = asyncio.current_task()
        try:
            await self._relist()
        except AppError:
            return  # the image's own failure is told; nobody asked for the listing
        finally:
            if self._relisting is mine:
                self._relisted_s, self._relisting = self._now_s(), None

    @property
    def _was_relisted_lately(self) -> bool:
        return self._relisted_s is not None and self._now_s() - self._relisted_s < QUIET_REFRESH_AGAIN_S

    def _image(self, image_id: str) -> StoredImage:
        image = self._listed.get(image_id)
        if image is None:
            raise ImageGone(NOT_LISTED)
        return image


def _may_have_run_out(failure: AppError) -> bool:
    """Did the image's host say something, however odd? On a dead line a listing would only wait as well."""
    if failure.problem in (TOO_LARGE, NOT_LISTED):
        return False
    return not isinstance(failure, Unreachable) or failure.problem.detail.isdigit()
