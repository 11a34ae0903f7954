"""The skeleton of a JPEG: its segments and scans, told apart without decoding (ITU-T T.81, annex B)."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from app.domain.errors import UnreadableFile
from app.imaging.refusals import damaged

SOI, EOI, SOS, DHT, DAC, DRI, COM = 0xD8, 0xD9, 0xDA, 0xC4, 0xCC, 0xDD, 0xFE
APP0, APP1, APP2, APP14 = 0xE0, 0xE1, 0xE2, 0xEE
FRAMES = frozenset(range(0xC0, 0xD0)) - {DHT, 0xC8, DAC}  # SOF0 to SOF15
SEQUENTIAL = frozenset((0xC0, 0xC1))  # baseline and extended, Huffman
TEM = 0x01
MAX_SEGMENTS = 20_000  # real files have dozens; a progressive one of a hundred scans some hundreds

_NEXT_MARKER = re.compile(rb"\xff[^\x00\xd0-\xd7\xff]")  # inside a scan: neither stuffing, restart nor fill


@dataclass(frozen=True, slots=True)
class JpegSegment:
    """One piece of a JPEG: its marker, what stands behind its length, and for a scan where its coded bytes end.

    `begin` is where the marker's 0xFF stands, `end` where the next piece begins.
    """

    marker: int
    content: bytes
    begin: int
    end: int
    scan_begin: int = 0

    @property
    def is_frame(self) -> bool:
        """Does it tell size and components of the picture?"""
        return self.marker in FRAMES


def jpeg_frame(source: bytes) -> JpegSegment | None:
    """The segment that tells size, depth and components; None where it can't be found."""
    try:
        return next((segment for segment in jpeg_segments(source) if segment.is_frame), None)
    except UnreadableFile:
        return None


def has_one_scan(source: bytes) -> bool:
    """Does the first scan hold all of the picture, so that a decoder looks no further? Told by the head alone."""
    try:
        head = list(jpeg_segments(source, before_scans=True))
    except UnreadableFile:
        return False
    frame = next((segment for segment in head if segment.is_frame), None)
    if frame is None or frame.marker not in SEQUENTIAL:
        return False
    scan = source[head[-1].end : head[-1].end + 5]  # marker, length, and how many components it has
    return scan[:2] == bytes((0xFF, SOS)) and scan[4:] == frame.content[5:6]


def jpeg_segments(source: bytes, *, before_scans: bool = False) -> Iterator[JpegSegment]:
    """Every segment from the first to the end marker; a scan comes with its coded bytes (`scan_begin` to `end`).

    `before_scans` stops at the first scan, which takes no time however long the file is.

    Ends without an EOI segment where the file ends before one. Raises `UnreadableFile` for what is no JPEG inside.
    """
    position, count = 2, 0
    while position + 1 < len(source):
        begin = position
        if source[position] != 0xFF:
            raise damaged("JPEG without a marker where one belongs")
        while position < len(source) and source[position] == 0xFF:
            position += 1
        if position >= len(source):
            return
        marker = source[position]
        position += 1
        count += 1
        if count > MAX_SEGMENTS:
            raise damaged("JPEG of too many segments")
        if marker == EOI:
            yield JpegSegment(marker, b"", begin, position)
            return
        if marker in (SOI, TEM) or 0xD0 <= marker <= 0xD7:
            continue
        if position + 2 > len(source):
            return
        length = int.from_bytes(source[position : position + 2], "big")
        if length < 2 or position + length > len(source):
            raise damaged("JPEG segment beyond the file")
        content = source[position + 2 : position + length]
        position += length
        scan_begin = 0
        if marker == SOS and before_scans:
            return
        if marker == SOS:
            scan_begin = position
            found = _NEXT_MARKER.search(source, position)
            position = found.start() if found else len(source)
        yield JpegSegment(marker, content, begin, position, scan_begin)
