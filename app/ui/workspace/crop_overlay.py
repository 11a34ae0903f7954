"""Painting the crop box: dimmed surroundings, eight round handles, and what is left in a dark pill."""

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QFontMetricsF, QPainter, QPainterPath, QPen

from app.domain.edits import Box
from app.domain.limits import DRX_LIMITS
from app.ui.theme.palette import Palette
from app.ui.workspace.crop_geometry import EDGE_GRIPS, Frame, Grip

HANDLE_RADIUS_PX = 5.5
_PILL = QColor("#17212b")
_PILL_TEXT = QColor("#ffffff")
_PILL_WARNING = QColor("#f2bd5b")
"""The pill is dark in both themes, so are its colours."""


def is_small(box: Box) -> bool:
    """Would DRX get a page under its least size, and hence padded?"""
    return min(box.width, box.height) < DRX_LIMITS.min_side_px


def paint_crop(painter: QPainter, page: QRectF, frame: Frame, corner: Grip, palette: Palette) -> None:
    """Dim the page outside the box and draw the box with its handles; the chosen corner's handle is filled."""
    box = QRectF(QPointF(frame.left, frame.top), QPointF(frame.right, frame.bottom))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    outside = QPainterPath()
    outside.addRect(page)
    inside = QPainterPath()
    inside.addRect(box)
    painter.fillPath(outside.subtracted(inside), QColor(23, 33, 43, 105 if not palette.is_dark else 140))
    accent = QColor(palette.accent)
    painter.setPen(QPen(accent, 2))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(box)
    for grip in EDGE_GRIPS:
        painter.setBrush(accent if grip is corner else QColor("#ffffff"))
        painter.drawEllipse(QPointF(*frame.place_of(grip)), HANDLE_RADIUS_PX, HANDLE_RADIUS_PX)
    painter.restore()


def paint_pill(painter: QPainter, text: str, warns: bool, frame: Frame, window: QRectF) -> None:
    """The words about the box, on a dark pill under it and always inside the window."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    font = painter.font()
    font.setPixelSize(13)
    painter.setFont(font)
    metrics = QFontMetricsF(font)
    pill = QRectF(0, 0, metrics.horizontalAdvance(text) + 26, metrics.height() + 10)
    pill.moveCenter(QPointF((frame.left + frame.right) / 2, frame.bottom + 18))
    pill.moveLeft(max(window.left() + 6, min(pill.left(), window.right() - pill.width() - 6)))
    pill.moveTop(max(window.top() + 6, min(pill.top(), window.bottom() - pill.height() - 6)))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(_PILL)
    painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
    painter.setPen(_PILL_WARNING if warns else _PILL_TEXT)
    painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, text)
    painter.restore()
