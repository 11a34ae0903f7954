"""The bitmaps of drivers, made into BMP files: WIA 1.0 sends them headless, and some drivers leave sizes at 0.

Layout after BITMAPFILEHEADER and BITMAPINFOHEADER (`wingdi.h`). Nothing is decoded here.
"""

import struct

_FILE_HEADER_BYTES, _INFO_HEADER_BYTES = 14, 40
_BITFIELDS = 3
_MOST_COLOURS = 256
_HEIGHT_AT, _IMAGE_SIZE_AT = 8, 20


def bmp_of(dib: bytes) -> bytes:
    """A BMP file of a bitmap without file header, or `b""` where it is none or is shorter than it says.

    A height of 0 (a feeder's driver that did not know it beforehand) becomes that of the rows that came.
    """
    if len(dib) < _INFO_HEADER_BYTES:
        return b""
    head_bytes, width, height, _, bits, compression = struct.unpack_from("<IiiHHI", dib)
    image_bytes, colours = struct.unpack_from("<I", dib, _IMAGE_SIZE_AT)[0], struct.unpack_from("<I", dib, 32)[0]
    if not _INFO_HEADER_BYTES <= head_bytes <= len(dib) or width <= 0 or bits not in (1, 4, 8, 16, 24, 32):
        return b""
    palette_bytes = 4 * (min(colours, _MOST_COLOURS) or (1 << bits if bits <= 8 else 0))
    masks_bytes = 12 if compression == _BITFIELDS and head_bytes == _INFO_HEADER_BYTES else 0
    pixels_at = head_bytes + masks_bytes + palette_bytes
    row_bytes = (width * bits + 31) // 32 * 4
    came = len(dib) - pixels_at
    body = bytearray(dib)
    if height == 0:
        height = max(came, 0) // row_bytes
        struct.pack_into("<i", body, _HEIGHT_AT, height)
    is_packed = compression not in (0, _BITFIELDS)
    if height == 0 or came < (image_bytes if is_packed else row_bytes * abs(height)):
        return b""
    size = _FILE_HEADER_BYTES + len(body)
    return struct.pack("<2sIHHI", b"BM", size, 0, 0, _FILE_HEADER_BYTES + pixels_at) + bytes(body)


def with_its_size(content: bytes) -> bytes:
    """A BMP whose header tells 0 as the file's size, with the right one; anything else as it is."""
    if content[:2] == b"BM" and content[2:6] == b"\0\0\0\0":
        return bmp_of(content[_FILE_HEADER_BYTES:]) or content
    return content
