"""From pixels to the bytes that leave: the format by content, the setting by forecast (imaging.md, rules 3 to 5)."""

import io
from dataclasses import dataclass

from PIL import Image, PngImagePlugin

from app.domain.pages import MediaType
from app.imaging.jpeg import jpeg_bytes
from app.imaging.mosaic import JpegForecast, png_forecast

MAX_FULL_ENCODES = 3
BEST_QUALITY = 95
LEAST_QUALITY = 60  # below this a smaller picture looks better (imaging.md, rule 4)
_FULL_COLOUR, _HALVED_COLOUR = 0, 2  # Pillow's subsampling: 4:4:4 and 4:2:0
_MARGINS = (0.97, 0.93, 0.8)  # the share of the limit that each further encode aims at; forecasts err by 1.6 %
_PNG_LEVEL = 6


@dataclass(frozen=True, slots=True)
class Encoded:
    """Encoded bytes, their type, and how many times the full picture was encoded for them."""

    content: bytes
    media_type: MediaType
    encodes: int


@dataclass(frozen=True, slots=True)
class TooLarge:
    """No setting worth having brings the picture within the limit: it has to become smaller."""

    encodes: int


def encoded(
    image: Image.Image, dpi: int | None, max_bytes: int, *, force_jpeg: bool = False, encodes: int = 0
) -> Encoded | TooLarge:
    """The picture (1, L or RGB) in at most `max_bytes`, as good as they allow.

    1-bit leaves as TIFF G4 (or PNG where that is smaller), clean drawings as PNG, everything else as JPEG; with
    `force_jpeg` always as a baseline JPEG. `encodes` counts what was spent on this page before.
    """
    if not force_jpeg:
        lossless = _bilevel(image, dpi) if image.mode == "1" else _drawing(image, dpi, max_bytes)
        if lossless is not None:
            encodes += lossless.encodes
            if len(lossless.content) <= max_bytes:
                return Encoded(lossless.content, lossless.media_type, encodes)
    if image.mode == "1":
        image = image.convert("L")
    return _jpeg(image, dpi, max_bytes, progressive=not force_jpeg, encodes=encodes)


def _bilevel(image: Image.Image, dpi: int | None) -> Encoded:
    """G4 for type, PNG for dither, where G4 grows; both are small work."""
    fax, drawing = _tiff_g4(image, dpi), None
    if len(fax) * 16 > image.width * image.height:  # half a bit a pixel: G4 is losing
        drawing = _png(image, dpi)
    if drawing is not None and len(drawing) < len(fax):
        return Encoded(drawing, MediaType.PNG, 2)
    return Encoded(fax, MediaType.TIFF, 1 if drawing is None else 2)


def _drawing(image: Image.Image, dpi: int | None, max_bytes: int) -> Encoded | None:
    """As PNG, where that is both smaller than a good JPEG and within the limit; else None."""
    foretold = png_forecast(image, _PNG_LEVEL)
    if foretold > max_bytes * _MARGINS[0]:
        return None
    if foretold > JpegForecast(image, progressive=True).size_bytes(BEST_QUALITY, _FULL_COLOUR):
        return None
    return Encoded(_png(image, dpi), MediaType.PNG, 1)


def _jpeg(
    image: Image.Image, dpi: int | None, max_bytes: int, *, progressive: bool, encodes: int
) -> Encoded | TooLarge:
    forecast = JpegForecast(image, progressive)
    truth = 1.0  # how many times larger the last encode was than its forecast
    for margin in _MARGINS[encodes:]:
        setting = _best_setting(forecast, max_bytes * margin / truth)
        if setting is None:
            return TooLarge(encodes)
        content = jpeg_bytes(image, *setting, progressive, dpi)
        encodes += 1
        if len(content) <= max_bytes:
            return Encoded(content, MediaType.JPEG, encodes)
        truth = len(content) / forecast.size_bytes(*setting)
    return TooLarge(encodes)


def _best_setting(forecast: JpegForecast, budget_bytes: float) -> tuple[int, int] | None:
    """Quality and subsampling whose forecast is within the budget; None where even the least quality is not."""
    if forecast.size_bytes(BEST_QUALITY, _FULL_COLOUR) <= budget_bytes:
        return BEST_QUALITY, _FULL_COLOUR
    if forecast.size_bytes(LEAST_QUALITY, _HALVED_COLOUR) > budget_bytes:
        return None
    low, high = LEAST_QUALITY, BEST_QUALITY  # low always fits
    while low < high:
        middle = (low + high + 1) // 2
        if forecast.size_bytes(middle, _HALVED_COLOUR) <= budget_bytes:
            low = middle
        else:
            high = middle - 1
    return low, _HALVED_COLOUR


def _tiff_g4(image: Image.Image, dpi: int | None) -> bytes:
    paper = io.BytesIO()
    resolution = {"dpi": (dpi, dpi)} if dpi else {}
    image.save(paper, "TIFF", compression="group4", **resolution)
    return paper.getvalue()


def _png(image: Image.Image, dpi: int | None) -> bytes:
    paper = io.BytesIO()
    colours = PngImagePlugin.PngInfo()
    if image.mode == "RGB":
        colours.add(b"sRGB", b"\x00")  # perceptual intent (PNG 1.2, section 4.2.2.3)
    resolution = {"dpi": (dpi, dpi)} if dpi else {}
    image.save(paper, "PNG", compress_level=_PNG_LEVEL, pnginfo=colours, **resolution)
    return paper.getvalue()
