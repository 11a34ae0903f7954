"""One quiet notification for somebody who looks at another window: no names, gone by itself. Shop room."""

from collections.abc import Callable

from PySide6.QtCore import QObject, QTimer, Slot
from PySide6.QtWidgets import QApplication, QSystemTrayIcon, QWidget

from app.ui.announce import announce
from app.ui.theme.icons import icon

SHOWN_MS = 5000


class QuietWord(QObject):
    """Speaks for `window`: to the screen reader where the window is in front, through the system where it is not.

    Where the system shows no notifications, the window's place in the task bar asks for a look.
    """

    def __init__(self, window: QWidget, ask: Callable[[], None]) -> None:
        """`ask` is called when somebody presses the notification: they want the window."""
        super().__init__(window)
        self._window, self._ask = window, ask
        self._tray: QSystemTrayIcon | None = None
        self._gone = QTimer(self, singleShot=True, interval=SHOWN_MS)
        self._gone.timeout.connect(self._put_away)

    def tell(self, text: str, needs_person: bool) -> None:
        """Say it once; `needs_person` asks for the window until somebody comes. The notices in it say that by
        themselves."""
        frame = self._window.window()
        if not needs_person:
            announce(self._window, text)
        if frame.isActiveWindow():
            return
        QApplication.alert(frame, 0 if needs_person else SHOWN_MS)
        if not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(icon("text-scan-2", "accent"), self)
            self._tray.messageClicked.connect(self._ask)
        self._tray.show()
        self._tray.showMessage("CounterScan", text, icon("send", "accent"), SHOWN_MS)
        self._gone.start()

    @Slot()
    def _put_away(self) -> None:
        if self._tray is not None:
            self._tray.hide()
            self._tray.deleteLater()
            self._tray = None
