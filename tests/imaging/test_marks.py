"""Barcodes on a page: read in every direction, in their places, and none where there is none."""

import pytest
import zxingcpp
from PIL import Image
from zxingcpp import BarcodeFormat

from app.imaging.marks import codes_in
from tests.imaging.drawn_paper import typed_page

IN_USE = {
    "Code128": "RX 6789012-03",
    "Code39": "ABC123456",
    "Code93": "ABC12345",
    "ITF": "12345678",
    "Codabar": "A1234567B",
    "EAN13": "5901234123457",
    "QRCode": "https://example.test/rx",
    "DataMatrix": "0112345",
    "PDF417": "@ANSI 6360 DRIVER",
    "Aztec": "made up",
}


def barcode(kind: str, text: str, module_px: int = 3) -> Image.Image:
    drawn = zxingcpp.create_barcode(text, getattr(BarcodeFormat, kind)).to_image(scale=module_px)
    height, width = drawn.shape
    return Image.frombytes("L", (width, height), memoryview(drawn).tobytes())  # type: ignore[arg-type]  # it is a buffer


def page_with(code: Image.Image) -> Image.Image:
    page = typed_page().convert("L")
    page.paste(255, (300, 700, 300 + code.width + 80, 700 + code.height + 80))
    page.paste(code, (340, 740))
    return page


@pytest.mark.parametrize(("kind", "text"), IN_USE.items())
def test_every_kind_in_use_is_read(kind: str, text: str) -> None:
    (code,) = codes_in(page_with(barcode(kind, text)))
    assert (code.symbology, code.text) == (kind, text)


@pytest.mark.parametrize("angle", [3, -6, 90, 180, 270])
def test_a_code_is_read_in_any_direction(angle: int) -> None:
    page = page_with(barcode("Code128", "RX 6789012-03")).rotate(angle, Image.Resampling.BICUBIC, True, fillcolor=255)
    assert [code.text for code in codes_in(page)] == ["RX 6789012-03"]


def test_its_place_is_in_the_pages_pixels() -> None:
    (code,) = codes_in(page_with(barcode("QRCode", "x" * 20, 6)))
    assert abs(code.place.top_left.x - 340) < 40
    assert abs(code.place.top_left.y - 740) < 40


def test_a_fine_code_on_a_coarse_picture_is_read_on_a_doubled_copy() -> None:
    code = barcode("DataMatrix", "0112345678901234", 4)
    page = page_with(code.resize((code.width * 2 // 5, code.height * 2 // 5), Image.Resampling.BOX))
    assert [found.text for found in codes_in(page, 96)] == ["0112345678901234"]


@pytest.mark.parametrize("seed", range(2))
def test_type_is_no_code(seed: int) -> None:
    assert codes_in(typed_page(seed=seed)) == ()


@pytest.mark.parametrize("mode", ["1", "P", "RGB", "RGBA", "CMYK"])
def test_codes_are_read_on_pictures_of_every_mode(mode: str) -> None:
    page = page_with(barcode("QRCode", "made up")).convert("RGB").convert(mode)
    assert [code.text for code in codes_in(page)] == ["made up"]


def test_a_code_on_a_picture_of_a_gigantic_size_is_found_at_its_place() -> None:
    picture = Image.new("L", (12_000, 900), 255)
    picture.paste(barcode("Code128", "RX123456", module_px=6), (9_000, 100))
    (code,) = codes_in(picture)
    assert code.text == "RX123456"
    assert 9_000 <= code.place.top_left.x <= code.place.top_right.x <= 12_000
