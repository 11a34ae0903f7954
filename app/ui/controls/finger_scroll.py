"""Scrolling with a finger: what is pushed follows it and runs on, and nothing on the way is pressed or dragged.

Qt turns the touch into a mouse as well, so a list that was pushed up would press the row that the finger lay on.
"""

from PySide6.QtCore import QEvent, QObject, QPointF, Qt, Slot
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QAbstractButton, QAbstractScrollArea, QApplication, QScroller, QScrollerProperties

_FAR_AWAY = QPointF(-10_000, -10_000)
_MOUSE = frozenset((QEvent.Type.MouseMove, QEvent.Type.MouseButtonRelease))
PUSHED_FROM_M = 0.0015
"""So far a finger moves before it pushes: less than the way after which a list takes it for a mouse that drags."""
_UNDER_WAY = (QScroller.State.Dragging, QScroller.State.Scrolling)


def scroll_by_finger(area: QAbstractScrollArea) -> None:
    """Let a finger push what is in this area."""
    _FingerScroll(area)


class _FingerScroll(QObject):
    def __init__(self, area: QAbstractScrollArea) -> None:
        super().__init__(area)
        self._viewport = area.viewport()
        QScroller.grabGesture(self._viewport, QScroller.ScrollerGestureType.TouchGesture)
        self._scroller = QScroller.scroller(self._viewport)
        properties = self._scroller.scrollerProperties()
        for metric in (
            QScrollerProperties.ScrollMetric.HorizontalOvershootPolicy,
            QScrollerProperties.ScrollMetric.VerticalOvershootPolicy,
        ):
            properties.setScrollMetric(metric, QScrollerProperties.OvershootPolicy.OvershootAlwaysOff)
        properties.setScrollMetric(QScrollerProperties.ScrollMetric.DragStartDistance, PUSHED_FROM_M)
        self._scroller.setScrollerProperties(properties)
        self._scroller.stateChanged.connect(self._let_go)
        self._viewport.installEventFilter(self)

    @Slot(QScroller.State)
    def _let_go(self, state: QScroller.State) -> None:
        """The finger pushes: whatever it came down on is let go, as if it had left it."""
        if state != QScroller.State.Dragging:
            return
        for button in self._viewport.findChildren(QAbstractButton):
            if button.isDown():
                QApplication.sendEvent(button, _released())
        QApplication.sendEvent(self._viewport, _released())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _MOUSE or self._scroller.state() not in _UNDER_WAY:
            return False
        return not isinstance(event, QMouseEvent) or event.position() != _FAR_AWAY


def _released() -> QMouseEvent:
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    kind, held = QEvent.Type.MouseButtonRelease, Qt.KeyboardModifier.NoModifier
    return QMouseEvent(kind, _FAR_AWAY, _FAR_AWAY, left, none, held)
