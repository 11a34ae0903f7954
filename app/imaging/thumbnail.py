"""Small pictures, fast: for a filmstrip, not for what is uploaded (imaging.md, rule 6)."""

from dataclasses import replace

from PIL import Image

from app.domain.limits import DRX_LIMITS, scaled_size
from app.imaging.colour import on_paper, resizable
from app.imaging.refusals import refusing_damage
from app.imaging.sheet import Sheet

SMALL_SIDE_PX = 640
"""Up to this size nobody sees that the mean of a box stood in for a better filter."""


def small(sheet: Sheet, max_side_px: int) -> Image.Image:
    """The whole page, upright and unedited, as L or RGB with no side over `max_side_px`; never scaled up.

    A JPEG is decoded at an eighth, a quarter or half; 1-bit goes through grey. Raises `UnreadableFile`.
    """
    size = scaled_size(sheet.width, sheet.height, replace(DRX_LIMITS, max_side_px=max(1, max_side_px)))
    with refusing_damage():
        image = resizable(sheet.decoded(size))
        if image.size != size:
            image = _boxed(image, size)
        return on_paper(image, sheet.profile)


def _boxed(image: Image.Image, size: tuple[int, int]) -> Image.Image:
    """The mean of the pixels under each pixel: whole steps first, which take half the time, then the rest."""
    steps = min(image.width // size[0], image.height // size[1])
    if steps > 1:
        image = image.reduce(steps)
    return image.resize(size, Image.Resampling.BOX)
