"""The pixels of the gallery's images: asked for once, kept within a bound, told when they come. Shop room."""

from collections import OrderedDict
from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.domain.errors import Problem
from app.domain.facts import GalleryPictureFailed, GalleryPictureReady, Purpose
from app.flows.desk import Desk
from app.ui.pictures.page_pictures import MAX_LARGE_SIDE_PX, wanted_side_px
from app.ui.pictures.pixels import image_of
from app.ui.relay import Relay

MAX_THUMBNAIL_BYTES = 64_000_000
"""About 500 thumbnails at one pixel for one, 200 at 150 %."""
MAX_LARGE_BYTES = 192_000_000
"""The image that is looked at, its neighbours, and where somebody just was; the oldest go first."""


class GalleryPictures(QObject):
    """Thumbnails and large pictures by the key of their tile; both signals carry that key."""

    thumbnail_came = Signal(str)
    large_came = Signal(str)

    def __init__(self, desk: Desk, relay: Relay, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._thumbnails: OrderedDict[str, QImage] = OrderedDict()
        self._large: OrderedDict[str, list[QImage]] = OrderedDict()
        self._asked: set[tuple[str, Purpose, int]] = set()
        self._problems: dict[tuple[str, Purpose], Problem] = {}
        self._keys: frozenset[str] = frozenset()
        relay.fact.connect(self._take)

    def thumbnail(self, key: str) -> QImage | None:
        """The small picture, where it has come."""
        found = self._thumbnails.get(key)
        if found is not None:
            self._thumbnails.move_to_end(key)
        return found

    def want_thumbnail(self, key: str, side_px: int) -> None:
        """Ask for the small picture, unless it is there, on its way or known not to come."""
        if key not in self._thumbnails:
            self._ask(key, Purpose.THUMBNAIL, side_px)

    def large(self, key: str, longest_px: int, scale: float) -> QImage | None:
        """The best picture at hand for painting the image at `scale` device pixels for one of its own; asks for better.

        `longest_px` is the image's longest side, 0 where DRX does not say. The thumbnail stands in until one comes.
        """
        wanted_px = wanted_side_px(longest_px or MAX_LARGE_SIDE_PX, scale)
        images = self._large.get(key, [])
        for image in images:
            if side_px(image) >= wanted_px:
                return image
        self._ask(key, Purpose.LARGE, wanted_px)
        return images[-1] if images else self.thumbnail(key)

    def best(self, key: str) -> QImage | None:
        """The largest picture at hand, without asking for any."""
        images = self._large.get(key)
        return images[-1] if images else self._thumbnails.get(key)

    def has_large(self, key: str) -> bool:
        """Did a large picture come, of whatever size?"""
        return key in self._large

    def problem(self, key: str, purpose: Purpose) -> Problem | None:
        """Why a picture does not come, where that is known."""
        return self._problems.get((key, purpose))

    def broken_keys(self) -> list[str]:
        """The tiles whose thumbnails could not be had."""
        return [key for key, purpose in self._problems if purpose is Purpose.THUMBNAIL]

    def forget_problems(self, keys: list[str]) -> None:
        """Let these be asked for again."""
        for key in keys:
            for purpose in Purpose:
                self._problems.pop((key, purpose), None)
            self._asked = {asked for asked in self._asked if asked[0] != key}

    def carry_over(self, old_key: str, new_key: str) -> None:
        """An image that was on its way has arrived and goes by DRX's ID from now on; it is the same picture."""
        if old_key in self._thumbnails:
            self._thumbnails[new_key] = self._thumbnails.pop(old_key)

    def keep_only(self, keys: frozenset[str]) -> None:
        """Forget whatever belongs to other tiles: another patient's pictures do not stay in memory."""
        self._keys = keys
        for kept in (self._thumbnails, self._large):
            for key in [key for key in kept if key not in keys]:
                del kept[key]
        self._problems = {of: problem for of, problem in self._problems.items() if of[0] in keys}
        self._asked = {asked for asked in self._asked if asked[0] in keys}

    def _ask(self, key: str, purpose: Purpose, wanted_px: int) -> None:
        if (key, purpose, wanted_px) not in self._asked and (key, purpose) not in self._problems:
            self._asked.add((key, purpose, wanted_px))
            self._desk.want_gallery_picture(key, purpose, wanted_px)

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case GalleryPictureReady(key, purpose, picture) if key in self._keys:
                self._problems.pop((key, purpose), None)
                if purpose is Purpose.THUMBNAIL:
                    self._keep_thumbnail(key, image_of(picture))
                else:
                    self._keep_large(key, image_of(picture))
                self._tell(key, purpose)
            case GalleryPictureFailed(key, purpose, problem) if key in self._keys:
                self._problems[(key, purpose)] = problem
                self._tell(key, purpose)
            case _:
                pass

    def _tell(self, key: str, purpose: Purpose) -> None:
        (self.thumbnail_came if purpose is Purpose.THUMBNAIL else self.large_came).emit(key)

    def _keep_thumbnail(self, key: str, image: QImage) -> None:
        self._thumbnails[key] = image
        while len(self._thumbnails) > 1 and _sum_bytes(self._thumbnails.values()) > MAX_THUMBNAIL_BYTES:
            gone, _ = self._thumbnails.popitem(last=False)
            self._asked = {asked for asked in self._asked if asked[:2] != (gone, Purpose.THUMBNAIL)}

    def _keep_large(self, key: str, image: QImage) -> None:
        smaller = [kept for kept in self._large.pop(key, []) if side_px(kept) < side_px(image)]
        self._large[key] = [*smaller[:1], image]
        while len(self._large) > 1 and sum(map(_sum_bytes, self._large.values())) > MAX_LARGE_BYTES:
            gone, _ = self._large.popitem(last=False)
            self._asked = {asked for asked in self._asked if asked[:2] != (gone, Purpose.LARGE)}


def side_px(image: QImage) -> int:
    """The longer side of a picture."""
    return max(image.width(), image.height())


def _sum_bytes(images: Iterable[QImage]) -> int:
    return sum(image.sizeInBytes() for image in images)
