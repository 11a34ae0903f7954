"""The boxes that HEIC, AVIF and JPEG 2000 files are made of (ISO 14496-12, 4.2; ISO 15444-1, annex I)."""

from collections.abc import Iterator
from dataclasses import dataclass

MAX_BOXES = 10_000
_STRAY_BYTES = 8  # less than a box
_RAW_JPEG_2000 = b"\xff\x4f\xff\x51"


@dataclass(frozen=True, slots=True)
class IsoBox:
    """One box: its type of four letters, and where its content begins and ends in the file."""

    kind: bytes
    begin: int
    end: int


def iso_boxes(source: bytes, begin: int = 0, end: int | None = None) -> Iterator[IsoBox]:
    """The boxes that lie side by side between two places; ends quietly where one reaches beyond its place."""
    end = len(source) if end is None else min(end, len(source))
    position = begin
    for _ in range(MAX_BOXES):
        if position + 8 > end:
            return
        size, kind, head = (
            int.from_bytes(source[position : position + 4], "big"),
            source[position + 4 : position + 8],
            8,
        )
        if size == 1:
            size, head = int.from_bytes(source[position + 8 : position + 16], "big"), 16
        elif size == 0:
            size = end - position
        if size < head or position + size > end:
            return
        yield IsoBox(kind, position + head, position + size)
        position += size


def iso_box(source: bytes, kind: bytes, within: IsoBox | None = None, skip: int = 0) -> IsoBox | None:
    """The first box of a kind, or None: in the file, or in another box, whose first `skip` bytes are no boxes."""
    begin, end = (0, len(source)) if within is None else (within.begin + skip, within.end)
    return next((box for box in iso_boxes(source, begin, end) if box.kind == kind), None)


def are_whole_boxes(source: bytes) -> bool:
    """Does the file end where its last box does, or later? One that was cut does not; a raw codestream has no boxes."""
    if source.startswith(_RAW_JPEG_2000):
        return True
    last = 0
    for box in iso_boxes(source):
        last = box.end
    return len(source) - last < _STRAY_BYTES or not _is_box_name(source[last + 4 : last + 8])


def _is_box_name(letters: bytes) -> bool:
    return letters.isalnum() or letters == b"uuid"
