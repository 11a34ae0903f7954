"""Connected areas of a small black and white picture, and the four-sided shape around one."""

from collections.abc import Sequence
from dataclasses import dataclass

from PIL import Image

from app.domain.geometry import Point, Quad

Run = tuple[int, int, int]
"""Part of a row: its row, its first column, and the column just behind its last."""


@dataclass(frozen=True, slots=True)
class Blob:
    """A connected area: how many pixels it has, and its outline without dents, clockwise."""

    area_px: int
    hull: tuple[Point, ...]

    @property
    def hull_area(self) -> float:
        return area_of(self.hull)


def largest_blob(mask: Image.Image) -> Blob | None:
    """The largest connected area of what is not 0 in a picture of L; None where all is 0."""
    groups: dict[int, list[Run]] = {}
    for run, name in _named_runs(_runs(mask)):
        groups.setdefault(name, []).append(run)
    if not groups:
        return None
    runs = max(groups.values(), key=lambda group: sum(end - begin for _, begin, end in group))
    edge = [(float(x), float(y)) for row, begin, end in runs for x in (begin, end) for y in (row, row + 1)]
    return Blob(sum(end - begin for _, begin, end in runs), _hull(edge))


def quad_around(hull: Sequence[Point]) -> Quad | None:
    """Four sides around a shape without dents, from the top left; round corners become sharp. None for a sliver.

    The edge whose neighbours meet with the least area gained is given up, until four are left.
    """
    points = list(hull)
    while len(points) > 4:
        costs = [(_cost(points, number), number) for number in range(len(points))]
        cost, number = min(costs, key=lambda pair: pair[0][0])
        if cost[1] is None:
            return None
        following = (number + 1) % len(points)
        points[number] = cost[1]
        del points[following]
    if len(points) < 4:
        return None
    first = min(range(4), key=lambda number: points[number].x + points[number].y)
    quad = Quad(*(points[(first + step) % 4] for step in range(4)))
    return quad if quad.is_convex else None


def area_of(points: Sequence[Point]) -> float:
    """The area within an outline (C. F. Gauss's shoelace)."""
    following = (*points[1:], points[0])
    return abs(sum(a.x * b.y - b.x * a.y for a, b in zip(points, following, strict=True))) / 2


def meeting(a: Point, b: Point, c: Point, d: Point) -> Point | None:
    """Where the line through a and b meets the one through c and d; None where they hardly do."""
    across = (a.x - b.x) * (c.y - d.y) - (a.y - b.y) * (c.x - d.x)
    if abs(across) < 1e-9:
        return None
    one, other = a.x * b.y - a.y * b.x, c.x * d.y - c.y * d.x
    return Point((one * (c.x - d.x) - (a.x - b.x) * other) / across, (one * (c.y - d.y) - (a.y - b.y) * other) / across)


def _cost(points: list[Point], number: int) -> tuple[float, Point | None]:
    """What giving up the edge from this point to the next costs, and where its neighbours then meet."""
    before, at = points[number - 1], points[number]
    following, last = points[(number + 1) % len(points)], points[(number + 2) % len(points)]
    meets = meeting(before, at, following, last)
    if meets is None:
        return float("inf"), None
    outside = (at.x - before.x) * (meets.x - at.x) + (at.y - before.y) * (meets.y - at.y)
    if outside < 0:  # they meet behind, on the wrong side
        return float("inf"), None
    return area_of((at, meets, following)), meets


def _runs(mask: Image.Image) -> list[list[Run]]:
    content, width = mask.tobytes(), mask.width
    rows = []
    for row in range(mask.height):
        line = content[row * width : (row + 1) * width]
        runs, begin = [], 0
        while begin < width:
            if not line[begin]:
                begin += 1
                continue
            end = begin
            while end < width and line[end]:
                end += 1
            runs.append((row, begin, end))
            begin = end
        rows.append(runs)
    return rows


def _named_runs(rows: list[list[Run]]) -> list[tuple[Run, int]]:
    """Each run with the number of its area: runs that touch the row above have that one's (union by find)."""
    parents: list[int] = []

    def root(name: int) -> int:
        while parents[name] != name:
            parents[name] = parents[parents[name]]
            name = parents[name]
        return name

    named: list[tuple[Run, int]] = []
    above: list[tuple[Run, int]] = []
    for runs in rows:
        here = []
        for run in runs:
            touching = [root(name) for (_, begin, end), name in above if begin < run[2] and run[1] < end]
            name = min(touching) if touching else len(parents)
            if not touching:
                parents.append(name)
            for other in touching:
                parents[other] = name
            here.append((run, name))
        named += here
        above = here
    return [(run, root(name)) for run, name in named]


def _hull(points: list[tuple[float, float]]) -> tuple[Point, ...]:
    """The smallest outline without dents around these (A. M. Andrew's monotone chain, 1979), clockwise on a screen."""
    ordered = sorted(set(points))
    lower: list[tuple[float, float]] = []
    upper: list[tuple[float, float]] = []
    for chain, way in ((lower, ordered), (upper, reversed(ordered))):
        for point in way:
            while len(chain) > 1 and _bend(chain[-2], chain[-1], point) <= 0:
                chain.pop()
            chain.append(point)
    return tuple(Point(x, y) for x, y in (*lower[:-1], *upper[:-1]))


def _bend(one: tuple[float, float], two: tuple[float, float], three: tuple[float, float]) -> float:
    return (two[0] - one[0]) * (three[1] - two[1]) - (two[1] - one[1]) * (three[0] - two[0])
