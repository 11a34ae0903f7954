"""Pages as small as a tile, edits and all, painted once and kept: a strip of hundreds scrolls without work."""

from collections import OrderedDict
from collections.abc import Hashable

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPixmap

from app.domain.pages import DeskPage, PageId
from app.ui.pictures.page_brush import PageBrush

MAX_TILES = 400
"""About 15 MB at one pixel for one, and more than any screen shows."""


class PageTiles:
    """Tiles by page; another picture, other edits or another size make a new one."""

    def __init__(self) -> None:
        self._brush = PageBrush()
        self._tiles: OrderedDict[PageId, tuple[Hashable, QPixmap]] = OrderedDict()

    def tile(self, page: DeskPage, image: QImage, target: QRectF, scale: float) -> QPixmap:
        """The page as edited, as large as `target`, with `scale` device pixels for one; `image` is all of it."""
        key = (image.cacheKey(), page.edits, target.width(), target.height(), scale)
        known = self._tiles.pop(page.id, None)
        if known is None or known[0] != key:
            known = (key, self._painted(page, image, target, scale))
        self._tiles[page.id] = known
        while len(self._tiles) > MAX_TILES:
            self._tiles.popitem(last=False)
        return known[1]

    def _painted(self, page: DeskPage, image: QImage, target: QRectF, scale: float) -> QPixmap:
        width, height = max(1, round(target.width() * scale)), max(1, round(target.height() * scale))
        pixmap = QPixmap(width, height)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        size = (page.imported.width, page.imported.height)
        self._brush.paint(painter, image, size, page.edits, QRectF(0, 0, width, height))
        painter.end()
        pixmap.setDevicePixelRatio(scale)
        return pixmap
