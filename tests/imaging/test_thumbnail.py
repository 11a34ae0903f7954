"""Small pictures for the filmstrip: upright, true in colour, of every format, never larger than asked for."""

import pytest
from PIL import Image

from app.imaging.sheet import sheet_of
from app.imaging.thumbnail import small
from tests.imaging.imaging_files import (
    EVERY_FORMAT,
    corner_names,
    corners,
    of_every_format,
    saved,
    type_page,
    with_orientation,
)


def small_of(source: bytes, max_side_px: int = 100) -> Image.Image:
    return small(sheet_of(source, 0), max_side_px)


@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_every_format_comes_no_larger_than_asked_for(kind: str) -> None:
    assert small_of(of_every_format(kind), 200).size == (200, 194)


@pytest.mark.parametrize("max_side_px", [7, 64, 300, 639])
def test_corners_stay_where_they_belong(max_side_px: int) -> None:
    assert corner_names(small_of(saved(corners(2400, 1800), "JPEG"), max_side_px)) == "rgby"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_tag_that_turns_the_page_is_obeyed(kind: str) -> None:
    stored = corners().transpose(Image.Transpose.ROTATE_90)
    assert corner_names(small_of(with_orientation(6, kind, stored))) == "rgby"


def test_a_small_page_is_not_enlarged() -> None:
    assert small_of(saved(corners(), "PNG"), 4000).size == (640, 480)


def test_black_and_white_becomes_grey_so_that_thin_strokes_stay() -> None:
    image = small_of(saved(type_page(), "TIFF", compression="group4"), 200)
    assert (image.mode, len(set(image.tobytes())) > 9) == ("L", True)


def test_transparency_is_laid_on_white() -> None:
    glass = Image.new("RGBA", (400, 400), (255, 0, 0, 0))
    assert small_of(saved(glass, "PNG")).getpixel((50, 50)) == (255, 255, 255)


def test_a_strip_keeps_at_least_one_pixel_a_side() -> None:
    assert small_of(saved(Image.new("L", (3000, 3), 9), "PNG")).size == (100, 1)
