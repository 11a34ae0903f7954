"""Bitmaps without a file header become files that others can read; torn ones become nothing."""

import struct
from io import BytesIO

import pytest
from PIL import Image

from app.scanning.wia.api import Kind, Told
from app.scanning.wia.bands import BAND, HEADER, NEW_PAGE, STATUS, TERMINATION, Bands
from app.scanning.wia.dib import bmp_of, with_its_size


def bitmap(mode: str = "RGB", size: tuple[int, int] = (33, 21)) -> bytes:
    """A real BMP, each row another shade."""
    picture = Image.new("L", size)
    picture.putdata([row * 7 % 256 for row in range(size[1]) for _ in range(size[0])])
    content = BytesIO()
    picture.convert(mode).save(content, "BMP")
    return content.getvalue()


def listening() -> tuple[list[Told], Bands]:
    """Bands, and what they tell; whoever listens never asks to stop."""
    told: list[Told] = []

    def heed(message: Told) -> bool:
        told.append(message)
        return True

    return told, Bands(heed)


@pytest.mark.parametrize("mode", ["1", "L", "RGB"])
def test_a_bitmap_without_its_file_header_becomes_the_same_file_again(mode: str) -> None:
    whole = bitmap(mode)
    assert bmp_of(whole[14:]) == whole


def test_a_height_of_nothing_becomes_that_of_the_rows_that_came() -> None:
    whole = bitmap()
    made = bmp_of(whole[14:22] + b"\0\0\0\0" + whole[26:])
    with Image.open(BytesIO(made)) as picture, Image.open(BytesIO(whole)) as first:
        assert picture.tobytes() == first.tobytes()


@pytest.mark.parametrize("cut", [1, 200, 2000])
def test_a_bitmap_that_is_shorter_than_it_says_is_none(cut: int) -> None:
    assert bmp_of(bitmap()[14:-cut]) == b""


@pytest.mark.parametrize(
    "head",
    [
        b"",
        b"\0" * 39,
        struct.pack("<IiiHHI", 40, -5, 5, 1, 24, 0).ljust(400, b"\0"),
        struct.pack("<IiiHHI", 40, 5, 5, 1, 13, 0).ljust(400, b"\0"),
        struct.pack("<IiiHHI", 2**31, 5, 5, 1, 24, 0).ljust(400, b"\0"),
        struct.pack("<IiiHHI", 40, 2**31 - 1, 2**31 - 1, 1, 32, 0).ljust(400, b"\0"),
    ],
)
def test_heads_that_lie_are_no_bitmaps(head: bytes) -> None:
    assert bmp_of(head) == b""


def test_only_a_bitmap_that_tells_no_size_is_given_one() -> None:
    whole = bitmap()
    assert with_its_size(whole[:2] + b"\0\0\0\0" + whole[6:]) == whole
    assert with_its_size(whole) == whole
    assert with_its_size(b"\xff\xd8\xff") == b"\xff\xd8\xff"


def test_bands_of_two_pages_are_told_as_two_whole_pages() -> None:
    first, second = bitmap(), bitmap("L")
    told, bands = listening()
    for page, end in ((first, NEW_PAGE), (second, TERMINATION)):
        bands.told(HEADER, 0, 0, b"")
        for at in range(14, len(page), 500):
            assert bands.told(BAND, 0, 40, page[at : at + 500])
        assert bands.told(end, 0, 100, b"")
    pages = [message.content for message in told if message.kind == Kind.END_OF_STREAM]
    assert pages == [first, second]
    assert [message.kind for message in told if message.kind not in (Kind.PERCENT, Kind.END_OF_STREAM)] == [
        Kind.STREAM,
        Kind.STREAM,
        Kind.END_OF_TRANSFER,
    ]


def test_a_torn_bitmap_is_told_as_it_came_so_that_it_is_refused() -> None:
    told, bands = listening()
    bands.told(BAND, 0, 0, bitmap()[14:-300])
    bands.told(TERMINATION, 0, 0, b"")
    assert [message.content[:2] for message in told if message.kind == Kind.END_OF_STREAM] == [b"(\0"]


def test_a_transfer_without_a_page_tells_none_and_statuses_pass_through() -> None:
    told, bands = listening()
    bands.told(STATUS, 0x80210010, 0, b"")
    bands.told(TERMINATION, 0, 0, b"")
    assert [(message.kind, message.status) for message in told] == [(5, 0x80210010), (3, 0)]


def test_a_transfer_that_was_called_off_asks_its_driver_to_stop() -> None:
    bands = Bands(lambda _: True)
    bands.is_cancelled = True
    assert not bands.told(BAND, 0, 0, b"x")
