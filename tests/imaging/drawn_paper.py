"""Draws paper as it comes over a counter: typed pages, cards, tables beneath them, shadows and grain."""

import random

from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

from app.domain.geometry import Point, Quad, after, flattening, inverse

Colour = tuple[int, int, int]
WHITE_GLASS, BLACK_GLASS = (252, 252, 252), (25, 25, 28)
_TEXT = (
    "Take one tablet by mouth twice daily with food refill patient insurance group member effective date prescriber "
    "quantity pharmacy signature copay generic brand substitution permitted allergic none known phone fax address"
)
WORDS = tuple(word for word in _TEXT.split(" ") if word)


def typed_page(width: int = 1275, height: int = 1650, seed: int = 0, size_px: int = 22) -> Image.Image:
    """A letter page at 150 dpi with lines of type of uneven length."""
    dice, font = random.Random(seed), ImageFont.load_default(size_px)
    page = Image.new("RGB", (width, height), (250, 250, 248))
    draw, margin = ImageDraw.Draw(page), width // 12
    top = margin
    while top < height - margin - size_px:
        end = margin + (width - 2 * margin) * dice.choice((1.0, 1.0, 0.6))
        line = ""
        while draw.textlength(longer := f"{line}{dice.choice(WORDS)} ", font=font) < end - margin:
            line = longer
        draw.text((margin, top), line.capitalize(), fill=(20, 20, 24), font=font)
        top += int(size_px * (3.2 if dice.random() < 0.12 else 1.5))
    return page


def stamped(page: Image.Image, colour: Colour = (198, 160, 204)) -> Image.Image:
    """The page with a faint stamp below its middle."""
    page = page.copy()
    draw, (width, height) = ImageDraw.Draw(page), page.size
    draw.rectangle((width // 2, height // 2, width // 2 + 380, height // 2 + 90), outline=colour, width=6)
    draw.text((width // 2 + 30, height // 2 + 15), "RECEIVED", fill=colour, font=ImageFont.load_default(60))
    return page


def card(seed: int = 0, width: int = 1010, height: int = 637) -> Image.Image:
    """An insurance card at 300 dpi."""
    dice = random.Random(seed)
    image = Image.new("RGB", (width, height), dice.choice([(205, 220, 240), (250, 225, 190), (60, 90, 150)]))
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 0, width, height // 5), fill=(20, 80, 150))
    for line in range(5):
        text = f"{dice.choice(WORDS)} {dice.randrange(10**8)}"
        draw.text((40, height // 4 + line * 70), text, fill=(15, 15, 15), font=ImageFont.load_default(40))
    draw.rectangle((width * 2 // 3, height // 3, width - 40, height - 60), fill=(120, 90, 80))
    return image


def table(width: int, height: int, colour: Colour = (112, 82, 58)) -> Image.Image:
    """A wooden table."""
    grain = Image.effect_noise((width // 4, max(1, height // 40)), 40).resize((width, height))
    bands = [grain.point([min(255, max(0, int(base + (v - 128) * 0.4))) for v in range(256)]) for base in colour]
    return Image.merge("RGB", bands).filter(ImageFilter.GaussianBlur(2))


def laid_on(background: Image.Image, paper: Image.Image, where: Quad) -> Image.Image:
    """The paper on the background, its corners there, with a soft shadow."""
    stretch = (where.flat_size[0] / paper.width, 0, 0, 0, where.flat_size[1] / paper.height, 0, 0, 0, 1)
    back = inverse(after((stretch), inverse(flattening(where))))
    data = [number / back[8] for number in back[:8]]
    size, how = background.size, Image.Transform.PERSPECTIVE
    there = paper.transform(size, how, data, Image.Resampling.BICUBIC)
    mask = Image.new("L", paper.size, 255).transform(size, how, data, Image.Resampling.BILINEAR)
    result = background.copy()
    result.paste((0, 0, 0), (3, 3), mask.filter(ImageFilter.GaussianBlur(4)).point([v // 4 for v in range(256)]))
    result.paste(there, mask=mask)
    return result


def in_shadow(picture: Image.Image, strength: float = 0.5) -> Image.Image:
    """Light that falls off down the picture, warm as a lamp's."""
    light = Image.linear_gradient("L").resize(picture.size)
    bands = [
        light.point([int(255 * (1 - strength * v / 255) * part) for v in range(256)]) for part in (1.0, 0.97, 0.88)
    ]
    return ImageChops.multiply(picture, Image.merge("RGB", bands))


def with_grain(picture: Image.Image, sigma: float = 3.0) -> Image.Image:
    """A sensor's noise."""
    noise = Image.effect_noise(picture.size, sigma)
    return ImageChops.add(picture, Image.merge("RGB", [noise] * 3), 1, -128)


def farthest_px(found: Quad, true: Quad) -> float:
    """How far the worst corner is from where it should be."""
    return max(min(abs(one.x - other.x) + abs(one.y - other.y) for other in true.corners) for one in found.corners)


def a_quad(*places: tuple[float, float]) -> Quad:
    """The area between four places, clockwise from the top left."""
    return Quad(*(Point(x, y) for x, y in places))
