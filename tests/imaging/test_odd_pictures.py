"""Pictures and PDFs as odd programs write them: read as a person would see them, or refused in words."""

from typing import Any  # PyMuPDF ships no types

import pymupdf
import pytest
from PIL import Image

from app.domain.edits import UNTOUCHED
from app.domain.errors import UnreadableFile
from app.domain.limits import DRX_LIMITS
from app.imaging.fit import fit
from app.imaging.sheet import sheet_of
from app.imaging.survey import survey
from app.imaging.torn import may_be_torn
from tests.imaging.imaging_files import corner_names, corners, finished, noise, opened, saved, scanned_pdf, typed_pdf

mupdf: Any = pymupdf


def names_of(source: bytes) -> str:
    return corner_names(sheet_of(source, 0).decoded())


def test_a_jpeg_that_lacks_nothing_but_its_end_marker_is_read() -> None:
    source = saved(noise(320, 310), "JPEG")
    sheet = sheet_of(source[:-2], 0)
    assert sheet.decoded().tobytes() == opened(source).tobytes()
    assert not may_be_torn(sheet, sheet.decoded())


@pytest.mark.parametrize("lost_bytes", [40, 400, 20_000])
def test_a_jpeg_that_lacks_more_is_refused(lost_bytes: int) -> None:
    with pytest.raises(UnreadableFile):
        sheet_of(saved(noise(320, 310), "JPEG")[:-lost_bytes], 0).decoded()


@pytest.mark.parametrize("junk", [bytes(5000), b"PK\x03\x04 a ZIP behind it", b"\xff\xd8\xff\xe0 another"])
def test_what_stands_behind_a_jpeg_neither_hurts_nor_leaves(junk: bytes) -> None:
    source = saved(corners(), "JPEG")
    assert names_of(source + junk) == "rgby"
    assert fit(source + junk, 0, UNTOUCHED, DRX_LIMITS).content == source


def test_a_jpeg_behind_blank_lines_leaves_without_them() -> None:
    source = saved(corners(), "JPEG")
    assert fit(b"\r\n\r\n" + source, 0, UNTOUCHED, DRX_LIMITS).content == source


def test_a_jpeg_of_twelve_bits_is_refused_in_words() -> None:
    source = bytearray(saved(corners(), "JPEG"))
    source[source.index(b"\xff\xc0") + 4] = 12
    with pytest.raises(UnreadableFile) as caught:
        survey(bytes(source))
    assert "finer colours" in caught.value.problem.title


def test_a_cmyk_jpeg_is_true_in_its_colours_and_never_kept() -> None:
    source = saved(corners().convert("CMYK"), "JPEG", quality=95)
    outcome = fit(source, 0, UNTOUCHED, DRX_LIMITS)
    assert not outcome.kept_original
    assert corner_names(opened(outcome.content)) == "rgby"


def test_a_bitmap_may_run_from_its_top() -> None:
    source = bytearray(saved(corners().transpose(Image.Transpose.FLIP_TOP_BOTTOM), "BMP"))
    source[22:26] = (-480).to_bytes(4, "little", signed=True)
    assert names_of(bytes(source)) == "rgby"


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "RGBA"])
def test_a_bitmap_of_any_depth_is_shown(mode: str) -> None:
    assert sheet_of(saved(corners().convert(mode), "BMP"), 0).decoded().size == (640, 480)


@pytest.mark.parametrize("mode", ["1", "L", "LA", "I;16", "P", "RGB", "RGBA"])
def test_a_png_of_any_depth_is_shown(mode: str) -> None:
    page = corners().convert("L").convert(mode) if mode == "I;16" else corners().convert(mode)
    assert sheet_of(saved(page, "PNG"), 0).decoded().size == (640, 480)


@pytest.mark.parametrize("kind", ["GIF", "WEBP", "PNG", "AVIF"])
def test_an_animation_is_its_first_picture(kind: str) -> None:
    frames = [corners(160, 120), corners(160, 120).rotate(180)]
    source = saved(frames[0], kind, save_all=True, append_images=frames[1:])
    assert len(survey(source).frames) == 1
    assert names_of(source) == "rgby"


def page_of(source: bytes) -> tuple[Any, Any]:
    document: Any = mupdf.open(stream=source, filetype="pdf")
    return document, document[0]


def blackness(source: bytes) -> float:
    """The share of dark dots on the first page."""
    seen = sheet_of(source, 0).decoded().convert("L").histogram()
    return sum(seen[:100]) / sum(seen)


def test_what_was_filled_into_a_form_is_drawn() -> None:
    document, page = page_of(typed_pdf())
    before = blackness(finished(page_of(typed_pdf())[0]))
    field: Any = mupdf.Widget()
    field.field_type, field.field_name = mupdf.PDF_WIDGET_TYPE_TEXT, "drug"
    field.rect, field.field_value, field.text_fontsize = mupdf.Rect(72, 200, 500, 260), "METFORMIN 500 MG", 40
    page.add_widget(field)
    assert blackness(finished(document)) > before * 1.5


def test_a_stamp_on_a_scan_is_drawn_at_the_scans_own_size() -> None:
    document, page = page_of(scanned_pdf(saved(corners(), "JPEG")))
    note = page.add_rect_annot(mupdf.Rect(60, 60, 160, 110))
    note.set_colors(stroke=(0, 0, 0), fill=(0, 0, 0))
    note.update()
    source = finished(document)
    assert sheet_of(source, 0).decoded().size == (640, 480)
    assert blackness(source) > 0.03


def test_a_hidden_note_is_not_drawn() -> None:
    document, page = page_of(typed_pdf())
    before = blackness(typed_pdf())
    note = page.add_rect_annot(mupdf.Rect(60, 60, 400, 400))
    note.set_colors(fill=(0, 0, 0))
    note.set_flags(mupdf.PDF_ANNOT_IS_HIDDEN)
    note.update()
    assert blackness(finished(document)) == pytest.approx(before, rel=0.01)


def test_what_a_crop_box_cuts_off_is_not_shown() -> None:
    document, page = page_of(scanned_pdf(saved(corners(), "JPEG")))
    page.set_cropbox(mupdf.Rect(0, 0, page.rect.width / 2, page.rect.height / 2))
    assert names_of(finished(document)) == "rrrr"


def test_a_pdf_without_a_user_password_just_opens() -> None:
    assert len(survey(typed_pdf(2, encryption=5, user_pw="", owner_pw="other")).frames) == 2
