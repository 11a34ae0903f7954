"""The first thing on the screen: the window's frame with the shape of what comes, painted before anything is built.

It imports next to nothing, and names as few classes of Qt as can be (PySide makes a class when it is first named, and
QPainter alone takes longer than all of this), so that a double-click is answered about as soon as Qt can answer it.
What the window holds is built behind the first paint and put into it.
"""

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QMainWindow, QWidget

from app.ui.theme.palette import Palette
from app.ui.window_place import put_where_it_was

if TYPE_CHECKING:
    from PySide6.QtCore import QSize
    from PySide6.QtGui import QPaintEvent, QResizeEvent, QScreen

FIRST_SIZE_PX = (1280, 760)
_BAR_PX, _RECORD_PX, _INSPECTOR_PX = 56, 269, 300


def first_size(screen: "QScreen") -> "QSize":
    """How large the window begins: at 150 % a small screen has less room than it would like."""
    size = screen.availableSize()
    size.setWidth(min(FIRST_SIZE_PX[0], size.width()))
    size.setHeight(min(FIRST_SIZE_PX[1], size.height()))
    return size


class FirstWindow(QMainWindow):
    """The frame. `was_painted` fires once, behind the first paint."""

    was_painted = Signal()

    def __init__(self, palette: Palette, place: str = "") -> None:
        """`place` is where it was the last time, as `window_place` writes it."""
        super().__init__()
        self.setWindowTitle("CounterScan")
        self.resize(first_size(self.screen()))
        put_where_it_was(self, place)
        shape = _Shape(palette)
        shape.was_painted.connect(self.was_painted)
        self.setCentralWidget(shape)

    def hold(self, contents: QWidget) -> None:
        """Show these contents from now on; what they are called and look like is what the window is."""
        self.setWindowIcon(contents.windowIcon())
        self.setWindowTitle(contents.windowTitle())
        contents.windowTitleChanged.connect(self.setWindowTitle)
        self.setCentralWidget(contents)


class _Shape(QWidget):
    """The grounds of the bar and the panels, where they will be; the lines between them are what shows through."""

    was_painted = Signal()

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.setStyleSheet(f"background: {palette.canvas}")
        self._panels = tuple(QWidget(self) for _ in range(3))
        for panel in self._panels:
            panel.setStyleSheet(f"background: {palette.panel}")
        self._is_painted = False

    def resizeEvent(self, event: "QResizeEvent") -> None:
        width, below = self.width(), self.height() - _BAR_PX
        bar, record, inspector = self._panels
        bar.setGeometry(0, 0, width, _BAR_PX - 1)
        record.setGeometry(0, _BAR_PX, _RECORD_PX - 1, below)
        inspector.setGeometry(width - _INSPECTOR_PX + 1, _BAR_PX, _INSPECTOR_PX, below)

    def paintEvent(self, event: "QPaintEvent") -> None:
        super().paintEvent(event)
        if not self._is_painted:
            self._is_painted = True
            QTimer.singleShot(0, self, self.was_painted.emit)
