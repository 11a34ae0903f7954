"""What the keys mean on the stage and the filmstrip: walking the pages, and making a crop box without a pointer."""

from enum import Enum

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from app.ui.workspace.crop_tool import CropTool

BIG_STEP_PX = 10
"""With Shift (ui.md)."""


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
_ARROWS = {
    int(Qt.Key.Key_Left): (-1, 0),
    int(Qt.Key.Key_Right): (1, 0),
    int(Qt.Key.Key_Up): (0, -1),
    int(Qt.Key.Key_Down): (0, 1),
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


def crop_key(tool: CropTool, key: int, modifiers: Qt.KeyboardModifier) -> bool:
    """Do what a key means while cropping; False where it means nothing.

    An arrow moves the chosen edge, Shift by 10; Alt with an arrow chooses the edge; Ctrl with an arrow moves the box.
    """
    arrow = _ARROWS.get(key)
    if arrow is None:
        return False
    right, down = arrow
    if modifiers & Qt.KeyboardModifier.AltModifier:
        tool.choose(right, down)
        return True
    step = BIG_STEP_PX if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
    if modifiers & Qt.KeyboardModifier.ControlModifier:
        tool.push(right * step, down * step)
    else:
        tool.nudge(right * step, down * step)
    return True
