"""One record in a list: its kind's icon, what it is called, what tells it from its namesakes; pressed to pick it."""

from html import escape

from PySide6.QtCore import QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from app.ui.theme.icons import icon
from app.ui.theme.theme import NOTE_PX, theme
from app.ui.words import visible

ROW_PX = 50
_TILE_PX = 32
_ICON_PX = 18
_GAP_PX = 8
_PADDING_PX = 4


class RecordRow(QPushButton):
    """A button of two lines. `is_current` marks the row that the arrow keys of the search field stand on."""

    def __init__(
        self,
        first_line: str,
        second_line: str,
        icon_name: str,
        name: str = "",
        parent: QWidget | None = None,
        *,
        note: str = "",
    ) -> None:
        """`note` is a word or two at the right of the first line."""
        super().__init__(parent)
        self._note = visible(note)
        self._lines = (visible(first_line), visible(second_line))
        self._icon = icon(icon_name, "muted")
        self._is_current = False
        self._drop_words = ""
        self._is_drop_under = False
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(visible(name) or ", ".join(line for line in self._lines if line))

    @property
    def lines(self) -> tuple[str, str]:
        """The texts as shown, before they give way to the width."""
        return self._lines

    @property
    def note(self) -> str:
        """What stands at the right of the first line."""
        return self._note

    @property
    def is_current(self) -> bool:
        return self._is_current

    def set_current(self, is_current: bool) -> None:
        """Mark or unmark the row."""
        self._is_current = is_current
        self.update()

    def show_drop(self, words: str, *, is_under: bool = False) -> None:
        """Show that something dragged can be dropped here and, where it is over this row, what comes of it."""
        if (words, is_under) != (self._drop_words, self._is_drop_under):
            self._drop_words, self._is_drop_under = words, is_under
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(200, ROW_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, ROW_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._is_current or self._is_drop_under or self.underMouse():
            is_marked = self._is_current or self._is_drop_under
            painter.setBrush(QColor(colours.accent_soft if is_marked else colours.hover))
            painter.drawRoundedRect(self.rect(), 8, 8)
        tile = QRectF(_PADDING_PX, (self.height() - _TILE_PX) / 2, _TILE_PX, _TILE_PX)
        painter.setBrush(QColor(colours.background))
        painter.drawRoundedRect(tile, 8, 8)
        inset = (_TILE_PX - _ICON_PX) // 2
        self._icon.paint(painter, tile.toRect().adjusted(inset, inset, -inset, -inset))
        self._paint_lines(painter)
        if self._drop_words or self.hasFocus():
            pen = QPen(QColor(colours.accent), 2 if self._is_drop_under or not self._drop_words else 1)
            if self._drop_words and not self._is_drop_under:
                pen.setDashPattern([4, 3])
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _paint_lines(self, painter: QPainter) -> None:
        colours = theme().palette
        left = _PADDING_PX + _TILE_PX + _GAP_PX
        width = self.width() - left - _PADDING_PX
        first_font = QFont(self.font())
        second_font = QFont(self.font())
        second_font.setPixelSize(NOTE_PX)
        first, second = self._lines
        second_ink = colours.muted
        if self._is_drop_under:
            second, second_ink = self._drop_words, colours.accent_strong
        middle = self.height() // 2
        both = bool(second)
        top = middle - 19 if both else middle - 10
        note_px = QFontMetrics(second_font).horizontalAdvance(self._note)
        first_px = width - (note_px + _GAP_PX if self._note else 0)
        parts = (
            (first, first_font, colours.ink, QRect(left, top, first_px, 20)),
            (self._note, second_font, colours.muted, QRect(left + width - note_px, top, note_px + 1, 20)),
            (second, second_font, second_ink, QRect(left, middle + 1, width, 17)),
        )
        cut = False
        for text, font, colour, spot in parts:
            shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, spot.width())
            cut = cut or shown != text
            painter.setFont(font)
            painter.setPen(QColor(colour))
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)
        whole = escape("\n".join(self._lines)).replace("\n", "<br>") if cut else ""
        if self.toolTip() != whole:
            self.setToolTip(whole)


class SkeletonRow(QWidget):
    """The place of a row whose content is still on its way."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedHeight(ROW_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(theme().palette.hover))
        middle = self.height() / 2
        left = _PADDING_PX + _TILE_PX + _GAP_PX
        painter.drawRoundedRect(QRectF(_PADDING_PX, middle - _TILE_PX / 2, _TILE_PX, _TILE_PX), 8, 8)
        painter.drawRoundedRect(QRectF(left, middle - 14, self.width() * 0.5, 11), 4, 4)
        painter.drawRoundedRect(QRectF(left, middle + 4, self.width() * 0.35, 9), 4, 4)
        painter.end()
