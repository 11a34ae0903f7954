"""Draws the files of the imaging tests: small real pictures and PDFs in every format that comes over a counter."""

import io
from typing import Any  # Pillow's save options differ by format; PyMuPDF ships no types

import pymupdf
from PIL import Image, ImageDraw

RED, GREEN, BLUE, YELLOW = (200, 30, 30), (30, 160, 30), (30, 30, 200), (220, 220, 40)
ORIENTATION_TAG, DPI = 0x0112, 200
EVERY_FORMAT = ("JPEG", "PNG", "TIFF", "BMP", "WEBP", "GIF", "PDF")


def corners(width: int = 640, height: int = 480) -> Image.Image:
    """Red, green / blue, yellow quarters: any turn or flip shows."""
    image = Image.new("RGB", (width, height), RED)
    image.paste(GREEN, (width // 2, 0, width, height // 2))
    image.paste(BLUE, (0, height // 2, width // 2, height))
    image.paste(YELLOW, (width // 2, height // 2, width, height))
    return image


def corner_names(image: Image.Image) -> str:
    """The four quarters' colours as letters: top left, top right, bottom left, bottom right."""
    image = image.convert("RGB")
    letters = {"r": RED, "g": GREEN, "b": BLUE, "y": YELLOW}
    spots = [(x, y) for y in (1, 3) for x in (1, 3)]
    found = ""
    for x, y in spots:
        pixel = image.getpixel((x * image.width // 4, y * image.height // 4))
        assert isinstance(pixel, tuple)
        found += min(letters, key=lambda name: sum(abs(a - b) for a, b in zip(letters[name], pixel, strict=True)))
    return found


def noise(width: int, height: int, colours: int = 3) -> Image.Image:
    """Noise, which no encoder can make small."""
    bands = [Image.effect_noise((width, height), 90) for _ in range(colours)]
    return bands[0] if colours == 1 else Image.merge("RGB", bands)


def type_page(width: int = 850, height: int = 1100) -> Image.Image:
    """A black and white page of type, 1-bit."""
    image = Image.new("1", (width, height), 1)
    draw = ImageDraw.Draw(image)
    for line in range(40, height - 40, 22):
        draw.text((50, line), "Take one tablet by mouth twice daily 0123456789", fill=0)
    return image


def saved(image: Image.Image, kind: str, **options: Any) -> bytes:
    """The bytes of a picture file."""
    paper = io.BytesIO()
    image.save(paper, kind, **options)
    return paper.getvalue()


def opened(content: bytes) -> Image.Image:
    """A picture file's pixels, loaded."""
    image = Image.open(io.BytesIO(content))
    image.load()
    return image


def with_orientation(orientation: int, kind: str = "JPEG", image: Image.Image | None = None) -> bytes:
    """A picture file with this orientation tag; its stored pixels are `corners`."""
    exif = Image.Exif()
    exif[ORIENTATION_TAG] = orientation
    return saved(image or corners(), kind, exif=exif)


def with_times(original: str, offset: str | None = None) -> bytes:
    """A JPEG that says when it was taken."""
    exif = Image.Exif()
    details = exif.get_ifd(0x8769)
    details[0x9003] = original
    if offset is not None:
        details[0x9011] = offset
    return saved(corners(), "JPEG", exif=exif)


def tiff_pages(*pages: Image.Image, **options: Any) -> bytes:
    """A TIFF with several pages."""
    return saved(pages[0], "TIFF", save_all=True, append_images=list(pages[1:]), **options)


def scanned_pdf(
    *scans: bytes,
    rotation: int = 0,
    text: str = "",
    hidden_text: str = "",
    clip: tuple[int, int, int, int] | None = None,
    share_list: bool = False,
) -> bytes:
    """A PDF whose pages are these picture files at 200 dpi, edge to edge, with words over them if wanted.

    `clip` is x, y, width, height in points from the lower left; with `share_list` all pages name all pictures.
    """
    document: Any = pymupdf.open()  # type: ignore[no-untyped-call]  # PyMuPDF ships no types
    for number, scan in enumerate(scans):
        width, height = opened(scan).size
        page = document.new_page(width=width * 72 / DPI, height=height * 72 / DPI)
        page.insert_image(page.rect, stream=scan)
        if text:
            page.insert_text((20, 40), text)
        if hidden_text:
            page.insert_text((20, 40), hidden_text, render_mode=3)
        if clip is not None:
            content = page.get_contents()[0]
            box = " ".join(str(side) for side in clip).encode()
            document.update_stream(content, b"q " + box + b" re W n " + document.xref_stream(content) + b" Q")
        if share_list and number:
            first = document[0].get_images()[0][0]
            resources = int(document.xref_get_key(page.xref, "Resources")[1].split()[0])
            document.xref_set_key(resources, "XObject/Shared", f"{first} 0 R")
        page.set_rotation(rotation)
    return finished(document)


def typed_pdf(pages: int = 1, width: float = 612, height: float = 792, **options: Any) -> bytes:
    """A PDF of typed pages, without a scan."""
    document: Any = pymupdf.open()  # type: ignore[no-untyped-call]  # as above
    for number in range(pages):
        document.new_page(width=width, height=height).insert_text((72, 72), f"Page {number + 1}")
    return finished(document, **options)


def finished(document: Any, **options: Any) -> bytes:
    """The bytes of a PDF that is then closed."""
    content: bytes = document.tobytes(**options)
    document.close()
    return content


def of_every_format(kind: str) -> bytes:
    """A small page in this format, with enough detail that every part of the file matters."""
    if kind == "PDF":
        return scanned_pdf(saved(noise(320, 310), "JPEG"), saved(noise(320, 310), "JPEG"))
    if kind == "TIFF":
        return tiff_pages(noise(320, 310), noise(320, 310), compression="tiff_lzw")
    return saved(noise(320, 310), kind)
