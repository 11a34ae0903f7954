"""Judging a page while its paper is in the hand: what is wrong is said, and nothing is said of a page that is right."""

import pytest
from PIL import Image, ImageDraw, ImageFilter, ImageFont

from app.domain.pages import MediaType
from app.domain.readings import PageReading, Remark
from app.imaging.judge import judge
from app.imaging.sniff import media_type_of
from tests.imaging.drawn_paper import (
    BLACK_GLASS,
    WHITE_GLASS,
    a_quad,
    card,
    farthest_px,
    in_shadow,
    laid_on,
    table,
    typed_page,
    with_grain,
)
from tests.imaging.imaging_files import noise, saved, scanned_pdf, type_page

PAPER = Image.new("RGB", (1275, 1650), (250, 250, 248))
SHEET_ON_TABLE = a_quad((120, 170), (1370, 110), (1440, 1830), (70, 1760))
CARD_ON_GLASS = a_quad((352, 406), (1352, 546), (1264, 1176), (264, 1036))


def read(picture: Image.Image, kind: str = "JPEG", **options: object) -> PageReading:
    return judge(saved(picture, kind, **({"quality": 88} | options if kind == "JPEG" else options)), 0)


def photo_of_sheet() -> Image.Image:
    return with_grain(in_shadow(laid_on(table(1500, 2000), typed_page(), SHEET_ON_TABLE), 0.5))


@pytest.mark.parametrize("seed", range(2))
def test_nothing_is_said_of_a_page_that_is_right(seed: int) -> None:
    assert read(with_grain(typed_page(seed=seed), 2)).remarks == ()


@pytest.mark.parametrize("kind", ["1", "L"])
def test_nothing_is_said_of_a_fax_that_is_right(kind: str) -> None:
    assert read(typed_page(1728, 2200).convert(kind), "PNG").remarks == ()


@pytest.mark.parametrize("angle", [-5.3, 0.7])
def test_a_page_askew_says_how_to_straighten_it(angle: float) -> None:
    reading = read(with_grain(typed_page(), 2).rotate(-angle, Image.Resampling.BICUBIC, fillcolor=(250, 250, 248)))
    assert Remark.SKEWED in reading.remarks
    assert reading.skew_deg == pytest.approx(-angle, abs=0.1)


def test_a_page_a_little_askew_is_not_remarked() -> None:
    reading = read(typed_page().rotate(0.3, Image.Resampling.BICUBIC, fillcolor=(250, 250, 248)))
    assert reading.remarks == ()
    assert reading.skew_deg == pytest.approx(0.3, abs=0.1)


@pytest.mark.parametrize(
    ("turned", "turns_back", "remark"),
    [(1, 3, Remark.SIDEWAYS), (2, 2, Remark.UPSIDE_DOWN), (3, 1, Remark.SIDEWAYS)],
)
def test_a_page_that_lies_wrong_says_how_to_turn_it(turned: int, turns_back: int, remark: Remark) -> None:
    reading = read(typed_page(seed=4).rotate(-90 * turned, expand=True))
    assert (reading.upright_turns, reading.remarks) == (turns_back, (remark,))


@pytest.mark.parametrize("seed", range(3))
def test_no_page_of_type_is_turned_wrong(seed: int) -> None:
    page = typed_page(seed=seed, size_px=18 + 6 * seed)
    assert [read(page.rotate(angle)).upright_turns in (0, right) for angle, right in ((0, 0), (180, 2))] == [True] * 2


def test_capitals_and_figures_alone_tell_no_direction() -> None:
    page, font = PAPER.copy(), ImageFont.load_default(26)
    for line in range(25):
        ImageDraw.Draw(page).text(
            (100, 100 + 55 * line), "NDC 0093 7146 56 QTY 030 DAW 1 BIN 610014", fill=0, font=font
        )
    assert read(page.rotate(180)).upright_turns == 0


def test_an_empty_page_is_remarked() -> None:
    assert read(with_grain(PAPER, 2)).remarks == (Remark.BLANK,)


def test_a_page_with_four_letters_is_not_empty() -> None:
    page = PAPER.copy()
    ImageDraw.Draw(page).text((500, 700), "ABCD", fill=(20, 20, 20), font=ImageFont.load_default(24))
    assert Remark.BLANK not in read(with_grain(page, 2)).remarks


def test_a_page_out_of_focus_is_remarked() -> None:
    assert Remark.BLURRED in read(typed_page().filter(ImageFilter.GaussianBlur(3))).remarks


def test_a_page_that_is_a_little_soft_is_not_remarked() -> None:
    assert read(typed_page().filter(ImageFilter.GaussianBlur(0.9))).remarks == ()


def test_a_dark_page_is_remarked() -> None:
    assert Remark.TOO_DARK in read(typed_page().point([v * 3 // 10 for v in range(256)] * 3)).remarks


def test_type_that_runs_over_the_edge_is_remarked() -> None:
    assert Remark.CUT_OFF in read(typed_page().crop((160, 0, 1275, 1650))).remarks


def test_a_scanners_shadow_at_the_edge_is_not_taken_for_type() -> None:
    page = typed_page()
    page.paste((40, 40, 40), (0, 0, 9, 1650))
    assert read(page).remarks == ()


def test_a_lamp_that_blots_something_out_is_remarked() -> None:
    picture = photo_of_sheet()
    lamp = Image.new("L", picture.size, 0)
    ImageDraw.Draw(lamp).ellipse((500, 700, 950, 1000), fill=255)
    picture.paste((255, 255, 255), mask=lamp.filter(ImageFilter.GaussianBlur(40)))
    assert Remark.GLARE in read(picture).remarks


def test_a_white_label_in_a_photo_of_a_porch_is_no_glare() -> None:
    porch = Image.new("RGB", (1512, 2016), (182, 166, 136))
    draw = ImageDraw.Draw(porch)
    draw.rectangle((0, 1250, 1512, 2016), fill=(122, 110, 98))
    draw.rectangle((300, 150, 940, 1400), fill=(74, 52, 40))
    draw.rectangle((1020, 1080, 1460, 1540), fill=(230, 220, 205))
    draw.rectangle((1090, 1260, 1390, 1430), fill=(255, 255, 255))
    exif = Image.Exif()
    exif[271] = "Phone"  # its maker: a camera's picture
    reading = read(porch, exif=exif)
    assert reading.is_photo
    assert Remark.GLARE not in reading.remarks


def test_a_photo_of_a_sheet_is_known_for_one_and_its_corners_are_found() -> None:
    reading = read(photo_of_sheet())
    assert reading.is_photo
    assert reading.paper is not None
    assert farthest_px(reading.paper, SHEET_ON_TABLE) < 6


@pytest.mark.parametrize("glass", [BLACK_GLASS, WHITE_GLASS])
def test_a_card_on_the_glass_is_found_and_is_no_photo(glass: tuple[int, int, int]) -> None:
    scan = laid_on(Image.new("RGB", (1700, 2200), glass), card(1), CARD_ON_GLASS)
    reading = read(scan, dpi=(200, 200))
    assert (reading.is_photo, reading.paper is not None) == (False, True)
    assert reading.paper is not None
    assert farthest_px(reading.paper, CARD_ON_GLASS) < 12


@pytest.mark.parametrize("seed", range(2))
def test_a_page_that_fills_the_scan_has_no_edges_of_paper(seed: int) -> None:
    assert read(with_grain(typed_page(seed=seed), 2)).paper is None


def test_a_frame_printed_on_a_page_is_no_paper() -> None:
    page = PAPER.copy()
    ImageDraw.Draw(page).rectangle((150, 220, 1120, 1350), outline=(20, 20, 20), width=4)
    assert read(page).paper is None


def test_a_picture_printed_on_a_page_is_no_paper() -> None:
    page = typed_page()
    page.paste(card(), (120, 300))
    assert read(page).paper is None


def test_the_content_is_what_is_printed() -> None:
    page = PAPER.copy()
    ImageDraw.Draw(page).rectangle((200, 300, 799, 899), fill=(0, 0, 0))
    content = read(page).content
    assert content is not None
    assert farthest_px(content, a_quad((200, 300), (800, 300), (800, 900), (200, 900))) < 16


def test_a_torn_page_is_remarked_first_also_in_a_hurry() -> None:
    whole = saved(noise(640, 480), "JPEG", quality=90)
    torn = whole[: len(whole) // 2] + b"\xff\xd9"
    assert judge(torn, 0, True).remarks == (Remark.MAYBE_TORN,)
    assert judge(torn, 0).remarks[0] is Remark.MAYBE_TORN


def test_in_a_hurry_nothing_else_is_looked_at() -> None:
    assert judge(saved(PAPER, "JPEG"), 0, True) == PageReading()


@pytest.mark.parametrize("size", [(1, 1), (1, 3000), (3000, 1), (9, 9), (64, 48), (300, 300)])
@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_a_picture_of_any_size_can_be_judged(size: tuple[int, int], mode: str) -> None:
    assert Remark.MAYBE_TORN not in judge(saved(Image.new(mode, size), "PNG"), 0).remarks


@pytest.mark.parametrize("mode", ["P", "RGBA", "CMYK", "LA", "I;16"])
def test_a_picture_of_any_mode_can_be_judged(mode: str) -> None:
    assert judge(saved(Image.new(mode, (400, 300)), "TIFF"), 0).codes == ()


def test_a_page_of_a_pdf_is_judged() -> None:
    source = scanned_pdf(saved(type_page(), "PNG"), saved(type_page().rotate(180), "PNG"))
    assert media_type_of(source) is MediaType.PDF
    assert judge(source, 1).content is not None
