"""Areas blacked out: burned into the pixels, so that nothing of what was there is left in what leaves."""

from collections.abc import Sequence

from PIL import Image, ImageDraw

from app.domain.geometry import Matrix, Quad, mapped

_BORDER_PX = 2
"""So far beyond its edges an area is painted: every pixel that it touches, and one more, however lines are drawn."""

_CORNER_ORDERS = ((0, 1, 2, 3), (0, 2, 1, 3), (0, 1, 3, 2))
"""Whatever the order of its corners, and with a dent too: together these cover all that lies between them."""

_FAR_PX = 100_000.0  # far outside of any picture, and still exact for a line


def black_out(image: Image.Image, areas: Sequence[Quad], to_image: Matrix, border_px: int = _BORDER_PX) -> None:
    """Paint areas black in a picture of 1, L or RGB; `to_image` is the map from the areas' pixels to the picture's.

    An area of which a part lies behind the horizon of that map is left out: it was painted before the map was made.
    """
    draw = ImageDraw.Draw(image)
    for area in areas:
        if not _is_in_front(area, to_image):
            continue
        corners = [_nearby(mapped(to_image, corner).x, mapped(to_image, corner).y) for corner in area.corners]
        for order in _CORNER_ORDERS:
            outline = [corners[number] for number in order]
            draw.polygon(outline, fill=0)
            draw.line([*outline, outline[0]], fill=0, width=2 * border_px + 1)
        for x, y in corners:
            draw.ellipse((x - border_px, y - border_px, x + border_px, y + border_px), fill=0)


def _is_in_front(area: Quad, matrix: Matrix) -> bool:
    return all(matrix[6] * corner.x + matrix[7] * corner.y + matrix[8] > 0 for corner in area.corners)


def _nearby(x: float, y: float) -> tuple[float, float]:
    """A place as Pillow draws, from the middle of the first pixel; none so far away that its whole numbers overflow."""
    return min(max(x - 0.5, -_FAR_PX), _FAR_PX), min(max(y - 0.5, -_FAR_PX), _FAR_PX)
