"""Pictures as they are stored: their headers, judged before any pixel is touched, and their pixels."""

import io
import logging
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import TypeVar

from PIL import Image

from app.domain.errors import Problem, UnreadableFile
from app.domain.pages import MediaType
from app.imaging.bounds import MAX_SCANS, check_decoded_size, check_page_size
from app.imaging.boxes import are_whole_boxes
from app.imaging.complaints import complaints_heard
from app.imaging.heif import heif_decoded, heif_frames
from app.imaging.jpeg2000 import jpeg2000_levels, jpeg2000_profile
from app.imaging.layout import png_exif
from app.imaging.plain import is_plain
from app.imaging.refusals import damaged, refusing_damage
from app.imaging.shape import true_size
from app.imaging.skeleton_jpeg import SOS, has_one_scan, jpeg_frame, jpeg_segments
from app.imaging.skeleton_tiff import TiffDirectory, tiff_pages
from app.imaging.tags import dots_of, dpi_of, orientation_of, profile_in, swaps_sides, taken_of, upright
from app.imaging.tiff import check_tiff_page, check_tiff_pieces, must_be_written_anew, openable
from app.imaging.torn_jpeg import with_its_end

logging.getLogger("PIL").setLevel(logging.CRITICAL)  # it logs what it then raises, and its words may be the file's
Image.MAX_IMAGE_PIXELS = None  # check_page_size judges, with a sentence of its own
# The allow-list: Pillow would open two hundred kinds of file, and start Ghostscript for one of them.
_DECODERS = {
    MediaType.JPEG: ["JPEG"],
    MediaType.PNG: ["PNG"],
    MediaType.TIFF: ["TIFF"],
    MediaType.BMP: ["BMP"],
    MediaType.WEBP: ["WEBP"],
    MediaType.GIF: ["GIF"],
    MediaType.AVIF: ["AVIF"],
    MediaType.JPEG_2000: ["JPEG2000"],
}
_BYTES_A_PIXEL = {"1": 1, "L": 1, "P": 1, "I;16": 2, "I;16B": 2, "I;16L": 2}  # all others take 4
_OF_BOXES = frozenset({MediaType.HEIC, MediaType.AVIF, MediaType.JPEG_2000})
_Found = TypeVar("_Found")


@dataclass(frozen=True, slots=True)
class StoredPicture:
    """One page of a picture file by its header: upright size in pixels, dpi, time taken (UTC), number of pages.

    `frame` is its place among the file's directories, thumbnails counted. `orientation` is the EXIF tag as stored.
    `has_square_pixels`: not a fax of 204 x 98 dpi, say, which is stretched to its true shape (`width` and `height`
    have it already). `is_plain`: any reader shows these bytes as they are shown here. `decoded` gives the pixels.
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
    has_square_pixels: bool = True
    is_plain: bool = False

    @property
    def may_leave_as_it_is(self) -> bool:
        """Is the file one upright page that every reader shows in the same way?"""
        return self.frames == 1 and self.orientation == 1 and self.has_square_pixels and self.is_plain

    def decoded(self, least: tuple[int, int] | None = None) -> Image.Image:
        """All pixels, upright, in the mode they were stored in, none of them given up for torn data.

        Some formats may come smaller (JPEG and JPEG 2000 by 2, 4 or 8 while decoding, HEIC by the small picture
        inside), but no side smaller than `least` (imaging.md, rule 6). Raises `UnreadableFile`.
        """
        with refusing_damage():
            if self.media_type is MediaType.HEIC:
                return heif_decoded(self.source, self.frame, least)
            is_jpeg = self.media_type is MediaType.JPEG
            source = with_its_end(self.source) if is_jpeg else self.source
            with _opened(source, self.media_type, self.frame) as image:
                if least is not None:
                    self._shrink_while_decoding(image, least[::-1] if swaps_sides(self.orientation) else least)
                check_decoded_size(image.width, image.height, _BYTES_A_PIXEL.get(image.mode, 4))
                if self.media_type is not MediaType.TIFF:
                    image.load()
                    return self._stretched(upright(image, self.orientation))
                with complaints_heard():  # whoever wants to know what libtiff says asks `torn`
                    image.load()  # Pillow puts a TIFF upright meanwhile
                return self._stretched(image.copy() if self.frames > 1 else image)

    def complaints(self) -> str:
        """What libtiff has to say while it decodes a TIFF page; empty where nothing is wrong. Raises as `decoded`."""
        with refusing_damage(), _opened(self.source, self.media_type, self.frame) as image:
            check_decoded_size(image.width, image.height, _BYTES_A_PIXEL.get(image.mode, 4))
            with complaints_heard() as heard:
                image.load()
            return heard.text

    def _shrink_while_decoding(self, image: Image.Image, least: tuple[int, int]) -> None:
        if self.media_type is MediaType.JPEG and self.has_square_pixels:
            image.draft(image.mode, least)
        elif self.media_type is MediaType.JPEG_2000:
            levels = jpeg2000_levels(self.source)
            while levels and (image.width >> levels < least[0] or image.height >> levels < least[1]):
                levels -= 1
            if levels:
                image.reduce = levels  # type: ignore[assignment,method-assign]  # Pillow's own name for both

    def _stretched(self, image: Image.Image) -> Image.Image:
        """In its true shape. 1-bit stays 1-bit: rows are repeated, none is lost."""
        if self.has_square_pixels:
            return image
        filter_ = Image.Resampling.NEAREST if image.mode in ("1", "P", "PA") else Image.Resampling.BICUBIC
        return image.resize((self.width, self.height), filter_)


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a page is in its file: its number among the directories of a TIFF, and that directory."""

    number: int
    directory: TiffDirectory | None = None


def stored_picture(source: bytes, media_type: MediaType, frame: int = 0) -> StoredPicture:
    """Judge one page of a picture file by its header alone.

    Raises `UnreadableFile` where it is torn, has no such page, or is over a bound.
    """
    with refusing_damage():
        if media_type is MediaType.HEIC:
            return _one_of(_heif_pictures(source), frame)
        places = _places(source, media_type)
        place = _one_of(places, frame)
        if place.directory is not None:  # of several pages the whole ones are read, the torn one says so itself
            check_tiff_pieces(place.directory, len(source))
        with _opened(source, media_type, place.number) as image:
            return _judged(source, media_type, image, place, len(places))


def stored_pictures(source: bytes, media_type: MediaType) -> list[StoredPicture]:
    """Every page of a picture file, opened once where that is possible. Raises as `stored_picture` does."""
    with refusing_damage():
        if media_type is MediaType.HEIC:
            return _heif_pictures(source)
        places = _places(source, media_type)
        if media_type is MediaType.TIFF and must_be_written_anew(source):
            return [stored_picture(source, media_type, frame) for frame in range(len(places))]
        pictures = []
        with _opened(source, media_type, places[0].number) as image:
            for place in places:
                image.seek(place.number)
                pictures.append(_judged(source, media_type, image, place, len(places)))
        return pictures


def _places(source: bytes, media_type: MediaType) -> list[_Place]:
    """Every page: those directories of a TIFF that are one; of everything else the first picture alone.

    An animation is its first picture, and so is a photo with a preview or a second eye behind it.
    """
    if media_type is MediaType.JPEG:
        _check_depth(source)
        _check_scans(source)
    if media_type in _OF_BOXES and not are_whole_boxes(source):
        raise damaged("ends early")
    if media_type is not MediaType.TIFF:
        return [_Place(0)]
    pages = tiff_pages(source)
    for _, page in pages:
        check_tiff_page(page)
    if len(pages) == 1:
        check_tiff_pieces(pages[0][1], len(source))
    return [_Place(*found) for found in pages]


def _check_depth(source: bytes) -> None:
    """Pillow's JPEG decoder knows 8 bits a colour alone; X-ray and satellite pictures have 12 or 16."""
    segment = jpeg_frame(source)
    if segment is not None and segment.content[:1] not in (b"", b"\x08"):
        advice = "Save it as a PNG or a TIFF where it was made, then add that"
        detail = f"{segment.content[0]} bits a colour"
        raise UnreadableFile(Problem("This JPEG has finer colours than CounterScan can read", advice, detail))


def _check_scans(source: bytes) -> None:
    """Every scan goes over the whole picture again: a small file of thousands would keep a decoder for minutes."""
    if has_one_scan(source) or source.count(b"\xff\xda") <= MAX_SCANS:  # behind the picture some may stand by chance
        return
    scans = sum(segment.marker == SOS for segment in jpeg_segments(source))
    if scans > MAX_SCANS:
        advice = "Save it as a PNG or a TIFF where it was made, then add that"
        raise UnreadableFile(Problem("This JPEG is made of too many layers", advice, f"{scans} scans"))


def _one_of(found: list[_Found], frame: int) -> _Found:
    if not 0 <= frame < len(found):
        raise UnreadableFile(Problem("This page is not in the file", "Add the file again", f"page {frame + 1}"))
    return found[frame]


def _heif_pictures(source: bytes) -> list[StoredPicture]:
    if not are_whole_boxes(source):
        raise damaged("ends early")
    frames = heif_frames(source)
    pictures = []
    for number, frame in enumerate(frames):
        exif = Image.Exif()
        exif.load(frame.exif)
        size = (frame.width, frame.height)
        taken = taken_of(exif)
        pictures.append(
            StoredPicture(source, MediaType.HEIC, number, len(frames), *size, 1, None, taken, frame.profile)
        )
    return pictures


@contextmanager
def _opened(source: bytes, media_type: MediaType, place: int) -> Iterator[Image.Image]:
    if media_type is MediaType.TIFF:
        source, place = openable(source, place)
    with Image.open(io.BytesIO(source), formats=_DECODERS[media_type]) as image:
        check_page_size(image.width, image.height)
        if place:
            image.seek(place)
            check_page_size(image.width, image.height)
        yield image


def _judged(source: bytes, media_type: MediaType, image: Image.Image, place: _Place, pages: int) -> StoredPicture:
    exif = _exif_of(source, media_type, image)
    orientation = orientation_of(exif)
    width, height = image.size
    dots = dots_of(image)
    if swaps_sides(orientation):
        dots = None if dots is None else dots[::-1]
        if media_type is not MediaType.TIFF:  # whose sides Pillow swaps itself
            width, height = height, width
    size = true_size((width, height), dots)
    check_page_size(*size)
    return StoredPicture(
        source,
        media_type,
        place.number,
        pages,
        *size,
        orientation,
        dpi_of(image) if size == (width, height) or dots is None else round(max(dots)),
        taken_of(exif),
        jpeg2000_profile(source) if media_type is MediaType.JPEG_2000 else profile_in(image),
        has_square_pixels=size == (width, height),
        is_plain=is_plain(source, media_type, image, place.directory),
    )


def _exif_of(source: bytes, media_type: MediaType, image: Image.Image) -> Image.Exif:
    """The EXIF block without decoding: Pillow loads all pixels of a PNG to find one that may stand behind them."""
    if media_type is not MediaType.PNG:
        return image.getexif()
    exif = Image.Exif()
    exif.load(png_exif(source))
    return exif
