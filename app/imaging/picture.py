"""Pixels for the screen: a page upright and unedited, no larger than asked for. Runs in the darkroom."""

from app.domain.edits import UNTOUCHED
from app.domain.pages import Picture
from app.imaging.refusals import refusing_damage
from app.imaging.render import rendered
from app.imaging.sheet import sheet_of


def picture(source: bytes, frame: int, max_side_px: int) -> Picture:
    """Page `frame` (from 0) scaled down so that no side is over `max_side_px`; never scaled up.

    Raises `UnreadableFile`.
    """
    page = rendered(sheet_of(source, frame), UNTOUCHED, max(1, max_side_px))
    with refusing_damage():
        image = page.image.convert("RGB")
        return Picture(image.width, image.height, image.tobytes("raw", "BGRX"))
