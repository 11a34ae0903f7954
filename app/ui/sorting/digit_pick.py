"""A digit that picks a suggestion: it waits for the next key, so that a number that is typed never picks anybody."""

from PySide6.QtCore import QObject, QTimer, Signal, Slot

from app.domain.records import Record
from app.ui.sorting.needs_card import NeedsCard

WAIT_MS = 250


class DigitPick(QObject):
    """`picked` carries the record that stood at the digit when it was pressed, `typed` text that is for the search."""

    picked = Signal(object)
    typed = Signal(str)

    def __init__(self, needs: NeedsCard) -> None:
        super().__init__(needs)
        self._needs = needs
        self._digit = ""
        self._pointed: Record | None = None
        self._wait = QTimer(self, singleShot=True, interval=WAIT_MS)
        self._wait.timeout.connect(self.settle)

    @property
    def is_waiting(self) -> bool:
        """Was a digit pressed that has not picked yet?"""
        return self._pointed is not None

    def take(self, text: str, *, may_pick: bool) -> None:
        """A letter or digit was typed: one digit by itself picks, all else is searched for, the digit before it too."""
        is_offered = text.isdecimal() and 0 < int(text) <= len(self._needs.suggested)
        if may_pick and is_offered and not self.is_waiting:
            self._digit, self._pointed = text, self._needs.suggested[int(text) - 1]
            self._needs.point_at(int(text) - 1)
            self._wait.start()
            return
        text = self._digit + text
        self.forget()
        self.typed.emit(text)

    @Slot()
    def settle(self) -> None:
        """Nothing followed."""
        pointed = self._pointed
        self.forget()
        if pointed is not None:
            self.picked.emit(pointed)

    def forget(self) -> None:
        """It was meant for pages that are no longer selected, or no digit at all."""
        self._digit, self._pointed = "", None
        self._wait.stop()
        self._needs.point_at(None)
