"""Damage that decoders accept in silence is noticed, and no whole file is ever doubted."""

import random
from typing import Any  # Pillow's save options differ by format; PyMuPDF ships no types

import pymupdf
import pytest
from PIL import Image, ImageDraw

from app.domain.errors import UnreadableFile
from app.imaging.sheet import sheet_of
from app.imaging.skeleton_jpeg import SOS, jpeg_segments
from app.imaging.torn import may_be_torn
from tests.imaging.heic_files import TEN_BITS, TURNED, TWO
from tests.imaging.imaging_files import corners, finished, noise, saved, scanned_pdf, tiff_pages, type_page, typed_pdf
from tests.imaging.test_scanned_pdf import fax_pdf, fax_strip

END = b"\xff\xd9"


def scan(width: int = 850, height: int = 1100, mode: str = "RGB") -> Image.Image:
    """A scanned page: noisy paper with type on it."""
    paper = Image.effect_noise((width, height), 12).point(lambda tone: min(255, tone + 110)).convert(mode)
    draw = ImageDraw.Draw(paper)
    for line in range(60, height - 60, 26):
        draw.text((80, line), "Take one tablet by mouth twice daily with food 0123456789", fill=30)
    return paper


def is_doubted(source: bytes, frame: int = 0) -> bool:
    """Is the page refused, or marked?"""
    try:
        sheet = sheet_of(source, frame)
        image = sheet.decoded()
    except UnreadableFile:
        return True
    return may_be_torn(sheet, image)


def flipped(source: bytes, dice: random.Random, begin: int, end: int) -> bytes:
    """The file with one bit turned over."""
    damaged = bytearray(source)
    damaged[dice.randrange(begin, end)] ^= 1 << dice.randrange(8)
    return bytes(damaged)


JPEGS: list[dict[str, Any]] = [
    {},
    {"quality": 30},
    {"quality": 100, "subsampling": 0},
    {"optimize": True},
    {"progressive": True},
    {"subsampling": 1},
    {"restart_marker_blocks": 20},
    {"restart_marker_rows": 1},
]
PICTURES = [
    scan(),
    scan(mode="L"),
    corners(),
    type_page().convert("L"),
    type_page(1700, 2200).convert("RGB"),
    noise(333, 217),
    Image.new("RGB", (850, 1100), "white"),
    Image.new("L", (1700, 2200), "black"),
    corners().convert("CMYK"),
    corners(70, 66),
    corners(20, 900),
    corners(1, 1),
]


@pytest.mark.parametrize("options", JPEGS, ids=str)
def test_no_whole_jpeg_is_doubted(options: dict[str, Any]) -> None:
    assert not [number for number, one in enumerate(PICTURES) if is_doubted(saved(one, "JPEG", **options))]


@pytest.mark.parametrize("packing", ["group3", "group4", "tiff_lzw", "tiff_adobe_deflate", "packbits", None])
def test_no_whole_tiff_is_doubted(packing: str | None) -> None:
    options = {"compression": packing} if packing else {}
    assert not is_doubted(saved(type_page(), "TIFF", **options))
    if packing not in ("group3", "group4"):
        assert not is_doubted(tiff_pages(scan(), corners(), **options), 1)


def test_no_other_whole_file_is_doubted() -> None:
    photos = [
        saved(picture, kind)
        for picture in (scan(300, 400), corners(160, 120))
        for kind in ("WEBP", "AVIF", "JPEG2000", "PNG")
    ]
    papers = [typed_pdf(), fax_pdf(type_page()), scanned_pdf(saved(scan(), "JPEG"), text="over it")]
    papers += [scanned_pdf(saved(type_page(), "PNG")), scanned_pdf(saved(scan(), "JPEG2000"))]
    assert not [number for number, one in enumerate([*photos, *papers, TURNED, TWO, TEN_BITS]) if is_doubted(one)]


@pytest.mark.parametrize("share", [0.02, 0.1, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("options", [{}, {"optimize": True, "quality": 40}, {"restart_marker_rows": 1}], ids=str)
def test_a_jpeg_cut_off_and_ended_is_doubted(options: dict[str, Any], share: float) -> None:
    whole = saved(scan(), "JPEG", **options)
    begin = next(one.scan_begin for one in jpeg_segments(whole) if one.marker == SOS)
    cut = whole[: begin + int((len(whole) - begin) * share)].rstrip(b"\xff") + END
    assert is_doubted(cut)


@pytest.mark.parametrize("share", [0.05, 0.2, 0.4])
def test_a_progressive_jpeg_cut_off_and_ended_is_doubted(share: float) -> None:
    whole = saved(scan(), "JPEG", progressive=True)
    begin = next(one.scan_begin for one in jpeg_segments(whole) if one.marker == SOS)
    assert is_doubted(whole[: begin + int((len(whole) - begin) * share)].rstrip(b"\xff") + END)


def test_a_cut_jpeg_inside_a_pdf_is_doubted() -> None:
    whole = saved(scan(), "JPEG")
    assert is_doubted(scanned_pdf(whole).replace(whole, (whole[: len(whole) // 3] + END).ljust(len(whole), b"\0")))


@pytest.mark.parametrize(("kind", "least"), [("JPEG", 4), ("group4", 16), ("tiff_adobe_deflate", 20)])
def test_flipped_bits_are_noticed_as_often_as_measured(kind: str, least: int) -> None:
    """Of 20; most flips in a JPEG change a few dots only. What moves the rest of the picture is what is noticed."""
    dice = random.Random(kind)
    grain = Image.frombytes("RGB", (640, 480), dice.randbytes(640 * 480 * 3))  # Pillow's noise has no seed
    whole = saved(grain, "JPEG") if kind == "JPEG" else saved(type_page(), "TIFF", compression=kind)
    begin, end = (700, len(whole) - 2) if kind == "JPEG" else (8, len(whole) - 250)
    assert sum(is_doubted(flipped(whole, dice, begin, end)) for _ in range(20)) >= least


def with_picture(filter_: str, content: bytes) -> bytes:
    """A scanned PDF whose picture is this code."""
    document: Any = pymupdf.open(stream=scanned_pdf(saved(type_page(), "PNG")), filetype="pdf")  # type: ignore[no-untyped-call]  # PyMuPDF ships no types
    xref = document[0].get_images()[0][0]
    document.update_stream(xref, content, compress=False)
    document.xref_set_key(xref, "Filter", filter_)
    document.xref_set_key(xref, "DecodeParms", "null")
    return finished(document)


@pytest.mark.parametrize("filter_", ["/JBIG2Decode", "/JPXDecode", "/FlateDecode"])
def test_a_pdf_whose_picture_comes_out_blank_is_doubted(filter_: str) -> None:
    assert is_doubted(with_picture(filter_, random.Random(1).randbytes(6000)))


def test_a_fax_in_a_pdf_that_lost_its_rows_is_doubted() -> None:
    strip = fax_strip(type_page())
    assert is_doubted(fax_pdf(type_page()).replace(strip, strip[: len(strip) // 2].ljust(len(strip), b"\0")))


def test_a_fax_that_was_cut_and_ended_is_doubted() -> None:
    whole = saved(type_page(), "TIFF", compression="group4", strip_size=1 << 24)
    strip = fax_strip(type_page())
    ended = (strip[: len(strip) // 2] + b"\x00\x10\x01\x00\x10\x01").ljust(len(strip), b"\0")
    assert is_doubted(whole.replace(strip, ended))


def test_a_photo_that_ends_in_grey_is_doubted() -> None:
    half = scan(mode="RGB")
    half.paste((128, 128, 128), (0, 600, 850, 1100))
    assert is_doubted(saved(half, "WEBP", lossless=True))


@pytest.mark.parametrize("kind", ["WEBP", "AVIF", "JPEG2000"])
def test_a_file_whose_last_part_was_never_written_is_doubted(kind: str) -> None:
    whole = saved(scan(), kind)
    kept = len(whole) * 9 // 10
    assert not is_doubted(whole)
    assert is_doubted(whole[:kept] + bytes(len(whole) - kept))
