"""The edges of paper, to a part of a pixel: a line through the places where samples across an edge change most."""

import math
import statistics
from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from app.domain.geometry import Point, Quad
from app.imaging.blobs import meeting

_SAMPLES = 48  # along each side
_REACH = 0.014  # of the longest side: how far off the corners given may be
_LEAST_STEP = 6.0  # of 255, across an edge
_LEAST_SUPPORT = 0.65  # of the samples of each side lie on one line
_NEAR_LINE_PX = 1.6
_SIDE_PX = 5  # as far on both sides of an edge, paper and table are compared
_LEAST_BORDER = 5.0  # of 255: by so much they differ in the mean; a printed line has the same paper on both sides

Place = tuple[float, float]


@dataclass(frozen=True, slots=True)
class _Strip:
    """What lies along a side: `rows` across it, from outside to inside, each of `_SAMPLES` tones; row 0 is `outside`.

    `begin` and `end` are the side's ends, `across` is one pixel towards the inside.
    """

    rows: tuple[bytes, ...]
    begin: Point
    end: Point
    across: Place
    reach: int

    def place(self, sample: float, row: float) -> Point:
        """Where this is in the picture."""
        part, depth = (sample + 0.5) / _SAMPLES, row + 0.5 - self.reach
        return Point(
            self.begin.x + (self.end.x - self.begin.x) * part + self.across[0] * depth,
            self.begin.y + (self.end.y - self.begin.y) * part + self.across[1] * depth,
        )


def exact(grey: Image.Image, roughly: Quad) -> Quad | None:
    """The corners where the edges near these really meet; None unless all four are edges of something.

    `grey` is a picture of L, of about 1000 px.
    """
    if not roughly.is_convex:
        return None
    reach = max(5, round(max(grey.size) * _REACH))
    corners = roughly.corners
    edges = [_edge(_strip(grey, corners[n], corners[(n + 1) % 4], reach)) for n in range(4)]
    found = []
    for number in range(4):
        before, after = edges[number - 1], edges[number]
        meets = meeting(*before, *after) if before is not None and after is not None else None
        if meets is None or math.hypot(meets.x - corners[number].x, meets.y - corners[number].y) > 2.5 * reach:
            return None
        found.append(Point(min(max(meets.x, 0.0), grey.width), min(max(meets.y, 0.0), grey.height)))
    quad = Quad(*found)
    return quad if quad.is_convex else None


def _strip(grey: Image.Image, begin: Point, end: Point, reach: int) -> _Strip:
    length = max(1.0, math.hypot(end.x - begin.x, end.y - begin.y))
    along = ((end.x - begin.x) / length, (end.y - begin.y) / length)
    across = (-along[1], along[0])  # the corners go round clockwise: the inside is to the right of each side
    columns, rows = max(_SAMPLES, round(length)), 2 * reach
    step = length / columns
    flat = grey.transform(
        (columns, rows),
        Image.Transform.AFFINE,
        (
            along[0] * step, across[0], begin.x - across[0] * reach,
            along[1] * step, across[1], begin.y - across[1] * reach,
        ),
        Image.Resampling.BILINEAR,
        fillcolor=0,
    ).resize((_SAMPLES, rows), Image.Resampling.BOX)  # fmt: skip
    content = flat.tobytes()
    parts = tuple(content[row * _SAMPLES : (row + 1) * _SAMPLES] for row in range(rows))
    return _Strip(parts, begin, end, across, reach)


def _edge(strip: _Strip) -> tuple[Point, Point] | None:
    """Two points on the edge in a strip; None where most samples do not change at one line, between two tones."""
    places = [place for place in (_step_at(strip, sample) for sample in range(_SAMPLES)) if place is not None]
    if len(places) < _LEAST_SUPPORT * _SAMPLES:
        return None
    line = _line_through_most(places)
    near = [place for place in places if abs(place[1] - line[0] * place[0] - line[1]) <= _NEAR_LINE_PX]
    if len(near) < _LEAST_SUPPORT * _SAMPLES:
        return None
    slope, offset = _least_squares(near)
    if not _parts_two_tones(strip, slope, offset):
        return None
    return strip.place(0, offset), strip.place(_SAMPLES - 1, slope * (_SAMPLES - 1) + offset)


def _step_at(strip: _Strip, sample: int) -> Place | None:
    """The sample, and the row where it changes most, between rows; None where it hardly changes."""
    tones = [row[sample] for row in strip.rows]
    steps = [abs(tones[row + 1] - tones[row - 1]) / 2 for row in range(1, len(tones) - 1)]
    best = max(range(len(steps)), key=steps.__getitem__)
    if steps[best] < _LEAST_STEP:
        return None
    before = steps[best - 1] if best else 0.0
    behind = steps[best + 1] if best + 1 < len(steps) else 0.0
    bend = before - 2 * steps[best] + behind
    return float(sample), best + 1 + (0.5 * (before - behind) / bend if bend < 0 else 0.0)


def _line_through_most(places: Sequence[Place]) -> Place:
    """Slope and offset of the line that most places lie near (the median of slopes: H. Theil, 1950)."""
    half = len(places) // 2
    slopes = [
        (other[1] - one[1]) / (other[0] - one[0])
        for one, other in ((places[n], places[n + half]) for n in range(len(places) - half))
        if other[0] != one[0]
    ]
    slope = statistics.median(slopes) if slopes else 0.0
    return slope, statistics.median(row - slope * sample for sample, row in places)


def _least_squares(places: Sequence[Place]) -> Place:
    middle = statistics.fmean(sample for sample, _ in places)
    mean = statistics.fmean(row for _, row in places)
    spread = sum((sample - middle) ** 2 for sample, _ in places)
    slope = sum((sample - middle) * (row - mean) for sample, row in places) / spread if spread else 0.0
    return slope, mean - slope * middle


def _parts_two_tones(strip: _Strip, slope: float, offset: float) -> bool:
    """Is it lighter on one side than on the other? On both sides of a printed line there is the same paper."""
    differences = []
    for sample in range(_SAMPLES):
        row = round(slope * sample + offset)
        if row - _SIDE_PX >= 0 and row + _SIDE_PX < len(strip.rows):
            differences.append(strip.rows[row + _SIDE_PX][sample] - strip.rows[row - _SIDE_PX][sample])
    return bool(differences) and abs(statistics.median(differences)) >= _LEAST_BORDER
