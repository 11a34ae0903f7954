"""Tone: paper white and ink dark also in shadows, stamps kept, black and white that can be read."""

import pytest
from PIL import Image, ImageDraw

from app.domain.edits import Ink, Tone
from app.imaging.tone import shown_in, toned
from tests.imaging.drawn_paper import in_shadow, stamped, typed_page, with_grain

CLEAN, BLACK_AND_WHITE = Tone(clean_paper=True), Tone(ink=Ink.BLACK_AND_WHITE)
STAMP = (650, 828, 1000, 829)  # along the upper edge of the stamp


def photo() -> Image.Image:
    return with_grain(in_shadow(stamped(typed_page()), 0.6), 3)


def ink_part(image: Image.Image) -> float:
    """How much of a picture is dark."""
    grey = image.convert("L")
    return sum(grey.histogram()[:128]) / (grey.width * grey.height)


def mean(image: Image.Image) -> float:
    histogram = image.convert("L").histogram()
    return sum(level * count for level, count in enumerate(histogram)) / sum(histogram)


def test_paper_in_shadow_becomes_white() -> None:
    clean = toned(photo(), CLEAN)
    margins = [clean.crop((10, top, 90, top + 80)) for top in (20, 800, 1550)]
    assert min(mean(margin) for margin in margins) > 248


def test_yellowed_paper_becomes_white_and_not_yellow() -> None:
    page = typed_page()
    yellow = Image.merge(
        "RGB",
        [
            band.point([v * part // 100 for v in range(256)])
            for band, part in zip(page.split(), (95, 88, 60), strict=True)
        ],
    )
    corner = toned(yellow, CLEAN).getpixel((40, 40))
    assert corner == (255, 255, 255)


def test_ink_becomes_dark() -> None:
    faint = Image.blend(typed_page(), Image.new("RGB", (1275, 1650), (250, 250, 248)), 0.3)
    assert min(toned(faint, CLEAN).convert("L").tobytes()) < 20


def test_a_stamp_keeps_its_colour() -> None:
    red, green, blue = toned(stamped(typed_page()), CLEAN).crop(STAMP).resize((1, 1)).getpixel((0, 0))  # type: ignore[misc]  # three bands
    assert (red > green + 20, blue > green + 20) == (True, True)


def test_a_dark_picture_on_a_page_is_not_bleached() -> None:
    page = typed_page()
    ImageDraw.Draw(page).rectangle((300, 500, 900, 1100), fill=(40, 44, 60))
    assert mean(toned(page, CLEAN).crop((400, 600, 800, 1000))) < 70


def test_black_and_white_has_one_bit() -> None:
    assert toned(photo(), BLACK_AND_WHITE).mode == "1"


def test_black_and_white_is_the_same_page_in_shadow_as_in_light() -> None:
    light, shadow = (toned(page, BLACK_AND_WHITE) for page in (stamped(typed_page()), photo()))
    parts = [
        (ink_part(light.crop(box)), ink_part(shadow.crop(box))) for box in ((0, 0, 1275, 500), (0, 1100, 1275, 1650))
    ]
    assert all(in_shadow_ == pytest.approx(in_light, rel=0.35) for in_light, in_shadow_ in parts)


def test_black_and_white_leaves_no_grain_on_the_paper() -> None:
    assert ink_part(toned(photo(), BLACK_AND_WHITE).crop((5, 5, 95, 1645))) < 0.0005


def test_a_faint_stamp_is_still_there_in_black_and_white() -> None:
    assert ink_part(toned(stamped(typed_page()), BLACK_AND_WHITE).crop(STAMP)) > 0.9


def test_small_print_keeps_its_strokes_in_black_and_white() -> None:
    page = typed_page(size_px=14)
    assert ink_part(toned(page, BLACK_AND_WHITE)) == pytest.approx(ink_part(page), rel=0.6)


@pytest.mark.parametrize("brightness", [-80, 80])
def test_brightness_says_how_much_is_ink(brightness: int) -> None:
    page = typed_page()
    plain = ink_part(toned(page, BLACK_AND_WHITE))
    changed = ink_part(toned(page, Tone(ink=Ink.BLACK_AND_WHITE, brightness=brightness)))
    assert (changed < plain) if brightness > 0 else (changed >= plain)


def test_grey_has_no_colour() -> None:
    assert toned(stamped(typed_page()), Tone(ink=Ink.GREY)).mode == "L"


def test_a_page_of_one_bit_stays_as_it_is() -> None:
    page = typed_page().convert("1")
    results = [toned(page, tone) for tone in (CLEAN, BLACK_AND_WHITE, Tone(ink=Ink.GREY))]
    assert all(result.tobytes() == page.tobytes() for result in results)


def test_brightness_and_contrast_are_left_to_the_stage() -> None:
    page = typed_page()
    assert shown_in(page, Tone(brightness=50, contrast=30)).tobytes() == page.tobytes()


@pytest.mark.parametrize("size", [(1, 1), (2, 500), (500, 2), (31, 17)])
@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
@pytest.mark.parametrize("tone", [CLEAN, BLACK_AND_WHITE, Tone(Ink.GREY, 20, 20, clean_paper=True)])
def test_a_picture_of_any_size_can_be_toned(size: tuple[int, int], mode: str, tone: Tone) -> None:
    assert toned(Image.new(mode, size), tone).size == size
