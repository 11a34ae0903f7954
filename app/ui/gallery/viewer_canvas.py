"""The dark ground on which the viewer shows one image: zoomed at the pointer, pushed about, turned for the eye only."""

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QWidget

from app.domain.facts import Purpose
from app.domain.gallery_shelf import GalleryTile
from app.ui.gallery.gallery_pictures import GalleryPictures
from app.ui.pictures.lens import ZOOM_STEP, Area, Lens, fitting
from app.ui.pictures.page_painting import paint_page, paint_shadow
from app.ui.theme.palette import DARK
from app.ui.theme.theme import BODY_PX

MARGIN_PX = 28
MOST_FIT_SCALE = 1.0
"""An image is never blown up by itself."""
UNKNOWN_SIZE_PX = (1200, 1600)
"""Until a picture comes, for an image whose size DRX does not say."""
_WHEEL_NOTCH = 120


class ViewerCanvas(QWidget):
    """Paints the best picture at hand and asks for a better one; `zoom_changed` fires with every change of the zoom."""

    zoom_changed = Signal()

    def __init__(self, pictures: GalleryPictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._tile: GalleryTile | None = None
        self._turns = 0
        self._lens = Lens()
        self._fits = True
        self._grabbed_at: QPointF | None = None
        self._is_ringed = False
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

    def show_tile(self, tile: GalleryTile | None, name: str) -> None:
        """Show this image, whole and unturned where it is another than before."""
        is_other = tile is None or self._tile is None or tile.key != self._tile.key
        self._tile = tile
        self.setAccessibleName(name)
        if is_other:
            self._turns = 0
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
        most = MOST_FIT_SCALE / self.devicePixelRatioF()
        self._look(fitting(self._area(), self._room(), MARGIN_PX, most))

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

    def _look(self, lens: Lens) -> None:
        if lens != self._lens:
            self._lens = lens
            self.zoom_changed.emit()
            self.update()

    def _room(self) -> Area:
        return Area(self.width(), self.height())

    def _size(self) -> tuple[int, int]:
        """The image's own size: as DRX says, else the shape of the picture that is at hand."""
        tile = self._tile
        if tile is not None and tile.width and tile.height:
            return tile.width, tile.height
        image = self._pictures.best(tile.key) if tile is not None else None
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

    # --- pointer ---------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grabbed_at = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._grabbed_at is not None:
            at = event.position()
            self._push(at.x() - self._grabbed_at.x(), at.y() - self._grabbed_at.y())
            self._grabbed_at = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._grabbed_at = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._fits:
            self._zoom_to(1 / self.devicePixelRatioF(), event.position())
        else:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        fine = event.pixelDelta()
        if not fine.isNull() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self._push(fine.x(), fine.y())  # two fingers on a pad push, as everywhere
        else:
            self._zoom_to(self._lens.scale * ZOOM_STEP ** (event.angleDelta().y() / _WHEEL_NOTCH), event.position())
        event.accept()

    # --- focus ---------------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        # Opened, the image has the focus anyway; who walks by Tab sees where it is.
        self._is_ringed = event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    # --- painting --------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fits:
            self.fit()
        else:
            self._push(0, 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(DARK.canvas))
        if self._tile is not None:
            area, lens = self._area(), self._lens
            sheet = QRectF(lens.left, lens.top, area.width * lens.scale, area.height * lens.scale)
            image = self._pictures.large(self._tile.key, max(self._size()), lens.scale * self.devicePixelRatioF())
            self._paint_sheet(painter, sheet, image)
        if self.hasFocus() and self._is_ringed:
            painter.setPen(QPen(QColor(DARK.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_sheet(self, painter: QPainter, sheet: QRectF, image: QImage | None) -> None:
        if image is not None:
            paint_shadow(painter, sheet, True)
            paint_page(painter, image, (image.width(), image.height()), None, self._turns, sheet)
        elif self._tile is not None and self._pictures.problem(self._tile.key, Purpose.LARGE) is None:
            painter.fillRect(sheet, QColor(DARK.panel))
            font = QFont(self.font())
            font.setPixelSize(BODY_PX)
            painter.setFont(font)
            painter.setPen(QColor(DARK.muted))
            middle = QRect(0, 0, self.width(), self.height())
            painter.drawText(middle, int(Qt.AlignmentFlag.AlignCenter), self.tr("Loading"))
