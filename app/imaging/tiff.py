"""TIFF pages that Pillow can't open as they are: written anew where that helps, else refused in words."""

from app.domain.errors import Problem, UnreadableFile
from app.imaging.refusals import damaged
from app.imaging.skeleton_tiff import TiffDirectory, tiff_directories
from app.imaging.strip_tiff import page_alone

COMPRESSION, PHOTOMETRIC, BITS, SAMPLE_FORMAT = 259, 262, 258, 339
_READ = frozenset((1, 2, 3, 4, 5, 6, 7, 8, 32773, 32946, 32771, 34925, 50000))  # by the libtiff in Pillow
_JBIG = frozenset((9, 10, 34661))
_COLOURS = frozenset((2, 5, 6))  # RGB, CMYK, YCbCr
_FLOATING = 3
_BIG_MOTOROLA = b"MM\x00+"


def check_tiff_page(page: TiffDirectory) -> None:
    """Raise `UnreadableFile`, in words, for a page that is stored in a way that we can't read."""
    packing = page.number(COMPRESSION, 1)
    if packing in _JBIG:
        raise _strange("This fax is packed in an unusual way (JBIG)", f"TIFF compression {packing}")
    if packing not in _READ:
        raise _strange("This TIFF is packed in an unusual way", f"TIFF compression {packing}")
    bits, colours = page.numbers(BITS), page.number(PHOTOMETRIC, 0)
    is_floating = page.number(SAMPLE_FORMAT, 1) == _FLOATING
    if colours in _COLOURS and bits and (max(bits) not in (8, 16) or is_floating):
        raise _strange("This TIFF stores its colours in an unusual way", f"{max(bits)} bits, colours {colours}")


def check_tiff_pieces(page: TiffDirectory, length: int) -> None:
    """Raise `UnreadableFile` for a page that is not all in its file, which has `length` bytes."""
    if any(offset + size > length for offset, size in page.pieces):
        raise damaged("TIFF pieces outside the file")


def _strange(title: str, detail: str) -> UnreadableFile:
    return UnreadableFile(Problem(title, "Save it as a PDF or a JPEG where it was made, then add that", detail))


def must_be_written_anew(source: bytes) -> bool:
    """Pillow opens big TIFFs of one byte order only."""
    return source.startswith(_BIG_MOTOROLA)


def openable(source: bytes, place: int) -> tuple[bytes, int]:
    """The bytes to give to Pillow for the page at `place`, and the page's place in them.

    A page that `must_be_written_anew` is, its pixels untouched.
    """
    if not must_be_written_anew(source):
        return source, place
    alone = page_alone(source, tiff_directories(source)[place])
    if alone is None:
        raise damaged("TIFF pieces outside the file")
    return alone, 0
