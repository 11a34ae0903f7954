"""Whole files are taken; what is cut, emptied at its end or not finished is not, whatever its headers say."""

from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any  # PyMuPDF ships no types

import pymupdf
import pytest
from PIL import Image

from app.domain.errors import LockedFile, PackedFiles, UnreadableFile
from app.domain.pages import MediaType
from app.imaging.survey import survey
from app.imaging.whole import survey_whole
from tests.endurance.truncations import accepted, whole_files
from tests.imaging.imaging_files import (
    EVERY_FORMAT,
    corners,
    noise,
    of_every_format,
    saved,
    tiff_pages,
    type_page,
    typed_pdf,
)

CUTS = 360
AES_256 = 5  # PyMuPDF's own number for it


@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_a_whole_file_is_what_its_headers_say(kind: str) -> None:
    content = of_every_format(kind)
    assert survey_whole(content) == survey(content)


def test_no_cut_ever_counts_as_a_page() -> None:
    made, taken = accepted(whole_files(), CUTS)
    assert made >= CUTS
    assert taken == {}


def test_headers_alone_would_take_cuts_for_pages() -> None:
    """The naive variant: it shows that the test above can fail."""
    _, taken = accepted({"progressive JPEG": whole_files()["progressive JPEG"]}, 40, survey)
    assert len(taken["progressive JPEG"]) > 10


@pytest.mark.parametrize("kind", ["JPEG", "progressive JPEG", "PNG", "scanned PDF", "LZW TIFF", "Deflate TIFF"])
def test_a_copy_that_has_its_size_but_not_its_bytes_yet_is_refused(kind: str) -> None:
    content = whole_files()[kind]
    for share in (0.2, 0.6, 0.95):
        there = int(len(content) * share)
        with pytest.raises(UnreadableFile):
            survey_whole(content[:there] + bytes(len(content) - there), True)


def test_every_page_of_a_tiff_is_decoded() -> None:
    content = bytearray(tiff_pages(noise(200, 200), noise(200, 210), noise(200, 220), compression="tiff_adobe_deflate"))
    whole = len(survey_whole(bytes(content)).frames)
    content[-9_000:-8_000] = bytes(1_000)  # within the last page's data
    with pytest.raises(UnreadableFile):
        survey_whole(bytes(content))
    assert whole == 3


def test_a_pdf_that_was_changed_and_cut_in_its_change_is_refused() -> None:
    document: Any = pymupdf.open(stream=typed_pdf(2), filetype="pdf")  # type: ignore[no-untyped-call]
    first = document.tobytes()
    document.close()
    changed = _with_another_page(first)
    assert changed.startswith(first)
    assert len(survey_whole(changed).frames) == 3
    for cut in range(len(first) + 3, len(changed) - 8, 7):
        with pytest.raises(UnreadableFile):
            survey_whole(changed[:cut])


def _with_another_page(content: bytes) -> bytes:
    """The same file with a page more, written behind its end as PDF allows."""
    with TemporaryDirectory() as folder:
        place = Path(folder, "changed.pdf")
        place.write_bytes(content)
        document: Any = pymupdf.open(place)  # type: ignore[no-untyped-call]
        document.new_page().insert_text((72, 72), "One page more")
        document.saveIncr()
        document.close()
        return place.read_bytes()


def test_a_pdf_for_the_web_is_as_long_as_it_says() -> None:
    promised = b"1 0 obj\n<</Linearized 1/L 999999/H [ 1 2 ]>>\nendobj\n"
    content = typed_pdf(1)
    head, _, rest = content.partition(b"\n")
    with pytest.raises(UnreadableFile):
        survey_whole(head + b"\n" + promised + rest)


def test_a_picture_of_one_colour_is_whole() -> None:
    assert survey_whole(saved(Image.new("RGB", (400, 300), "white"), "JPEG")).media_type is MediaType.JPEG
    assert survey_whole(saved(Image.new("1", (400, 300), 1), "TIFF", compression="group4")).frames
    assert survey_whole(saved(corners(), "PNG")).frames


def test_what_stands_behind_a_file_does_no_harm() -> None:
    assert survey_whole(saved(corners(), "JPEG") + b"\r\n\0\0")
    assert survey_whole(typed_pdf() + b"\r\n\0")


def test_a_page_that_only_may_be_torn_is_for_a_person_and_refused_where_nobody_looks() -> None:
    content = bytearray(saved(type_page(), "TIFF", compression="group4"))
    content[len(content) // 2] ^= 0x55  # as noise on a telephone line does it
    assert survey_whole(bytes(content)).frames
    with pytest.raises(UnreadableFile):
        survey_whole(bytes(content), True)


def test_locked_and_packed_files_keep_their_names() -> None:
    locked = typed_pdf(encryption=AES_256, user_pw="1", owner_pw="2")
    with pytest.raises(LockedFile):
        survey_whole(locked)
    with pytest.raises(PackedFiles):
        survey_whole(b"PK\x03\x04" + bytes(100))
