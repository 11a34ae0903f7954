"""Draws what the benchmarks measure on: documents, photos, cards and faxes, the same ones every time, of any size."""

import io
import math
import random
from typing import Any  # Pillow's save options differ by format

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

_WORDS = (
    "Take one tablet by mouth twice daily with food for ten days",
    "Sample Person  1 Example Road  Anytown  000-555-0100  Refills 2",
    "Dispense as written  Quantity 30  Days of supply 15  Generic may be substituted",
)
_LINES_A_PAGE = 56


def document(width: int, height: int, seed: int = 1) -> Image.Image:
    """A colour scan of a typed form: tinted paper, small print, rules, a stamp, a signature, a scanner's noise."""
    dice = random.Random(seed)
    page = Image.new("RGB", (width, height), (247, 245, 238))
    _type_onto(page, dice, (38, 38, 46))
    draw = ImageDraw.Draw(page)
    stamp = (width * 0.62, height * 0.05, width * 0.93, height * 0.13)
    draw.rounded_rectangle(stamp, width // 90, outline=(170, 40, 50), width=max(2, width // 300))
    _write(draw, (width * 0.65, height * 0.075), "RECEIVED", width // 24, (170, 40, 50))
    pen = [(width * (0.1 + 0.4 * i / 40), height * (0.9 + 0.02 * dice.uniform(-1, 1))) for i in range(41)]
    draw.line(pen, fill=(30, 50, 140), width=max(2, width // 400), joint="curve")
    soft = page.filter(ImageFilter.GaussianBlur(max(0.6, width / 4000)))
    return _grained(soft, dice, 5)


def security_form(width: int, height: int, seed: int = 6) -> Image.Image:
    """The same form on security paper: fine coloured waves over all of it, as prescription pads have them."""
    form = document(width, height, seed)
    paper = Image.new("RGB", (width, height), "white")
    draw = ImageDraw.Draw(paper)
    step, swing, length = height / 180, height / 120, width / 14
    xs = range(0, width + 1, max(4, width // 400))
    for line in range(-4, 188):
        colour = ((214, 190, 235), (180, 222, 205), (240, 205, 190))[line % 3]
        phase = line * 0.37
        wave = [(x, line * step + swing * math.sin(2 * math.pi * x / length + phase)) for x in xs]
        draw.line(wave, fill=colour, width=max(1, width // 1300))
    return ImageChops.multiply(form, paper.filter(ImageFilter.GaussianBlur(max(0.5, width / 5000))))


def photo(width: int, height: int, seed: int = 2) -> Image.Image:
    """Something like a phone's photo: soft forms, texture at every size, a sensor's noise."""
    dice = random.Random(seed)
    picture = Image.merge("RGB", [_clouds(width, height, dice, channel) for channel in range(3)])
    draw = ImageDraw.Draw(picture)
    for _ in range(60):
        x, y, size = dice.random() * width, dice.random() * height, dice.uniform(0.01, 0.12) * width
        colour = tuple(dice.randrange(256) for _ in range(3))
        draw.ellipse((x, y, x + size, y + size * dice.uniform(0.4, 1.4)), fill=colour)
    return _grained(picture.filter(ImageFilter.GaussianBlur(max(0.7, width / 3000))), dice, 8)


def card(width: int = 1012, height: int = 638, seed: int = 3) -> Image.Image:
    """An insurance card: a colour gradient, a logo, numbers."""
    dice = random.Random(seed)
    ramp = Image.linear_gradient("L").resize((width, height))
    picture = Image.merge(
        "RGB", [ramp.point(lambda tone: 90 + tone // 3), ramp, ramp.point(lambda tone: 255 - tone // 4)]
    )
    draw = ImageDraw.Draw(picture)
    draw.ellipse((width * 0.7, height * 0.1, width * 0.92, height * 0.42), fill=(230, 120, 20))
    for line, text in enumerate(("SAMPLE HEALTH PLAN", "Member 000 111 222", "Group 0000  RxBIN 000000  RxPCN TEST")):
        _write(draw, (width * 0.06, height * (0.12 + 0.25 * line)), text, height // 12, (20, 20, 30))
    return _grained(picture, dice, 4)


def fax(width: int, height: int, seed: int = 4) -> Image.Image:
    """A page of type in black and white, 1-bit."""
    page = Image.new("L", (width, height), 255)
    _type_onto(page, random.Random(seed), 0)
    return page.point(lambda tone: 255 if tone > 127 else 0, "1")


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a picture file."""
    paper = io.BytesIO()
    image.save(paper, kind, **options)
    return paper.getvalue()


def _type_onto(page: Image.Image, dice: random.Random, ink: int | tuple[int, int, int]) -> None:
    draw = ImageDraw.Draw(page)
    step = page.height / (_LINES_A_PAGE + 10)
    for line in range(_LINES_A_PAGE):
        top = step * (5 + line)
        if line % 9 == 8:
            draw.line((page.width * 0.08, top, page.width * 0.92, top), fill=ink, width=max(1, page.width // 1200))
        else:
            _write(draw, (page.width * 0.08, top), dice.choice(_WORDS), step * dice.choice((0.5, 0.62, 0.74)), ink)


def _write(
    draw: ImageDraw.ImageDraw, where: tuple[float, float], words: str, size_px: float, ink: int | tuple[int, int, int]
) -> None:
    draw.text(where, words, fill=ink, font=ImageFont.load_default(max(4, round(size_px))))


def _clouds(width: int, height: int, dice: random.Random, channel: int) -> Image.Image:
    """Noise of several sizes laid over each other, the coarse ones stronger."""
    clouds = Image.new("L", (width, height), 128)
    for cells, strength in ((4, 150), (16, 70), (64, 36), (256, 20)):
        across, down = cells, max(2, cells * height // width)
        cell_noise = Image.frombytes("L", (across, down), dice.randbytes(across * down))
        layer = cell_noise.resize((width, height), Image.Resampling.BICUBIC)
        scale = strength / 255
        clouds = ImageChops.add(
            clouds, layer.point([round(tone * scale) for tone in range(256)]), offset=-strength // 2
        )
    return clouds


def _grained(picture: Image.Image, dice: random.Random, strength: int) -> Image.Image:
    """A sensor's noise: up to `strength` tones either way in all channels alike, and a third of that in each."""
    shared = _grain(picture.size, dice, strength)
    channels = []
    for channel in picture.split():
        own = _grain(picture.size, dice, strength / 3)
        channels.append(ImageChops.add(ImageChops.add(channel, shared, offset=-128), own, offset=-128))
    return Image.merge(picture.mode, channels)


def _grain(size: tuple[int, int], dice: random.Random, strength: float) -> Image.Image:
    raw = Image.frombytes("L", size, dice.randbytes(size[0] * size[1]))
    return raw.point([128 + round((tone / 127.5 - 1) * strength) for tone in range(256)])
