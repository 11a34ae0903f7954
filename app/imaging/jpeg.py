"""JPEG as we write it."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from PIL import Image, ImageFile

_BUFFER_BYTES_A_PIXEL = 4  # even noise at quality 95 and 4:4:4 stays below
_HEADER_BYTES = 65536


def jpeg_bytes(image: Image.Image, quality: int, subsampling: int, progressive: bool, dpi: int | None) -> bytes:
    """The picture (L or RGB) as a JPEG without metadata but its dpi: `subsampling` 0 is 4:4:4, 2 is 4:2:0."""
    paper = io.BytesIO()
    resolution = {"dpi": (dpi, dpi)} if dpi else {}
    with _room_for(image):
        image.save(
            paper,
            "JPEG",
            quality=quality,
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
