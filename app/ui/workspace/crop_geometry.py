"""Crop geometry, without Qt: a page's own pixels, its pixels as shown after turns, and where pointer or key move a box.

Three spaces: *page* pixels (laid flat and straight, unturned; `PageEdits.crop` lives there), *shown* pixels (the same
page after its quarter turns; the box is edited there), and the window's own, which only `grip_at` sees.
"""

from dataclasses import dataclass
from enum import Enum

from app.domain.edits import Box


class Grip(Enum):
    """What a pointer has hold of; the value says which edges follow it: (-1 left, 1 right), (-1 top, 1 bottom)."""

    TOP_LEFT = (-1, -1)
    TOP = (0, -1)
    TOP_RIGHT = (1, -1)
    RIGHT = (1, 0)
    BOTTOM_RIGHT = (1, 1)
    BOTTOM = (0, 1)
    BOTTOM_LEFT = (-1, 1)
    LEFT = (-1, 0)
    INSIDE = (0, 0)

    @property
    def horizontal(self) -> int:
        """-1: the left edge follows, 1: the right edge, 0: neither."""
        return self.value[0]

    @property
    def vertical(self) -> int:
        """-1: the top edge follows, 1: the bottom edge, 0: neither."""
        return self.value[1]


EDGE_GRIPS = tuple(grip for grip in Grip if grip is not Grip.INSIDE)


@dataclass(frozen=True, slots=True)
class Frame:
    """A rectangle in the window, in floating pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def place_of(self, grip: Grip) -> tuple[float, float]:
        """Where the round handle of this grip sits."""
        across = (self.left, (self.left + self.right) / 2, self.right)[grip.horizontal + 1]
        down = (self.top, (self.top + self.bottom) / 2, self.bottom)[grip.vertical + 1]
        return across, down


def turned_size(width: int, height: int, quarter_turns: int) -> tuple[int, int]:
    """Width and height of a page of `width` x `height` after so many clockwise quarter turns."""
    return (height, width) if quarter_turns % 2 else (width, height)


def turned_box(box: Box, width: int, height: int, quarter_turns: int) -> Box:
    """A box in the pixels of a page of `width` x `height`, as it lies after so many clockwise quarter turns."""
    match quarter_turns % 4:
        case 1:
            return Box(height - box.bottom, box.left, height - box.top, box.right)
        case 2:
            return Box(width - box.right, height - box.bottom, width - box.left, height - box.top)
        case 3:
            return Box(box.top, width - box.right, box.bottom, width - box.left)
        case _:
            return box


def unturned_box(box: Box, width: int, height: int, quarter_turns: int) -> Box:
    """A box in shown pixels, back in the page's own; `width` and `height` are the page's own."""
    return turned_box(box, *turned_size(width, height, quarter_turns), -quarter_turns)


def as_crop(box: Box, width: int, height: int) -> Box | None:
    """What to keep for a box on a page of `width` x `height`: the whole page is no crop at all."""
    inside = box.within(width, height)
    return None if inside == Box(0, 0, width, height) else inside


def dragged(box: Box, grip: Grip, right_px: int, down_px: int, width: int, height: int) -> Box:
    """The box after its grip was moved by so many shown pixels; stays in the page and at least one pixel wide."""
    if grip is Grip.INSIDE:
        return shifted(box, right_px, down_px, width, height)
    left, top, right, bottom = box.left, box.top, box.right, box.bottom
    if grip.horizontal < 0:
        left = _between(0, left + right_px, right - 1)
    elif grip.horizontal > 0:
        right = _between(left + 1, right + right_px, width)
    if grip.vertical < 0:
        top = _between(0, top + down_px, bottom - 1)
    elif grip.vertical > 0:
        bottom = _between(top + 1, bottom + down_px, height)
    return Box(left, top, right, bottom)


def shifted(box: Box, right_px: int, down_px: int, width: int, height: int) -> Box:
    """The box at another place; it keeps its size and stays in the page."""
    left = _between(0, box.left + right_px, width - box.width)
    top = _between(0, box.top + down_px, height - box.height)
    return Box(left, top, left + box.width, top + box.height)


def drawn(from_x: float, from_y: float, to_x: float, to_y: float, width: int, height: int) -> Box:
    """A new box between two points in shown pixels, in whichever direction it was drawn."""
    left, right = sorted((from_x, to_x))
    top, bottom = sorted((from_y, to_y))
    return Box(round(left), round(top), round(right), round(bottom)).within(width, height)


def grip_at(frame: Frame, x: float, y: float, reach_px: float) -> Grip | None:
    """What a pointer at (x, y) would catch of a box that lies at `frame` in the window; None is outside of it.

    Edges and corners are caught along their whole length, from `reach_px` outside and a little less inside, so that a
    small box keeps a middle to be moved by.
    """
    horizontal = _edge_caught(x, frame.left, frame.right, reach_px)
    vertical = _edge_caught(y, frame.top, frame.bottom, reach_px)
    if horizontal is None or vertical is None:
        return None
    return Grip((horizontal, vertical))


def corner_with(corner: Grip, grip: Grip) -> Grip:
    """The corner whose edges the arrow keys move, once `grip` was touched: what it has no say in stays as it was."""
    return Grip((grip.horizontal or corner.horizontal, grip.vertical or corner.vertical))


def _edge_caught(at: float, low: float, high: float, reach_px: float) -> int | None:
    if not low - reach_px <= at <= high + reach_px:
        return None
    inner_px = min(reach_px, (high - low) / 4)
    if at <= low + inner_px and at - low <= high - at:
        return -1
    return 1 if at >= high - inner_px else 0


def _between(low: int, value: int, high: int) -> int:
    return max(low, min(value, high))
