"""One page of whatever file came in: what it is, and its pixels on demand."""

from dataclasses import dataclass

from PIL import Image

from app.domain.pages import MediaType
from app.imaging.bounds import check_source
from app.imaging.decode import StoredPicture, stored_picture
from app.imaging.pdf import PdfPage, pdf_page
from app.imaging.pdf_scan import OwnFile
from app.imaging.sniff import media_type_of, without_junk


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page by its header: upright size in pixels, dpi, and how many pages its file has.

    `stored` is the picture file behind it (for a scanned PDF page: the JPEG or the fax inside), `pdf` the page that
    must be drawn; exactly one of them is there.
    """

    media_type: MediaType
    frames: int
    width: int
    height: int
    dpi: int | None
    stored: StoredPicture | None = None
    pdf: PdfPage | None = None

    @property
    def profile(self) -> bytes | None:
        """The embedded colour profile; drawn pages are sRGB already."""
        return self.stored.profile if self.stored is not None else None

    def decoded(self, least: tuple[int, int] | None = None) -> Image.Image:
        """The pixels, upright; with `least` perhaps fewer, but no side smaller than that. Raises `UnreadableFile`."""
        if self.stored is not None:
            return self.stored.decoded(least)
        assert self.pdf is not None  # noqa: S101  one of the two is always there
        return self.pdf.drawn(least)


def sheet_of(source: bytes, frame: int) -> Sheet:
    """Page number `frame` (from 0) of a file. Raises `UnreadableFile`."""
    check_source(source)
    source = without_junk(source)
    media_type = media_type_of(source)
    if media_type is MediaType.PDF:
        return _pdf_sheet(*pdf_page(source, frame))
    stored = stored_picture(source, media_type, frame)
    return Sheet(media_type, stored.frames, stored.width, stored.height, stored.dpi, stored=stored)


def _pdf_sheet(page: PdfPage, own: OwnFile | None) -> Sheet:
    if own is not None:
        stored = stored_picture(*own)
        if stored.has_square_pixels and (stored.width, stored.height) == (page.width, page.height):
            return Sheet(MediaType.PDF, page.frames, page.width, page.height, page.dpi, stored=stored)
    return Sheet(MediaType.PDF, page.frames, page.width, page.height, page.dpi, pdf=page)
