"""Is this a picture of the same sheet of paper? Told by laying two pages over each other. Runs in the darkroom.

Two forms of one kind, filled in for two people, have nearly all their ink in common: how a page looks from afar can't
tell them apart, and only says where it is worth to look (`app.domain.looks`). The answer comes from the pages
themselves: their ink is laid over one another, and the same paper leaves nothing uncovered anywhere. One word that is
other leaves a word's ink, however much of the page is alike.
"""

from PIL import Image, ImageChops, ImageFilter

from app.domain.geometry import Quad
from app.domain.looks import NO_LOOK, SIDE_CELLS, PageLook, look_of_cells
from app.imaging.colour import on_paper
from app.imaging.lines import SKEW_SIDE_PX, ink_of, lie_of
from app.imaging.overlay import FINE_SIDE_PX, uncovered
from app.imaging.paper import paper_on
from app.imaging.refusals import refusing_damage
from app.imaging.sheet import sheet_of

LOOK_SIDE_PX = 700
"""The longer side of a page of which nothing is wanted but how it looks."""

MOST_UNCOVERED_PX = 14.0
"""In the worst spot, at about 130 dpi. Measured on drawn forms: scans of one sheet leave 0, seldom up to 10; another
date alone 15 and more, another number or name 24 and more, another signature 130. One letter or figure can go unseen.
"""

MOST_UNCOVERED_SHARE = 0.006

_ROUND = 1.15  # what is on a page takes most of it
_MARGIN = 0.012  # of the longer side: shadows of the rim
_AROUND = 0.0075  # of the longer side: farther than any stroke is wide
_NOISE, _GAIN = 14, 3
_SOLID = 110  # of 255: certainly ink
_LEAST_SIDE_PX = 96  # a strip, no page
_LEAST_INK = 0.0015  # of the page's area: a few words; less tells no page from another


def look_of(source: bytes, frame: int) -> PageLook:
    """Where there is how much ink on page `frame` (from 0); an empty look where there is too little to tell by.

    Raises `UnreadableFile`.
    """
    grey = _grey(source, frame, LOOK_SIDE_PX)
    with refusing_damage():
        return look_in(grey, *_lying(grey))


def look_in(grey: Image.Image, paper: Quad | None, skew_deg: float) -> PageLook:
    """The same of a picture of L whose paper lies there, or which is to be turned clockwise by so much."""
    small = _at_most(grey, LOOK_SIDE_PX)
    if paper is not None and small.size != grey.size:
        share = small.width / grey.width
        paper = paper.mapped((share, 0, 0, 0, share, 0, 0, 0, 1))
    ink = ink_in(small, paper, skew_deg)
    if ink is None:
        return NO_LOOK
    cells = ink.resize((SIDE_CELLS, SIDE_CELLS), Image.Resampling.BOX).filter(ImageFilter.GaussianBlur(0.8))
    return look_of_cells(cells.tobytes())


def is_same_paper(both: bytes, first_bytes: int, frame: int, other_frame: int, quarter_turns: int) -> bool:
    """Are both pictures of the same paper, the other one turned clockwise by so many quarters? False where unsure.

    The first file are the first so many of the bytes, the other one is the rest. Raises `UnreadableFile`.
    """
    one = _ink_on(both[:first_bytes], frame)
    two = _ink_on(both[first_bytes:], other_frame) if one is not None else None
    if one is None or two is None:
        return False
    with refusing_damage():
        two = two.rotate(-90 * quarter_turns, expand=True) if quarter_turns else two
        # The page that is laid over is the one that is moved, which its grain suffers from: one of 16 coarse scans was
        # known one way round alone, and other papers were known neither way (60 of 60).
        return _is_covered(one, two) or _is_covered(two, one)


def _is_covered(page: Image.Image, over: Image.Image) -> bool:
    left = uncovered(page, over)
    return left is not None and left.worst_px <= MOST_UNCOVERED_PX and left.share <= MOST_UNCOVERED_SHARE


def _ink_on(source: bytes, frame: int) -> Image.Image | None:
    grey = _grey(source, frame, round(_ROUND * FINE_SIDE_PX))
    with refusing_damage():
        return ink_in(grey, *_lying(grey))


def _grey(source: bytes, frame: int, side_px: int) -> Image.Image:
    sheet = sheet_of(source, frame)
    scale = min(1.0, side_px / max(sheet.width, sheet.height))
    size = (max(1, round(sheet.width * scale)), max(1, round(sheet.height * scale)))
    decoded = sheet.decoded(size)
    with refusing_damage():
        return on_paper(decoded, sheet.profile).convert("L").resize(size, Image.Resampling.BOX, reducing_gap=2.0)


def _lying(grey: Image.Image) -> tuple[Quad | None, float]:
    """Where the paper lies, if it ends within the picture, and else by how much its lines are askew."""
    paper = paper_on(grey, is_photo=False)
    if paper is not None:
        return paper, 0.0
    lie = lie_of(ink_of(_at_most(grey, SKEW_SIDE_PX)))
    return None, lie.skew_deg if lie is not None else 0.0


def ink_in(grey: Image.Image, paper: Quad | None, skew_deg: float) -> Image.Image | None:
    """What is printed and written on a page, straight and cut to where it is; None where there is hardly anything."""
    if paper is not None:
        grey = _flat(grey, paper)
    elif skew_deg:
        grey = grey.rotate(-skew_deg, Image.Resampling.BICUBIC, fillcolor=255)
    if min(grey.size) < _LEAST_SIDE_PX:
        return None
    ink = _strokes(grey)
    rim = round(_MARGIN * max(ink.size))
    ink = ink.crop((rim, rim, ink.width - rim, ink.height - rim))
    solid = ink.point([0] * _SOLID + [255] * (256 - _SOLID)).filter(ImageFilter.MedianFilter(3))
    box = solid.getbbox()
    if box is None or sum(solid.histogram()[1:]) < _LEAST_INK * ink.width * ink.height:
        return None
    return ink.crop(box)


def _strokes(grey: Image.Image) -> Image.Image:
    """What is darker than what lies around it: type, lines and edges, on white paper and on a coloured card alike."""
    around = grey.filter(ImageFilter.BoxBlur(max(3.0, _AROUND * max(grey.size))))
    darker = ImageChops.subtract(around, grey)
    return darker.point([min(255, max(0, (level - _NOISE) * _GAIN)) for level in range(256)])


def _flat(grey: Image.Image, paper: Quad) -> Image.Image:
    corners = (paper.top_left, paper.bottom_left, paper.bottom_right, paper.top_right)
    places = [side for corner in corners for side in (corner.x, corner.y)]
    return grey.transform(paper.flat_size, Image.Transform.QUAD, places, Image.Resampling.BICUBIC)


def _at_most(grey: Image.Image, longest_px: int) -> Image.Image:
    scale = min(1.0, longest_px / max(grey.size))
    size = (max(1, round(grey.width * scale)), max(1, round(grey.height * scale)))
    return grey if size == grey.size else grey.resize(size, Image.Resampling.BOX)
