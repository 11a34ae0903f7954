"""Large JPEGs scaled while they are decoded: the same picture as Pillow's LANCZOS, and nothing but that for libvips."""

import contextlib
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from PIL import Image, ImageChops, ImageCms, ImageFilter

from app.domain.edits import UNTOUCHED, Box, PageEdits
from app.domain.errors import UnreadableFile
from app.domain.geometry import Point, Quad
from app.domain.pages import MediaType
from app.imaging import vips
from app.imaging.decode import StoredPicture, stored_picture
from app.imaging.render import rendered
from app.imaging.sheet import sheet_of
from tests.imaging.imaging_files import ORIENTATION_TAG, noise, opened, saved

WIDTH, HEIGHT = 1900, 1300
WHOLE = Box(0, 0, WIDTH, HEIGHT)
SIDE = 1237
ALIKE = 4  # of 255: two roundings on the way, and places to a 64th of a pixel
CORNER = Quad(Point(0, 0), Point(500, 0), Point(500, 500), Point(0, 500))


@pytest.fixture(scope="module")
def page() -> Image.Image:
    """Noise over a ramp, as soft as a lens leaves it."""
    ramp = Image.linear_gradient("L").resize((WIDTH, HEIGHT))
    page = ImageChops.add(noise(WIDTH, HEIGHT), Image.merge("RGB", [ramp, ramp, ramp]), 2)
    return page.filter(ImageFilter.GaussianBlur(1))


def _stored(source: bytes) -> StoredPicture:
    return stored_picture(source, MediaType.JPEG)


def _by_pillow(source: bytes, part: Box, size: tuple[int, int]) -> Image.Image:
    image = opened(source)
    return image.resize(size, Image.Resampling.LANCZOS, box=(part.left, part.top, part.right, part.bottom))


def _apart(one: Image.Image, other: Image.Image) -> float:
    """The largest difference of any two tones."""
    assert (one.mode, one.size) == (other.mode, other.size)
    return max(band.getextrema()[1] for band in ImageChops.difference(one, other).split())  # type: ignore[return-value]  # Pillow's stubs allow for many bands


@contextlib.contextmanager
def _without_libvips(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    vips._library.cache_clear()
    try:
        with monkeypatch.context() as patched:
            patched.setitem(sys.modules, "_libvips", None)
            yield
    finally:
        vips._library.cache_clear()


@pytest.mark.parametrize("sampling", ["4:4:4", "4:2:0"])
@pytest.mark.parametrize("part", [WHOLE, Box(100, 33, 1877, 1271)])
def test_a_page_or_a_part_of_it_looks_as_lanczos_makes_it(page: Image.Image, part: Box, sampling: str) -> None:
    source, size = saved(page, "JPEG", quality=90, subsampling=sampling), (SIDE, 851)
    found = vips.scaled_jpeg(_stored(source), part, size)
    assert found is not None
    assert _apart(found, _by_pillow(source, part, size)) <= ALIKE


def test_grey_stays_grey(page: Image.Image) -> None:
    source = saved(page.convert("L"), "JPEG")
    found = vips.scaled_jpeg(_stored(source), WHOLE, (SIDE, 846))
    assert found is not None
    assert _apart(found, _by_pillow(source, WHOLE, (SIDE, 846))) <= ALIKE


@pytest.mark.parametrize("orientation", range(2, 9))
def test_a_page_comes_upright(page: Image.Image, orientation: int) -> None:
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = orientation
    stored = _stored(saved(page, "JPEG", exif=exif.tobytes()))
    size = (round(stored.width * 0.7), round(stored.height * 0.7))
    found = vips.scaled_jpeg(stored, Box(0, 0, stored.width, stored.height), size)
    assert found is not None
    assert _apart(found, stored.decoded().resize(size, Image.Resampling.LANCZOS)) <= ALIKE


def test_what_the_decoder_can_halve_is_halved_first(page: Image.Image) -> None:
    stored, size = _stored(saved(page, "JPEG")), (700, 479)
    found = vips.scaled_jpeg(stored, WHOLE, size)
    assert found is not None
    assert _apart(found, stored.decoded(size).resize(size, Image.Resampling.LANCZOS)) <= ALIKE


def test_what_decoding_alone_makes_is_left_to_it(page: Image.Image) -> None:
    stored = _stored(saved(page, "JPEG"))
    assert vips.scaled_jpeg(stored, WHOLE, (WIDTH // 2, HEIGHT // 2)) is None
    assert vips.scaled_jpeg(stored, WHOLE, (WIDTH, HEIGHT)) is None


@pytest.mark.parametrize("how", ["progressive", "CMYK", "no end", "bytes behind its end", "PNG"])
def test_odd_ones_are_left_to_pillow(page: Image.Image, how: str) -> None:
    source = {
        "progressive": lambda: saved(page, "JPEG", progressive=True),
        "CMYK": lambda: saved(page.convert("CMYK"), "JPEG"),
        "no end": lambda: saved(page, "JPEG")[:-2],
        "bytes behind its end": lambda: saved(page, "JPEG") + b"more",
        "PNG": lambda: saved(page, "PNG", compress_level=1),
    }[how]()
    kind = MediaType.PNG if how == "PNG" else MediaType.JPEG
    assert vips.scaled_jpeg(stored_picture(source, kind), WHOLE, (SIDE, 846)) is None
    assert rendered(sheet_of(source, 0), UNTOUCHED, SIDE).image.size == (SIDE, 846)


def test_a_jpeg_cut_off_with_an_end_put_behind_it_is_pillows_to_judge(page: Image.Image) -> None:
    whole = saved(page, "JPEG")
    torn = whole[: len(whole) // 2] + whole[-2:]
    assert vips.scaled_jpeg(_stored(torn), WHOLE, (SIDE, 846)) is None
    found = rendered(sheet_of(torn, 0), UNTOUCHED, SIDE).image
    assert found.tobytes() == _by_pillow(torn, WHOLE, (SIDE, 846)).tobytes()


def test_a_jpeg_cut_off_is_refused(page: Image.Image) -> None:
    whole = saved(page, "JPEG")
    with pytest.raises(UnreadableFile):
        rendered(sheet_of(whole[: len(whole) // 2], 0), UNTOUCHED, SIDE)


def test_its_colours_go_through_their_profile(page: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB", -1)).tobytes().replace(b"sRGB", b"like")
    sheet = sheet_of(saved(page, "JPEG", icc_profile=lab), 0)
    found = rendered(sheet, UNTOUCHED, SIDE).image
    with _without_libvips(monkeypatch):
        assert _apart(found, rendered(sheet, UNTOUCHED, SIDE).image) <= ALIKE + 2


@pytest.mark.parametrize("edits", [UNTOUCHED.redacted((CORNER,)), UNTOUCHED.straightened(2.0, WIDTH, HEIGHT)])
def test_edits_that_need_the_page_are_made_as_ever(
    page: Image.Image, edits: PageEdits, monkeypatch: pytest.MonkeyPatch
) -> None:
    sheet = sheet_of(saved(page, "JPEG"), 0)
    found = rendered(sheet, edits, SIDE).image
    with _without_libvips(monkeypatch):
        assert found.tobytes() == rendered(sheet, edits, SIDE).image.tobytes()


def test_without_libvips_the_page_looks_the_same(page: Image.Image, monkeypatch: pytest.MonkeyPatch) -> None:
    sheet = sheet_of(saved(page, "JPEG"), 0)
    found = rendered(sheet, UNTOUCHED, SIDE).image
    with _without_libvips(monkeypatch):
        assert vips.scaled_jpeg(_stored(saved(page, "JPEG")), WHOLE, (SIDE, 846)) is None
        assert _apart(found, rendered(sheet, UNTOUCHED, SIDE).image) <= ALIKE


def test_libvips_sees_no_metadata(page: Image.Image) -> None:
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = 3
    source = saved(page, "JPEG", exif=exif.tobytes(), icc_profile=b"colours" * 9, comment=b"a word", dpi=(300, 300))
    jpeg = vips.plain_jpeg(source)
    assert jpeg is not None
    assert not any(word in jpeg.content for word in (b"Exif", b"ICC_PROFILE", b"colours", b"a word"))
    assert opened(jpeg.content).tobytes() == opened(source).tobytes()


@pytest.mark.parametrize("loader", [b"pngload_source", b"tiffload_source", b"pdfload_source", b"jpegload"])
def test_libvips_has_its_one_loader_alone(page: Image.Image, loader: bytes) -> None:
    library: Any = vips._library()
    operation = library.lib.vips_operation_new(loader)
    assert operation == library.ffi.NULL or library.lib.vips_cache_operation_build(operation) == library.ffi.NULL
    assert vips.scaled_jpeg(_stored(saved(page, "JPEG")), WHOLE, (SIDE, 846)) is not None
