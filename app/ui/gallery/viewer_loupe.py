"""The magnifier: a round window over the image that shows what is under it larger, for small print."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen

from app.ui.pictures.lens import MAX_SCALE, Lens
from app.ui.pictures.page_painting import paint_page
from app.ui.theme.palette import DARK

RADIUS_PX = 150.0
MAGNIFIES = 2.5
LEAST_SCALE = 1.0
"""The image's own pixels at least: an image that is shown small is small print all over."""


def magnified(lens: Lens, at: QPointF) -> Lens:
    """The lens of what is seen in the magnifier: the same point under its middle, larger."""
    return lens.scaled(min(MAX_SCALE, max(lens.scale * MAGNIFIES, LEAST_SCALE)), at.x(), at.y())


def paint_loupe(painter: QPainter, at: QPointF, sheet: QRectF, image: QImage, quarter_turns: int) -> None:
    """Paint the magnifier around `at`; `sheet` is where the whole image would lie at the magnifier's scale."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    circle = QPainterPath()
    circle.addEllipse(at, RADIUS_PX, RADIUS_PX)
    painter.setClipPath(circle)
    painter.fillPath(circle, QColor(DARK.canvas))
    paint_page(painter, image, (image.width(), image.height()), None, quarter_turns, sheet)
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(DARK.panel), 5))
    painter.drawEllipse(at, RADIUS_PX, RADIUS_PX)
    painter.setPen(QPen(QColor(DARK.accent), 2))
    painter.drawEllipse(at, RADIUS_PX, RADIUS_PX)
    painter.restore()
