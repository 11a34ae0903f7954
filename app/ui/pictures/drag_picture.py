"""What is seen under the pointer while several pages are dragged: the one that was taken, and how many there are."""

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPixmap

from app.ui.theme.theme import SECONDARY_PX, theme
from app.ui.words import number_text

_BADGE_PX = 24


def drag_picture(tile: QPixmap, count: int) -> QPixmap:
    """The tile as it is painted; from two on with their number on it."""
    if count < 2:
        return tile
    colours = theme().palette
    painter = QPainter(tile)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    badge = QRectF(tile.width() / tile.devicePixelRatio() - _BADGE_PX - 3, 3, _BADGE_PX, _BADGE_PX)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(colours.accent))
    painter.drawEllipse(badge)
    font = painter.font()
    font.setPixelSize(SECONDARY_PX)
    painter.setFont(font)
    painter.setPen(QColor(colours.on_accent))
    painter.drawText(badge, int(Qt.AlignmentFlag.AlignCenter), number_text(count))
    painter.end()
    return tile
