"""What a file is, by its first bytes and nothing else: names and endings lie."""

from app.domain.errors import Problem, UnreadableFile
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
)
_KINDS = "JPEG, PNG, TIFF, BMP, PDF, WebP or GIF"
_SAVE_AS = "Save it as a PDF or a JPEG, then add that"
_NOT_TAKEN = (
    (b"\xd0\xcf\x11\xe0", "This is an Office document", _SAVE_AS),
    (b"{\\rtf", "This is a text document", _SAVE_AS),
    (b"%!PS", "This is a PostScript file", _SAVE_AS),
    (b"8BPS", "This is a Photoshop picture", _SAVE_AS),
    (b"\x00\x00\x00\x0cjP  ", "This is a JPEG 2000 picture", _SAVE_AS),
    (b"\xff\x4f\xff\x51", "This is a JPEG 2000 picture", _SAVE_AS),
    (b"Rar!", "This is an archive", "Open it and add the files inside"),
    (b"7z\xbc\xaf", "This is an archive", "Open it and add the files inside"),
    (b"\x1f\x8b", "This is an archive", "Open it and add the files inside"),
    (b"MZ", "This is a program", f"Add a {_KINDS} file instead"),
)
_HEIC_BRANDS = (b"heic", b"heix", b"hevc", b"heim", b"heis", b"mif1", b"msf1")
_AVIF_BRANDS = (b"avif", b"avis")


def media_type_of(head: bytes) -> MediaType:
    """The media type of a file that begins with `head` (at least its first 1024 bytes, or all of it).

    Raises `UnreadableFile` for an empty file and for every kind we do not take, naming the kind where it is known.
    """
    head = head[:HEAD_BYTES]
    if not head:
        raise UnreadableFile(Problem("This file is empty", "Scan or save it again, then add it once more"))
    for magic, media_type in _TAKEN:
        if head.startswith(magic):
            return media_type
    if head[:4] == b"RIFF" and head[8:12] == b"WEBP":
        return MediaType.WEBP
    if _is_bmp(head):
        return MediaType.BMP
    if b"%PDF-" in head:
        return MediaType.PDF
    raise UnreadableFile(_not_taken(head))


def _is_bmp(head: bytes) -> bool:
    """ "BM" alone begins many texts; a bitmap also has one of the known header sizes at byte 14."""
    return head[:2] == b"BM" and int.from_bytes(head[14:18], "little") in (12, 16, 40, 52, 56, 64, 108, 124)


def _not_taken(head: bytes) -> Problem:
    for magic, title, advice in _NOT_TAKEN:
        if head.startswith(magic):
            return Problem(title, advice)
    if head[4:8] == b"ftyp":
        return _of_media_container(head[8:12])
    if head.startswith(b"PK"):
        return _of_zip(head)
    if head[128:132] == b"DICM":
        return Problem("This is a DICOM picture", _SAVE_AS)
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:5].lower()
    if start.startswith((b"<svg", b"<?xml", b"<html", b"<!doc")):
        return Problem("This is a web page or a drawing", "Print it to a PDF, then add that")
    if not any(byte < 9 for byte in head):
        return Problem("This is a text file", "Print it to a PDF, then add that")
    return Problem("This is not a picture that CounterScan knows", f"Save it as a {_KINDS} file, then add that")


def _of_media_container(brand: bytes) -> Problem:
    if brand in _HEIC_BRANDS:
        return Problem("This is a HEIC photo", "Save or share it from the phone as a JPEG, then add that")
    if brand in _AVIF_BRANDS:
        return Problem("This is an AVIF picture", _SAVE_AS)
    return Problem("This is a video", "Add a photo or a scan instead")


def _of_zip(head: bytes) -> Problem:
    """Word, Excel and PowerPoint files are ZIPs; their first names tell."""
    if b"word/" in head:
        return Problem("This is a Word document", _SAVE_AS)
    if b"[Content_Types].xml" in head or b"mimetypeapplication/" in head:
        return Problem("This is an Office document", _SAVE_AS)
    return Problem("This is a ZIP file", "Open it and add the files inside")
