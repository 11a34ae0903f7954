"""What a person changed about a page; the original stays as it came."""

from dataclasses import dataclass, replace
from enum import Enum

from app.domain.geometry import (
    Matrix,
    Point,
    Quad,
    after,
    flattening,
    inverse,
    mapped,
    straightened_size,
    straightening,
)

MAX_STRAIGHTEN_DEG = 45.0
MAX_TONE = 100
MAX_REDACTIONS = 200
_NO_CHANGE: Matrix = (1.0, 0.0, 0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 1.0)


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

    def moved(self, across: float, down: float) -> "Box":
        """The same rectangle, so many pixels further right and down."""
        x, y = round(across), round(down)
        return Box(self.left + x, self.top + y, self.right + x, self.bottom + y)


class Ink(Enum):
    """Which colours a page leaves with."""

    AS_IT_IS = "as it is"
    GREY = "grey"
    BLACK_AND_WHITE = "black and white"


@dataclass(frozen=True, slots=True)
class Tone:
    """How light and how strong a page leaves: `brightness` and `contrast` from -100 to 100, 0 for no change.

    `clean_paper` evens out shadows and yellowed paper, so that paper is white and ink is dark.
    """

    ink: Ink = Ink.AS_IT_IS
    brightness: int = 0
    contrast: int = 0
    clean_paper: bool = False

    @property
    def made(self) -> "Tone":
        """The part that is made where pixels are: all of black and white, where brightness is the threshold."""
        if self.ink is Ink.BLACK_AND_WHITE:
            return Tone(self.ink, self.brightness)
        return Tone(self.ink, clean_paper=self.clean_paper)

    @property
    def painted(self) -> "Tone":
        """The part that a screen lays over what is made: brightness and contrast, but for black and white."""
        if self.ink is Ink.BLACK_AND_WHITE:
            return AS_IT_IS
        return Tone(brightness=self.brightness, contrast=self.contrast)


AS_IT_IS = Tone()


def tone_table(brightness: int, contrast: int) -> bytes:
    """What becomes of each of the 256 tones of a channel; the window and the darkroom use the same table.

    Contrast turns about the middle grey: 100 makes it four times as steep, -100 a quarter; brightness then adds up to
    half of the range.
    """
    steepness = 4.0 ** (contrast / MAX_TONE)
    lift = 127.5 * brightness / MAX_TONE
    return bytes(min(255, max(0, round((tone - 127.5) * steepness + 127.5 + lift))) for tone in range(256))


@dataclass(frozen=True, slots=True)
class PageEdits:
    """A page's edits in their fixed order of effect: corners, straighten, crop, redactions, tone, then quarter turns.

    All lengths are in pixels of the page when upright as its orientation tag says. `corners` is the area that is laid
    flat (the paper on a photo); `straighten_deg` then turns what is left clockwise, on white paper that grows so that
    nothing is cut off. What results is the *laid* page, and `crop` is in its pixels; with neither of them the laid page
    is the page itself. `redactions` are areas of the *page* that are painted black in what leaves: they cover the same
    words however it is laid or cropped. `quarter_turns` are clockwise, 0 to 3, and come last, so that turning never
    touches anything else.
    """

    quarter_turns: int = 0
    crop: Box | None = None
    corners: Quad | None = None
    straighten_deg: float = 0.0
    redactions: tuple[Quad, ...] = ()
    tone: Tone = AS_IT_IS

    def turned(self, quarter_turns: int) -> "PageEdits":
        """The same edits, turned clockwise by so many quarters more (negative: to the left)."""
        return replace(self, quarter_turns=(self.quarter_turns + quarter_turns) % 4)

    def cropped(self, crop: Box | None) -> "PageEdits":
        """The same edits with this crop; None takes the crop away."""
        return replace(self, crop=crop)

    def straightened(self, clockwise_deg: float, width: int, height: int) -> "PageEdits":
        """The same edits with the page turned by this angle (at most 45 degrees); a crop stays around its middle."""
        angle = round(min(max(clockwise_deg, -MAX_STRAIGHTEN_DEG), MAX_STRAIGHTEN_DEG), 2)
        return self._laid_anew(replace(self, straighten_deg=angle), width, height)

    def flattened(self, corners: Quad | None) -> "PageEdits":
        """The same edits with this area laid flat; None takes that back. An area with a dent changes nothing."""
        if corners is not None and not corners.is_convex:
            return self
        return replace(self, corners=corners, crop=None, straighten_deg=0.0)

    def redacted(self, redactions: tuple[Quad, ...]) -> "PageEdits":
        """The same edits with these areas of the page painted over, at most 200."""
        return replace(self, redactions=redactions[:MAX_REDACTIONS])

    def toned(self, tone: Tone) -> "PageEdits":
        """The same edits with this tone; brightness and contrast are kept within their bounds."""
        brightness = min(max(tone.brightness, -MAX_TONE), MAX_TONE)
        contrast = min(max(tone.contrast, -MAX_TONE), MAX_TONE)
        return replace(self, tone=replace(tone, brightness=brightness, contrast=contrast))

    @property
    def is_untouched(self) -> bool:
        return self == UNTOUCHED

    @property
    def is_laid_as_it_came(self) -> bool:
        """Is the laid page the page itself, pixel for pixel?"""
        return self.corners is None and self.straighten_deg == 0

    def laid_size(self, width: int, height: int) -> tuple[int, int]:
        """Width and height in pixels of a page of `width` x `height` once it is flat and straight, before the crop."""
        flat = (width, height) if self.corners is None else self.corners.flat_size
        return straightened_size(*flat, self.straighten_deg) if self.straighten_deg else flat

    def laying(self, width: int, height: int) -> Matrix:
        """The map from the pixels of a page of `width` x `height` to those of the laid page."""
        flat = _NO_CHANGE if self.corners is None else flattening(self.corners)
        if not self.straighten_deg:
            return flat
        flat_width, flat_height = (width, height) if self.corners is None else self.corners.flat_size
        return after(flat, straightening(flat_width, flat_height, self.straighten_deg))

    def size_after(self, width: int, height: int) -> tuple[int, int]:
        """Width and height in pixels of a page of `width` x `height` once these edits are made."""
        width, height = self.laid_size(width, height)
        if self.crop is not None:
            width, height = self.crop.width, self.crop.height
        return (height, width) if self.quarter_turns % 2 else (width, height)

    def _laid_anew(self, changed: "PageEdits", width: int, height: int) -> "PageEdits":
        """`changed`, its crop moved so that it shows the same middle of the page as before."""
        if self.crop is None:
            return changed
        middle = Point((self.crop.left + self.crop.right) / 2, (self.crop.top + self.crop.bottom) / 2)
        on_page = mapped(inverse(self.laying(width, height)), middle)
        moved = mapped(changed.laying(width, height), on_page)
        box = self.crop.moved(moved.x - middle.x, moved.y - middle.y).within(*changed.laid_size(width, height))
        return replace(changed, crop=box)


UNTOUCHED = PageEdits()
