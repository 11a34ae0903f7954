"""Two pages laid over each other: where their ink meets, and what of it is left uncovered. Runs in the darkroom.

Ink is moved about as whole numbers, one bit a pixel: to shift one page over another and to count what meets takes
three operations, however large it is, where a picture library needs one for each place that is tried.
"""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageFilter

FINE_SIDE_PX = 1_400
"""The longer side of what is on a page: letter paper at about 130 dpi, type at its smallest six pixels high."""

_SOLID = 110  # of 255: certainly ink
_FAINT = 36  # of 255: perhaps ink
_ROOM = 0.05  # of the longer side: what is on the one may lie so far beside what is on the other
_NEAR_PX = 3  # of the coarse pages
_STEP = 4  # the coarse pages are so much smaller
_COARSE_KNOT_PX, _COARSE_REACH_PX = 40, 9
_FINE_KNOT_PX, _FINE_REACH_PX = 64, 6
_MOST_KNOTS = 48
_LEAST_KNOTS = 3
_LEAST_MET = 0.45  # of a knot's ink: what meets less has no counterpart
_LEAST_KNOT_INK = 0.02  # of a knot's area
_BESIDE_PX = 3
_DISTINCT = 0.88
_MOST_OFF = 0.6  # of the reach: a knot that wants to go elsewhere than the others is left out
_WINDOW_PX = 16

Affine = tuple[float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Uncovered:
    """The ink of either page where the other has none: in the worst spot in pixels, and as a share of all ink."""

    worst_px: float
    share: float


def uncovered(one: Image.Image, other: Image.Image) -> Uncovered | None:
    """What is left of the ink of two pages (L, cut to what is on them) laid over each other as well as it goes.

    None where they do not fit: then they are of different papers, or too unlike to be told.
    """
    scale = FINE_SIDE_PX / max(one.size)
    size = (max(_STEP, round(one.width * scale)), max(_STEP, round(one.height * scale)))
    room = round(_ROOM * FINE_SIDE_PX)
    page, over = (_framed(image.resize(size, Image.Resampling.BICUBIC), room) for image in (one, other))
    small_page, small_over = page.reduce(_STEP), over.reduce(_STEP)
    starts = _best_shifts(_Bits(small_page), _Bits(small_over), room // _STEP)
    found = []
    for start in starts:
        roughly = _fitting(small_page, small_over, start, _COARSE_KNOT_PX, _COARSE_REACH_PX)
        if roughly is not None:
            a, b, c, d, e, f = roughly
            moved = _moved(over, (a, b, _STEP * c, d, e, _STEP * f))
            exactly = _fitting(page, moved, (0, 0), _FINE_KNOT_PX, _FINE_REACH_PX)
            if exactly is not None:
                found.append(_left(page, _moved(moved, exactly)))
    return min(found, key=lambda left: left.share, default=None)


class _Bits:
    """Solid ink as one number: row after row, the first pixel in its lowest bit."""

    def __init__(self, ink: Image.Image, stride: int = 0) -> None:
        self.stride = max(stride, (ink.width + 7) // 8 * 8)
        wide = Image.new("L", (self.stride, ink.height), 0)
        wide.paste(ink.point(_at_least(_SOLID // 2)))
        content = (
            wide.convert("1").transpose(Image.Transpose.FLIP_LEFT_RIGHT).transpose(Image.Transpose.FLIP_TOP_BOTTOM)
        )
        self.number = int.from_bytes(content.tobytes(), "big")
        self.count = self.number.bit_count()

    def met(self, other: "_Bits", right: int, down: int) -> int:
        """How many of its pixels meet the other's, once the other is moved so far; both have room around them."""
        places = down * self.stride + right
        moved = other.number << places if places >= 0 else other.number >> -places
        return (self.number & moved).bit_count()


def _best_shifts(page: _Bits, over: _Bits, reach: int) -> tuple[tuple[int, int], ...]:
    """Near where both begin, and anywhere: lines of a form meet the next ones as well as themselves."""

    def best(far: int) -> tuple[int, int]:
        places = range(-far, far + 1)
        return max(((right, down) for down in places for right in places), key=lambda to: page.met(over, *to))

    near, anywhere = best(_NEAR_PX), best(reach)
    return (near,) if near == anywhere else (near, anywhere)


def _fitting(page: Image.Image, over: Image.Image, start: tuple[int, int], side: int, reach: int) -> Affine | None:
    """The map from `page` to `over` under which their knots meet best; `start` is how far `over` is to be moved."""
    x0, y0 = start
    across: list[tuple[float, float, float]] = []
    along: list[tuple[float, float, float]] = []
    for x, y in _knots(page, side, reach + max(abs(x0), abs(y0))):
        stride = (side + 2 * reach + 7) // 8 * 8
        knot = _Bits(page.crop((x, y, x + side, y + side)), stride)
        left, top = x - x0 - reach, y - y0 - reach
        around = _Bits(over.crop((left, top, left + side + 2 * reach, top + side + 2 * reach)), stride)
        right, down = _place(knot, around, reach)
        if right is not None:
            across.append((x + side / 2, y + side / 2, right - x0))
        if down is not None:
            along.append((x + side / 2, y + side / 2, down - y0))
    first, second = _common(across, _MOST_OFF * reach), _common(along, _MOST_OFF * reach)
    if first is None or second is None:
        return None
    return (1 + first[0], first[1], first[2], second[0], 1 + second[1], second[2])


def _place(knot: _Bits, around: _Bits, reach: int) -> tuple[float | None, float | None]:
    """How far right and down from where it is the knot lies on the other page; None where that can't be told.

    A piece of a line can be moved along it, and is as like as before: it tells nothing about that direction.
    """
    places = range(2 * reach + 1)
    met = [[knot.met(around, -right, -down) for right in places] for down in places]
    down, right = max(
        ((down, right) for down in places for right in places),
        key=lambda at: (met[at[0]][at[1]], -abs(at[0] - reach) - abs(at[1] - reach)),
    )
    if met[down][right] < _LEAST_MET * knot.count:
        return None, None
    row, column = met[down], [line[right] for line in met]
    return (
        right - reach + _peak(row, right) if _is_distinct(row, right) else None,
        down - reach + _peak(column, down) if _is_distinct(column, down) else None,
    )


def _is_distinct(values: Sequence[int], best: int) -> bool:
    """Is it worse on both sides, a few pixels off?"""
    sides = (best - _BESIDE_PX, best + _BESIDE_PX)
    return all(0 <= side < len(values) and values[side] < _DISTINCT * values[best] for side in sides)


def _peak(values: Sequence[int], best: int) -> float:
    """How far beside the best the top of a parabola lies, up to half a step."""
    if not 0 < best < len(values) - 1:
        return 0.0
    before, at, behind = values[best - 1 : best + 2]
    bend = before - 2 * at + behind
    return 0.5 * (before - behind) / bend if bend < 0 else 0.0


def _knots(page: Image.Image, side: int, margin: int) -> Iterator[tuple[int, int]]:
    """Where there is ink to hold on to, spread over the page."""
    across, down = (page.width - 2 * margin) // side, (page.height - 2 * margin) // side
    places = [(margin + side * column, margin + side * row) for row in range(down) for column in range(across)]
    cells = page.point(_at_least(_SOLID)).crop((margin, margin, margin + across * side, margin + down * side))
    inked = cells.reduce(side).tobytes() if places else b""
    worth = [place for place, ink in zip(places, inked, strict=True) if ink >= 255 * _LEAST_KNOT_INK]
    step = max(1.0, len(worth) / _MOST_KNOTS)
    yield from (worth[int(number * step)] for number in range(min(len(worth), _MOST_KNOTS)))


def _common(found: Sequence[tuple[float, float, float]], most_off: float) -> tuple[float, float, float] | None:
    """One plane for all knots, less those that differ; None where too few agree."""
    points = list(found)
    plane = (0.0, 0.0, 0.0)
    for _ in range(3):
        if len(points) < max(_LEAST_KNOTS, len(found) // 2):
            return None
        plane = _plane(points)
        points = [(x, y, off) for x, y, off in points if abs(_at(plane, x, y) - off) < most_off]
        most_off = max(1.5, most_off / 2)
    return plane


def _at(plane: tuple[float, float, float], x: float, y: float) -> float:
    return plane[0] * x + plane[1] * y + plane[2]


_STIFF = 5e4
"""So much less a plane tilts as its points lie close together: a few words say little about the whole page."""


def _plane(points: Sequence[tuple[float, float, float]]) -> tuple[float, float, float]:
    """The plane through points with the least squares."""
    count = len(points)
    x, y, z = (math.fsum(point[axis] for point in points) / count for axis in range(3))
    xx = math.fsum((point[0] - x) ** 2 for point in points) + _STIFF / 100
    yy = math.fsum((point[1] - y) ** 2 for point in points) + _STIFF / 100
    xy = math.fsum((point[0] - x) * (point[1] - y) for point in points)
    xz = math.fsum((point[0] - x) * (point[2] - z) for point in points)
    yz = math.fsum((point[1] - y) * (point[2] - z) for point in points)
    det = xx * yy - xy * xy
    a, b = (xz * yy - yz * xy) / det, (yz * xx - xz * xy) / det
    return a, b, z - a * x - b * y


def _left(page: Image.Image, over: Image.Image) -> Uncovered:
    rest = ImageChops.lighter(_beyond(page, over), _beyond(over, page)).filter(ImageFilter.MedianFilter(3))
    inked = min(_count(page), _count(over))
    cells = rest.reduce(_WINDOW_PX // 2)
    wide = ImageChops.add(cells, ImageChops.offset(cells, 1, 0), 2)  # the means of windows that overlap by half
    wide = ImageChops.add(wide, ImageChops.offset(wide, 0, 1), 2)
    return Uncovered(max(wide.tobytes()) / 255 * _WINDOW_PX**2, _count(rest) / max(1, inked))


def _beyond(page: Image.Image, over: Image.Image) -> Image.Image:
    """Solid ink of the one where the other has none, nor next to it."""
    around = over.filter(ImageFilter.MaxFilter(3)).point(_at_least(_FAINT))
    return ImageChops.subtract(page.point(_at_least(_SOLID)), around)


def _moved(image: Image.Image, affine: Affine) -> Image.Image:
    return image.transform(image.size, Image.Transform.AFFINE, affine, Image.Resampling.BILINEAR)


def _framed(image: Image.Image, room: int) -> Image.Image:
    page = Image.new("L", (image.width + 2 * room, image.height + 2 * room), 0)
    page.paste(image, (room, room))
    return page


def _at_least(level: int) -> list[int]:
    return [0] * level + [255] * (256 - level)


def _count(image: Image.Image) -> int:
    return sum(image.histogram()[_SOLID:])
