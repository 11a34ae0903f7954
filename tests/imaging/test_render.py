"""Rendering: every edit lands where the domain says, pixels are moved only where they must be, and secrets are gone."""

import random

import pytest
from PIL import Image, ImageDraw

from app.domain.edits import UNTOUCHED, Box, Ink, PageEdits, Tone
from app.domain.geometry import Point, Quad, mapped, rectangle
from app.domain.limits import DRX_LIMITS, scaled_size
from app.domain.pages import MediaType
from app.imaging.fit import fit
from app.imaging.render import rendered
from app.imaging.sheet import sheet_of
from tests.imaging.imaging_files import corner_names, corners, opened, saved, type_page

WIDTH, HEIGHT = 640, 480
DOT_PX = 9
INK, SECRET, PAPER = (10, 60, 200), (255, 0, 255), (225, 225, 225)


def page_with_dot(at: Point) -> bytes:
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    box = (at.x - DOT_PX, at.y - DOT_PX, at.x + DOT_PX - 1, at.y + DOT_PX - 1)
    ImageDraw.Draw(image).ellipse(box, fill=INK)
    return saved(image, "PNG")


def middle_of_ink(image: Image.Image) -> Point | None:
    """The middle of what is blue, weighted by how blue it is."""
    blueness = image.convert("RGB").getchannel("R").point([max(0, 160 - level) for level in range(256)])
    weights = list(blueness.tobytes())
    total = sum(weights)
    if total < 2_000:
        return None
    across = sum(weight * (n % image.width + 0.5) for n, weight in enumerate(weights) if weight)
    down = sum(weight * (n // image.width + 0.5) for n, weight in enumerate(weights) if weight)
    return Point(across / total, down / total)


def random_edits(dice: random.Random) -> PageEdits:
    """Any mix of laying, crop and turns."""
    edits = UNTOUCHED
    if dice.random() < 0.5:
        slip = [(dice.uniform(0, 90), dice.uniform(0, 70)) for _ in range(4)]
        edits = edits.flattened(
            Quad(
                Point(*slip[0]),
                Point(WIDTH - slip[1][0], slip[1][1]),
                Point(WIDTH - slip[2][0], HEIGHT - slip[2][1]),
                Point(slip[3][0], HEIGHT - slip[3][1]),
            )
        )
    if dice.random() < 0.6:
        edits = edits.straightened(dice.uniform(-45, 45), WIDTH, HEIGHT)
    if dice.random() < 0.6:
        width, height = edits.laid_size(WIDTH, HEIGHT)
        left, top = dice.randrange(width // 3), dice.randrange(height // 3)
        right, bottom = dice.randrange(width // 2, width), dice.randrange(height // 2, height)
        edits = edits.cropped(Box(left, top, right, bottom))
    return edits.turned(dice.randrange(4))


def where(edits: PageEdits, on_page: Point, max_side_px: int) -> Point:
    """Where the domain says that a point of the page lies in the result."""
    point = mapped(edits.laying(WIDTH, HEIGHT), on_page)
    crop = edits.crop or Box(0, 0, *edits.laid_size(WIDTH, HEIGHT))
    longest = max(crop.width, crop.height)
    scale = min(1.0, max_side_px / longest)
    x, y = (point.x - crop.left) * scale, (point.y - crop.top) * scale
    width, height = crop.width * scale, crop.height * scale
    for _ in range(edits.quarter_turns):
        x, y, width, height = height - y, x, height, width
    return Point(x, y)


def is_laid(edits: PageEdits, on_page: Point) -> bool:
    """Does a point lie well within the area that is laid flat?"""
    if edits.corners is None:
        return True
    width, height = edits.corners.flat_size
    flat = mapped(edits.flattened(edits.corners).laying(WIDTH, HEIGHT), on_page)
    return 2 * DOT_PX < flat.x < width - 2 * DOT_PX and 2 * DOT_PX < flat.y < height - 2 * DOT_PX


@pytest.mark.parametrize("seed", range(40))
def test_a_dot_lands_where_the_domain_says(seed: int) -> None:
    dice = random.Random(seed)
    edits, dot = random_edits(dice), Point(dice.randrange(120, 520), dice.randrange(100, 380))
    max_side_px = dice.choice([300, 450, 4000])
    image = rendered(sheet_of(page_with_dot(dot), 0), edits, max_side_px).image
    expected, found = where(edits, dot, max_side_px), middle_of_ink(image)
    is_inside = 20 < expected.x < image.width - 20 and 20 < expected.y < image.height - 20 and is_laid(edits, dot)
    assert not is_inside or found is not None
    if found is not None and is_inside:
        assert max(abs(found.x - expected.x), abs(found.y - expected.y)) < 0.8


@pytest.mark.parametrize("seed", range(10))
def test_the_size_is_what_the_domain_says(seed: int) -> None:
    edits = random_edits(random.Random(seed))
    image = rendered(sheet_of(page_with_dot(Point(200, 200)), 0), edits, 4000).image
    assert image.size == edits.size_after(WIDTH, HEIGHT)


def test_turns_and_crops_move_no_pixel() -> None:
    image = corners()
    page = rendered(sheet_of(saved(image, "PNG"), 0), UNTOUCHED.turned(1).cropped(Box(33, 17, 401, 333)), 4000)
    assert page.image.tobytes() == image.crop((33, 17, 401, 333)).transpose(Image.Transpose.ROTATE_270).tobytes()


def test_what_lies_outside_of_a_straightened_page_is_white() -> None:
    black = saved(Image.new("RGB", (WIDTH, HEIGHT), (0, 0, 0)), "PNG")
    image = rendered(sheet_of(black, 0), UNTOUCHED.straightened(20, WIDTH, HEIGHT), 4000).image
    assert [image.getpixel(place) for place in ((0, 0), (image.width - 1, image.height - 1))] == [(255, 255, 255)] * 2


def test_what_lay_around_a_flattened_sheet_does_not_come_back_with_straightening() -> None:
    image = Image.new("RGB", (WIDTH, HEIGHT), SECRET)
    image.paste(PAPER, (150, 120, 500, 380))
    edits = UNTOUCHED.flattened(rectangle(160, 130, 490, 370)).straightened(25, WIDTH, HEIGHT)
    result = rendered(sheet_of(saved(image, "PNG"), 0), edits, 4000).image
    assert traces_of_secret(result) == 0


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
def test_a_page_that_is_straightened_and_made_smaller_shows_no_false_pattern(kind: str) -> None:
    fine = Image.new("L", (2400, 2400), 255)
    draw = ImageDraw.Draw(fine)
    for x in range(0, 2400, 4):
        draw.rectangle((x, 0, x + 1, 2400), fill=0)
    edits = UNTOUCHED.straightened(1.5, 2400, 2400)
    result = rendered(sheet_of(saved(fine, kind), 0), edits, 620).image.convert("L")
    lowest, highest = result.crop((100, 100, 500, 500)).getextrema()
    assert float(highest) - float(lowest) < 24  # type: ignore[arg-type]  # of one channel: two numbers


def test_a_page_of_one_bit_stays_one_bit_when_it_is_straightened() -> None:
    page = rendered(sheet_of(saved(type_page(), "TIFF", compression="group4"), 0), _straight(850, 1100), 4000)
    assert page.image.mode == "1"


def test_a_page_of_one_bit_leaves_as_g4_when_it_is_straightened() -> None:
    fitted = fit(saved(type_page(), "TIFF", compression="group4"), 0, _straight(850, 1100), DRX_LIMITS)
    assert (fitted.media_type, opened(fitted.content).info["compression"]) == (MediaType.TIFF, "group4")


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGB", "RGBA", "CMYK", "I;16", "LAB"])
def test_a_page_of_any_mode_can_be_straightened(mode: str) -> None:
    image = Image.new(mode, (330, 320)) if mode == "I;16" else corners(330, 320).convert(_through(mode)).convert(mode)
    kind = "TIFF" if mode in ("CMYK", "LAB") else "PNG"
    page = rendered(sheet_of(saved(image, kind), 0), _straight(330, 320), 4000)
    assert page.image.mode in ("1", "L", "RGB")


def test_a_straightened_page_keeps_its_colours() -> None:
    page = rendered(sheet_of(saved(corners(), "PNG"), 0), _straight(WIDTH, HEIGHT), 4000)
    assert corner_names(page.image) == "rgby"


def _through(mode: str) -> str:
    return {"P": "P", "LA": "L", "1": "L", "LAB": "RGB"}.get(mode, "RGB")


def _straight(width: int, height: int) -> PageEdits:
    return UNTOUCHED.straightened(2.0, width, height)


# --- redactions -------------------------------------------------------------------------------------------------------

AREA = Quad(Point(203.4, 151.7), Point(421.2, 160.1), Point(415.9, 291.3), Point(198.8, 283.6))


def page_with_secret(kind: str = "PNG") -> bytes:
    """What is to be blacked out has a colour that nothing else has, up to the very edge of the area."""
    image = Image.new("RGB", (WIDTH, HEIGHT), PAPER)
    ImageDraw.Draw(image).polygon([(corner.x, corner.y) for corner in AREA.corners], fill=SECRET)
    return saved(image, kind, **({"quality": 95, "subsampling": 0} if kind == "JPEG" else {}))


def traces_of_secret(image: Image.Image, least: int = 12) -> int:
    """How many pixels have more red and blue than green."""
    red, green, blue = image.convert("RGB").split()
    pairs = zip(red.tobytes(), green.tobytes(), blue.tobytes(), strict=True)
    return sum(1 for r, g, b in pairs if min(r, b) - g > least)


TONES = (
    Tone(),
    Tone(brightness=100, contrast=-40),
    Tone(clean_paper=True),
    Tone(ink=Ink.GREY, brightness=60),
    Tone(ink=Ink.BLACK_AND_WHITE),
)


@pytest.mark.parametrize("kind", ["PNG", "JPEG"])
@pytest.mark.parametrize("seed", range(15))
def test_nothing_of_a_redacted_area_survives(seed: int, kind: str) -> None:
    dice = random.Random(seed)
    edits = random_edits(dice).redacted((AREA,)).toned(dice.choice(TONES[:3]))
    result = rendered(sheet_of(page_with_secret(kind), 0), edits, dice.choice([120, 300, 333, 4000])).image
    ringing = 12 if kind == "PNG" else 30  # a JPEG carries a trace of each edge through its whole block, as it came
    assert traces_of_secret(result, ringing) == 0


@pytest.mark.parametrize("tone", TONES)
def test_a_redacted_area_is_black_whatever_the_tone(tone: Tone) -> None:
    edits = UNTOUCHED.straightened(7, WIDTH, HEIGHT).redacted((AREA,)).toned(tone)
    result = rendered(sheet_of(page_with_secret(), 0), edits, 4000).image.convert("L")
    laying = edits.laying(WIDTH, HEIGHT)
    places = [mapped(laying, place) for place in (*AREA.corners, Point(310, 220))]
    assert [result.getpixel((int(place.x), int(place.y))) for place in places] == [0] * 5


@pytest.mark.parametrize("order", [(0, 1, 2, 3), (3, 2, 1, 0), (0, 2, 1, 3), (2, 0, 3, 1)])
def test_the_order_of_a_redactions_corners_makes_no_hole(order: tuple[int, int, int, int]) -> None:
    area = Quad(*(AREA.corners[number] for number in order))
    assert traces_of_secret(rendered(sheet_of(page_with_secret(), 0), UNTOUCHED.redacted((area,)), 4000).image) == 0


@pytest.mark.parametrize("mode", ["1", "P", "RGBA", "CMYK", "I;16", "LA"])
def test_pages_of_every_mode_are_redacted(mode: str) -> None:
    image = Image.new("L", (330, 320), 255).convert("L" if mode == "I;16" else mode)
    if mode == "I;16":
        image = Image.new("I;16", (330, 320), 60_000)
    source = saved(image, "TIFF" if mode == "CMYK" else "PNG")
    result = rendered(sheet_of(source, 0), UNTOUCHED.redacted((rectangle(100, 100, 200, 200),)), 4000).image
    assert (result.convert("L").getpixel((150, 150)), result.convert("L").getpixel((20, 20)) != 0) == (0, True)


def test_an_area_behind_the_horizon_is_gone_too() -> None:
    corners_ = Quad(Point(300, 40), Point(340, 40), Point(600, 400), Point(40, 400))
    edits = UNTOUCHED.flattened(corners_).redacted((rectangle(280, 0, 360, 60), AREA))
    assert traces_of_secret(rendered(sheet_of(page_with_secret(), 0), edits, 4000).image) == 0


def test_a_redacted_page_never_leaves_as_it_came() -> None:
    source = page_with_secret("JPEG")
    fitted = fit(source, 0, UNTOUCHED.redacted((AREA,)), DRX_LIMITS)
    assert (fitted.kept_original, traces_of_secret(opened(fitted.content), least=60)) == (False, 0)


def test_a_small_picture_inside_the_metadata_does_not_leave_with_a_redacted_page() -> None:
    exif = Image.Exif()
    exif[0x010E] = "SECRET NOTE"
    exif[0x0112] = 1
    source = saved(corners(), "JPEG", exif=exif, comment=b"SECRET NOTE", quality=95)
    small = saved(corners(160, 120), "JPEG")
    with_small = source[:2] + b"\xff\xe1" + (len(small) + 8).to_bytes(2, "big") + b"SMALL\0" + small + source[2:]
    fitted = fit(with_small, 0, UNTOUCHED.redacted((rectangle(0, 0, 320, 240),)), DRX_LIMITS)
    assert [mark in fitted.content for mark in (b"SECRET", b"SMALL", small[200:260])] == [False] * 3
    assert not opened(fitted.content).getexif()


def test_a_redaction_of_nothing_paints_next_to_nothing() -> None:
    spot = Quad(Point(300, 200), Point(300, 200), Point(300, 200), Point(300, 200))
    result = rendered(sheet_of(page_with_secret(), 0), UNTOUCHED.redacted((spot,)), 4000).image.convert("L")
    assert result.point([1] + [0] * 255).histogram()[1] <= 36


def test_scaling_is_the_same_with_and_without_laying() -> None:
    edits = UNTOUCHED.straightened(3, WIDTH, HEIGHT)
    image = rendered(sheet_of(saved(corners(), "PNG"), 0), edits, 300).image
    limits = DRX_LIMITS.__class__(max_side_px=300)
    assert image.size == scaled_size(*edits.laid_size(WIDTH, HEIGHT), limits)
