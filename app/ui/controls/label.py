"""A label that shows text as it is: plain, whole or elided in the middle, never guessed to be rich text."""

from html import escape

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from app.ui.theme.theme import repolish
from app.ui.words import visible

_LEAST_ELIDED_PX = 40


class PlainLabel(QLabel):
    """Text that comes from DRX, a file or a barcode is data: control characters are made visible.

    `role` is a `text_role` of the stylesheet (title, heading, strong, section, secondary, note), `tone` a colour
    (ink, muted, faint, accent, good, warn, bad). With `elided` the text gives way in the middle and the whole of it
    stands in the tooltip; with `wraps` it breaks into lines.
    """

    def __init__(
        self,
        text: str = "",
        role: str = "",
        tone: str = "",
        *,
        elided: bool = False,
        wraps: bool = False,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        self._elided = elided
        if role:
            self.setProperty("text_role", role)
        if tone:
            self.setProperty("tone", tone)
        self.setWordWrap(wraps)
        if elided:
            self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        shown = visible(text)
        if shown == self.text():
            return
        super().setText(shown)
        self._tell_the_rest()

    @property
    def may_give_way(self) -> bool:
        """May its text be elided where there is no room?"""
        return self._elided

    def set_tone(self, tone: str) -> None:
        """Change the colour."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)

    def minimumSizeHint(self) -> QSize:
        hint = super().minimumSizeHint()
        if self._elided:
            hint.setWidth(min(hint.width(), _LEAST_ELIDED_PX))
        return hint

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._elided:
            super().paintEvent(event)
            return
        painter = QPainter(self)
        rect = self.contentsRect()
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(rect, int(self.alignment() | Qt.TextFlag.TextSingleLine), self._fitting_text())
        painter.end()

    def event(self, event: QEvent) -> bool:
        if self._elided and event.type() in {QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange}:
            self._tell_the_rest()
        return super().event(event)

    def _fitting_text(self) -> str:
        width = self.contentsRect().width()
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideMiddle, width)

    def _tell_the_rest(self) -> None:
        if self._elided:
            whole = self.text()
            self.setToolTip("" if self._fitting_text() == whole else escape(whole))
