"""A status pill: a few words on a soft ground with an icon, so that nothing depends on colour alone."""

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.ui.controls.label import PlainLabel
from app.ui.theme.icons import icon
from app.ui.theme.theme import SECONDARY_PX, theme

_GAP_PX = 6
_ICON_PX = 14
_HEIGHT_PX = 26
_PADDING_PX = 10


class StatusPill(PlainLabel):
    """`tone`: good, warn, bad, accent or neutral. The text is the accessible name."""

    def __init__(
        self, text: str = "", tone: str = "neutral", icon_name: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent=parent)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self._tone = tone
        self._icon_name = icon_name
        self.show_status(text, tone, icon_name)

    def show_status(self, text: str, tone: str, icon_name: str = "") -> None:
        """Say something else."""
        self._tone = tone
        self._icon_name = icon_name
        self.setText(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font()).horizontalAdvance(self.text()) + 2 * _PADDING_PX
        return QSize(width + (_ICON_PX + _GAP_PX if self._icon_name else 0), _HEIGHT_PX)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_pill(painter, self.rect(), self.text(), self._tone, self._icon_name, self._font())
        painter.end()

    def _font(self) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(SECONDARY_PX)
        return font


def pill_size(text: str, icon_name: str, font: QFont) -> QSize:
    """How large a pill with this text is; for delegates."""
    width = QFontMetrics(font).horizontalAdvance(text) + 2 * _PADDING_PX
    return QSize(width + (_ICON_PX + _GAP_PX if icon_name else 0), _HEIGHT_PX)


def paint_pill(painter: QPainter, rect: QRect, text: str, tone: str, icon_name: str, font: QFont) -> None:
    """Draw a pill into `rect`; used by the widget and by list delegates."""
    palette = theme().palette
    ground, token = {
        "good": (palette.good_soft, "good"),
        "warn": (palette.warn_soft, "warn"),
        "bad": (palette.bad_soft, "bad"),
        "accent": (palette.accent_soft, "accent_strong"),
    }.get(tone, (palette.background, "muted"))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(ground))
    painter.drawRoundedRect(QRectF(rect), rect.height() / 2, rect.height() / 2)
    x = rect.left() + _PADDING_PX
    if icon_name:
        spot = QRect(x, rect.top() + (rect.height() - _ICON_PX) // 2, _ICON_PX, _ICON_PX)
        icon(icon_name, token).paint(painter, spot)
        x += _ICON_PX + _GAP_PX
    painter.setPen(QColor(palette.colour(token)))
    painter.setFont(font)
    room = QRect(x, rect.top(), rect.right() - x - _PADDING_PX + 4, rect.height())
    painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text)
    painter.restore()
