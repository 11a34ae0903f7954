"""How large a file may be before the darkroom refuses it unopened (imaging.md, "Safety")."""

from app.domain.errors import Problem, UnreadableFile

MAX_SOURCE_BYTES = 300_000_000
MAX_PAGES = 200
MAX_PAGE_PIXELS = 220_000_000
MAX_SCANS = 100  # of one JPEG: encoders write ten, the finest scripts some dozens (libjpeg-turbo advises 500)
MAX_DECODED_BYTES = 900_000_000  # what one decoded page may take before it is scaled down


def check_source(source: bytes) -> None:
    """Raise `UnreadableFile` for an empty file and for one over 300 MB."""
    if not source:
        raise UnreadableFile(Problem("This file is empty", "Scan or save it again, then add it once more"))
    if len(source) > MAX_SOURCE_BYTES:
        megabytes = MAX_SOURCE_BYTES // 1_000_000
        raise UnreadableFile(
            Problem(f"This file is larger than {megabytes} MB", "Save its pages as smaller files, then add those")
        )


def check_page_count(pages: int) -> None:
    """Raise `UnreadableFile` for a file of more than 200 pages."""
    if pages > MAX_PAGES:
        raise UnreadableFile(
            Problem(
                f"This file has more than {MAX_PAGES} pages",
                "Split it into smaller files, then add those",
                f"{pages} pages",
            )
        )


def check_page_size(width: int, height: int) -> None:
    """Raise `UnreadableFile` for a page with a side of 0 and for one of more than 220 megapixels."""
    if width < 1 or height < 1:
        raise UnreadableFile(Problem("This picture is empty", "Scan or save it again, then add it once more"))
    if width * height > MAX_PAGE_PIXELS:
        megapixels = MAX_PAGE_PIXELS // 1_000_000
        raise UnreadableFile(
            Problem(
                f"This picture has more than {megapixels} megapixels",
                "Scan it again at 300 dpi, then add that",
                f"{width} x {height} pixels",
            )
        )


def check_decoded_size(width: int, height: int, bytes_a_pixel: int) -> None:
    """Raise `UnreadableFile` where one decoded page would take more memory than a worker may use."""
    if width * height * bytes_a_pixel > MAX_DECODED_BYTES:
        raise UnreadableFile(
            Problem(
                "This picture takes more memory than there is",
                "Scan it again at 300 dpi, then add that",
                f"{width} x {height} pixels of {bytes_a_pixel} bytes",
            )
        )
