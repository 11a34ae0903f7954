"""Laying a photo of paper flat: its four corners are put where they are seen, under a magnifier."""

from dataclasses import replace

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from app.domain.edits import PageEdits
from app.domain.geometry import Matrix, Point, Quad, inverse, mapped, rectangle
from app.domain.pages import DeskPage
from app.ui.pictures.lens import Area, Lens
from app.ui.pictures.page_brush import polygon
from app.ui.pictures.page_laying import shown_from_page
from app.ui.workspace.stage_tool import ARROWS, Scene, StageTool, step_of
from app.ui.workspace.words_tools import corner_name

REACH_PX = 22
"""A corner is caught from this far away (ui.md: targets of 32 px)."""
_HANDLE_PX = 7
_INSET_SHARE = 0.08
_MAGNIFIER_PX = 62
_MAGNIFIED = 3.0


class CornersTool(StageTool):
    """The page as it came, with four corners on it, kept in the page's own pixels."""

    margin_px = 36

    def __init__(self, page: DeskPage, paper: Quad | None) -> None:
        super().__init__(page)
        self._paper = paper
        width, height = self.page_size
        across, down = width * _INSET_SHARE, height * _INSET_SHARE
        inset = rectangle(across, down, width - across, height - down)
        self.corners = page.edits.corners or paper or inset
        self.chosen = 0
        """The corner that the arrow keys move: 0 to 3, clockwise from the top left of the paper."""
        self._grip: int | None = None
        self._offset = (0.0, 0.0)

    @property
    def shown(self) -> PageEdits:
        return replace(self.edits, corners=None, straighten_deg=0.0, crop=None)

    def follow(self, page: DeskPage) -> None:
        if page.edits.corners != self.edits.corners and page.edits.corners is not None:
            self.corners = page.edits.corners
        super().follow(page)

    @property
    def has_paper(self) -> bool:
        """Was a sheet or card seen on it?"""
        return self._paper is not None

    @property
    def outcome(self) -> Quad | None:
        """The area to lay flat; None where it is the whole page."""
        return None if self.corners == rectangle(0, 0, *self.page_size) else self.corners

    def reset(self) -> None:
        """The whole page."""
        self.corners = rectangle(0, 0, *self.page_size)

    def to_paper(self) -> None:
        """Where the paper was seen."""
        self.corners = self._paper or self.corners

    @property
    def description(self) -> str:
        place = self.corners.corners[self.chosen]
        return QCoreApplication.translate(
            "Stage",
            "Lay flat: {corner} corner at {x}, {y}. Tab goes to the next corner, arrow keys move it, Shift by 10. "
            "Enter applies, Esc leaves.",
        ).format(corner=corner_name(self.chosen), x=round(place.x), y=round(place.y))

    # --- pointer and keys ------------------------------------------------------------------------------------

    def _to_shown(self) -> Matrix:
        return shown_from_page(self.shown, self.page_size)

    def _in_window(self, lens: Lens) -> list[tuple[float, float]]:
        matrix = self._to_shown()
        return [lens.to_window(place.x, place.y) for place in (mapped(matrix, one) for one in self.corners.corners)]

    @property
    def is_dragging(self) -> bool:
        return self._grip is not None

    def _under(self, lens: Lens, x: float, y: float) -> int | None:
        places = self._in_window(lens)
        distances = [max(abs(left - x), abs(top - y)) for left, top in places]
        nearest = distances.index(min(distances))
        return nearest if distances[nearest] <= REACH_PX else None

    def press(self, lens: Lens, x: float, y: float) -> None:
        self._grip = self._under(lens, x, y)
        if self._grip is not None:
            self.chosen = self._grip
            left, top = self._in_window(lens)[self._grip]
            self._offset = (left - x, top - y)

    def drag(self, lens: Lens, x: float, y: float) -> None:
        if self._grip is not None:
            place = Point(*lens.to_page(x + self._offset[0], y + self._offset[1]))
            self._move(self._grip, mapped(inverse(self._to_shown()), place))

    def release(self) -> None:
        self._grip = None

    def cursor(self, lens: Lens, x: float, y: float) -> Qt.CursorShape:
        return Qt.CursorShape.ArrowCursor if self._under(lens, x, y) is None else Qt.CursorShape.SizeAllCursor

    def key(self, key: int, modifiers: Qt.KeyboardModifier, lens: Lens, window: Area) -> bool:
        right, down = ARROWS.get(key, (0, 0))
        if not right and not down:
            return False
        step = step_of(modifiers)
        matrix = self._to_shown()
        place = mapped(matrix, self.corners.corners[self.chosen])
        self._move(self.chosen, mapped(inverse(matrix), Point(place.x + right * step, place.y + down * step)))
        return True

    def tab(self, step: int) -> bool:
        if not 0 <= self.chosen + step <= 3:
            return False
        self.chosen += step
        return True

    def _move(self, number: int, place: Point) -> None:
        """Put a corner on the page; where the area would get a dent it stays."""
        width, height = self.page_size
        inside = Point(min(max(place.x, 0), width), min(max(place.y, 0), height))
        corners = list(self.corners.corners)
        corners[number] = inside
        moved = Quad(*corners)
        if moved.is_convex:
            self.corners = moved

    # --- painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, scene: Scene) -> None:
        places = [QPointF(*place) for place in self._in_window(scene.lens)]
        area = QPainterPath()
        area.addPolygon(polygon(Quad(*(Point(place.x(), place.y()) for place in places))))
        area.closeSubpath()
        outside = QPainterPath()
        outside.addRect(scene.sheet)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillPath(outside.subtracted(area), QColor(23, 33, 43, 105 if not scene.palette.is_dark else 140))
        accent = QColor(scene.palette.accent)
        painter.setPen(QPen(accent, 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(area)
        for number, place in enumerate(places):
            painter.setBrush(accent if number == self.chosen else QColor("#ffffff"))
            painter.drawEllipse(place, _HANDLE_PX, _HANDLE_PX)
        painter.restore()
        if self._grip is not None:
            _magnify(painter, scene, places[self._grip])


def _magnify(painter: QPainter, scene: Scene, place: QPointF) -> None:
    """The page around a place, larger, beside the finger that covers it."""
    window = scene.window
    spot = QRectF(0, 0, 2 * _MAGNIFIER_PX, 2 * _MAGNIFIER_PX)
    is_left, is_top = place.x() < window.center().x(), place.y() < window.center().y()
    away = _MAGNIFIER_PX + 46
    spot.moveCenter(place + QPointF(away if is_left else -away, away if is_top else -away))
    spot.moveLeft(min(max(spot.left(), window.left() + 4), window.right() - spot.width() - 4))
    spot.moveTop(min(max(spot.top(), window.top() + 4), window.bottom() - spot.height() - 4))
    sheet = scene.sheet
    middle = spot.center()
    large = QRectF(
        middle.x() + (sheet.left() - place.x()) * _MAGNIFIED,
        middle.y() + (sheet.top() - place.y()) * _MAGNIFIED,
        sheet.width() * _MAGNIFIED,
        sheet.height() * _MAGNIFIED,
    )
    circle = QPainterPath()
    circle.addEllipse(spot)
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setClipPath(circle)
    painter.fillPath(circle, QColor(scene.palette.canvas))
    scene.paint_page(painter, large)
    painter.setPen(QPen(QColor(scene.palette.accent), 1))
    painter.drawLine(QPointF(middle.x() - 14, middle.y()), QPointF(middle.x() + 14, middle.y()))
    painter.drawLine(QPointF(middle.x(), middle.y() - 14), QPointF(middle.x(), middle.y() + 14))
    painter.setClipping(False)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.setPen(QPen(QColor(scene.palette.accent), 2))
    painter.drawEllipse(spot)
    painter.restore()
