"""PDF pages: their scans as they lie in the file, everything else drawn. The only home of PyMuPDF."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any  # PyMuPDF ships no types: its documents and pages are Any here

import pymupdf
from PIL import Image

from app.domain.errors import Problem, UnreadableFile
from app.domain.limits import DRX_LIMITS
from app.imaging.bounds import check_decoded_size, check_page_count, check_page_size
from app.imaging.refusals import damaged_pdf, refusing_damage

DRAWN_DPI = 300  # for pages that are not a scan: small print on a prescription stays legible
MAX_DRAWN_SIDE_PX = DRX_LIMITS.max_side_px  # more would only be scaled down again
MAX_SCAN_SIDE_PX = 2 * DRX_LIMITS.max_side_px  # a scan with more on it, drawn at its own size
_POINTS_AN_INCH = 72
_TAIL_BYTES = 2048  # where a whole PDF has its %%EOF
_WHOLE_PAGE = 0.97  # the share of the page that its scan covers
_SLACK = 0.02  # how much a scan may be stretched, or hang over the edge, and still be taken as it is
_INVISIBLE = frozenset({"ignore-text"})  # the text layer that OCR puts behind a scan

mupdf: Any = pymupdf
mupdf.TOOLS.mupdf_display_errors(False)
mupdf.TOOLS.mupdf_display_warnings(False)


@dataclass(frozen=True, slots=True)
class _Scan:
    """The one picture that covers a page: its number in the file, its pixels, the turns that put it upright."""

    xref: int
    width: int
    height: int
    bits: int
    channels: int
    quarter_turns: int
    is_alone: bool
    dpi: int


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page as it would be drawn: its size in pixels, its dpi, and how many pages there are."""

    source: bytes
    frame: int
    frames: int
    width: int
    height: int
    dpi: int

    def embedded_jpeg(self) -> bytes | None:
        """The scan's own bytes where the page is exactly one JPEG, the right way up; else None."""
        with _document(self.source) as document:
            scan = _scan_on(document, document[self.frame])
            return None if scan is None else _own_jpeg(document, scan)

    def drawn(self, least: tuple[int, int] | None = None) -> Image.Image:
        """The page's pixels as 1, L or RGB, upright: a scan's own where there is nothing else on the page.

        With `least` a page that has to be drawn is drawn no larger than needed to cover that. Raises `UnreadableFile`.
        """
        with _document(self.source) as document:
            page = document[self.frame]
            scan = _scan_on(document, page)
            if scan is not None and scan.is_alone:
                return _own_pixels(document, scan)
            scale = 1.0 if least is None else max(least[0] / self.width, least[1] / self.height)
            return _drawn(page, self.width, self.height, min(scale, 1.0))


def pdf_pages(source: bytes) -> list[PdfPage]:
    """Every page of a PDF, judged without drawing any. Raises `UnreadableFile`."""
    with _document(source) as document:
        return [_judged(source, document, frame) for frame in range(document.page_count)]


def pdf_page(source: bytes, frame: int) -> PdfPage:
    """One page of a PDF. Raises `UnreadableFile`."""
    with _document(source) as document:
        if not 0 <= frame < document.page_count:
            raise UnreadableFile(Problem("This page is not in the file", "Add the file again", f"page {frame + 1}"))
        return _judged(source, document, frame)


@contextmanager
def _document(source: bytes) -> Iterator[Any]:
    """An open PDF; MuPDF's errors, also those raised inside the block, become ours."""
    try:
        with refusing_damage(), mupdf.open(stream=source, filetype="pdf") as document:
            if document.needs_pass:
                raise UnreadableFile(
                    Problem("This PDF is locked with a password", "Open it, print it to a new PDF, then add that")
                )
            check_page_count(document.page_count)
            if not document.page_count:
                raise UnreadableFile(Problem("This PDF has no pages", "Save it again, then add it once more"))
            if document.is_repaired and b"%%EOF" not in source[-_TAIL_BYTES:]:
                # MuPDF mends a torn file by leaving out what is missing: pages would be blank or gone
                raise damaged_pdf("ends early")
            yield document
    except (mupdf.mupdf.FzErrorBase, mupdf.FileDataError) as error:
        raise damaged_pdf(type(error).__name__) from error
    except UnreadableFile as error:
        if isinstance(error.__cause__, RuntimeError | ValueError | OSError):  # refusing_damage spoke of a picture
            raise damaged_pdf(error.problem.detail) from error
        raise


def _judged(source: bytes, document: Any, frame: int) -> PdfPage:
    page = document[frame]
    scan = _scan_on(document, page)
    if scan is None:
        scale = _drawing_scale(page)
        width, height = _rounded(page.rect.width * scale), _rounded(page.rect.height * scale)
        check_page_size(width, height)
        return PdfPage(source, frame, document.page_count, width, height, round(scale * _POINTS_AN_INCH))
    width, height = (scan.height, scan.width) if scan.quarter_turns % 2 else (scan.width, scan.height)
    dpi = scan.dpi
    check_page_size(width, height)
    if not scan.is_alone:
        shrink = min(1.0, MAX_SCAN_SIDE_PX / max(width, height))
        width, height, dpi = _rounded(width * shrink), _rounded(height * shrink), _rounded(dpi * shrink)
    return PdfPage(source, frame, document.page_count, width, height, dpi)


def _drawing_scale(page: Any) -> float:
    """Pixels a point: 300 dpi, or what brings the longer side to 4000 px."""
    longest = max(page.rect.width, page.rect.height)
    if not math.isfinite(longest) or longest <= 0:
        raise damaged_pdf("page without a size")
    return float(min(DRAWN_DPI / _POINTS_AN_INCH, MAX_DRAWN_SIDE_PX / longest))


def _rounded(side: float) -> int:
    return max(1, round(side))


def _scan_on(document: Any, page: Any) -> _Scan | None:
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
    return _Scan(xref, width, height, bits, channels, turns, xref > 0, _rounded(across_dpi))


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


def _own_jpeg(document: Any, scan: _Scan) -> bytes | None:
    """The scan's bytes as a JPEG file, where it is one whose colours need nothing from around it."""
    if not scan.is_alone or scan.quarter_turns:
        return None
    if document.xref_get_key(scan.xref, "Filter") not in (("name", "/DCTDecode"), ("array", "[/DCTDecode]")):
        return None
    if any(document.xref_get_key(scan.xref, key)[0] != "null" for key in ("Decode", "SMask", "Mask", "ImageMask")):
        return None
    if scan.channels not in (1, 3):  # CMYK inside a PDF may be inverted, and nothing says so
        return None
    stream: bytes = document.xref_stream_raw(scan.xref)
    return stream


def _own_pixels(document: Any, scan: _Scan) -> Image.Image:
    """The scan's pixels, none of them resampled, upright; 1-bit scans stay 1-bit."""
    check_decoded_size(scan.width, scan.height, 4)
    pixmap = mupdf.Pixmap(document, scan.xref)
    if pixmap.alpha:
        pixmap = mupdf.Pixmap(pixmap, 0)
    if pixmap.n not in (1, 3):
        pixmap = mupdf.Pixmap(mupdf.csRGB, pixmap)
    image = _as_image(pixmap)
    if scan.bits == 1 and image.mode == "L":
        image = image.point(lambda tone: 255 if tone > 127 else 0, "1")
    turn = {1: Image.Transpose.ROTATE_270, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_90}
    return image.transpose(turn[scan.quarter_turns]) if scan.quarter_turns else image


def _drawn(page: Any, width: int, height: int, scale: float) -> Image.Image:
    """The page drawn to exactly `width` x `height` times `scale` (imaging.md, rule 2: the exact matrix)."""
    width, height = _rounded(width * scale), _rounded(height * scale)
    check_decoded_size(width, height, 4)
    matrix = mupdf.Matrix(width / page.rect.width, height / page.rect.height)
    image = _as_image(page.get_pixmap(matrix=matrix, colorspace=mupdf.csRGB, alpha=False))
    if image.size != (width, height):  # MuPDF rounds outward
        paper = Image.new(image.mode, (width, height), "white")
        paper.paste(image)
        return paper
    return image


def _as_image(pixmap: Any) -> Image.Image:
    mode = "L" if pixmap.n == 1 else "RGB"
    return Image.frombuffer(mode, (pixmap.width, pixmap.height), pixmap.samples, "raw", mode, pixmap.stride, 1)
