"""Patch sheets, drawn as the standard measures them."""

from PIL import Image, ImageDraw

PATCHES = {"1": "WWNN", "2": "WNNW", "3": "WNWN", "4": "NWWN", "6": "NNWW", "T": "NWNW"}
WIDTHS = {"N": 0.08, "W": 0.20}  # inches


def bars(patch: str, dpi: int, length: float = 2.0) -> Image.Image:
    """A patch whose bars run down, as wide as the standard says, with a length in inches."""
    drawn, at = Image.new("L", (round(0.8 * dpi), round(length * dpi)), 255), 0.0
    for bar in PATCHES[patch]:
        ImageDraw.Draw(drawn).rectangle((round(at * dpi), 0, round((at + WIDTHS[bar]) * dpi) - 1, drawn.height), fill=0)
        at += WIDTHS[bar] + WIDTHS["N"]
    return drawn


def sheet(patch: str, dpi: int, length: float = 2.0) -> Image.Image:
    """A letter page with the patch near its upper edge and a line of words below it."""
    page = Image.new("L", (round(8.5 * dpi), 11 * dpi), 250)
    page.paste(bars(patch, dpi, length), (2 * dpi, dpi // 2))
    ImageDraw.Draw(page).text((2 * dpi, 4 * dpi), "Patch code", fill=0, font_size=dpi / 4)
    return page
