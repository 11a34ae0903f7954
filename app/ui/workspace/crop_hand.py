"""The crop on the stage: joins the crop box with pointer, keys and painter."""

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtGui import QPainter

from app.domain.edits import Box, PageEdits
from app.domain.pages import DeskPage
from app.ui.pictures.lens import Area, Lens
from app.ui.workspace.crop_geometry import Grip
from app.ui.workspace.crop_overlay import is_small, paint_crop, paint_pill
from app.ui.workspace.crop_tool import CropTool
from app.ui.workspace.stage_tool import ARROWS, Scene, StageTool, step_of
from app.ui.workspace.words_pages import after_crop_text


class CropHand(StageTool):
    """The whole laid page with a box on it."""

    def __init__(self, page: DeskPage) -> None:
        super().__init__(page)
        self._tool = CropTool(self.page_size, page.edits)

    @property
    def box(self) -> Box:
        """The box in the pixels of the page as shown."""
        return self._tool.box

    @property
    def limits(self) -> tuple[int, int]:
        """Width and height of the page as shown."""
        return self._tool.shown_size

    @property
    def laid_size(self) -> tuple[int, int]:
        """Width and height of the laid page, which `crop` is measured in."""
        return self.edits.laid_size(*self.page_size)

    @property
    def crop(self) -> Box | None:
        """What to keep of the laid page; None for the whole of it."""
        return self._tool.crop

    def place(self, box: Box) -> None:
        """Put the box here, in the pixels of the page as shown."""
        self._tool.place(box)

    def place_crop(self, crop: Box) -> None:
        """Put the box here, in the pixels of the laid page."""
        self._tool.place_crop(crop)

    def reset(self) -> None:
        """The whole page again."""
        self._tool.reset()

    @property
    def shown(self) -> PageEdits:
        return self.edits.cropped(None)

    def follow(self, page: DeskPage) -> None:
        before, self.edits = self.edits, page.edits
        is_laid_anew = (before.corners, before.straighten_deg) != (page.edits.corners, page.edits.straighten_deg)
        if is_laid_anew or before.crop != page.edits.crop:
            self._tool = CropTool(self.page_size, page.edits)
        else:
            self._tool.turn_to(page.edits.quarter_turns)

    @property
    def description(self) -> str:
        return QCoreApplication.translate(
            "Stage",
            "Crop: {size}. Arrow keys move the edges of the chosen corner, Shift by 10, Alt with an arrow "
            "chooses the edge, Ctrl with an arrow moves the box. Enter applies, Esc leaves.",
        ).format(size=after_crop_text(self.box))

    # --- pointer and keys ------------------------------------------------------------------------------------

    @property
    def is_dragging(self) -> bool:
        return self._tool.is_dragging

    def press(self, lens: Lens, x: float, y: float) -> None:
        self._tool.press(lens, x, y)

    def drag(self, lens: Lens, x: float, y: float) -> None:
        self._tool.drag(lens, x, y)

    def release(self) -> None:
        self._tool.release()

    def cursor(self, lens: Lens, x: float, y: float) -> Qt.CursorShape:
        return _CURSORS[self._tool.grip_under(lens, x, y)]

    def key(self, key: int, modifiers: Qt.KeyboardModifier, lens: Lens, window: Area) -> bool:
        """An arrow moves the chosen edge, Shift by 10; Alt with it chooses the edge; Ctrl with it moves the box."""
        arrow = ARROWS.get(key)
        if arrow is None:
            return False
        right, down = arrow
        step = step_of(modifiers)
        if modifiers & Qt.KeyboardModifier.AltModifier:
            self._tool.choose(right, down)
        elif modifiers & Qt.KeyboardModifier.ControlModifier:
            self._tool.push(right * step, down * step)
        else:
            self._tool.nudge(right * step, down * step)
        return True

    def paint(self, painter: QPainter, scene: Scene) -> None:
        frame = self._tool.frame(scene.lens)
        paint_crop(painter, scene.sheet, frame, self._tool.corner, scene.palette)
        paint_pill(painter, after_crop_text(self.box), is_small(self.box), frame, scene.window)


_CURSORS: dict[Grip | None, Qt.CursorShape] = {
    None: Qt.CursorShape.CrossCursor,
    Grip.INSIDE: Qt.CursorShape.SizeAllCursor,
    Grip.LEFT: Qt.CursorShape.SizeHorCursor,
    Grip.RIGHT: Qt.CursorShape.SizeHorCursor,
    Grip.TOP: Qt.CursorShape.SizeVerCursor,
    Grip.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Grip.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Grip.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Grip.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Grip.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
}
