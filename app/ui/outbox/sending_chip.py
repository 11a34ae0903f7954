"""The chip in the top bar that says how far the sending is: `12 of 40 · 18 of 52 MB · 20 s left`. Shop room."""

from datetime import datetime

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath
from PySide6.QtWidgets import QWidget

from app.domain.outbox_shelf import Hold
from app.domain.sending_run import SendingRun
from app.ui.controls.button import Button
from app.ui.controls.button_look import Look
from app.ui.outbox.words_outbox import run_text, run_title
from app.ui.theme.theme import SECONDARY_PX, theme


class SendingChip(Button):
    """Hidden while nothing is on its way; fills as the pages go out. A press leads to the outbox."""

    role = "chip"
    height_px = 32
    padding_px = 14
    font_px = SECONDARY_PX

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("", "send", parent=parent)
        self._share = 0.0
        self._texts = ("", "")
        self._is_narrow = False
        self.hide()

    def set_narrow(self, is_narrow: bool) -> None:
        """Say the count alone, where there is no room for the whole line."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self._say()

    def show_run(self, run: SendingRun, hold: Hold | None, now: datetime) -> None:
        """Say how far it is; one page that still waits to leave says so elsewhere."""
        is_shown = not run.is_over and (run.count > 1 or run.out_bytes > 0 or hold is Hold.PAUSED)
        if is_shown:
            whole, short = run_text(run, now), run_title(run)
            if hold is Hold.PAUSED:
                whole = short = self.tr("Paused at {part}").format(part=short)
            self.set_icon_name("player-pause" if hold is Hold.PAUSED else "send")
            self._share, self._texts = run.share, (whole, short)
            self._say()
        self.setVisible(is_shown)

    def _say(self) -> None:
        whole, short = self._texts
        self.set_words(short if self._is_narrow else whole, self.tr("Sending: {progress}").format(progress=whole))
        self.setToolTip(self.tr("Show the outbox"))

    def paint_ground(self, painter: QPainter, look: Look) -> None:
        super().paint_ground(painter, look)
        shape = QPainterPath()
        rect = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        shape.addRoundedRect(rect, self._radius() - 1, self._radius() - 1)
        painter.setClipPath(shape)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.fillRect(
            QRectF(rect.left(), rect.top(), rect.width() * self._share, rect.height()),
            QColor(theme().palette.accent_soft),
        )
        painter.setClipping(False)

    def _radius(self) -> float:
        return self.height() / 2
