"""HEIC photos of phones, by libheif: their pictures, and the small one inside for small sizes. Only home of pi_heif.

Nothing is registered with Pillow, so that no other file is ever opened by it. libheif puts pictures upright by their
own turns (irot, imir); the orientation that EXIF repeats must not be obeyed a second time (ISO 23008-12, A.2.1).
"""

import struct
from dataclasses import dataclass

from pi_heif import HeifFile, HeifImage, open_heif
from PIL import Image

from app.imaging.bounds import check_decoded_size, check_page_count, check_page_size
from app.imaging.boxes import IsoBox, iso_box, iso_boxes
from app.imaging.colour_profiles import profile_of_primaries
from app.imaging.refusals import damaged

_BYTES_A_PIXEL = 8  # libheif's planes, its RGB and Pillow's copy live at the same time
_SAME_SHAPE = 0.02  # how far the small picture's shape may be from the large one's
_FULL_BOX = 4  # version and flags


@dataclass(frozen=True, slots=True)
class HeifFrame:
    """One picture of a HEIC file by its header: upright size in pixels, EXIF block, colour profile."""

    width: int
    height: int
    exif: bytes
    profile: bytes | None


def heif_frames(source: bytes) -> list[HeifFrame]:
    """Every picture of the file that is one of its own: no thumbnails, tiles, depth or gain maps.

    Raises `UnreadableFile` over a bound, and whatever libheif raises for a torn file.
    """
    pictures = _opened(source)
    frames = []
    for picture in pictures:
        width, height = picture.size
        frames.append(HeifFrame(width, height, picture.info["exif"] or b"", _profile_of(picture)))
    return frames


def heif_decoded(source: bytes, frame: int, least: tuple[int, int] | None) -> Image.Image:
    """The pixels of one picture, upright; where its thumbnail covers `least`, the thumbnail's (1/20 of the time).

    Raises as `heif_frames` does.
    """
    pictures = _opened(source)
    picture = pictures[frame]
    if least is not None and len(pictures) == 1:
        small = _small_picture(source, picture.size, least)
        if small is not None:
            return small
    width, height = picture.size
    check_decoded_size(width, height, _BYTES_A_PIXEL)
    return _pixels_of(picture)


def _opened(source: bytes) -> HeifFile:
    pictures = open_heif(source, convert_hdr_to_8bit=True)
    if not len(pictures):
        raise damaged("HEIC without a picture")
    check_page_count(len(pictures))
    for picture in pictures:
        check_page_size(*picture.size)
    return pictures


def _pixels_of(picture: HeifImage) -> Image.Image:
    size = picture.size
    image: Image.Image = picture.to_pillow()
    if image.size != size:
        raise damaged("HEIC of another size than it says")
    image.info = {}
    return image


def _profile_of(picture: HeifImage) -> bytes | None:
    profile: bytes | None = picture.info.get("icc_profile")
    colours = picture.info.get("nclx_profile")
    if not profile and colours:
        return profile_of_primaries(int(colours["color_primaries"]), int(colours["transfer_characteristics"]))
    return profile or None


def _small_picture(source: bytes, size: tuple[int, int], least: tuple[int, int]) -> Image.Image | None:
    """The thumbnail inside, where it shows the same and is large enough; else None."""
    named = _with_thumbnail_first(source)
    if named is None:
        return None
    try:
        pictures = open_heif(named, convert_hdr_to_8bit=True)
        small = pictures[pictures.primary_index]
        width, height = small.size
        is_enough = least[0] <= width < size[0] and least[1] <= height < size[1]
        if not is_enough or abs(width * size[1] / (height * size[0]) - 1) > _SAME_SHAPE:
            return None
        return _pixels_of(small)
    except (OSError, ValueError, SyntaxError, RuntimeError, EOFError):
        return None  # the large picture may be whole all the same


def _with_thumbnail_first(source: bytes) -> bytes | None:
    """The same file with its thumbnail named as the main picture, since pi_heif tells of thumbnails but their pixels.

    None where there is no thumbnail. Two places change: the number in `pitm`, and the reference that makes the
    thumbnail a thumbnail (ISO 23008-12, 6.4.4). May go when pi_heif decodes thumbnails.
    """
    meta = iso_box(source, b"meta")
    main = iso_box(source, b"pitm", meta, _FULL_BOX) if meta is not None else None
    references = iso_box(source, b"iref", meta, _FULL_BOX) if meta is not None else None
    if main is None or references is None or main.end - main.begin < _FULL_BOX + 2:
        return None
    main_layout = ">I" if source[main.begin] else ">H"
    (main_id,) = struct.unpack_from(main_layout, source, main.begin + _FULL_BOX)
    found = _thumbnail_of(source, references, main_id)
    if found is None:
        return None
    thumbnail_id, place = found
    named = bytearray(source)
    struct.pack_into(main_layout, named, main.begin + _FULL_BOX, thumbnail_id)
    named[place : place + 4] = b"skip"
    return bytes(named)


def _thumbnail_of(source: bytes, references: IsoBox, main_id: int) -> tuple[int, int] | None:
    """The number of the main picture's thumbnail, and where the word "thmb" stands that says so."""
    layout = ">I" if source[references.begin] else ">H"
    width = struct.calcsize(layout)
    for box in iso_boxes(source, references.begin + _FULL_BOX, references.end):
        if box.kind != b"thmb" or box.end - box.begin < 2 * width + 2:
            continue
        (from_id,) = struct.unpack_from(layout, source, box.begin)
        (to_id,) = struct.unpack_from(layout, source, box.begin + width + 2)
        if to_id == main_id:
            return from_id, box.begin - 4
    return None
