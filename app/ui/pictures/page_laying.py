"""How a page lies once it is edited: from its own pixels to those on the screen, and a photo of paper made flat."""

import math
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF
from PySide6.QtGui import QImage, QPainter, QTransform

from app.domain.edits import PageEdits
from app.domain.geometry import Matrix, Point, Quad, after, flattening, inverse, mapped, straightening

_FIRST_CELLS = 6
_MOST_CELLS = 48
"""Along one side."""
_MOST_OFF_PX = 0.2
"""How far a cell may lie from where it belongs; so many cells are made that none does."""
_SEAM_PX = 2


def qt_transform(matrix: Matrix) -> QTransform:
    """The same map for Qt, which writes it column by column."""
    a, b, c, d, e, f, g, h, i = matrix
    return QTransform(a, d, g, b, e, h, c, f, i)


def scaling(across: float, down: float) -> Matrix:
    """The map that makes everything so many times as wide and as high."""
    return (across, 0.0, 0.0, 0.0, down, 0.0, 0.0, 0.0, 1.0)


def shown_from_laid(edits: PageEdits, page_size: tuple[int, int]) -> Matrix:
    """The map from the pixels of the laid page to those of the page as shown: cropped, then turned."""
    width, height = edits.laid_size(*page_size)
    matrix = scaling(1, 1)
    if edits.crop is not None:
        width, height = edits.crop.width, edits.crop.height
        matrix = (1.0, 0.0, -edits.crop.left, 0.0, 1.0, -edits.crop.top, 0.0, 0.0, 1.0)
    return after(matrix, _turning(edits.quarter_turns, width, height))


def shown_from_page(edits: PageEdits, page_size: tuple[int, int]) -> Matrix:
    """The map from a page's own pixels to those of the page as shown: laid, cropped, turned."""
    return after(edits.laying(*page_size), shown_from_laid(edits, page_size))


def laid_from_flat(flat_size: tuple[int, int], edits: PageEdits) -> Matrix:
    """The map from the pixels of a picture made by `flattened` to those of the laid page: scaled, then straightened."""
    assert edits.corners is not None  # noqa: S101 - nothing else is made flat
    width, height = edits.corners.flat_size
    matrix = scaling(width / flat_size[0], height / flat_size[1])
    return after(matrix, straightening(width, height, edits.straighten_deg)) if edits.straighten_deg else matrix


def _turning(quarter_turns: int, width: int, height: int) -> Matrix:
    return {
        0: (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0),
        1: (0.0, -1.0, float(height), 1.0, 0.0, 0.0, 0.0, 0.0, 1.0),
        2: (-1.0, 0.0, float(width), 0.0, -1.0, float(height), 0.0, 0.0, 1.0),
        3: (0.0, 1.0, 0.0, -1.0, 0.0, float(width), 0.0, 0.0, 1.0),
    }[quarter_turns % 4]


def flattened(image: QImage, page_size: tuple[int, int], corners: Quad) -> QImage:
    """`image` (the whole page at any size) with the area between `corners` (in page pixels) laid flat.

    The map is taken to be straight within each small cell: as good as Qt's own projective painting, and quicker.
    """
    across, down = image.width() / page_size[0], image.height() / page_size[1]
    flat_width, flat_height = corners.flat_size
    width, height = max(1, round(flat_width * across)), max(1, round(flat_height * down))
    back = after(
        after(scaling(flat_width / width, flat_height / height), inverse(flattening(corners))), scaling(across, down)
    )
    flat = QImage(width, height, QImage.Format.Format_RGB32)
    flat.fill(0xFFFFFFFF)
    painter = QPainter(flat)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    lefts, tops, places = _cells(back, width, height)
    rows, columns = len(tops) - 1, len(lefts) - 1
    for row in range(rows):
        for column in range(columns):
            cell = QRectF(lefts[column], tops[row], lefts[column + 1] - lefts[column], tops[row + 1] - tops[row])
            around = (*places[row][column : column + 2], *places[row + 1][column : column + 2])
            _paint_cell(painter, image, cell, around)
    painter.end()
    return flat


def _cells(back: Matrix, width: int, height: int) -> tuple[list[int], list[int], list[list[Point]]]:
    """Where cells begin across and down, and where each of their corners comes from; as few as are exact enough."""
    count = _FIRST_CELLS
    while True:
        lefts = [round(width * n / count) for n in range(count + 1)]
        tops = [round(height * n / count) for n in range(count + 1)]
        places = [[mapped(back, Point(left, top)) for left in lefts] for top in tops]
        if count * 2 > _MOST_CELLS or _most_off_px(places) <= _MOST_OFF_PX:
            return lefts, tops, places
        count *= 2


def _most_off_px(places: list[list[Point]]) -> float:
    """How far the corners of a cell lie at most from those of the parallelogram that it is taken for."""
    return max(
        math.hypot(one.x - two.x - three.x + four.x, one.y - two.y - three.y + four.y) / 4
        for upper, lower in pairwise(places)
        for (one, two), (three, four) in zip(pairwise(upper), pairwise(lower), strict=True)
    )


def _paint_cell(painter: QPainter, image: QImage, cell: QRectF, around: tuple[Point, ...]) -> None:
    """Fill one cell with what lies between the four places (in rows) of the picture."""
    if cell.isEmpty():
        return
    one, two, three, four = around
    right_x, right_y = (two.x - one.x + four.x - three.x) / 2, (two.y - one.y + four.y - three.y) / 2
    down_x, down_y = (three.x - one.x + four.x - two.x) / 2, (three.y - one.y + four.y - two.y) / 2
    middle_x, middle_y = sum(place.x for place in around) / 4, sum(place.y for place in around) / 4
    width, height = cell.width(), cell.height()
    into = QTransform(right_x / width, right_y / width, down_x / height, down_y / height, middle_x, middle_y)
    out, is_possible = into.inverted()
    if not is_possible:
        return
    xs, ys = [place.x for place in around], [place.y for place in around]
    source = QRectF(QPointF(min(xs), min(ys)), QPointF(max(xs), max(ys)))
    source = source.adjusted(-_SEAM_PX, -_SEAM_PX, _SEAM_PX, _SEAM_PX).intersected(QRectF(image.rect()))
    if source.isEmpty():
        return
    painter.resetTransform()
    painter.setClipRect(cell)
    painter.setTransform(out * QTransform.fromTranslate(cell.center().x(), cell.center().y()))
    painter.drawImage(source.topLeft(), image, source)
