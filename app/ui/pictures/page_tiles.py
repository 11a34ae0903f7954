"""Pages as small as a tile, painted once and kept: a strip of hundreds scrolls without work."""

from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QSizeF, Qt
from PySide6.QtGui import QPainter, QPixmap

from app.domain.pages import PageId

MAX_TILES = 400
"""About 15 MB at one pixel for one, and more than any screen shows."""


class PageTiles:
    """Tiles by page; another key (its picture, edits, sign, colours, size) makes a new one."""

    def __init__(self) -> None:
        self._tiles: OrderedDict[PageId, tuple[Hashable, QPixmap]] = OrderedDict()

    def tile(
        self, page_id: PageId, key: Hashable, size: QSizeF, scale: float, paint: Callable[[QPainter], None]
    ) -> QPixmap:
        """The tile, `size` in logical pixels with `scale` device pixels for one; `paint` draws it from 0, 0."""
        whole = (key, size.width(), size.height(), scale)
        known = self._tiles.pop(page_id, None)
        if known is None or known[0] != whole:
            known = (whole, _painted(size, scale, paint))
        self._tiles[page_id] = known
        while len(self._tiles) > MAX_TILES:
            self._tiles.popitem(last=False)
        return known[1]


def _painted(size: QSizeF, scale: float, paint: Callable[[QPainter], None]) -> QPixmap:
    pixmap = QPixmap(max(1, round(size.width() * scale)), max(1, round(size.height() * scale)))
    pixmap.setDevicePixelRatio(scale)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    paint(painter)
    painter.end()
    return pixmap
