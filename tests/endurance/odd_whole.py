"""Whole files of every kind that is taken in, small, drawn by seed: what is cut, flipped and disguised afterwards."""

import io
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache
from typing import Any  # Pillow's save options differ by format

from PIL import Image

from tests.endurance.odd import Dice, drawn, look_of, saved
from tests.endurance.odd_pdf_paper import flate, locked, pdf, stream
from tests.imaging import heic_files

VARIANTS = 6
"""Whole files of a kind that are drawn; each is kept."""


@dataclass(frozen=True, slots=True)
class Whole:
    """A file without a fault: its format's family, how many pages it has, how the first looks (None: not known)."""

    family: str
    content: bytes
    pages: int = 1
    look: bytes | None = None
    is_locked: bool = False


def _image(dice: Dice, mode: str = "RGB") -> Image.Image:
    return drawn(dice, dice.randint(70, 330), dice.randint(70, 330), mode)


def _picture(family: str, image: Image.Image, kind: str, pages: int = 1, **options: Any) -> Whole:
    return Whole(family, saved(image, kind, **options), pages, look_of(image))


def _jpeg(dice: Dice) -> Whole:
    mode = dice.choice(("RGB", "RGB", "L", "CMYK"))
    options: dict[str, Any] = {"quality": dice.choice((60, 85, 95)), "subsampling": dice.choice((0, 2))}
    if dice.random() < 0.4:
        options["progressive"] = True
    if dice.random() < 0.3:
        options["restart_marker_blocks"] = dice.choice((1, 8))
    if dice.random() < 0.3:
        options["optimize"] = True
    return _picture("JPEG", _image(dice, mode), "JPEG", **options)


def _mpo(dice: Dice) -> Whole:
    image = _image(dice)
    return _picture("JPEG", image, "MPO", save_all=True, append_images=[_image(dice)])


def _png(dice: Dice) -> Whole:
    image = _image(dice, dice.choice(("RGB", "L", "1", "P", "RGBA", "LA")))
    return Whole("PNG", saved(image, "PNG"), 1, look_of(image) if image.mode in ("RGB", "L", "1") else None)


_TIFF_PACKING = {
    "RGB": ("raw", "tiff_lzw", "tiff_deflate", "packbits", "jpeg", "tiff_adobe_deflate", "lzma", "zstd"),
    "L": ("raw", "tiff_lzw", "tiff_deflate", "jpeg"),
    "1": ("raw", "group3", "group4", "packbits", "tiff_ccitt", "tiff_lzw"),
    "CMYK": ("raw", "tiff_lzw"),
}


def _tiff(dice: Dice) -> Whole:
    mode = dice.choice(("RGB", "L", "1", "1", "CMYK"))
    packing, pages = dice.choice(_TIFF_PACKING[mode]), dice.choice((1, 1, 2, 5))
    first = _image(dice, mode)
    others = [_image(dice, mode) for _ in range(pages - 1)]
    options: dict[str, Any] = {"compression": packing, "dpi": (200, 200)}
    if packing == "jpeg" and mode == "CMYK":
        options["compression"] = "raw"
    if dice.random() < 0.2:
        options["big_tiff"] = True
    return _picture("TIFF", first, "TIFF", pages, save_all=True, append_images=others, **options)


def _bmp(dice: Dice) -> Whole:
    image = _image(dice, dice.choice(("RGB", "L", "1")))
    return _picture("BMP", image, "BMP")


def _gif(dice: Dice) -> Whole:
    image = _image(dice, "L")
    others = [drawn(dice, *image.size, "L") for _ in range(dice.choice((0, 0, 3)))]
    return _picture("GIF", image, "GIF", save_all=True, append_images=others)


def _webp(dice: Dice) -> Whole:
    image = _image(dice)
    others = [drawn(dice, *image.size) for _ in range(dice.choice((0, 0, 0, 2)))]
    return _picture(
        "WebP", image, "WEBP", save_all=True, append_images=others, lossless=dice.random() < 0.5, quality=80, method=0
    )


def _avif(dice: Dice) -> Whole:
    return _picture("AVIF", _image(dice), "AVIF", quality=70, speed=10, max_threads=1)


def _heic(dice: Dice) -> Whole:
    content, pages = dice.choice(((heic_files.TURNED, 1), (heic_files.TWO, 2), (heic_files.TEN_BITS, 1)))
    return Whole("HEIC", content, pages)


def _jpeg_2000(dice: Dice) -> Whole:
    image = _image(dice, dice.choice(("RGB", "L")))
    is_bare = dice.random() < 0.3
    return _picture("JPEG 2000", image, "JPEG2000", no_jp2=is_bare, irreversible=dice.random() < 0.5)


def scan_objects(dice: Dice, pages: int) -> tuple[list[bytes], bytes]:
    """The objects of a PDF of scanned pages, from number 1, and how the first looks."""
    kids = b" ".join(b"%d 0 R" % (3 + 3 * number) for number in range(pages))
    objects = [b"<</Type /Catalog /Pages 2 0 R>>", b"<</Type /Pages /Kids [%s] /Count %d>>" % (kids, pages)]
    look = b""
    for number in range(pages):
        image = _image(dice)
        look = look or look_of(image)
        box, place = b"[0 0 %d %d]" % image.size, 3 + 3 * number
        objects += [
            b"<</Type /Page /Parent 2 0 R /MediaBox %s /Contents %d 0 R /Resources <</XObject <</A %d 0 R>>>>>>"
            % (box, place + 1, place + 2),
            stream(b"", b"q %d 0 0 %d 0 0 cm /A Do Q" % image.size),
            _scan(image, is_jpeg=dice.random() < 0.6),
        ]
    return objects, look


def _scan(image: Image.Image, *, is_jpeg: bool) -> bytes:
    words = (
        b"/Type /XObject /Subtype /Image /Width %d /Height %d /BitsPerComponent 8 /ColorSpace /DeviceRGB" % image.size
    )
    if is_jpeg:
        return stream(words + b" /Filter /DCTDecode", saved(image, "JPEG", quality=85))
    return flate(words, image.tobytes())


def _scanned(dice: Dice) -> Whole:
    pages = dice.choice((1, 2, 4))
    objects, look = scan_objects(dice, pages)
    return Whole("PDF", pdf(objects), pages, look)


def _locked(dice: Dice) -> Whole:
    objects, look = scan_objects(dice, 2)
    return Whole("PDF", locked(objects, (4, 5, 7, 8)), 2, look, is_locked=True)


def _vector(dice: Dice) -> Whole:
    pages = dice.choice((1, 3))
    kids = b" ".join(b"%d 0 R" % (4 + 2 * number) for number in range(pages))
    objects = [
        b"<</Type /Catalog /Pages 2 0 R /AcroForm <</Fields []>>>>",
        b"<</Type /Pages /Kids [%s] /Count %d>>" % (kids, pages),
        b"<</Type /Font /Subtype /Type1 /BaseFont /Helvetica>>",
    ]
    for number in range(pages):
        lines = b"".join(b"%d %d m 250 %d l S\n" % (dice.randint(0, 90), y, y) for y in range(10, 380, 9))
        words = b"BT /F 20 Tf 30 300 Td (Page %d) Tj ET\n" % (number + 1)
        objects += [
            b"<</Type /Page /Parent 2 0 R /MediaBox [0 0 300 400] /Contents %d 0 R /Resources <</Font <</F 3 0 R>>>>"
            b" /Annots [<</Type /Annot /Subtype /Square /Rect [20 20 120 80] /C [1 0 0]>>]>>" % (5 + 2 * number),
            flate(b"", lines + words),
        ]
    return Whole("PDF", pdf(objects), pages)


def _zip(dice: Dice) -> Whole:
    paper, count = io.BytesIO(), dice.randint(1, 5)
    with zipfile.ZipFile(paper, "w", dice.choice((zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED))) as archive:
        for number in range(count):
            entry = zipfile.ZipInfo(f"page {number + 1}.jpg", (2024, 3, 5, 10, 0, 0))
            archive.writestr(entry, saved(_image(dice), "JPEG"), archive.compression)
    return Whole("ZIP", paper.getvalue(), count)


_MAKERS: dict[str, tuple[Callable[[Dice], Whole], ...]] = {
    "JPEG": (_jpeg, _jpeg, _jpeg, _mpo),
    "PNG": (_png,),
    "TIFF": (_tiff, _tiff, _tiff),
    "BMP": (_bmp,),
    "GIF": (_gif,),
    "WebP": (_webp,),
    "AVIF": (_avif,),
    "HEIC": (_heic,),
    "JPEG 2000": (_jpeg_2000,),
    "PDF": (_scanned, _scanned, _vector, _locked),
    "ZIP": (_zip,),
}
FAMILIES = tuple(_MAKERS)


@lru_cache(maxsize=512)
def _kept(family: str, maker: int, variant: int) -> Whole:
    return _MAKERS[family][maker](Dice(f"{family} {maker} {variant}"))


def whole(dice: Dice, family: str) -> Whole:
    """One of the whole files of a family."""
    return _kept(family, dice.randrange(len(_MAKERS[family])), dice.randrange(VARIANTS))
