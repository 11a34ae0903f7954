"""What every tool on the stage is: how the page lies under it, what pointer and keys do to it, how it is painted."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from app.domain.edits import PageEdits
from app.domain.pages import DeskPage
from app.ui.pictures.lens import Area, Lens
from app.ui.theme.palette import Palette

TOOL_MARGIN_PX = 36
"""Room around the page for handles, and for the words under a box that takes the whole of it."""
BIG_STEP = 10
"""With Shift (ui.md)."""
ARROWS = {
    int(Qt.Key.Key_Left): (-1, 0),
    int(Qt.Key.Key_Right): (1, 0),
    int(Qt.Key.Key_Up): (0, -1),
    int(Qt.Key.Key_Down): (0, 1),
}


@dataclass(frozen=True, slots=True)
class Scene:
    """Where a tool paints: `sheet` is the page in the window; `paint_page` paints it once more, into any rectangle."""

    sheet: QRectF
    window: QRectF
    lens: Lens
    palette: Palette
    paint_page: Callable[[QPainter, QRectF], None]


class StageTool:
    """A tool at work on one page. `shown` are the edits that the page is painted with meanwhile.

    The lens maps the pixels of the page so shown to the window. Methods that get a place get it in window pixels.
    """

    margin_px: float = TOOL_MARGIN_PX
    own_keys: frozenset[int] = frozenset()
    """Keys that mean something else outside of the tool."""
    keeps_scale = False
    """Does the page keep its scale while its shape changes under the tool? Else it is fitted anew."""

    def __init__(self, page: DeskPage) -> None:
        self.page_id = page.id
        self.edits = page.edits
        self.page_size = (page.imported.width, page.imported.height)

    @property
    def shown(self) -> PageEdits:
        """The edits to paint the page with while the tool is at work."""
        return self.edits

    def follow(self, page: DeskPage) -> None:
        """The page was changed meanwhile: turned, or taken back a step."""
        self.edits = page.edits

    @property
    def description(self) -> str:
        """What assistive technology says about it, keys and all."""
        return ""

    @property
    def is_dragging(self) -> bool:
        """Is the pointer down on it?"""
        return False

    def press(self, lens: Lens, x: float, y: float) -> None:
        """The pointer goes down."""

    def drag(self, lens: Lens, x: float, y: float) -> None:
        """It moves while it is down."""

    def release(self) -> None:
        """It comes up."""

    def cursor(self, lens: Lens, x: float, y: float) -> Qt.CursorShape:
        """What the pointer looks like here."""
        return Qt.CursorShape.ArrowCursor

    def key(self, key: int, modifiers: Qt.KeyboardModifier, lens: Lens, window: Area) -> bool:
        """Do what a key means; False where it means nothing."""
        return False

    def tab(self, step: int) -> bool:
        """Go on to the next of several things in it; False after the last, so that the focus moves on."""
        return False

    def paint(self, painter: QPainter, scene: Scene) -> None:
        """Paint what belongs to the tool over the page."""


def step_of(modifiers: Qt.KeyboardModifier) -> int:
    """1, or 10 with Shift."""
    return BIG_STEP if modifiers & Qt.KeyboardModifier.ShiftModifier else 1
