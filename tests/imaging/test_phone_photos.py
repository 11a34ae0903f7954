"""Photos of phones come in upright, in their colours, with all their pictures: HEIC, AVIF, and JPEG 2000 of copiers."""

from datetime import UTC, datetime

import pytest
from PIL import Image, ImageCms

from app.domain.edits import UNTOUCHED
from app.domain.errors import UnreadableFile
from app.domain.limits import DRX_LIMITS
from app.domain.pages import MediaType
from app.imaging.boxes import iso_box
from app.imaging.colour_profiles import profile_of_gamma, profile_of_primaries
from app.imaging.fit import fit
from app.imaging.picture import picture
from app.imaging.sheet import sheet_of
from app.imaging.survey import survey
from tests.imaging.heic_files import TEN_BITS, TURNED, TWO
from tests.imaging.imaging_files import corner_names, corners, noise, opened, saved, with_orientation


def shown(source: bytes, frame: int = 0, max_side_px: int = 4000) -> Image.Image:
    """What a screen shows of a page."""
    seen = picture(source, frame, max_side_px)
    return Image.frombytes("RGB", (seen.width, seen.height), seen.pixels, "raw", "BGRX")


def all_decoded(source: bytes) -> None:
    """Decode every page that the file is said to have."""
    for frame in range(len(survey(source).frames)):
        sheet_of(source, frame).decoded()


def refusal_of(source: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        all_decoded(source)
    return caught.value.problem.title


def test_a_heic_photo_is_turned_once_and_not_again_by_exif() -> None:
    (page,) = survey(TURNED).frames
    assert (page.width, page.height) == (640, 480)
    assert corner_names(shown(TURNED)) == "ybgr"


def test_a_heic_photo_knows_when_it_was_taken() -> None:
    assert survey(TURNED).frames[0].taken == datetime(2024, 3, 5, 15, 0, tzinfo=UTC)


def test_a_small_view_of_a_heic_photo_comes_from_the_small_picture_inside() -> None:
    sheet = sheet_of(TURNED, 0)
    assert sheet.decoded((100, 75)).size == (160, 120)
    assert corner_names(shown(TURNED, max_side_px=120)) == "ybgr"


def test_a_larger_view_of_a_heic_photo_comes_from_the_large_picture() -> None:
    assert sheet_of(TURNED, 0).decoded((161, 100)).size == (640, 480)


def test_a_small_picture_of_another_shape_is_not_believed() -> None:
    place = TURNED.rindex(b"ispe") + 8
    wrong = TURNED[:place] + (96).to_bytes(4, "big") + TURNED[place + 4 :]
    assert sheet_of(wrong, 0).decoded((50, 40)).size == (640, 480)


def test_every_picture_of_a_heic_file_is_a_page() -> None:
    assert [(page.width, page.height) for page in survey(TWO).frames] == [(640, 480), (100, 80)]
    assert [corner_names(shown(TWO, frame)) for frame in (0, 1)] == ["rgby", "rgby"]


def test_ten_bits_a_colour_become_eight() -> None:
    image = sheet_of(TEN_BITS, 0).decoded()
    assert image.mode == "RGB"
    red, green, blue = image.tobytes()[:3]
    assert (red < 100, 100 < green < 160, blue > 200) == (True, True, True)


def test_a_heic_photo_leaves_in_a_format_that_drx_takes() -> None:
    outcome = fit(TURNED, 0, UNTOUCHED, DRX_LIMITS)
    assert outcome.media_type in (MediaType.JPEG, MediaType.PNG)
    assert corner_names(opened(outcome.content)) == "ybgr"


@pytest.mark.parametrize("share", [0.1, 0.4, 0.7, 0.99])
def test_a_torn_heic_photo_is_refused(share: float) -> None:
    assert "damaged" in refusal_of(TURNED[: int(len(TURNED) * share)])


def test_a_heic_of_too_many_pixels_is_refused_undecoded() -> None:
    place = TURNED.index(b"ispe") + 8
    bomb = TURNED[:place] + (30_000).to_bytes(4, "big") * 2 + TURNED[place + 8 :]
    assert "pixels" in refusal_of(bomb) or "damaged" in refusal_of(bomb)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_an_avif_picture_is_upright_by_its_tag(orientation: int) -> None:
    names = ("rgby", "gryb", "ybgr", "byrg", "rbgy", "bryg", "ygbr", "gyrb")[orientation - 1]
    source = with_orientation(orientation, "AVIF")
    assert survey(source).media_type is MediaType.AVIF
    assert corner_names(shown(source)) == names


@pytest.mark.parametrize("no_jp2", [False, True])
@pytest.mark.parametrize("mode", ["L", "LA", "RGB", "RGBA", "I;16"])
def test_jpeg_2000_of_any_kind_is_shown(mode: str, no_jp2: bool) -> None:
    source = saved(corners().convert("L").convert(mode), "JPEG2000", no_jp2=no_jp2)
    assert survey(source).media_type is MediaType.JPEG_2000
    assert shown(source).size == (640, 480)


def test_jpeg_2000_in_colour_is_true() -> None:
    assert corner_names(shown(saved(corners(), "JPEG2000"))) == "rgby"


def test_a_small_view_of_a_jpeg_2000_is_decoded_small() -> None:
    assert sheet_of(saved(corners(), "JPEG2000"), 0).decoded((150, 110)).size == (160, 120)


@pytest.mark.parametrize("kind", ["JPEG2000", "AVIF"])
@pytest.mark.parametrize("share", [0.2, 0.5, 0.8, 0.98])
def test_a_torn_picture_in_boxes_is_refused(kind: str, share: float) -> None:
    whole = saved(noise(320, 310), kind)
    assert "damaged" in refusal_of(whole[: int(len(whole) * share)])


def test_the_profile_of_a_jpeg_2000_is_found() -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    source = saved(corners(), "JPEG2000")
    header = iso_box(source, b"jp2h")
    assert header is not None
    colours = (len(profile) + 11).to_bytes(4, "big") + b"colr\x02\x00\x00" + profile
    size = (header.end - header.begin + 8 + len(colours)).to_bytes(4, "big")
    source = source[: header.begin - 8] + size + b"jp2h" + colours + source[header.begin :]
    stored = sheet_of(source, 0).stored
    assert stored is not None
    assert stored.profile == profile


def converted(profile: bytes, colour: tuple[int, int, int]) -> tuple[int, ...]:
    """A colour of this profile in sRGB, through the darkroom."""
    seen = shown(saved(Image.new("RGB", (20, 20), colour), "PNG", icc_profile=profile)).getpixel((9, 9))
    assert isinstance(seen, tuple)
    return seen


def test_colours_that_a_phone_names_by_number_become_srgb() -> None:
    display_p3 = profile_of_primaries(12, 13)
    assert display_p3 is not None
    assert converted(display_p3, (128, 128, 128)) == (128, 128, 128)
    red, green, blue = converted(display_p3, (200, 30, 30))
    assert (red > 210, green < 10, blue < 20) == (True, True, True)  # CSS color(display-p3 .784 .118 .118): 218, 0, 6


@pytest.mark.parametrize(("primaries", "transfer"), [(1, 13), (1, 1), (2, 2), (6, 6)])
def test_srgb_by_number_needs_no_profile(primaries: int, transfer: int) -> None:
    assert profile_of_primaries(primaries, transfer) is None


def test_a_pngs_gamma_is_obeyed_and_srgbs_is_nothing_new() -> None:
    linear = profile_of_gamma(1.0, None)
    assert linear is not None
    assert converted(linear, (128, 128, 128)) == (188, 188, 188)
    assert profile_of_gamma(0.45455, (0.3127, 0.329, 0.64, 0.33, 0.3, 0.6, 0.15, 0.06)) is None


@pytest.mark.parametrize("places", [(0.0,) * 8, (0.3,) * 8, (0.3127, 0.329), None])
@pytest.mark.parametrize("gamma", [0.0, -1.0, 0.00001, 0.9, 50.0, float("nan")])
def test_nonsense_about_colours_is_ignored(gamma: float, places: tuple[float, ...] | None) -> None:
    profile = profile_of_gamma(gamma, places)
    assert profile is None or len(profile) > 128
