"""Signs that a page's data may be damaged although a decoder made a picture of it (imaging.md, "Safety").

Such a page is shown with "please look", never sent unseen. What has no checksum and no order in it (WebP, the inside of
HEIC, AVIF and JPEG 2000) shows damage only where it is large: grey or empty last rows.
"""

import re
import zlib
from collections.abc import Iterator

from PIL import Image

from app.domain.errors import UnreadableFile
from app.domain.pages import MediaType
from app.imaging.boxes import iso_boxes
from app.imaging.decode import StoredPicture
from app.imaging.pdf import PdfPage
from app.imaging.pdf_scan import CodedPicture, fax_bytes
from app.imaging.refusals import refusing_damage
from app.imaging.sheet import Sheet
from app.imaging.skeleton_tiff import TiffDirectory, tiff_directories
from app.imaging.torn_jpeg import jpeg_doubt, with_its_end

_LAST_ROWS = 50  # one row in so many is looked at, from below
_LEAST_ROWS = 4
_LOSSY = frozenset((MediaType.JPEG, MediaType.WEBP, MediaType.HEIC, MediaType.AVIF, MediaType.JPEG_2000))
_GREY = range(126, 131)  # what decoders of lossy formats put where there is nothing
_COMPRESSION, _DEFLATE, _JPEG, _JPEG_TABLES = 259, frozenset((8, 32946)), 7, 347
_WIDTH, _HEIGHT, _FILL_ORDER, _ROWS_A_STRIP, _TILE_WIDTH, _GROUP_4, _LOWEST_BIT_FIRST = 256, 257, 266, 278, 322, 4, 2
_TURNED_BYTES = bytes(int(f"{byte:08b}"[::-1], 2) for byte in range(256))
_CODED_BOXES = frozenset((b"mdat", b"jp2c"))
_LEAST_ZEROS, _ZEROS_SHARE = 64, 0.02  # coders write no such run; metadata behind a picture is padded with less
_BLANK_BYTES = {"JBIG2Decode": 2_000, "CCITTFaxDecode": 4_000}  # what an empty page takes at most
_BLANK_BYTES_A_ROW = 0.5  # an empty row of a fax is one bit; scanners pad to a byte at worst
_WRONG = re.compile(
    r"(jbig2dec|openjpeg|library|zlib|lzw|read) error|premature end|truncated image|may not be correct|Ignoring error"
)


def may_be_torn(sheet: Sheet, image: Image.Image) -> bool:
    """Should a person look at this page because its data may be damaged? `image` is the decoded page, at any size."""
    return doubt_about(sheet, image) is not None


def doubt_about(sheet: Sheet, image: Image.Image) -> str | None:
    """What speaks for damage, in a few technical words; None where nothing does."""
    try:
        with refusing_damage():
            if sheet.pdf is not None:
                return _drawn_doubt(sheet.pdf, image)
            if sheet.stored is not None:
                return _stored_doubt(sheet.stored, image)
    except UnreadableFile as failure:
        return failure.problem.detail or failure.problem.title
    return None


def _stored_doubt(stored: StoredPicture, image: Image.Image) -> str | None:
    if stored.media_type is MediaType.JPEG:
        return jpeg_doubt(with_its_end(stored.source))
    if stored.media_type is MediaType.TIFF:
        return _tiff_doubt(stored)
    if stored.media_type not in _LOSSY:
        return None
    if _ends_in_zeros(stored):
        return "data that ends in zeros"
    return "last rows without a picture" if _ends_in_nothing(image) else None


def _ends_in_zeros(stored: StoredPicture) -> bool:
    """Is the end of the coded data nothing but zeros? So a file looks whose bytes were never all written or fetched."""
    source = stored.source
    if stored.media_type is MediaType.WEBP:
        coded = [source[: 8 + int.from_bytes(source[4:8], "little")]]
    else:
        coded = [source[box.begin : box.end] for box in iso_boxes(source) if box.kind in _CODED_BOXES] or [source]
    return any(len(piece) - len(piece.rstrip(b"\0")) > max(_LEAST_ZEROS, len(piece) * _ZEROS_SHARE) for piece in coded)


def _tiff_doubt(stored: StoredPicture) -> str | None:
    """By the checksum where there is one, by the JPEG's own signs, and by what libtiff complains about."""
    page = tiff_directories(stored.source)[stored.frame]
    packing = page.number(_COMPRESSION, 1)
    strips = (stored.source[offset : offset + size] for offset, size in page.pieces)
    if packing in _DEFLATE:
        return "Deflate checksum" if any(not _is_whole_deflate(strip) for strip in strips) else None
    if packing == _JPEG and _JPEG_TABLES not in page.entries:
        return next(_jpeg_doubts(strips), None)
    if stored.complaints():
        return "libtiff complains"
    return "fax without its last rows" if packing == _GROUP_4 and _stops_early(stored.source, page) else None


def _stops_early(source: bytes, page: TiffDirectory) -> bool:
    """Does the code of any strip end before its rows do? libtiff makes the rest white without a word."""
    width, height = page.number(_WIDTH, 0), page.number(_HEIGHT, 0)
    rows = min(page.number(_ROWS_A_STRIP, height), height)
    for number, (offset, size) in enumerate(page.pieces):
        coded = source[offset : offset + size]
        if page.number(_FILL_ORDER, 1) == _LOWEST_BIT_FIRST:
            coded = coded.translate(_TURNED_BYTES)
        here = min(rows, height - number * rows)
        if _TILE_WIDTH not in page.entries and fax_bytes(coded, width, here) < here * -(-width // 8):
            return True
    return False


def _jpeg_doubts(strips: Iterator[bytes]) -> Iterator[str]:
    for strip in strips:
        found = jpeg_doubt(strip)
        if found is not None:
            yield found


def _is_whole_deflate(strip: bytes) -> bool:
    inflater = zlib.decompressobj()
    try:
        while strip:
            inflater.decompress(strip, 1 << 20)
            strip = inflater.unconsumed_tail
        return inflater.eof
    except zlib.error:
        return False


def _drawn_doubt(page: PdfPage, image: Image.Image) -> str | None:
    if _WRONG.search(page.complaints()):
        return "MuPDF complains"
    pictures = page.coded_pictures()
    for picture in pictures:
        if picture.filter == "DCTDecode":
            found = jpeg_doubt(picture.content)
            if found is not None:
                return found
    is_empty = len(pictures) == 1 and _is_of_one_colour(image)
    return "empty although its picture is not" if is_empty and _says_more(pictures[0]) else None


def _says_more(picture: CodedPicture) -> bool:
    """Is the coded picture longer than that of an empty page? MuPDF's known weakness is JBIG2 that comes out blank."""
    least = _BLANK_BYTES.get(picture.filter)
    return least is not None and len(picture.content) > least + picture.height * _BLANK_BYTES_A_ROW


def _is_of_one_colour(image: Image.Image) -> bool:
    return all(low == high for low, high in _extremes(image))


def _ends_in_nothing(image: Image.Image) -> bool:
    """Are the last rows of one grey, and the rest is not?"""
    rows = max(_LEAST_ROWS, image.height // _LAST_ROWS)
    if image.mode not in ("L", "RGB") or image.height < 4 * rows:
        return False
    last = image.crop((0, image.height - rows, image.width, image.height))
    is_nothing = all(low == high and low in _GREY for low, high in _extremes(last))
    return is_nothing and not _is_of_one_colour(image)


def _extremes(image: Image.Image) -> list[tuple[float, float]]:
    """Lowest and highest value of every band."""
    return [band.getextrema() for band in image.split()]  # type: ignore[misc]  # one band has one pair
