"""The canary itself: a patient, a file and a picture that can be recognised, and the eyes that look for them."""

import base64
import contextlib
import io
import random
import struct
import zlib
from collections.abc import Mapping, Sequence
from pathlib import Path

from PIL import Image

from app.practice.server import PRACTICE_KEY

NAME, RECORD_ID, BIRTH_DATE = "Canarybird", "pat_canary_7391", "1931-07-09"
FILE_NAME = "Canarybird insurance front.png"
PATTERN = bytes((17, 201, 94, 233, 8, 141, 66, 180, 27, 119, 250, 3)) * 4
"""Four pixels four times over, as RGB; the upper half of the picture is made of them, the lower half is noise."""
SIDE_PX = 400


def picture() -> bytes:
    """A PNG of the pattern and of noise that is the same in every run, not compressed."""
    half = SIDE_PX * SIDE_PX * 3 // 2
    page = Image.frombytes(
        "RGB", (SIDE_PX, SIDE_PX), PATTERN * (half // len(PATTERN)) + random.Random(7).randbytes(half)
    )
    content = io.BytesIO()
    page.save(content, "PNG", compress_level=0)
    return content.getvalue()


def signs(content: bytes) -> Mapping[str, tuple[bytes, ...]]:
    """What gives the patient away, in every form in which it could lie about."""
    with Image.open(io.BytesIO(content)) as opened:
        row = opened.convert("RGBA").tobytes()[: len(PATTERN) // 3 * 4]
    blue_first = b"".join(bytes((p[2], p[1], p[0], p[3])) for p in struct.iter_unpack("4B", row))
    words = {"name": NAME, "record": RECORD_ID, "birth date": BIRTH_DATE, "file name": FILE_NAME, "key": PRACTICE_KEY}
    text = {
        what: (word.encode(), word.encode("utf-16-le"), base64.b64encode(word.encode())[:-3])
        for what, word in words.items()
    }
    return {
        **text,
        "pixels": (PATTERN, row, blue_first),
        "file": (content[-9000:-8900], base64.b64encode(content[-9000:-8900])[2:-6]),
    }


def hits_in(content: bytes, what: Mapping[str, tuple[bytes, ...]]) -> set[str]:
    """Which of the signs these bytes hold, also behind zlib (a PNG, a compressed log)."""
    forms = [content]
    at = content.find(b"IDAT")
    if at >= 0:
        with contextlib.suppress(zlib.error):
            forms.append(zlib.decompressobj().decompress(content[at + 4 :]))
    return {sign for sign, words in what.items() if any(word in form for word in words for form in forms)}


def hits_below(folders: Sequence[Path], what: Mapping[str, tuple[bytes, ...]]) -> dict[str, set[str]]:
    """The files that give something away, and those whose own names do."""
    found: dict[str, set[str]] = {}
    for folder in folders:
        for file in (file for file in folder.rglob("*") if file.is_file()):
            hits = hits_in(file.read_bytes(), what) | hits_in(str(file.relative_to(folder)).encode(), what)
            if hits:
                found[str(file)] = hits
    return found
