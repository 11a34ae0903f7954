"""How the bytes are met: nothing decoded that is kept, the limit used up in few encodes, crops on a JPEG's own grid."""

import io
import random
from functools import cache
from itertools import pairwise

import pytest
from PIL import Image, ImageChops, ImageFilter, JpegImagePlugin

from app.domain.edits import UNTOUCHED, Box, PageEdits
from app.domain.errors import UnreadableFile
from app.domain.limits import DRX_LIMITS, REASONABLE_BYTES, FitNote, Limits
from app.domain.parcels import FittedImage
from app.imaging.fit import fit
from app.imaging.jpeg import JpegSetting, jpeg_bytes, scale_of
from app.imaging.mosaic import JpegForecast
from tests.imaging.imaging_files import corner_names, corners, noise, opened, saved, typed_pdf, with_orientation

REASONABLE = Limits(wanted_bytes=REASONABLE_BYTES)


def fitted(source: bytes, edits: PageEdits = UNTOUCHED, limits: Limits = DRX_LIMITS) -> FittedImage:
    return fit(source, 0, edits, limits)


@cache
def textured(width: int, height: int) -> Image.Image:
    """Soft colours and fine grain: something that a JPEG was made for."""
    coarse = noise(width // 40, height // 40).resize((width, height), Image.Resampling.BICUBIC)
    return Image.blend(coarse.filter(ImageFilter.GaussianBlur(3)), noise(width, height), 0.06)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean difference of two pictures in tones of 255."""
    tones = ImageChops.difference(one.convert("L"), other.convert("L")).histogram()
    return sum(tone * count for tone, count in enumerate(tones)) / (one.width * one.height)


def test_no_pixel_of_a_compliant_page_is_decoded() -> None:
    """Torn data inside a whole skeleton passes here unseen: the judging of the page decodes it and tells."""
    source = bytearray(saved(noise(640, 480), "JPEG"))
    source[len(source) // 2 : len(source) // 2 + 40] = bytes(40)
    assert fitted(bytes(source)).content == source


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_a_page_that_is_cut_off_is_refused_without_decoding_the_others(kind: str) -> None:
    source = saved(noise(640, 480), kind)
    with pytest.raises(UnreadableFile):
        fitted(source[:-200])


def test_what_could_identify_is_taken_out_and_told() -> None:
    source = saved(corners(), "JPEG", comment=b"a patient's name")
    outcome = fitted(source)
    assert b"patient" not in outcome.content
    assert outcome.notes == (FitNote.KEPT, FitNote.STRIPPED)
    assert outcome.facts.stripped_bytes == len(source) - len(outcome.content) > 0
    assert opened(outcome.content).tobytes() == opened(source).tobytes()


@pytest.mark.parametrize("share", [0.9, 0.6, 0.35])
@pytest.mark.parametrize("size", [(1400, 1100), (500, 400)])
def test_a_binding_limit_is_used_to_95_per_cent_in_two_encodes(size: tuple[int, int], share: float) -> None:
    picture = textured(*size)
    limit = int(len(jpeg_bytes(picture, JpegSetting(scale_of(98), True), True, None)) * share)
    outcome = fitted(saved(picture, "PNG", compress_level=1), limits=Limits(max_bytes=limit))
    assert outcome.encodes <= 2
    assert 0.95 <= len(outcome.content) / limit <= 1


def test_a_limit_that_does_not_bind_takes_one_encode() -> None:
    outcome = fitted(saved(textured(900, 700), "PNG"), limits=Limits(max_side_px=800))
    assert (outcome.encodes, outcome.facts.quality) == (1, 98)


@pytest.mark.parametrize("is_full_colour", [True, False])
@pytest.mark.parametrize("quality", [98, 90, 70])
def test_a_forecast_is_near_the_truth(quality: int, is_full_colour: bool) -> None:
    picture = textured(1600, 1200)
    setting = JpegSetting(scale_of(quality), is_full_colour)
    foretold = JpegForecast(picture, True).size_bytes(setting)
    assert foretold == pytest.approx(len(jpeg_bytes(picture, setting, True, None)), rel=0.03)


def test_the_tables_grow_step_by_step_so_that_no_size_is_out_of_reach() -> None:
    scales = [0.3 * 1.01**step for step in range(250)]
    sums = [sum(map(sum, JpegSetting(scale, True).tables)) for scale in scales]
    assert sums == sorted(sums)
    assert max(after / before for before, after in pairwise(sums)) < 1.04


@pytest.mark.parametrize("quality", [98, 95, 80, 65])
def test_a_scale_has_the_name_of_its_quality(quality: int) -> None:
    assert JpegSetting(scale_of(quality), True).quality == quality


def test_a_picture_too_large_even_at_a_poor_quality_shrinks_and_says_so() -> None:
    outcome = fitted(saved(noise(900, 700), "PNG", compress_level=1), limits=Limits(max_bytes=110_000))
    assert FitNote.SHRUNK in outcome.notes
    assert outcome.facts.quality is not None
    assert outcome.facts.quality >= 65


def test_what_came_in_is_told_with_what_goes_out() -> None:
    source = saved(textured(4400, 1000), "JPEG", quality=60)
    facts = fitted(source).facts
    assert (facts.width, facts.height, facts.size_bytes) == (4400, 1000, len(source))


def test_a_drawn_page_has_no_bytes_of_its_own() -> None:
    assert fitted(typed_pdf()).facts.size_bytes == 0


def test_a_reasonable_size_is_met_where_it_is_wanted() -> None:
    source = saved(noise(900, 700), "PNG", compress_level=0)
    outcome = fitted(source, limits=Limits(wanted_bytes=500_000))
    assert 0.95 * 500_000 <= len(outcome.content) <= 500_000


def test_a_page_a_little_over_the_wanted_size_is_left_alone() -> None:
    source = saved(noise(1000, 900), "BMP")
    assert fitted(source, limits=REASONABLE).kept_original


def test_for_a_wanted_size_no_picture_becomes_smaller_nor_poor() -> None:
    limits = Limits(wanted_bytes=50_000)
    outcome = fitted(saved(noise(900, 700), "PNG", compress_level=1), limits=limits)
    assert (outcome.width, outcome.height, outcome.facts.quality) == (900, 700, 80)


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
@pytest.mark.parametrize("quarter_turns", range(4))
def test_a_crop_of_a_jpeg_loses_next_to_nothing(orientation: int, quarter_turns: int) -> None:
    subsampling = 2 * (quarter_turns % 2)
    exif = Image.Exif()
    exif[0x0112] = orientation
    source = saved(textured(656, 656), "JPEG", quality=75, subsampling=subsampling, exif=exif)
    before = opened(fitted(source, PageEdits(quarter_turns)).content)
    dice = random.Random(orientation * 8 + quarter_turns)
    crop = Box(*(dice.randint(20, 90) for _ in range(2)), *(dice.randint(500, 600) for _ in range(2)))
    outcome = fitted(source, PageEdits(quarter_turns, crop))
    after = opened(outcome.content)
    wide, high = (crop.height, crop.width) if quarter_turns % 2 else (crop.width, crop.height)
    assert 0 <= after.width - wide < 16
    assert 0 <= after.height - high < 16
    assert least_difference(before, after) < 0.6


def least_difference(whole: Image.Image, part: Image.Image) -> float:
    """How well a part is found in the whole, at a place on the grid of 8 pixels."""
    whole, part = whole.convert("L"), part.convert("L")
    return min(
        difference(whole.crop((left, top, left + part.width, top + part.height)), part)
        for left in range(0, whole.width - part.width + 1, 8)
        for top in range(0, whole.height - part.height + 1, 8)
    )


def test_a_crop_keeps_the_tables_of_its_jpeg() -> None:
    source = saved(textured(640, 480), "JPEG", quality=70)
    outcome = fitted(source, PageEdits(0, Box(16, 32, 500, 470)))
    assert tables_of(outcome.content) == tables_of(source)


def tables_of(jpeg: bytes) -> object:
    with Image.open(io.BytesIO(jpeg)) as image:
        assert isinstance(image, JpegImagePlugin.JpegImageFile)
        return image.quantization


@pytest.mark.parametrize("orientation", [1, 3, 6, 8])
def test_turned_by_a_tag_or_by_hand_a_jpeg_is_upright(orientation: int) -> None:
    turn = {3: Image.Transpose.ROTATE_180, 6: Image.Transpose.ROTATE_90, 8: Image.Transpose.ROTATE_270}
    stored = corners().transpose(turn[orientation]) if orientation in turn else corners()
    names = corner_names(opened(fitted(with_orientation(orientation, "JPEG", stored), PageEdits(2)).content))
    assert names == "ybgr"
