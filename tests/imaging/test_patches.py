"""Patch-T bars: found however the sheet lies, and nothing else is taken for them."""

import random

import pytest
from PIL import Image, ImageDraw, ImageFilter

from app.imaging.marks import codes_in
from app.imaging.patches import patch_in
from tests.imaging.drawn_paper import typed_page
from tests.imaging.drawn_patches import sheet
from tests.imaging.test_marks import IN_USE, barcode, page_with


def as_scanned(page: Image.Image, angle: float, seed: int = 1) -> Image.Image:
    """Askew, soft, on greyish paper and with grain."""
    turned = page.rotate(angle, Image.Resampling.BICUBIC, expand=angle % 90 == 0, fillcolor=250)
    grain = Image.frombytes("L", turned.size, random.Random(seed).randbytes(turned.width * turned.height))
    return Image.blend(turned.filter(ImageFilter.GaussianBlur(0.8)), grain, 0.12)


@pytest.mark.parametrize("dpi", [75, 100, 150, 200, 300])
@pytest.mark.parametrize("angle", [0, 5, -5, 90, 180, 270, 94])
def test_a_patch_t_is_found_in_any_direction_and_resolution(dpi: int, angle: int) -> None:
    assert [code.text for code in codes_in(as_scanned(sheet("T", dpi), angle), dpi)] == ["PATCHT"]


def test_short_bars_are_found() -> None:
    assert patch_in(sheet("T", 200, length=0.8))


@pytest.mark.parametrize(("angle", "left", "upper"), [(0, 400, 100), (90, 100, 1140)])
def test_its_place_is_in_the_pages_pixels(angle: int, left: int, upper: int) -> None:
    place = patch_in(sheet("T", 200).rotate(angle, expand=True))
    assert place
    assert (place.top_left.x, place.top_left.y) == pytest.approx((left, upper), abs=20)
    assert place.top_left.x < place.bottom_right.x
    assert place.top_left.y < place.bottom_right.y


def test_patch_3_is_a_patch_t_put_in_the_other_way() -> None:
    assert patch_in(sheet("3", 150).rotate(180))


@pytest.mark.parametrize("patch", ["1", "2", "4", "6"])
def test_other_patches_are_not_taken(patch: str) -> None:
    page = sheet(patch, 150)
    assert patch_in(page) is None
    assert patch_in(page.rotate(90, expand=True)) is None


@pytest.mark.parametrize(("kind", "text"), IN_USE.items())
@pytest.mark.parametrize("module_px", [2, 3, 6, 10])
def test_barcodes_are_no_patch(kind: str, text: str, module_px: int) -> None:
    page = page_with(barcode(kind, text, module_px))
    assert patch_in(page) is None
    assert patch_in(page.rotate(90, expand=True)) is None


@pytest.mark.parametrize("seed", range(12))
def test_a_page_of_type_is_no_patch(seed: int) -> None:
    assert patch_in(typed_page(seed=seed).convert("L")) is None


@pytest.mark.parametrize("seed", range(60))
def test_a_form_with_ruled_lines_and_boxes_is_no_patch(seed: int) -> None:
    dice = random.Random(seed)
    page = Image.new("L", (850, 1100), 245)
    pen = ImageDraw.Draw(page)
    for _ in range(dice.randrange(3, 60)):
        x, y = dice.randrange(800), dice.randrange(1050)
        if dice.random() < 0.5:
            pen.rectangle((x, y, x + dice.randrange(2, 40), y + dice.randrange(40, 900)), fill=dice.randrange(80))
        else:
            pen.rectangle(
                (x, y, x + dice.randrange(40, 700), y + dice.randrange(2, 40)), outline=0, width=dice.randrange(1, 9)
            )
    assert patch_in(page) is None


def test_bars_without_paper_around_are_no_patch() -> None:
    page = sheet("T", 150)
    ImageDraw.Draw(page).rectangle((432, 75, 445, 375), fill=0)  # a fifth bar, a narrow gap away
    assert patch_in(page) is None


def test_bars_too_short_to_be_meant_are_no_patch() -> None:
    assert patch_in(sheet("T", 150, length=0.4)) is None


@pytest.mark.parametrize("size", [(1, 1), (3, 900), (900, 2), (1, 4000)])
def test_a_sliver_of_a_picture_is_no_patch(size: tuple[int, int]) -> None:
    assert patch_in(Image.new("L", size, 255)) is None
    assert patch_in(Image.effect_noise(size, 200)) is None
