"""What a file is, by its bytes."""

import pytest

from app.domain.errors import UnreadableFile
from app.domain.pages import MediaType
from app.imaging.sniff import media_type_of
from tests.imaging.imaging_files import EVERY_FORMAT, of_every_format


def title_for(head: bytes) -> str:
    with pytest.raises(UnreadableFile) as caught:
        media_type_of(head)
    return caught.value.problem.title


@pytest.mark.parametrize("kind", EVERY_FORMAT)
def test_every_format_is_known_by_its_bytes(kind: str) -> None:
    assert media_type_of(of_every_format(kind)) is MediaType[kind]


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
        (b"\0\0\0\x18ftypheic\0\0\0\0", "HEIC"),
        (b"\0\0\0\x18ftypavif\0\0\0\0", "AVIF"),
        (b"\0\0\0\x18ftypisom\0\0\0\0", "video"),
        (b"PK\x03\x04" + bytes(26) + b"word/document.xml", "Word"),
        (b"PK\x03\x04" + bytes(26) + b"[Content_Types].xml", "Office"),
        (b"PK\x03\x04" + bytes(26) + b"scan.jpg", "ZIP"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Office"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"%!PS-Adobe-3.0", "PostScript"),
        (bytes(128) + b"DICM", "DICOM"),
        (b"<!DOCTYPE html>", "web page"),
        (b"MZ\x90\0", "program"),
        (bytes(range(256)), "CounterScan"),
    ],
)
def test_a_known_kind_that_is_not_taken_is_called_by_its_name(head: bytes, word: str) -> None:
    assert word in title_for(head)
