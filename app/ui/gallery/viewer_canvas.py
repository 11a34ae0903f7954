"""The dark ground on which the viewer shows one image: zoomed at the pointer, pushed about, turned for the eye only."""

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, Qt
from PySide6.QtGui import (
    QColor,
    QFocusEvent,
    QFont,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QPointingDevice,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QGestureEvent, QPinchGesture, QWidget

from app.domain.facts import Purpose
from app.ui.gallery.gallery_pictures import GalleryPictures
from app.ui.gallery.viewer_glass import ViewerGlass
from app.ui.gallery.viewer_loupe import magnified, paint_loupe
from app.ui.pictures.lens import ZOOM_STEP
from app.ui.pictures.page_painting import paint_page, paint_shadow
from app.ui.theme.palette import DARK
from app.ui.theme.theme import BODY_PX

_WHEEL_NOTCH = 120
_SWIPE_PX = 70


class ViewerCanvas(ViewerGlass):
    """Paints the best picture at hand and asks for a better one; pointer, wheel and fingers move the glass."""

    def __init__(self, pictures: GalleryPictures, parent: QWidget | None = None) -> None:
        super().__init__(pictures, parent)
        self._grabbed_at: QPointF | None = None
        self._pressed_at: QPointF | None = None
        self._is_ringed = False
        self.grabGesture(Qt.GestureType.PinchGesture)

    # --- pointer ---------------------------------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._grabbed_at = self._pressed_at = event.position()
            self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._loupe_at is not None:
            self._loupe_at = at
            self.update()
        if self._grabbed_at is None or self._pressed_at is None:
            return
        if self._fits and event.pointerType() is not QPointingDevice.PointerType.Finger:
            if (at - self._pressed_at).manhattanLength() >= QApplication.startDragDistance():
                self._let_go()
                self.pulled.emit()  # a whole image can't be pushed about: it is being dragged to somewhere else
            return
        self._push(at.x() - self._grabbed_at.x(), at.y() - self._grabbed_at.y())
        self._grabbed_at = at

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        pressed_at = self._pressed_at
        self._let_go()
        is_finger = event.pointerType() is QPointingDevice.PointerType.Finger
        if is_finger and self._fits and pressed_at is not None:
            way = event.position().x() - pressed_at.x()
            if abs(way) >= _SWIPE_PX:
                self.swiped.emit(-1 if way > 0 else 1)

    def _let_go(self) -> None:
        self._grabbed_at = self._pressed_at = None
        self.unsetCursor()

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Gesture and isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                at = QPointF(self.mapFromGlobal(pinch.centerPoint().toPoint()))
                self._zoom_to(self._lens.scale * pinch.scaleFactor(), at)
                return True
        return super().event(event)

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
            image = self._best_at(lens.scale)
            self._paint_sheet(painter, sheet, image)
            if self._loupe_at is not None and image is not None:
                self._paint_loupe(painter, self._loupe_at)
        if self.is_active or (self.hasFocus() and self._is_ringed):
            painter.setPen(QPen(QColor(DARK.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _best_at(self, scale: float) -> QImage | None:
        if self._tile is None:
            return None
        device_scale = scale * self.devicePixelRatioF()
        return self._pictures.large(self._tile.key, max(self._size()), device_scale, self._frame)

    def _paint_loupe(self, painter: QPainter, at: QPointF) -> None:
        lens, area = magnified(self._lens, at), self._area()
        image = self._best_at(lens.scale)
        if image is not None:
            sheet = QRectF(lens.left, lens.top, area.width * lens.scale, area.height * lens.scale)
            paint_loupe(painter, at, sheet, image, self._turns)

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
