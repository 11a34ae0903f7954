"""Where the window was and how large, as a text that is kept: `1280x760+40+30`, with ` maximized` behind it.

Painted with the first frame, so it imports and names next to nothing.
"""

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, Qt

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_PLACE = re.compile(r"(\d{3,5})x(\d{3,5})([+-]\d{1,5})([+-]\d{1,5})( maximized)?")
_MAXIMIZED = " maximized"
_TITLE_PX, _SEEN_PX = 40, 120
"""So much of the window's upper edge must lie on a screen: a window that nobody can reach is lost."""


def place_of(window: "QWidget") -> str:
    """Where this window is, or would be if it were not maximized."""
    place = window.normalGeometry() if window.isMaximized() else window.geometry()
    if place.isEmpty():
        place = window.geometry()
    at = f"{place.x():+d}{place.y():+d}"
    return f"{place.width()}x{place.height()}{at}{_MAXIMIZED if window.isMaximized() else ''}"


def put_where_it_was(window: "QWidget", place: str) -> None:
    """Put a window that is not shown yet there, where that is on a screen of today; else leave it as it is."""
    found = _PLACE.fullmatch(place)
    if found is None:
        return
    width, height, left, top = (int(found[number]) for number in range(1, 5))
    edge = QRect(left, top, width, _TITLE_PX)
    for screen in window.screen().virtualSiblings():
        room = screen.availableGeometry()
        seen = edge.intersected(room)
        if seen.width() >= _SEEN_PX and seen.height() >= _TITLE_PX // 2:
            window.setGeometry(left, top, min(width, room.width()), min(height, room.height()))
            if found[5]:
                window.setWindowState(Qt.WindowState.WindowMaximized)
            return
