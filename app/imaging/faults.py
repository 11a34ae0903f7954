"""What may be wrong with how a page was scanned or taken. Each says nothing unless it is sure."""

from PIL import Image, ImageChops, ImageFilter, ImageStat

from app.domain.geometry import Quad, rectangle

SHARPNESS_SIDE_PX = 1_600

_TILE_PX = 128
_LEAST_CONTRAST = 50  # of 255, in a tile that has something to be sharp
_BLURRED = 0.22  # of the contrast, the steepest step between neighbours: type in focus has 0.5 and more, soft type 0.3
_SHARP_TILES = 0.06  # of all tiles with contrast; where so many are sharp, the camera was in focus

_DARK_PAPER = 96  # of 255: the lightest twentieth of the page
_LIGHTEST_PART = 0.95

_BURNT_OUT = 252
_LEAST_GLARE, _MOST_GLARE = 0.004, 0.15  # of the paper
_FADING_PX = (7, 11)  # the rim around what is burnt out lies between these
_FADING = 232  # of 255: how light it is there on average
_PAPER_BELOW_GLARE = 222  # brighter paper is white by itself

_BLANK_INK = 60  # of 255: show-through and shadows are fainter
_BLANK_PART = 0.00004
_MARGIN = 0.03  # of each side: the shadows of a scanner's rim

_RIM_BEGIN, _RIM_END = 0.002, 0.006  # of the longest side
_LEAST_CUTS = 6
_LONGEST_CUT = 0.03  # of the side: a letter; a shadow is longer
_MOST_RIM_INK = 0.35


def is_blurred(grey: Image.Image) -> bool:
    """Is what is printed out of focus? `grey` is a picture of L, at most about `SHARPNESS_SIDE_PX` a side."""
    across = ImageChops.difference(grey, ImageChops.offset(grey, 1, 0))
    down = ImageChops.difference(grey, ImageChops.offset(grey, 0, 1))
    steepest = ImageChops.lighter(across, down).crop((1, 1, grey.width, grey.height))
    sharp = counted = 0
    for top in range(0, steepest.height - _TILE_PX + 1, _TILE_PX):
        for left in range(0, steepest.width - _TILE_PX + 1, _TILE_PX):
            box = (left, top, left + _TILE_PX, top + _TILE_PX)
            contrast = _spread(grey.crop(box))
            if contrast >= _LEAST_CONTRAST:
                counted += 1
                sharp += level_above(steepest.crop(box), 0.995) >= _BLURRED * contrast
    return counted > 0 and sharp <= _SHARP_TILES * counted


def is_too_dark(grey: Image.Image) -> bool:
    """Is even the paper dark? `grey` is a small picture of L."""
    return level_above(grey, _LIGHTEST_PART) < _DARK_PAPER


def has_glare(small: Image.Image) -> bool:
    """Does a lamp blot something out? `small` is the paper alone on a small photo, in RGB.

    Light fades out around where it is strongest; a white label ends at its edge.
    """
    red, green, blue = small.split()
    least = ImageChops.darker(ImageChops.darker(red, green), blue)
    if level_above(least, 0.6) > _PAPER_BELOW_GLARE:
        return False
    burnt = least.point([0] * _BURNT_OUT + [255] * (256 - _BURNT_OUT)).filter(ImageFilter.MinFilter(5))
    part = sum(burnt.histogram()[1:]) / (small.width * small.height)
    if not _LEAST_GLARE / 2 < part < _MOST_GLARE:
        return False
    inner, outer = (burnt.filter(ImageFilter.MaxFilter(side_px)) for side_px in _FADING_PX)
    rim = ImageStat.Stat(least, ImageChops.subtract(outer, inner))
    return bool(rim.count[0]) and rim.mean[0] >= _FADING


def content_of(ink: Image.Image) -> Quad | None:
    """The smallest upright rectangle that holds all ink but for the rim's shadows, in the ink's pixels."""
    left, top = round(ink.width * _MARGIN / 4), round(ink.height * _MARGIN / 4)
    strong = ink.point([0] * _BLANK_INK + [255] * (256 - _BLANK_INK)).filter(ImageFilter.MedianFilter(3))
    box = strong.crop((left, top, ink.width - left, ink.height - top)).getbbox()
    return rectangle(box[0] + left, box[1] + top, box[2] + left, box[3] + top) if box is not None else None


def is_blank(ink: Image.Image) -> bool:
    """Is there next to nothing on the page? A page with four letters is not blank."""
    across, down = round(ink.width * _MARGIN), round(ink.height * _MARGIN)
    inside = ink.crop((across, down, ink.width - across, ink.height - down))
    inked = sum(inside.histogram()[_BLANK_INK:])
    return inked < _BLANK_PART * max(1, inside.width * inside.height)


def is_cut_off(ink: Image.Image) -> bool:
    """Does type run over the edge of a scan? Many short pieces of ink at the very edge, and no long shadow."""
    side = max(ink.size)
    begin, end = max(1, round(side * _RIM_BEGIN)), max(3, round(side * _RIM_END))
    rims = (
        ink.crop((0, begin, ink.width, end)),
        ink.crop((0, ink.height - end, ink.width, ink.height - begin)),
        ink.crop((begin, 0, end, ink.height)).transpose(Image.Transpose.ROTATE_90),
        ink.crop((ink.width - end, 0, ink.width - begin, ink.height)).transpose(Image.Transpose.ROTATE_90),
    )
    return any(_has_cuts(rim) for rim in rims)


def level_above(grey: Image.Image, part: float) -> int:
    """The level that this part of the pixels is not above."""
    histogram = grey.histogram()
    left = part * grey.width * grey.height
    for level, count in enumerate(histogram):
        left -= count
        if left <= 0:
            return level
    return 255


def _spread(tile: Image.Image) -> int:
    return level_above(tile, 0.97) - level_above(tile, 0.01)


def _has_cuts(rim: Image.Image) -> bool:
    darkest = rim.resize((rim.width, 1), Image.Resampling.BOX).tobytes()
    runs, begin = [], -1
    for column, tone in enumerate((*darkest, 0)):
        if tone >= _BLANK_INK and begin < 0:
            begin = column
        elif tone < _BLANK_INK and begin >= 0:
            runs.append(column - begin)
            begin = -1
    short = [run for run in runs if 2 <= run <= max(3, _LONGEST_CUT * rim.width)]
    return len(short) >= _LEAST_CUTS and sum(runs) < _MOST_RIM_INK * rim.width
