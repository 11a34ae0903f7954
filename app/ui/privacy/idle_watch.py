"""Notices that nobody touched a key or the mouse for a while. Shop room."""

import time

from PySide6.QtCore import QEvent, QObject, QTimer, Signal, Slot
from PySide6.QtGui import QGuiApplication, QWindow

LOOK_EVERY_MS = 2_000
_TOUCHES = frozenset(
    {
        QEvent.Type.KeyPress,
        QEvent.Type.MouseButtonPress,
        QEvent.Type.MouseMove,
        QEvent.Type.Wheel,
        QEvent.Type.TouchBegin,
        QEvent.Type.TouchUpdate,
        QEvent.Type.TabletPress,
    }
)


class IdleWatch(QObject):
    """`idled` fires once for each while without a touch. Every window of the program counts, dialogs too."""

    idled = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._after_s = 0.0
        self._touched_s = time.monotonic()
        self._has_idled = False
        self._looks = QTimer(self, interval=LOOK_EVERY_MS)
        self._looks.timeout.connect(self.look)
        application = QGuiApplication.instance()
        if isinstance(application, QGuiApplication):
            application.focusWindowChanged.connect(self._watch)
        self._watch(QGuiApplication.focusWindow())

    def set_minutes(self, minutes: float) -> None:
        """So long nobody may touch anything."""
        self._after_s = minutes * 60
        self._looks.start()

    def touch(self) -> None:
        """Somebody is there."""
        self._touched_s, self._has_idled = time.monotonic(), False

    @Slot(QWindow)
    def _watch(self, window: QWindow | None) -> None:
        if window is not None:
            window.installEventFilter(self)  # a second time moves it to the front, no more

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _TOUCHES:
            self.touch()
        return False

    @Slot()
    def look(self) -> None:
        """Was it too long?"""
        if not self._has_idled and time.monotonic() - self._touched_s >= self._after_s > 0:
            self._has_idled = True
            self.idled.emit()
