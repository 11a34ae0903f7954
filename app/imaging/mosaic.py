"""How large a picture will be once encoded, told from a small part of it instead of by trying (imaging.md, rule 3)."""

import io
import math
from dataclasses import dataclass, field

from PIL import Image

from app.imaging.jpeg import JpegSetting, jpeg_bytes

_TILE_WIDTH_PX, _TILE_HEIGHT_PX = 128, 16  # whole blocks, also of halved colour; wide, as blocks follow in rows
TILES = 400  # enough for half a per cent
TILES_FOR_A_GLANCE = 60  # enough to tell "far below"
_SHARE = 24  # one tile in so many
_LEAST_STEP = 2  # below that the picture is its own mosaic
_GOLDEN = (math.sqrt(5) - 1) / 2
_WHOLE_PIXELS = 300_000  # below this a picture is compressed whole to tell its size as a PNG
_BANDS = 8


@dataclass(slots=True)
class JpegForecast:
    """Foretells a picture's JPEG sizes from `least_tiles` tiles or more; each setting is tried once, on the mosaic."""

    image: Image.Image
    progressive: bool
    least_tiles: int = TILES
    mosaic: Image.Image = field(init=False)
    _known: dict[JpegSetting, int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self.mosaic = _tiles_of(self.image, _SHARE if self.least_tiles >= TILES else math.inf, self.least_tiles)

    def size_bytes(self, setting: JpegSetting) -> int:
        """About how many bytes the whole picture takes at this setting."""
        if setting not in self._known:
            self._known[setting] = self._measured(setting)
        return self._known[setting]

    def _measured(self, setting: JpegSetting) -> int:
        measured = len(jpeg_bytes(self.mosaic, setting, self.progressive, None))
        header = len(jpeg_bytes(Image.new(self.image.mode, (16, 16)), setting, self.progressive, None))
        share = (self.image.width * self.image.height) / (self.mosaic.width * self.mosaic.height)
        return header + math.ceil(max(0, measured - header) * share)


def _tiles_of(image: Image.Image, most_step: float, least_tiles: int) -> Image.Image:
    """One tile in `most_step` (of a small picture more), spread as if by chance, laid side by side."""
    columns, rows = image.width // _TILE_WIDTH_PX, image.height // _TILE_HEIGHT_PX
    tiles = columns * rows
    step = min(most_step, tiles / least_tiles)
    if step <= _LEAST_STEP:
        return image
    # one in each run of `step`, at a place that golden sections shift: no lines of type or rules fall into step with it
    numbers = [int((turn + turn * _GOLDEN % 1) * step) for turn in range(int(tiles / step))]
    across = math.isqrt(len(numbers) * _TILE_HEIGHT_PX // _TILE_WIDTH_PX)
    numbers = numbers[: len(numbers) // across * across]
    mosaic = Image.new(image.mode, (across * _TILE_WIDTH_PX, len(numbers) // across * _TILE_HEIGHT_PX))
    for place, number in enumerate(numbers):
        left, top = number % columns * _TILE_WIDTH_PX, number // columns * _TILE_HEIGHT_PX
        tile = image.crop((left, top, left + _TILE_WIDTH_PX, top + _TILE_HEIGHT_PX))
        mosaic.paste(tile, (place % across * _TILE_WIDTH_PX, place // across * _TILE_HEIGHT_PX))
    return mosaic


def png_forecast(image: Image.Image, compress_level: int) -> int:
    """About how many bytes the picture takes as a PNG: bands of whole rows tell, as PNG looks along rows."""
    band_px = image.height // (_SHARE * _BANDS)
    if image.width * image.height <= _WHOLE_PIXELS or band_px < 1:
        bands, share = image, 1.0
    else:
        bands = Image.new(image.mode, (image.width, band_px * _BANDS))
        for number in range(_BANDS):
            top = (2 * number + 1) * image.height // (2 * _BANDS)
            bands.paste(image.crop((0, top, image.width, top + band_px)), (0, number * band_px))
        share = image.height / bands.height
    paper = io.BytesIO()
    bands.save(paper, "PNG", compress_level=compress_level)
    return math.ceil(len(paper.getvalue()) * share)
