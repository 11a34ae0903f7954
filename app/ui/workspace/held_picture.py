"""The one picture that a drag or the clipboard holds: in the best of its forms, and never twice."""

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMimeData
from PySide6.QtGui import QImage, QImageWriter

_WINDOWS = 'application/x-qt-windows-mime;value="{name}"'
PICTURE_FORMATS = {
    "application/pdf": ".pdf",
    _WINDOWS.format(name="Portable Document Format"): ".pdf",
    "com.adobe.pdf": ".pdf",
    "image/png": ".png",
    _WINDOWS.format(name="PNG"): ".png",
    "image/jpeg": ".jpg",
    "image/jpg": ".jpg",
    _WINDOWS.format(name="JFIF"): ".jpg",
    "image/tiff": ".tif",
    "public.tiff": ".tif",
    "image/heic": ".heic",
    "image/avif": ".avif",
    "image/bmp": ".bmp",
    "image/webp": ".webp",
    "image/gif": ".gif",
    _WINDOWS.format(name="GIF"): ".gif",
}
"""Taken as they are, in this order, and decoded in the darkroom alone.

A program offers one picture in several forms. A PDF holds what the others are drawn from; PNG loses nothing. The names
of Windows and macOS are those of their clipboards, as Qt hands them on.
"""
MAX_HELD_PIXELS = 64_000_000
"""The largest picture that Qt may hold for us: 600 dpi of a page of 11 by 17 inches. See `drawn_by_qt`."""
_QUICK_PNG = 90
"""Qt's PNG writer: the higher, the less it compresses. The page is fitted later anyhow; now a person waits."""
_PDF, _HEAD_BYTES = b"%PDF-", 1024  # a header may stand anywhere in there (PDF 1.7, implementation note 13)
_PNG_HEAD_BYTES = 8
_PNG_FRAME_BYTES = 12  # of a chunk: its length, its name, its checksum


def has_picture(mime: QMimeData) -> bool:
    """Is there one? Reads nothing."""
    return mime.hasImage() or any(mime.hasFormat(name) for name in PICTURE_FORMATS)


def picture_as_given(mime: QMimeData) -> tuple[bytes, str]:
    """The bytes that the other program gave, and the ending for their format; empty where it gave none."""
    for name, ending in PICTURE_FORMATS.items():
        content = bytes(mime.data(name).data()) if mime.hasFormat(name) else b""
        if content and (ending != ".pdf" or _PDF in content[:_HEAD_BYTES]):
            return content, ending
    return b"", ""


def drawn_by_qt(mime: QMimeData) -> QImage | None:
    """The picture that only Qt holds: a screen shot, say, that the system hands on without any of our formats.

    The one exception to the rule that this process decodes no picture. It is bounded by `MAX_HELD_PIXELS`; Qt's own
    readers stop at 256 MB of pixels (`QImageReader.allocationLimit`).
    """
    image = mime.imageData() if mime.hasImage() else None
    return image if isinstance(image, QImage) and not image.isNull() else None


def is_too_large(image: QImage) -> bool:
    """May Qt not write this one for us?"""
    return image.width() * image.height() > MAX_HELD_PIXELS


def png_of(image: QImage) -> bytes:
    """A picture that only Qt holds, as PNG; empty when it can't be written.

    Qt gives the screen's dpi to a picture that came with none, and writes it down: that is taken out again, because
    nobody measured it.
    """
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(_QUICK_PNG)
    was_written = writer.write(image)
    buffer.close()
    if not was_written:
        return b""
    says_dpi = image.dotsPerMeterX() != QImage(1, 1, QImage.Format.Format_Mono).dotsPerMeterX()
    return bytes(content.data()) if says_dpi else _without_dpi(bytes(content.data()))


def _without_dpi(png: bytes) -> bytes:
    """The same PNG less its pHYs chunk (PNG, 11.3.4.3), which stands before the pixels."""
    at = _PNG_HEAD_BYTES
    while at + _PNG_FRAME_BYTES <= len(png) and (name := png[at + 4 : at + 8]) != b"IDAT":
        end = at + _PNG_FRAME_BYTES + int.from_bytes(png[at : at + 4], "big")
        if name == b"pHYs":
            return png[:at] + png[end:]
        at = end
    return png
