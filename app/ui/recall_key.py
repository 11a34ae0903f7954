"""Ctrl+Backspace takes the last upload back, wherever the focus is.

In a text field the key deletes the word before the cursor. It does so while there are words; an empty field, as the
record field is after an upload, leaves the key to the window. Qt's own fields claim it in neither case (6.12).
"""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QLineEdit, QWidget

from app.ui.window_keys import Key


class RecallKey(QObject):
    """Lives as long as `window`; `recall` is called when the key is pressed."""

    def __init__(self, window: QWidget, recall: Callable[[], None]) -> None:
        super().__init__(window)
        self._window = window
        self._keys = QKeySequence(Key.RECALL.value)
        QShortcut(self._keys, window).activated.connect(recall)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    @Slot(QWidget, QWidget)
    def _follow(self, before: QWidget | None, now: QWidget | None) -> None:
        if isinstance(before, QLineEdit):
            before.removeEventFilter(self)
        if isinstance(now, QLineEdit) and self._window.isAncestorOf(now):
            now.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if self._is_for_field(watched, event):
            event.accept()  # the field's, not the shortcut's
            return True
        return super().eventFilter(watched, event)

    def _is_for_field(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.ShortcutOverride or not isinstance(event, QKeyEvent):
            return False
        has_words = isinstance(watched, QLineEdit) and bool(watched.text())
        return has_words and QKeySequence(event.keyCombination()) == self._keys
