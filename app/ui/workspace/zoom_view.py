"""A widget that shows one thing through a lens: fitted, zoomed at the pointer, pushed about. Shop room."""

from PySide6.QtCore import QEvent, QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QMouseEvent, QNativeGestureEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QGestureEvent, QPinchGesture, QWidget

from app.ui.pictures.lens import ZOOM_STEP, Area, Lens, fitting

MARGIN_PX = 20
MOST_FIT_SCALE = 2.0
"""A small picture is shown at twice its size at most: larger, it would be a blur."""
_WHEEL_NOTCH = 120
_WHEEL_STEP_PX = 72


class ZoomView(QWidget):
    """`zoom_changed` carries percent; 100 is one page pixel on one pixel of the screen. `area` says what is shown."""

    zoom_changed = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lens = Lens()
        self._fits = True
        self._pushed_from: QPointF | None = None
        self.setMouseTracking(True)
        self.grabGesture(Qt.GestureType.PinchGesture)

    def area(self) -> Area:
        """The size of what is shown, in page pixels."""
        return Area(1, 1)

    def margin(self) -> float:
        """What is left free around the whole page."""
        return MARGIN_PX

    @property
    def percent(self) -> int:
        """The zoom."""
        return round(self._lens.scale * self.devicePixelRatioF() * 100)

    @property
    def is_fitted(self) -> bool:
        """Does the whole page show because nobody zoomed?"""
        return self._fits

    def sheet(self) -> QRectF:
        """Where the page lies in the window."""
        area = self.area()
        return QRectF(self._lens.left, self._lens.top, area.width * self._lens.scale, area.height * self._lens.scale)

    @Slot()
    def fit(self) -> None:
        """The whole page."""
        self._fits = True
        self._look(fitting(self.area(), self.window_area(), self.margin(), MOST_FIT_SCALE))

    def carry_over(self, before: Area) -> None:
        """Look at this page as closely, and at the same place, as at one of that size: fitted where that was fitted."""
        if self._fits:
            self.fit()
            return
        fitted = fitting(before, self.window_area(), self.margin(), MOST_FIT_SCALE)
        place = fitting(self.area(), self.window_area(), self.margin(), MOST_FIT_SCALE)
        self._look(
            self._lens.carried(before, self.area(), self.window_area(), place.scale / fitted.scale).settled(
                self.area(), self.window_area(), self.margin()
            )
        )

    @Slot()
    def show_full_size(self) -> None:
        """One page pixel on one pixel of the screen, at the pointer where it is over the page."""
        at = QPointF(self.mapFromGlobal(self.cursor().pos()))
        is_here = self.underMouse() and QRectF(self.rect()).contains(at)
        self.zoom_to(1 / self.devicePixelRatioF(), at if is_here else self._middle())

    @Slot()
    def zoom_in(self) -> None:
        """One step closer."""
        self.zoom_to(self._lens.scale * ZOOM_STEP, self._middle())

    @Slot()
    def zoom_out(self) -> None:
        """One step back."""
        self.zoom_to(self._lens.scale / ZOOM_STEP, self._middle())

    def zoom_to(self, scale: float, at: QPointF) -> None:
        """This scale; what lies at `at` stays there."""
        self._fits = False
        lens = self._lens.scaled(scale, at.x(), at.y())
        self._look(lens.settled(self.area(), self.window_area(), self.margin()))

    def push(self, right: float, down: float) -> None:
        """Push the page, as far as it goes."""
        self._look(self._lens.moved(right, down).settled(self.area(), self.window_area(), self.margin()))

    def _look(self, lens: Lens) -> None:
        if lens != self._lens:
            self._lens = lens
            self.zoom_changed.emit(self.percent)
            self.update()

    def window_area(self) -> Area:
        """The size of the widget."""
        return Area(self.width(), self.height())

    def _middle(self) -> QPointF:
        return QPointF(self.rect().center())

    # --- pointer, wheel, fingers -----------------------------------------------------------------------------

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._pushed_from = event.position()
            if not QRectF(self.rect()).contains(self.sheet()):
                self.setCursor(Qt.CursorShape.ClosedHandCursor)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pushed_from is not None:
            way = event.position() - self._pushed_from
            self._pushed_from = event.position()
            self.push(way.x(), way.y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self._pushed_from = None
        self.unsetCursor()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._fits:
            self.zoom_to(1 / self.devicePixelRatioF(), event.position())
        else:
            self.fit()

    def wheelEvent(self, event: QWheelEvent) -> None:
        notches = event.angleDelta().y() / _WHEEL_NOTCH
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_to(self._lens.scale * ZOOM_STEP**notches, event.position())
        else:
            pixels = event.pixelDelta()
            is_fine = not pixels.isNull()
            right = pixels.x() if is_fine else event.angleDelta().x() / _WHEEL_NOTCH * _WHEEL_STEP_PX
            down = pixels.y() if is_fine else notches * _WHEEL_STEP_PX
            is_across = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            self.push(*((down, right) if is_across else (right, down)))
        event.accept()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QNativeGestureEvent) and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom_to(self._lens.scale * (1 + event.value()), event.position())
            return True
        if isinstance(event, QGestureEvent):
            pinch = event.gesture(Qt.GestureType.PinchGesture)
            if isinstance(pinch, QPinchGesture):
                self.zoom_to(self._lens.scale * pinch.scaleFactor(), self.mapFromGlobal(pinch.centerPoint()))
                return True
        return super().event(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        if self._fits:
            self.fit()
        else:
            self.push(0, 0)
