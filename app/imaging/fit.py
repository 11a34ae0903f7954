"""Bring one page within DRX's limits: as it is where it complies, else rendered and encoded. Runs in the darkroom."""

from app.domain.edits import Box, PageEdits
from app.domain.errors import CannotFit, Problem
from app.domain.limits import FitNote, Limits, complies
from app.domain.pages import MediaType
from app.domain.parcels import FittedImage
from app.imaging.decode import StoredPicture, stored_picture
from app.imaging.encode import MAX_FULL_ENCODES, Encoded, encoded
from app.imaging.refusals import refusing_damage
from app.imaging.render import RenderedPage, padded, rendered, shrunk
from app.imaging.sheet import Sheet, sheet_of
from app.imaging.sniff import media_type_of

_SHRINK = 0.8
_MAX_SHRINKS = 24  # 0.8 to this power makes 19 px of 4000


def fit(source: bytes, frame: int, edits: PageEdits, limits: Limits, force_jpeg: bool = False) -> FittedImage:
    """Page `frame` (from 0) of a file with its edits made, within `limits`, as sharp as they allow.

    A compliant file of one upright, untouched page leaves byte for byte, after all its pixels have been decoded once.
    `force_jpeg` makes a baseline JPEG whatever came in, for a store that answered 415 (product.md).
    Raises `UnreadableFile` for a torn page and `CannotFit` where no size of it is within the limits.
    """
    sheet = sheet_of(source, frame)
    edits = _without_idle_crop(edits, sheet)
    if edits.is_untouched and not force_jpeg and sheet.stored is not None:
        kept = _kept(sheet, sheet.stored, limits)
        if kept is not None:
            return kept
    page = rendered(sheet, edits, limits.max_side_px)
    return _checked(_encoded(page, _first_notes(sheet, edits), limits, force_jpeg), limits)


def _without_idle_crop(edits: PageEdits, sheet: Sheet) -> PageEdits:
    """The edits without a crop that takes nothing away."""
    if edits.crop is None:
        return edits
    whole = Box(0, 0, sheet.width, sheet.height)
    return edits.cropped(None) if edits.crop.within(sheet.width, sheet.height) == whole else edits


def _kept(sheet: Sheet, stored: StoredPicture, limits: Limits) -> FittedImage | None:
    """The stored bytes where they comply; None where they have to be rendered. A torn file raises, never leaves."""
    content, media_type = stored.source, stored.media_type
    if not complies(stored.width, stored.height, len(content), media_type, limits):
        return None
    if not stored.may_leave_as_it_is:
        return None
    stored.decoded()
    is_original = sheet.media_type is media_type
    return FittedImage(
        content=content,
        media_type=media_type,
        width=stored.width,
        height=stored.height,
        dpi=sheet.dpi,
        kept_original=is_original,
        encodes=0,
        notes=(FitNote.KEPT if is_original else FitNote.RENDERED,),
    )


def _first_notes(sheet: Sheet, edits: PageEdits) -> list[FitNote]:
    notes = []
    if sheet.media_type is MediaType.PDF:
        notes.append(FitNote.RENDERED)
    if not edits.is_untouched:
        notes.append(FitNote.EDITED)
    return notes


def _encoded(page: RenderedPage, notes: list[FitNote], limits: Limits, force_jpeg: bool) -> FittedImage:
    """Encode; where no good setting is within the limit, shrink by 0.8 and try again."""
    image, scale, encodes = page.image, 1.0, 0
    with refusing_damage():
        for _ in range(_MAX_SHRINKS):
            canvas = padded(image, limits)
            dpi = None if page.dpi is None else max(1, round(page.dpi * scale))
            outcome = encoded(canvas, dpi, limits.max_bytes, force_jpeg=force_jpeg, encodes=encodes)
            if isinstance(outcome, Encoded):
                if page.was_scaled or scale < 1:
                    notes.append(FitNote.SCALED_DOWN)
                if canvas.size != image.size:
                    notes.append(FitNote.PADDED)
                notes.append(FitNote.REENCODED)
                return FittedImage(
                    content=outcome.content,
                    media_type=outcome.media_type,
                    width=canvas.width,
                    height=canvas.height,
                    dpi=dpi,
                    kept_original=False,
                    encodes=outcome.encodes,
                    notes=tuple(notes),
                )
            encodes = outcome.encodes
            if encodes >= MAX_FULL_ENCODES or (canvas.size != image.size and max(image.size) < limits.min_side_px):
                break
            scale *= _SHRINK
            image = shrunk(page.image, scale)
    raise _cannot_fit(f"{limits.max_bytes} bytes")


def _checked(fitted: FittedImage, limits: Limits) -> FittedImage:
    """Decode what was just encoded: nothing leaves that can't be opened again or breaks a limit."""
    media_type = media_type_of(fitted.content)
    stored = stored_picture(fitted.content, media_type)
    size = stored.decoded().size
    within = complies(*size, len(fitted.content), media_type, limits)
    if not within or media_type is not fitted.media_type or size != (fitted.width, fitted.height):
        raise _cannot_fit(f"{media_type.short_name} of {size[0]} x {size[1]} pixels, {len(fitted.content)} bytes")
    return fitted


def _cannot_fit(detail: str) -> CannotFit:
    return CannotFit(
        Problem("This page can't be brought within DRX's limits", "Crop it, or scan it again in parts", detail)
    )
