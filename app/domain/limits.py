"""What DRX accepts (Images document, "Size Limits"), and what it takes to meet it."""

from dataclasses import dataclass
from enum import Enum

from app.domain.pages import MediaType


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds on one image: bytes and pixels, all inclusive (product.md).

    `wanted_bytes` is what a page should rather not exceed, where somebody wants that for a slow line; a picture is
    coded more coarsely for it, within reason, but never made smaller. None: as good as the bounds allow.
    """

    max_bytes: int = 10_000_000
    max_side_px: int = 4000
    min_side_px: int = 300
    wanted_bytes: int | None = None


DRX_LIMITS = Limits()
REASONABLE_BYTES = 2_000_000
"""What a page is brought to where a person has chosen a reasonable size over the best (imaging.md, rule 4)."""

LOWERED_MAX_BYTES = 7_400_000
"""What a page is fitted to after a 413: its JSON body is then within 10 MB (product.md)."""

SENDABLE_AS_IS = frozenset({MediaType.JPEG, MediaType.PNG, MediaType.TIFF, MediaType.BMP})
"""The formats that DRX takes as one image; a PDF never leaves as a PDF (product.md)."""


class FitNote(Enum):
    """Why what goes out differs from what came in."""

    KEPT = "kept as it is"
    SCALED_DOWN = "scaled down"
    PADDED = "padded"
    REENCODED = "encoded again"
    RENDERED = "drawn from a PDF"
    EDITED = "as edited"
    STRIPPED = "metadata taken out"
    SHRUNK = "made smaller so that its bytes fit"
    CODE_LOST = "code lost"


def scaled_size(width: int, height: int, limits: Limits) -> tuple[int, int]:
    """The size after scaling down so that no side is over the limit; the same size where it fits. Never scales up."""
    longest = max(width, height)
    if longest <= limits.max_side_px:
        return width, height
    return (
        max(1, round(width * limits.max_side_px / longest)),
        max(1, round(height * limits.max_side_px / longest)),
    )


def padded_size(width: int, height: int, limits: Limits) -> tuple[int, int]:
    """The canvas that a picture of this size is put on so that no side is under the limit."""
    return max(width, limits.min_side_px), max(height, limits.min_side_px)


def complies(width: int, height: int, size_bytes: int, media_type: MediaType, limits: Limits) -> bool:
    """May these bytes leave as they are?"""
    sides = (width, height)
    return (
        media_type in SENDABLE_AS_IS
        and 0 < size_bytes <= limits.max_bytes
        and max(sides) <= limits.max_side_px
        and min(sides) >= limits.min_side_px
    )
