"""The skeleton of a TIFF and of a PNG: how many pages there are, and whether the file is whole.

Pillow stops quietly at a torn TIFF directory and never looks at a PNG's checksums, so a page could be lost unseen; the
skeleton is therefore walked here before any pixel is decoded.
"""

import struct
import zlib
from collections.abc import Iterator

from app.imaging.bounds import MAX_PAGES, check_page_count
from app.imaging.refusals import damaged


def tiff_page_count(source: bytes) -> int:
    """How many pages the chain of directories has (TIFF 6.0, section 2; BigTIFF).

    Raises `UnreadableFile` where the chain is torn, empty or longer than `MAX_PAGES`; a chain that bites its own tail
    ends there.
    """
    seen: set[int] = set()
    position = _first_directory(source)
    while position and position not in seen:
        seen.add(position)
        if len(seen) > MAX_PAGES:
            check_page_count(len(seen))
        position = _next_directory(source, position)
    if not seen:
        raise damaged("TIFF without a page")
    return len(seen)


def _first_directory(source: bytes) -> int:
    order = "<" if source[:2] == b"II" else ">"
    if _is_big(source):
        return _number(source, 8, order + "Q")
    return _number(source, 4, order + "I")


def _next_directory(source: bytes, position: int) -> int:
    order = "<" if source[:2] == b"II" else ">"
    if _is_big(source):
        entries = _number(source, position, order + "Q")
        return _number(source, position + 8 + 20 * entries, order + "Q")
    entries = _number(source, position, order + "H")
    return _number(source, position + 2 + 12 * entries, order + "I")


def _is_big(source: bytes) -> bool:
    return source[2:4] in (b"+\x00", b"\x00+")


def _number(source: bytes, position: int, layout: str) -> int:
    size_bytes = struct.calcsize(layout)
    if position + size_bytes > len(source):
        raise damaged("TIFF directory outside the file")
    number: int = struct.unpack_from(layout, source, position)[0]
    return number


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
