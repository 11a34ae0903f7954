"""Points, four-sided areas and the maps between them: how a photo of paper becomes a flat, straight page.

A map is a projective one (P. Heckbert, "Fundamentals of Texture Mapping and Image Warping", 1989, section 2.2.3),
written as nine numbers row by row; x goes right and y goes down, in pixels, and a pixel's centre lies at a half.
"""

import math
from dataclasses import dataclass

Matrix = tuple[float, float, float, float, float, float, float, float, float]


@dataclass(frozen=True, slots=True)
class Point:
    """A place in a picture, in pixels; 0, 0 is the outer corner of the top left pixel."""

    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Quad:
    """A four-sided area: its corners clockwise, beginning with the one that belongs at the top left."""

    top_left: Point
    top_right: Point
    bottom_right: Point
    bottom_left: Point

    @property
    def corners(self) -> tuple[Point, Point, Point, Point]:
        """The four corners, clockwise from the top left."""
        return (self.top_left, self.top_right, self.bottom_right, self.bottom_left)

    @property
    def is_convex(self) -> bool:
        """Do the corners go round clockwise without a dent? Only such an area can be laid flat."""
        corners = self.corners
        return all(_turn(corners[n], corners[(n + 1) % 4], corners[(n + 2) % 4]) > 0 for n in range(4))

    @property
    def flat_size(self) -> tuple[int, int]:
        """Width and height in pixels of this area laid flat: its longer sides, so that nothing gets coarser."""
        width = max(_length(self.top_left, self.top_right), _length(self.bottom_left, self.bottom_right))
        height = max(_length(self.top_left, self.bottom_left), _length(self.top_right, self.bottom_right))
        return max(1, round(width)), max(1, round(height))

    def mapped(self, matrix: Matrix) -> "Quad":
        """The area that this one is mapped to."""
        return Quad(*(mapped(matrix, corner) for corner in self.corners))


def rectangle(left: float, top: float, right: float, bottom: float) -> Quad:
    """The upright rectangle between these edges."""
    return Quad(Point(left, top), Point(right, top), Point(right, bottom), Point(left, bottom))


def mapped(matrix: Matrix, point: Point) -> Point:
    """Where a point goes."""
    a, b, c, d, e, f, g, h, i = matrix
    depth = g * point.x + h * point.y + i
    return Point((a * point.x + b * point.y + c) / depth, (d * point.x + e * point.y + f) / depth)


def inverse(matrix: Matrix) -> Matrix:
    """The way back, but for a factor that no point notices (the adjugate)."""
    a, b, c, d, e, f, g, h, i = matrix
    return (
        e * i - f * h, c * h - b * i, b * f - c * e,
        f * g - d * i, a * i - c * g, c * d - a * f,
        d * h - e * g, b * g - a * h, a * e - b * d,
    )  # fmt: skip


def after(first: Matrix, then: Matrix) -> Matrix:
    """One map after the other as one."""
    product = [
        sum(then[3 * row + k] * first[3 * k + column] for k in range(3)) for row in range(3) for column in range(3)
    ]
    a, b, c, d, e, f, g, h, i = product
    return (a, b, c, d, e, f, g, h, i)


def flattening(corners: Quad) -> Matrix:
    """The map that lays a convex area flat: its corners go to those of a rectangle of its `flat_size`."""
    width, height = corners.flat_size
    return after(inverse(_from_unit_square(corners)), (width, 0, 0, 0, height, 0, 0, 0, 1))


def straightening(width: float, height: float, clockwise_deg: float) -> Matrix:
    """The map that turns a picture of this size about its centre, and moves it so that all of it lies right of 0, 0."""
    across, down = straightened_size(width, height, clockwise_deg)
    angle = math.radians(clockwise_deg)
    cosine, sine = math.cos(angle), math.sin(angle)
    x = across / 2 - cosine * width / 2 + sine * height / 2
    y = down / 2 - sine * width / 2 - cosine * height / 2
    return (cosine, -sine, x, sine, cosine, y, 0.0, 0.0, 1.0)


def straightened_size(width: float, height: float, clockwise_deg: float) -> tuple[int, int]:
    """The sides in pixels of the paper that holds all of a picture of this size once it is turned."""
    angle = math.radians(clockwise_deg)
    cosine, sine = abs(math.cos(angle)), abs(math.sin(angle))
    return max(1, round(width * cosine + height * sine)), max(1, round(width * sine + height * cosine))


def _from_unit_square(corners: Quad) -> Matrix:
    p, q, r, s = corners.corners
    dx, dy = p.x - q.x + r.x - s.x, p.y - q.y + r.y - s.y
    dx1, dy1, dx2, dy2 = q.x - r.x, q.y - r.y, s.x - r.x, s.y - r.y
    area = dx1 * dy2 - dx2 * dy1
    g, h = (dx * dy2 - dx2 * dy) / area, (dx1 * dy - dx * dy1) / area
    return (q.x - p.x + g * q.x, s.x - p.x + h * s.x, p.x, q.y - p.y + g * q.y, s.y - p.y + h * s.y, p.y, g, h, 1.0)


def _turn(one: Point, two: Point, three: Point) -> float:
    """Above 0 where the way from one over two to three bends clockwise."""
    return (two.x - one.x) * (three.y - two.y) - (two.y - one.y) * (three.x - two.x)


def _length(one: Point, other: Point) -> float:
    return math.hypot(other.x - one.x, other.y - one.y)
