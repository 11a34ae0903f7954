"""The dashed tile at the end of the filmstrip: press it to add pages."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QWidget

from app.ui.theme.icons import icon
from app.ui.theme.theme import NOTE_PX, theme
from app.ui.workspace.filmstrip_delegate import COMPACT, ROOMY, TileSize


class AddTile(QPushButton):
    """Looks like an empty page; is a button called "Add pages"."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._size: TileSize = ROOMY
        self._text = self.tr("Add pages")
        self.setAccessibleName(self._text)
        self.setToolTip(self.tr("Add pages: drop, paste or open files"))
        theme().changed.connect(self.update)

    def set_compact(self, is_compact: bool) -> None:
        """Smaller, for a low window."""
        self._size = COMPACT if is_compact else ROOMY
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        return self._size.cell

    def minimumSizeHint(self) -> QSize:
        return self._size.cell

    def paintEvent(self, event: QPaintEvent) -> None:
        palette, size = theme().palette, self._size
        tile = QRectF(size.ring + 1, size.ring, size.tile_width, size.tile_height)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        pen = QPen(QColor(palette.accent if self.hasFocus() else palette.faint), 2 if self.hasFocus() else 1)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.setBrush(QColor(palette.hover) if self.underMouse() else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(tile, 6, 6)
        spot = QRect(0, 0, 24, 24)
        spot.moveCenter(tile.center().toPoint())
        icon("plus", "muted").paint(painter, spot)
        font = painter.font()
        font.setPixelSize(NOTE_PX)
        painter.setFont(font)
        painter.setPen(QColor(palette.muted))
        caption = QRect(2, int(tile.bottom()) + size.ring, self.width() - 4, size.caption)
        shown = QFontMetrics(font).elidedText(self._text, Qt.TextElideMode.ElideMiddle, caption.width())
        painter.drawText(caption, int(Qt.AlignmentFlag.AlignCenter), shown)
        painter.end()
