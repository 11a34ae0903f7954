"""The pixels of the gallery's images: asked for once, kept within a bound, told when they come. Shop room."""

from collections import OrderedDict
from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.domain.errors import Problem
from app.domain.facts import GalleryPictureFailed, GalleryPictureReady, Purpose
from app.domain.gallery_shelf import ForeignPicture
from app.domain.pages import Picture
from app.flows.desk import Desk
from app.ui.pictures.page_pictures import MAX_LARGE_SIDE_PX, wanted_side_px
from app.ui.pictures.pixels import image_of
from app.ui.relay import Relay

MAX_THUMBNAIL_BYTES = 64_000_000
"""About 500 thumbnails at one pixel for one, 200 at 150 %."""
MAX_LARGE_BYTES = 128_000_000
"""The image that is looked at, its neighbours, and where somebody just was; the oldest go first."""
MAX_UNDER_WAY = 8
"""Thumbnails asked for at once: who scrolls on does not wait for what nobody sees any more."""

_NO_PIXELS = Picture(0, 0, b"")
_Page = tuple[str, int]
"""The key of a tile and the number of a page in it, from 0."""


class GalleryPictures(QObject):
    """Thumbnails and large pictures by the key of their tile; both signals carry that key."""

    thumbnail_came = Signal(str)
    large_came = Signal(str)

    def __init__(self, desk: Desk, relay: Relay, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._thumbnails: OrderedDict[str, QImage] = OrderedDict()
        self._thumbnail_bytes = 0
        self._wishes: list[tuple[str, int]] = []
        self._under_way: set[str] = set()
        self._large: OrderedDict[_Page, list[QImage]] = OrderedDict()
        self._large_asked: dict[_Page, set[int]] = {}
        self._seen: dict[str, ForeignPicture] = {}
        self._problems: dict[tuple[str, Purpose], Problem] = {}
        self._keys: frozenset[str] = frozenset()
        relay.fact.connect(self._take)

    # --- thumbnails ------------------------------------------------------------------------------------------------

    def thumbnail(self, key: str) -> QImage | None:
        """The small picture, where it has come."""
        found = self._thumbnails.get(key)
        if found is not None:
            self._thumbnails.move_to_end(key)
        return found

    def want_thumbnails(self, keys: Iterable[str], side_px: int) -> None:
        """Ask for these small pictures, the first ones first, and no longer for what was wished for before."""
        self._wishes = [(key, side_px) for key in keys]
        self._wishes.reverse()
        self._ask_on()

    def want_thumbnail(self, key: str, side_px: int) -> None:
        """Ask for this one too, unless it is there, on its way or known not to come."""
        self._wishes.insert(0, (key, side_px))
        self._ask_on()

    def _ask_on(self) -> None:
        while self._wishes and len(self._under_way) < MAX_UNDER_WAY:
            key, side_px = self._wishes.pop()
            is_known = key in self._thumbnails or key in self._under_way
            if not is_known and (key, Purpose.THUMBNAIL) not in self._problems:
                self._under_way.add(key)
                self._desk.want_gallery_picture(key, Purpose.THUMBNAIL, side_px)

    def _keep_thumbnail(self, key: str, image: QImage) -> None:
        self._drop_thumbnail(key)
        self._thumbnails[key] = image
        self._thumbnail_bytes += image.sizeInBytes()
        while len(self._thumbnails) > 1 and self._thumbnail_bytes > MAX_THUMBNAIL_BYTES:
            self._drop_thumbnail(next(iter(self._thumbnails)))

    def _drop_thumbnail(self, key: str) -> QImage | None:
        gone = self._thumbnails.pop(key, None)
        self._thumbnail_bytes -= gone.sizeInBytes() if gone is not None else 0
        return gone

    # --- large ones ------------------------------------------------------------------------------------------------

    def large(self, key: str, longest_px: int, scale: float, frame: int = 0) -> QImage | None:
        """The best picture at hand for painting the image at `scale` device pixels for one of its own; asks for better.

        `longest_px` is the image's longest side, 0 where DRX does not say; `frame` is the page (from 0) of one that has
        several. The thumbnail stands in for the first until one comes.
        """
        wanted_px = wanted_side_px(longest_px or MAX_LARGE_SIDE_PX, scale)
        images = self._large.get((key, frame), [])
        if images:
            self._large.move_to_end((key, frame))
        for image in images:
            if side_px(image) >= wanted_px:
                return image
        self._ask_large(key, frame, wanted_px)
        return images[-1] if images else self._first_only(key, frame)

    def best(self, key: str, frame: int = 0) -> QImage | None:
        """The largest picture at hand, without asking for any."""
        images = self._large.get((key, frame))
        return images[-1] if images else self._first_only(key, frame)

    def _first_only(self, key: str, frame: int) -> QImage | None:
        return self.thumbnail(key) if frame == 0 else None

    def has_large(self, key: str) -> bool:
        """Did a large picture come, of whatever size?"""
        return (key, 0) in self._large

    def seen(self, key: str) -> ForeignPicture | None:
        """What the image's bytes say of themselves (without pixels), once a picture of it came."""
        return self._seen.get(key)

    def _ask_large(self, key: str, frame: int, wanted_px: int) -> None:
        asked = self._large_asked.setdefault((key, frame), set())
        if wanted_px in asked or (key, Purpose.LARGE) in self._problems:
            return
        asked.add(wanted_px)
        if frame:
            self._desk.want_gallery_page(key, frame, wanted_px)
        else:
            self._desk.want_gallery_picture(key, Purpose.LARGE, wanted_px)

    def _keep_large(self, page: _Page, image: QImage) -> None:
        smaller = [kept for kept in self._large.pop(page, []) if side_px(kept) < side_px(image)]
        self._large[page] = [*smaller[:1], image]
        while len(self._large) > 1 and sum(map(_sum_bytes, self._large.values())) > MAX_LARGE_BYTES:
            gone, _ = self._large.popitem(last=False)
            self._large_asked.pop(gone, None)

    # --- what does not come ----------------------------------------------------------------------------------------

    def problem(self, key: str, purpose: Purpose) -> Problem | None:
        """Why a picture does not come, where that is known."""
        return self._problems.get((key, purpose))

    def broken_keys(self) -> list[str]:
        """The tiles whose thumbnails could not be had."""
        return [key for key, purpose in self._problems if purpose is Purpose.THUMBNAIL]

    def forget_problems(self, keys: Iterable[str]) -> None:
        """Let these be asked for again."""
        for key in keys:
            for purpose in Purpose:
                self._problems.pop((key, purpose), None)
            for page in [page for page in self._large_asked if page[0] == key]:
                del self._large_asked[page]

    # --- other records ---------------------------------------------------------------------------------------------

    def carry_over(self, old_key: str, new_key: str) -> None:
        """An image that was on its way has arrived and goes by DRX's ID from now on; it is the same picture."""
        image = self._drop_thumbnail(old_key)
        if image is not None:
            self._keep_thumbnail(new_key, image)

    def keep_only(self, keys: frozenset[str]) -> None:
        """Forget whatever belongs to other tiles: another patient's pictures do not stay in memory."""
        self._keys = keys
        for key in [key for key in self._thumbnails if key not in keys]:
            self._drop_thumbnail(key)
        for page in [page for page in self._large if page[0] not in keys]:
            del self._large[page]
        self._large_asked = {page: asked for page, asked in self._large_asked.items() if page[0] in keys}
        self._problems = {of: problem for of, problem in self._problems.items() if of[0] in keys}
        self._seen = {key: seen for key, seen in self._seen.items() if key in keys}
        self._under_way &= keys
        self._wishes = [wish for wish in self._wishes if wish[0] in keys]

    # --- what is told ----------------------------------------------------------------------------------------------

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case GalleryPictureReady(key, Purpose.THUMBNAIL, picture, _, seen) if key in self._keys:
                self._problems.pop((key, Purpose.THUMBNAIL), None)
                self._know(key, seen)
                self._keep_thumbnail(key, image_of(picture))
                self._came(key)
            case GalleryPictureReady(key, Purpose.LARGE, picture, frame, seen) if key in self._keys:
                self._problems.pop((key, Purpose.LARGE), None)
                self._know(key, seen)
                self._keep_large((key, frame), image_of(picture))
                self.large_came.emit(key)
            case GalleryPictureFailed(key, Purpose.THUMBNAIL, problem) if key in self._keys:
                self._problems[(key, Purpose.THUMBNAIL)] = problem
                self._came(key)
            case GalleryPictureFailed(key, Purpose.LARGE, problem) if key in self._keys:
                self._problems[(key, Purpose.LARGE)] = problem
                self.large_came.emit(key)
            case _:
                pass

    def _know(self, key: str, seen: ForeignPicture | None) -> None:
        if seen is not None:
            self._seen[key] = replace(seen, picture=_NO_PIXELS)

    def _came(self, key: str) -> None:
        self._under_way.discard(key)
        self._ask_on()
        self.thumbnail_came.emit(key)


def side_px(image: QImage) -> int:
    """The longer side of a picture."""
    return max(image.width(), image.height())


def _sum_bytes(images: Iterable[QImage]) -> int:
    return sum(image.sizeInBytes() for image in images)
