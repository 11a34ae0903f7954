"""Whatever comes in leaves within the limits: as it is where it complies, else as sharp as they allow."""

import pytest
from PIL import Image

from app.domain.edits import UNTOUCHED, Box, PageEdits
from app.domain.errors import CannotFit, UnreadableFile
from app.domain.limits import DRX_LIMITS, FitNote, Limits
from app.domain.pages import MediaType
from app.domain.parcels import FittedImage
from app.imaging.fit import fit
from tests.imaging.imaging_files import (
    corner_names,
    corners,
    noise,
    opened,
    saved,
    scanned_pdf,
    tiff_pages,
    type_page,
    typed_pdf,
    with_orientation,
)


def fitted(
    source: bytes, frame: int = 0, edits: PageEdits = UNTOUCHED, limits: Limits = DRX_LIMITS, force_jpeg: bool = False
) -> FittedImage:
    return fit(source, frame, edits, limits, force_jpeg)


def size_of(outcome: FittedImage) -> tuple[int, int]:
    """The size by the bytes, which must be the size that is claimed."""
    assert opened(outcome.content).size == (outcome.width, outcome.height)
    return outcome.width, outcome.height


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_a_compliant_file_leaves_byte_for_byte(kind: str) -> None:
    source = saved(corners(), kind)
    outcome = fitted(source)
    assert (outcome.content, outcome.kept_original, outcome.encodes, outcome.notes) == (
        source,
        True,
        0,
        (FitNote.KEPT,),
    )


@pytest.mark.parametrize("options", [{"progressive": True}, {"quality": 30}, {"dpi": (300, 300)}])
def test_a_jpeg_of_any_kind_is_kept(options: dict[str, object]) -> None:
    source = saved(corners(), "JPEG", **options)
    assert fitted(source).content == source


@pytest.mark.parametrize("kind", ["WEBP", "GIF"])
def test_formats_that_drx_does_not_take_are_encoded_again(kind: str) -> None:
    outcome = fitted(saved(corners(), kind))
    assert outcome.media_type in (MediaType.PNG, MediaType.JPEG)
    assert corner_names(opened(outcome.content)) == "rgby"


@pytest.mark.parametrize(("side", "expected"), [(299, 300), (300, 300), (4000, 4000), (4001, 4000)])
def test_sides_are_brought_within_300_and_4000(side: int, expected: int) -> None:
    outcome = fitted(saved(Image.new("L", (side, 1000), 90), "PNG"))
    assert size_of(outcome)[0] == expected


@pytest.mark.parametrize("side", [300, 4000])
def test_the_limits_are_inclusive(side: int) -> None:
    assert fitted(saved(Image.new("L", (side, 1000), 90), "PNG")).kept_original


@pytest.mark.parametrize(("size_bytes", "is_kept"), [(10_000_000, True), (10_000_001, False)])
def test_ten_million_bytes_are_kept_and_one_more_is_not(size_bytes: int, is_kept: bool) -> None:
    picture = saved(noise(1760, 1760), "BMP")
    source = picture + bytes(size_bytes - len(picture))  # what follows a bitmap's pixels is ignored
    outcome = fitted(source)
    assert outcome.kept_original is is_kept
    assert len(outcome.content) <= 10_000_000


def test_a_small_picture_stands_unstretched_in_the_middle_of_white() -> None:
    outcome = fitted(saved(Image.new("RGB", (100, 400), "black"), "PNG"))
    image = opened(outcome.content).convert("L")
    assert (image.size, image.getbbox()) == ((300, 400), (0, 0, 300, 400))
    assert [image.getpixel((x, 200)) for x in (98, 101, 198, 201)] == [255, 0, 0, 255]
    assert FitNote.PADDED in outcome.notes


def test_a_very_long_strip_is_scaled_and_padded() -> None:
    outcome = fitted(saved(Image.new("RGB", (12_000, 60), "red"), "PNG"))
    assert size_of(outcome) == (4000, 300)
    assert outcome.notes == (FitNote.SCALED_DOWN, FitNote.PADDED, FitNote.REENCODED)


@pytest.mark.parametrize("orientation", range(2, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF"])
def test_a_page_that_is_not_upright_is_put_upright(orientation: int, kind: str) -> None:
    turn = {
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]  # undoes what the tag asks for
    outcome = fitted(with_orientation(orientation, kind, corners().transpose(turn)))
    assert not outcome.kept_original
    assert corner_names(opened(outcome.content)) == "rgby"


@pytest.mark.parametrize(("quarter_turns", "names"), [(1, "bryg"), (2, "ybgr"), (3, "gyrb")])
def test_quarter_turns_go_clockwise(quarter_turns: int, names: str) -> None:
    outcome = fitted(saved(corners(), "JPEG"), edits=PageEdits(quarter_turns))
    assert corner_names(opened(outcome.content)) == names
    assert outcome.notes == (FitNote.EDITED, FitNote.REENCODED)


def test_a_crop_is_made_before_the_turn_in_the_pages_own_pixels() -> None:
    right_half = PageEdits(1, Box(320, 0, 640, 480))
    outcome = fitted(saved(corners(), "PNG"), edits=right_half)
    assert size_of(outcome) == (480, 320)
    assert corner_names(opened(outcome.content)) == "ygyg"


def test_a_crop_counts_in_upright_pixels_where_a_tag_turns_the_page() -> None:
    stored = corners().transpose(Image.Transpose.ROTATE_90)  # tag 6 turns it back
    top_half = PageEdits(0, Box(0, 0, 640, 240))
    outcome = fitted(with_orientation(6, "JPEG", stored), edits=top_half)
    assert size_of(outcome) == (640, 300)
    assert outcome.notes == (FitNote.EDITED, FitNote.PADDED, FitNote.REENCODED)


def test_a_crop_of_the_whole_page_changes_nothing() -> None:
    source = saved(corners(), "JPEG")
    assert fitted(source, edits=PageEdits(0, Box(0, 0, 640, 480))).content == source


def test_a_crop_beyond_the_page_is_pushed_inside() -> None:
    outcome = fitted(saved(corners(), "JPEG"), edits=PageEdits(0, Box(320, -50, 900, 900)))
    assert size_of(outcome) == (320, 480)


def test_a_crop_of_a_page_too_large_is_cut_at_the_right_place() -> None:
    page = corners(9000, 6000)
    lower_right = PageEdits(0, Box(4500, 3000, 9000, 6000))
    outcome = fitted(saved(page, "JPEG"), edits=lower_right)
    assert size_of(outcome) == (4000, 2667)
    assert corner_names(opened(outcome.content)) == "yyyy"


def test_dpi_is_scaled_with_the_page() -> None:
    outcome = fitted(saved(Image.new("L", (8000, 4000), 99), "PNG", dpi=(600, 600)))
    assert outcome.dpi == 300
    assert round(opened(outcome.content).info["dpi"][0]) == 300


def test_every_page_of_a_tiff_leaves_as_an_image_of_its_own() -> None:
    source = tiff_pages(corners(), corners().rotate(180), compression="tiff_lzw")
    names = [corner_names(opened(fitted(source, frame).content)) for frame in (0, 1)]
    assert names == ["rgby", "ybgr"]


def test_a_page_that_is_not_there_is_refused() -> None:
    with pytest.raises(UnreadableFile):
        fitted(saved(corners(), "TIFF"), frame=1)


def test_a_black_and_white_page_leaves_as_fax_tiff() -> None:
    outcome = fitted(tiff_pages(type_page(), type_page(), compression="group4"))
    image = opened(outcome.content)
    assert (outcome.media_type, image.mode, image.info["compression"]) == (MediaType.TIFF, "1", "group4")


def test_a_black_and_white_page_scaled_down_gets_grey_edges() -> None:
    outcome = fitted(saved(type_page(4250, 5500), "TIFF", compression="group4"))
    assert opened(outcome.content).mode == "L"


def test_a_clean_drawing_leaves_as_png() -> None:
    assert fitted(saved(corners(), "WEBP", lossless=True)).media_type is MediaType.PNG


def test_a_noisy_scan_leaves_as_jpeg() -> None:
    assert fitted(saved(noise(700, 700), "WEBP")).media_type is MediaType.JPEG


def test_transparency_is_laid_on_white() -> None:
    glass = Image.new("RGBA", (400, 400), (255, 0, 0, 0))
    outcome = fitted(saved(glass, "WEBP", lossless=True))
    assert opened(outcome.content).convert("RGB").getpixel((200, 200)) == (255, 255, 255)


def test_metadata_of_an_encoded_page_is_gone() -> None:
    exif = Image.Exif()
    exif[0x010E] = "a patient's name"
    source = saved(corners(), "JPEG", exif=exif, comment=b"a patient's name", quality=100)
    assert b"patient" not in fitted(source, edits=PageEdits(1)).content


def test_a_store_that_refused_the_type_gets_a_baseline_jpeg() -> None:
    outcome = fitted(saved(type_page(), "TIFF", compression="group4"), force_jpeg=True)
    assert outcome.media_type is MediaType.JPEG
    assert b"\xff\xc0" in outcome.content
    assert b"\xff\xc2" not in outcome.content


@pytest.mark.parametrize("max_bytes", [7_400_000, 2_000_000, 400_000, 60_000])
def test_a_binding_limit_takes_at_most_three_encodes(max_bytes: int) -> None:
    outcome = fitted(saved(noise(2000, 1500), "PNG", compress_level=1), limits=Limits(max_bytes=max_bytes))
    assert len(outcome.content) <= max_bytes
    assert outcome.encodes <= 3


def test_a_binding_limit_is_used_up_before_the_picture_shrinks() -> None:
    outcome = fitted(saved(noise(2000, 1500), "PNG", compress_level=1), limits=Limits(max_bytes=2_000_000))
    assert size_of(outcome) == (2000, 1500)
    assert len(outcome.content) >= 1_700_000


def test_a_limit_that_no_picture_meets_says_so() -> None:
    with pytest.raises(CannotFit):
        fitted(saved(noise(400, 400), "PNG"), limits=Limits(max_bytes=200))


def test_a_scanned_pdf_page_leaves_as_the_very_jpeg_inside() -> None:
    jpegs = [saved(corners(), "JPEG", quality=quality) for quality in (60, 90)]
    outcome = fitted(scanned_pdf(*jpegs), 1)
    assert (outcome.content, outcome.encodes, outcome.kept_original, outcome.notes) == (
        jpegs[1],
        0,
        False,
        (FitNote.RENDERED,),
    )


def test_words_hidden_behind_a_scan_do_not_change_it() -> None:
    jpeg = saved(corners(), "JPEG")
    assert fitted(scanned_pdf(jpeg, hidden_text="read by a machine")).content == jpeg


def test_a_stamp_over_a_scan_is_sent_with_it() -> None:
    jpeg = saved(Image.new("RGB", (640, 480), "white"), "JPEG")
    outcome = fitted(scanned_pdf(jpeg, text="RECEIVED"))
    assert size_of(outcome) == (640, 480)
    assert opened(outcome.content).convert("L").getextrema()[0] == 0


def test_what_a_pdf_cuts_away_from_a_scan_stays_away() -> None:
    outcome = fitted(scanned_pdf(saved(corners(), "JPEG"), clip=(0, 0, 115, 173)))
    assert opened(outcome.content).convert("RGB").getpixel((500, 100)) == (255, 255, 255)


def test_a_clip_around_the_whole_scan_does_not_change_it() -> None:
    jpeg = saved(corners(), "JPEG")
    assert fitted(scanned_pdf(jpeg, clip=(0, 0, 700, 700))).content == jpeg


def test_scans_that_share_one_list_are_told_apart() -> None:
    jpegs = [saved(corners().rotate(180 * turn), "JPEG") for turn in (0, 1)]
    source = scanned_pdf(*jpegs, share_list=True)
    assert [fitted(source, frame).content for frame in (0, 1)] == jpegs


def test_a_fax_inside_a_pdf_keeps_its_very_pixels() -> None:
    page = type_page()
    outcome = fitted(scanned_pdf(saved(page, "PNG")))
    assert outcome.media_type is MediaType.TIFF
    assert opened(outcome.content).tobytes() == page.tobytes()


@pytest.mark.parametrize(("rotation", "names"), [(90, "bryg"), (180, "ybgr"), (270, "gyrb")])
@pytest.mark.parametrize("kind", ["JPEG", "PNG"])
def test_a_scan_that_the_pdf_turns_is_upright(rotation: int, names: str, kind: str) -> None:
    outcome = fitted(scanned_pdf(saved(corners(), kind), rotation=rotation))
    assert corner_names(opened(outcome.content)) == names
    assert size_of(outcome) == ((640, 480) if rotation == 180 else (480, 640))


def test_edits_of_a_scanned_pdf_page_count_in_the_scans_pixels() -> None:
    outcome = fitted(scanned_pdf(saved(corners(), "JPEG")), edits=PageEdits(0, Box(320, 0, 640, 480)))
    assert corner_names(opened(outcome.content)) == "ggyy"


def test_a_typed_pdf_page_is_drawn_at_300_dpi() -> None:
    outcome = fitted(typed_pdf(2), 1)
    assert (size_of(outcome), outcome.dpi, outcome.notes) == (
        (2550, 3300),
        300,
        (FitNote.RENDERED, FitNote.REENCODED),
    )
