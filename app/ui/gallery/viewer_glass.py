"""What the viewer looks at and from where: the image, its page, its turns, the lens, the magnifier. Nothing painted."""

from dataclasses import dataclass

from PySide6.QtCore import QPointF, Qt, Signal, Slot
from PySide6.QtWidgets import QWidget

from app.domain.gallery_shelf import GalleryTile
from app.ui.gallery.gallery_pictures import GalleryPictures
from app.ui.pictures.lens import ZOOM_STEP, Area, Lens, fitting

MARGIN_PX = 28
MOST_FIT_SCALE = 1.0
"""An image is never blown up by itself."""
UNKNOWN_SIZE_PX = (1200, 1600)
"""Until a picture comes, for an image whose size DRX does not say."""
NUDGE_PX = 60
"""What an arrow key moves the image or the magnifier by."""


@dataclass(frozen=True, slots=True)
class Stand:
    """Where one looks, whatever the image's size: which point of it is in the middle (0 to 1 across and down), and how
    many times larger it is than whole."""

    across: float
    down: float
    zoom: float


class ViewerGlass(QWidget):
    """Where one looks; each change asks to be painted.

    `zoom_changed` fires with every change of the zoom, `looked` carries the `Stand` that a hand brought about, `swiped`
    how many images further a finger went, `pulled` that the image is dragged out of the window.
    """

    zoom_changed = Signal()
    looked = Signal(object)
    swiped = Signal(int)
    pulled = Signal()

    def __init__(self, pictures: GalleryPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._tile: GalleryTile | None = None
        self._turns = 0
        self._lens = Lens()
        self._fits = True
        self._frame = 0
        self._loupe_at: QPointF | None = None
        self.is_active = False
        """Is it the one of several that keys act on?"""
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 120)
        pictures.large_came.connect(self._came)
        pictures.thumbnail_came.connect(self._came)

    @property
    def percent(self) -> int:
        """The zoom: 100 is one pixel of the image on one of the screen."""
        return round(self._lens.scale * self.devicePixelRatioF() * 100)

    @property
    def quarter_turns(self) -> int:
        return self._turns

    @property
    def tile(self) -> GalleryTile | None:
        """What is shown."""
        return self._tile

    @property
    def frame(self) -> int:
        """Which page of the image, from 0."""
        return self._frame

    @property
    def frames(self) -> int:
        """How many pages the image has, as far as that is known."""
        seen = self._pictures.seen(self._tile.key) if self._tile is not None else None
        return seen.frames if seen is not None else 1

    @property
    def has_loupe(self) -> bool:
        """Is the magnifier out?"""
        return self._loupe_at is not None

    @property
    def loupe_at(self) -> QPointF | None:
        """Where the magnifier is."""
        return self._loupe_at

    def show_loupe(self, is_shown: bool) -> None:
        """Take the magnifier out, under the pointer or in the middle; or put it away."""
        at = QPointF(self.mapFromGlobal(self.cursor().pos()))
        self._loupe_at = (
            (at if self.rect().contains(at.toPoint()) else QPointF(self.rect().center())) if is_shown else None
        )
        self.update()

    def show_page(self, frame: int) -> None:
        """Show this page of the image, from 0."""
        if 0 <= frame < self.frames and frame != self._frame:
            self._frame = frame
            self.fit()
            self.update()

    def nudge(self, right: int, down: int) -> None:
        """Move the magnifier, else what is seen of the image, by steps."""
        if self._loupe_at is not None:
            at = self._loupe_at + QPointF(right * NUDGE_PX, down * NUDGE_PX)
            self._loupe_at = QPointF(min(max(at.x(), 0), self.width()), min(max(at.y(), 0), self.height()))
            self.update()
        else:
            self._push(-right * NUDGE_PX, -down * NUDGE_PX)

    @property
    def stand(self) -> Stand:
        """Where one looks."""
        area, lens = self._area(), self._lens
        x, y = lens.to_page(self.width() / 2, self.height() / 2)
        return Stand(x / area.width, y / area.height, lens.scale / self._fitting().scale)

    def follow(self, stand: Stand) -> None:
        """Look at the same part of this image, as large."""
        area = self._area()
        scale = self._fitting().scale * stand.zoom
        self._fits = abs(stand.zoom - 1) < 0.001
        left = self.width() / 2 - stand.across * area.width * scale
        top = self.height() / 2 - stand.down * area.height * scale
        self._look(Lens(scale, left, top).settled(area, self._room(), MARGIN_PX), is_followed=True)

    def show_tile(self, tile: GalleryTile | None, name: str) -> None:
        """Show this image, whole and unturned where it is another than before."""
        is_other = tile is None or self._tile is None or tile.key != self._tile.key
        self._tile = tile
        self.setAccessibleName(name)
        if is_other:
            self._turns = self._frame = 0
            self.fit()
        self.update()

    @Slot()
    def turn_right(self) -> None:
        """Turn what is seen by a quarter; nothing is kept."""
        self._turns = (self._turns + 1) % 4
        self.fit()
        self.update()

    @Slot()
    def fit(self) -> None:
        """The whole image."""
        self._fits = True
        self._look(self._fitting())

    def _fitting(self) -> Lens:
        most = MOST_FIT_SCALE / self.devicePixelRatioF()
        return fitting(self._area(), self._room(), MARGIN_PX, most)

    @Slot()
    def show_full_size(self) -> None:
        """One pixel of the image on one of the screen, under the pointer where it is over the image."""
        at = QPointF(self.mapFromGlobal(self.cursor().pos()))
        self._zoom_to(1 / self.devicePixelRatioF(), at if self.underMouse() else QPointF(self.rect().center()))

    @Slot()
    def zoom_in(self) -> None:
        """One step closer."""
        self._zoom_to(self._lens.scale * ZOOM_STEP, QPointF(self.rect().center()))

    @Slot()
    def zoom_out(self) -> None:
        """One step back."""
        self._zoom_to(self._lens.scale / ZOOM_STEP, QPointF(self.rect().center()))

    def _zoom_to(self, scale: float, at: QPointF) -> None:
        self._fits = False
        self._look(self._lens.scaled(scale, at.x(), at.y()).settled(self._area(), self._room(), MARGIN_PX))

    def _push(self, right: float, down: float) -> None:
        self._look(self._lens.moved(right, down).settled(self._area(), self._room(), MARGIN_PX))

    def _look(self, lens: Lens, *, is_followed: bool = False) -> None:
        if lens != self._lens:
            self._lens = lens
            self.zoom_changed.emit()
            if not is_followed:
                self.looked.emit(self.stand)
            self.update()

    def _room(self) -> Area:
        return Area(self.width(), self.height())

    def _size(self) -> tuple[int, int]:
        """The image's own size: as DRX says, else the shape of the picture that is at hand."""
        tile = self._tile
        seen = self._pictures.seen(tile.key) if tile is not None else None
        if seen is not None and not self._frame:
            return seen.width, seen.height  # its bytes know better than what DRX says of it
        if tile is not None and tile.width and tile.height and not self._frame:
            return tile.width, tile.height
        image = self._pictures.best(tile.key, self._frame) if tile is not None else None
        return (image.width(), image.height()) if image is not None else UNKNOWN_SIZE_PX

    def _area(self) -> Area:
        width, height = self._size()
        return Area(height, width) if self._turns % 2 else Area(width, height)

    @Slot(str)
    def _came(self, key: str) -> None:
        if self._tile is not None and self._tile.key == key:
            if self._fits:
                self.fit()
            self.update()
