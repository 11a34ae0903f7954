"""What a drag or the clipboard offers us: files on this computer, or a picture as bytes. Nothing is ever fetched."""

from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QBuffer, QByteArray, QCoreApplication, QIODevice, QMimeData, QUrl
from PySide6.QtGui import QImage, QImageWriter

_PICTURE_FORMATS = {
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/tiff": ".tif",
    "image/bmp": ".bmp",
    "image/webp": ".webp",
    "image/gif": ".gif",
}
"""Taken as they are, in this order, and decoded in the darkroom alone."""
MAX_HELD_PIXELS = 64_000_000
"""The largest picture that Qt may hold for us: 600 dpi of a page of 11 by 17 inches. See `_picture`."""
_QUICK_PNG = 90
"""Qt's PNG writer: the higher, the less it compresses. The page is fitted later anyhow; now a person waits."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What can be taken, and a sentence about what can't."""

    paths: tuple[Path, ...] = ()
    picture: bytes = b""
    picture_ending: str = ""
    refusal: str = ""

    @property
    def has_something(self) -> bool:
        return bool(self.paths or self.picture)


def is_offering(mime: QMimeData) -> bool:
    """Is there anything to look at in it? Cheap: asked for at every move of a drag."""
    return mime.hasUrls() or mime.hasImage() or any(mime.hasFormat(name) for name in _PICTURE_FORMATS)


def offer_of(mime: QMimeData | None) -> Offer:
    """What a drag or the clipboard holds for us.

    Files of this computer only: a `file:` URL with a host names another computer, and opening it would hand this
    computer's credentials to that one.
    """
    if mime is None:  # an empty clipboard, on some systems
        return Offer(refusal=_nothing())
    paths, elsewhere, remote = _sorted_out(mime.urls())
    if paths:
        return Offer(paths=paths, refusal=_elsewhere() if elsewhere else "")
    picture = _picture(mime)
    if picture is not None:
        return picture
    if elsewhere:
        return Offer(refusal=_elsewhere())
    if remote:
        return Offer(refusal=QCoreApplication.translate("offered", "Save the picture first, then drop the file"))
    return Offer(refusal=_nothing())


def _sorted_out(urls: list[QUrl]) -> tuple[tuple[Path, ...], bool, bool]:
    paths: list[Path] = []
    elsewhere = remote = False
    for url in urls:
        if url.scheme() != "file":
            remote = True
        elif url.host() or url.path().startswith("//"):
            elsewhere = True
        elif url.isLocalFile() and url.toLocalFile():
            paths.append(Path(url.toLocalFile()))
    return tuple(paths), elsewhere, remote


def _picture(mime: QMimeData) -> Offer | None:
    """The picture as the bytes that the other program gave; as a last resort the one that Qt holds, written as PNG.

    That last resort is the one exception to the rule that this process decodes no picture: a screen shot, say, that
    the system hands on without any of our formats. It is bounded by `MAX_HELD_PIXELS`; Qt's own readers stop at
    256 MB of pixels (`QImageReader.allocationLimit`).
    """
    for name, ending in _PICTURE_FORMATS.items():
        content = mime.data(name).data() if mime.hasFormat(name) else b""
        if content:
            return Offer(picture=bytes(content), picture_ending=ending)
    image = mime.imageData() if mime.hasImage() else None
    if not isinstance(image, QImage) or image.isNull():
        return None
    if image.width() * image.height() > MAX_HELD_PIXELS:
        return Offer(refusal=_too_large())
    content = png_of(image)
    return Offer(picture=content, picture_ending=".png") if content else None


def png_of(image: QImage) -> bytes:
    """A picture that only Qt holds, as PNG; empty when it can't be written."""
    content = QByteArray()
    buffer = QBuffer(content)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QImageWriter(buffer, QByteArray(b"png"))
    writer.setQuality(_QUICK_PNG)
    was_written = writer.write(image)
    buffer.close()
    return bytes(content.data()) if was_written else b""


def _nothing() -> str:
    return QCoreApplication.translate("offered", "There is no file and no picture in it")


def _too_large() -> str:
    return QCoreApplication.translate("offered", "The copied picture is too large: save it, then drop the file")


def _elsewhere() -> str:
    return QCoreApplication.translate("offered", "Files on another computer: copy them to this one first")
