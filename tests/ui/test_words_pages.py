"""What is said about pages on the desk."""

from dataclasses import replace

from app.domain.edits import Box
from app.domain.limits import FitNote
from app.domain.readings import Remark
from app.domain.shelves import Mark
from app.ui.workspace.words_pages import (
    after_crop_text,
    caption,
    fit_sentence,
    limit_percent,
    spoken_row,
)
from tests.ui.page_samples import broken_row, page_row

ONE = page_row("one")


def test_a_page_is_spoken_with_place_title_and_sign() -> None:
    assert spoken_row(page_row("Hard copy front"), 1, 5) == "Page 1 of 5, Hard copy front, fits"


def test_a_page_to_look_at_says_why_under_its_tile_and_when_spoken() -> None:
    row = replace(page_row("one", mark=Mark.LOOK), remarks=(Remark.BLURRED, Remark.SKEWED))
    assert (caption(row), spoken_row(row, 1, 1)) == ("Blurred", "Page 1 of 1, one, look: blurred")


def test_a_barcode_that_no_longer_reads_is_told() -> None:
    fitted = page_row("one", notes=(FitNote.SCALED_DOWN, FitNote.CODE_LOST)).fitted
    assert fitted is not None
    assert fit_sentence(fitted) == "scaled to 3890 px, a barcode on it no longer reads"


def test_a_broken_file_is_spoken_with_its_problem() -> None:
    assert spoken_row(broken_row("torn.pdf"), 2, 2) == "Page 2 of 2, torn.pdf, this PDF is damaged"


def test_a_small_crop_is_told_to_be_padded() -> None:
    assert after_crop_text(Box(0, 0, 299, 900)) == "299 × 900 px after crop, under 300 px: will be padded"


def test_a_crop_is_told_in_pixels() -> None:
    assert after_crop_text(Box(10, 10, 2750, 3900)) == "2740 × 3890 px after crop"


def test_what_is_kept_as_it_is_says_so() -> None:
    fitted = page_row("one", notes=(FitNote.KEPT,)).fitted
    assert fitted is not None
    assert fit_sentence(fitted) == "kept as it is"


def test_a_full_page_takes_all_of_the_limit() -> None:
    assert (limit_percent(10_000_000), limit_percent(12)) == (100, 1)
