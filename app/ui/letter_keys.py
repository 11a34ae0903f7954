"""Single letters and digits as keys, and how to do without them: for who talks to the computer, or types by accident.

Off, no letter and no digit does anything by itself: it is typed into the record field, as everywhere (WCAG 2.2, 2.1.4).
"""

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractSpinBox, QLineEdit, QWidget

from app.domain.facts import SettingsChanged
from app.ui.relay import Relay

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier


class LetterKeys(QObject):
    """Watches the keys of `window`; `typed` takes a letter that is no key now."""

    def __init__(self, relay: Relay, window: QWidget, typed: Callable[[str], None]) -> None:
        super().__init__(window)
        self._window, self._typed = window, typed
        self.is_on = True
        relay.fact.connect(self._take)

    @Slot(object)
    def _take(self, fact: object) -> None:
        if isinstance(fact, SettingsChanged):
            self._set(is_on=bool(fact.values.get("letter_keys", True)))

    def _set(self, *, is_on: bool) -> None:
        application = QCoreApplication.instance()
        if is_on == self.is_on or application is None:
            return
        self.is_on = is_on
        (application.removeEventFilter if is_on else application.installEventFilter)(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not self._is_ours(watched):
            return False
        if not isinstance(event, QKeyEvent) or not event.text().isalnum() or event.modifiers() & _HELD:
            return False
        if kind is QEvent.Type.ShortcutOverride:
            event.accept()  # no shortcut: it comes once more, as a key
            return True
        self._typed(event.text())
        return True

    def _is_ours(self, watched: QObject) -> bool:
        return (
            isinstance(watched, QWidget)
            and not isinstance(watched, (QLineEdit, QAbstractSpinBox))
            and (watched is self._window or self._window.isAncestorOf(watched))
        )
