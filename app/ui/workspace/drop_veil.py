"""A veil over the workspace while something is dragged over it; says what dropping will do."""

from PySide6.QtCore import QRect, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QWidget

from app.ui.theme.theme import theme


class DropVeil(QWidget):
    """Lies over everything but the pages in the strip, between which one may drop, too. Takes no pointer."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.words = ""
        self._free = QRect()
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_words(self, words: str, free: QRect) -> None:
        """Show the veil with these words; empty hides it. `free` stays as it is."""
        if (words, free) == (self.words, self._free):
            return
        self.words, self._free = words, free
        self.setVisible(bool(words))
        if words:
            self.raise_()
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRegion(QRegion(self.rect()) - QRegion(self._free))
        ground = QColor(palette.accent_soft)
        ground.setAlpha(225)
        painter.fillRect(self.rect(), ground)
        pen = QPen(QColor(palette.accent), 2)
        pen.setDashPattern([4, 3])
        painter.setPen(pen)
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(12, 12, -12, -12), 14, 14)
        font = painter.font()
        font.setPixelSize(20)
        font.setWeight(font.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(palette.accent_strong))
        above = self.rect() if self._free.isEmpty() else self.rect().adjusted(0, 0, 0, self._free.top() - self.height())
        painter.drawText(
            above.adjusted(28, 0, -28, 0), int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), self.words
        )
        painter.end()
