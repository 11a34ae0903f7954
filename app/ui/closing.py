"""Closing the window: asks where pages are unsent, and can go on sending out of sight until everything is gone.

A log-off of the system is never held up: what is unsent is on the disk.
"""

from PySide6.QtCore import QEvent, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu, QSystemTrayIcon, QWidget

from app.domain.facts import AttentionAsked, DeskChanged, OutboxChanged
from app.ui.closing_sheet import ClosingSheet
from app.ui.relay import Relay
from app.ui.theme.icons import icon
from app.ui.words import pages_text, tr


class Closing(QObject):
    """Follows the close button of `frame`, which holds everything else; `sheet` lies in it.

    `closed`: the program may end, also where the window was out of sight and so is no last one that closes.
    """

    closed = Signal()

    def __init__(self, frame: QWidget, sheet: ClosingSheet, relay: Relay) -> None:
        super().__init__(frame)
        self._frame, self._sheet = frame, sheet
        self._unsent = self._on_desk = self._needs_person = 0
        self._may_close = False
        self._tray: QSystemTrayIcon | None = None
        self._menu: QMenu | None = None
        self._title = ""
        self.is_sending_on = False
        """The window is out of sight, and closes when everything is sent."""
        frame.installEventFilter(self)
        sheet.close_asked.connect(self.close_now)
        sheet.send_asked.connect(self.send_on)
        relay.fact.connect(self._take)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is not self._frame or event.type() is not QEvent.Type.Close or self._passes():
            return False
        event.ignore()
        self._sheet.show_counts(self._unsent, self._on_desk)
        self._sheet.ask()
        return True

    def _show(self) -> None:
        """Keep what the open sheet says true; where nothing is left to ask about, it goes."""
        if not self._sheet.isVisible():
            return
        self._sheet.show_counts(self._unsent, self._on_desk)
        if not self._unsent and not self._on_desk:
            self._sheet.close_sheet()

    def _passes(self) -> bool:
        """May it close unasked? Behind the curtain there is nobody to ask, and nothing is lost."""
        application, body = QGuiApplication.instance(), self._sheet.parentWidget()
        is_log_off = isinstance(application, QGuiApplication) and application.isSavingSession()
        can_ask = body is not None and body.isVisible()
        return self._may_close or is_log_off or not can_ask or not (self._unsent or self._on_desk)

    @Slot()
    def close_now(self) -> None:
        """Close, whatever is unsent: it goes out with the next start."""
        self._may_close = True
        self._put_tray_away()
        self._frame.close()
        self.closed.emit()

    @Slot()
    def send_on(self) -> None:
        """Go out of sight, and close when everything is sent."""
        self.is_sending_on = True
        self._sheet.close_sheet()
        self._title = self._frame.windowTitle()
        if QSystemTrayIcon.isSystemTrayAvailable():
            self._tray, self._menu = QSystemTrayIcon(icon("send", "accent"), self._frame), QMenu(self._frame)
            self._menu.addAction(tr("Open CounterScan"), self.come_back)
            self._menu.addAction(tr("Close now"), self.close_now)
            self._tray.setContextMenu(self._menu)
            self._tray.activated.connect(self.come_back)
            self._tray.show()
            self._frame.hide()
        else:
            self._frame.showMinimized()
        self._follow()

    @Slot()
    def come_back(self) -> None:
        """Be a window again, and close when a person says so."""
        self.is_sending_on = False
        self._put_tray_away()
        self._frame.setWindowTitle(self._title)
        self._frame.showNormal()
        self._frame.activateWindow()

    def _put_tray_away(self) -> None:
        for part in (self._tray, self._menu):
            if part is not None:
                part.hide()
                part.deleteLater()
        self._tray = self._menu = None

    def _follow(self) -> None:
        on_the_way = self._unsent - self._needs_person
        if not on_the_way:
            (self.come_back if self._needs_person else self.close_now)()
            return
        words = tr("CounterScan: {pages} on the way").format(pages=pages_text(on_the_way))
        self._frame.setWindowTitle(words)
        if self._tray is not None:
            self._tray.setToolTip(words)

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case OutboxChanged(view=view):
                self._unsent, self._needs_person = view.waiting_count, view.needs_person_count
                if self.is_sending_on:
                    self._follow()
                self._show()
            case DeskChanged(view=view):
                self._on_desk = len(view.rows)
                self._show()
            case AttentionAsked() if self.is_sending_on:
                self.come_back()
            case _:
                pass
