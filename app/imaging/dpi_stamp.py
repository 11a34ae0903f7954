"""Writing into a scanned file how many dots an inch it has, where it says nothing or an encoder's stock answer.

Devices leave it out (capture.md, T4), and without it a page is printed in another size. The pixels stay as they are, to
the byte.
"""

import struct
import zlib

from app.domain.pages import MediaType
from app.imaging.sniff import media_type_of

STOCK_DPI = frozenset((1, 72, 96))
"""What encoders write when nobody told them."""
MAX_DPI = 65_535
MM_AN_INCH = 25.4
_SOI, _JFIF, _ADOBE = b"\xff\xd8", b"JFIF\0", b"Adobe"
_PNG_HEAD_BYTES = 33  # signature and the whole of IHDR, which is always first (PNG, 5.6)


def stamped(source: bytes, told_dpi: int | None, dpi: int) -> bytes:
    """The file with `dpi` in it; the very same bytes where it tells a resolution of its own (`told_dpi`).

    JPEG and PNG alone: a TIFF without a resolution is none of what scanners send, and in a PDF the page has a size.
    """
    is_told = told_dpi is not None and (told_dpi not in STOCK_DPI or told_dpi == dpi)
    if is_told or not 1 <= dpi <= MAX_DPI:
        return source
    media_type = media_type_of(source)
    if media_type is MediaType.JPEG:
        return _jpeg_stamped(source, dpi)
    return _png_stamped(source, dpi) if media_type is MediaType.PNG else source


def _jpeg_stamped(source: bytes, dpi: int) -> bytes:
    density = struct.pack(">BHH", 1, dpi, dpi)
    if source[2:4] == b"\xff\xe0" and source[6:11] == _JFIF and len(source) > 20:
        return source[:13] + density + source[18:]
    if _ADOBE in source[:4096]:  # a JFIF head would change what its colours mean
        return source
    head = b"\xff\xe0" + struct.pack(">H", 16) + _JFIF + b"\1\1" + density + b"\0\0"
    return _SOI + head + source[2:]


def _png_stamped(source: bytes, dpi: int) -> bytes:
    dots_a_metre = round(dpi / MM_AN_INCH * 1000)
    chunk = b"pHYs" + struct.pack(">IIB", dots_a_metre, dots_a_metre, 1)
    rest = _without_phys(source[_PNG_HEAD_BYTES:])
    return source[:_PNG_HEAD_BYTES] + struct.pack(">I", 9) + chunk + struct.pack(">I", zlib.crc32(chunk)) + rest


def _without_phys(chunks: bytes) -> bytes:
    """What follows the head, less a resolution before the pixels; damage there is for others to find."""
    at = 0
    while at + 8 <= len(chunks) and chunks[at + 4 : at + 8] != b"IDAT":
        size = 12 + int.from_bytes(chunks[at : at + 4], "big")
        if chunks[at + 4 : at + 8] == b"pHYs":
            return chunks[:at] + chunks[at + size :]
        at += size
    return chunks
