"""Lines of type: by how much a page is askew, and whether it is upright (imaging.md, rule 11).

Both look at the ink's profile: how much ink there is in each row. Lines of type make it rise and fall most sharply when
they lie level (W. Postl, "Detection of linear oblique structures and skew scan", 1986).
"""

import math
import statistics
from array import array
from dataclasses import dataclass
from itertools import pairwise

from PIL import Image, ImageFilter

from app.imaging.background import evened

SKEW_SIDE_PX = 620
_COARSE_SIDE_PX = 310
UPRIGHT_SIDE_PX = 1_500

_MOST_SKEW_DEG = 8.0
_COARSE_STEP_DEG = 0.5  # the peak of a page full of small type is about one degree wide
_FINE_STEP_DEG = 0.1
_CLEAR_PEAK = 1.25  # times the usual sharpness; a picture or an empty page has no peak
_RUNS_DOWN = 2.5  # so much sharper are the columns than the rows where type runs up or down the page
_SOFTER_PX = 0.8  # or the angle that moves no pixel would look sharper than all others
_LITTLE_INK = 0.3  # of 255, the mean of a small page: fewer than a few words

_STRIPS = 4
_LEAST_LINES = 20
_LEAST_OUTSIDE = 0.06  # of a line's ink lies above and below its small letters; capitals have only the tail of a Q
_LEAST_ASYMMETRY = 0.2
_SURE = 3.5  # standard errors
_LEAST_SPREAD = 0.2
_ONE_SIDED = 0.95
_LEAST_BOTH = 0.3  # of the lines have ink above and below: small letters, not figures with commas


@dataclass(frozen=True, slots=True)
class Lie:
    """How type lies: `skew_deg` is how far to turn it clockwise; `runs_down`: its lines run up or down the page."""

    skew_deg: float = 0.0
    runs_down: bool = False


def ink_of(grey: Image.Image) -> Image.Image:
    """A picture of L as ink: 0 for paper, 255 for what is printed black, whatever the light."""
    return evened(grey).point([min(255, max(0, (225 - level) * 3 // 2)) for level in range(256)])


def lie_of(ink: Image.Image) -> Lie | None:
    """How the type in a picture of ink lies, whose longest side is about `SKEW_SIDE_PX`; None where nothing tells.

    The search is made on half of it; the last step, to about 0.1 degree, on all of it.
    """
    if _mean(ink) < _LITTLE_INK:
        return None
    ink = ink.filter(ImageFilter.GaussianBlur(_SOFTER_PX))
    small = ink.reduce(max(1, round(max(ink.size) / _COARSE_SIDE_PX)))
    steps = round(_MOST_SKEW_DEG / _COARSE_STEP_DEG)
    angles = [step * _COARSE_STEP_DEG for step in range(-steps, steps + 1)]
    rows, columns = zip(*(_sharpness(small, angle) for angle in angles), strict=True)
    runs_down = max(columns) > _RUNS_DOWN * max(rows)
    found = columns if runs_down else rows
    best = max(range(len(angles)), key=found.__getitem__)
    usual = sorted(found)[len(found) // 2]
    if found[best] < _CLEAR_PEAK * usual or best in (0, len(angles) - 1):
        return None
    return Lie(_refined(ink, angles[best], runs_down=runs_down), runs_down)


def turns_to_be_upright(ink: Image.Image) -> int:
    """0 or 2 clockwise quarters for ink whose lines lie level: letters reach above their line more than below it.

    -1 where that can't be told: too few lines, or capitals and figures alone.
    """
    asymmetries = []
    width = ink.width // _STRIPS
    for strip in range(_STRIPS):
        profile = _profile(ink.crop((strip * width, 0, (strip + 1) * width, ink.height)), is_of_rows=True)
        for line in _lines(profile):
            above, below = _outside_of_core(line)
            if above + below > _LEAST_OUTSIDE * sum(line):
                asymmetries.append((above - below) / (above + below))
    if len(asymmetries) < _LEAST_LINES:
        return -1
    mean = statistics.fmean(asymmetries)
    error = max(_LEAST_SPREAD, statistics.stdev(asymmetries)) / math.sqrt(len(asymmetries))
    both = sum(abs(asymmetry) < _ONE_SIDED for asymmetry in asymmetries) / len(asymmetries)
    if abs(mean) < max(_LEAST_ASYMMETRY, _SURE * error) or both < _LEAST_BOTH:
        return -1
    return 0 if mean > 0 else 2


def turned_level(ink: Image.Image, lie: Lie) -> Image.Image:
    """Ink with its lines level; those that ran down the page are turned a quarter to the right first."""
    if lie.runs_down:
        ink = ink.transpose(Image.Transpose.ROTATE_270)
    return ink.rotate(-lie.skew_deg, Image.Resampling.BILINEAR) if lie.skew_deg else ink


def _refined(ink: Image.Image, near_deg: float, *, runs_down: bool) -> float:
    """The angle of the sharpest profile within a coarse step, by a parabola through the best three."""
    angles = [near_deg + step * _FINE_STEP_DEG for step in range(-5, 6)]
    found = [_sharpness(ink, angle)[runs_down] for angle in angles]
    best = min(max(range(len(angles)), key=found.__getitem__), len(angles) - 2) or 1
    before, at, behind = found[best - 1 : best + 2]
    bend = before - 2 * at + behind
    return angles[best] + (0.5 * (before - behind) / bend * _FINE_STEP_DEG if bend < 0 else 0.0)


def _sharpness(ink: Image.Image, clockwise_deg: float) -> tuple[float, float]:
    """How sharply the profiles of rows and of columns change, once the ink is turned."""
    turned = ink.rotate(-clockwise_deg, Image.Resampling.BILINEAR)
    return _steps(_profile(turned, is_of_rows=True)), _steps(_profile(turned, is_of_rows=False))


def _profile(ink: Image.Image, *, is_of_rows: bool) -> list[float]:
    """The mean of each row, or of each column."""
    size = (1, ink.height) if is_of_rows else (ink.width, 1)
    return array("f", ink.convert("F").resize(size, Image.Resampling.BOX).tobytes()).tolist()


def _steps(profile: list[float]) -> float:
    return sum((one - other) ** 2 for one, other in pairwise(profile)) / len(profile)


def _mean(ink: Image.Image) -> float:
    return _profile(ink.resize((1, ink.height), Image.Resampling.BOX), is_of_rows=False)[0]


def _lines(profile: list[float]) -> list[list[float]]:
    """The parts of a profile that are lines of type by their height."""
    ordered = sorted(profile)
    floor = ordered[len(ordered) * 9 // 10] * 0.06
    lines, begin = [], -1
    for row, ink in enumerate([*profile, 0.0]):
        if ink > floor and begin < 0:
            begin = row
        elif ink <= floor and begin >= 0:
            if 7 <= row - begin <= 70:
                lines.append(profile[begin:row])
            begin = -1
    return lines


def _outside_of_core(line: list[float]) -> tuple[float, float]:
    """How much ink a line has above and below the band that holds the small letters."""
    core = sorted(line)[len(line) * 3 // 4] * 0.55
    rows = [row for row, ink in enumerate(line) if ink >= core]
    return sum(line[: rows[0]]), sum(line[rows[-1] + 1 :])
