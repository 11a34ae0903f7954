"""The original as it came, where it complies: no pixel of it is decoded, only what could identify is taken out."""

from app.domain.limits import FitNote, Limits, complies
from app.domain.pages import MediaType
from app.domain.parcels import FitFacts, FittedImage
from app.imaging.decode import StoredPicture
from app.imaging.sheet import Sheet
from app.imaging.strip import stripped

WORTH_ENCODING = 1.5
"""A page that has more than so many times the bytes wanted is encoded again; for less than that it is left alone."""


def kept(sheet: Sheet, limits: Limits) -> FittedImage | None:
    """The stored bytes where they comply; None where the page has to be rendered.

    Told by the skeleton alone: a file that is cut off goes the other way, where decoding refuses it. Torn data inside a
    whole skeleton is for `app.imaging.judge` to find, which decodes every page before it is sent.
    """
    stored = sheet.stored
    if stored is None or not stored.may_leave_as_it_is or not _complies(stored, limits):
        return None
    content = stripped(stored.source, stored.media_type)
    if content is None or not _is_whole(content, stored):
        return None
    is_original = sheet.media_type is stored.media_type
    notes = [FitNote.KEPT if is_original else FitNote.RENDERED]
    if len(content) < len(stored.source):
        notes.append(FitNote.STRIPPED)
    return FittedImage(
        content=content,
        media_type=stored.media_type,
        width=stored.width,
        height=stored.height,
        dpi=sheet.dpi,
        kept_original=is_original,
        encodes=0,
        notes=tuple(notes),
        facts=FitFacts(
            sheet.width, sheet.height, len(stored.source), stripped_bytes=max(0, len(stored.source) - len(content))
        ),
    )


def _complies(stored: StoredPicture, limits: Limits) -> bool:
    size_bytes = len(stored.source)
    if limits.wanted_bytes is not None and size_bytes > limits.wanted_bytes * WORTH_ENCODING:
        return False
    return complies(stored.width, stored.height, size_bytes, stored.media_type, limits)


def _is_whole(content: bytes, stored: StoredPicture) -> bool:
    """Does the file reach to its end? Stripping has walked through all others; a bitmap's rows are counted here."""
    if stored.media_type is not MediaType.BMP:
        return True
    pixels_begin = int.from_bytes(content[10:14], "little")
    bits_a_pixel = int.from_bytes(content[28:30], "little")
    row_bytes = (stored.width * bits_a_pixel + 31) // 32 * 4
    return pixels_begin + row_bytes * stored.height <= len(content)
