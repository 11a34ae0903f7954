"""Eyes of our own for what came out of the darkroom: plain Pillow, none of the program's own code. Runs in a worker."""

import io
import warnings

from PIL import Image

from tests.endurance.odd import look_of


def look(source: bytes, width: int, height: int) -> tuple[str, int, int, bytes]:
    """Format, width and height of a picture file, and how it looks.

    Where it was put on larger paper than `width` x `height`, only the middle of that size is looked at.
    """
    warnings.simplefilter("ignore")
    with Image.open(io.BytesIO(source), formats=["JPEG", "PNG", "TIFF", "BMP"]) as image:
        image.load()
        across, down = min(width, image.width), min(height, image.height)
        left, top = (image.width - across) // 2, (image.height - down) // 2
        middle = image.crop((left, top, left + across, top + down))
        return image.format or "", image.width, image.height, look_of(middle)
