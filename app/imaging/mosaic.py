"""How large a picture will be once encoded, told from a small part of it instead of by trying (imaging.md, rule 3)."""

import io
import math
from dataclasses import dataclass, field

from PIL import Image

from app.imaging.jpeg import jpeg_bytes

_TILE_PX = 32  # two blocks of 16 x 16 either way, so that halved colour still fills whole blocks
_SHARE = 24  # one tile in so many
_WHOLE_PIXELS = 300_000  # below this the picture is its own mosaic
_BANDS = 8


@dataclass(slots=True)
class JpegForecast:
    """Foretells a picture's JPEG sizes; each setting is tried once, on the mosaic."""

    image: Image.Image
    progressive: bool
    _mosaic: Image.Image = field(init=False)
    _known: dict[tuple[int, int], int] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        self._mosaic = _tiles_of(self.image)

    def size_bytes(self, quality: int, subsampling: int) -> int:
        """About how many bytes the whole picture takes at this setting."""
        setting = (quality, subsampling)
        if setting not in self._known:
            self._known[setting] = self._measured(quality, subsampling)
        return self._known[setting]

    def _measured(self, quality: int, subsampling: int) -> int:
        measured = len(jpeg_bytes(self._mosaic, quality, subsampling, self.progressive, None))
        blank = Image.new(self.image.mode, (16, 16))
        header = len(jpeg_bytes(blank, quality, subsampling, self.progressive, None))
        share = (self.image.width * self.image.height) / (self._mosaic.width * self._mosaic.height)
        return header + math.ceil(max(0, measured - header) * share)


def _tiles_of(image: Image.Image) -> Image.Image:
    """One tile in 24, spread over rows and columns, laid side by side."""
    columns, rows = image.width // _TILE_PX, image.height // _TILE_PX
    if image.width * image.height <= _WHOLE_PIXELS or min(columns, rows) < 2:
        return image
    places = [(column, row) for row in range(rows) for column in range(columns) if (column + 5 * row) % _SHARE == 0]
    across = max(1, math.isqrt(len(places)))
    places = places[: len(places) // across * across]
    mosaic = Image.new(image.mode, (across * _TILE_PX, len(places) // across * _TILE_PX))
    for number, (column, row) in enumerate(places):
        left, top = column * _TILE_PX, row * _TILE_PX
        tile = image.crop((left, top, left + _TILE_PX, top + _TILE_PX))
        mosaic.paste(tile, (number % across * _TILE_PX, number // across * _TILE_PX))
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
