"""What a file is and every page in it, from its headers alone. Runs in the darkroom."""

from app.domain.pages import FrameSurvey, MediaType, SourceSurvey
from app.imaging.bounds import check_source
from app.imaging.decode import stored_pictures
from app.imaging.pdf import pdf_pages
from app.imaging.sniff import media_type_of, without_junk


def survey(source: bytes) -> SourceSurvey:
    """Kind and pages of a file: each page's upright size in pixels, dpi, and when it was taken.

    A PDF's pages are as large as they would be drawn; its creation date says nothing about when a page was taken.
    Raises `UnreadableFile` where the file is empty, torn, of a kind we do not take, or over a bound; `LockedFile`
    where a password opens it; `PackedFiles` for a ZIP.
    """
    check_source(source)
    source = without_junk(source)
    media_type = media_type_of(source)
    if media_type is MediaType.PDF:
        return SourceSurvey(
            media_type, tuple(FrameSurvey(page.width, page.height, page.dpi) for page in pdf_pages(source))
        )
    return SourceSurvey(
        media_type,
        tuple(
            FrameSurvey(stored.width, stored.height, stored.dpi, stored.taken)
            for stored in stored_pictures(source, media_type)
        ),
    )
