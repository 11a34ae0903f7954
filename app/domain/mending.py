"""What the program does to a page by itself when asked: lays it straight, cleans it up, mends what was remarked."""

from dataclasses import replace

from app.domain.edits import Box, Ink, PageEdits, Tone
from app.domain.geometry import Point, Quad, mapped, rectangle
from app.domain.pages import DeskPage, DocumentKind
from app.domain.readings import PageReading, Remark

LEAST_SKEW_DEG = 0.1
"""Turning a page by less than this can't be seen, and would cost its pixels their sharpness."""

_CARDS = (DocumentKind.INSURANCE_CARD, DocumentKind.ID_CARD)
_CARD_RATIOS = (1.45, 1.72)  # ISO/IEC 7810 ID-1 is 1.586; corners are found to a few pixels
_NEXT_INK = {Ink.AS_IT_IS: Ink.GREY, Ink.GREY: Ink.BLACK_AND_WHITE, Ink.BLACK_AND_WHITE: Ink.AS_IT_IS}
_BRIGHTER = 30  # of 100


def next_ink(ink: Ink) -> Ink:
    """Colour, grey, black and white, in turn."""
    return _NEXT_INK[ink]


def is_laid_by_itself(page: DeskPage, reading: PageReading) -> bool:
    """Does the page lie as `laid_by_itself` lays it (perhaps cropped further since)?"""
    edits = page.edits
    if reading.paper is None:
        return edits.corners is None and edits.straighten_deg == round(reading.skew_deg, 2) != 0
    box = _upright_box(reading.paper)
    return edits.corners == reading.paper if box is None else edits.crop == box and edits.is_laid_as_it_came


def laid_by_itself(page: DeskPage, reading: PageReading) -> PageEdits:
    """The page's edits with its paper flat, straight and alone, as far as the paper was seen; else with straight lines.

    The same edits where there is nothing to do.
    """
    edits, imported = page.edits, page.imported
    if is_laid_by_itself(page, reading):
        return edits
    if reading.paper is not None and reading.paper.is_convex:
        box = _upright_box(reading.paper)
        if box is None:
            return edits.flattened(reading.paper)
        return edits.flattened(None).cropped(box.within(imported.width, imported.height))
    if abs(reading.skew_deg) < LEAST_SKEW_DEG or edits.corners is not None:
        return edits
    straight = edits.straightened(reading.skew_deg, imported.width, imported.height)
    return straight if straight.crop is not None else straight.cropped(_as_large_as_before(page, straight, reading))


def not_laid(edits: PageEdits) -> PageEdits:
    """The edits of a page that lies as it came, whole."""
    return edits.flattened(None).cropped(None)


def cleaned_up(page: DeskPage, reading: PageReading) -> PageEdits:
    """The page's edits with everything made that makes it better for certain; what a person laid stays as it is."""
    edits = page.edits
    if edits.is_laid_as_it_came and edits.crop is None:
        edits = laid_by_itself(page, reading)
    if edits.quarter_turns == 0:
        edits = edits.turned(reading.upright_turns)
    if edits.tone == Tone() and _wants_clean_paper(page, reading):
        edits = edits.toned(Tone(clean_paper=True))
    return edits


def mended(page: DeskPage, reading: PageReading, remark: Remark) -> PageEdits:
    """The page's edits with this remark mended; the same edits where no edit mends it."""
    edits = page.edits
    match remark:
        case Remark.SKEWED | Remark.CUT_OFF:
            return laid_by_itself(page, reading)
        case Remark.UPSIDE_DOWN | Remark.SIDEWAYS:
            return replace(edits, quarter_turns=reading.upright_turns)
        case Remark.TOO_DARK if _is_card(page, reading):
            return edits.toned(replace(edits.tone, brightness=edits.tone.brightness + _BRIGHTER))
        case Remark.TOO_DARK:
            return edits.toned(replace(edits.tone, clean_paper=True))
        case _:
            return edits


def _wants_clean_paper(page: DeskPage, reading: PageReading) -> bool:
    """Photos of paper have shadows; a card has a face on it, which evening out would bleach."""
    return (reading.is_photo or Remark.TOO_DARK in reading.remarks) and not _is_card(page, reading)


def _is_card(page: DeskPage, reading: PageReading) -> bool:
    if page.kind in _CARDS:
        return True
    if reading.paper is None:
        return False
    width, height = reading.paper.flat_size
    return _CARD_RATIOS[0] < max(width, height) / min(width, height) < _CARD_RATIOS[1]


def _upright_box(paper: Quad) -> Box | None:
    """The paper as a crop, where its edges lie so straight that no pixel has to be moved; else None."""
    left, right = (paper.top_left.x + paper.bottom_left.x) / 2, (paper.top_right.x + paper.bottom_right.x) / 2
    top, bottom = (paper.top_left.y + paper.top_right.y) / 2, (paper.bottom_left.y + paper.bottom_right.y) / 2
    upright = rectangle(left, top, right, bottom)
    most_px = LEAST_SKEW_DEG / 57 * max(right - left, bottom - top)
    for corner, ideal in zip(paper.corners, upright.corners, strict=True):
        if max(abs(corner.x - ideal.x), abs(corner.y - ideal.y)) > most_px:
            return None
    return Box(round(left), round(top), round(right), round(bottom))


def _as_large_as_before(page: DeskPage, straight: PageEdits, reading: PageReading) -> Box:
    """The middle of the straightened page, as large as the page was; larger only where something printed needs it."""
    width, height = page.imported.width, page.imported.height
    laying, laid = straight.laying(width, height), straight.laid_size(width, height)
    middle = mapped(laying, Point(width / 2, height / 2))
    left, top = round(middle.x - width / 2), round(middle.y - height / 2)
    right, bottom = left + width, top + height
    if reading.content is not None:
        corners = reading.content.mapped(laying).corners
        left, right = min(left, *(int(p.x) for p in corners)), max(right, *(int(p.x) + 1 for p in corners))
        top, bottom = min(top, *(int(p.y) for p in corners)), max(bottom, *(int(p.y) + 1 for p in corners))
    return Box(left, top, right, bottom).within(*laid)
