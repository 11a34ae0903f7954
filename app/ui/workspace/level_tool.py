"""Straightening by hand: a line drawn along what should be level or upright, or the arrow keys."""

import math
from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.domain.edits import MAX_STRAIGHTEN_DEG, PageEdits
from app.domain.pages import DeskPage
from app.ui.pictures.lens import Area, Lens
from app.ui.workspace.crop_geometry import Frame
from app.ui.workspace.crop_overlay import paint_pill
from app.ui.workspace.stage_tool import ARROWS, Scene, StageTool, step_of
from app.ui.workspace.words_tools import angle_text

STEP_DEG = 0.1
LEAST_LINE_PX = 24
"""A shorter line than this says nothing about an angle, and is taken for a click."""
_GRID_PX = 48
Place = tuple[float, float]


class LevelTool(StageTool):
    """The page at an angle, uncropped, under level lines."""

    keeps_scale = True
    margin_px = 64

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self.angle_deg = page.edits.straighten_deg
        self._from: Place | None = None
        self._to: Place = (0, 0)

    @property
    def shown(self) -> PageEdits:
        return replace(self.edits, straighten_deg=self.angle_deg, crop=None)

    def follow(self, page: DeskPage) -> None:
        if page.edits.straighten_deg != self.edits.straighten_deg:
            self.angle_deg = page.edits.straighten_deg
        super().follow(page)

    @property
    def description(self) -> str:
        return QCoreApplication.translate(
            "Stage",
            "Straighten: {angle}. Left and right arrow turn by 0.1 degree, with Shift by 1 degree. "
            "Or draw a line along what should be level or upright. Enter applies, Esc leaves.",
        ).format(angle=angle_text(self.angle_deg))

    def turn_to(self, angle_deg: float) -> None:
        """Turn the page to this angle, clockwise from how it came."""
        self.angle_deg = round(min(max(angle_deg, -MAX_STRAIGHTEN_DEG), MAX_STRAIGHTEN_DEG), 2)

    # --- pointer and keys ------------------------------------------------------------------------------------

    @property
    def is_dragging(self) -> bool:
        return self._from is not None

    def press(self, lens: Lens, x: float, y: float) -> None:
        self._from = self._to = (x, y)

    def drag(self, lens: Lens, x: float, y: float) -> None:
        self._to = (x, y)

    def release(self) -> None:
        if self._from is not None:
            self.turn_to(self.angle_deg - slant_deg(self._from, self._to))
        self._from = None

    def cursor(self, lens: Lens, x: float, y: float) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor

    def key(self, key: int, modifiers: Qt.KeyboardModifier, lens: Lens, window: Area) -> bool:
        right, down = ARROWS.get(key, (0, 0))
        if not right and not down:
            return False
        self.turn_to(self.angle_deg + (right or down) * step_of(modifiers) * STEP_DEG)
        return True

    # --- painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, scene: Scene) -> None:
        painter.save()
        accent = QColor(scene.palette.accent)
        fine = QColor(accent)
        fine.setAlpha(90)
        painter.setPen(QPen(fine, 1))
        _paint_grid(painter, scene.sheet)
        if self._from is not None:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(accent, 2))
            painter.drawLine(QPointF(*self._from), QPointF(*self._to))
            painter.setBrush(QColor("#ffffff"))
            for place in (self._from, self._to):
                painter.drawEllipse(QPointF(*place), 5, 5)
        painter.restore()
        sheet = scene.sheet
        frame = Frame(sheet.left(), sheet.top(), sheet.right(), sheet.bottom())
        paint_pill(painter, angle_text(self.angle_deg), False, frame, scene.window)


def slant_deg(one: Place, other: Place) -> float:
    """How far a line lies clockwise from the nearest of level and upright; 0 for one that is too short to tell."""
    across, down = other[0] - one[0], other[1] - one[1]
    if math.hypot(across, down) < LEAST_LINE_PX:
        return 0.0
    return (math.degrees(math.atan2(down, across)) + 45) % 90 - 45


def _paint_grid(painter: QPainter, sheet: QRectF) -> None:
    across = sheet.left() + sheet.width() % _GRID_PX / 2
    while across < sheet.right():
        painter.drawLine(QPointF(across, sheet.top()), QPointF(across, sheet.bottom()))
        across += _GRID_PX
    down = sheet.top() + sheet.height() % _GRID_PX / 2
    while down < sheet.bottom():
        painter.drawLine(QPointF(sheet.left(), down), QPointF(sheet.right(), down))
        down += _GRID_PX
