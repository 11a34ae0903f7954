"""The usual documents of the picked record, each a small button: how it stands, and pressed, how it gets there."""

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QVBoxLayout, QWidget

from app.domain.documents import Document, DocumentMark, Standing
from app.domain.facts import CaptureChanged, DocumentsChanged
from app.ui.record.words_documents import document_name, mark_sentence, standing_text
from app.ui.relay import Relay
from app.ui.theme.icons import icon
from app.ui.theme.theme import NOTE_PX, SECONDARY_PX, TARGET_PX, theme

_ICON_PX = 16
_GAP_PX = 8
_PADDING_PX = 8
_LEAST_NAME_PX = 60

_LOOKS = {
    Standing.ASKING: ("clock", "muted"),
    Standing.MISSING: ("plus", "warn"),
    Standing.OLD: ("alert-triangle", "warn"),
    Standing.HAS: ("check", "good"),
    Standing.ON_DESK: ("file-text", "accent_strong"),
    Standing.ON_ITS_WAY: ("send", "accent_strong"),
}
"""The sign of each standing, and the colour of sign and words."""


class DocumentButton(QPushButton):
    """One document in a line: its sign, what it is, how it stands."""

    def __init__(self, mark: DocumentMark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.mark = mark
        self.show_mark(mark)

    def show_mark(self, mark: DocumentMark) -> None:
        """It stands like this now."""
        self.mark = mark
        self.setAccessibleName(mark_sentence(mark))
        self.update()

    def tell(self, what_it_does: str) -> None:
        """Say what a press does, or why it does nothing now."""
        self.setAccessibleDescription(what_it_does)
        self.setToolTip(escape(f"{mark_sentence(self.mark)}. {what_it_does}"))

    def sizeHint(self) -> QSize:
        return QSize(200, TARGET_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(120, TARGET_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme().palette
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.isEnabled() and (self.underMouse() or self.isDown()):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(QColor(colours.hover))
            painter.drawRoundedRect(self.rect(), 8, 8)
        icon_name, token = _LOOKS[self.mark.standing]
        token = token if self.isEnabled() else "muted"
        spot = QRect(_PADDING_PX, (self.height() - _ICON_PX) // 2, _ICON_PX, _ICON_PX)
        icon(icon_name, token).paint(painter, spot)
        left, right = _PADDING_PX + _ICON_PX + _GAP_PX, self.width() - _PADDING_PX
        stands = standing_text(self.mark)
        stands_px = min(QFontMetrics(self._font(NOTE_PX)).horizontalAdvance(stands), right - left - _LEAST_NAME_PX)
        name_px = right - left - stands_px - _GAP_PX
        name = document_name(self.mark.document)
        self._paint_words(painter, name, SECONDARY_PX, "ink" if self.isEnabled() else "muted", left, name_px)
        self._paint_words(painter, stands, NOTE_PX, token, right - stands_px, stands_px)
        if self.hasFocus():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)
        painter.end()

    def _paint_words(self, painter: QPainter, words: str, size_px: int, token: str, x: int, width_px: int) -> None:
        font = self._font(size_px)
        shown = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideMiddle, width_px + 1)
        painter.setFont(font)
        painter.setPen(QColor(theme().palette.colour(token)))
        flags = int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextDontClip)
        painter.drawText(QRect(x, 0, width_px + 1, self.height()), flags, shown)

    def _font(self, size_px: int) -> QFont:
        font = QFont(self.font())
        font.setPixelSize(size_px)
        return font


class DocumentsMarks(QWidget):
    """Hidden while there is nothing to say. `capture_asked` carries the Document whose mark was pressed."""

    capture_asked = Signal(object)

    def __init__(self, relay: Relay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._is_scanning = False
        self._buttons: list[DocumentButton] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self.setAccessibleName(self.tr("Usual documents"))
        relay.fact.connect(self._take)
        self.hide()

    @property
    def buttons(self) -> tuple[DocumentButton, ...]:
        """The marks as they stand."""
        return tuple(self._buttons)

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case DocumentsChanged(view):
                self._show(view.marks)
            case CaptureChanged(view) if view.is_busy != self._is_scanning:
                self._is_scanning = view.is_busy
                self._tell()
            case _:
                pass

    def _show(self, marks: Sequence[DocumentMark]) -> None:
        """The same documents keep their buttons, so that the focus stays where it is."""
        if [button.mark.document for button in self._buttons] != [mark.document for mark in marks]:
            self._make(marks)
        for button, mark in zip(self._buttons, marks, strict=True):
            button.show_mark(mark)
        self._tell()
        self.setVisible(bool(marks))

    def _make(self, marks: Sequence[DocumentMark]) -> None:
        for button in self._buttons:
            self._column.removeWidget(button)
            button.hide()
            button.deleteLater()
        self._buttons = [DocumentButton(mark, self) for mark in marks]
        for button in self._buttons:
            button.clicked.connect(self._pressed)
            self._column.addWidget(button)

    def _tell(self) -> None:
        does = self.tr("A scan is running") if self._is_scanning else self.tr("Capture it now")
        for button in self._buttons:
            button.setEnabled(not self._is_scanning)
            button.tell(does)

    @Slot()
    def _pressed(self) -> None:
        pressed = self.sender()
        document: Document | None = next((each.mark.document for each in self._buttons if each is pressed), None)
        if document is not None:
            self.capture_asked.emit(document)
