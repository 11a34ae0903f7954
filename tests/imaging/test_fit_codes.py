"""Barcodes that could be read before can be read on what leaves, or it is told."""

from PIL import Image, ImageDraw

from app.domain.edits import UNTOUCHED
from app.domain.limits import DRX_LIMITS, FitNote, Limits
from app.domain.parcels import FittedImage
from app.imaging.fit import fit
from app.imaging.marks import codes_in
from app.practice.barcode128 import QUIET_MODULES, bar_widths
from tests.imaging.imaging_files import opened, saved

TEXT = "RX0012345678"


def with_code(width: int, height: int, module_px: int) -> Image.Image:
    """White paper with one Code 128 on it."""
    page = Image.new("RGB", (width, height), "white")
    draw, left = ImageDraw.Draw(page), 200 + QUIET_MODULES * module_px
    for place, modules in enumerate(bar_widths(TEXT)):
        if place % 2 == 0:
            draw.rectangle((left, 200, left + modules * module_px - 1, 400), fill="black")
        left += modules * module_px
    return page


def fitted(source: bytes, limits: Limits = DRX_LIMITS) -> FittedImage:
    return fit(source, 0, UNTOUCHED, limits, force_jpeg=True)


def test_a_code_survives_being_encoded() -> None:
    outcome = fitted(saved(with_code(1600, 900, 3), "PNG"))
    assert [code.text for code in codes_in(opened(outcome.content))] == [TEXT]
    assert FitNote.CODE_LOST not in outcome.notes


def test_a_code_survives_being_scaled_where_its_bars_stay_wide_enough() -> None:
    outcome = fitted(saved(with_code(6000, 1200, 5), "PNG"))
    assert FitNote.SCALED_DOWN in outcome.notes
    assert FitNote.CODE_LOST not in outcome.notes


def test_a_code_that_scaling_takes_away_is_told() -> None:
    outcome = fitted(saved(with_code(9000, 1200, 2), "PNG"))
    assert FitNote.CODE_LOST in outcome.notes


def test_a_page_without_a_code_has_none_to_lose() -> None:
    outcome = fitted(saved(Image.new("RGB", (5000, 400), "grey"), "PNG"))
    assert FitNote.CODE_LOST not in outcome.notes
