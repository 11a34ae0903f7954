"""Pixels for the screen: a page upright in its own shape, no larger than asked for. Runs in the darkroom."""

from app.domain.edits import AS_IT_IS, UNTOUCHED, Tone
from app.domain.pages import Picture
from app.imaging.refusals import refusing_damage
from app.imaging.render import rendered
from app.imaging.sheet import sheet_of
from app.imaging.thumbnail import SMALL_SIDE_PX, small
from app.imaging.tone import shown_in


def picture(source: bytes, frame: int, max_side_px: int, tone: Tone = AS_IT_IS) -> Picture:
    """Page `frame` (from 0) scaled down so that no side is over `max_side_px`; never scaled up.

    Its ink and its paper are those of `tone`. Raises `UnreadableFile`.
    """
    sheet, max_side_px = sheet_of(source, frame), max(1, max_side_px)
    is_small = max_side_px <= SMALL_SIDE_PX
    image = small(sheet, max_side_px) if is_small else rendered(sheet, UNTOUCHED, max_side_px).image
    with refusing_damage():
        image = shown_in(image, tone).convert("RGB")
        return Picture(image.width, image.height, image.tobytes("raw", "BGRX"))
