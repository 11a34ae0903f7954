"""The sheet or the card on a photo or a scan: where it ends and the table or the glass begins."""

import statistics
from collections.abc import Iterator

from PIL import Image, ImageChops, ImageDraw, ImageFilter

from app.domain.geometry import Point, Quad
from app.imaging.blobs import area_of, largest_blob, quad_around
from app.imaging.edges import exact

FINE_SIDE_PX = 1_000
_SMALL_SIDE_PX = 240
_RIM = 0.02  # of the longest side: what certainly lies outside of the paper
_LEAST_PART, _MOST_PART = 0.06, 0.96  # of the picture
_LEAST_FILLED = 0.88  # of the four-sided shape: paper has no dents
_LEAST_STEPS = (18, 36, 64)  # of 255, between paper and what lies around

_NEARLY_ALL = 0.85  # of the largest shape that may be the paper
_INK_STEP = 48  # of 255: a shadow beside the paper is no ink
_SHADOW_PX = 4  # at the small size, around the paper
_MOST_OUTSIDE = 0.002  # of a scan: dust on the glass


def paper_on(picture: Image.Image, *, is_photo: bool) -> Quad | None:
    """The corners of the paper on a picture of L or RGB, in its pixels; None where no paper ends within it.

    Best given a picture of about `FINE_SIDE_PX`. Nothing is said unless all four edges are really there, and, on a
    scan, nothing but the empty glass lies around.
    """
    small = picture.convert("RGB").reduce(max(1, round(max(picture.size) / _SMALL_SIDE_PX)))
    scale, grey = max(picture.size) / max(small.size), picture.convert("L")
    found, largest = [], 0.0
    for mask in _masks(small, is_photo=is_photo):
        roughly = _candidate(mask)
        if roughly is not None:
            largest = max(largest, area_of(roughly.corners) * scale**2)
            quad = exact(grey, Quad(*(Point(corner.x * scale, corner.y * scale) for corner in roughly.corners)))
            if quad is not None and (is_photo or not _has_ink_outside(small, quad, scale)):
                found.append(quad)
    best = max(found, key=lambda quad: area_of(quad.corners), default=None)
    if best is None or area_of(best.corners) < _NEARLY_ALL * largest:
        return None  # it may be a part of the paper alone, below a dark heading
    return best


def _masks(small: Image.Image, *, is_photo: bool) -> Iterator[Image.Image]:
    """What may be paper, by different signs: unlike the rim; brighter than the table; whiter than the table."""
    unlike = _unlike_rim(small)
    for step in _LEAST_STEPS:
        yield _closed(unlike.point([0] * step + [255] * (256 - step)))
    if is_photo:
        red, green, blue = small.filter(ImageFilter.GaussianBlur(1)).split()
        least = ImageChops.darker(ImageChops.darker(red, green), blue)
        for grey in (small.convert("L").filter(ImageFilter.GaussianBlur(1)), least):
            level = _otsu(grey.histogram())
            yield _closed(grey.point([0] * level + [255] * (256 - level)))


def _unlike_rim(small: Image.Image) -> Image.Image:
    """How far each place is from the tones of the rim, the largest of its channels."""
    small = small.filter(ImageFilter.GaussianBlur(0.7))
    rim = max(2, round(max(small.size) * _RIM))
    parts = (
        small.crop((0, 0, small.width, rim)),
        small.crop((0, small.height - rim, small.width, small.height)),
        small.crop((0, 0, rim, small.height)),
        small.crop((small.width - rim, 0, small.width, small.height)),
    )
    differences = []
    for number, channel in enumerate(small.split()):
        tones = b"".join(part.getchannel(number).tobytes() for part in parts)
        usual = statistics.median(tones)
        differences.append(channel.point([min(255, round(abs(level - usual))) for level in range(256)]))
    return ImageChops.lighter(ImageChops.lighter(differences[0], differences[1]), differences[2])


def _closed(mask: Image.Image) -> Image.Image:
    """The mask without specks, and without the holes that type makes."""
    mask = mask.filter(ImageFilter.MedianFilter(3))
    return mask.filter(ImageFilter.MaxFilter(7)).filter(ImageFilter.MinFilter(7))


def _candidate(mask: Image.Image) -> Quad | None:
    blob = largest_blob(mask)
    picture_area = mask.width * mask.height
    if blob is None or not _LEAST_PART < blob.hull_area / picture_area < _MOST_PART:
        return None
    quad = quad_around(blob.hull)
    if quad is None:
        return None
    area = area_of(quad.corners)
    is_full = blob.area_px > _LEAST_FILLED * area * 0.8 and blob.hull_area > _LEAST_FILLED * area
    return quad if is_full and area < picture_area else None


def _otsu(histogram: list[int]) -> int:
    """The level that divides dark from bright best (N. Otsu, 1979)."""
    count, total = sum(histogram), sum(level * many for level, many in enumerate(histogram))
    below = below_sum = 0
    best, best_level = -1.0, 128
    for level, many in enumerate(histogram):
        below += many
        below_sum += level * many
        if 0 < below < count:
            spread = (total * below / count - below_sum) ** 2 / (below * (count - below))
            if spread > best:
                best, best_level = spread, level + 1
    return min(best_level, 255)


def _has_ink_outside(small: Image.Image, paper: Quad, scale: float) -> bool:
    """Is there anything around the paper? Then it is a box or a picture printed on a page that fills the scan."""
    outside = _unlike_rim(small).point([0] * _INK_STEP + [255] * (256 - _INK_STEP)).filter(ImageFilter.MedianFilter(3))
    corners = [(corner.x / scale, corner.y / scale) for corner in paper.corners]
    draw = ImageDraw.Draw(outside)
    draw.polygon(corners, fill=0)
    draw.line([*corners, *corners[:2]], fill=0, width=2 * _SHADOW_PX + 1, joint="curve")
    inked = sum(outside.histogram()[1:])
    return inked > _MOST_OUTSIDE * small.width * small.height
