"""Which stored pictures every reader opens the same way: only those may leave as they came."""

import struct

from PIL import Image

from app.domain.pages import MediaType
from app.imaging.skeleton_jpeg import jpeg_frame
from app.imaging.skeleton_tiff import TiffDirectory
from app.imaging.tiff import BITS, COMPRESSION

_USUAL_FRAMES = frozenset((0xC0, 0xC1, 0xC2))  # baseline, extended, progressive: Huffman, 8 bits
_USUAL_MODES = frozenset(("1", "L", "P", "RGB"))
_USUAL_PACKING = frozenset((1, 2, 3, 4, 5, 7, 8, 32773, 32946))
_PLANAR, _TILE_WIDTH, _APART = 284, 322, 2
_UNPACKED, _BIT_FIELDS = 0, 3


def is_plain(source: bytes, media_type: MediaType, image: Image.Image, page: TiffDirectory | None) -> bool:
    """May these bytes be shown by any reader as they are shown here? `page` is a TIFF's directory.

    Not: CMYK, floating point, 16-bit grey, tiles, planes, arithmetic coding, OS/2 bitmaps, 64-bit offsets.
    """
    if media_type is MediaType.JPEG:
        frame = jpeg_frame(source)
        return frame is not None and frame.marker in _USUAL_FRAMES and image.mode in ("L", "RGB")
    if media_type is MediaType.BMP:
        header_bytes = int.from_bytes(source[14:18], "little")
        return header_bytes >= 40 and struct.unpack_from("<I", source, 30)[0] in (_UNPACKED, _BIT_FIELDS)
    if media_type is MediaType.TIFF and page is not None:
        is_usual = image.mode in _USUAL_MODES and page.number(COMPRESSION, 1) in _USUAL_PACKING
        is_usual = is_usual and max(page.numbers(BITS), default=1) <= 8 and _TILE_WIDTH not in page.entries
        return is_usual and page.number(_PLANAR, 1) != _APART and source[2:4] in (b"*\x00", b"\x00*")
    return media_type is MediaType.PNG
