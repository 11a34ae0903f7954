"""Drags as other systems and programs hand them to Qt: formats by name, bytes on demand; nothing of ours in them."""

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QMetaType, QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent

from tests.domain.descriptors import Described, group

SOMEWHERE = QPoint(50, 50)
_COPY, _HELD = Qt.DropAction.CopyAction, (Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
WINDOWS = 'application/x-qt-windows-mime;value="{name}"'
CONTENTS = WINDOWS.format(name="FileContents")


class ForeignMime(QMimeData):
    """What Qt makes of another program's data object: it lists formats, and fetches bytes when they are asked for.

    On Windows `…"FileContents"` is listed once, and each file is fetched as `…"FileContents";index=N`, as Qt does it.
    `asked` are the formats whose bytes were fetched.
    """

    def __init__(self, held: Mapping[str, bytes], fetched: Mapping[str, bytes] | None = None) -> None:
        """`fetched` answers too, but is not listed."""
        super().__init__()
        self._held, self._fetched = dict(held), dict(fetched or {})
        self.asked: list[str] = []

    def formats(self) -> list[str]:
        return list(self._held)

    def hasFormat(self, mime_type: str) -> bool:
        return mime_type in self._held

    def retrieveData(self, mime_type: str, preferred: QMetaType | QMetaType.Type) -> QByteArray | list[QUrl]:
        self.asked.append(mime_type)
        content = (self._held | self._fetched).get(mime_type.partition(";charset=")[0], b"")
        if mime_type == "text/uri-list":  # as every platform of Qt answers for it
            return [QUrl(line) for line in content.decode(errors="replace").split()]
        return QByteArray(content)


def virtual(
    *files: tuple[Described, bytes],
    count: int | None = None,
    wide: bool = True,
    also: Mapping[str, bytes] | None = None,
) -> ForeignMime:
    """Files as Outlook and ZIP folders drag them: each described, and the bytes that come when they are asked for."""
    name = "FileGroupDescriptorW" if wide else "FileGroupDescriptor"
    descriptor = group(*(described for described, _ in files), count=count, wide=wide)
    held = {WINDOWS.format(name=name): descriptor, CONTENTS: b"", **(also or {})}
    return ForeignMime(held, {f"{CONTENTS};index={number}": content for number, (_, content) in enumerate(files)})


def attachment(name: str, content: bytes) -> tuple[Described, bytes]:
    """One that is announced with its size, and comes whole."""
    return Described(name, len(content)), content


class Entered(QDragEnterEvent):
    """A drag comes in. Qt's events only point at what is dragged: these three hold it, too."""

    def __init__(self, mime: QMimeData, at: QPoint = SOMEWHERE) -> None:
        super().__init__(QPointF(at), _COPY, mime, *_HELD)
        self.held = mime


class Moved(QDragMoveEvent):
    """It moves."""

    def __init__(self, mime: QMimeData, at: QPoint = SOMEWHERE) -> None:
        super().__init__(QPointF(at), _COPY, mime, *_HELD)
        self.held = mime


class Dropped(QDropEvent):
    """It is dropped; `may` is what the program that it comes from would let us do."""

    def __init__(self, mime: QMimeData, at: QPoint = SOMEWHERE, may: Qt.DropAction = _COPY) -> None:
        super().__init__(QPointF(at), may, mime, *_HELD)
        self.held = mime
