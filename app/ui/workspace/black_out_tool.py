"""Blacking out: boxes over what DRX shall not see, drawn, moved and removed by pointer or keys."""

from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QCoreApplication, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from app.domain.edits import MAX_REDACTIONS, PageEdits
from app.domain.geometry import Matrix, Point, Quad, inverse, rectangle
from app.domain.pages import DeskPage
from app.ui.pictures.lens import Area, Lens
from app.ui.pictures.page_brush import polygon
from app.ui.pictures.page_laying import shown_from_page
from app.ui.words import number_text
from app.ui.workspace.said import Said
from app.ui.workspace.stage_tool import ARROWS, BIG_STEP, Scene, StageTool

_LEAST_PX = 6
"""A box smaller than this on the screen was a click."""
_KEY_STEP_PX = 4
"""One press of an arrow key, on the screen; with Shift by ten."""
_FIRST_SHARE = (0.3, 0.06)
"""The size of a box that is made with a key, as a share of the page as shown."""
_REACH_PX = 4
Areas = tuple[Quad, ...]


class _Doing(Enum):
    NOTHING = "nothing"
    DRAWING = "drawing"
    MOVING = "moving"


@dataclass(frozen=True, slots=True)
class _Pull:
    """From where to where the pointer was pulled, in shown pixels."""

    start: Point
    end: Point


class BlackOutTool(StageTool):
    """The page as it will look, with its black boxes to work on. `areas` are in the page's own pixels."""

    own_keys = frozenset({int(Qt.Key.Key_Delete), int(Qt.Key.Key_Backspace), int(Qt.Key.Key_N)})

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._said: Said[Areas] = Said(page.edits.redactions)
        self.areas: Areas = page.edits.redactions
        self.chosen: int | None = None
        self._doing = _Doing.NOTHING
        self._pull = _Pull(Point(0, 0), Point(0, 0))
        self._before: Areas = self.areas

    @property
    def shown(self) -> PageEdits:
        return self.edits.redacted(self.areas)

    def follow(self, page: DeskPage) -> None:
        super().follow(page)
        self._said.hear(page.edits.redactions)
        if self._doing is _Doing.NOTHING:
            self.areas = self._said.value
            if self.chosen is not None and self.chosen >= len(self.areas):
                self.chosen = None

    def take_changed(self) -> Areas | None:
        """The areas, where they were changed since they were last taken; they count as handed to the desk."""
        if self._doing is not _Doing.NOTHING or self.areas == self._said.value:
            return None
        self._said.say(self.areas)
        return self.areas

    @property
    def description(self) -> str:
        count = len(self.areas)
        chosen = (
            QCoreApplication.translate("Stage", "box {number} of {count} is chosen").format(
                number=number_text(self.chosen + 1), count=number_text(count)
            )
            if self.chosen is not None
            else QCoreApplication.translate("Stage", "{count} boxes").format(count=number_text(count))
        )
        return QCoreApplication.translate(
            "Stage",
            "Black out: {chosen}. N makes a box, Tab chooses one, arrow keys move it, Shift by 10, "
            "Ctrl with an arrow makes it larger or smaller, Delete removes it, Esc leaves.",
        ).format(chosen=chosen)

    # --- what can be done ------------------------------------------------------------------------------------

    def add(self, lens: Lens, window: Area) -> None:
        """Put a box into the middle of what is seen, and choose it."""
        width, height = self.shown.size_after(*self.page_size)
        middle_x, middle_y = lens.to_page(window.width / 2, window.height / 2)
        middle_x, middle_y = min(max(middle_x, 0), width), min(max(middle_y, 0), height)
        across, down = width * _FIRST_SHARE[0] / 2, height * _FIRST_SHARE[1] / 2
        self._put(rectangle(middle_x - across, middle_y - down, middle_x + across, middle_y + down))

    def remove_chosen(self) -> bool:
        """Take the chosen box away; False where none is."""
        if self.chosen is None:
            return False
        self.areas = (*self.areas[: self.chosen], *self.areas[self.chosen + 1 :])
        self.chosen = min(self.chosen, len(self.areas) - 1) if self.areas else None
        return True

    def _put(self, shown_box: Quad) -> None:
        if len(self.areas) < MAX_REDACTIONS:
            self.areas = (*self.areas, shown_box.mapped(inverse(self._to_shown())))
            self.chosen = len(self.areas) - 1

    def _change_chosen(self, shown_change: "tuple[float, float, float, float]") -> None:
        """Move the edges of the chosen box (left, top, right, bottom) by so many shown pixels."""
        if self.chosen is None:
            return
        matrix = self._to_shown()
        corners = self.areas[self.chosen].mapped(matrix).corners
        left, top, right, bottom = shown_change
        middle_x, middle_y = sum(place.x for place in corners) / 4, sum(place.y for place in corners) / 4
        moved = Quad(
            *(
                Point(
                    place.x + (left if place.x < middle_x else right), place.y + (top if place.y < middle_y else bottom)
                )
                for place in corners
            )
        )
        if moved.is_convex:
            changed = moved.mapped(inverse(matrix))
            self.areas = (*self.areas[: self.chosen], changed, *self.areas[self.chosen + 1 :])

    # --- pointer and keys ------------------------------------------------------------------------------------

    def _to_shown(self) -> Matrix:
        return shown_from_page(self.edits, self.page_size)

    @property
    def is_dragging(self) -> bool:
        return self._doing is not _Doing.NOTHING

    def _under(self, lens: Lens, x: float, y: float) -> int | None:
        matrix, place = self._to_shown(), QPointF(*lens.to_page(x, y))
        reach = _REACH_PX / lens.scale
        around = QRectF(place.x() - reach, place.y() - reach, 2 * reach, 2 * reach)
        for number in range(len(self.areas) - 1, -1, -1):
            shape = polygon(self.areas[number].mapped(matrix))
            if shape.containsPoint(place, Qt.FillRule.OddEvenFill) or shape.boundingRect().intersects(around):
                return number
        return None

    def press(self, lens: Lens, x: float, y: float) -> None:
        place = Point(*lens.to_page(x, y))
        self._pull, self._before = _Pull(place, place), self.areas
        self.chosen = self._under(lens, x, y)
        self._doing = _Doing.DRAWING if self.chosen is None else _Doing.MOVING

    def drag(self, lens: Lens, x: float, y: float) -> None:
        self._pull = _Pull(self._pull.start, Point(*lens.to_page(x, y)))
        start, end = self._pull.start, self._pull.end
        self.areas = self._before
        if self._doing is _Doing.MOVING:
            across, down = end.x - start.x, end.y - start.y
            self._change_chosen((across, down, across, down))
        elif min(abs(end.x - start.x), abs(end.y - start.y)) * lens.scale >= _LEAST_PX:
            width, height = self.shown.size_after(*self.page_size)
            xs = sorted(min(max(x, 0), width) for x in (start.x, end.x))
            ys = sorted(min(max(y, 0), height) for y in (start.y, end.y))
            self._put(rectangle(xs[0], ys[0], xs[1], ys[1]))

    def release(self) -> None:
        self._doing = _Doing.NOTHING

    def cursor(self, lens: Lens, x: float, y: float) -> Qt.CursorShape:
        return Qt.CursorShape.CrossCursor if self._under(lens, x, y) is None else Qt.CursorShape.SizeAllCursor

    def key(self, key: int, modifiers: Qt.KeyboardModifier, lens: Lens, window: Area) -> bool:
        if key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.remove_chosen()
            return True
        if key == Qt.Key.Key_N:
            self.add(lens, window)
            return True
        right, down = ARROWS.get(key, (0, 0))
        if self.chosen is None or not (right or down):
            return False
        is_big = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        step = _KEY_STEP_PX * (BIG_STEP if is_big else 1) / lens.scale
        if modifiers & Qt.KeyboardModifier.ControlModifier:
            self._change_chosen((0, 0, right * step, down * step))
        else:
            self._change_chosen((right * step, down * step, right * step, down * step))
        return True

    def tab(self, step: int) -> bool:
        if not self.areas:
            return False
        wanted = (0 if step > 0 else len(self.areas) - 1) if self.chosen is None else self.chosen + step
        self.chosen = wanted if 0 <= wanted < len(self.areas) else None
        return self.chosen is not None

    # --- painting --------------------------------------------------------------------------------------------

    def paint(self, painter: QPainter, scene: Scene) -> None:
        if self.chosen is None:
            return
        matrix = self._to_shown()
        corners = self.areas[self.chosen].mapped(matrix).corners
        places = [Point(*scene.lens.to_window(place.x, place.y)) for place in corners]
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        shape = polygon(Quad(*places))
        painter.setPen(QPen(QColor("#ffffff"), 4))
        painter.drawPolygon(shape)
        painter.setPen(QPen(QColor(scene.palette.accent), 2))
        painter.drawPolygon(shape)
        painter.restore()
