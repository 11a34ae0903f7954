"""Can a window be opened and drawn here? For `counterscan --selftest`; on Linux never on the person's own screen."""

import os
import sys

from PySide6.QtCore import QSize
from PySide6.QtGui import QFontDatabase, QImageReader
from PySide6.QtTest import QTest  # the tour's hands need it
from PySide6.QtWidgets import QApplication, QLabel

from app.ui.camera.multimedia import NoMultimedia, load
from app.ui.theme import theme
from app.ui.theme.icons import icon

SIDE_PX = 64
KINDS_ON_THE_CLIPBOARD = ("png", "jpeg", "bmp", "gif", "tiff", "webp", "svg")


def look() -> str:
    """Open a small window with the theme, the typeface and an icon, and look at its pixels. Raises `LookupError`."""
    if sys.platform.startswith("linux"):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    application = QApplication(["counterscan"])
    theme.apply(application)
    label = QLabel()
    label.setPixmap(icon("scan", "ink").pixmap(QSize(SIDE_PX, SIDE_PX)))
    label.show()
    QTest.qWait(0)
    seen = label.grab().toImage()
    colours = {seen.pixel(x, y) for x in range(seen.width()) for y in range(seen.height())}
    missing = set(KINDS_ON_THE_CLIPBOARD) - {
        bytes(kind.data()).decode() for kind in QImageReader.supportedImageFormats()
    }
    platform, cameras = application.platformName(), _cameras()
    has_typeface = "Inter" in QFontDatabase.families()
    label.close()
    application.shutdown()
    if len(colours) < 2:
        raise LookupError("the icon was not drawn")
    if missing:
        raise LookupError(f"Qt can't read {', '.join(sorted(missing))}")
    if not has_typeface:
        raise LookupError("the typeface is missing")
    return f"{platform}, {cameras}"


def _cameras() -> str:
    """How many there are; loads the part of Qt that reads them. Raises `LookupError` where that is not whole."""
    try:
        load()
        from PySide6.QtMultimedia import QImageCapture, QMediaDevices  # late, as the window does
    except NoMultimedia as failure:
        raise LookupError(failure.problem.detail) from failure
    if not QImageCapture.supportedFormats():
        raise LookupError("Qt has no plugin for cameras")
    return f"{len(QMediaDevices.videoInputs())} cameras"
