"""Reading the number that `hot_writers` drew on a page, off what a store keeps; what is torn has none."""

import io

from PIL import Image

WIDTH_PX, BAR_AT_PX, BETWEEN_PX, ROWS = 320, 15, 15, (60, 160, 270)
BITS, DARK, LIGHT = 20, 110, 190


def number_on(content: bytes) -> int:
    """The number of the page. Raises OSError or ValueError where not all of its picture is there."""
    with Image.open(io.BytesIO(content)) as opened:
        opened.load()
        grey = opened.convert("L")
    scale = grey.width / WIDTH_PX
    numbers = {_number_in(grey, round(row * scale), scale) for row in ROWS}
    if len(numbers) != 1:
        raise ValueError("not every row of this page says the same")
    return numbers.pop()


def _number_in(grey: Image.Image, row: int, scale: float) -> int:
    number, pixels = 0, grey.tobytes()
    for bit in range(BITS):
        level = pixels[row * grey.width + round((BAR_AT_PX + BETWEEN_PX * bit) * scale)]
        if DARK < level < LIGHT:
            raise ValueError("neither a bar nor paper")
        number |= (level <= DARK) << bit
    return number
