"""How the page lies on the stage: scale and place, as a value, without Qt. All lengths are the window's own pixels."""

from dataclasses import dataclass

MIN_SCALE = 0.01
MAX_SCALE = 8.0
ZOOM_STEP = 1.25
"""One press of zoom in or out."""


@dataclass(frozen=True, slots=True)
class Area:
    """A width and a height."""

    width: float
    height: float


@dataclass(frozen=True, slots=True)
class Lens:
    """`scale` is window pixels for one page pixel; `left`/`top` is where the page's corner lies in the window."""

    scale: float = 1.0
    left: float = 0.0
    top: float = 0.0

    def to_window(self, x: float, y: float) -> tuple[float, float]:
        """Where a page pixel lies in the window."""
        return self.left + x * self.scale, self.top + y * self.scale

    def to_page(self, x: float, y: float) -> tuple[float, float]:
        """The page pixel under a place in the window; may lie outside of the page."""
        return (x - self.left) / self.scale, (y - self.top) / self.scale

    def moved(self, right: float, down: float) -> "Lens":
        """The same page, pushed."""
        return Lens(self.scale, self.left + right, self.top + down)

    def scaled(self, scale: float, x: float, y: float) -> "Lens":
        """Another scale, within the bounds, that keeps the page's point under (x, y) where it is."""
        scale = max(MIN_SCALE, min(scale, MAX_SCALE))
        page_x, page_y = self.to_page(x, y)
        return Lens(scale, x - page_x * scale, y - page_y * scale)

    def carried(self, before: Area, page: Area, window: Area, share: float) -> "Lens":
        """The same part of another page in the middle of the window, `share` times the scale."""
        scale = max(MIN_SCALE, min(self.scale * share, MAX_SCALE))
        middle_x, middle_y = self.to_page(window.width / 2, window.height / 2)
        left = window.width / 2 - middle_x / before.width * page.width * scale
        top = window.height / 2 - middle_y / before.height * page.height * scale
        return Lens(scale, left, top)

    def settled(self, page: Area, window: Area, margin: float) -> "Lens":
        """Pushed back so that no more than `margin` is empty beside a large page; a small one sits in the middle."""
        left = _settled_along(self.left, page.width * self.scale, window.width, margin)
        top = _settled_along(self.top, page.height * self.scale, window.height, margin)
        return Lens(self.scale, left, top)


def fitting(page: Area, window: Area, margin: float, most_scale: float) -> Lens:
    """The whole page in the window with a margin around it, never larger than `most_scale`."""
    free_width, free_height = max(1.0, window.width - 2 * margin), max(1.0, window.height - 2 * margin)
    scale = min(free_width / max(1.0, page.width), free_height / max(1.0, page.height), most_scale)
    return Lens(max(scale, MIN_SCALE)).settled(page, window, margin)


def _settled_along(start: float, length: float, window: float, margin: float) -> float:
    if length + 2 * margin <= window:
        return (window - length) / 2
    return max(window - length - margin, min(start, margin))
