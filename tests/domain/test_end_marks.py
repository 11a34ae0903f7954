"""The end of a file is there, or it is not: what is cut anywhere but in its padding is never taken for whole."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from app.domain.end_marks import has_its_end, kind_by_magic
from app.domain.pages import MediaType


def drawn(format_: str, **options: object) -> bytes:
    """A small picture with something in it."""
    content = io.BytesIO()
    image = Image.linear_gradient("L").resize((200, 260))
    image.save(content, format_, **options)
    return content.getvalue()


WHOLE = {
    MediaType.JPEG: drawn("JPEG"),
    MediaType.PNG: drawn("PNG"),
    MediaType.PDF: drawn("PDF"),
    MediaType.BMP: drawn("BMP"),
}
OTHERS = {"GIF": drawn("GIF"), "WEBP": drawn("WEBP"), "progressive JPEG": drawn("JPEG", progressive=True)}
CUT = [*WHOLE.values(), *OTHERS.values()]


@pytest.mark.parametrize("content", CUT)
def test_a_whole_file_has_its_end(content: bytes) -> None:
    assert has_its_end(content)


@pytest.mark.parametrize(("media_type", "content"), WHOLE.items())
def test_what_a_scanner_sends_is_known_by_its_first_bytes(media_type: MediaType, content: bytes) -> None:
    assert kind_by_magic(content) is media_type


@given(st.sampled_from(CUT), st.floats(0, 0.99))
def test_a_file_that_is_cut_has_no_end(content: bytes, share: float) -> None:
    known = 32  # bytes that tell what a file is
    assert not has_its_end(content[: known + int((len(content) - known) * share)])


@pytest.mark.parametrize("padding", [b"\0" * 900, b"\r\n"])
def test_padding_behind_the_end_of_a_jpeg_takes_nothing_from_it(padding: bytes) -> None:
    assert has_its_end(WHOLE[MediaType.JPEG] + padding)


def test_what_a_phone_puts_behind_a_jpeg_takes_nothing_from_it() -> None:
    assert has_its_end(WHOLE[MediaType.JPEG] + b"SEFH and a film of a second" * 1000)


def test_the_end_of_a_thumbnail_is_not_the_end_of_the_picture() -> None:
    jpeg, thumbnail = WHOLE[MediaType.JPEG], WHOLE[MediaType.JPEG]
    head = b"\xff\xe1" + (len(thumbnail) + 2).to_bytes(2, "big") + thumbnail
    with_it = jpeg[:2] + head + jpeg[2:]
    assert has_its_end(with_it)
    assert not has_its_end(with_it[: len(head) + 1000])


def test_an_empty_file_has_no_end() -> None:
    assert not has_its_end(b"")


def test_a_tiff_has_none_that_could_be_missed() -> None:
    assert has_its_end(drawn("TIFF")[:500])


@given(st.binary(max_size=2000))
def test_any_bytes_can_be_asked_about(content: bytes) -> None:
    has_its_end(content)
    kind_by_magic(content)
