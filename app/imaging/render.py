"""A page with its edits made, scaled down to what is asked for: the one way from stored pixels to pixels that leave."""

from dataclasses import dataclass, replace

from PIL import Image

from app.domain.edits import Box, PageEdits
from app.domain.limits import DRX_LIMITS, Limits, padded_size, scaled_size
from app.imaging.colour import on_paper, resizable
from app.imaging.refusals import refusing_damage
from app.imaging.sheet import Sheet

_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page's pixels as 1, L or RGB without metadata, their dpi, and whether they were scaled down."""

    image: Image.Image
    dpi: int | None
    was_scaled: bool


def rendered(sheet: Sheet, edits: PageEdits, max_side_px: int) -> RenderedPage:
    """Crop, scale down so that no side is over `max_side_px`, turn; in sRGB on white. Raises `UnreadableFile`."""
    crop = (edits.crop or Box(0, 0, sheet.width, sheet.height)).within(sheet.width, sheet.height)
    width, height = scaled_size(crop.width, crop.height, replace(DRX_LIMITS, max_side_px=max_side_px))
    across, down = width / crop.width, height / crop.height
    with refusing_damage():
        # the whole page at the scale of the result: a side more than asked would decode at twice the size
        least = (int(sheet.width * across), int(sheet.height * down))
        image = _resampled(sheet.decoded(least), sheet, crop, (width, height))
        image = on_paper(image, sheet.profile)
        if edits.quarter_turns % 4:
            image = image.transpose(_TURNS[edits.quarter_turns % 4])
    dpi = None if sheet.dpi is None else max(1, round(sheet.dpi * across))
    return RenderedPage(image, dpi, (width, height) != (crop.width, crop.height))


def _resampled(image: Image.Image, sheet: Sheet, crop: Box, size: tuple[int, int]) -> Image.Image:
    """The part of a decoded page that `crop` names (in the page's full pixels), at `size`; untouched where it fits."""
    if image.size == (sheet.width, sheet.height) and size == (crop.width, crop.height):
        is_whole = size == image.size
        return image if is_whole else image.crop((crop.left, crop.top, crop.right, crop.bottom))
    if image.size == size and (crop.width, crop.height) == (sheet.width, sheet.height):
        return image  # decoding has made it exactly as small as it should be
    across, down = image.width / sheet.width, image.height / sheet.height
    part = (
        crop.left * across,
        crop.top * down,
        min(crop.right * across, image.width),
        min(crop.bottom * down, image.height),
    )
    return resizable(image).resize(size, Image.Resampling.LANCZOS, box=part)


def shrunk(image: Image.Image, factor: float) -> Image.Image:
    """The same picture, both sides times `factor` (at least 1 px)."""
    size = (max(1, round(image.width * factor)), max(1, round(image.height * factor)))
    return resizable(image).resize(size, Image.Resampling.LANCZOS)


def padded(image: Image.Image, limits: Limits) -> Image.Image:
    """The picture in the middle of white paper that is no smaller than the limit; itself where it is large enough."""
    size = padded_size(*image.size, limits)
    if size == image.size:
        return image
    paper = Image.new(image.mode, size, "white")
    paper.paste(image, ((size[0] - image.width) // 2, (size[1] - image.height) // 2))
    return paper
