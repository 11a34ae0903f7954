"""Every page of every file is counted and measured before it is decoded."""

import os
import struct
import time
from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PIL import Image

from app.domain.errors import UnreadableFile
from app.domain.pages import MediaType
from app.imaging import bounds
from app.imaging.survey import survey
from tests.imaging.imaging_files import (
    corners,
    noise,
    of_every_format,
    saved,
    scanned_pdf,
    tiff_pages,
    type_page,
    typed_pdf,
    with_orientation,
    with_times,
)


@pytest.fixture
def new_york() -> Iterator[None]:
    """A computer whose local time is New York's."""
    before = os.environ.get("TZ")
    os.environ["TZ"] = "America/New_York"
    time.tzset()
    yield
    if before is None:
        del os.environ["TZ"]
    else:
        os.environ["TZ"] = before
    time.tzset()


def refusal_of(source: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        survey(source)
    return caught.value.problem.title


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "BMP", "WEBP", "GIF"])
def test_a_picture_is_one_page_of_its_own_size(kind: str) -> None:
    found = survey(saved(corners(), kind))
    assert [(page.width, page.height) for page in found.frames] == [(640, 480)]


def test_every_page_of_a_tiff_is_counted_in_its_own_size() -> None:
    found = survey(tiff_pages(corners(640, 480), corners(300, 500), type_page(), compression="tiff_lzw"))
    assert [(page.width, page.height) for page in found.frames] == [(640, 480), (300, 500), (850, 1100)]


def test_every_page_of_a_scanned_pdf_has_its_scans_own_pixels() -> None:
    found = survey(scanned_pdf(saved(corners(640, 480), "JPEG"), saved(type_page(), "PNG")))
    assert [(page.width, page.height, page.dpi) for page in found.frames] == [(640, 480, 200), (850, 1100, 200)]


def test_a_scan_that_the_pdf_turns_is_measured_as_it_is_seen() -> None:
    (page,) = survey(scanned_pdf(saved(corners(640, 480), "JPEG"), rotation=90)).frames
    assert (page.width, page.height) == (480, 640)


def test_a_typed_pdf_page_is_measured_at_300_dpi() -> None:
    (page,) = survey(typed_pdf()).frames
    assert (page.width, page.height, page.dpi) == (2550, 3300, 300)


def test_a_poster_is_measured_no_larger_than_can_be_sent() -> None:
    (page,) = survey(typed_pdf(width=2400, height=3400)).frames
    assert max(page.width, page.height) == 4000


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "WEBP"])
def test_sizes_are_those_of_the_upright_page(orientation: int, kind: str) -> None:
    (page,) = survey(with_orientation(orientation, kind)).frames
    assert (page.width, page.height) == ((480, 640) if orientation >= 5 else (640, 480))


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_the_stated_dpi_is_told(kind: str) -> None:
    assert survey(saved(corners(), kind, dpi=(300, 300))).frames[0].dpi == 300


def test_a_time_with_an_offset_becomes_utc() -> None:
    taken = survey(with_times("2024:03:05 10:00:00", "-05:00")).frames[0].taken
    assert taken == datetime(2024, 3, 5, 15, 0, tzinfo=UTC)


@pytest.mark.usefixtures("new_york")
def test_a_time_without_an_offset_is_this_computers_own() -> None:
    taken = survey(with_times("2024:07:05 10:00:00")).frames[0].taken
    assert taken == datetime(2024, 7, 5, 14, 0, tzinfo=UTC)


@pytest.mark.usefixtures("new_york")
def test_a_tiffs_date_is_when_it_was_scanned() -> None:
    taken = survey(saved(corners(), "TIFF", tiffinfo={306: "2024:07:05 10:00:00"})).frames[0].taken
    assert taken == datetime(2024, 7, 5, 14, 0, tzinfo=UTC)


@pytest.mark.parametrize("stamp", ["0000:00:00 00:00:00", "yesterday", "    :  :     :  :  "])
def test_a_time_that_makes_no_sense_is_none(stamp: str) -> None:
    assert survey(with_times(stamp)).frames[0].taken is None


def test_an_animation_is_its_first_picture() -> None:
    frames = [corners(), corners().rotate(180)]
    animation = saved(frames[0], "GIF", save_all=True, append_images=frames[1:])
    assert len(survey(animation).frames) == 1


def test_a_phones_picture_of_two_views_is_its_first() -> None:
    stereo = saved(corners(), "MPO", save_all=True, append_images=[corners(100, 100)])
    assert [(page.width, page.height) for page in survey(stereo).frames] == [(640, 480)]


def test_a_locked_pdf_asks_for_an_open_one() -> None:
    locked = typed_pdf(encryption=5, user_pw="secret", owner_pw="other")
    assert "password" in refusal_of(locked)


def test_a_pdf_that_only_forbids_printing_is_read() -> None:
    assert len(survey(typed_pdf(encryption=5, user_pw="", owner_pw="other")).frames) == 1


def test_200_pages_are_read() -> None:
    assert len(survey(typed_pdf(pages=bounds.MAX_PAGES)).frames) == 200


@pytest.mark.parametrize("kind", ["TIFF", "PDF"])
def test_201_pages_are_refused(kind: str) -> None:
    dot = Image.new("1", (8, 8))
    many = typed_pdf(pages=201) if kind == "PDF" else tiff_pages(*[dot] * 201)
    assert "200 pages" in refusal_of(many)


def test_an_empty_file_is_refused() -> None:
    assert "empty" in refusal_of(b"")


def test_a_file_of_more_than_300_mb_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounds, "MAX_SOURCE_BYTES", 1000)  # 300 MB would only slow the suite
    assert "MB" in refusal_of(of_every_format("JPEG"))


def test_a_header_that_claims_a_gigapixel_is_refused_undecoded() -> None:
    bomb = bytearray(saved(Image.new("L", (8, 8)), "BMP"))
    bomb[18:26] = struct.pack("<ii", 40_000, 40_000)
    assert "megapixels" in refusal_of(bytes(bomb))


def test_a_torn_chain_of_tiff_pages_is_refused_not_shortened() -> None:
    whole = tiff_pages(noise(64, 64), noise(64, 64))
    assert "damaged" in refusal_of(whole[: len(whole) // 2 + 100])


def test_a_tiff_whose_pages_run_in_a_circle_ends() -> None:
    content = bytearray(saved(Image.new("L", (8, 8)), "TIFF"))
    (first,) = struct.unpack_from("<I", content, 4)
    (entries,) = struct.unpack_from("<H", content, first)
    struct.pack_into("<I", content, first + 2 + 12 * entries, first)
    assert len(survey(bytes(content)).frames) == 1


def test_a_misnamed_file_is_what_its_bytes_say() -> None:
    assert survey(saved(corners(), "PNG")).media_type is MediaType.PNG


def test_a_jpeg_of_hundreds_of_scans_is_refused_undecoded() -> None:
    source = saved(corners(), "JPEG", progressive=True)
    scans = source[source.index(b"\xff\xda") : -2]
    assert len(survey(source + source).frames) == 1
    with pytest.raises(UnreadableFile, match="too many layers"):
        survey(source[:-2] + scans * 30 + source[-2:])


def test_a_jpeg_of_hundreds_of_scans_of_one_colour_each_is_refused_undecoded() -> None:
    source = saved(corners(), "JPEG")
    scan = bytes.fromhex("ffda0008 01 0100 003f00") + source[source.index(b"\xff\xda") + 14 : -2]
    head = source[: source.index(b"\xff\xda")]
    assert len(survey(head + scan * 3 + source[-2:]).frames) == 1
    with pytest.raises(UnreadableFile, match="too many layers"):
        survey(head + scan * 200 + source[-2:])
