"""The same paper is known again however it was scanned; the same form filled in otherwise is another paper."""

import random
from dataclasses import replace

import pytest
from PIL import Image, ImageFilter

from app.domain.looks import NO_LOOK, turns_alike
from app.imaging.likeness import is_same_paper, look_of
from tests.imaging.drawn_paper import typed_page
from tests.imaging.form_papers import Filled, form, scanned
from tests.imaging.imaging_files import saved

MARIA = Filled()
BASE = scanned(form(MARIA), 1, dpi=200, quality=80)


def is_known(content: bytes, base: bytes = BASE) -> bool:
    """As it is done: a look from afar, and then one page over the other."""
    turns = turns_alike(look_of(base, 0), look_of(content, 0))
    return turns is not None and is_same_paper(base + content, len(base), 0, 0, turns)


@pytest.mark.parametrize(
    "again",
    [
        {},
        {"dpi": 300},
        {"dpi": 100, "quality": 75},
        {"skew_deg": 3.0},
        {"dpi": 200, "is_fax": True},
        {"turned": 2},
        {"turned": 1},
    ],
    ids=str,
)
def test_the_same_paper_is_known_again(again: dict[str, int]) -> None:
    assert is_known(scanned(form(MARIA), 2, **again))  # type: ignore[arg-type]  # settings by their names


@pytest.mark.parametrize(
    "other",
    [
        Filled("Chen, Robert", "11/30/1984", "70981", "Metformin 500 mg tablet", 2),
        replace(MARIA, name="Alvarez, Marta Luz"),
        replace(MARIA, signed=2),
        replace(MARIA, drug="Metformin 500 mg tablet"),
        replace(MARIA, rx="88190", born="11/30/1984"),
    ],
    ids=["another patient", "another name", "another signature", "another drug", "other numbers"],
)
def test_the_same_form_filled_in_otherwise_is_another_paper(other: Filled) -> None:
    assert not any(is_known(scanned(form(other), seed)) for seed in (3, 4))


def test_pages_of_type_are_known_by_what_they_say() -> None:
    page = typed_page(seed=1)
    base = scanned(page, 1)
    assert is_known(scanned(page, 2, dpi=200), base)
    assert not is_known(scanned(typed_page(seed=2), 2), base)


def grainy(page: Image.Image, skew_deg: float, quality: int, seed: int) -> bytes:
    """A coarse scan with grain, the same each time."""
    turned = page.rotate(skew_deg, Image.Resampling.BICUBIC, fillcolor=(250, 250, 248))
    soft = turned.filter(ImageFilter.GaussianBlur(0.3 + skew_deg / 3))
    grain = Image.frombytes("L", soft.size, random.Random(seed).randbytes(soft.width * soft.height))
    return saved(Image.blend(soft, Image.merge("RGB", [grain] * 3), 0.09), "JPEG", quality=quality, dpi=(100, 100))


@pytest.mark.parametrize("seed", [0, 4])
def test_it_does_not_matter_which_of_two_scans_came_first(seed: int) -> None:
    page = typed_page(850, 1100, 1, size_px=15)
    straight, askew = grainy(page, 0, 85, 2 * seed), grainy(page, 0.8, 50, 2 * seed + 1)
    assert is_same_paper(straight + askew, len(straight), 0, 0, 0)
    assert is_same_paper(askew + straight, len(askew), 0, 0, 0)


def test_a_page_with_hardly_anything_on_it_has_no_look() -> None:
    blank = form(MARIA).point([250] * 768)
    assert look_of(scanned(blank, 1), 0) == NO_LOOK


@pytest.mark.parametrize("size_px", [(1, 1), (3, 900), (900, 3), (97, 97)])
def test_a_picture_of_any_size_can_be_looked_at(size_px: tuple[int, int]) -> None:
    assert look_of(saved(typed_page().resize(size_px), "PNG"), 0) is not None
