"""Decides whether uploaded bytes are an image that the store takes; judges with its own eyes (Pillow)."""

import io
import struct
from dataclasses import dataclass

from PIL import Image, ImageFile
from PIL.BmpImagePlugin import BmpImageFile
from PIL.JpegImagePlugin import JpegImageFile
from PIL.PngImagePlugin import PngImageFile
from PIL.TiffImagePlugin import TiffImageFile

from app.practice.limits import StoreLimits
from app.practice.messages import Refused

# What Pillow raises for torn or hostile files; not all of it is an OSError.
PILLOW_REFUSALS = (
    OSError,
    SyntaxError,
    ValueError,
    TypeError,
    LookupError,
    ArithmeticError,
    AttributeError,
    RuntimeError,
    AssertionError,
    MemoryError,
    EOFError,
    struct.error,
    Image.DecompressionBombError,
)

PDF_START = b"%PDF-"
PDF_END = b"%%EOF"
PDF_END_WITHIN_BYTES = 2048

OPTIMISED_QUALITY = 80

# The classes are used directly: Image.open would warn about large pages on stderr before their sides are looked at.
FORMATS: tuple[tuple[bytes, str, type[ImageFile.ImageFile]], ...] = (
    (b"\xff\xd8\xff", "image/jpeg", JpegImageFile),
    (b"\x89PNG\r\n\x1a\n", "image/png", PngImageFile),
    (b"II*\x00", "image/tiff", TiffImageFile),
    (b"MM\x00*", "image/tiff", TiffImageFile),
    (b"BM", "image/bmp", BmpImageFile),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What an accepted image is; sides in pixels as stored, None for a PDF, dpi None where the file has none."""

    content_type: str
    width: int | None
    height: int | None
    dpi: int | None


def judge(content: bytes, limits: StoreLimits) -> Verdict:
    """What the image is, or `Refused` with 413, 415 or 400 as the Images document has it.

    Of a TIFF the first page is judged. A PDF is stored as it is: its first page would be converted by the real store.
    """
    if len(content) > limits.max_bytes:
        raise Refused(413, "image_too_large", f"The image is larger than {limits.max_bytes} bytes.")
    if content.startswith(PDF_START):
        if PDF_END not in content[-PDF_END_WITHIN_BYTES:]:
            raise Refused(400, "invalid_image", "The PDF is torn.")
        return Verdict("application/pdf", None, None, None)
    for signature, content_type, reader in FORMATS:
        if content.startswith(signature):
            return _judge_picture(content, content_type, reader, limits)
    raise Refused(415, "unsupported_format", "Send a JPEG, PNG, TIFF, BMP or PDF.")


def _judge_picture(
    content: bytes, content_type: str, reader: type[ImageFile.ImageFile], limits: StoreLimits
) -> Verdict:
    try:
        with reader(io.BytesIO(content)) as image:
            _judge_sides(image.size, limits)  # before decoding: a bomb is refused by its sides
            image.load()
            return Verdict(content_type, image.width, image.height, _dpi_of(image))
    except PILLOW_REFUSALS as error:
        raise Refused(400, "invalid_image", "The image cannot be decoded.") from error


def _judge_sides(size_px: tuple[int, int], limits: StoreLimits) -> None:
    width, height = size_px
    if max(size_px) > limits.max_side_px:
        most = limits.max_side_px
        raise Refused(400, "image_too_large", f"{width} x {height} pixels; {most} x {most} at most.")
    if min(size_px) < limits.min_side_px:
        least = limits.min_side_px
        raise Refused(400, "image_too_small", f"{width} x {height} pixels; {least} x {least} at least.")


def _dpi_of(image: Image.Image) -> int | None:
    dpi = image.info.get("dpi")
    across = float(dpi[0]) if dpi else 0.0
    return round(across) if 1 <= across < 100_000 else None


def optimised(content: bytes, verdict: Verdict) -> tuple[bytes, Verdict]:
    """The copy that a store with "automatic image optimization" keeps; PDFs and what it can't shrink stay."""
    if verdict.width is None:
        return content, verdict
    with Image.open(io.BytesIO(content)) as image:
        smaller = io.BytesIO()
        dpi = verdict.dpi or 96
        image.convert("RGB").save(smaller, "JPEG", quality=OPTIMISED_QUALITY, optimize=True, dpi=(dpi, dpi))
    return smaller.getvalue(), Verdict("image/jpeg", verdict.width, verdict.height, dpi)
