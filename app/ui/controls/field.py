"""A line to type in, with icons and a suffix drawn inside it as in the mocks."""

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from app.ui.theme.icons import icon
from app.ui.theme.theme import theme

_ICON_PX = 18
_EDGE_PX = 12
_GAP_PX = 6


class Field(QLineEdit):
    """`name` is the accessible name and, where `placeholder` is empty, the placeholder as well."""

    def __init__(
        self,
        name: str,
        placeholder: str = "",
        *,
        leading_icon: str = "",
        trailing_icon: str = "",
        suffix: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setPlaceholderText(placeholder)
        self._leading_icon = leading_icon
        self._trailing_icon = trailing_icon
        self._suffix = suffix
        left = _ICON_PX + _GAP_PX if leading_icon else 0
        right = _ICON_PX if trailing_icon else 0
        self.setTextMargins(left, 0, right, 0)

    def set_suffix(self, suffix: str) -> None:
        """Show this after the typed text; empty takes it away."""
        if suffix != self._suffix:
            self._suffix = suffix
            self.update()

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        return QSize(min(hint.width(), 120), hint.height())

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        top = (self.height() - _ICON_PX) // 2
        if self._leading_icon:
            icon(self._leading_icon, "muted").paint(painter, QRect(_EDGE_PX, top, _ICON_PX, _ICON_PX))
        if self._trailing_icon:
            spot = QRect(self.width() - _EDGE_PX - _ICON_PX, top, _ICON_PX, _ICON_PX)
            icon(self._trailing_icon, "muted").paint(painter, spot)
        if self._suffix:
            self._paint_suffix(painter)
        painter.end()

    def _paint_suffix(self, painter: QPainter) -> None:
        margins = self.textMargins()
        shown = self.text() or self.placeholderText()
        x = _EDGE_PX + margins.left() + 2 + self.fontMetrics().horizontalAdvance(shown) + 6
        width = self.fontMetrics().horizontalAdvance(self._suffix)
        if x + width <= self.width() - _EDGE_PX - margins.right():
            painter.setPen(QColor(theme().palette.muted))
            room = QRect(x, 0, width + 2, self.height())
            painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter), self._suffix)
