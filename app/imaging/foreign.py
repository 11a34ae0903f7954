"""An image as DRX keeps it, in whatever form, as pixels to look at. Runs in the darkroom.

What the bytes are is judged by the bytes; what is said where they can't be shown is said to someone who looks at DRX's
image, and has no file to scan again.
"""

from app.domain.errors import Problem, UnreadableFile
from app.domain.gallery_shelf import ForeignPicture
from app.imaging.picture import picture
from app.imaging.sheet import sheet_of

LOOK_THERE = "Try again, or look at it in DRX"


def foreign_picture(source: bytes, frame: int, max_side_px: int) -> ForeignPicture:
    """Page `frame` (from 0) with no side over `max_side_px`, never scaled up, and what the bytes say of themselves.

    Raises `UnreadableFile`.
    """
    try:
        sheet = sheet_of(source, frame)
        shown = picture(source, frame, max_side_px)
    except UnreadableFile as error:
        problem = error.problem
        raise UnreadableFile(Problem(_said_of_an_image(problem.title), LOOK_THERE, problem.detail)) from error
    return ForeignPicture(shown, sheet.media_type, sheet.frames, sheet.width, sheet.height, sheet.dpi)


def _said_of_an_image(title: str) -> str:
    """`This file is empty` of a file on the desk is `This image is empty` here."""
    return title.replace("This file", "This image", 1).replace("This picture", "This image", 1)
