"""Bring one page within DRX's limits: as it is where it complies, else rendered and encoded. Runs in the darkroom."""

from dataclasses import replace

from PIL import Image

from app.domain.edits import Box, PageEdits
from app.domain.limits import FitNote, Limits
from app.domain.pages import MediaType
from app.domain.parcels import FitFacts, FittedImage
from app.imaging.check import cannot_fit, checked, codes_of, has_codes
from app.imaging.encode import MAX_FULL_ENCODES, Encoded, Room, encoded
from app.imaging.keep import kept
from app.imaging.recode import recoded
from app.imaging.refusals import refusing_damage
from app.imaging.render import RenderedPage, padded, rendered, shrunk
from app.imaging.sheet import Sheet, sheet_of

_MAX_SHRINKS = 24  # 0.85 to this power makes 80 px of 4000


def fit(source: bytes, frame: int, edits: PageEdits, limits: Limits, force_jpeg: bool = False) -> FittedImage:
    """Page `frame` (from 0) of a file with its edits made, within `limits`, as sharp as they allow.

    A compliant file of one upright, untouched page leaves byte for byte but for its metadata, and no pixel of it is
    decoded. Whatever was encoded is decoded again; a barcode that could be read before and can't any more is told by
    `FitNote.CODE_LOST`. `force_jpeg` makes a baseline JPEG whatever came in, for a store that answered 415
    (product.md). Raises `UnreadableFile` for a torn page and `CannotFit` where no size of it is within the limits.
    """
    sheet = sheet_of(source, frame)
    edits = _without_idle_crop(edits, sheet)
    if not force_jpeg:
        fitted = kept(sheet, limits) if edits.is_untouched else _recoded(sheet, edits, limits)
        if fitted is not None:
            return fitted
    page = rendered(sheet, edits, limits.max_side_px)
    return _encoded_and_checked(sheet, edits, page, limits, force_jpeg)


def _without_idle_crop(edits: PageEdits, sheet: Sheet) -> PageEdits:
    """The edits without a crop that takes nothing away."""
    if edits.crop is None or not edits.is_laid_as_it_came:
        return edits
    whole = Box(0, 0, sheet.width, sheet.height)
    return edits.cropped(None) if edits.crop.within(sheet.width, sheet.height) == whole else edits


def _recoded(sheet: Sheet, edits: PageEdits, limits: Limits) -> FittedImage | None:
    """A crop or turn of a JPEG on its own grid; None where that way is not open, or a barcode would not survive it."""
    outcome = recoded(sheet, edits, limits)
    if outcome is None:
        return None
    page, content = outcome
    fitted = FittedImage(
        content=content,
        media_type=MediaType.JPEG,
        width=page.image.width,
        height=page.image.height,
        dpi=page.dpi,
        kept_original=False,
        encodes=1,
        notes=(*_first_notes(sheet, edits), FitNote.REENCODED),
        facts=_facts(sheet),
    )
    return fitted if has_codes(checked(fitted, limits), page.dpi, codes_of(page.image, page.dpi)) else None


def _encoded_and_checked(
    sheet: Sheet, edits: PageEdits, page: RenderedPage, limits: Limits, force_jpeg: bool
) -> FittedImage:
    """Encode, look at it again; where a barcode was lost, encode once better if that is possible."""
    wanted_bytes = min(limits.wanted_bytes or limits.max_bytes, limits.max_bytes)
    fitted = _encoded(sheet, edits, page, limits, Room(limits.max_bytes, wanted_bytes), force_jpeg)
    image = checked(fitted, limits)
    if fitted.facts.quality is None and not page.was_scaled:
        return fitted
    texts = codes_of(_before(sheet, edits, page), page.dpi)
    if has_codes(image, page.dpi, texts):
        return fitted
    if wanted_bytes < limits.max_bytes and fitted.encodes < MAX_FULL_ENCODES:
        room = Room(limits.max_bytes, limits.max_bytes)
        better = _encoded(sheet, edits, page, limits, room, force_jpeg, fitted.encodes)
        if has_codes(checked(better, limits), page.dpi, texts):
            return better
    return replace(fitted, notes=(*fitted.notes, FitNote.CODE_LOST))


def _before(sheet: Sheet, edits: PageEdits, page: RenderedPage) -> Image.Image:
    """The page as sharp as it was decoded: before it was scaled where nothing else was done to it."""
    if not page.was_scaled or not edits.is_untouched:
        return page.image
    return sheet.decoded(page.image.size)


def _first_notes(sheet: Sheet, edits: PageEdits) -> tuple[FitNote, ...]:
    notes = []
    if sheet.media_type is MediaType.PDF:
        notes.append(FitNote.RENDERED)
    if not edits.is_untouched:
        notes.append(FitNote.EDITED)
    return tuple(notes)


def _facts(sheet: Sheet) -> FitFacts:
    return FitFacts(sheet.width, sheet.height, len(sheet.stored.source) if sheet.stored is not None else 0)


def _encoded(
    sheet: Sheet,
    edits: PageEdits,
    page: RenderedPage,
    limits: Limits,
    room: Room,
    force_jpeg: bool,
    encodes: int = 0,
) -> FittedImage:
    """Encode; where no good setting is within the limit, shrink by as much as a decent one needs and try again."""
    image, scale = page.image, 1.0
    with refusing_damage():
        for _ in range(_MAX_SHRINKS):
            canvas = padded(image, limits)
            dpi = None if page.dpi is None else max(1, round(page.dpi * scale))
            outcome = encoded(canvas, dpi, room, force_jpeg=force_jpeg, encodes=encodes)
            if isinstance(outcome, Encoded):
                changes = {
                    FitNote.SCALED_DOWN: page.was_scaled or scale < 1,
                    FitNote.SHRUNK: scale < 1,
                    FitNote.PADDED: canvas.size != image.size,
                    FitNote.REENCODED: True,
                }
                made = tuple(note for note, is_so in changes.items() if is_so)
                quality = None if outcome.setting is None else outcome.setting.quality
                return FittedImage(
                    content=outcome.content,
                    media_type=outcome.media_type,
                    width=canvas.width,
                    height=canvas.height,
                    dpi=dpi,
                    kept_original=False,
                    encodes=outcome.encodes,
                    notes=(*_first_notes(sheet, edits), *made),
                    facts=replace(_facts(sheet), quality=quality),
                )
            encodes = outcome.encodes
            if encodes >= MAX_FULL_ENCODES or (canvas.size != image.size and max(image.size) < limits.min_side_px):
                break
            scale *= outcome.shrink
            image = shrunk(page.image, scale)
    raise cannot_fit(f"{limits.max_bytes} bytes")
