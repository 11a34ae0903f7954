"""PDF pages: their scans as they lie in the file, everything else drawn. PyMuPDF lives here and in `pdf_scan` alone."""

import math
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any  # PyMuPDF ships no types: its documents and pages are Any here

import pymupdf
from PIL import Image

from app.domain.errors import LockedFile, Problem, UnreadableFile, WrongPassword
from app.domain.limits import DRX_LIMITS
from app.imaging.bounds import check_decoded_size, check_page_count, check_page_size
from app.imaging.pdf_scan import CodedPicture, OwnFile, Scan, as_image, coded_pictures, own_file, own_pixels, scan_on
from app.imaging.refusals import damaged_pdf, refusing_damage

DRAWN_DPI = 300  # for pages that are not a scan: small print on a prescription stays legible
MAX_DRAWN_SIDE_PX = DRX_LIMITS.max_side_px  # more would only be scaled down again
MAX_SCAN_SIDE_PX = 2 * DRX_LIMITS.max_side_px  # a scan with more on it, drawn at its own size
_POINTS_AN_INCH = 72
_SMALL_SIDE_PX = 200
_TAIL_BYTES = 2048  # where a whole PDF has its %%EOF

mupdf: Any = pymupdf
mupdf.TOOLS.mupdf_display_errors(False)
mupdf.TOOLS.mupdf_display_warnings(False)


@dataclass(frozen=True, slots=True)
class PdfPage:
    """One page as it would be drawn: its size in pixels, its dpi, and how many pages there are."""

    source: bytes
    frame: int
    frames: int
    width: int
    height: int
    dpi: int

    def complaints(self) -> str:
        """What MuPDF has to say while it draws the page, small. Raises `UnreadableFile`."""
        with _document(self.source) as document:
            page = document[self.frame]
            mupdf.TOOLS.reset_mupdf_warnings()
            scale = min(1.0, _SMALL_SIDE_PX / max(page.rect.width, page.rect.height, 1))
            page.get_pixmap(matrix=mupdf.Matrix(scale, scale))
            return str(mupdf.TOOLS.mupdf_warnings())

    def coded_pictures(self) -> list[CodedPicture]:
        """The pictures on the page as they are coded, the first few of them. Raises `UnreadableFile`."""
        with _document(self.source) as document:
            return coded_pictures(document, document[self.frame])

    def drawn(self, least: tuple[int, int] | None = None) -> Image.Image:
        """The page's pixels as 1, L or RGB, upright: a scan's own where there is nothing else on the page.

        With `least` a page that has to be drawn is drawn no larger than needed to cover that. Raises `UnreadableFile`.
        """
        with _document(self.source) as document:
            page = document[self.frame]
            scan = scan_on(document, page)
            if scan is not None and scan.is_alone:
                return own_pixels(document, scan)
            scale = 1.0 if least is None else max(least[0] / self.width, least[1] / self.height)
            return _drawn(page, self.width, self.height, min(scale, 1.0))


def pdf_pages(source: bytes) -> list[PdfPage]:
    """Every page of a PDF, judged without drawing any. Raises `UnreadableFile`."""
    with _document(source) as document:
        pages = []
        for frame in range(document.page_count):
            page = document[frame]
            pages.append(_judged(source, document, frame, page, scan_on(document, page)))
        return pages


def pdf_page(source: bytes, frame: int) -> tuple[PdfPage, OwnFile | None]:
    """One page of a PDF, and its scan as a picture file where it is exactly one JPEG or Group 4 fax.

    Raises `UnreadableFile`.
    """
    with _document(source) as document:
        if not 0 <= frame < document.page_count:
            raise UnreadableFile(Problem("This page is not in the file", "Add the file again", f"page {frame + 1}"))
        page = document[frame]
        scan = scan_on(document, page)
        return _judged(source, document, frame, page, scan), own_file(document, scan) if scan is not None else None


@contextmanager
def _document(source: bytes) -> Iterator[Any]:
    """An open PDF; MuPDF's errors, also those raised inside the block, become ours."""
    try:
        with refusing_damage(), mupdf.open(stream=source, filetype="pdf") as document:
            if document.needs_pass:
                raise LockedFile(Problem("This PDF is locked with a password", "Type its password to open it"))
            _check_kind(document)
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


def _check_kind(document: Any) -> None:
    """Raise `UnreadableFile` for PDFs whose pages only ask to be opened elsewhere: the rest would be lost unseen."""
    catalog = document.pdf_catalog()
    needs_adobe = document.xref_get_key(catalog, "NeedsRendering")[1] == "true"
    if needs_adobe and document.xref_get_key(catalog, "AcroForm/XFA")[0] != "null":
        raise UnreadableFile(
            Problem(
                "This PDF is a form that only Adobe Reader shows", "Print it to a new PDF there, then add that", "XFA"
            )
        )
    if document.xref_get_key(catalog, "Collection")[0] != "null" and document.embfile_count():
        raise UnreadableFile(
            Problem(
                "This PDF is a folder of other files", "Open it, save the files inside, then add those", "portfolio"
            )
        )


def unlocked(source: bytes, password: str) -> bytes:
    """The same PDF with the same pages and no password. Runs in the darkroom.

    Raises `WrongPassword` where the password does not open it, `UnreadableFile` where it is torn or has none.
    """
    try:
        with refusing_damage(), mupdf.open(stream=source, filetype="pdf") as document:
            if document.needs_pass and not document.authenticate(password):
                raise WrongPassword(Problem("This password is not right", "Type it again; capitals count"))
            content: bytes = document.tobytes(encryption=mupdf.PDF_ENCRYPT_NONE)
            return content
    except (mupdf.mupdf.FzErrorBase, mupdf.FileDataError) as error:
        raise damaged_pdf(type(error).__name__) from error


def _judged(source: bytes, document: Any, frame: int, page: Any, scan: Scan | None) -> PdfPage:
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


def _drawn(page: Any, width: int, height: int, scale: float) -> Image.Image:
    """The page drawn to exactly `width` x `height` times `scale` (imaging.md, rule 2: the exact matrix)."""
    width, height = _rounded(width * scale), _rounded(height * scale)
    check_decoded_size(width, height, 4)
    matrix = mupdf.Matrix(width / page.rect.width, height / page.rect.height)
    image = as_image(page.get_pixmap(matrix=matrix, colorspace=mupdf.csRGB, alpha=False))
    if image.size != (width, height):  # MuPDF rounds outward
        paper = Image.new(image.mode, (width, height), "white")
        paper.paste(image)
        return paper
    return image
