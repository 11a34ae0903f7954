"""What an odd file is: its bytes and name, and what can be known about it before anybody has looked inside."""

import io
import random
from collections.abc import Callable
from dataclasses import dataclass

from PIL import Image

LOOK_SIDE = 8
PASSWORD = "counter"


@dataclass(frozen=True, slots=True)
class Odd:
    """One input.

    `pages` is how many a person would find in it, `look` how the first of them looks; None where nobody can say.
    `is_harmed` tells that its bytes were changed where no format could notice: then a wrong look is only measured.
    `title` is how a refusal has to begin, where that is known.
    """

    kind: str
    content: bytes
    name: str = "page"
    pages: int | None = None
    look: bytes | None = None
    is_harmed: bool = False
    title: str = ""


Dice = random.Random
Maker = Callable[[Dice], Odd]


def look_of(image: Image.Image) -> bytes:
    """A picture as 8 x 8 greys: enough to see whether a part of it has gone."""
    grey = image.convert("RGB").convert("L")
    return grey.resize((LOOK_SIDE, LOOK_SIDE), Image.Resampling.BOX).tobytes()


def difference(one: bytes, other: bytes) -> int:
    """How far two looks are apart: the largest difference of a cell, in greys."""
    return max(abs(a - b) for a, b in zip(one, other, strict=True))


def drawn(dice: Dice, width: int, height: int, mode: str = "RGB") -> Image.Image:
    """Four quarters of different lightness with grain all over, so that every part of a file matters."""
    image = Image.new("L", (width, height), 40)
    image.paste(235, (width // 2, 0, width, height // 2))
    image.paste(200, (0, height // 2, width // 2, height))
    image.paste(70, (width // 2, height // 2, width, height))
    grain = Image.frombytes("L", (width, height), dice.randbytes(width * height))
    image = Image.blend(image, grain, 0.2)
    if mode == "L":
        return image
    if mode == "1":
        return image.convert("1")  # dithered: as hard for a fax as anything
    tinted = Image.merge("RGB", (image, image.point(lambda tone: tone * 0.9), image.point(lambda tone: 255 - tone)))
    return tinted if mode == "RGB" else tinted.convert(mode)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    """The bytes of a picture file."""
    paper = io.BytesIO()
    image.save(paper, kind, **options)
    return paper.getvalue()
