"""What a picture says about itself beside its pixels: which way is up, its dpi, and when it was taken."""

import re
from datetime import UTC, datetime, timedelta, timezone

from PIL import ExifTags, Image

from app.imaging.colour_profiles import profile_of_gamma

_UPRIGHT = 1
_LEAST_DPI, _MOST_DPI = 20, 9600  # anything else is a slip of the writer, not a resolution
_TURNS = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
_OFFSET = re.compile(r"([+-])(\d\d):(\d\d)")


def orientation_of(exif: Image.Exif) -> int:
    """The orientation tag, 1 to 8 (EXIF 2.32, tag 0x0112); 1 where it is missing or makes no sense."""
    orientation = exif.get(ExifTags.Base.Orientation, _UPRIGHT)
    return orientation if orientation in _TURNS else _UPRIGHT


def swaps_sides(orientation: int) -> bool:
    """Do width and height change places when a picture with this orientation is put upright?"""
    return orientation >= 5


def upright(image: Image.Image, orientation: int) -> Image.Image:
    """The picture the way up that its orientation tag says."""
    turn = _TURNS.get(orientation)
    return image if turn is None else image.transpose(turn)


def dpi_of(image: Image.Image) -> int | None:
    """The picture's dots per inch along its first side, rounded; None where it says none."""
    stated = image.info.get("dpi")
    try:
        dpi = round(float(stated[0])) if stated else 0
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, LookupError):
        return None
    return dpi if _LEAST_DPI <= dpi <= _MOST_DPI else None


def dots_of(image: Image.Image) -> tuple[float, float] | None:
    """Dots per inch across and down as stored, before the page is put upright; None where it says none."""
    stated = image.info.get("dpi")
    try:
        return (float(stated[0]), float(stated[1])) if stated else None
    except (TypeError, ValueError, ZeroDivisionError, OverflowError, LookupError):
        return None


def profile_in(image: Image.Image) -> bytes | None:
    """The embedded colour profile, or one made of the numbers that a PNG has instead (PNG 3, section 4.3)."""
    profile = image.info.get("icc_profile")
    if profile or image.format != "PNG" or "srgb" in image.info or "gamma" not in image.info:
        return profile or None
    try:
        return profile_of_gamma(float(image.info["gamma"]), image.info.get("chromaticity"))
    except (TypeError, ValueError, ZeroDivisionError, OverflowError):
        return None


def taken_of(exif: Image.Exif) -> datetime | None:
    """When the picture was taken, in UTC: the original's time, else the scan's, else the file's.

    A time without an offset is the local time of this computer: a counter's camera stands at the counter.
    """
    details = exif.get_ifd(ExifTags.IFD.Exif)
    stamps = (
        (details.get(ExifTags.Base.DateTimeOriginal), details.get(ExifTags.Base.OffsetTimeOriginal)),
        (details.get(ExifTags.Base.DateTimeDigitized), details.get(ExifTags.Base.OffsetTimeDigitized)),
        (exif.get(ExifTags.Base.DateTime), details.get(ExifTags.Base.OffsetTime)),
    )
    for stamp, offset in stamps:
        moment = _moment(stamp, offset)
        if moment is not None:
            return moment
    return None


def _moment(stamp: object, offset: object) -> datetime | None:
    if not isinstance(stamp, str):
        return None
    try:
        local = datetime.strptime(stamp.strip("\x00 "), "%Y:%m:%d %H:%M:%S")  # noqa: DTZ007  the zone comes next
        found = _OFFSET.fullmatch(offset.strip("\x00 ")) if isinstance(offset, str) else None
        if found is None:
            return local.astimezone(UTC)
        away = timedelta(hours=int(found[2]), minutes=int(found[3]))
        return local.replace(tzinfo=timezone(-away if found[1] == "-" else away)).astimezone(UTC)
    except (ValueError, OverflowError, OSError):  # the year 0, a camera never set, a zone of 99 hours
        return None
