"""Pages that are dragged: ours know them by a mark; another program gets the picture that DRX would get, never a file.

The picture is made when the drag begins and may still be on its way when it is dropped: then nothing is handed over.
"""

from collections.abc import Callable

from PySide6.QtCore import QByteArray, QMetaType, QMimeData
from PySide6.QtGui import QImage

from app.ui.workspace.filmstrip_model import PAGES_MIME

_QT_IMAGE = "application/x-qt-image"
"""What Qt calls a picture whose bytes are written when another program asks for a format."""


class PageParcel(QMimeData):
    """One page; `picture` gives its pixels with all edits made, or None while they are not there.

    `was_asked`: another program wanted the picture; `was_given`: it got it.
    """

    def __init__(self, picture: Callable[[], QImage | None]) -> None:
        super().__init__()
        self._picture = picture
        self.was_asked = self.was_given = False

    def formats(self) -> list[str]:
        return [PAGES_MIME, _QT_IMAGE]

    def hasFormat(self, mime_type: str) -> bool:
        return mime_type in self.formats()

    def retrieveData(self, mime_type: str, preferred: QMetaType | QMetaType.Type) -> QByteArray | QImage:
        if mime_type != _QT_IMAGE:
            return QByteArray()
        self.was_asked = True
        image = self._picture()
        self.was_given = self.was_given or image is not None
        return image if image is not None else QImage()
