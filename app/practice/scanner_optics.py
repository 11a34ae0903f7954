"""The lens of the practice scanner: paper becomes a picture of the part, the fineness and the colours asked for."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from PIL import Image, ImageDraw

from app.practice.drawings import scanned
from app.practice.scanner_model import BLACK_AND_WHITE, COLOUR, GREY, JPEG, PDF, UNITS_AN_INCH
from app.practice.scanner_paper import Document, Face

QUALITY = 85
BACKING = (246, 246, 244)
"""What a feeder sees where there is no paper."""
MOST_KEPT_PICTURES = 96
DARK_BELOW = 128

JFIF_UNITS_AT = 13
NO_UNITS = b"\x00\x00\x01\x00\x01"
"""JFIF's units and two densities: one to one, of nothing."""

_MODES = {BLACK_AND_WHITE: "1", GREY: "L", COLOUR: "RGB"}


@dataclass(frozen=True, slots=True)
class View:
    """What of an inlet is looked at, and how: all sides in 1/300 inch. `is_glass`: a lid lies behind the paper."""

    is_glass: bool
    width: int
    height: int
    left: int
    top: int
    region_width: int
    region_height: int
    dpi: int
    mode: str

    @property
    def surface_px(self) -> tuple[int, int]:
        """How large all that the inlet sees would become."""
        return _px(self.width, self.dpi), _px(self.height, self.dpi)

    @property
    def size_px(self) -> tuple[int, int]:
        """How large the picture becomes."""
        return _px(self.region_width, self.dpi), _px(self.region_height, self.dpi)


def encoded(faces: Sequence[Face], view: View, format_: str) -> bytes:
    """These faces as a client gets them: one as JPEG, one or more as PDF."""
    if len(faces) == 1:
        face = faces[0]
        if isinstance(face, bytes):
            return face
        if isinstance(face, Document):
            return _kept(face, view, format_)
    pictures = [_seen(face, view) for face in faces]
    return _written(pictures, view.dpi, format_)


def with_remark(content: bytes, text: str) -> bytes:
    """The same JPEG with a comment in it, so that no two sheets are the same to the byte; other files as they are."""
    if content[:4] != b"\xff\xd8\xff\xe0":
        return content
    behind = 4 + int.from_bytes(content[4:6], "big")
    comment = text.encode()
    return b"%b\xff\xfe%b%b%b" % (content[:behind], (len(comment) + 2).to_bytes(2, "big"), comment, content[behind:])


def without_dpi(content: bytes) -> bytes:
    """The same JPEG, not saying how fine it is."""
    if content[6:11] != b"JFIF\x00":
        return content
    return content[:JFIF_UNITS_AT] + NO_UNITS + content[JFIF_UNITS_AT + len(NO_UNITS) :]


@lru_cache(maxsize=MOST_KEPT_PICTURES)
def _kept(document: Document, view: View, format_: str) -> bytes:
    """Drawn once for all scanners of this process: a made-up document never changes."""
    return _written([_seen(document, view)], view.dpi, format_)


def _seen(face: Face, view: View) -> Image.Image:
    if isinstance(face, Document):
        surface = _on_its_background(face.at(view.dpi), view)
    else:
        given = Image.open(io.BytesIO(face)) if isinstance(face, bytes) else face
        surface = given.convert("RGB").resize(view.surface_px)
    picture = _cut(surface, view)
    mode = _MODES.get(view.mode, "RGB")
    if mode != "1":
        return picture.convert(mode)
    return picture.convert("L").point(lambda value: 255 if value >= DARK_BELOW else 0).convert("1")


def _on_its_background(paper: Image.Image, view: View) -> Image.Image:
    """All that the inlet sees: on the glass the lid around the paper, in a feeder the paper at the top."""
    size_px = view.surface_px
    if view.is_glass:
        surface = scanned(paper, size_px).convert("RGB")
        surface.paste(paper, ((size_px[0] - paper.width) // 2, (size_px[1] - paper.height) // 2))
        return surface
    surface = Image.new("RGB", size_px, BACKING)
    left = (size_px[0] - paper.width) // 2
    surface.paste(paper, (left, 0))
    edge = max(1, view.dpi // 100)
    ImageDraw.Draw(surface).rectangle(
        (left, paper.height, left + paper.width, paper.height + edge), fill=(190, 190, 188)
    )
    return surface


def _cut(surface: Image.Image, view: View) -> Image.Image:
    left, top = _px(view.left, view.dpi), _px(view.top, view.dpi)
    width, height = view.size_px
    return surface.crop((left, top, left + width, top + height))


def _written(pictures: Sequence[Image.Image], dpi: int, format_: str) -> bytes:
    content = io.BytesIO()
    if format_ == PDF:
        pictures[0].save(content, "PDF", resolution=dpi, save_all=True, append_images=pictures[1:], quality=QUALITY)
    elif format_ == JPEG:
        picture = pictures[0].convert("L") if pictures[0].mode == "1" else pictures[0]
        picture.save(content, "JPEG", quality=QUALITY, dpi=(dpi, dpi))
    return content.getvalue()


def _px(units: int, dpi: int) -> int:
    return max(1, round(units * dpi / UNITS_AN_INCH))
