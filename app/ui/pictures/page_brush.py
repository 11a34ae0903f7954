"""Painting a page with its edits over its unedited pixels, within a frame of the screen. Shop room."""

import math
from collections import OrderedDict
from collections.abc import Callable, Hashable

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPolygonF

from app.domain.edits import PageEdits, tone_table
from app.domain.geometry import Matrix, Quad, after
from app.ui.pictures.page_laying import flattened, laid_from_flat, qt_transform, scaling, shown_from_laid
from app.ui.pictures.tones import toned

MAX_PREPARED = 4
"""The pictures that are kept flat, toned or halved: the page on the stage before and after, small and large."""
MAX_PREPARED_BYTES = 96_000_000
"""Of each of the three; the one that is painted is always kept."""
MOST_HALVINGS = 5
_SLACK = 0.15
"""Halve a little early: at 0.55 of its size a picture of text is better halved and drawn larger again."""
_WHITE = 255


class PageBrush:
    """Paints pages. What takes longer than laying a picture over the screen is worked out once and kept for a while."""

    def __init__(self) -> None:
        self._flat = _Kept()
        self._toned = _Kept()
        self._small = _Kept()

    def paint(
        self, painter: QPainter, image: QImage, page_size: tuple[int, int], edits: PageEdits, target: QRectF
    ) -> None:
        """Paint `image` (the whole upright page at any size) so that the page as edited fills `target`.

        What is `made` of its tone is in the picture already (`PagePictureReady`).
        """
        ready, laying = self._prepared(image, page_size, edits)
        fitting = window_from_laid(edits, page_size, target)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        painter.setClipRect(target, Qt.ClipOperation.IntersectClip)
        if edits.straighten_deg:
            paper = tone_table(edits.tone.painted.brightness, edits.tone.painted.contrast)[_WHITE]
            painter.fillRect(target, QColor(paper, paper, paper))
        painter.save()
        ready, matrix = self._reduced(ready, after(laying, fitting), painter)
        painter.setTransform(qt_transform(matrix), combine=True)
        painter.drawImage(QPointF(0, 0), ready)
        painter.restore()
        black_out(painter, edits.redactions, after(edits.laying(*page_size), fitting))
        painter.restore()

    def _reduced(self, image: QImage, matrix: Matrix, painter: QPainter) -> tuple[QImage, Matrix]:
        """The picture halved until it is less than twice as large as it is painted: thin lines would break up else."""
        scale = math.sqrt(abs(matrix[0] * matrix[4] - matrix[1] * matrix[3])) * painter.device().devicePixelRatioF()
        halvings = min(MOST_HALVINGS, math.floor(-math.log2(max(scale, 1e-6)) + _SLACK))
        if halvings < 1:
            return image, matrix
        width, height = max(1, image.width() >> halvings), max(1, image.height() >> halvings)
        smooth = Qt.TransformationMode.SmoothTransformation
        small = self._small.get(
            (image.cacheKey(), halvings),
            lambda: image.scaled(width, height, Qt.AspectRatioMode.IgnoreAspectRatio, smooth).convertToFormat(
                QImage.Format.Format_RGB32
            ),
        )
        return small, after(scaling(image.width() / width, image.height() / height), matrix)

    def _prepared(self, image: QImage, page_size: tuple[int, int], edits: PageEdits) -> tuple[QImage, Matrix]:
        """The picture flat and toned, and the map from its pixels to those of the laid page."""
        corners = edits.corners
        if corners is None:
            flat = image
            laying = after(
                scaling(page_size[0] / image.width(), page_size[1] / image.height()), edits.laying(*page_size)
            )
        else:
            flat = self._flat.get((image.cacheKey(), corners), lambda: flattened(image, page_size, corners))
            laying = laid_from_flat((flat.width(), flat.height()), edits)
        brightness, contrast = edits.tone.painted.brightness, edits.tone.painted.contrast
        if not brightness and not contrast:
            return flat, laying
        key = (flat.cacheKey(), brightness, contrast)
        return self._toned.get(key, lambda: toned(flat, brightness, contrast)), laying


class _Kept:
    """The last few pictures that were worked out."""

    def __init__(self) -> None:
        self._images: OrderedDict[Hashable, QImage] = OrderedDict()

    def get(self, key: Hashable, make: Callable[[], QImage]) -> QImage:
        """The picture for this key, made where it is not at hand."""
        image = self._images.pop(key, None)
        self._images[key] = image = make() if image is None else image
        while len(self._images) > 1 and self._is_too_much():
            self._images.popitem(last=False)
        return image

    def _is_too_much(self) -> bool:
        size_bytes = sum(image.sizeInBytes() for image in self._images.values())
        return len(self._images) > MAX_PREPARED or size_bytes > MAX_PREPARED_BYTES


def window_from_laid(edits: PageEdits, page_size: tuple[int, int], target: QRectF) -> Matrix:
    """The map from the pixels of the laid page to the window, where the page as edited fills `target`."""
    width, height = edits.size_after(*page_size)
    across, down = target.width() / max(1, width), target.height() / max(1, height)
    placing = (across, 0.0, target.left(), 0.0, down, target.top(), 0.0, 0.0, 1.0)
    return after(shown_from_laid(edits, page_size), placing)


def black_out(painter: QPainter, areas: tuple[Quad, ...], matrix: Matrix) -> None:
    """Paint these areas of a page black, where `matrix` puts them."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(0, 0, 0))
    for area in areas:
        painter.drawPolygon(polygon(area.mapped(matrix)))


def polygon(area: Quad) -> QPolygonF:
    """The area for Qt."""
    return QPolygonF([QPointF(corner.x, corner.y) for corner in area.corners])
