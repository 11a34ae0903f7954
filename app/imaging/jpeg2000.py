"""What Pillow does not tell of a JPEG 2000 file: its colour profile, and how often it can be halved (ISO 15444-1)."""

import struct

from app.imaging.boxes import iso_box, iso_boxes

RAW_MAGIC = b"\xff\x4f\xff\x51"
_COD, _SOT = 0xFF52, 0xFF90  # coding style; start of the first tile
_MAX_SEGMENTS = 1000
_MOST_LEVELS = 32
_RESTRICTED, _ANY = 2, 3  # ways in which a `colr` box carries an ICC profile (annex I.5.3.3; 15444-2 M.11.7.3)


def jpeg2000_profile(source: bytes) -> bytes | None:
    """The embedded ICC profile; None where there is none, as in every raw codestream."""
    header = iso_box(source, b"jp2h")
    if header is None:
        return None
    for box in iso_boxes(source, header.begin, header.end):
        if box.kind == b"colr" and box.end - box.begin > 3 and source[box.begin] in (_RESTRICTED, _ANY):
            return source[box.begin + 3 : box.end]
    return None


def jpeg2000_levels(source: bytes) -> int:
    """How many times every tile can be halved while decoding; 0 where the file does not say so at its beginning."""
    position = 2 if source.startswith(RAW_MAGIC) else _codestream(source) + 2
    if position < 2:
        return 0
    for _ in range(_MAX_SEGMENTS):
        if position + 4 > len(source):
            return 0
        marker, length = struct.unpack_from(">HH", source, position)
        if marker == _COD and position + 10 <= len(source):
            levels = source[position + 9]
            return levels if levels <= _MOST_LEVELS else 0
        if marker == _SOT or length < 2:
            return 0
        position += 2 + length
    return 0


def _codestream(source: bytes) -> int:
    """Where the codestream begins; far below 0 where there is none."""
    box = iso_box(source, b"jp2c")
    return -100 if box is None else box.begin
