"""What others do for the same end: Pillow by bisection, ImageMagick, jpegoptim, libvips. Some may be absent."""

import importlib.util
import io
import shutil
import subprocess
import tempfile
from collections.abc import Callable
from pathlib import Path

from PIL import Image

from app.imaging.jpeg import JpegSetting, jpeg_bytes, scale_of

QUALITY_FLOOR = 1
HAS_VIPS = importlib.util.find_spec("pyvips") is not None
HAS_SIMPLEJPEG = importlib.util.find_spec("simplejpeg") is not None
HAS_Q = importlib.util.find_spec("ssimulacra2") is not None
CONVERT, JPEGOPTIM = shutil.which("convert"), shutil.which("jpegoptim")


def bisected(encode: Callable[[int], bytes], max_bytes: int) -> tuple[bytes, int]:
    """The best quality of 1 to 100 that fits, as everybody looks for it, and how many encodes that took."""
    low, high, found, encodes = QUALITY_FLOOR, 100, b"", 0
    while low <= high:
        middle = (low + high) // 2
        content = encode(middle)
        encodes += 1
        if len(content) <= max_bytes:
            found, low = content, middle + 1
        else:
            high = middle - 1
    return found, encodes


def plain_bisected(image: Image.Image, max_bytes: int) -> bytes:
    """Pillow as it comes out of the box: baseline, 4:2:0, annex K."""
    return bisected(lambda quality: _plain(image, quality), max_bytes)[0]


def our_settings_bisected(image: Image.Image, max_bytes: int) -> bytes:
    """The same encoder as ours, progressive and optimised, but searched for instead of foretold."""

    def encode(quality: int) -> bytes:
        return jpeg_bytes(image, JpegSetting(scale_of(quality), quality >= 95), True, None)

    return bisected(encode, max_bytes)[0]


def _plain(image: Image.Image, quality: int) -> bytes:
    paper = io.BytesIO()
    image.save(paper, "JPEG", quality=quality)
    return paper.getvalue()


def converted(image_file: Path, max_bytes: int) -> bytes:
    """`convert -define jpeg:extent`, from a picture without loss."""
    assert CONVERT is not None
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "out.jpg")
        extent = f"jpeg:extent={max_bytes}b"
        subprocess.run([CONVERT, str(image_file), "-define", extent, str(out)], check=True, capture_output=True)
        return out.read_bytes()


def optimised(jpeg: bytes, max_bytes: int) -> bytes:
    """`jpegoptim --size`, from a JPEG of quality 100 at 4:4:4, which is all that it takes in."""
    assert JPEGOPTIM is not None
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "page.jpg")
        file.write_bytes(jpeg)
        command = [JPEGOPTIM, "--quiet", f"--size={max_bytes // 1024}k", "--all-progressive", "--strip-all", str(file)]
        subprocess.run(command, check=True, capture_output=True)
        return file.read_bytes()


def vips_thumbnail(content: bytes, side_px: int) -> object:
    """`pyvips.Image.thumbnail_buffer`: shrunk while decoding where the format allows it; one thread, nothing cached."""
    import pyvips  # bench-only, and absent from the environment of the tests

    pyvips.cache_set_max(0)
    pyvips.operation_block_set("VipsForeign", False)  # which `app.imaging.vips` leaves one loader of
    return pyvips.Image.thumbnail_buffer(content, side_px, height=side_px, size="down").write_to_memory()


def simply_decoded(jpeg: bytes) -> object:
    """libjpeg-turbo with next to nothing around it."""
    import simplejpeg  # bench-only, as above

    return simplejpeg.decode_jpeg(jpeg)


def q_of(original: Image.Image, content: bytes) -> float:
    """SSIMULACRA2 of a coded picture, mean over a few spots: 90 and more is without visible loss."""
    import ssimulacra2  # bench-only, as above

    coded = Image.open(io.BytesIO(content)).convert("RGB")
    with tempfile.TemporaryDirectory() as folder:
        scores = []
        for number, box in enumerate(_spots(original)):
            ours, theirs = Path(folder, f"{number}-original.png"), Path(folder, f"{number}-coded.png")
            original.crop(box).save(ours, compress_level=1)
            coded.crop(box).save(theirs, compress_level=1)
            scores.append(float(ssimulacra2.compute_ssimulacra2(str(ours), str(theirs))))
    return sum(scores) / len(scores)


def _spots(image: Image.Image, side_px: int = 512) -> list[tuple[int, int, int, int]]:
    width, height = min(side_px, image.width), min(side_px, image.height)
    places = ((0.12, 0.1), (0.7, 0.07), (0.4, 0.5), (0.15, 0.85))
    corners = [(int((image.width - width) * across), int((image.height - height) * down)) for across, down in places]
    return [(left, top, left + width, top + height) for left, top in corners]
