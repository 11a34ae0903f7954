"""The skeleton of a PNG: its chunks, and whether the file is whole; Pillow never looks at a PNG's checksums."""

import struct
import zlib
from collections.abc import Iterator

from app.imaging.refusals import damaged


def png_chunks(source: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """Kind and content of every chunk of a PNG, its checksum verified (PNG 1.2, section 3).

    Raises `UnreadableFile` for a wrong checksum in a critical chunk and for a file that ends before its IEND.
    """
    content = memoryview(source)
    position = 8
    while True:
        if position + 12 > len(source):
            raise damaged("PNG ends early")
        length, kind = struct.unpack_from(">I4s", source, position)
        end = position + 8 + length
        if end + 4 > len(source):
            raise damaged("PNG ends early")
        (checksum,) = struct.unpack_from(">I", source, end)
        is_critical = not kind[0] & 0x20
        if is_critical and zlib.crc32(content[position + 4 : end]) != checksum:
            raise damaged("PNG checksum")
        yield kind, content[position + 8 : end]
        if kind == b"IEND":
            return
        position = end + 4


def png_exif(source: bytes) -> bytes:
    """A PNG's EXIF block, wherever it stands; empty where there is none. Raises as `png_chunks` does."""
    found = b""
    for kind, content in png_chunks(source):
        if kind == b"eXIf" and not found:
            found = bytes(content)
    return found
