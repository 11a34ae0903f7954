"""Writers of a hot folder that behave as badly as real ones: slow, in portions, with the full size first, renamed.

    python -m tests.endurance.hot_writers FOLDER FIRST COUNT [SEED]

Each file is a page of its own; its name, and the tone of its paper, say which. Runs as a process of its own, so that
whoever watches the folder is killed alone. Prints each name once its last byte is written.
"""

import io
import random
import sys
import time
from collections.abc import Callable, Sequence
from pathlib import Path

from PIL import Image, ImageDraw

SHORT_PAUSE_S, LONG_PAUSE_S = 0.02, 1.4
"""The long one is longer than two sweeps: what lies there looks quiet."""

PORTIONS = 4


def page(number: int) -> bytes:
    """The content of file `number`, another for each, as JPEG, PNG, TIFF or PDF."""
    image = Image.new("RGB", (320, 330), (255, 255, 255))
    draw = ImageDraw.Draw(image)
    for bit in range(20):
        if number >> bit & 1:
            draw.rectangle((10 + 15 * bit, 40, 20 + 15 * bit, 290), fill=(20, 20, 60))
    content = io.BytesIO()
    kind = kind_of(number)
    if kind == "PDF":  # the same bytes each time
        image.save(content, kind, resolution=100.0, creationDate=time.gmtime(0), modDate=time.gmtime(0))
    else:
        image.save(content, kind, dpi=(100, 100))
    return content.getvalue()


def kind_of(number: int) -> str:
    """Mostly pictures; a few of those kinds that need a longer quiet time."""
    return {17: "TIFF", 18: "PDF"}.get(number % 19, ("JPEG", "PNG")[number % 2])


def name_of(number: int) -> str:
    """The name of file `number`."""
    ending = {"JPEG": "jpg", "PNG": "png", "TIFF": "tif", "PDF": "pdf"}[kind_of(number)]
    return f"scan {number:05}.{ending}"


def at_once(path: Path, content: bytes, pause: Callable[[], None]) -> None:
    """As a copy on the same disk."""
    path.write_bytes(content)


def renamed(path: Path, content: bytes, pause: Callable[[], None]) -> None:
    """As careful programs do it."""
    unfinished = path.with_suffix(".part")
    unfinished.write_bytes(content)
    pause()
    unfinished.rename(path)


def slow(path: Path, content: bytes, pause: Callable[[], None]) -> None:
    """Held open, in portions."""
    with path.open("wb", buffering=0) as file:
        for portion in portions(content):
            file.write(portion)
            pause()


def split(path: Path, content: bytes, pause: Callable[[], None]) -> None:
    """Opened again for each portion: in between nobody has it open."""
    path.touch()
    for portion in portions(content):
        with path.open("ab") as file:
            file.write(portion)
        pause()


def preallocated(path: Path, content: bytes, pause: Callable[[], None]) -> None:
    """The full size first, then the bytes, opened again for each portion (as Explorer copies)."""
    with path.open("wb") as file:
        file.truncate(len(content))
    pause()
    at = 0
    for portion in portions(content):
        with path.open("r+b") as file:
            file.seek(at)
            file.write(portion)
        at += len(portion)
        pause()


def portions(content: bytes) -> list[bytes]:
    """Some pieces of about the same size."""
    step = -(-len(content) // PORTIONS)
    return [content[at : at + step] for at in range(0, len(content), step)]


WAYS = (at_once, renamed, slow, split, preallocated)


def main(words: Sequence[str]) -> int:
    """Write the files, one after the other."""
    folder, first, count = Path(words[0]), int(words[1]), int(words[2])
    dice = random.Random(int(words[3]) if len(words) > 3 else 1)
    for number in range(first, first + count):
        is_long = dice.random() < 1 / 40

        def pause(is_long: bool = is_long) -> None:
            time.sleep(LONG_PAUSE_S if is_long else dice.random() * SHORT_PAUSE_S)

        dice.choice(WAYS)(folder / name_of(number), page(number), pause)
        print(number, flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
