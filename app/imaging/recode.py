"""Crops and quarter turns of a JPEG that lose next to nothing: on its own grid, with its own tables.

Where a crop begins on the grid of blocks that the picture was coded in, the same tables find the same coefficients
again: Q 95 to 96.5 instead of 88 to 90 (imaging.md, rule 7). The crop grows for that, by less than a block, on the two
sides that become left and top; the other two stay where they were put.
"""

import io
from collections.abc import Sequence
from dataclasses import replace

from PIL import Image, JpegImagePlugin

from app.domain.edits import Box, PageEdits
from app.domain.limits import Limits
from app.domain.pages import MediaType
from app.imaging.jpeg import Tables, jpeg_of_tables
from app.imaging.keep import WORTH_ENCODING
from app.imaging.refusals import refusing_damage
from app.imaging.render import RenderedPage, rendered
from app.imaging.sheet import Sheet

_QUARTER_TURNS_OF_TAG = {1: 0, 6: 1, 3: 2, 8: 3}  # clockwise; tags that mirror are not for us
_BLOCKS_PX = {0: (8, 8), 1: (16, 8), 2: (16, 16)}  # of 4:4:4, 4:2:2 and 4:2:0, as Pillow numbers them
_GREY_BLOCKS_PX = (8, 8)


def recoded(sheet: Sheet, edits: PageEdits, limits: Limits) -> tuple[RenderedPage, bytes] | None:
    """The cropped or turned page and its JPEG; None where that way is not open. Raises `UnreadableFile`."""
    stored = sheet.stored
    if stored is None or stored.media_type is not MediaType.JPEG or not stored.is_plain or stored.profile is not None:
        return None
    if edits != PageEdits(edits.quarter_turns, edits.crop) or stored.orientation not in _QUARTER_TURNS_OF_TAG:
        return None
    crop = (edits.crop or Box(0, 0, sheet.width, sheet.height)).within(sheet.width, sheet.height)
    if max(crop.width, crop.height) > limits.max_side_px or min(crop.width, crop.height) < limits.min_side_px:
        return None
    with refusing_damage(), Image.open(io.BytesIO(stored.source), formats=["JPEG"]) as image:
        sampling, tables = _coding_of(image)
    tag_turns = _QUARTER_TURNS_OF_TAG[stored.orientation]
    turns = (tag_turns + edits.quarter_turns) % 4
    blocks_px = _GREY_BLOCKS_PX if len(tables) == 1 else _BLOCKS_PX.get(sampling)
    if blocks_px is None or (turns % 2 and blocks_px[0] != blocks_px[1]):
        return None
    block_px = blocks_px if tag_turns % 2 == 0 else blocks_px[::-1]
    crop_on_grid = _on_grid(crop, (sheet.width, sheet.height), block_px, tag_turns, edits.quarter_turns % 4)
    if crop_on_grid is None or max(crop_on_grid.width, crop_on_grid.height) > limits.max_side_px:
        return None
    page = rendered(sheet, replace(edits, crop=crop_on_grid), limits.max_side_px)
    if turns % 2:
        tables = [_transposed(table) for table in tables]
    with refusing_damage():
        content = jpeg_of_tables(page.image, tables, max(0, sampling), True, page.dpi)
    most_bytes = min(limits.max_bytes, int((limits.wanted_bytes or limits.max_bytes) * WORTH_ENCODING))
    return (page, content) if len(content) <= most_bytes else None


def _coding_of(image: Image.Image) -> tuple[int, Tables]:
    """Pillow's number of the sampling (-1 for an odd one) and the tables, row by row, grey's first."""
    assert isinstance(image, JpegImagePlugin.JpegImageFile)  # noqa: S101  no other format was allowed
    by_number = image.quantization
    order = [layer[3] for layer in image.layer]
    if len(order) == 1:
        return 0, [by_number[order[0]]]
    if order[1] != order[2]:
        return -1, []  # two tables for colour: Pillow writes one
    sampling = JpegImagePlugin.get_sampling(image)
    return sampling, [by_number[order[0]], by_number[order[1]]]


def _on_grid(crop: Box, size: tuple[int, int], block_px: tuple[int, int], tag_turns: int, turns: int) -> Box | None:
    """The crop with the two edges that will be left and top moved outward onto the grid; None where there is no line.

    All in upright pixels: a tag that turned the picture has turned the grid's origin into another corner.
    """
    left, top, right, bottom = crop.left, crop.top, crop.right, crop.bottom
    from_right, from_bottom = tag_turns in (1, 2), tag_turns in (2, 3)
    if turns in (0, 1):
        left = _outward(left, size[0], block_px[0], from_right)
    else:
        right = size[0] - _outward(size[0] - right, size[0], block_px[0], not from_right)
    if turns in (0, 3):
        top = _outward(top, size[1], block_px[1], from_bottom)
    else:
        bottom = size[1] - _outward(size[1] - bottom, size[1], block_px[1], not from_bottom)
    is_inside = left >= 0 and top >= 0 and right <= size[0] and bottom <= size[1]
    return Box(left, top, right, bottom) if is_inside else None


def _outward(edge: int, length: int, block_px: int, counts_from_far: bool) -> int:
    """The nearest line of the grid at or before `edge` (pixels from the near side); negative where there is none."""
    offset = length % block_px if counts_from_far else 0
    return edge - (edge - offset) % block_px


def _transposed(table: Sequence[int]) -> list[int]:
    return [table[place % 8 * 8 + place // 8] for place in range(64)]
