"""When a camera's picture is still and sharp enough to be taken: rules over small grey pictures. No clock, no camera.

A hand that lays paper down, paper that slides and a lens that looks for its focus all spoil a picture that is taken at
the very moment of the key. So the picture waits for two looks in a row that agree, at most `LONGEST_WAIT_S`; then it is
taken anyway, and said so.

Sharpness is the variance of the Laplacian (Pech-Pacheco et al., 2000). What it comes to depends on what lies there, so
it is only ever compared with the sharpest of the same scene: a lens that hunts for its focus is below its best.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from operator import sub

LONGEST_WAIT_S = 1.5
"""So long a picture waits after the key."""

FRESH_S = 0.6
"""A look that is older says nothing about now."""

MEMORY_S = 3.0
"""So far back the sharpest picture is looked for."""

STILL_LOOKS = 2
"""So many looks in a row have to be still."""

MOST_MOTION = 5.0
"""In grey levels of 255: noise of a camera in poor light, made small, is 1 to 3; a hand in the picture 10 and more."""

SHARP_SHARE = 0.7
"""Of the sharpest look in memory."""

TILES_ACROSS, TILES_DOWN = 4, 3
"""Motion is that of the tile that moves most: a card that slides is a small part of the whole."""


@dataclass(frozen=True, slots=True)
class Gray:
    """A small grey picture: a byte a pixel, row after row, nothing between the rows."""

    width: int
    height: int
    pixels: bytes

    def __post_init__(self) -> None:
        if self.width < 1 or self.height < 1 or len(self.pixels) != self.width * self.height:
            raise ValueError("a grey picture has width * height bytes")


@dataclass(frozen=True, slots=True)
class Look:
    """What one look at the picture found. `at_s` is of any steady clock."""

    at_s: float
    motion: float
    sharpness: float


class Verdict(Enum):
    """What to do with a picture that was asked for."""

    WAIT = "wait"
    SHOOT = "shoot"
    SHOOT_MOVING = "shoot though it moved"
    SHOOT_BLURRED = "shoot though it was sharper before"


def motion(before: Gray, after: Gray) -> float:
    """How much differs between two looks: the mean difference, 0 to 255, in the tile where it is largest.

    255 where the two are not of one size: the camera was changed in between.
    """
    if (before.width, before.height) != (after.width, after.height):
        return 255.0
    return max(_tile_difference(before, after, across, down) for across, down in _tiles(after))


def _tiles(gray: Gray) -> list[tuple[slice, range]]:
    across, down = min(TILES_ACROSS, gray.width), min(TILES_DOWN, gray.height)
    columns = [slice(gray.width * n // across, gray.width * (n + 1) // across) for n in range(across)]
    rows = [range(gray.height * n // down, gray.height * (n + 1) // down) for n in range(down)]
    return [(column, row) for row in rows for column in columns]


def _tile_difference(before: Gray, after: Gray, columns: slice, rows: range) -> float:
    total = 0
    for row in rows:
        start, end = row * after.width + columns.start, row * after.width + columns.stop
        differences: Iterable[int] = map(sub, before.pixels[start:end], after.pixels[start:end])
        total += sum(map(abs, differences))
    return float(total / (len(rows) * (columns.stop - columns.start)))


def sharpness(gray: Gray) -> float:
    """The variance of the Laplacian; 0 for a picture of one grey, or with fewer than 3 pixels a side."""
    width, pixels = gray.width, gray.pixels
    if width < 3 or gray.height < 3:
        return 0.0
    total = squares = 0
    for row in range(1, gray.height - 1):
        start, end = row * width, (row + 1) * width
        middle, left, right = pixels[start + 1 : end - 1], pixels[start : end - 2], pixels[start + 2 : end]
        over, under = pixels[start - width + 1 : end - width - 1], pixels[start + width + 1 : end + width - 1]
        values = [4 * it - a - b - c - d for it, a, b, c, d in zip(middle, left, right, over, under, strict=True)]
        total += sum(values)
        squares += sum([value * value for value in values])
    count = (width - 2) * (gray.height - 2)
    return squares / count - (total / count) ** 2


def remembered(looks: Sequence[Look], now_s: float) -> tuple[Look, ...]:
    """Those looks that still count."""
    return tuple(look for look in looks if now_s - look.at_s <= MEMORY_S)


def verdict(looks: Sequence[Look], asked_s: float, now_s: float) -> Verdict:
    """May the picture that was asked for at `asked_s` be taken now? `looks` in the order of their times."""
    recent = [look for look in looks if now_s - look.at_s <= FRESH_S]
    last = recent[-STILL_LOOKS:]
    is_still = len(last) == STILL_LOOKS and all(look.motion <= MOST_MOTION for look in last)
    best = max((look.sharpness for look in remembered(looks, now_s)), default=0.0)
    is_sharp = bool(last) and last[-1].sharpness >= SHARP_SHARE * best
    if is_still and is_sharp:
        return Verdict.SHOOT
    if now_s - asked_s < LONGEST_WAIT_S:
        return Verdict.WAIT
    return Verdict.SHOOT_BLURRED if is_still else Verdict.SHOOT_MOVING
