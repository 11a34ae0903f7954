"""What is seen on a page while its paper is still in the hand. Runs in the darkroom."""

import io
from dataclasses import dataclass, replace

from PIL import Image

from app.domain.geometry import Point, Quad, rectangle
from app.domain.pages import MediaType
from app.domain.readings import PageCode, PageReading, Remark
from app.imaging.colour import on_paper
from app.imaging.faults import (
    SHARPNESS_SIDE_PX,
    content_of,
    has_glare,
    is_blank,
    is_blurred,
    is_cut_off,
    is_too_dark,
    level_above,
)
from app.imaging.likeness import look_in
from app.imaging.lines import SKEW_SIDE_PX, UPRIGHT_SIDE_PX, ink_of, lie_of, turned_level, turns_to_be_upright
from app.imaging.marks import codes_in
from app.imaging.paper import FINE_SIDE_PX, paper_on
from app.imaging.refusals import refusing_damage
from app.imaging.sheet import Sheet, sheet_of
from app.imaging.torn import may_be_torn

CODES_SIDE_PX = 3_400
"""Letter paper at 300 dpi: there the finest codes in use have two pixels a module."""

_SKEWED_DEG = 0.5  # seen at once by everyone
_EXPOSURE_TIME = 0x829A
_DETAILS = 0x8769
_STILL_PAPER = 0.45  # of the lightest
_UNEVEN_LIGHT = 0.72  # the darkest part of the paper against the lightest; a scanner's lamp is even


def judge(source: bytes, frame: int, is_brief: bool = False) -> PageReading:
    """How page `frame` (from 0), upright and unedited, lies, and what may be wrong with it.

    `is_brief` looks for nothing but torn data. Raises `UnreadableFile`.
    """
    sheet = sheet_of(source, frame)
    longest = max(sheet.width, sheet.height)
    scale = min(1.0, CODES_SIDE_PX / longest)
    decoded = sheet.decoded((int(sheet.width * scale), int(sheet.height * scale)))
    torn = (Remark.MAYBE_TORN,) if may_be_torn(sheet, decoded) else ()
    if is_brief:
        return PageReading(remarks=torn)
    with refusing_damage():
        reading = _seen(sheet, on_paper(decoded, sheet.profile))
    return reading if not torn else _with(reading, torn)


@dataclass(frozen=True, slots=True)
class _Copies:
    """The page at the sizes that it is looked at."""

    colour: Image.Image
    grey: Image.Image
    ink: Image.Image
    skew_ink: Image.Image


def _seen(sheet: Sheet, image: Image.Image) -> PageReading:
    image = _at_most(image, CODES_SIDE_PX)
    codes = codes_in(image, sheet.dpi)
    grey = _at_most(image.convert("L"), SHARPNESS_SIDE_PX)
    colour = _at_most(image, FINE_SIDE_PX)
    ink = ink_of(_at_most(grey, UPRIGHT_SIDE_PX))
    copies = _Copies(colour, grey, ink, ink_of(_at_most(grey, SKEW_SIDE_PX)))
    is_photo = _is_photo(sheet, copies)
    paper = paper_on(colour.convert("RGB"), is_photo=is_photo)
    content = content_of(ink)
    blank = paper is None and is_blank(ink)
    lie = None if blank else lie_of(copies.skew_ink)
    turns = 0
    if lie is not None:
        turns = _upright_turns(turned_level(ink, lie), codes, runs_down=lie.runs_down)
    skew_deg = round(lie.skew_deg, 2) + 0.0 if lie is not None else 0.0  # never -0.0
    remarks = (
        *_remarks_on_light(copies, paper, is_photo=is_photo),
        *_remarks_on_lie(skew_deg, turns),
        *((Remark.CUT_OFF,) if not is_photo and paper is None and is_cut_off(ink) else ()),
        *((Remark.BLANK,) if blank else ()),
    )
    to_grey = grey.width / colour.width
    paper_on_grey = paper.mapped((to_grey, 0, 0, 0, to_grey, 0, 0, 0, 1)) if paper is not None else None
    return PageReading(
        skew_deg=skew_deg,
        upright_turns=turns,
        paper=_on_page(paper, sheet, colour),
        content=_on_page(content, sheet, ink),
        is_photo=is_photo,
        remarks=remarks,
        codes=tuple(_code_on_page(code, sheet, image) for code in codes),
        look=look_in(grey, paper_on_grey, skew_deg),
    )


def _remarks_on_light(copies: _Copies, paper: Quad | None, *, is_photo: bool) -> tuple[Remark, ...]:
    remarks = []
    if is_blurred(copies.grey):
        remarks.append(Remark.BLURRED)
    paper_alone = _within(copies.colour.convert("RGB"), paper)
    if is_too_dark(paper_alone.convert("L")):
        remarks.append(Remark.TOO_DARK)
    if is_photo and has_glare(paper_alone):
        remarks.append(Remark.GLARE)
    return tuple(remarks)


def _remarks_on_lie(skew_deg: float, turns: int) -> tuple[Remark, ...]:
    remarks = []
    if turns:
        remarks.append(Remark.UPSIDE_DOWN if turns == 2 else Remark.SIDEWAYS)
    if abs(skew_deg) > _SKEWED_DEG:
        remarks.append(Remark.SKEWED)
    return tuple(remarks)


def _upright_turns(level: Image.Image, codes: tuple[PageCode, ...], *, runs_down: bool) -> int:
    """How many clockwise quarters make the page upright; 0 where that is not certain.

    `level` is the ink with its lines level. A barcode that reads the other way than the letters say casts a doubt.
    """
    half_turns = turns_to_be_upright(level)
    if half_turns < 0:
        return 0
    turns = (int(runs_down) + half_turns) % 4
    told = [_turns_of(code) for code in codes]
    is_doubtful = bool(told) and all((one - turns) % 4 == 2 for one in told)
    return 0 if is_doubtful else turns


def _turns_of(code: PageCode) -> int:
    """How many clockwise quarters make a code read from left to right."""
    across = code.place.top_right.x - code.place.top_left.x
    down = code.place.top_right.y - code.place.top_left.y
    if abs(across) >= abs(down):
        return 0 if across >= 0 else 2
    return 3 if down > 0 else 1


def _is_photo(sheet: Sheet, copies: _Copies) -> bool:
    """Was it taken by a camera? It says so itself, or the light is uneven."""
    if sheet.media_type in (MediaType.HEIC, MediaType.AVIF):
        return True
    if copies.colour.mode != "RGB" or sheet.pdf is not None:
        return False
    return _tells_its_exposure(sheet) or _light(copies.grey) < _UNEVEN_LIGHT


def _tells_its_exposure(sheet: Sheet) -> bool:
    if sheet.stored is None or sheet.stored.media_type is not MediaType.JPEG:
        return False
    with Image.open(io.BytesIO(sheet.stored.source), formats=["JPEG"]) as opened:
        return _EXPOSURE_TIME in opened.getexif().get_ifd(_DETAILS)


def _light(grey: Image.Image) -> float:
    """The darkest of the paper's tones in sixteen parts of a page against the lightest; black glass is no paper."""
    width, height = grey.width // 4, grey.height // 4
    parts = [
        level_above(grey.crop((x * width, y * height, (x + 1) * width, (y + 1) * height)), 0.9)
        for x in range(4)
        for y in range(4)
    ]
    lightest = max(1, *parts)
    return min(part for part in (*parts, lightest) if part >= _STILL_PAPER * lightest) / lightest


def _within(colour: Image.Image, paper: Quad | None) -> Image.Image:
    """The paper alone, flat and small."""
    if paper is None:
        return _at_most(colour, 400)
    corners = (paper.top_left, paper.bottom_left, paper.bottom_right, paper.top_right)
    data = [side for corner in corners for side in (corner.x, corner.y)]
    return colour.transform((300, 300), Image.Transform.QUAD, data, Image.Resampling.BILINEAR)


def _at_most(image: Image.Image, longest_px: int) -> Image.Image:
    longest = max(image.size)
    if longest <= longest_px:
        return image
    size = (max(1, round(image.width * longest_px / longest)), max(1, round(image.height * longest_px / longest)))
    source = image.convert("L") if image.mode == "1" else image
    return source.resize(size, Image.Resampling.BOX, reducing_gap=1.0)


def _on_page(area: Quad | None, sheet: Sheet, copy: Image.Image) -> Quad | None:
    if area is None:
        return None
    across, down = sheet.width / copy.width, sheet.height / copy.height
    return Quad(*(Point(corner.x * across, corner.y * down) for corner in area.corners))


def _code_on_page(code: PageCode, sheet: Sheet, copy: Image.Image) -> PageCode:
    place = _on_page(code.place, sheet, copy)
    return PageCode(code.text, code.symbology, place or rectangle(0, 0, sheet.width, sheet.height))


def _with(reading: PageReading, remarks: tuple[Remark, ...]) -> PageReading:
    return replace(reading, remarks=(*remarks, *reading.remarks))
