"""Is the end of a file there? The second of three signs that a page is whole: first bytes, end mark, full decode.

Devices and servers report success for pages that are not there, and a copy that is under way may have its full size
already (capture.md, T1 to T4). This look is cheap enough for every sweep and every page; what it lets pass is still
decoded in full, which alone tells for TIFF, the one format without any end.
"""

import re

from app.domain.pages import MediaType

_JPEG, _JPEG_END = b"\xff\xd8\xff", b"\xff\xd9"
_SCAN, _END, _ALONE = 0xDA, 0xD9, frozenset((0x01, *range(0xD0, 0xD9)))
_NEXT_MARKER = re.compile(rb"\xff[\x01-\xcf\xd8-\xfe]")  # FF 00 is data, FF D0 to D7 stand between pieces of it
_PNG, _PNG_END = b"\x89PNG\r\n\x1a\n", b"\0\0\0\0IEND\xaeB`\x82"
_PDF, _PDF_END = b"%PDF-", b"%%EOF"
_TIFFS = (b"II*\0", b"MM\0*", b"II+\0", b"MM\0+")
_GIFS, _GIF_END = (b"GIF87a", b"GIF89a"), b";"
_PADDING = b"\0\r\n\t "  # what scanners and mail gateways put behind a file
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


def jpeg_end(content: bytes) -> int | None:
    """Where a JPEG ends: the place behind its own end mark, None where there is none (ITU-T T.81, B.1).

    Segments are stepped over by their lengths, so that the end of a thumbnail inside one is not taken for it. What
    phones put behind the end (a film, what their gallery knows) belongs to no page.
    """
    at = 2
    while at + 4 <= len(content):
        if content[at] != 0xFF:
            return None
        marker = content[at + 1]
        if marker == 0xFF:  # a fill byte
            at += 1
            continue
        if marker == _END:
            return at + 2
        if marker in _ALONE:
            at += 2
            continue
        at += 2 + int.from_bytes(content[at + 2 : at + 4], "big")
        if marker == _SCAN:
            found = _NEXT_MARKER.search(content, at)
            if found is None:
                return None
            at = found.start()
    return at + 2 if content[at : at + 2] == b"\xff\xd9" else None


def has_its_end(content: bytes) -> bool:
    """Does a file end as files of its kind do? True for TIFF and for what has no end mark that could be missed.

    False for an empty file.
    """
    if not content:
        return False
    tail = content[-_TAIL_BYTES:]
    kind = kind_by_magic(content)
    if kind is MediaType.JPEG:
        ends_at_the_end = len(content) > len(_JPEG) and tail.rstrip(_PADDING).endswith(_JPEG_END)
        return ends_at_the_end or jpeg_end(content) is not None
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
