"""Scans inside a PDF: the one picture that is a page, as its own bytes or its own pixels."""

import re
import struct
from dataclasses import dataclass
from typing import Any  # PyMuPDF ships no types: its documents and pages are Any here

import pymupdf
from PIL import Image

from app.domain.pages import MediaType
from app.imaging.bounds import check_decoded_size
from app.imaging.strip import jpeg_upright

MAX_PICTURES = 20  # of a page that are looked at for damage
_POINTS_AN_INCH = 72
_FIRST_ROOM_BYTES = 1 << 16
_WHOLE_PAGE = 0.97  # the share of the page that its scan covers
_SLACK = 0.02  # how much a scan may be stretched, or hang over the edge, and still be taken as it is
_INVISIBLE = frozenset({"ignore-text"})  # the text layer that OCR puts behind a scan
_ORIENTATIONS = (1, 6, 3, 8)  # the tag that turns by 0, 1, 2, 3 quarters clockwise (EXIF 2.32, tag 0x0112)
_JPEG_FILTERS = (("name", "/DCTDecode"), ("array", "[/DCTDecode]"))
_FAX_FILTERS = (("name", "/CCITTFaxDecode"), ("array", "[/CCITTFaxDecode]"))
_MASKS = ("SMask", "Mask", "ImageMask")

mupdf: Any = pymupdf
OwnFile = tuple[bytes, MediaType]


@dataclass(frozen=True, slots=True)
class Scan:
    """The one picture that covers a page: its number in the file, its pixels, the turns that put it upright.

    `is_alone`: nothing else is seen on the page, and all of it is.
    """

    xref: int
    width: int
    height: int
    bits: int
    channels: int
    quarter_turns: int
    is_alone: bool
    dpi: int


def scan_on(document: Any, page: Any) -> Scan | None:
    """The picture that covers the page, unstretched and straight; None where there is none."""
    pictures = page.get_image_info()
    if not pictures:
        return None
    largest = max(pictures, key=lambda found: int(found["width"]) * int(found["height"]))
    placed = mupdf.Matrix(largest["transform"]) * page.rotation_matrix
    turns = _quarter_turns(placed)
    area = mupdf.Rect(largest["bbox"]) * page.rotation_matrix
    if turns is None or not _covers(area, page.rect):
        return None
    width, height = int(largest["width"]), int(largest["height"])
    across, down = (height, width) if turns % 2 else (width, height)
    across_dpi, down_dpi = across * _POINTS_AN_INCH / area.width, down * _POINTS_AN_INCH / area.height
    if abs(across_dpi / down_dpi - 1) > _SLACK:  # a fax of 204 x 98 dpi: its pixels are not square
        return None
    xref = _number_in_file(page, width, height) if _is_alone(page, largest) else 0
    bits, channels = int(largest["bpc"]), int(largest["colorspace"])
    return Scan(xref, width, height, bits, channels, turns, xref > 0, max(1, round(across_dpi)))


def _is_alone(page: Any, picture: Any) -> bool:
    """Is this picture all that a reader sees on the page, and does the reader see all of it?"""
    marks = [kind for kind, _ in page.get_bboxlog() if kind not in _INVISIBLE]
    if marks != ["fill-image"] or picture["has-mask"]:
        return False
    if page.first_annot is not None or page.first_widget is not None:
        return False
    seen = mupdf.Rect(picture["bbox"]).intersect(page.rect * page.derotation_matrix)
    slack = _SLACK * min(seen.width, seen.height)
    inner = mupdf.Rect(seen.x0 + slack, seen.y0 + slack, seen.x1 - slack, seen.y1 - slack)
    return all(_shows(drawing, inner) for drawing in page.get_drawings(extended=True))


def _shows(drawing: Any, area: Any) -> bool:
    """Does this clip leave the area to be seen? What somebody cut away in a PDF must not come back."""
    is_rectangle = drawing["type"] == "clip" and [item[0] for item in drawing["items"]] == ["re"]
    return bool(is_rectangle and mupdf.Rect(drawing["scissor"]).contains(area))


def _number_in_file(page: Any, width: int, height: int) -> int:
    """The picture's number among the file's objects; 0 for one that is written into the page itself."""
    numbers = {entry[0] for entry in page.get_images() if entry[2:4] == (width, height)}
    if len(numbers) == 1:
        return int(numbers.pop())
    # some scanners let all pages share one list; telling them apart takes PyMuPDF a decode of each
    return int(page.get_image_info(xrefs=True)[0]["xref"])


def _quarter_turns(placed: Any) -> int | None:
    """Clockwise quarter turns of a picture placed by this matrix (y down); None for slanted or mirrored ones."""
    straight, slanted = max(abs(placed.a), abs(placed.d)), max(abs(placed.b), abs(placed.c))
    if slanted <= straight * 0.001 and placed.a * placed.d > 0:
        return 0 if placed.a > 0 else 2
    if straight <= slanted * 0.001 and placed.b * placed.c < 0:
        return 1 if placed.b > 0 else 3
    return None


def _covers(area: Any, paper: Any) -> bool:
    """Does the picture cover the page, and does none of it hang over the edge?"""
    if area.is_empty or paper.is_empty:
        return False
    inside = mupdf.Rect(area).intersect(paper)
    covered = inside.width * inside.height
    return bool(
        covered >= _WHOLE_PAGE * paper.width * paper.height and covered >= (1 - _SLACK) * area.width * area.height
    )


def fax_bytes(coded: bytes, width: int, height: int) -> int:
    """How many bytes of a Group 4 fax's rows the code is good for; fewer than there should be where it stops early."""
    code = mupdf.mupdf.fz_open_buffer(mupdf.mupdf.fz_new_buffer_from_copied_data(coded))
    fax = mupdf.mupdf.fz_open_faxd(code, -1, 0, 0, width, height, 0, 0)
    return len(mupdf.mupdf.fz_buffer_extract_copy(mupdf.mupdf.fz_read_all(fax, _FIRST_ROOM_BYTES)))


@dataclass(frozen=True, slots=True)
class CodedPicture:
    """A picture on a page as it lies in the file: the last filter of its code, the code, and how many rows it has."""

    filter: str
    content: bytes
    height: int


def coded_pictures(document: Any, page: Any) -> list[CodedPicture]:
    """The first `MAX_PICTURES` pictures that a page names, each once."""
    found: dict[int, CodedPicture] = {}
    for entry in page.get_images()[:MAX_PICTURES]:
        xref, height, filter_ = int(entry[0]), int(entry[3]), str(entry[8])
        if document.xref_get_key(xref, "Filter")[0] == "name" and xref not in found:
            found[xref] = CodedPicture(filter_, document.xref_stream_raw(xref), height)
    return list(found.values())


def own_file(document: Any, scan: Scan) -> OwnFile | None:
    """The scan as a picture file of its own, its coded bytes untouched, its tag saying how the PDF turns it.

    A JPEG is one already; a Group 4 fax is a TIFF once a header stands before it (imaging.md, rule 2). None for all
    other kinds, and where the PDF says more about its colours than the file could.
    """
    if not scan.is_alone or any(document.xref_get_key(scan.xref, key)[0] != "null" for key in _MASKS):
        return None
    filter_ = document.xref_get_key(scan.xref, "Filter")
    if filter_ in _JPEG_FILTERS and scan.channels in (1, 3):  # CMYK inside a PDF may be inverted, and nothing says so
        if document.xref_get_key(scan.xref, "Decode")[0] != "null":
            return None
        jpeg = jpeg_upright(_coded(document, scan.xref), _ORIENTATIONS[scan.quarter_turns])
        return None if jpeg is None else (jpeg, MediaType.JPEG)
    if filter_ in _FAX_FILTERS and scan.bits == 1:
        fax = _fax_tiff(document, scan)
        return None if fax is None else (fax, MediaType.TIFF)
    return None


def _coded(document: Any, xref: int) -> bytes:
    """A stream as it lies in the file: cut out in one copy where it is plain to see, else in MuPDF's three."""
    kind, length = document.xref_get_key(xref, "Length")
    if kind == "int" and not document.is_repaired and document.xref_get_key(-1, "Encrypt")[0] == "null":
        pdf = mupdf._as_pdf_document(document)  # PyMuPDF has no public name for where a stream begins
        begin = int(mupdf.mupdf.ll_pdf_get_xref_entry(pdf.m_internal, xref).stm_ofs)
        end = begin + int(length)
        if begin > 0 and document.stream[end : end + 12].lstrip().startswith(b"endstream"):
            return bytes(document.stream[begin:end])
    return bytes(document.xref_stream_raw(xref))


def _fax_tiff(document: Any, scan: Scan) -> bytes | None:
    """A TIFF around the fax's own bytes; None for Group 3, for padded rows and for colours that are not plain grey."""
    if document.xref_get_key(scan.xref, "ColorSpace") not in (("name", "/DeviceGray"), ("null", "null")):
        return None
    settings = _fax_settings(document, scan.xref)
    if _number(settings, "K", 0) >= 0 or _number(settings, "Columns", 1728) != scan.width:
        return None
    if re.search(r"/EncodedByteAlign\s+true", settings):
        return None
    decode = re.sub(r"[\[\]\s]+", " ", str(document.xref_get_key(scan.xref, "Decode")[1])).strip()
    if decode not in ("null", "0 1", "1 0"):
        return None
    # in a PDF black runs are 0 unless told otherwise, and 0 is black unless told otherwise (ISO 32000-1, 7.4.6)
    black_runs_are_black = bool(re.search(r"/BlackIs1\s+true", settings)) == (decode == "1 0")
    coded = _coded(document, scan.xref)
    return fax_header(scan, len(coded), black_runs_are_black) + coded


def _fax_settings(document: Any, xref: int) -> str:
    """The decoding parameters, written out; they may stand in an array, or elsewhere in the file."""
    kind, text = document.xref_get_key(xref, "DecodeParms")
    reference = re.fullmatch(r"\[?\s*(\d+) 0 R\s*\]?", str(text)) if kind in ("xref", "array") else None
    return str(document.xref_object(int(reference[1]))) if reference else str(text)


def _number(settings: str, name: str, missing: int) -> int:
    found = re.search(rf"/{name}\s+(-?\d+)", settings)
    return int(found[1]) if found else missing


def fax_header(scan: Scan, coded_bytes: int, black_runs_are_black: bool) -> bytes:
    """The part of a one-page TIFF that stands before its Group 4 strip (TIFF 6.0, sections 2, 3 and 11)."""
    fields = (
        (256, 4, scan.width),
        (257, 4, scan.height),
        (258, 3, 1),
        (259, 3, 4),  # Group 4
        (262, 3, 0 if black_runs_are_black else 1),
        (273, 4, 0),  # the strip's place, known below
        (274, 3, _ORIENTATIONS[scan.quarter_turns]),
        (277, 3, 1),
        (278, 4, scan.height),
        (279, 4, coded_bytes),
        (282, 5, 0),
        (283, 5, 0),
        (296, 3, 2),  # inches
    )
    resolution_place = 8 + 2 + 12 * len(fields) + 4
    places = {273: resolution_place + 8, 282: resolution_place, 283: resolution_place}
    directory = b"".join(struct.pack("<HHII", tag, kind, 1, places.get(tag, value)) for tag, kind, value in fields)
    head = b"II*\x00" + struct.pack("<IH", 8, len(fields))
    return head + directory + bytes(4) + struct.pack("<II", scan.dpi, 1)


def own_pixels(document: Any, scan: Scan) -> Image.Image:
    """The scan's pixels, none of them resampled, upright; 1-bit scans stay 1-bit."""
    check_decoded_size(scan.width, scan.height, 4)
    pixmap = mupdf.Pixmap(document, scan.xref)
    if pixmap.alpha:
        pixmap = mupdf.Pixmap(pixmap, 0)
    if pixmap.n not in (1, 3):
        pixmap = mupdf.Pixmap(mupdf.csRGB, pixmap)
    image = as_image(pixmap)
    if scan.bits == 1 and image.mode == "L":
        image = image.point(lambda tone: 255 if tone > 127 else 0, "1")
    turn = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
    return image.transpose(turn[scan.quarter_turns]) if scan.quarter_turns else image


def as_image(pixmap: Any) -> Image.Image:
    mode = "L" if pixmap.n == 1 else "RGB"
    return Image.frombuffer(mode, (pixmap.width, pixmap.height), pixmap.samples, "raw", mode, pixmap.stride, 1)
