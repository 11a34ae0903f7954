"""What is seen on a page while its paper is still in the hand. Runs in the darkroom."""

from app.domain.readings import PageReading
from app.imaging.sheet import sheet_of


def judge(source: bytes, frame: int, is_brief: bool = False) -> PageReading:
    """How page `frame` (from 0), upright and unedited, lies, and what may be wrong with it.

    `is_brief` looks for nothing but torn data. Raises `UnreadableFile`.
    """
    sheet_of(source, frame)
    return PageReading()
