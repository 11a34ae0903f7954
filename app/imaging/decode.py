"""Pictures that Pillow opens: their headers, judged before any pixel is touched, and their pixels."""

import io
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

from PIL import Image

from app.domain.errors import Problem, UnreadableFile
from app.domain.pages import MediaType
from app.imaging.bounds import check_decoded_size, check_page_count, check_page_size
from app.imaging.layout import png_exif, tiff_page_count
from app.imaging.refusals import refusing_damage
from app.imaging.tags import dpi_of, orientation_of, swaps_sides, taken_of, upright

Image.MAX_IMAGE_PIXELS = None  # check_page_size judges, with a sentence of its own
# The allow-list: Pillow would open two hundred kinds of file, and start Ghostscript for one of them.
_DECODERS = {
    MediaType.JPEG: ["JPEG"],
    MediaType.PNG: ["PNG"],
    MediaType.TIFF: ["TIFF"],
    MediaType.BMP: ["BMP"],
    MediaType.WEBP: ["WEBP"],
    MediaType.GIF: ["GIF"],
}
_BYTES_A_PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}  # all others take 4


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """One frame of a picture file by its header: upright size in pixels, dpi, time taken (UTC), number of frames.

    `orientation` is the EXIF tag as stored. The pixels are decoded by `decoded`.
    """

    source: bytes
    media_type: MediaType
    frame: int
    frames: int
    width: int
    height: int
    orientation: int
    dpi: int | None
    taken: datetime | None
    profile: bytes | None

    def decoded(self, least: tuple[int, int] | None = None) -> Image.Image:
        """All pixels, upright, in the mode they were stored in, none of them given up for torn data.

        A JPEG may come smaller (by 2, 4 or 8 while decoding), but no side smaller than `least` (imaging.md, rule 6).
        Raises `UnreadableFile`.
        """
        with refusing_damage(), _opened(self.source, self.media_type, self.frame) as image:
            if least is not None and self.media_type is MediaType.JPEG:
                stored_least = least[::-1] if swaps_sides(self.orientation) else least
                image.draft(image.mode, stored_least)
            check_decoded_size(image.width, image.height, _BYTES_A_PIXEL.get(image.mode, 4))
            image.load()
            if self.media_type is MediaType.TIFF:
                return image.copy() if self.frames > 1 else image  # Pillow has put it upright while loading
            return upright(image, self.orientation)


def stored_picture(source: bytes, media_type: MediaType, frame: int = 0) -> StoredPicture:
    """Judge one frame of a picture file by its header alone.

    Raises `UnreadableFile` where it is torn, has no such frame, or is over a bound.
    """
    with refusing_damage():
        frames = frame_count(source, media_type)
        if not 0 <= frame < frames:
            raise UnreadableFile(Problem("This page is not in the file", "Add the file again", f"page {frame + 1}"))
        with _opened(source, media_type, frame) as image:
            return _judged(source, media_type, image, frame, frames)


def stored_pictures(source: bytes, media_type: MediaType) -> list[StoredPicture]:
    """Every frame of a picture file, opened once. Raises as `stored_picture` does."""
    with refusing_damage():
        frames = frame_count(source, media_type)
        pictures = []
        with _opened(source, media_type, 0) as image:
            for frame in range(frames):
                if frame:
                    image.seek(frame)
                pictures.append(_judged(source, media_type, image, frame, frames))
        return pictures


def frame_count(source: bytes, media_type: MediaType) -> int:
    """How many pages a picture file has: all directories of a TIFF, 1 for everything else (animations: the first)."""
    if media_type is not MediaType.TIFF:
        return 1
    frames = tiff_page_count(source)
    check_page_count(frames)
    return frames


@contextmanager
def _opened(source: bytes, media_type: MediaType, frame: int) -> Iterator[Image.Image]:
    with Image.open(io.BytesIO(source), formats=_DECODERS[media_type]) as image:
        check_page_size(image.width, image.height)
        if frame:
            image.seek(frame)
            check_page_size(image.width, image.height)
        yield image


def _judged(source: bytes, media_type: MediaType, image: Image.Image, frame: int, frames: int) -> StoredPicture:
    check_page_size(image.width, image.height)
    exif = _exif_of(source, media_type, image)
    orientation = orientation_of(exif)
    width, height = image.size
    if swaps_sides(orientation) and media_type is not MediaType.TIFF:  # Pillow swaps a TIFF's sides itself
        width, height = height, width
    profile = image.info.get("icc_profile")
    return StoredPicture(
        source, media_type, frame, frames, width, height, orientation, dpi_of(image), taken_of(exif), profile or None
    )


def _exif_of(source: bytes, media_type: MediaType, image: Image.Image) -> Image.Exif:
    """The EXIF block without decoding: Pillow loads all pixels of a PNG to find one that may stand behind them."""
    if media_type is not MediaType.PNG:
        return image.getexif()
    exif = Image.Exif()
    exif.load(png_exif(source))
    return exif
