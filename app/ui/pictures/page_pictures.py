"""The pixels of the pages on the desk: asked for once, kept within a bound, told when they come. Shop room."""

from collections import OrderedDict
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal, Slot
from PySide6.QtGui import QImage

from app.domain.edits import AS_IT_IS, Tone
from app.domain.errors import Problem
from app.domain.facts import PagePictureFailed, PagePictureReady, Purpose
from app.domain.pages import DeskPage, PageId
from app.domain.shelves import PageRow
from app.flows.desk import Desk
from app.ui.pictures.pixels import image_of
from app.ui.relay import Relay

THUMBNAIL_SIDE_PX = 256
"""Twice a tile's side, for screens with two pixels for one, and for pages of which only a part is kept."""
MAX_THUMBNAILS = 400
"""About 50 MB."""
MAX_LARGE_BYTES = 192_000_000
"""Large pictures are kept for quick walking to and fro; the oldest go first."""
MAX_LARGE_SIDE_PX = 5000
"""A page zoomed in is asked for up to this size; DRX gets 4000 at most."""
_LARGE_STEP_PX = 256
"""Sizes are asked for in steps, so that pulling at the window's edge asks seldom."""


class Want(Enum):
    """Where a picture is on its way."""

    WAITING = "waiting"
    FAILED = "failed"


Payload = tuple[PageId, str, int]
"""A page, the SHA-256 of what it leaves as, and the side in pixels that was asked for."""


@dataclass(slots=True)
class _Large:
    """A page's large pictures: the first that fits the stage, and the largest so far, for looking closely."""

    images: list[QImage]
    made: Tone = AS_IT_IS

    @property
    def size_bytes(self) -> int:
        return sum(image.sizeInBytes() for image in self.images)


class PagePictures(QObject):
    """Thumbnails, large pictures and what DRX will get, by page. The signals carry the `PageId`."""

    thumbnail_came = Signal(object)
    large_came = Signal(object)
    payload_came = Signal(object)
    twin_came = Signal(object)

    def __init__(self, desk: Desk, relay: Relay, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._thumbnails: OrderedDict[PageId, QImage] = OrderedDict()
        self._thumbnail_wants: dict[PageId, tuple[Want, Tone]] = {}
        self._thumbnails_made: dict[PageId, Tone] = {}
        self._large: OrderedDict[PageId, _Large] = OrderedDict()
        self._large_asked: tuple[PageId, int, Tone] | None = None
        self._large_problems: dict[PageId, Problem] = {}
        self._payload: tuple[Payload, QImage] | None = None
        self._payload_asked: Payload | None = None
        self.payload_problem: Problem | None = None
        """Why what DRX will get can't be shown, where that is so."""
        self._twin: tuple[Payload, QImage] | None = None
        self._twin_asked: Payload | None = None
        self.twin_problem: Problem | None = None
        """Why the page that is there already can't be shown, where that is so."""
        relay.fact.connect(self._take)

    def thumbnail(self, page: DeskPage) -> QImage | None:
        """The small picture, or None; it was asked for, once, and `thumbnail_came` follows.

        While its colours are being changed, it is the one that was there before.
        """
        made = page.edits.tone.made
        found = self._thumbnails.get(page.id)
        if found is not None:
            self._thumbnails.move_to_end(page.id)
        is_right = found is not None and self._thumbnails_made.get(page.id, AS_IT_IS) == made
        if not is_right and self._thumbnail_wants.get(page.id, (None, None))[1] != made:
            self._thumbnail_wants[page.id] = (Want.WAITING, made)
            self._desk.want_page_picture(page.id, Purpose.THUMBNAIL, THUMBNAIL_SIDE_PX)
        return found

    def large(self, page: DeskPage, scale: float) -> QImage | None:
        """The best picture at hand for painting the page at `scale` device pixels for one of its own; asks for better.

        The smallest that is sharp enough is painted: a large one scaled far down would flicker.
        """
        longest = max(page.imported.width, page.imported.height)
        wanted_px, made = wanted_side_px(longest, scale), page.edits.tone.made
        kept = self._large.get(page.id)
        images = kept.images if kept is not None else []
        if kept is None or kept.made == made:
            for image in images:
                if _side_px(image) >= wanted_px:
                    return image
        self._ask_large(page.id, wanted_px, made)
        return images[-1] if images else None

    def payload(self, row: PageRow, scale: float) -> QImage | None:
        """The very pixels that DRX will get of a fitted row, for painting at `scale`; asked for where not at hand.

        One is kept: it is looked at seldom, and may be 60 MB.
        """
        if row.fitted is None:
            return None
        sha256 = row.fitted.blob.sha256
        side_px = wanted_side_px(max(row.fitted.width, row.fitted.height), scale)
        wanted = (row.id, sha256, side_px)
        kept = self._payload
        is_same = kept is not None and kept[0][:2] == wanted[:2]
        if kept is not None and is_same and kept[0][2] >= side_px:
            return kept[1]
        if self._payload_asked != wanted:
            self._payload_asked, self.payload_problem = wanted, None
            self._desk.want_page_picture(row.id, Purpose.PAYLOAD, side_px)
        return kept[1] if kept is not None and is_same else None

    def twin(self, row: PageRow, scale: float) -> QImage | None:
        """The page that is there already, for painting at `scale` of this row's page; asked for where not at hand."""
        if row.twin is None or not isinstance(row.item, DeskPage):
            return None
        imported = row.item.imported
        wanted = (row.id, row.twin.key, wanted_side_px(max(imported.width, imported.height), scale))
        kept = self._twin
        is_same = kept is not None and kept[0][:2] == wanted[:2]
        if kept is not None and is_same and kept[0][2] >= wanted[2]:
            return kept[1]
        if self._twin_asked != wanted:
            self._twin_asked, self.twin_problem = wanted, None
            self._desk.want_page_picture(row.id, Purpose.TWIN, wanted[2])
        return kept[1] if kept is not None and is_same else None

    def forget_payload(self) -> None:
        """Nobody looks at it any more."""
        self._twin = self._twin_asked = self.twin_problem = None
        self._payload = self._payload_asked = self.payload_problem = None

    def problem(self, page_id: PageId) -> Problem | None:
        """Why a page can't be shown large, where that is so."""
        return self._large_problems.get(page_id)

    def look_again(self, page_id: PageId) -> None:
        """A person came to this page: what failed before may be asked for once more."""
        self._large_problems.pop(page_id, None)
        self._large_asked = None
        if self._thumbnail_wants.get(page_id, (None, None))[0] is Want.FAILED:
            del self._thumbnail_wants[page_id]

    def keep_only(self, page_ids: frozenset[PageId]) -> None:
        """Forget what belongs to pages that are gone; an undo asks for them anew."""
        every = (self._thumbnails, self._thumbnails_made, self._thumbnail_wants, self._large, self._large_problems)
        for kept in every:
            for page_id in [page_id for page_id in kept if page_id not in page_ids]:
                del kept[page_id]
        if self._large_asked is not None and self._large_asked[0] not in page_ids:
            self._large_asked = None

    def _ask_large(self, page_id: PageId, side_px: int, made: Tone) -> None:
        if self._large_asked != (page_id, side_px, made) and page_id not in self._large_problems:
            self._large_asked = (page_id, side_px, made)
            self._desk.want_page_picture(page_id, Purpose.LARGE, side_px)

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case PagePictureReady(page_id, Purpose.THUMBNAIL, picture, tone):
                self._keep_thumbnail(page_id, image_of(picture), tone)
                self.thumbnail_came.emit(page_id)
            case PagePictureReady(page_id, Purpose.LARGE, picture, tone):
                self._large_problems.pop(page_id, None)
                self._keep_large(page_id, image_of(picture), tone)
                self.large_came.emit(page_id)
            case PagePictureReady(page_id, Purpose.PAYLOAD, picture) if self._payload_asked is not None:
                if self._payload_asked[0] == page_id:
                    self._payload = (self._payload_asked, image_of(picture))
                    self.payload_came.emit(page_id)
            case PagePictureFailed(page_id, Purpose.PAYLOAD, problem) if self._payload_asked is not None:
                self.payload_problem = problem
                self.payload_came.emit(page_id)
            case PagePictureReady(page_id, Purpose.TWIN, picture) if self._twin_asked is not None:
                if self._twin_asked[0] == page_id:
                    self._twin = (self._twin_asked, image_of(picture))
                    self.twin_came.emit(page_id)
            case PagePictureFailed(page_id, Purpose.TWIN, problem) if self._twin_asked is not None:
                self.twin_problem = problem
                self.twin_came.emit(page_id)
            case PagePictureFailed(page_id, Purpose.THUMBNAIL, _):
                made = self._thumbnail_wants.get(page_id, (Want.FAILED, AS_IT_IS))[1]
                self._thumbnail_wants[page_id] = (Want.FAILED, made)
                self.thumbnail_came.emit(page_id)
            case PagePictureFailed(page_id, Purpose.LARGE, problem):
                self._large_problems[page_id] = problem
                self.large_came.emit(page_id)
            case _:
                pass

    def _keep_thumbnail(self, page_id: PageId, image: QImage, made: Tone) -> None:
        if self._thumbnail_wants.get(page_id, (None, made))[1] == made:  # else it is late: the right one follows
            self._thumbnail_wants.pop(page_id, None)
        self._thumbnails[page_id] = image
        self._thumbnails_made[page_id] = made
        while len(self._thumbnails) > MAX_THUMBNAILS:
            self._thumbnails_made.pop(self._thumbnails.popitem(last=False)[0], None)

    def _keep_large(self, page_id: PageId, image: QImage, made: Tone) -> None:
        known = self._large.pop(page_id, None)
        smaller: list[QImage] = []
        if known is not None and known.made == made:
            smaller = [kept for kept in known.images if _side_px(kept) < _side_px(image)]
        self._large[page_id] = _Large([*smaller[:1], image], made)
        while len(self._large) > 1 and sum(kept.size_bytes for kept in self._large.values()) > MAX_LARGE_BYTES:
            self._large.popitem(last=False)


def wanted_side_px(longest_px: int, scale: float) -> int:
    """The longest side to ask for, so that a page `longest_px` long is sharp at `scale`; in steps, within the bound."""
    steps = -(-round(longest_px * scale) // _LARGE_STEP_PX)
    return max(1, min(steps * _LARGE_STEP_PX, longest_px, MAX_LARGE_SIDE_PX))


def _side_px(image: QImage) -> int:
    return max(image.width(), image.height())
