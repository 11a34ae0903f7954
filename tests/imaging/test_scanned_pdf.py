"""A scanned PDF page is the scan that lies in it: its own bytes, its own pixels, turned as the PDF turns it."""

import io
from typing import Any  # PyMuPDF ships no types

import pymupdf
import pytest
from PIL import Image, TiffImagePlugin

from app.domain.edits import UNTOUCHED
from app.domain.errors import LockedFile, UnreadableFile, WrongPassword
from app.domain.limits import DRX_LIMITS
from app.domain.pages import MediaType
from app.imaging.fit import fit
from app.imaging.pdf import unlocked
from app.imaging.sheet import sheet_of
from app.imaging.survey import survey
from tests.imaging.imaging_files import (
    DPI,
    corner_names,
    corners,
    finished,
    opened,
    saved,
    scanned_pdf,
    type_page,
    typed_pdf,
    with_orientation,
)

WIDTH, HEIGHT = 850, 1100


def fax_strip(page: Image.Image) -> bytes:
    """The Group 4 code of a 1-bit page, without a file around it."""
    whole = saved(page, "TIFF", compression="group4", strip_size=1 << 24)
    with Image.open(io.BytesIO(whole)) as image:
        assert isinstance(image, TiffImagePlugin.TiffImageFile)
        (offset,), (size,) = image.tag_v2[273], image.tag_v2[279]
    return whole[offset : offset + size]


def fax_pdf(page: Image.Image, *, parameters: str = "", decode: str = "", rotation: int = 0) -> bytes:
    """A PDF of one page that is a Group 4 fax."""
    document: Any = pymupdf.open()  # type: ignore[no-untyped-call]  # PyMuPDF ships no types
    paper = document.new_page(width=page.width * 72 / DPI, height=page.height * 72 / DPI)
    xref = paper.insert_image(paper.rect, stream=saved(page, "PNG"))
    document.update_stream(xref, fax_strip(page), compress=False)
    document.xref_set_key(xref, "Filter", "/CCITTFaxDecode")
    document.xref_set_key(xref, "DecodeParms", f"<</K -1/Columns {page.width}/Rows {page.height}{parameters}>>")
    document.xref_set_key(xref, "ColorSpace", "/DeviceGray")
    document.xref_set_key(xref, "BitsPerComponent", "1")
    if decode:
        document.xref_set_key(xref, "Decode", decode)
    paper.set_rotation(rotation)
    return finished(document)


def drawn(source: bytes) -> Image.Image:
    """The page as a reader of PDFs draws it, one pixel for each of the scan's."""
    document: Any = pymupdf.open(stream=source, filetype="pdf")  # type: ignore[no-untyped-call]  # as above
    pixmap = document[0].get_pixmap(dpi=DPI, colorspace=pymupdf.csGRAY)
    return Image.frombytes("L", (pixmap.width, pixmap.height), pixmap.samples).point(
        lambda tone: 255 * (tone > 127), "1"
    )


@pytest.mark.parametrize("parameters", ["", "/BlackIs1 true", "/BlackIs1 false"])
@pytest.mark.parametrize("decode", ["", "[0 1]", "[1 0]"])
@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_fax_page_is_its_own_strip_and_looks_as_a_reader_draws_it(
    parameters: str, decode: str, rotation: int
) -> None:
    source = fax_pdf(type_page(WIDTH, HEIGHT), parameters=parameters, decode=decode, rotation=rotation)
    sheet = sheet_of(source, 0)
    assert sheet.stored is not None
    assert sheet.stored.source.endswith(fax_strip(type_page(WIDTH, HEIGHT)))
    assert sheet.decoded().tobytes() == drawn(source).tobytes()


def test_a_fax_page_leaves_as_its_own_strip() -> None:
    source = fax_pdf(type_page(WIDTH, HEIGHT))
    outcome = fit(source, 0, UNTOUCHED, DRX_LIMITS)
    assert (outcome.media_type, outcome.encodes, outcome.dpi) == (MediaType.TIFF, 0, DPI)
    assert opened(outcome.content).tobytes() == drawn(source).tobytes()


@pytest.mark.parametrize("parameters", ["/EncodedByteAlign true", "/K 0", "/Columns 16"])
def test_a_fax_that_a_header_does_not_describe_is_left_to_the_reader(parameters: str) -> None:
    source = fax_pdf(type_page(WIDTH, HEIGHT)).replace(b"/K -1/Columns 850", parameters.encode().ljust(17))
    assert sheet_of(source, 0).stored is None


@pytest.mark.parametrize(("rotation", "names"), [(0, "rgby"), (90, "bryg"), (180, "ybgr"), (270, "gyrb")])
@pytest.mark.parametrize("orientation", [1, 6])
def test_a_turned_scan_is_a_jpeg_that_the_pdf_alone_turns(rotation: int, names: str, orientation: int) -> None:
    source = scanned_pdf(with_orientation(orientation), rotation=rotation)
    sheet = sheet_of(source, 0)
    assert sheet.stored is not None
    assert corner_names(sheet.decoded()) == names


def test_a_locked_pdf_says_so_and_opens_with_its_password() -> None:
    locked = typed_pdf(2, encryption=5, user_pw="Geheim 1", owner_pw="other")
    with pytest.raises(LockedFile):
        survey(locked)
    assert len(survey(unlocked(locked, "Geheim 1")).frames) == 2


def test_an_opened_pdf_has_the_very_scans() -> None:
    scan = saved(corners(), "JPEG")
    document: Any = pymupdf.open(stream=scanned_pdf(scan), filetype="pdf")  # type: ignore[no-untyped-call]  # as above
    locked = finished(document, encryption=5, user_pw="a", owner_pw="b")
    stored = sheet_of(unlocked(locked, "a"), 0).stored
    assert stored is not None
    assert stored.source == scan


@pytest.mark.parametrize("password", ["", "geheim 1", "x" * 500, "Ünï"])
def test_a_wrong_password_opens_nothing(password: str) -> None:
    with pytest.raises(WrongPassword) as caught:
        unlocked(typed_pdf(encryption=5, user_pw="Geheim 1", owner_pw="other"), password)
    assert caught.value.problem.title == "This password is not right"
    assert not password or password not in repr(caught.value.problem)


def test_what_is_no_pdf_has_no_password() -> None:
    with pytest.raises(UnreadableFile):
        unlocked(b"%PDF-1.4 torn", "a")


def with_key(key: str, value: str) -> bytes:
    """A typed PDF whose catalogue says one thing more."""
    document: Any = pymupdf.open(stream=typed_pdf(), filetype="pdf")  # type: ignore[no-untyped-call]  # as above
    document.embfile_add("inside.txt", b"a file of its own")
    catalog = document.pdf_catalog()
    document.xref_set_key(catalog, key, value)
    if key == "AcroForm":
        document.xref_set_key(catalog, "NeedsRendering", "true")
    return finished(document)


@pytest.mark.parametrize(
    ("key", "value", "word"), [("AcroForm", "<</XFA 5 0 R>>", "Adobe"), ("Collection", "<</View /D>>", "folder")]
)
def test_a_pdf_that_only_asks_to_be_opened_elsewhere_says_so(key: str, value: str, word: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        survey(with_key(key, value))
    assert word in caught.value.problem.title


def test_files_attached_to_a_pdf_are_left_alone() -> None:
    assert len(survey(with_key("PageMode", "/UseAttachments")).frames) == 1
