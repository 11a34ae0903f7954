"""A choice that drops down: a real QComboBox, with the chevron of our icons."""

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QComboBox, QWidget

from app.ui.theme.icons import icon

_CHEVRON_PX = 16
_FROM_EDGE_PX = 8


class DropChoice(QComboBox):
    """`name` is what assistive technology calls it."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        top = (self.height() - _CHEVRON_PX) // 2
        spot = QRect(self.width() - _CHEVRON_PX - _FROM_EDGE_PX, top, _CHEVRON_PX, _CHEVRON_PX)
        painter = QPainter(self)
        icon("chevron-down", "muted" if self.isEnabled() else "faint").paint(painter, spot)
        painter.end()
