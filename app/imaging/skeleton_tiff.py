"""The skeleton of a TIFF: its directories and their entries, read without touching a pixel (TIFF 6.0; BigTIFF)."""

import struct
from dataclasses import dataclass

from app.imaging.bounds import MAX_PAGES, check_page_count
from app.imaging.refusals import damaged

MAX_ENTRIES = 4096  # of one directory; real ones have a few dozen
_HIDDEN_DIRECTORIES_A_PAGE = 4  # thumbnails and masks that stand between the pages
_FIELD_BYTES = {1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 6: 1, 7: 1, 8: 2, 9: 4, 10: 8, 11: 4, 12: 8, 13: 4, 16: 8, 17: 8, 18: 8}
_NUMBERS = {1: "B", 3: "H", 4: "I", 6: "b", 8: "h", 9: "i", 13: "I", 16: "Q", 17: "q", 18: "Q"}

NEW_SUBFILE_TYPE, OLD_SUBFILE_TYPE = 254, 255
STRIP_OFFSETS, STRIP_BYTES, TILE_OFFSETS, TILE_BYTES = 273, 279, 324, 325
_REDUCED, _MASK = 1, 4  # bits of NewSubfileType
_OLD_REDUCED = 2  # value of SubfileType


@dataclass(frozen=True, slots=True)
class TiffEntry:
    """One entry of a directory: its tag, the kind of its fields, how many, and their bytes as they lie in the file.

    `offset` is where those bytes begin when they stand outside the directory, else 0.
    """

    tag: int
    kind: int
    count: int
    content: bytes
    offset: int
    order: str

    @property
    def numbers(self) -> tuple[int, ...]:
        """The whole numbers in it; empty for every other kind."""
        letter = _NUMBERS.get(self.kind)
        return () if letter is None else struct.unpack(f"{self.order}{self.count}{letter}", self.content)


@dataclass(frozen=True, slots=True)
class TiffDirectory:
    """One directory of a TIFF: where it begins, how many bytes it takes, its entries by tag, and where the next is."""

    position: int
    size_bytes: int
    entries: dict[int, TiffEntry]
    next_position: int

    def number(self, tag: int, missing: int) -> int:
        """The first whole number under a tag."""
        entry = self.entries.get(tag)
        found = entry.numbers if entry is not None else ()
        return found[0] if found else missing

    def numbers(self, tag: int) -> tuple[int, ...]:
        """All whole numbers under a tag."""
        entry = self.entries.get(tag)
        return entry.numbers if entry is not None else ()

    @property
    def is_page(self) -> bool:
        """A page of its own, and not the thumbnail or the mask of one (TIFF 6.0, NewSubfileType)?"""
        kind = self.number(NEW_SUBFILE_TYPE, 0)
        return not kind & (_REDUCED | _MASK) and self.number(OLD_SUBFILE_TYPE, 0) != _OLD_REDUCED

    @property
    def pieces(self) -> tuple[tuple[int, int], ...]:
        """Offset and size of every strip or tile."""
        offsets, sizes = self.numbers(STRIP_OFFSETS), self.numbers(STRIP_BYTES)
        if not offsets:
            offsets, sizes = self.numbers(TILE_OFFSETS), self.numbers(TILE_BYTES)
        return tuple(zip(offsets, sizes, strict=False))


def byte_order(source: bytes) -> str:
    """The letter that `struct` has for the file's byte order."""
    return "<" if source[:2] == b"II" else ">"


def is_big(source: bytes) -> bool:
    """A BigTIFF, whose offsets have 64 bits?"""
    return source[2:4] in (b"+\x00", b"\x00+")


def tiff_directories(source: bytes) -> list[TiffDirectory]:
    """Every directory in the chain, thumbnails among them.

    Raises `UnreadableFile` where the chain is torn, empty or too long; a chain that bites its own tail ends there.
    """
    order = byte_order(source)
    found: list[TiffDirectory] = []
    seen: set[int] = set()
    position = _number(source, 8, order + "Q") if is_big(source) else _number(source, 4, order + "I")
    while position and position not in seen:
        seen.add(position)
        if len(seen) > MAX_PAGES * _HIDDEN_DIRECTORIES_A_PAGE:
            check_page_count(len(seen))
        found.append(_directory(source, position))
        position = found[-1].next_position
    if not found:
        raise damaged("TIFF without a page")
    return found


def tiff_pages(source: bytes) -> list[tuple[int, TiffDirectory]]:
    """Those directories of the chain that are pages, each with its number; all where the file calls none a page.

    Raises `UnreadableFile` as `tiff_directories` does, and for more than `MAX_PAGES` pages.
    """
    directories = list(enumerate(tiff_directories(source)))
    pages = [(number, directory) for number, directory in directories if directory.is_page] or directories
    check_page_count(len(pages))
    return pages


def tiff_reach(source: bytes) -> int:
    """How many bytes the file must have for all of its directories, their values and their pieces. Raises as above."""
    order, big = byte_order(source), is_big(source)
    entry_bytes, head, inline = (20, 8, 8) if big else (12, 2, 4)
    reach = 0
    for directory in tiff_directories(source):
        reach = max(
            reach, directory.position + directory.size_bytes, *(offset + size for offset, size in directory.pieces)
        )
        first = directory.position + head
        for position in range(first, directory.position + directory.size_bytes - inline, entry_bytes):
            _, kind, count = struct.unpack_from(order + ("HHQ" if big else "HHI"), source, position)
            size = _FIELD_BYTES.get(kind, 0) * count
            if size > inline:
                place = position + (12 if big else 8)
                reach = max(reach, _number(source, place, order + ("Q" if big else "I")) + size)
    return reach


def _directory(source: bytes, position: int) -> TiffDirectory:
    order, big = byte_order(source), is_big(source)
    count = _number(source, position, order + ("Q" if big else "H"))
    if count > MAX_ENTRIES:
        raise damaged("TIFF directory too long")
    entry_bytes, head = (20, 8) if big else (12, 2)
    tail = position + head + entry_bytes * count
    next_position = _number(source, tail, order + ("Q" if big else "I"))
    entries: dict[int, TiffEntry] = {}
    for number in range(count):
        entry = _entry(source, position + head + entry_bytes * number, order, big)
        if entry is not None:
            entries.setdefault(entry.tag, entry)
    return TiffDirectory(position, tail + (8 if big else 4) - position, entries, next_position)


def _entry(source: bytes, position: int, order: str, big: bool) -> TiffEntry | None:
    """One entry; None where its bytes are not in the file or of no known kind: whoever needs it will miss it."""
    tag, kind, count = struct.unpack_from(order + ("HHQ" if big else "HHI"), source, position)
    if kind not in _FIELD_BYTES:
        return None
    size, inline, at = _FIELD_BYTES[kind] * count, 8 if big else 4, position + (12 if big else 8)
    offset = 0
    if size > inline:
        at = offset = _number(source, at, order + ("Q" if big else "I"))
    if at + size > len(source):
        return None
    return TiffEntry(tag, kind, count, source[at : at + size], offset, order)


def _number(source: bytes, position: int, layout: str) -> int:
    if position + struct.calcsize(layout) > len(source):
        raise damaged("TIFF directory outside the file")
    number: int = struct.unpack_from(layout, source, position)[0]
    return number
