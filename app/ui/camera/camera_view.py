"""The live picture on the screen, as large as there is room, with a word over it while something is going on."""

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QImage, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QWidget

from app.ui.theme.theme import SECONDARY_PX, theme

_MARGIN_PX = 16
_PILL_HEIGHT_PX = 34
_PILL_PADDING_PX = 16


class CameraView(QWidget):
    """`room_changed` carries the size, in the screen's own pixels, that a picture should have."""

    room_changed = Signal(QSize)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.tr("Live picture"))
        self._image = QImage()
        self._words = ""
        theme().changed.connect(self.update)

    @property
    def image(self) -> QImage:
        """What is shown."""
        return self._image

    @property
    def words(self) -> str:
        """What stands over it."""
        return self._words

    def show_image(self, image: QImage) -> None:
        """Show this one now; an empty one shows none."""
        self._image = image
        self.update()

    def say(self, words: str) -> None:
        """Put these words over the picture; empty takes them away."""
        if words != self._words:
            self._words = words
            self.setAccessibleDescription(words)
            self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(240, 160)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.room_changed.emit((self._inside().size().toSizeF() * self.devicePixelRatioF()).toSize())

    def _inside(self) -> QRect:
        return self.rect().adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX)

    def _place(self) -> QRectF:
        inside = QRectF(self._inside())
        size = self._image.size().toSizeF().scaled(inside.size(), Qt.AspectRatioMode.KeepAspectRatio)
        place = QRectF(QPointF(0, 0), size)
        place.moveCenter(inside.center())
        return place

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.canvas))
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if not self._image.isNull():
            painter.drawImage(self._place(), self._image)
        if self._words:
            self._paint_pill(painter)
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_pill(self, painter: QPainter) -> None:
        """As the stage says the size after a crop: light on dark in the light theme, dark on light in the dark one."""
        palette = theme().palette
        font = self.font()
        font.setPixelSize(SECONDARY_PX)
        painter.setFont(font)
        most_px = self._inside().width() - 2 * _PILL_PADDING_PX
        words = QFontMetrics(font).elidedText(self._words, Qt.TextElideMode.ElideMiddle, most_px)
        width = QFontMetrics(font).horizontalAdvance(words) + 2 * _PILL_PADDING_PX
        pill = QRectF(0, 0, width, _PILL_HEIGHT_PX)
        pill.moveCenter(QPointF(self.rect().center().x(), self._inside().bottom() - _PILL_HEIGHT_PX / 2 - 8))
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(palette.ink))
        painter.drawRoundedRect(pill, _PILL_HEIGHT_PX / 2, _PILL_HEIGHT_PX / 2)
        painter.setPen(QColor(palette.panel))
        painter.drawText(pill, int(Qt.AlignmentFlag.AlignCenter), words)
