"""Draws the curtain over the whole program and lifts it: by the clock, by a key, by a PIN. Shop room."""

import shiboken6
from PySide6.QtCore import QMimeData, QObject, Signal, Slot
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QWidget

from app.domain.facts import OutboxChanged, PinAnswered, PrivacyChanged
from app.flows.desk import Desk
from app.ui.gallery.gallery_parcel import OUR_MARK
from app.ui.privacy.curtain import Curtain
from app.ui.privacy.idle_watch import IdleWatch
from app.ui.relay import Relay


class Privacy(QObject):
    """`contents` is all that the window shows. `drawn`: everything was hidden."""

    drawn = Signal()

    def __init__(self, desk: Desk, relay: Relay, contents: QWidget, curtain: Curtain) -> None:
        super().__init__(curtain)
        self._desk, self._contents, self.curtain = desk, contents, curtain
        self._set = PrivacyChanged(0.0)
        self._focus: QWidget | None = None
        self._windows: list[QWidget] = []
        self._waits_for_pin = False
        self.idle = IdleWatch(self)
        self.idle.idled.connect(self.draw)
        curtain.lift_asked.connect(self._lift_asked)
        relay.fact.connect(self._take)

    @property
    def is_drawn(self) -> bool:
        """Is everything hidden?"""
        return not self.curtain.isHidden()

    @Slot()
    def draw(self) -> None:
        """Hide everything, in this window and in every other of the program; sending goes on."""
        if self.is_drawn:
            return
        self.drawn.emit()
        while (popup := QApplication.activePopupWidget()) is not None:
            popup.close()
        own = self._contents.window()
        self._windows = [one for one in QApplication.topLevelWidgets() if one is not own and one.isVisible()]
        for window in self._windows:
            window.hide()
        self._focus = self._contents.window().focusWidget()
        _empty_clipboard()
        self._contents.hide()
        self.curtain.show()

    def _lift(self) -> None:
        self.curtain.hide()
        self._contents.show()
        for window in filter(shiboken6.isValid, self._windows):  # one may have gone meanwhile
            window.show()
        self._windows = []
        self.idle.touch()
        if self._focus is not None and shiboken6.isValid(self._focus) and self._focus.isVisible():
            self._focus.setFocus()
        self._focus = None

    @Slot(str)
    def _lift_asked(self, pin: str) -> None:
        if self._set.has_pin:
            self._waits_for_pin = True
            self._desk.try_pin(pin)
        else:
            self._lift()

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case PrivacyChanged():
                self._set = fact
                self.idle.set_minutes(fact.curtain_min)
                self.curtain.set_pin(has_pin=fact.has_pin)
            case PinAnswered() if self._waits_for_pin:
                self._waits_for_pin = False
                if fact.is_right:
                    self._lift()
                else:
                    self.curtain.answer(fact)
            case OutboxChanged(view=view):
                self.curtain.show_outbox(view)
            case _:
                pass


def _empty_clipboard() -> None:
    """Take off it what was copied here; what another program copied since is that program's affair."""
    clipboard = QGuiApplication.clipboard()
    held: QMimeData | None = clipboard.mimeData()  # none where it is empty, whatever Qt's types say
    if clipboard.ownsClipboard() or (held is not None and held.hasFormat(OUR_MARK)):
        clipboard.clear()
