"""A small icon with a quiet sentence beside it."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.ui.controls.label import PlainLabel
from app.ui.theme.icons import icon
from app.ui.theme.theme import theme

_SIDE_PX = 16


class _Sign(QWidget):
    def __init__(self, icon_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon = icon(icon_name, "muted")
        self.setFixedSize(_SIDE_PX, _SIDE_PX)
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icon.paint(painter, QRect(0, 0, _SIDE_PX, _SIDE_PX))
        painter.end()


class IconLabel(QWidget):
    """`text` in the note's size, wrapped, with the icon at its left."""

    def __init__(self, icon_name: str, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(_Sign(icon_name), 0, Qt.AlignmentFlag.AlignVCenter)
        self._label = PlainLabel(text, "note", wraps=True)
        row.addWidget(self._label, 1)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self._label.setText(text)
