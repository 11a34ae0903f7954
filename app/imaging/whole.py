"""Is all of a file there, each of its pages? First bytes, end mark and a full decode must agree. Runs in the darkroom.

For what nobody looked at yet: a file that a device or another program may still be writing, a page as a scanner sent
it. `survey` believes headers, which come first.
"""

import re

from app.domain.end_marks import has_its_end
from app.domain.pages import MediaType, SourceSurvey
from app.imaging.refusals import damaged, damaged_pdf, refusing_damage
from app.imaging.sheet import Sheet, sheet_of
from app.imaging.skeleton_tiff import tiff_reach
from app.imaging.sniff import without_junk
from app.imaging.survey import survey
from app.imaging.torn import doubt_about

DRAWN_SIDE_PX = 200
"""PDF pages that have to be drawn are drawn this small: their streams are read all the same."""

_CERTAIN = re.compile(r"^(JPEG (with bytes missing|without)|fax without its last rows|Deflate checksum|data that ends)")
"""What `torn` says where data is missing; of what else it says the whole file may be there, and a person looks."""

_PDF_END, _PDF_BLANKS, _PDF_HEAD_BYTES = b"%%EOF", b"\0\t\n\f\r ", 1024
_LINEARIZED = re.compile(rb"/Linearized\b[^>]*?/L\s+(\d+)")


def survey_whole(source: bytes, is_strict: bool = False) -> SourceSurvey:
    """What `survey` tells, once every page has been decoded to its last byte.

    Where `is_strict`, a page that only may be torn is refused, too. Raises `UnreadableFile` for a file that is not all
    there, and as `survey` does.
    """
    found = survey(source)
    source = without_junk(source)
    if not has_its_end(source):
        raise damaged("ends early")
    if found.media_type is MediaType.PDF:
        _check_pdf_end(source)
    if found.media_type is MediaType.TIFF:
        with refusing_damage():
            if tiff_reach(source) > len(source):
                raise damaged("TIFF ends early")
    for frame in range(len(found.frames)):
        _check_page(sheet_of(source, frame), is_strict=is_strict)
    return found


def _check_page(sheet: Sheet, *, is_strict: bool) -> None:
    image = sheet.decoded(_least(sheet))
    doubt = doubt_about(sheet, image)
    if doubt is not None and (is_strict or _CERTAIN.match(doubt)):
        raise damaged(doubt)


def _least(sheet: Sheet) -> tuple[int, int] | None:
    """As small as may be where all data is read nevertheless: JPEG and drawn pages; all pixels of everything else."""
    if sheet.stored is not None:
        return (1, 1) if sheet.stored.media_type is MediaType.JPEG else None
    scale = DRAWN_SIDE_PX / max(sheet.width, sheet.height)
    return max(1, round(sheet.width * scale)), max(1, round(sheet.height * scale))


def _check_pdf_end(source: bytes) -> None:
    """A PDF that was changed, or made for the web, has an end mark before its end, and opens when it was cut there."""
    if source.rpartition(_PDF_END)[2].strip(_PDF_BLANKS):
        raise damaged_pdf("goes on behind its end mark")
    promised = _LINEARIZED.search(source[:_PDF_HEAD_BYTES])
    if promised is not None and int(promised[1]) > len(source):
        raise damaged_pdf("shorter than it says")
