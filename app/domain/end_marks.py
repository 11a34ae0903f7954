"""Is the end of a file there? The second of three signs that a page is whole: first bytes, end mark, full decode.

Devices and servers report success for pages that are not there, and a copy that is under way may have its full size
already (capture.md, T1 to T4). This look is cheap enough for every sweep and every page; what it lets pass is still
decoded in full, which alone tells for TIFF, the one format without any end.
"""

from app.domain.pages import MediaType

_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"\0\0\0\0IEND\xaeB`\x82"
_PDF, _PDF_END = b"%PDF-", b"%%EOF"
_TIFFS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_GIFS, _GIF_END = (b"GIF87a", b"GIF89a"), b";"
_PADDING = b"\0\r\n\t \xff"  # what scanners and mail gateways put behind a file
_TAIL_BYTES = 1024  # a PDF's end mark may stand anywhere in the last 1024 bytes (PDF 1.7, implementation note 18)


def kind_by_magic(content: bytes) -> MediaType | None:
    """What a scanner may send, by its first bytes alone: JPEG, PNG, TIFF, PDF or BMP; None for anything else."""
    if content.startswith(_JPEG):
        return MediaType.JPEG
    if content.startswith(_PNG):
        return MediaType.PNG
    if content.startswith(_PDF):
        return MediaType.PDF
    if content.startswith(_TIFFS):
        return MediaType.TIFF
    return MediaType.BMP if content.startswith(b"BM") and len(content) > 26 else None


def has_its_end(content: bytes) -> bool:
    """Does a file end as files of its kind do? True for TIFF and for what has no end mark that could be missed.

    False for an empty file.
    """
    if not content:
        return False
    tail = content[-_TAIL_BYTES:]
    kind = kind_by_magic(content)
    if kind is MediaType.JPEG:
        return len(content) > len(_JPEG) and _JPEG_END in tail and tail.rpartition(_JPEG_END)[2].strip(_PADDING) == b""
    if kind is MediaType.PNG:
        return _PNG_END in tail
    if kind is MediaType.PDF:
        return _PDF_END in tail
    if kind is MediaType.BMP:
        return int.from_bytes(content[2:6], "little") in range(27, len(content) + 1)
    if content.startswith(_GIFS):
        return tail.rstrip(_PADDING).endswith(_GIF_END)
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return len(content) >= 8 + int.from_bytes(content[4:8], "little")
    return True
