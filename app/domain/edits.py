"""What a person changed about a page; the original stays as it came."""

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle in pixels: `left`/`top` inside, `right`/`bottom` just outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        return self.right - self.left

    @property
    def height(self) -> int:
        return self.bottom - self.top

    def within(self, width: int, height: int, least_px: int = 1) -> "Box":
        """This box pushed inside a picture of `width` x `height`, at least `least_px` a side where there is room."""
        least_width, least_height = min(least_px, width), min(least_px, height)
        left = min(max(self.left, 0), width - least_width)
        top = min(max(self.top, 0), height - least_height)
        right = max(min(self.right, width), left + least_width)
        bottom = max(min(self.bottom, height), top + least_height)
        return Box(left, top, right, bottom)


@dataclass(frozen=True, slots=True)
class PageEdits:
    """A page's edits in their fixed order of effect: the crop, then the quarter turns.

    `crop` is in the page's own pixels: upright as its orientation tag says, before any turn, so that turning never
    touches it. `quarter_turns` are clockwise, 0 to 3.
    """

    quarter_turns: int = 0
    crop: Box | None = None

    def turned(self, quarter_turns: int) -> "PageEdits":
        """The same edits, turned clockwise by so many quarters more (negative: to the left)."""
        return replace(self, quarter_turns=(self.quarter_turns + quarter_turns) % 4)

    def cropped(self, crop: Box | None) -> "PageEdits":
        """The same edits with this crop; None takes the crop away."""
        return replace(self, crop=crop)

    @property
    def is_untouched(self) -> bool:
        return self == UNTOUCHED

    def size_after(self, width: int, height: int) -> tuple[int, int]:
        """Width and height in pixels of a page of `width` x `height` once these edits are made."""
        if self.crop is not None:
            width, height = self.crop.width, self.crop.height
        return (height, width) if self.quarter_turns % 2 else (width, height)


UNTOUCHED = PageEdits()
