"""What was just encoded, looked at once more: it opens, it is within the limits, its barcodes can still be read."""

from PIL import Image

from app.domain.errors import CannotFit, Problem
from app.domain.limits import Limits, complies
from app.domain.parcels import FittedImage
from app.imaging.decode import stored_picture
from app.imaging.marks import codes_in
from app.imaging.sniff import media_type_of


def checked(fitted: FittedImage, limits: Limits) -> Image.Image:
    """The pixels that DRX will get. Raises `CannotFit` where they are not what was meant, or break a limit."""
    media_type = media_type_of(fitted.content)
    image = stored_picture(fitted.content, media_type).decoded()
    within = complies(*image.size, len(fitted.content), media_type, limits)
    if not within or media_type is not fitted.media_type or image.size != (fitted.width, fitted.height):
        raise cannot_fit(f"{media_type.short_name} of {image.width} x {image.height}, {len(fitted.content)} bytes")
    return image


def codes_of(image: Image.Image, dpi: int | None) -> frozenset[str]:
    """What the barcodes say that a quick look finds."""
    return frozenset(code.text for code in codes_in(image, dpi, is_brief=True))


def has_codes(image: Image.Image, dpi: int | None, texts: frozenset[str]) -> bool:
    """Can all these still be read? A quick look first, a thorough one where that misses any."""
    if not texts or texts <= codes_of(image, dpi):
        return True
    return texts <= {code.text for code in codes_in(image, dpi)}


def cannot_fit(detail: str) -> CannotFit:
    """The refusal of a page that no setting brings within the limits."""
    return CannotFit(
        Problem("This page can't be brought within DRX's limits", "Crop it, or scan it again in parts", detail)
    )
