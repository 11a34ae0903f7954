"""What the keys mean on the stage and the filmstrip: walking the pages."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent


class Walk(Enum):
    """Where to go from the current page."""

    PREVIOUS = "previous"
    NEXT = "next"
    FIRST = "first"
    LAST = "last"

    def target(self, current: int, count: int) -> int:
        """The row to go to from row `current` of `count` rows."""
        wanted = {Walk.PREVIOUS: current - 1, Walk.NEXT: current + 1, Walk.FIRST: 0, Walk.LAST: count - 1}[self]
        return max(0, min(wanted, count - 1))


_WALKS = {
    int(Qt.Key.Key_Left): Walk.PREVIOUS,
    int(Qt.Key.Key_Up): Walk.PREVIOUS,
    int(Qt.Key.Key_PageUp): Walk.PREVIOUS,
    int(Qt.Key.Key_Right): Walk.NEXT,
    int(Qt.Key.Key_Down): Walk.NEXT,
    int(Qt.Key.Key_PageDown): Walk.NEXT,
    int(Qt.Key.Key_Home): Walk.FIRST,
    int(Qt.Key.Key_End): Walk.LAST,
}


def walk_of(key: int) -> Walk | None:
    """The walk that a key asks for, if it does."""
    return _WALKS.get(key)


def asked_walk(event: QKeyEvent) -> tuple[Walk, bool] | None:
    """The walk that a key press asks for, and whether it extends the selection; None where it asks for none."""
    walk = walk_of(event.key())
    held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if walk is None or held not in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier):
        return None
    return walk, held == Qt.KeyboardModifier.ShiftModifier
