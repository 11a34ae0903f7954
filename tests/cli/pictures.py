"""Files for the tests of the command line, drawn at run time."""

import io
from pathlib import Path

from PIL import Image, ImageDraw

COLOURS = ("red", "green", "blue", "orange", "purple")


def picture(width: int = 640, height: int = 480, number: int = 0) -> Image.Image:
    """A picture with something on it."""
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).rectangle((20, 20, width // 2, height // 2), fill=COLOURS[number % len(COLOURS)])
    return image


def jpeg(path: Path, width: int = 640, height: int = 480) -> Path:
    """A JPEG file."""
    path.parent.mkdir(parents=True, exist_ok=True)
    picture(width, height).save(path, "JPEG")
    return path


def pages(path: Path, count: int = 3) -> Path:
    """A PDF or TIFF of several pages, by the path's ending."""
    first, *others = [picture(number=number) for number in range(count)]
    first.save(path, "PDF" if path.suffix == ".pdf" else "TIFF", save_all=True, append_images=others)
    return path


def truncated(path: Path) -> Path:
    """Half of a JPEG."""
    content = io.BytesIO()
    picture(1200, 900).save(content, "JPEG")
    path.write_bytes(content.getvalue()[: len(content.getvalue()) // 2])
    return path


def torn(path: Path) -> Path:
    """Half of a JPEG, with an end marker put behind it: decoders take it for a whole one."""
    content = io.BytesIO()
    Image.effect_noise((640, 480), 60).save(content, "JPEG")
    path.write_bytes(content.getvalue()[: len(content.getvalue()) // 2] + b"\xff\xd9")
    return path
