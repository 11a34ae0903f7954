"""From pixels to the bytes that leave: the format by content, the setting by forecast (imaging.md, rules 3 to 5)."""

import io
import math
from dataclasses import dataclass, replace

from PIL import Image, PngImagePlugin

from app.domain.pages import MediaType
from app.imaging.jpeg import JpegSetting, jpeg_bytes, scale_of
from app.imaging.mosaic import TILES_FOR_A_GLANCE, JpegForecast, png_forecast

MAX_FULL_ENCODES = 3
BEST_QUALITY = 98  # beyond it files double for what nobody sees; as large as annex K makes its 97 (imaging.md, rule 4)
FULL_COLOUR_QUALITY = 95  # 4:4:4 where it reaches this within the limit, else 4:2:0
LEAST_QUALITY = 65  # below this a smaller picture looks better
LEAST_WANTED_QUALITY = 80  # for a size that is merely wanted, a picture is not made worse than this, nor smaller
_LEAST_SHRINK, _MOST_SHRINK = 0.70, 0.85
_SHRUNK_QUALITY = 80  # what a picture that has to shrink should then have

_BEST = JpegSetting(scale_of(BEST_QUALITY), is_full_colour=True)

_FAR_BELOW = 0.8  # a glance errs by a tenth at most
_FIRST_AIM, _FURTHER_AIM = 0.985, 0.99  # forecasts err by half a per cent; after one encode by much less
_USED_ENOUGH = 0.95
_CLOSE_ENOUGH = 0.008  # of the budget, or of the scale's logarithm
_MAX_GUESSES = 9
_PNG_LEVEL = 6
_CLEAN_COLOURS = 2048  # a scan's noise makes more in any corner; a drawing has them for its soft edges


@dataclass(frozen=True, slots=True)
class Room:
    """How many bytes there are: `max_bytes` never more, `wanted_bytes` (at most that) rather not more."""

    max_bytes: int
    wanted_bytes: int

    @property
    def is_wanted_less(self) -> bool:
        return self.wanted_bytes < self.max_bytes


@dataclass(frozen=True, slots=True)
class Encoded:
    """Encoded bytes, their type, and how many times the full picture was encoded; `setting` is None for lossless."""

    content: bytes
    media_type: MediaType
    encodes: int
    setting: JpegSetting | None = None


@dataclass(frozen=True, slots=True)
class TooLarge:
    """No setting worth having brings the picture within the limit: both sides should be times `shrink`."""

    encodes: int
    shrink: float


def encoded(
    image: Image.Image, dpi: int | None, room: Room, *, force_jpeg: bool = False, encodes: int = 0
) -> Encoded | TooLarge:
    """The picture (1, L or RGB) within the room there is, as good as it allows.

    1-bit leaves as TIFF G4 (or PNG where that is smaller), clean drawings as PNG, everything else as JPEG; with
    `force_jpeg` always as a baseline JPEG. `encodes` counts what was spent on this page before.
    """
    if not force_jpeg and image.mode == "1":
        lossless = _bilevel(image, dpi)
        encodes += lossless.encodes
        if len(lossless.content) <= room.max_bytes:
            return replace(lossless, encodes=encodes)
    if image.mode == "1":
        image = image.convert("L")
    glance = JpegForecast(image, not force_jpeg, TILES_FOR_A_GLANCE)
    if not force_jpeg and _is_smaller_as_png(glance, room):
        drawing = png_bytes(image, dpi)
        encodes += 1
        if len(drawing) <= room.wanted_bytes:
            return Encoded(drawing, MediaType.PNG, encodes)
    if encodes < MAX_FULL_ENCODES and glance.size_bytes(_BEST) <= room.wanted_bytes * _FAR_BELOW:
        content = jpeg_bytes(image, _BEST, glance.progressive, dpi)
        encodes += 1
        if len(content) <= room.wanted_bytes:
            return Encoded(content, MediaType.JPEG, encodes, _BEST)
    return _jpeg(JpegForecast(image, glance.progressive), dpi, room, encodes)


def _bilevel(image: Image.Image, dpi: int | None) -> Encoded:
    """G4 for type, PNG for dither, where G4 grows; both are small work."""
    fax, drawing = _tiff_g4(image, dpi), None
    if len(fax) * 16 > image.width * image.height:  # half a bit a pixel: G4 is losing
        drawing = png_bytes(image, dpi)
    if drawing is not None and len(drawing) < len(fax):
        return Encoded(drawing, MediaType.PNG, 2)
    return Encoded(fax, MediaType.TIFF, 1 if drawing is None else 2)


def _is_smaller_as_png(forecast: JpegForecast, room: Room) -> bool:
    """Would a PNG be both smaller than a good JPEG and within the room? Few colours tell, before more is tried."""
    if forecast.image.mode == "RGB" and forecast.mosaic.getcolors(_CLEAN_COLOURS) is None:
        return False
    foretold = png_forecast(forecast.image, _PNG_LEVEL)
    if foretold > room.wanted_bytes * _FIRST_AIM:
        return False
    return foretold <= forecast.size_bytes(JpegSetting(scale_of(FULL_COLOUR_QUALITY), is_full_colour=True))


def _jpeg(forecast: JpegForecast, dpi: int | None, room: Room, encodes: int) -> Encoded | TooLarge:
    """One encode where the forecast is right, one more where it was off, at most three in all."""
    found: Encoded | None = None
    last: JpegSetting | None = None
    truth, aim = 1.0, _FIRST_AIM  # how many times larger the last encode was than its forecast
    while encodes < MAX_FULL_ENCODES:
        setting, target_bytes = _chosen(forecast, room, aim / truth)
        if setting is None or setting == last:
            break
        last = setting
        content = jpeg_bytes(forecast.image, setting, forecast.progressive, dpi)
        encodes += 1
        if len(content) <= target_bytes:
            found = Encoded(content, MediaType.JPEG, encodes, setting)
        if found is not None and (_is_good(found, target_bytes) or found.encodes < encodes):
            break
        truth, aim = len(content) / forecast.size_bytes(setting), _FURTHER_AIM
    if found is None:
        return TooLarge(encodes, _shrink_for(forecast, room.max_bytes))
    return replace(found, encodes=encodes)


def _is_good(found: Encoded, target_bytes: int) -> bool:
    """As good as we ever make it, or as large as it may be?"""
    assert found.setting is not None  # noqa: S101  every JPEG has one
    return found.setting == _BEST or len(found.content) >= _USED_ENOUGH * target_bytes


def _chosen(forecast: JpegForecast, room: Room, share: float) -> tuple[JpegSetting | None, int]:
    """The best setting for `share` of the bytes there are, and those bytes; None where even the least is too large."""
    if room.is_wanted_less:
        wanted = _best_setting(forecast, room.wanted_bytes * share, LEAST_WANTED_QUALITY)
        if wanted is not None:
            return wanted, room.wanted_bytes
        least = JpegSetting(scale_of(LEAST_WANTED_QUALITY), is_full_colour=False)
        if forecast.size_bytes(least) <= room.max_bytes * share:
            return least, room.max_bytes
    return _best_setting(forecast, room.max_bytes * share, LEAST_QUALITY), room.max_bytes


def _best_setting(forecast: JpegForecast, budget_bytes: float, least_quality: int) -> JpegSetting | None:
    """4:4:4 where that is good within the budget, else 4:2:0; None where the least quality is too large."""
    good, least = scale_of(FULL_COLOUR_QUALITY), scale_of(least_quality)
    if forecast.size_bytes(_BEST) <= budget_bytes:
        return _BEST
    if forecast.size_bytes(JpegSetting(good, is_full_colour=True)) <= budget_bytes:
        return _finest(forecast, budget_bytes, _BEST.scale, good, is_full_colour=True)
    if forecast.size_bytes(JpegSetting(least, is_full_colour=False)) > budget_bytes:
        return None
    return _finest(forecast, budget_bytes, _BEST.scale, least, is_full_colour=False)


def _finest(
    forecast: JpegForecast, budget_bytes: float, fine: float, coarse: float, *, is_full_colour: bool
) -> JpegSetting:
    """The smallest scale from `fine` to `coarse` (which fits) whose forecast is within the budget.

    Sizes run almost straight over the scale on paper with logarithms on both sides, so a straight line is followed.
    """
    if forecast.size_bytes(JpegSetting(fine, is_full_colour)) <= budget_bytes:
        return JpegSetting(fine, is_full_colour)
    low, high = math.log(fine), math.log(coarse)
    for guess in range(_MAX_GUESSES):
        above = math.log(forecast.size_bytes(JpegSetting(math.exp(low), is_full_colour)) / budget_bytes)
        below = math.log(budget_bytes / forecast.size_bytes(JpegSetting(math.exp(high), is_full_colour)))
        if below < _CLOSE_ENOUGH or high - low < _CLOSE_ENOUGH / 4:
            break
        share = above / (above + below) if guess % 3 else 0.5  # a bend in the line must not stall the search
        middle = low + (high - low) * min(max(share, 0.05), 0.95)
        if forecast.size_bytes(JpegSetting(math.exp(middle), is_full_colour)) <= budget_bytes:
            high = middle
        else:
            low = middle
    return JpegSetting(math.exp(high), is_full_colour)


def _shrink_for(forecast: JpegForecast, max_bytes: int) -> float:
    """By how much both sides should shrink so that a decent quality fits: bytes go with the number of pixels."""
    decent_bytes = forecast.size_bytes(JpegSetting(scale_of(_SHRUNK_QUALITY), is_full_colour=False))
    return min(max(math.sqrt(max_bytes / decent_bytes), _LEAST_SHRINK), _MOST_SHRINK)


def _tiff_g4(image: Image.Image, dpi: int | None) -> bytes:
    paper = io.BytesIO()
    resolution = {"dpi": (dpi, dpi)} if dpi else {}
    image.save(paper, "TIFF", compression="group4", **resolution)
    return paper.getvalue()


def png_bytes(image: Image.Image, dpi: int | None) -> bytes:
    """The picture as a PNG without metadata but its dpi and the name of its colours."""
    paper = io.BytesIO()
    colours = PngImagePlugin.PngInfo()
    if image.mode == "RGB":
        colours.add(b"sRGB", b"\x00")  # perceptual intent (PNG 1.2, section 4.2.2.3)
    resolution = {"dpi": (dpi, dpi)} if dpi else {}
    image.save(paper, "PNG", compress_level=_PNG_LEVEL, pnginfo=colours, **resolution)
    return paper.getvalue()
