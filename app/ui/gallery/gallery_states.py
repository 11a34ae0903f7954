"""What stands in the gallery's place while there are no tiles: a sentence with one thing to do, or empty frames."""

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QColor, QFocusEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.ui.controls.button import PlainButton
from app.ui.controls.label import PlainLabel
from app.ui.gallery.gallery_layout import PICTURE_HEIGHT_PX, Section, Wall
from app.ui.theme.icons import icon
from app.ui.theme.theme import CARD_RADIUS_PX, theme

_ICON_PX = 40
_TEXT_WIDTH_PX = 420


class Message(QWidget):
    """An icon, a title, a sentence, and perhaps a button (`pressed`), in the middle of the pane.

    Whoever shows it may give it the focus, so that its words are read.
    """

    pressed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name = "photo"
        self._icon = PlainLabel()
        self._title = PlainLabel(role="heading", wraps=True)
        self._text = PlainLabel(role="secondary", wraps=True)
        self._button = PlainButton(self.tr("Try again"), "refresh")
        self._button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 24, 24, 24)
        column.setSpacing(8)
        column.addStretch(4)
        for label in (self._icon, self._title, self._text):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._title.setFixedWidth(_TEXT_WIDTH_PX)
        self._text.setFixedWidth(_TEXT_WIDTH_PX)
        for part in (self._icon, self._title, self._text):
            column.addWidget(part, 0, Qt.AlignmentFlag.AlignHCenter)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._button)
        row.addStretch(1)
        column.addSpacing(8)
        column.addLayout(row)
        column.addStretch(6)
        theme().changed.connect(self._tint)

    def say(self, icon_name: str, title: str, text: str = "", *, may_retry: bool = False) -> None:
        """Show this."""
        self._icon_name = icon_name
        self._title.setText(title)
        self._text.setText(text)
        self._text.setVisible(bool(text))
        for label in (self._title, self._text):  # the layout asks a wrapped label for its height in vain
            label.setFixedHeight(max(0, label.heightForWidth(_TEXT_WIDTH_PX)))
        self._button.setVisible(may_retry)
        self.setAccessibleName(self.words)
        self._tint()

    @property
    def words(self) -> str:
        """Everything that is said."""
        return " ".join(label.text() for label in (self._title, self._text) if label.text())

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(theme().palette.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()

    def _tint(self) -> None:
        self._icon.setPixmap(icon(self._icon_name, "faint").pixmap(_ICON_PX, _ICON_PX))


class Skeleton(QWidget):
    """Empty frames where images will be."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Loading images"))
        theme().changed.connect(self.update)

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        probe = Wall((Section("", 0, 1),), self.width())
        wall = Wall((Section("", 0, probe.columns * 2 - 1),), self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        heading = wall.heading_place(0)
        bars = [QRectF(heading.x, heading.y + 15, 90, 14)]
        painter.setBrush(QColor(palette.panel))
        for row in range(wall.count):
            place = wall.place(row)
            painter.drawRoundedRect(
                QRectF(place.x, place.y, place.width, PICTURE_HEIGHT_PX), CARD_RADIUS_PX, CARD_RADIUS_PX
            )
            bars.append(QRectF(place.x, place.y + PICTURE_HEIGHT_PX + 11, place.width * 0.6, 12))
            bars.append(QRectF(place.x, place.y + PICTURE_HEIGHT_PX + 30, place.width * 0.85, 10))
        painter.setBrush(QColor(palette.line))
        for bar in bars:
            painter.drawRoundedRect(bar, 4, 4)
        painter.end()
