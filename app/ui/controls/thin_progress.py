"""A thin line that fills, or, where nobody knows how far it is, one on which something moves. Shop room."""

from PySide6.QtCore import QRectF, Qt, QTimer, Slot
from PySide6.QtGui import QColor, QGuiApplication, QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QProgressBar, QWidget

from app.ui.theme.theme import theme

STEP_MS = 40
_STEPS = 1000
_PIECE = 0.25
"""How much of the line the moving piece is."""
_ROUND_S = 1.6
_ROUND_STEPS = round(_ROUND_S * 1000 / STEP_MS)


class ThinProgress(QProgressBar):
    """A real progress bar for assistive technology. A person who wants less motion sees a still line instead."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setTextVisible(False)
        self.setProperty("role", "thin")
        self._step = 0
        self._clock = QTimer(self, interval=STEP_MS)
        self._clock.timeout.connect(self._move)
        self.show_share(None)

    @property
    def moves(self) -> bool:
        """Does something move on it?"""
        return self._clock.isActive()

    def show_share(self, share: float | None) -> None:
        """So far it is, from 0 to 1; None: nobody knows."""
        self.setRange(0, 0 if share is None else _STEPS)
        if share is not None:
            self.setValue(round(_STEPS * min(max(share, 0.0), 1.0)))
        self._run()
        self.update()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._run()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._clock.stop()

    def _run(self) -> None:
        hints = QGuiApplication.styleHints()  # held: PySide6 6.12 takes its parts down with the wrapper
        wish = hints.accessibility().motionPreference()
        if self.maximum() == 0 and self.isVisible() and wish != Qt.MotionPreference.ReducedMotion:
            if not self._clock.isActive():
                self._clock.start()
        else:
            self._clock.stop()

    @Slot()
    def _move(self) -> None:
        self._step = (self._step + 1) % _ROUND_STEPS
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours = theme().palette
        painter = QPainter(self)
        whole = QRectF(self.rect())
        painter.fillRect(whole, QColor(colours.line))
        if self.maximum() > 0:
            whole.setWidth(whole.width() * self.value() / self.maximum())
            painter.fillRect(whole, QColor(colours.accent))
        elif self.moves:
            at = (1 + _PIECE) * self._step / _ROUND_STEPS - _PIECE
            piece = QRectF(at * whole.width(), 0, _PIECE * whole.width(), whole.height())
            painter.fillRect(piece, QColor(colours.accent))
        else:
            painter.setOpacity(0.45)
            painter.fillRect(whole, QColor(colours.accent))
        painter.end()
