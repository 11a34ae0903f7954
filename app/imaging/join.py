"""Several pages on one: the front and the back of a card, say. Runs in the darkroom."""

import io
import math
from collections.abc import Sequence

from PIL import Image

from app.domain.edits import PageEdits
from app.imaging.refusals import refusing_damage
from app.imaging.render import RenderedPage, rendered
from app.imaging.sheet import sheet_of

MAX_SIDE_PX = 4000
"""As much as leaves in the end (product.md)."""

_GAP = 0.02  # of the wider side, white between the pages
_ZLIB_LEVEL = 3  # twice as fast as the usual 6, and hardly larger on scans

Part = tuple[int, int, PageEdits]
"""How many bytes a page's file has, which of its frames, and the edits to be made."""


def join(sources: bytes, parts: Sequence[Part]) -> bytes:
    """A PNG of these pages with their edits made, on white, as large as 4000 px a side allows.

    `sources` are the pages' files, one right after the other. Landscape pages stand below each other, portrait ones
    side by side: whatever leaves each the most room. Raises `UnreadableFile`.
    """
    pages, start = [], 0
    for size_bytes, frame, edits in parts:
        pages.append(rendered(sheet_of(sources[start : start + size_bytes], frame), edits, MAX_SIDE_PX))
        start += size_bytes
    with refusing_damage():
        return _as_png(_laid_out(pages), pages[0].dpi)


def _laid_out(pages: Sequence[RenderedPage]) -> Image.Image:
    """All pages as wide as the widest (as far as there is room), in as many columns as keep the longest side short."""
    width = max(page.image.width for page in pages)
    heights = [round(page.image.height * width / page.image.width) for page in pages]
    gap = round(width * _GAP)
    sizes = {columns: _size_of(width, heights, columns, gap) for columns in range(1, len(pages) + 1)}
    columns = min(sizes, key=lambda count: (max(sizes[count]), count))
    scale = min(1.0, MAX_SIDE_PX / max(sizes[columns]))
    mode = "RGB" if any(page.image.mode == "RGB" for page in pages) else "L"
    paper = Image.new(mode, _scaled(sizes[columns], scale), "white")
    top = 0
    for row in range(0, len(pages), columns):
        for column, page in enumerate(pages[row : row + columns]):
            place = _scaled((column * (width + gap), top), scale, least=0)
            paper.paste(_sized(page.image, _scaled((width, heights[row + column]), scale), mode), place)
        top += max(heights[row : row + columns]) + gap
    return paper


def _size_of(width: int, heights: Sequence[int], columns: int, gap: int) -> tuple[int, int]:
    rows = math.ceil(len(heights) / columns)
    height = sum(max(heights[row * columns : (row + 1) * columns]) for row in range(rows))
    return columns * (width + gap) - gap, height + (rows - 1) * gap


def _scaled(lengths: tuple[int, int], scale: float, least: int = 1) -> tuple[int, int]:
    return max(least, int(lengths[0] * scale)), max(least, int(lengths[1] * scale))


def _sized(image: Image.Image, size: tuple[int, int], mode: str) -> Image.Image:
    image = image.convert(mode)
    return image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)


def _as_png(image: Image.Image, dpi: int | None) -> bytes:
    content = io.BytesIO()
    options = {} if dpi is None else {"dpi": (dpi, dpi)}
    image.save(content, "PNG", compress_level=_ZLIB_LEVEL, **options)
    return content.getvalue()
