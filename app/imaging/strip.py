"""Takes out of a picture file what could identify a person or a place, without touching one pixel.

What stays: the pixels, how to read them (tables, palettes, profiles), which way is up, and the dpi. What goes: GPS,
maker notes, serial numbers, embedded thumbnails (they may show what was cut away), XMP, IPTC, comments, dates, other
pictures and videos behind the first, and whatever else stands where no reader looks.
"""

import io
import struct
import zlib

from PIL import ExifTags, Image

from app.domain.errors import AppError, UnreadableFile
from app.domain.pages import MediaType
from app.imaging.layout import png_chunks
from app.imaging.refusals import refusing_damage
from app.imaging.skeleton_jpeg import APP0, APP1, APP2, APP14, COM, EOI, SOS, JpegSegment, jpeg_segments
from app.imaging.strip_tiff import tiff_stripped

_EXIF, _JFIF, _ICC, _ADOBE = b"Exif\x00\x00", b"JFIF\x00", b"ICC_PROFILE\x00", b"Adobe"
_JFIF_BYTES = 14  # without a thumbnail
_KEPT_EXIF = (
    ExifTags.Base.Orientation,
    ExifTags.Base.XResolution,
    ExifTags.Base.YResolution,
    ExifTags.Base.ResolutionUnit,
)
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_KEPT_CHUNKS = frozenset(b"IHDR PLTE IDAT IEND tRNS pHYs gAMA cHRM sRGB iCCP cICP sBIT bKGD mDCV cLLI".split())


def stripped(content: bytes, media_type: MediaType) -> bytes | None:
    """The same picture without what could identify; `content` itself where there is nothing to take out.

    None where that can't be done without touching pixels, and for the types that never leave as they came.
    """
    try:
        with refusing_damage():
            if media_type is MediaType.JPEG:
                return jpeg_stripped(content)
            if media_type is MediaType.PNG:
                return _png_stripped(content)
            if media_type is MediaType.TIFF:
                return tiff_stripped(content, jpeg_stripped)
            return _bmp_stripped(content) if media_type is MediaType.BMP else None
    except AppError:
        return None


def jpeg_stripped(content: bytes) -> bytes | None:
    """A JPEG with only the segments that its pixels, colours, orientation and dpi need; None without an end marker."""
    pieces: list[bytes | memoryview] = [b"\xff\xd8"]
    for segment in jpeg_segments(content):
        if segment.marker == EOI:
            pieces.append(b"\xff\xd9")
            whole = b"".join(pieces)
            return content if whole == content else whole
        pieces.append(_kept_segment(segment))
        if segment.marker == SOS:
            pieces.append(memoryview(content)[segment.scan_begin : segment.end])
    return None


def jpeg_upright(content: bytes, orientation: int) -> bytes | None:
    """The JPEG with this orientation tag instead of its own; itself where 1 is asked for and it has none.

    None where it can't be taken apart. For pictures inside a PDF, which turns them and looks at no tag.
    """
    try:
        segments = list(jpeg_segments(content, before_scans=True))
    except UnreadableFile:
        return None
    tagged = [one for one in segments if one.marker == APP1 and one.content.startswith(_EXIF)]
    if not tagged and orientation == 1:
        return content
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    block = exif.tobytes()
    pieces, position = [b"\xff\xd8", _segment(APP1, block)], 2
    for one in tagged:
        pieces.append(content[position : one.begin])
        position = one.end
    return b"".join((*pieces, content[position:]))


def _kept_segment(segment: JpegSegment) -> bytes:
    """The segment as it leaves: whole, with less in it, or not at all. Of a scan without its coded bytes."""
    marker, inside = segment.marker, segment.content
    if marker == APP0 and inside.startswith(_JFIF) and len(inside) >= _JFIF_BYTES:
        return _segment(marker, inside[: _JFIF_BYTES - 2] + b"\x00\x00")  # thumbnail of 0 x 0
    if marker == APP1 and inside.startswith(_EXIF):
        exif = _bare_exif(inside)
        return _segment(marker, exif) if exif else b""
    if marker == APP2 and inside.startswith(_ICC):
        return _segment(marker, inside)
    if marker == APP14 and inside.startswith(_ADOBE):
        return _segment(marker, inside[:12])  # the twelfth byte says what the colours mean
    return b"" if 0xE0 <= marker <= 0xEF or marker == COM else _segment(marker, inside)


def _segment(marker: int, inside: bytes) -> bytes:
    return struct.pack(">BBH", 0xFF, marker, len(inside) + 2) + inside


def _bare_exif(block: bytes) -> bytes:
    """Orientation and dpi alone; empty where there is neither worth saying. `block` may begin with "Exif"."""
    exif, bare = Image.Exif(), Image.Exif()
    exif.load(block)
    for tag in _KEPT_EXIF:
        if tag in exif:
            bare[tag] = exif[tag]
    says_nothing = bare.get(ExifTags.Base.Orientation, 1) == 1 and ExifTags.Base.XResolution not in bare
    if says_nothing:
        return b""
    return bare.tobytes()


def _png_stripped(content: bytes) -> bytes | None:
    """A PNG with the chunks that its pixels need; None where it has a critical chunk that nobody knows."""
    paper = io.BytesIO()
    paper.write(_PNG_HEAD)
    for kind, inside in png_chunks(content):
        if kind in _KEPT_CHUNKS:
            _write_chunk(paper, kind, bytes(inside))
        elif kind == b"eXIf":
            exif = _bare_exif(bytes(inside)).removeprefix(_EXIF)
            if exif:
                _write_chunk(paper, kind, exif)
        elif not kind[0] & 0x20:
            return None
    whole = paper.getvalue()
    return content if whole == content else whole


def _write_chunk(paper: io.BytesIO, kind: bytes, inside: bytes) -> None:
    paper.write(struct.pack(">I", len(inside)) + kind + inside + struct.pack(">I", zlib.crc32(kind + inside)))


def _bmp_stripped(content: bytes) -> bytes | None:
    """A bitmap holds nothing but pixels; only the newest header can name the file of a profile, with its path."""
    header_bytes = int.from_bytes(content[14:18], "little")
    names_file = header_bytes >= 124 and content[70:74] == b"KNIL"  # PROFILE_LINKED, as little endian writes it
    return None if names_file else content
