"""Takes the pictures: waits until nothing is on its way any more, then saves what the window looks like."""

import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSize
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from app.tour.patience import TooLate, until

MAX_LOOKS = 20
"""Painting asks for pictures, whose coming may ask for better ones; only a window without rest comes to this bound."""


class Camera:
    """Numbers the pictures, names each on standard output, and keeps the count."""

    def __init__(self, window: QWidget, folder: Path, is_settled: Callable[[], bool]) -> None:
        self._window, self._folder, self._is_settled = window, folder, is_settled
        self.count = 0

    def size(self, width: int, height: int) -> None:
        """Make the window this large."""
        if QGuiApplication.platformName() == "offscreen":
            self._window.resize(width, height)
        else:  # fixed, or a window manager with a smaller screen would have its say
            self._window.setFixedSize(width, height)
        until(lambda: self._window.size() == QSize(width, height), f"a window of {width} × {height}")

    def take(self, name: str) -> None:
        """Save `NN-name.png`. Raises `TooLate`, and OSError where it can't be written."""
        self._settle()
        self.count += 1
        path = self._folder / f"{self.count:02}-{name}.png"
        if not self._window.grab().save(str(path)):
            raise OSError(f"{path} could not be written")
        sys.stdout.write(f"{path}\n")
        sys.stdout.flush()

    def _settle(self) -> None:
        for _ in range(MAX_LOOKS):
            self._window.grab()
            if self._is_settled():
                return
            until(self._is_settled, "all pictures on the screen to come")
        raise TooLate("The window does not come to rest")
