"""Pictures for the screen: upright, true in colour, never larger than asked for."""

import pytest
from PIL import Image, ImageCms

from app.domain.pages import Picture
from app.imaging.picture import picture
from tests.imaging.imaging_files import (
    EVERY_FORMAT,
    corner_names,
    corners,
    of_every_format,
    opened,
    saved,
    scanned_pdf,
    tiff_pages,
    type_page,
    with_orientation,
)


def as_image(shown: Picture) -> Image.Image:
    """What a screen would show of it."""
    return Image.frombytes("RGB", (shown.width, shown.height), shown.pixels, "raw", "BGRX")


def middle_of(source: bytes) -> tuple[int, ...]:
    image = as_image(picture(source, 0, 100))
    pixel = image.getpixel((image.width // 2, image.height // 2))
    assert isinstance(pixel, tuple)
    return pixel


@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_every_format_is_shown_no_larger_than_asked_for(kind: str) -> None:
    shown = picture(of_every_format(kind), 0, 200)
    assert (shown.width, shown.height, len(shown.pixels)) == (200, 194, 200 * 194 * 4)


def test_a_small_picture_is_not_enlarged() -> None:
    shown = picture(saved(corners(), "PNG"), 0, 4000)
    assert (shown.width, shown.height) == (640, 480)


@pytest.mark.parametrize("max_side_px", [64, 640, 3000])
def test_colours_and_corners_are_where_they_belong(max_side_px: int) -> None:
    assert corner_names(as_image(picture(saved(corners(2400, 1800), "JPEG"), 0, max_side_px))) == "rgby"


@pytest.mark.parametrize(
    ("orientation", "names"),
    [(1, "rgby"), (2, "gryb"), (3, "ybgr"), (4, "byrg"), (5, "rbgy"), (6, "bryg"), (7, "ygbr"), (8, "gyrb")],
)
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_pictures_are_upright_by_their_tag(orientation: int, names: str, kind: str) -> None:
    shown = picture(with_orientation(orientation, kind), 0, 300)
    assert corner_names(as_image(shown)) == names.replace(" ", "")


@pytest.mark.parametrize("frame", [0, 1])
def test_each_page_of_a_tiff_shows_its_own_picture(frame: int) -> None:
    source = tiff_pages(corners(), corners().rotate(180), compression="tiff_lzw")
    assert corner_names(as_image(picture(source, frame, 300))) == ("rgby", "ybgr")[frame]


def test_each_page_of_a_pdf_shows_its_own_picture() -> None:
    source = scanned_pdf(saved(corners(), "JPEG"), saved(corners().rotate(180), "PNG"))
    assert [corner_names(as_image(picture(source, frame, 300))) for frame in (0, 1)] == ["rgby", "ybgr"]


def test_a_fax_is_scaled_through_grey() -> None:
    shown = as_image(picture(saved(type_page(), "TIFF", compression="group4"), 0, 300)).convert("L")
    assert len(set(shown.tobytes())) > 16  # nearest pixels would leave two tones; means of boxes, some more


@pytest.mark.parametrize("compression", ["group3", "group4", "tiff_lzw", "tiff_deflate", "packbits", "jpeg", None])
def test_every_usual_tiff_compression_is_read(compression: str | None) -> None:
    page = type_page() if compression and compression.startswith("group") else corners()
    assert picture(saved(page, "TIFF", compression=compression), 0, 100).width > 0


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
@pytest.mark.parametrize(("tone", "expected"), [(0, 0), (25_700, 100), (65_535, 255)])
def test_sixteen_bits_of_grey_become_eight(kind: str, tone: int, expected: int) -> None:
    assert middle_of(saved(Image.new("I;16", (320, 320), tone), kind)) == (expected,) * 3


def test_a_picture_of_decimal_tones_is_shown() -> None:
    assert middle_of(saved(Image.new("F", (320, 320), 1.0), "TIFF")) == (255, 255, 255)


def test_cmyk_becomes_rgb() -> None:
    cyan = Image.new("CMYK", (320, 320), (255, 0, 0, 0))
    assert middle_of(saved(cyan, "TIFF")) == (0, 255, 255)


def test_a_cmyk_jpeg_becomes_rgb() -> None:
    red, green, blue = middle_of(saved(Image.new("CMYK", (320, 320), (255, 0, 0, 0)), "JPEG"))
    assert (red < 10, green > 245, blue > 245) == (True, True, True)


def test_a_palette_with_a_clear_colour_is_laid_on_white() -> None:
    image = Image.new("P", (320, 320), 1)
    image.putpalette([255, 0, 0, 0, 0, 255])
    assert middle_of(saved(image, "PNG", transparency=1)) == (255, 255, 255)


@pytest.mark.parametrize("mode", ["RGBA", "LA"])
def test_half_clear_black_on_white_is_grey(mode: str) -> None:
    colour = (0, 0, 0, 128) if mode == "RGBA" else (0, 128)
    assert middle_of(saved(Image.new(mode, (320, 320), colour), "PNG")) == (127, 127, 127)


def test_an_embedded_profile_is_obeyed() -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
    source = saved(Image.new("LAB", (320, 320), (255, 128, 128)), "TIFF", icc_profile=lab.tobytes())
    assert min(middle_of(source)) > 245


def test_a_broken_profile_is_ignored() -> None:
    source = saved(Image.new("RGB", (320, 320), (10, 200, 30)), "PNG", icc_profile=b"not a profile")
    assert middle_of(source) == (10, 200, 30)


def test_an_srgb_profile_changes_nothing() -> None:
    srgb = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    source = saved(Image.new("RGB", (320, 320), (10, 200, 30)), "PNG", icc_profile=srgb)
    assert middle_of(source) == (10, 200, 30)


def test_the_source_is_what_a_picture_of_full_size_shows() -> None:
    source = saved(corners(), "PNG")
    assert as_image(picture(source, 0, 640)).tobytes() == opened(source).tobytes()
