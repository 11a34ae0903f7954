"""The resolution that was asked for is written into a scan that tells none, and nothing else is changed."""

import io

import pytest
from PIL import Image

from app.imaging.dpi_stamp import stamped


def drawn(format_: str, **options: object) -> bytes:
    """A small picture with something in it."""
    content = io.BytesIO()
    Image.linear_gradient("L").resize((200, 260)).convert("RGB").save(content, format_, **options)
    return content.getvalue()


def dpi_of(content: bytes) -> int | None:
    """What a foreign reader takes it for."""
    with Image.open(io.BytesIO(content)) as opened:
        told = opened.info.get("dpi")
    return round(told[0]) if told else None


def pixels_of(content: bytes) -> bytes:
    """Every pixel of it."""
    with Image.open(io.BytesIO(content)) as opened:
        return opened.tobytes()


def without_jfif(jpeg: bytes) -> bytes:
    """As devices send it that write no head at all."""
    assert jpeg[2:4] == b"\xff\xe0"
    return jpeg[:2] + jpeg[4 + int.from_bytes(jpeg[4:6], "big") :]


@pytest.mark.parametrize(
    "content",
    [drawn("JPEG"), without_jfif(drawn("JPEG")), drawn("JPEG", progressive=True), drawn("PNG")],
    ids=["jpeg", "jpeg without a head", "progressive jpeg", "png"],
)
def test_a_scan_that_tells_no_resolution_gets_the_one_that_was_asked_for(content: bytes) -> None:
    with_it = stamped(content, None, 300)
    assert dpi_of(with_it) == 300
    assert pixels_of(with_it) == pixels_of(content)


@pytest.mark.parametrize("format_", ["JPEG", "PNG"])
def test_the_stock_answer_of_an_encoder_counts_for_nothing(format_: str) -> None:
    assert dpi_of(stamped(drawn(format_, dpi=(72, 72)), 72, 200)) == 200


@pytest.mark.parametrize("format_", ["JPEG", "PNG", "TIFF"])
def test_a_resolution_of_its_own_is_left_to_the_byte(format_: str) -> None:
    content = drawn(format_, dpi=(150, 150))
    assert stamped(content, 150, 300) == content


def test_nothing_is_made_up_where_nothing_was_asked_for() -> None:
    content = drawn("JPEG")
    assert stamped(content, None, 0) == content


def test_a_jpeg_whose_colours_a_head_would_change_is_left_as_it_is() -> None:
    content = io.BytesIO()
    Image.new("CMYK", (200, 260), (10, 20, 30, 40)).save(content, "JPEG")
    adobe = content.getvalue()
    assert b"Adobe" in adobe
    assert stamped(adobe, None, 300) == adobe
