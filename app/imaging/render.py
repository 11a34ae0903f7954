"""A page with its edits made, scaled down to what is asked for: the one way from stored pixels to pixels that leave."""

from dataclasses import dataclass, replace

from PIL import Image

from app.domain.edits import Box, Ink, PageEdits
from app.domain.geometry import Matrix, Point, after
from app.domain.limits import DRX_LIMITS, Limits, padded_size, scaled_size
from app.imaging.colour import on_paper, resizable
from app.imaging.laying import laid
from app.imaging.redact import black_out
from app.imaging.refusals import refusing_damage
from app.imaging.sheet import Sheet
from app.imaging.tone import thresholded, toned
from app.imaging.vips import scaled_jpeg

_TURNS = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
_BLOCK_PX = 8  # of a JPEG: made smaller while decoding, each of its pixels knows of its whole block


@dataclass(frozen=True, slots=True)
class RenderedPage:
    """A page's pixels as 1, L or RGB without metadata, their dpi, and whether they were scaled down."""

    image: Image.Image
    dpi: int | None
    was_scaled: bool


def rendered(sheet: Sheet, edits: PageEdits, max_side_px: int) -> RenderedPage:
    """All edits made, in their order, scaled down so that no side is over `max_side_px`; in sRGB on white.

    Where nothing has to be moved between pixels, none is. Raises `UnreadableFile`.
    """
    page_size = (sheet.width, sheet.height)
    laid_size = edits.laid_size(*page_size)
    crop = (edits.crop or Box(0, 0, *laid_size)).within(*laid_size)
    size = scaled_size(crop.width, crop.height, replace(DRX_LIMITS, max_side_px=max_side_px))
    across, down = size[0] / crop.width, size[1] / crop.height
    with refusing_damage():
        quick = _scaled_at_once(sheet, edits, crop, size)
        # the whole page at the scale of the result: a side more than asked would decode at twice the size
        least = (int(sheet.width * across), int(sheet.height * down))
        image = sheet.decoded(least) if quick is None else quick
        is_one_bit, profile = image.mode == "1" and size == (crop.width, crop.height), sheet.profile
        if edits.redactions:
            image, profile = _without_secrets(on_paper(image, profile), page_size, edits), None
        if quick is not None:
            image = on_paper(quick, profile)
        elif edits.is_laid_as_it_came:
            image = on_paper(_resampled(image, page_size, crop, size), profile)
        else:
            if image.mode not in ("L", "RGB"):
                image, profile = on_paper(resizable(image), profile), None
            image = on_paper(laid(image, page_size, edits, crop, size), profile)
        image = _finished(image, edits, _to_result(edits, page_size, crop, size), is_one_bit=is_one_bit)
    dpi = None if sheet.dpi is None else max(1, round(sheet.dpi * across))
    return RenderedPage(image, dpi, size != (crop.width, crop.height))


def _scaled_at_once(sheet: Sheet, edits: PageEdits, crop: Box, size: tuple[int, int]) -> Image.Image | None:
    """The crop at its size in one go with decoding; None where more is to be done, or Pillow is as quick."""
    if sheet.stored is None or edits.redactions or not edits.is_laid_as_it_came:
        return None
    return scaled_jpeg(sheet.stored, crop, size)


def _without_secrets(image: Image.Image, page_size: tuple[int, int], edits: PageEdits) -> Image.Image:
    """The decoded page with its redactions painted, before any filter can carry a trace of them further."""
    across, down = image.width / page_size[0], image.height / page_size[1]
    image = image.copy()
    border_px = 2 if across == 1 else 2 + int(_BLOCK_PX * max(across, down))
    black_out(image, edits.redactions, (across, 0, 0, 0, down, 0, 0, 0, 1), border_px)
    return image


def _to_result(edits: PageEdits, page_size: tuple[int, int], crop: Box, size: tuple[int, int]) -> Matrix:
    """The map from the page's pixels to those of the result before its quarter turns; what can be seen is in front."""
    across, down = size[0] / crop.width, size[1] / crop.height
    matrix = after(edits.laying(*page_size), (across, 0, -crop.left * across, 0, down, -crop.top * down, 0, 0, 1))
    seen = edits.corners.top_left if edits.corners is not None else Point(0, 0)
    is_behind = matrix[6] * seen.x + matrix[7] * seen.y + matrix[8] < 0
    return after(matrix, (-1, 0, 0, 0, -1, 0, 0, 0, -1)) if is_behind else matrix


def _finished(image: Image.Image, edits: PageEdits, to_result: Matrix, *, is_one_bit: bool) -> Image.Image:
    """Tone, redactions in their final black, quarter turns."""
    image = toned(image, edits.tone)
    if is_one_bit and image.mode != "1" and edits.tone.ink is Ink.AS_IT_IS and not edits.tone.clean_paper:
        image = thresholded(image)  # it came as black and white, and was grey only to be turned
    if edits.redactions:
        black_out(image, edits.redactions, to_result)
    if edits.quarter_turns % 4:
        image = image.transpose(_TURNS[edits.quarter_turns % 4])
    return image


def _resampled(image: Image.Image, page_size: tuple[int, int], crop: Box, size: tuple[int, int]) -> Image.Image:
    """The part of a decoded page that `crop` names (in the page's full pixels), at `size`; untouched where it fits."""
    if image.size == page_size and size == (crop.width, crop.height):
        is_whole = size == image.size
        return image if is_whole else image.crop((crop.left, crop.top, crop.right, crop.bottom))
    if image.size == size and (crop.width, crop.height) == page_size:
        return image  # decoding has made it exactly as small as it should be
    across, down = image.width / page_size[0], image.height / page_size[1]
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
