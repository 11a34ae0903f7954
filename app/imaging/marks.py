"""Barcodes and Patch-T bars on a page (imaging.md, rule 12). The only home of zxing-cpp."""

import zxingcpp
from PIL import Image
from zxingcpp import BarcodeFormat

from app.domain.geometry import Point, Quad
from app.domain.hot_folder import SEPARATOR_TEXT
from app.domain.pages import Picture
from app.domain.readings import PageCode
from app.imaging.colour import on_paper
from app.imaging.patches import patch_in

_IN_USE = (
    BarcodeFormat.Code128,
    BarcodeFormat.Code39,
    BarcodeFormat.Code93,
    BarcodeFormat.ITF,
    BarcodeFormat.Codabar,
    BarcodeFormat.EANUPC,
    BarcodeFormat.QRCode,
    BarcodeFormat.DataMatrix,
    BarcodeFormat.PDF417,
    BarcodeFormat.Aztec,
)
_MAX_CODES = 64  # far more than a page has; each is shown to a person
_MAX_TEXT_LENGTH = 4_096  # more than PDF417, the densest, can hold
_SHORTEST = {BarcodeFormat.ITF: 6, BarcodeFormat.Codabar: 5, BarcodeFormat.Code39: 3}
"""Kinds without a check digit, which lines of type can imitate: shorter ones are not believed."""

_COARSE_DPI = 200
_COARSE_SIDE_PX = 1_700  # letter paper at 150 dpi: where nothing tells the dpi
_MAX_DOUBLED_SIDE_PX = 2_400
_MAX_SIDE_PX = 8_000  # letter paper at 600 dpi has 6600; what is larger is a picture of something else


def codes_in(image: Image.Image, dpi: int | None = None, *, is_brief: bool = False) -> tuple[PageCode, ...]:
    """The barcodes on a picture of any mode, in any direction; their places are in its pixels, from top to bottom.

    A Patch T is told as a code `PATCHT` of the kind "PatchT". A cheap look comes first, then one in all directions;
    where that finds nothing on a coarse picture (below 200 dpi, or small where `dpi` is not known), a doubled copy is
    looked at.
    `is_brief`: the cheap look alone.
    """
    grey = image if image.mode == "L" else on_paper(image, None).convert("L")
    steps = -(-max(grey.size) // _MAX_SIDE_PX)
    if steps > 1:  # zxing copies the picture, and where memory is short it only says that it takes no such thing
        grey = grey.reduce(steps)
    found = [*_read(grey, is_thorough=False, scale=steps), *_patches(grey, steps)]
    if not found and not is_brief:
        found = _read(grey, is_thorough=True, scale=steps)
    if not found and not is_brief and _is_coarse(grey, dpi):
        doubled = grey.resize((grey.width * 2, grey.height * 2), Image.Resampling.BICUBIC)
        found = _read(doubled, is_thorough=True, scale=0.5)
    return tuple(sorted(found, key=lambda code: (code.place.top_left.y, code.place.top_left.x)))


def drawn_code(text: bytes) -> Picture:
    """The QR code of a separator sheet, one pixel a module, with its quiet zone; a fold may go through it.

    `text` is UTF-8: what goes into the darkroom is bytes.
    """
    code = zxingcpp.create_barcode(text.decode(), BarcodeFormat.QRCode, ec_level="H")
    image = Image.fromarray(code.to_image(scale=1)).convert("RGB")
    return Picture(image.width, image.height, image.tobytes("raw", "BGRX"))


def _is_coarse(image: Image.Image, dpi: int | None) -> bool:
    if max(image.size) > _MAX_DOUBLED_SIDE_PX:
        return False
    return dpi < _COARSE_DPI if dpi is not None else max(image.size) <= _COARSE_SIDE_PX


def _read(grey: Image.Image, *, is_thorough: bool, scale: float = 1.0) -> list[PageCode]:
    barcodes = zxingcpp.read_barcodes(
        grey,
        formats=zxingcpp.BarcodeFormats(_IN_USE),  # kept for longer, it complains when the process ends
        try_rotate=is_thorough,
        try_downscale=is_thorough,
        try_invert=is_thorough,
        text_mode=zxingcpp.TextMode.Plain,
    )
    return [_code(barcode, scale) for barcode in barcodes[:_MAX_CODES] if _is_believed(barcode)]


def _patches(grey: Image.Image, scale: float) -> list[PageCode]:
    """The sheet that says nothing but that a document begins, with the word that a code on such a sheet has."""
    place = patch_in(grey)
    if place is None:
        return []
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    return [PageCode(SEPARATOR_TEXT, "PatchT", Quad(*(Point(at.x * scale, at.y * scale) for at in corners)))]


def _is_believed(barcode: zxingcpp.Barcode) -> bool:
    return barcode.valid and _SHORTEST.get(barcode.symbology, 1) <= len(barcode.text) <= _MAX_TEXT_LENGTH


def _code(barcode: zxingcpp.Barcode, scale: float) -> PageCode:
    place = barcode.position
    corners = (place.top_left, place.top_right, place.bottom_right, place.bottom_left)
    quad = Quad(*(Point(corner.x * scale, corner.y * scale) for corner in corners))
    return PageCode(barcode.text, barcode.format.name, quad)
