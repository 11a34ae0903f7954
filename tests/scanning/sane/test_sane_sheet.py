"""The file of a page: packed without loss if it is whole, and told if it is not."""

import io
import random
import struct

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageDraw

from app.domain.end_marks import has_its_end, kind_by_magic
from app.domain.pages import MediaType
from app.scanning.sane.sheet import sheet_in
from tests.scanning.sane.feeder import decoded

MODES = ("1", "L", "RGB")


def drawn(mode: str, width: int, height: int) -> Image.Image:
    image = Image.effect_noise((width, height), 60).convert(mode)
    ImageDraw.Draw(image).line((0, 0, width, height), fill=0, width=3)
    return image


def tiff_of(image: Image.Image, dpi: int = 300, compression: str = "raw") -> bytes:
    file = io.BytesIO()
    image.save(file, "TIFF", dpi=(dpi, dpi), compression=compression)
    return file.getvalue()


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize("size", [(1, 1), (7, 3), (8, 8), (301, 233)])
@pytest.mark.parametrize("dpi", [75, 200, 1200])
def test_a_page_is_packed_without_loss(mode: str, size: tuple[int, int], dpi: int) -> None:
    image = drawn(mode, *size)
    sheet = sheet_in(tiff_of(image, dpi))
    assert sheet is not None
    page = sheet.packed()
    assert kind_by_magic(page) is MediaType.PNG
    assert has_its_end(page)
    again = decoded(page)
    assert (again.mode, again.size, again.tobytes()) == (image.mode, image.size, image.tobytes())
    assert again.info["dpi"] == pytest.approx((dpi, dpi), abs=0.1)


def test_white_that_is_zero_stays_white() -> None:
    header = struct.pack(">2sHIH", b"MM", 42, 8, 5)
    entries = ((256, 8), (257, 1), (258, 1), (262, 0), (273, 74))
    tags = b"".join(struct.pack(">HHIHH", tag, 3, 1, value, 0) for tag, value in entries)
    sheet = sheet_in(header + tags + bytes(4) + b"\xf0")
    assert sheet is not None
    image = decoded(sheet.packed())
    assert [image.getpixel((x, 0)) for x in range(8)] == [0, 0, 0, 0, 255, 255, 255, 255]
    assert "dpi" not in image.info


@pytest.mark.parametrize("mode", MODES)
def test_no_page_that_was_cut_off_is_whole(mode: str) -> None:
    page = tiff_of(drawn(mode, 61, 47))
    ends = range(len(page)) if mode == "1" else random.Random(5).sample(range(len(page)), 1000)
    assert not [end for end in ends if _pixels_are_missing(page, end) and sheet_in(page[:end]) is not None]


def _pixels_are_missing(page: bytes, end: int) -> bool:
    """Pillow pads a strip to a word: what is cut off of that is no loss."""
    whole = sheet_in(page)
    assert whole is not None
    return end < len(page) - len(whole.rows) + whole.row_bytes * whole.height


@pytest.mark.parametrize("compression", ["tiff_lzw", "jpeg"])
def test_a_compressed_file_is_none_of_scanimages(compression: str) -> None:
    assert sheet_in(tiff_of(drawn("RGB", 40, 40), compression=compression)) is None


def test_t6_sixteen_bits_are_not_taken() -> None:
    assert sheet_in(tiff_of(Image.new("I;16", (20, 20)))) is None


@given(st.binary(max_size=400), st.sampled_from([b"", b"II*\0", b"MM\0*", b"II*\0\x08\0\0\0", b"MM\0*\0\0\0\x08"]))
def test_no_file_is_too_strange(content: bytes, head: bytes) -> None:
    sheet = sheet_in(head + content)
    assert sheet is None or decoded(sheet.packed()).size == (sheet.width, sheet.height)


@given(st.data())
def test_a_page_with_a_changed_byte_is_whole_or_is_told(data: st.DataObject) -> None:
    page = bytearray(tiff_of(Image.new("L", (9, 9), 200)))
    page[data.draw(st.integers(0, len(page) - 1))] = data.draw(st.integers(0, 255))
    sheet = sheet_in(bytes(page))
    assert sheet is None or decoded(sheet.packed()).size == (sheet.width, sheet.height)
