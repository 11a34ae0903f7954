"""A TIFF of one page written anew around the very same strips, with only the entries that its pixels need."""

import struct
from collections.abc import Callable

from app.imaging.skeleton_tiff import (
    STRIP_BYTES,
    STRIP_OFFSETS,
    TILE_BYTES,
    TILE_OFFSETS,
    TiffDirectory,
    TiffEntry,
    byte_order,
    tiff_directories,
)

_COMPRESSION, _OLD_JPEG, _JPEG, _JPEG_TABLES = 259, 6, 7, 347
_LONG, _SHORT = 4, 3
_HOW_IT_IS_STORED = (254, 255, 256, 257, 258, _COMPRESSION, 262, 266, 274, 277, 278, 284, 292, 293, 297, 317, 322, 323)
_HOW_IT_LOOKS = (
    263,
    280,
    281,
    282,
    283,
    290,
    291,
    296,
    301,
    318,
    319,
    320,
    321,
    332,
    334,
    336,
    338,
    339,
    340,
    341,
    34675,
)
_HOW_IT_IS_CODED = (326, 327, 328, 342, _JPEG_TABLES, 529, 530, 531, 532)
_PIECES = (STRIP_OFFSETS, STRIP_BYTES, TILE_OFFSETS, TILE_BYTES)
_KEPT = frozenset((*_HOW_IT_IS_STORED, *_HOW_IT_LOOKS, *_HOW_IT_IS_CODED, *_PIECES))
_SLACK_BYTES = 64  # what writers leave between the parts to align them
_MOST_BYTES = 2**32 - 1  # what 32-bit offsets reach

StripJpeg = Callable[[bytes], bytes | None]


def tiff_stripped(content: bytes, jpeg_stripped: StripJpeg) -> bytes | None:
    """The page without names, dates, thumbnails, private entries and unused bytes; itself where it has none of them.

    None for several pages, for old-style JPEG (its parts lie anywhere) and for a page whose strips are not all there.
    """
    directories = tiff_directories(content)
    page = directories[0]
    if page.number(_COMPRESSION, 1) == _OLD_JPEG or len([one for one in directories if one.is_page]) > 1:
        return None
    pieces = page.pieces
    if not pieces or any(offset + size > len(content) for offset, size in pieces):
        return None
    strips = [content[offset : offset + size] for offset, size in pieces]
    tables = page.entries.get(_JPEG_TABLES)
    if page.number(_COMPRESSION, 1) == _JPEG:
        cleaned = [jpeg_stripped(strip) for strip in strips]
        bare_tables = jpeg_stripped(tables.content) if tables is not None else b""
        if bare_tables is None or any(strip is None for strip in cleaned):
            return None
        if _is_bare(content, directories) and cleaned == strips and (tables is None or tables.content == bare_tables):
            return content
        return _written(content, page, [strip for strip in cleaned if strip is not None], bare_tables)
    return content if _is_bare(content, directories) else _written(content, page, strips, b"")


def page_alone(content: bytes, page: TiffDirectory) -> bytes | None:
    """A TIFF of 32-bit offsets with this page alone, its pixels untouched; None where its strips are not all there."""
    pieces = page.pieces
    if not pieces or any(offset + size > len(content) for offset, size in pieces):
        return None
    tables = page.entries.get(_JPEG_TABLES)
    strips = [content[offset : offset + size] for offset, size in pieces]
    return _written(content, page, strips, b"" if tables is None else tables.content)


def _is_bare(content: bytes, directories: list[TiffDirectory]) -> bool:
    """Nothing but kept entries of one directory, and no bytes that belong to none of them?"""
    if len(directories) > 1 or directories[0].entries.keys() - _KEPT:
        return False
    page = directories[0]
    header = 16 if content[2:4] in (b"+\x00", b"\x00+") else 8
    used = header + page.size_bytes + sum(size for _, size in page.pieces)
    used += sum(len(entry.content) for entry in page.entries.values() if entry.offset)
    return len(content) - used <= _SLACK_BYTES


def _written(content: bytes, page: TiffDirectory, strips: list[bytes], tables: bytes) -> bytes | None:
    """Header, strips, the entries' longer contents, and the directory last (TIFF 6.0, section 2)."""
    order = byte_order(content)
    kept = sorted((entry for entry in page.entries.values() if entry.tag in _KEPT), key=lambda entry: entry.tag)
    offsets, body = [], bytearray(8)
    for strip in strips:
        offsets.append(len(body))
        body += strip + b"\x00" * (len(strip) % 2)
    if len(body) > _MOST_BYTES:
        return None
    fields = []
    for entry in kept:
        kind, count, inside = _field(entry, offsets, strips, tables, order)
        if len(inside) > 4:
            where = struct.pack(order + "I", len(body))
            body += inside + b"\x00" * (len(inside) % 2)
            inside = where
        fields.append(struct.pack(order + "HHI", entry.tag, kind, count) + inside.ljust(4, b"\x00"))
    body[:8] = content[:2] + struct.pack(order + "HI", 42, len(body))
    return bytes(body) + struct.pack(order + "H", len(fields)) + b"".join(fields) + bytes(4)


def _field(
    entry: TiffEntry, offsets: list[int], strips: list[bytes], tables: bytes, order: str
) -> tuple[int, int, bytes]:
    """Kind, count and bytes of an entry in the new file."""
    if entry.tag in (STRIP_OFFSETS, TILE_OFFSETS):
        return _LONG, len(offsets), struct.pack(f"{order}{len(offsets)}I", *offsets)
    if entry.tag in (STRIP_BYTES, TILE_BYTES):
        sizes = [len(strip) for strip in strips]
        return _LONG, len(sizes), struct.pack(f"{order}{len(sizes)}I", *sizes)
    if entry.tag == _JPEG_TABLES:
        return entry.kind, len(tables), tables
    if entry.kind in (16, 17, 18):  # BigTIFF's 64-bit numbers: sizes and counts of a page fit in 32
        return _LONG, entry.count, struct.pack(f"{order}{entry.count}I", *entry.numbers)
    return entry.kind, entry.count, entry.content
