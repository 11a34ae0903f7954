"""What a file is, by its bytes."""

import pytest

from app.domain.errors import UnreadableFile
from app.domain.pages import MediaType
from app.imaging.sniff import media_type_of, without_junk
from tests.imaging.imaging_files import EVERY_FORMAT, of_every_format


def title_for(head: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        media_type_of(head)
    return caught.value.problem.title


@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_every_format_is_known_by_its_bytes(kind: str) -> None:
    assert media_type_of(of_every_format(kind)) is MediaType[kind]


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"\0\0\0\x18ftypheic\0\0\0\0", MediaType.HEIC),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1heic", MediaType.HEIC),
        (b"\0\0\0\x18ftypavif\0\0\0\0", MediaType.AVIF),
        (b"\0\0\0\x18ftypmif1\0\0\0\0mif1avif", MediaType.AVIF),
        (b"\0\0\0\x0cjP  \r\n\x87\n", MediaType.JPEG_2000),
        (b"\xff\x4f\xff\x51\x00\x29", MediaType.JPEG_2000),
    ],
)
def test_phones_photos_and_jpeg_2000_are_known_by_their_boxes(head: bytes, kind: MediaType) -> None:
    assert media_type_of(head) is kind


@pytest.mark.parametrize("junk", [b"\r\n", b"\xef\xbb\xbf", b"\0\0", b" \n\t\r\n"])
@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "WEBP"])
def test_blanks_before_a_header_are_left_out(junk: bytes, kind: str) -> None:
    source = of_every_format(kind)
    assert media_type_of(junk + source) is MediaType[kind]
    assert without_junk(junk + source) == source


def test_a_file_without_blanks_before_it_stays_the_same() -> None:
    source = of_every_format("JPEG")
    assert without_junk(source) is source


@pytest.mark.parametrize("magic", [b"II*\0", b"MM\0*", b"II+\0", b"MM\0+"])
def test_a_tiff_may_have_either_byte_order_and_be_big(magic: bytes) -> None:
    assert media_type_of(magic + bytes(20)) is MediaType.TIFF


def test_a_pdf_header_may_stand_within_the_first_1024_bytes() -> None:
    assert media_type_of(b"\n" * 1019 + b"%PDF-1.4") is MediaType.PDF


def test_a_pdf_header_further_down_is_none() -> None:
    assert "text" in title_for(b"\n" * 1020 + b"%PDF-1.4")


def test_a_text_that_begins_with_bm_is_no_bitmap() -> None:
    assert "text" in title_for(b"BM is what patients call it, doctors say otherwise")


def test_an_empty_file_says_so() -> None:
    assert title_for(b"") == "This file is empty"


@pytest.mark.parametrize(
    ("head", "word"),
    [
        (b"\0\0\0\x18ftyphevc\0\0\0\0hevcmsf1", "moving"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "video"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "Word"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "Office"),
        (b"PK\x03\x04" + bytes(26) + b"scan.jpg", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"\xff\x0a\xfa\x7f", "JPEG XL"),
        (b"7z\xbc\xaf\x27\x1c", "archive"),
        (bytes(257) + b"ustar", "archive"),
        (b"BZh91AY&SY", "archive"),
        (b"\xfd7zXZ\0\0\4", "archive"),
        ("\ufeffa note".encode("utf-16-le"), "text"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (bytes(128) + b"DICM", "DICOM"),
        (b"<!DOCTYPE html>", "web page"),
        (b"L\0\0\0\x01\x14\x02\0\0\0\0\0\xc0", "shortcut"),
        (b"[Desktop Entry]\nType=Link", "shortcut"),
        (b"[InternetShortcut]\r\nURL=https://example.com/", "link"),
        (b"[{000214A0-0000-0000-C000-000000000046}]\r\nProp3=19,11", "link"),
        (b"MZ\x90\0", "program"),
        (bytes(range(256)), "CounterScan"),
    ],
)
def test_a_known_kind_that_is_not_taken_is_called_by_its_name(head: bytes, word: str) -> None:
    assert word in title_for(head)


@pytest.mark.parametrize("junk", [b"\r\n", b"\xef\xbb\xbf", b"\0\0"])
@pytest.mark.parametrize("head", [b"\0\0\0\x18ftypheic\0\0\0\0", b"\0\0\0\x0cjP  \r\n\x87\n"])
def test_blanks_before_boxes_are_left_out_but_not_the_zeros_of_their_size(junk: bytes, head: bytes) -> None:
    assert without_junk(junk + head) == head


def test_a_photo_is_known_by_what_it_goes_with_where_its_own_brand_is_not() -> None:
    assert media_type_of(b"\0\0\0\x1cftypheiC\0\0\0\0mif1heicmiaf") is MediaType.HEIC
