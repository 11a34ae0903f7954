"""Paper laid flat and straight: corners, straightening, crop and scale in one resampling (`PageEdits.laying`)."""

import math

from PIL import Image, ImageDraw

from app.domain.edits import Box, PageEdits
from app.domain.geometry import Matrix, after, inverse, mapped, rectangle, straightening

_SHARP_ENOUGH = 0.95
"""Down to this scale the cubic's own reach is filter enough; below it the page is made smaller first."""

_ALMOST_ZERO = 1e-12


def laid(
    image: Image.Image, page_size: tuple[int, int], edits: PageEdits, crop: Box, size: tuple[int, int]
) -> Image.Image:
    """The part `crop` of the laid page at `size`, from a decoded page of L or RGB; white where the page ends.

    `image` may be smaller than the page, whose size in full pixels is `page_size`.
    """
    scale = max(size[0] / crop.width, size[1] / crop.height)
    image = _as_fine_as_needed(image, page_size, scale)
    to_laid = _stretching(crop.width / size[0], crop.height / size[1], crop.left, crop.top)
    to_image = _stretching(image.width / page_size[0], image.height / page_size[1])
    back = after(after(to_laid, inverse(edits.laying(*page_size))), to_image)
    depth = back[8] if abs(back[8]) > _ALMOST_ZERO else _ALMOST_ZERO
    flat = image.transform(
        size,
        Image.Transform.PERSPECTIVE,
        [number / depth for number in back[:8]],
        Image.Resampling.BICUBIC,
        fillcolor="white",
    )
    if edits.corners is not None and edits.straighten_deg:
        return _without_surroundings(flat, edits, inverse(to_laid))
    return flat


def _as_fine_as_needed(image: Image.Image, page_size: tuple[int, int], scale: float) -> Image.Image:
    """The page at the scale of the result, so that nothing flickers between pixels; itself where it is no finer."""
    size = (math.ceil(page_size[0] * scale), math.ceil(page_size[1] * scale))
    if scale >= _SHARP_ENOUGH or size[0] >= image.width * _SHARP_ENOUGH:
        return image
    return image.resize(size, Image.Resampling.LANCZOS, reducing_gap=3.0)


def _without_surroundings(flat: Image.Image, edits: PageEdits, from_laid: Matrix) -> Image.Image:
    """White instead of what lay around the paper, which turning has brought back into the picture."""
    if edits.corners is None:
        return flat
    width, height = edits.corners.flat_size
    turning = after(straightening(width, height, edits.straighten_deg), from_laid)
    corners = [mapped(turning, corner) for corner in rectangle(0, 0, width, height).corners]
    inside = Image.new("1", flat.size, 0)
    ImageDraw.Draw(inside).polygon([(corner.x - 0.5, corner.y - 0.5) for corner in corners], fill=1)
    paper = Image.new(flat.mode, flat.size, "white")
    paper.paste(flat, mask=inside)
    return paper


def _stretching(across: float, down: float, left: float = 0.0, top: float = 0.0) -> Matrix:
    """The map that makes all lengths so many times as long, and moves by so many pixels."""
    return (across, 0.0, left, 0.0, down, top, 0.0, 0.0, 1.0)
