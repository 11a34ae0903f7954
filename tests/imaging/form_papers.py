"""Draws forms that are filled in: one form for several people, and scans of one sheet that differ as scans do."""

import io
import random
from dataclasses import dataclass

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

PAPER = (250, 250, 248)
_WORDS = [
    "I",
    "confirm",
    "that",
    "I",
    "received",
    "the",
    "items",
    "listed",
    "above",
    "and",
    "that",
    "I",
    "was",
    "offered",
    "counselling",
    "by",
    "the",
    "pharmacist",
    "about",
    "their",
    "use",
    "side",
    "effects",
    "storage",
    "and",
    "refills",
]


@dataclass(frozen=True, slots=True)
class Filled:
    """What is written on a form."""

    name: str = "Alvarez, Maria"
    born: str = "04/12/1961"
    rx: str = "70544"
    drug: str = "Lisinopril 10 mg tablet"
    signed: int = 1


def form(filled: Filled, width: int = 1275, height: int = 1650) -> Image.Image:
    """A proof of delivery at 150 dpi: most of its ink is the same whoever it is for."""
    page = Image.new("RGB", (width, height), PAPER)
    draw = ImageDraw.Draw(page)
    draw.text((100, 80), "PROOF OF DELIVERY", fill=(20, 20, 24), font=ImageFont.load_default(48))
    top = 190
    for label, value in (
        ("Patient", filled.name),
        ("Date of birth", filled.born),
        ("Rx number", filled.rx),
        ("Drug", filled.drug),
    ):
        draw.text((100, top), label, fill=(90, 90, 90), font=ImageFont.load_default(18))
        draw.rectangle((300, top - 8, width - 100, top + 36), outline=(120, 120, 120), width=2)
        draw.text((312, top), value, fill=(20, 20, 24), font=ImageFont.load_default(22))
        top += 62
    dice = random.Random(7)
    for _ in range(9):
        line = ""
        while draw.textlength(line, font=ImageFont.load_default(20)) < width - 260:
            line += f"{dice.choice(_WORDS)} "
        draw.text((100, top), line, fill=(20, 20, 24), font=ImageFont.load_default(20))
        top += 32
    dice, places = random.Random(filled.signed), []
    for x in range(120, 560, 18):
        places.append((x, dice.uniform(top + 40, top + 130)))
    draw.line(places, fill=(20, 30, 110), width=4, joint="curve")
    return page


def scanned(
    page: Image.Image,
    seed: int,
    *,
    dpi: int = 150,
    skew_deg: float = 1.0,
    quality: int = 50,
    is_fax: bool = False,
    turned: int = 0,
) -> bytes:
    """The page as a scanner gives it: askew, shifted, unsharp, with grain, its paper not quite white."""
    dice, scale = random.Random(seed), dpi / 150
    image = page.resize((round(page.width * scale), round(page.height * scale)), Image.Resampling.LANCZOS)
    shift = (round(dice.uniform(-12, 12) * scale), round(dice.uniform(-12, 12) * scale))
    angle = dice.choice((-1, 1)) * skew_deg
    image = image.rotate(angle, Image.Resampling.BICUBIC, fillcolor=PAPER, translate=shift)
    image = image.filter(ImageFilter.GaussianBlur(dice.uniform(0.3, 0.8) * scale))
    gain, lift = dice.uniform(0.85, 1.0), dice.uniform(0, 14)
    image = image.point([min(255, round(level * gain + lift)) for level in range(256)] * 3)
    grain = Image.merge("RGB", [Image.effect_noise(image.size, 6)] * 3)
    image = ImageChops.add(image, grain, 1, -128).rotate(-90 * turned, expand=True)
    content = io.BytesIO()
    if is_fax:
        image.convert("L").point([0] * 150 + [255] * 106).convert("1").save(content, "TIFF", compression="group4")
    else:
        image.save(content, "JPEG", quality=quality, dpi=(dpi, dpi))
    return content.getvalue()
