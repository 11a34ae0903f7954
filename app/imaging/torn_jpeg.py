"""Is all of a JPEG's picture in its file? Decoders fill up what is missing, and Pillow tells of none of their warnings.

The coded bytes are handed to Pillow's decoder without their end marker, so that it can't fill up but has to wait. A
whole picture is then complete with its very last byte and not before; one that lost or gained bits on the way is
complete too early, or never. That takes as long as decoding at an eighth, and no table of codes is needed. What comes
in several scans is decoded only once its end has been seen: there the skeleton is looked at instead.
"""

import io
import re
from typing import Any  # Pillow's decoders are objects of its C part, without types

from PIL import Image

from app.imaging.skeleton_jpeg import DRI, EOI, SEQUENTIAL, SOS, JpegSegment, jpeg_segments

_PROGRESSIVE = 0xC2
_LOOK_AHEAD_BYTES = 8  # what libjpeg wants to have read beyond the last code
_LEAST_SIDE_PX = 64  # below this a row of blocks may take no more than the look-ahead
_PATTERN = (1, 254, 3, 77)  # a colour that no last row has from edge to edge
_RESTART = re.compile(rb"\xff([\xd0-\xd7])")
_BLOCK_PX = 8
_END = b"\xff\xd9"


def jpeg_doubt(source: bytes) -> str | None:
    """Why the picture may be torn, in a few technical words; None where nothing speaks for it.

    Raises what Pillow raises for what is no JPEG, and `UnreadableFile` for segments that can't be told apart.
    """
    segments = list(jpeg_segments(source))
    if not segments or segments[-1].marker != EOI:
        return "JPEG without its end"
    frame = next((one for one in segments if one.is_frame), None)
    scans = [one for one in segments if one.marker == SOS]
    if frame is None or not scans:
        return "JPEG without a picture"
    if frame.marker == _PROGRESSIVE:
        return None if _has_all_scans(frame, scans) else "JPEG without its last scans"
    if frame.marker not in SEQUENTIAL or len(scans) > 1:
        return None
    return _restart_doubt(source, segments, frame, scans[0]) or _length_doubt(source, segments[-1].begin)


def with_its_end(source: bytes) -> bytes:
    """A JPEG whose picture is all there but whose end marker is not, with one; every other as it is.

    Some scanners forget the marker, and Pillow refuses what a person could read. What is cut off stays refused.
    """
    if source.rstrip(b"\x00\r\n").endswith(_END):
        return source
    segments = list(jpeg_segments(source))
    frame = next((one for one in segments if one.is_frame), None)
    if frame is None or frame.marker not in SEQUENTIAL or segments[-1].marker != SOS:
        return source
    ended = source + _END
    return ended if jpeg_doubt(ended) is None else source


def _has_all_scans(frame: JpegSegment, scans: list[JpegSegment]) -> bool:
    """Has every coefficient of every component come to its last bit (ITU-T T.81, annex G)?"""
    done = {frame.content[6 + 3 * number]: [False] * 64 for number in range(frame.content[5])}
    for scan in scans:
        count = scan.content[0]
        first, last, bits = scan.content[1 + 2 * count], scan.content[2 + 2 * count], scan.content[3 + 2 * count] & 15
        for number in range(count):
            component = scan.content[1 + 2 * number]
            if bits == 0 and component in done:
                done[component][first : last + 1] = [True] * (last + 1 - first)
    return all(all(coefficients) for coefficients in done.values())


def _restart_doubt(source: bytes, segments: list[JpegSegment], frame: JpegSegment, scan: JpegSegment) -> str | None:
    """Restart markers come in their order, one after every so many blocks (ITU-T T.81, annex B.2.4.4)."""
    interval = next((int.from_bytes(one.content[:2], "big") for one in segments if one.marker == DRI), 0)
    if not interval:
        return None
    found = [marker[0] - 0xD0 for marker in _RESTART.findall(source, scan.scan_begin, scan.end)]
    height, width = int.from_bytes(frame.content[1:3], "big"), int.from_bytes(frame.content[3:5], "big")
    factors = [frame.content[7 + 3 * number] for number in range(frame.content[5])]
    is_single = len(factors) == 1
    across = _BLOCK_PX * (1 if is_single else max(factor >> 4 for factor in factors))
    down = _BLOCK_PX * (1 if is_single else max(factor & 15 for factor in factors))
    blocks = -(-width // across) * -(-height // down)
    expected = [number % 8 for number in range(-(-blocks // interval) - 1)]
    return None if found == expected else "JPEG restart markers out of order"


def _length_doubt(source: bytes, end: int) -> str | None:
    """Are the coded bytes as long as the picture?"""
    with Image.open(io.BytesIO(source), formats=["JPEG"]) as image:
        if min(image.size) < _LEAST_SIDE_PX:
            return None
        image.draft(image.mode, (1, 1))
        mode, size, settings, layout = image.mode, image.size, image.decoderconfig, image.tile[0][3]
    pattern = _PATTERN[0] if mode == "L" else _PATTERN[: Image.getmodebands(mode)]
    canvas = Image.new(mode, size, pattern)
    # Pillow has no public way to feed a decoder by hand and leave it waiting; its own ImageFile uses this one
    decoder = Image._getdecoder(mode, "jpeg", layout, settings)
    decoder.setimage(canvas.im, (0, 0, *size))
    last_row = (0, size[1] - 1, size[0], size[1])
    untouched = canvas.crop(last_row).tobytes()
    rest = _fed(decoder, source[: end - 1])
    if canvas.crop(last_row).tobytes() != untouched:
        return "JPEG with bytes left over"
    _fed(decoder, rest + source[end - 1 : end] + bytes(_LOOK_AHEAD_BYTES))
    return "JPEG with bytes missing" if canvas.crop(last_row).tobytes() == untouched else None


def _fed(decoder: Any, content: bytes) -> bytes:
    """Hand bytes to a decoder; those that it left."""
    used, _ = decoder.decode(content)
    return content[used:] if used >= 0 else b""
