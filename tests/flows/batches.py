"""Batches for the tests: small pages with labels, as files of several pages, drawn quickly."""

import io
from collections.abc import Sequence

import zxingcpp
from PIL import Image, ImageDraw

from app.practice.barcode128 import bar_widths

SIZE_PX = (440, 572)
MODULE_PX = 2


def labelled(*codes: str, shade: int = 0, qr: str = "") -> Image.Image:
    """A sheet at about 50 dpi with these barcodes below each other, and a line that tells it from others."""
    page = Image.new("L", SIZE_PX, 255)
    draw = ImageDraw.Draw(page)
    for number, code in enumerate(codes):
        x, top, is_bar = 50, 70 + 90 * number, True
        for width in bar_widths(code):
            if is_bar:
                draw.rectangle((x, top, x + MODULE_PX * width - 1, top + 45), 0)
            x, is_bar = x + MODULE_PX * width, not is_bar
    if qr:
        drawn = zxingcpp.create_barcode(qr, zxingcpp.BarcodeFormat.QRCode).to_image(scale=4)
        page.paste(Image.fromarray(drawn), (130, 130))
    draw.rectangle((50, 420, 160 + shade % 200, 520), shade % 90)
    draw.rectangle((220, 400 - shade % 40, 390, 411 - shade % 40), 60)
    return page


def blank() -> Image.Image:
    """A sheet with nothing on it."""
    return Image.new("L", SIZE_PX, 255)


def file_of(pages: Sequence[Image.Image]) -> bytes:
    """One page as a PNG, several as a TIFF."""
    content = io.BytesIO()
    first, *others = pages
    if others:
        first.save(content, "TIFF", save_all=True, append_images=others, compression="tiff_lzw", dpi=(50, 50))
    else:
        first.save(content, "PNG", dpi=(50, 50))
    return content.getvalue()
