"""Painting a picture cropped and turned, its shadow, what stands in its place meanwhile; and how it fits a frame."""

from functools import lru_cache

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPixmap

from app.domain.edits import Box
from app.ui.theme.palette import Palette

_SHADOW_STEPS = 12
_SHADOW_PX = _SHADOW_STEPS + 4
"""How far the shadow reaches; it lies a little lower than its sheet."""
_SHADOW_CORE_PX = 16
_SKELETON_LINES = (0.5, 0.3, 0.0, 0.8, 0.7, 0.75, 0.4, 0.0, 0.8, 0.65)


def paint_page(
    painter: QPainter, image: QImage, page_size: tuple[int, int], crop: Box | None, quarter_turns: int, target: QRectF
) -> None:
    """Paint `image` (all of a picture at any size) so that its cropped, turned self fills `target`.

    `page_size` is the picture's own width and height, which `crop` is measured in. Pages with edits: `PageBrush`.
    """
    source = QRectF(image.rect())
    if crop is not None:
        across, down = image.width() / max(1, page_size[0]), image.height() / max(1, page_size[1])
        source = QRectF(crop.left * across, crop.top * down, crop.width * across, crop.height * down)
    is_sideways = quarter_turns % 2 == 1
    width, height = (target.height(), target.width()) if is_sideways else (target.width(), target.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.translate(target.center())
    painter.rotate(90 * (quarter_turns % 4))
    painter.drawImage(QRectF(-width / 2, -height / 2, width, height), image, source)
    painter.restore()


def paint_shadow(painter: QPainter, page: QRectF, is_dark: bool) -> None:
    """A soft shadow under a sheet of paper: drawn once for a small sheet, its edges stretched for any other."""
    drawn, edge = _small_shadow(is_dark), _SHADOW_PX + _SHADOW_CORE_PX
    whole = page.adjusted(-_SHADOW_PX, -_SHADOW_PX, _SHADOW_PX, _SHADOW_PX)
    if whole.width() < 2 * edge or whole.height() < 2 * edge:
        painter.drawPixmap(whole, drawn, QRectF(drawn.rect()))
        return
    side = drawn.width()
    cuts = (0, edge, side - edge, side)
    xs = (whole.left(), whole.left() + edge, whole.right() - edge, whole.right())
    ys = (whole.top(), whole.top() + edge, whole.bottom() - edge, whole.bottom())
    for row in range(3):
        for column in range(3):
            if (row, column) != (1, 1):  # the sheet lies there
                target = QRectF(QPointF(xs[column], ys[row]), QPointF(xs[column + 1], ys[row + 1]))
                source = QRectF(QPointF(cuts[column], cuts[row]), QPointF(cuts[column + 1], cuts[row + 1]))
                painter.drawPixmap(target, drawn, source)


@lru_cache(maxsize=2)
def _small_shadow(is_dark: bool) -> QPixmap:
    side = 2 * (_SHADOW_PX + _SHADOW_CORE_PX) + 2
    pixmap = QPixmap(side, side)
    pixmap.fill(Qt.GlobalColor.transparent)
    sheet = QRectF(_SHADOW_PX, _SHADOW_PX, side - 2 * _SHADOW_PX, side - 2 * _SHADOW_PX)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(16, 24, 32, 10 if is_dark else 3))
    for step in range(_SHADOW_STEPS, 0, -1):
        painter.drawRoundedRect(sheet.translated(0, 4).adjusted(-step, -step, step, step), step, step)
    painter.end()
    return pixmap


def paint_skeleton(painter: QPainter, sheet: QRectF, palette: Palette) -> None:
    """A page whose pixels are on their way: its sheet, and grey lines where text will be."""
    painter.fillRect(sheet, QColor(palette.panel))
    unit = sheet.height() / 20
    for line, share in enumerate(_SKELETON_LINES):
        top = sheet.top() + unit * (2 + line * 1.6)
        bar = QRectF(sheet.left() + sheet.width() * 0.08, top, sheet.width() * share, unit * 0.6)
        painter.fillRect(bar, QColor(palette.line))


def fitted_into(width: float, height: float, frame: QRectF) -> QRectF:
    """A rectangle of this shape, as large as `frame` takes and in its middle."""
    scale = min(frame.width() / max(1.0, width), frame.height() / max(1.0, height))
    box = QRectF(0, 0, width * scale, height * scale)
    box.moveCenter(QPointF(frame.center()))
    return box
