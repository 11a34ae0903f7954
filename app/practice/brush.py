"""Drawing aids of the made-up pages: text in Pillow's own typeface, slanted text, a signature, a label's bars."""

import math
import unicodedata
from functools import lru_cache

from PIL import Image, ImageDraw, ImageFont

from app.practice.barcode128 import QUIET_MODULES, bar_widths

Colour = tuple[int, int, int]

SLANT = 0.22
SIGNATURE_POINTS = 160


@lru_cache(maxsize=64)
def font(size_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """Pillow's built-in typeface: no font files to ship, the same letters on every machine."""
    return ImageFont.load_default(max(6, size_px))


def drawable(text: str) -> str:
    """The text without accents: the built-in typeface has none, as the printers of many labels."""
    plain = "".join(letter for letter in unicodedata.normalize("NFKD", text) if not unicodedata.combining(letter))
    return "".join(letter if letter.isascii() or letter == "·" else "?" for letter in plain)


def write(
    page: Image.Image, at: tuple[float, float], text: str, size_px: float, colour: Colour, *, stroke: int = 0
) -> None:
    """One line of text, its top left corner at `at`; `stroke` makes it bold."""
    ImageDraw.Draw(page).text(at, drawable(text), fill=colour, font=font(round(size_px)), stroke_width=stroke)


def write_slanted(page: Image.Image, at: tuple[float, float], text: str, size_px: float, colour: Colour) -> None:
    """One line leaning to the right, as if written by hand."""
    letters = font(round(size_px))
    _, _, right, bottom = letters.getbbox(drawable(text))
    height = math.ceil(bottom + size_px * 0.3)
    lean = math.ceil(height * SLANT)
    mask = Image.new("L", (math.ceil(right) + lean, height), 0)
    ImageDraw.Draw(mask).text((0, 0), drawable(text), fill=255, font=letters)
    mask = mask.transform(mask.size, Image.Transform.AFFINE, (1, SLANT, -lean, 0, 1, 0), Image.Resampling.BILINEAR)
    page.paste(colour, (round(at[0]), round(at[1])), mask)


def sign(page: Image.Image, box: tuple[float, float, float, float], colour: Colour) -> None:
    """A signature: one wave that rises from left to right within the box."""
    left, top, right, bottom = box
    width, height = right - left, bottom - top
    points = []
    for index in range(SIGNATURE_POINTS + 1):
        part = index / SIGNATURE_POINTS
        wave = math.sin(part * 2.3 * math.tau + 0.6) * (0.34 - 0.16 * part)
        points.append((left + part * width, top + height * (0.72 - 0.5 * part - wave * 0.8)))
    ImageDraw.Draw(page).line(points, fill=colour, width=max(2, round(width / 60)), joint="curve")


def draw_label(page: Image.Image, at: tuple[float, float], label: str, module_px: int, height_px: float) -> int:
    """The bars of a label in Code 128 with their quiet zones; the left edge of the first bar is at `at`.

    Returns the width of the bars in pixels. The quiet zones are painted white, so that nothing disturbs a reader.
    """
    widths = bar_widths(label)
    left, top = round(at[0]), round(at[1])
    bottom = round(top + height_px)
    quiet_px = QUIET_MODULES * module_px
    width_px = sum(widths) * module_px
    draw = ImageDraw.Draw(page)
    draw.rectangle((left - quiet_px, top, left + width_px + quiet_px - 1, bottom), fill=(255, 255, 255))
    x = left
    for index, modules in enumerate(widths):
        if index % 2 == 0:
            draw.rectangle((x, top, x + modules * module_px - 1, bottom), fill=(17, 17, 17))
        x += modules * module_px
    return width_px


def shaded(size_px: tuple[int, int], first: Colour, last: Colour) -> Image.Image:
    """A surface that shades from one colour at the top left to another at the bottom right."""
    small = Image.new("RGB", (2, 2))
    middle: Colour = ((first[0] + last[0]) // 2, (first[1] + last[1]) // 2, (first[2] + last[2]) // 2)
    for place, colour in (((0, 0), first), ((1, 0), middle), ((0, 1), middle), ((1, 1), last)):
        small.putpixel(place, colour)
    return small.resize(size_px, Image.Resampling.BILINEAR, box=(0.5, 0.5, 1.5, 1.5))
