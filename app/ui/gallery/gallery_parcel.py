"""An image on its way to another program: by the clipboard, marked as not to be kept there, or by dragging.

A picture, never a file: a file would lie readable on this computer.
"""

import sys

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QImage

_WINDOWS_NAME = 'application/x-qt-windows-mime;value="{name}"'
"""How Qt writes a clipboard format of Windows that it does not know itself."""
_NO = bytes(4)
"""A DWORD of 0, which these formats take for no."""

DISCREET = {
    # Windows 10, "Cloud Clipboard and Clipboard History Formats"
    _WINDOWS_NAME.format(name="ExcludeClipboardContentFromMonitorProcessing"): _NO,
    _WINDOWS_NAME.format(name="CanIncludeInClipboardHistory"): _NO,
    _WINDOWS_NAME.format(name="CanUploadToCloudClipboard"): _NO,
    # nspasteboard.org; Qt hands names that it does not know to macOS under one of its own, so this is a try
    "org.nspasteboard.ConcealedType": b"1",
    # KDE's Klipper, and the managers of other desktops that follow it
    "x-kde-passwordManagerHint": b"secret",
}


OUR_MARK = "application/x-counterscan"
"""By this a picture on the clipboard is known as one of ours, to be taken off it again."""


def copied(image: QImage) -> QMimeData:
    """The picture for the clipboard, with every mark that keeps it out of histories and clouds."""
    parcel = dragged(image)
    parcel.setData(OUR_MARK, b"1")
    for name, content in DISCREET.items():
        if sys.platform == "win32" or not name.startswith("application/x-qt-windows-mime"):
            parcel.setData(name, content)
    return parcel


def dragged(image: QImage) -> QMimeData:
    """The picture alone."""
    parcel = QMimeData()
    parcel.setImageData(image)
    return parcel
