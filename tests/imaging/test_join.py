"""Several pages on one: whole, in their order, with their edits, within 4000 pixels."""

from collections.abc import Sequence

import pytest
from PIL import Image

from app.domain.edits import UNTOUCHED, PageEdits
from app.domain.geometry import rectangle
from app.imaging.join import MAX_SIDE_PX, join
from tests.imaging.imaging_files import corner_names, corners, opened, saved

RED, BLUE = (220, 20, 20), (20, 20, 220)


def joined(*pictures: Image.Image, edits: Sequence[PageEdits] = (), dpi: int = 300) -> Image.Image:
    files = [saved(picture, "PNG", dpi=(dpi, dpi)) for picture in pictures]
    made = edits or [UNTOUCHED] * len(files)
    parts = [(len(file), 0, edit) for file, edit in zip(files, made, strict=True)]
    return opened(join(b"".join(files), parts))


def test_two_cards_stand_below_each_other_without_loss() -> None:
    front, back = corners(640, 400), corners(640, 400).rotate(180)
    page = joined(front, back)
    assert (page.format, page.size) == ("PNG", (640, 400 + 13 + 400))
    assert page.crop((0, 0, 640, 400)).tobytes() == front.tobytes()
    assert page.crop((0, 413, 640, 813)).tobytes() == back.tobytes()


def test_two_portrait_pages_stand_side_by_side() -> None:
    page = joined(Image.new("RGB", (400, 640), RED), Image.new("RGB", (400, 640), BLUE))
    assert (page.size, page.getpixel((10, 10)), page.getpixel((800, 10))) == ((808, 640), RED, BLUE)


def test_between_them_is_white_paper() -> None:
    assert (
        joined(Image.new("RGB", (640, 400), RED), Image.new("RGB", (640, 400), BLUE)).getpixel((5, 406)) == (255,) * 3
    )


def test_a_smaller_page_is_made_as_wide_as_the_widest() -> None:
    assert joined(Image.new("L", (640, 400)), Image.new("L", (320, 200))).size == (640, 813)


def test_edits_are_made() -> None:
    turned = joined(corners(640, 400), corners(640, 400), edits=[UNTOUCHED.turned(2), UNTOUCHED])
    assert corner_names(turned.crop((0, 0, 640, 400))) == "ybgr"


def test_redactions_are_burned_in() -> None:
    black = UNTOUCHED.redacted((rectangle(100, 100, 200, 200),))
    page = joined(Image.new("RGB", (640, 400), RED), Image.new("RGB", (640, 400), BLUE), edits=[black, UNTOUCHED])
    assert (page.getpixel((150, 150)), page.getpixel((50, 50))) == ((0, 0, 0), RED)


@pytest.mark.parametrize("count", [2, 3, 6])
def test_large_pages_stay_within_what_leaves(count: int) -> None:
    page = joined(*[Image.new("L", (3000, 2000), 90)] * count)
    assert max(page.size) <= MAX_SIDE_PX


def test_the_first_pages_dpi_is_kept() -> None:
    page = joined(Image.new("L", (640, 400)), Image.new("L", (640, 400)), dpi=200)
    assert round(page.info["dpi"][0]) == 200
