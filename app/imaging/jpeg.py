"""JPEG as we write it: quantiser tables of our own, scaled by a float, so that any size can be met.

All steps of a table grow with the distance from the flat corner, more gently than in the example of the standard
(ITU-T T.81, annex K). At the same Q (SSIMULACRA2) files are a tenth to a sixth smaller, and at 4:4:4 the colours may be
two and a half times as coarse as the greys (`tests/bench` measures it).
"""

import io
import math
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from PIL import Image, ImageFile

Tables = Sequence[Sequence[int]]

_BUFFER_BYTES_A_PIXEL = 4  # even noise at quality 100 and 4:4:4 stays below
_HEADER_BYTES = 65536
_STEPS = tuple(1 + math.hypot(place // 8, place % 8) for place in range(64))
_GOLDEN = (math.sqrt(5) - 1) / 2
_COARSER_COLOUR = 2.5  # of 4:4:4; halved colour is as fine as grey
_FULL_COLOUR, _HALVED_COLOUR = 0, 2  # Pillow's names: 4:4:4 and 4:2:0
_SCALE_A_QUALITY = 0.16  # what looks like quality q of annex K has a scale of about (100 - q) times this


@dataclass(frozen=True, slots=True)
class JpegSetting:
    """How coarse: the smaller `scale`, the larger the file; `is_full_colour` is 4:4:4, else 4:2:0."""

    scale: float
    is_full_colour: bool

    @property
    def quality(self) -> int:
        """The setting in the words that everybody knows: 0 to 100, as annex K would have to be scaled for this look."""
        return max(1, round(100 - self.scale / _SCALE_A_QUALITY))

    @property
    def tables(self) -> Tables:
        """The steps for grey and for colour, row by row, as the decoder will multiply."""
        coarser = _COARSER_COLOUR if self.is_full_colour else 1.0
        return _scaled(self.scale, 0), _scaled(self.scale * coarser, 64)


def scale_of(quality: float) -> float:
    """The scale that looks like this quality."""
    return (100 - quality) * _SCALE_A_QUALITY


def _scaled(scale: float, salt: int) -> tuple[int, ...]:
    """Whole steps, each rounded up at a point of its own: were all to jump at once, so would the size."""
    points = (0.25 + 0.5 * ((place + salt) * _GOLDEN % 1) for place in range(64))
    return tuple(max(1, min(255, int(step * scale + point))) for step, point in zip(_STEPS, points, strict=True))


def jpeg_bytes(image: Image.Image, setting: JpegSetting, progressive: bool, dpi: int | None) -> bytes:
    """The picture (L or RGB) as a JPEG without metadata but its dpi."""
    subsampling = _FULL_COLOUR if setting.is_full_colour else _HALVED_COLOUR
    return jpeg_of_tables(image, setting.tables, subsampling, progressive, dpi)


def jpeg_of_tables(
    image: Image.Image,
    tables: Tables | Mapping[int, Sequence[int]],
    subsampling: int,
    progressive: bool,
    dpi: int | None,
) -> bytes:
    """The picture (L or RGB) as a JPEG with these tables; `subsampling` 0 is 4:4:4, 1 is 4:2:2, 2 is 4:2:0."""
    steps = list(tables.values()) if isinstance(tables, Mapping) else list(tables)
    paper = io.BytesIO()
    resolution = {"dpi": (dpi, dpi)} if dpi else {}
    with _room_for(image):
        image.save(
            paper,
            "JPEG",
            qtables=[list(table) for table in (steps[:1] if image.mode == "L" else steps)],
            subsampling=subsampling,
            progressive=progressive,
            optimize=True,
            **resolution,
        )
    return paper.getvalue()


@contextmanager
def _room_for(image: Image.Image) -> Iterator[None]:
    """Give the encoder a buffer that holds any outcome.

    Pillow guesses 1 or 2 bytes a pixel for optimised files and fails with "broken data stream" where noise takes more
    (python-pillow/Pillow#5448, open). May go when Pillow widens its buffer by itself.
    """
    usual = ImageFile.MAXBLOCK
    ImageFile.MAXBLOCK = max(usual, image.width * image.height * _BUFFER_BYTES_A_PIXEL + _HEADER_BYTES)
    try:
        yield
    finally:
        ImageFile.MAXBLOCK = usual
