"""Batches for the tests: small pages with labels, as files of several pages, drawn quickly."""

import io
from collections.abc import Sequence

import zxingcpp
from PIL import Image, ImageDraw

from app.practice.barcode128 import bar_widths

SIZE_PX = (600, 780)
MODULE_PX = 3


def labelled(*codes: str, shade: int = 0, qr: str = "") -> Image.Image:
    """A sheet at about 70 dpi with these barcodes below each other, and a line that tells it from others."""
    page = Image.new("L", SIZE_PX, 255)
    draw = ImageDraw.Draw(page)
    for number, code in enumerate(codes):
        x, top, is_bar = 60, 100 + 120 * number, True
        for width in bar_widths(code):
            if is_bar:
                draw.rectangle((x, top, x + MODULE_PX * width - 1, top + 60), 0)
            x, is_bar = x + MODULE_PX * width, not is_bar
    if qr:
        drawn = zxingcpp.create_barcode(qr, zxingcpp.BarcodeFormat.QRCode).to_image(scale=6)
        page.paste(Image.fromarray(drawn), (120, 200))
    draw.rectangle((60, 560, 220 + shade % 300, 700), shade % 90)
    draw.rectangle((300, 560 - shade % 60, 500, 575 - shade % 60), 60)
    return page


def blank() -> Image.Image:
    """A sheet with nothing on it."""
    return Image.new("L", SIZE_PX, 255)


def file_of(pages: Sequence[Image.Image]) -> bytes:
    """One page as a PNG, several as a TIFF."""
    content = io.BytesIO()
    first, *others = pages
    if others:
        first.save(content, "TIFF", save_all=True, append_images=others, compression="tiff_lzw", dpi=(72, 72))
    else:
        first.save(content, "PNG", dpi=(72, 72))
    return content.getvalue()
