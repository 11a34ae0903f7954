"""What a file is, by its first bytes and nothing else: names and endings lie."""

from app.domain.errors import PackedFiles, Problem, UnreadableFile
from app.domain.pages import MediaType

HEAD_BYTES = 1024  # a PDF's header may stand anywhere in the first 1024 bytes (PDF 1.7, implementation note 13)

_TAKEN = (
    (b"\xff\xd8\xff", MediaType.JPEG),
    (b"\x89PNG\r\n\x1a\n", MediaType.PNG),
    (b"II*\x00", MediaType.TIFF),
    (b"MM\x00*", MediaType.TIFF),
    (b"II+\x00", MediaType.TIFF),  # BigTIFF
    (b"MM\x00+", MediaType.TIFF),
    (b"GIF87a", MediaType.GIF),
    (b"GIF89a", MediaType.GIF),
    (b"%PDF-", MediaType.PDF),
    (b"\x00\x00\x00\x0cjP  \r\n\x87\n", MediaType.JPEG_2000),
    (b"\xff\x4f\xff\x51\x00", MediaType.JPEG_2000),
)
_JUNK = b"\r\n\t \x00\xef\xbb\xbf"  # what mail gateways and text editors leave before a file: line ends, blanks, a mark
_ZEROS_OF_A_SIZE = 3
_KINDS = "JPEG, PNG, TIFF, BMP, PDF, HEIC, WebP or GIF"
_SAVE_AS = "Save it as a PDF or a JPEG, then add that"
_PRINT_IT = "Print it to a PDF, then add that"
_OPEN_IT = "Open it and add the files inside"
_FOLLOW_IT = "Add the file that it leads to"
_NOT_TAKEN = (
    (b"\xd0\xcf\x11\xe0", "This is an Office document", _SAVE_AS),
    (b"{\\rtf", "This is a text document", _SAVE_AS),
    (b"%!PS", "This is a PostScript file", _SAVE_AS),
    (b"\xc5\xd0\xd3\xc6", "This is a PostScript file", _SAVE_AS),
    (b"8BPS", "This is a Photoshop picture", _SAVE_AS),
    (b"AT&TFORM", "This is a DjVu document", _SAVE_AS),
    (b"\xd7\xcd\xc6\x9a", "This is a Windows drawing", _SAVE_AS),
    (b"\x00\x00\x01\x00", "This is an icon", f"Add a {_KINDS} file instead"),
    (b"\xff\x0a", "This is a JPEG XL picture", _SAVE_AS),
    (b"\x00\x00\x00\x0cJXL ", "This is a JPEG XL picture", _SAVE_AS),
    (b"II\xbc\x01", "This is a JPEG XR picture", _SAVE_AS),
    (b"Rar!", "This is an archive", _OPEN_IT),
    (b"7z\xbc\xaf", "This is an archive", _OPEN_IT),
    (b"\x1f\x8b", "This is an archive", _OPEN_IT),
    (b"BZh", "This is an archive", _OPEN_IT),
    (b"\xfd7zXZ\x00", "This is an archive", _OPEN_IT),
    (b"L\0\0\0\x01\x14\x02\0", "This is a shortcut", _FOLLOW_IT),
    (b"[InternetShortcut]", "This is a link", _FOLLOW_IT),
    (b"[{000214A0-0000-0000-C000-000000000046}]", "This is a link", _FOLLOW_IT),  # as Explorer writes them
    (b"[Desktop Entry]", "This is a shortcut", _FOLLOW_IT),
    (b"\xff\xfe", "This is a text file", _PRINT_IT),  # UTF-16
    (b"\xfe\xff", "This is a text file", _PRINT_IT),
    (b"MZ", "This is a program", f"Add a {_KINDS} file instead"),
    (b"\x7fELF", "This is a program", f"Add a {_KINDS} file instead"),
)
_HEIC_BRANDS = frozenset((b"heic", b"heix", b"heim", b"heis"))
_AVIF_BRANDS = frozenset((b"avif", b"avis"))
_MOVING_BRANDS = frozenset((b"hevc", b"hevx", b"hevm", b"hevs", b"msf1"))
_ARCHIVES = (b"PK\x03\x04", b"PK\x05\x06", b"PK00PK\x03\x04")  # a file in it, none in it, one of several volumes


def media_type_of(head: bytes) -> MediaType:
    """The media type of a file that begins with `head` (at least its first 1024 bytes, or all of it).

    Raises `UnreadableFile` for an empty file and for every kind we do not take, naming the kind where it is known;
    `PackedFiles` for a ZIP, whose members are files of their own.
    """
    head = head[:HEAD_BYTES]
    if not head:
        raise UnreadableFile(Problem("This file is empty", "Scan or save it again, then add it once more"))
    known = _known(head[_junk_before(head) :])
    if known is not None:
        return known
    if head.startswith(_ARCHIVES) and not _is_office(head):
        raise PackedFiles(Problem("This is a ZIP file", _OPEN_IT))
    raise UnreadableFile(_not_taken(head))


def without_junk(source: bytes) -> bytes:
    """The file from its header on: blanks, line ends and marks that stand before it are left out.

    The very same bytes where there are none, and for a PDF, whose places are counted from its first byte.
    """
    junk = _junk_before(source[:HEAD_BYTES])
    return source[junk:] if junk else source


def _junk_before(head: bytes) -> int:
    """How many bytes stand before a header that is known; 0 where there are none, or no such header."""
    if _known(head) is not None:
        return 0
    blanks = len(head) - len(head.lstrip(_JUNK))
    own_zeros = max(0, blanks - _ZEROS_OF_A_SIZE)  # the first box of a HEIC or JPEG 2000 begins with three
    return next((junk for junk in (blanks, own_zeros) if _known(head[junk:]) is not None), 0)


def _known(head: bytes) -> MediaType | None:
    for magic, media_type in _TAKEN:
        if head.startswith(magic):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return MediaType.WEBP
    if _is_bmp(head):
        return MediaType.BMP
    if head[4:8] == b"ftyp":
        return _photo_in_boxes(head)
    return MediaType.PDF if b"%PDF-" in head else None


def _photo_in_boxes(head: bytes) -> MediaType | None:
    """HEIC or AVIF by the main brand, or by those it says it goes with (ISO 14496-12, 4.3); None for videos."""
    brands = _brands(head)
    if brands[0] in _HEIC_BRANDS | _AVIF_BRANDS:
        return MediaType.AVIF if brands[0] in _AVIF_BRANDS else MediaType.HEIC
    if _AVIF_BRANDS.intersection(brands):
        return MediaType.AVIF
    is_photo = _HEIC_BRANDS.intersection(brands) or brands[0] == b"mif1"
    return MediaType.HEIC if is_photo else None


def _brands(head: bytes) -> list[bytes]:
    end = min(int.from_bytes(head[:4], "big"), len(head))
    return [head[8:12], *(head[place : place + 4] for place in range(16, end - 3, 4))]


def _is_bmp(head: bytes) -> bool:
    """ "BM" alone begins many texts; a bitmap also has one of the known header sizes at byte 14."""
    return head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in (12, 16, 40, 52, 56, 64, 108, 124)


def _not_taken(head: bytes) -> Problem:
    for magic, title, advice in _NOT_TAKEN:
        if head.startswith(magic):
            return Problem(title, advice)
    if head[4:8] == b"ftyp":
        return _of_media_container(head)
    if head.startswith(_ARCHIVES):
        return _of_zip(head)
    if head[128:132] == b"DICM":
        return Problem("This is a DICOM picture", _SAVE_AS)
    if head[257:262] == b"ustar":
        return Problem("This is an archive", _OPEN_IT)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower()
    if start.startswith((b"<svg", b"<?xml", b"<html", b"<!doc")):
        return Problem("This is a web page or a drawing", _PRINT_IT)
    if not any(byte < 9 for byte in head):
        return Problem("This is a text file", _PRINT_IT)
    return Problem("This is not a picture that CounterScan knows", f"Save it as a {_KINDS} file, then add that")


def _of_media_container(head: bytes) -> Problem:
    if _MOVING_BRANDS.intersection(_brands(head)[:1]):
        return Problem("This is a moving picture", "Save or share it from the phone as a photo, then add that")
    return Problem("This is a video", "Add a photo or a scan instead")


def _is_office(head: bytes) -> bool:
    """Word, Excel and PowerPoint files are ZIPs; their first names tell."""
    return any(name in head for name in (b"[Content_Types].xml", b"word/", b"mimetypeapplication/", b"_rels/.rels"))


def _of_zip(head: bytes) -> Problem:
    title = "This is a Word document" if b"word/" in head else "This is an Office document"
    return Problem(title, _SAVE_AS)
