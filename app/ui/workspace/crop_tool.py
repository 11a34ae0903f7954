"""The crop box while it is being made, by pointer or by keys. Values and rules only; `crop_hand` shows it."""

from app.domain.edits import Box, PageEdits
from app.ui.pictures.lens import Lens
from app.ui.workspace.crop_geometry import (
    Frame,
    Grip,
    as_crop,
    corner_with,
    dragged,
    drawn,
    grip_at,
    shifted,
    turned_box,
    turned_size,
    unturned_box,
)

REACH_PX = 16
"""A handle is caught from this far outside of the box and inside of it (ui.md: targets of 32 px)."""
_DRAW_AT_LEAST_PX = 4
"""A press outside the box that moves less than this was a click, and draws nothing."""


class CropTool:
    """A box on the page as shown (laid and turned). `box` is in shown pixels, `crop` in those of the laid page."""

    def __init__(self, page_size: tuple[int, int], edits: PageEdits) -> None:
        self._page_size = edits.laid_size(*page_size)
        self._lay(edits.crop, edits.quarter_turns)
        self.corner = Grip.BOTTOM_RIGHT
        """The corner whose two edges the arrow keys move."""
        self._grip: Grip | None = None
        self._start: tuple[float, float] | None = None
        self._box_before = self.box

    @property
    def crop(self) -> Box | None:
        """The box in the unturned pixels of the laid page; None where it is the whole of it."""
        return as_crop(unturned_box(self.box, *self._page_size, self._turns), *self._page_size)

    @property
    def is_dragging(self) -> bool:
        return self._start is not None

    def turn_to(self, quarter_turns: int) -> None:
        """The page was turned meanwhile: the box turns with it."""
        self.release()
        self._lay(self.crop, quarter_turns)

    def _lay(self, crop: Box | None, quarter_turns: int) -> None:
        width, height = self._page_size
        own = crop.within(width, height) if crop is not None else Box(0, 0, width, height)
        self._turns = quarter_turns
        self.shown_size = turned_size(width, height, quarter_turns)
        self.box = turned_box(own, width, height, quarter_turns)

    def frame(self, lens: Lens) -> Frame:
        """Where the box lies in the window."""
        left, top = lens.to_window(self.box.left, self.box.top)
        right, bottom = lens.to_window(self.box.right, self.box.bottom)
        return Frame(left, top, right, bottom)

    def grip_under(self, lens: Lens, x: float, y: float) -> Grip | None:
        """What the pointer would catch here; None draws a new box."""
        return self._grip if self.is_dragging else grip_at(self.frame(lens), x, y, REACH_PX)

    def press(self, lens: Lens, x: float, y: float) -> None:
        """The pointer goes down at this place of the window."""
        self._grip = grip_at(self.frame(lens), x, y, REACH_PX)
        self._start = (x, y)
        self._box_before = self.box
        if self._grip is not None:
            self.corner = corner_with(self.corner, self._grip)

    def drag(self, lens: Lens, x: float, y: float) -> None:
        """The pointer moves while it is down."""
        if self._start is None:
            return
        start_x, start_y = self._start
        if self._grip is not None:
            right_px, down_px = round((x - start_x) / lens.scale), round((y - start_y) / lens.scale)
            self.box = dragged(self._box_before, self._grip, right_px, down_px, *self.shown_size)
        elif abs(x - start_x) + abs(y - start_y) >= _DRAW_AT_LEAST_PX:
            self.box = drawn(*lens.to_page(start_x, start_y), *lens.to_page(x, y), *self.shown_size)

    def release(self) -> None:
        """The pointer comes up."""
        self._start = None
        self._grip = None

    def nudge(self, right_px: int, down_px: int) -> None:
        """Move the chosen corner's edges by so many page pixels."""
        grip = Grip((self.corner.horizontal if right_px else 0, self.corner.vertical if down_px else 0))
        if grip is not Grip.INSIDE:
            self.box = dragged(self.box, grip, right_px, down_px, *self.shown_size)

    def push(self, right_px: int, down_px: int) -> None:
        """Move the whole box."""
        self.box = shifted(self.box, right_px, down_px, *self.shown_size)

    def choose(self, horizontal: int, vertical: int) -> None:
        """Let the arrow keys move another edge: -1 left or top, 1 right or bottom, 0 leaves it."""
        self.corner = Grip((horizontal or self.corner.horizontal, vertical or self.corner.vertical))

    def reset(self) -> None:
        """The whole page again."""
        self.box = Box(0, 0, *self.shown_size)

    def place_crop(self, crop: Box) -> None:
        """Put the box where a crop in laid pixels says."""
        self._lay(crop, self._turns)

    def place(self, box: Box) -> None:
        """Put the box here, pushed into the page where it must be."""
        self.box = box.within(*self.shown_size)
