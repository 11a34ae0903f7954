"""Patch-T separator sheets: four thick bars that say "a new document begins", as scanning software has printed for
decades (Kodak, "Patch Code Information", A-61599). zxing-cpp does not know them.

Seen across its bars the patch is narrow, wide, narrow, wide, with narrow gaps between them: 10 modules of 0.08 inch,
the wide bars 2.5 of them. Turned round it reads wide, narrow, wide, narrow, which is Patch 3: which way a sheet was
put in is not known, and Patch 3 parts documents as well, so both are taken. Patch 2 stands on forms that are to be kept
and is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate, groupby, pairwise

from PIL import Image

from app.domain.geometry import Point, Quad

_SIDE_PX = 900  # 80 dots an inch on a letter page: a module has 6.5 pixels
_STEP_PX = 5  # between the lines looked at
_MODULES = 10.0
_NARROW, _WIDE = 1.0, 2.5  # modules
_MOST_OFF = 0.45  # modules that a bar or a gap may be off, by toner, threshold and the grid of pixels
_QUIET = 1.5  # modules of paper on either side
_LEAST_LENGTH = 9.0  # modules, 0.72 inch: the shortest bars that scanners are told to accept are 0.75 inch long
_LEAST_SHARE, _MOST_SHARE = 0.03, 0.25  # of the page's longest side, measured across the bars
_MOST_SLANT = 0.18  # of a line's step that the bars may move from one line to the next: 10 degrees
_MOST_MISSED = 1  # lines in a row that dirt may spoil
_LEAST_CONTRAST = 80  # grey levels between bars and paper
_LAYOUTS = tuple(
    tuple(width for bar in bars for width in (bar, _NARROW))[:-1]
    for bars in ((_NARROW, _WIDE, _NARROW, _WIDE), (_WIDE, _NARROW, _WIDE, _NARROW))
)
_RUNS = len(_LAYOUTS[0])


@dataclass(frozen=True, slots=True)
class _Cut:
    """Where a line crosses four bars: the line's own place, and from where to where, in pixels of the small picture."""

    at: int
    start: int
    end: int


def patch_in(grey: Image.Image) -> Quad | None:
    """Where on a picture of L a Patch T is, in its pixels, whichever way it lies; None where there is none."""
    small = grey.copy()
    small.thumbnail((_SIDE_PX, _SIDE_PX), Image.Resampling.BOX)
    darkest, lightest = (int(level) for level in small.getextrema())  # type: ignore[arg-type]  # one channel: two numbers
    if lightest - darkest < _LEAST_CONTRAST:
        return None
    threshold = (darkest + lightest) // 2
    ink = small.point([level < threshold for level in range(256)])
    scale = grey.width / small.width
    across = _bars_in(ink)
    if across:
        return _place(across[0], across[-1], scale)
    turned = _bars_in(ink.transpose(Image.Transpose.TRANSPOSE))
    return _mirrored(_place(turned[0], turned[-1], scale)) if turned else None


def _bars_in(ink: Image.Image) -> list[_Cut]:
    """The cuts of a patch whose bars run down the picture; none where there is none."""
    longest = max(ink.size)
    pixels, width = ink.tobytes(), ink.width
    chains: list[list[_Cut]] = []
    for at in range(0, ink.height, _STEP_PX):
        for cut in _cuts(pixels[at * width : (at + 1) * width], at, longest):
            for chain in chains:
                if _continues(chain[-1], cut):
                    chain.append(cut)
                    break
            else:
                chains.append([cut])
    return next((chain for chain in chains if _is_long_enough(chain)), [])


def _cuts(line: bytes, at: int, longest: int) -> Iterator[_Cut]:
    """Each place on the line that looks like four bars with paper around."""
    runs = [(is_ink, len(list(run))) for is_ink, run in groupby(line)]
    starts = [0, *accumulate(length for _, length in runs)]
    for first in range(len(runs) - _RUNS + 1):
        if not runs[first][0]:
            continue
        start, end = starts[first], starts[first + _RUNS]
        module = (end - start) / _MODULES
        if not _LEAST_SHARE * longest <= end - start <= _MOST_SHARE * longest:
            continue
        around = [runs[place][1] for place in (first - 1, first + _RUNS) if 0 <= place < len(runs)]
        lengths = [length / module for _, length in runs[first : first + _RUNS]]
        if min(around, default=0) >= _QUIET * module and any(_fits(lengths, layout) for layout in _LAYOUTS):
            yield _Cut(at, start, end)


def _fits(lengths: list[float], layout: tuple[float, ...]) -> bool:
    return all(abs(length - wanted) <= _MOST_OFF for length, wanted in zip(lengths, layout, strict=True))


def _continues(last: _Cut, cut: _Cut) -> bool:
    step = cut.at - last.at
    most = _MOST_SLANT * step + 1
    is_next = 0 < step <= _STEP_PX * (_MOST_MISSED + 1)
    return is_next and abs(cut.start - last.start) <= most and abs(cut.end - last.end) <= most


def _is_long_enough(chain: list[_Cut]) -> bool:
    """Bars of the length that is asked for, looked at without a gap that dirt does not explain."""
    module = sum(cut.end - cut.start for cut in chain) / len(chain) / _MODULES
    return (
        all(last.at < cut.at for last, cut in pairwise(chain)) and chain[-1].at - chain[0].at >= _LEAST_LENGTH * module
    )


def _place(first: _Cut, last: _Cut, scale: float) -> Quad:
    corners = ((first.start, first.at), (first.end, first.at), (last.end, last.at), (last.start, last.at))
    return Quad(*(Point(x * scale, y * scale) for x, y in corners))


def _mirrored(place: Quad) -> Quad:
    """The same place with rows and columns exchanged."""
    top_left, top_right, bottom_right, bottom_left = (
        Point(corner.y, corner.x) for corner in (place.top_left, place.bottom_left, place.bottom_right, place.top_right)
    )
    return Quad(top_left, top_right, bottom_right, bottom_left)
