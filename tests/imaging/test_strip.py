"""An original that leaves as it is says nothing about who took it, where, and what it looked like before it was cut."""

import io
from typing import Any  # Pillow's save options differ by format

import pytest
from PIL import ExifTags, Image, ImageCms, PngImagePlugin, TiffImagePlugin

from app.domain.pages import MediaType
from app.imaging.skeleton_jpeg import SOS, jpeg_segments
from app.imaging.strip import stripped
from tests.imaging.imaging_files import corners, noise, opened, saved, tiff_pages, type_page

SECRET = b"Alvarez"
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()


def telling_exif(orientation: int = 1) -> Image.Exif:
    """What a phone writes: place, maker, serial number, owner."""
    exif = Image.Exif()
    exif[ExifTags.Base.Orientation] = orientation
    exif[ExifTags.Base.Artist] = SECRET.decode()
    exif[ExifTags.Base.XResolution] = exif[ExifTags.Base.YResolution] = 240.0
    exif[ExifTags.Base.ResolutionUnit] = 2
    details = exif.get_ifd(ExifTags.IFD.Exif)
    details[ExifTags.Base.BodySerialNumber] = SECRET.decode()
    details[ExifTags.Base.MakerNote] = SECRET * 9
    exif.get_ifd(ExifTags.IFD.GPSInfo)[ExifTags.GPS.GPSLatitudeRef] = "N"
    return exif


def telling_jpeg(**options: Any) -> bytes:
    """A phone's photo with everything in it, a video behind it."""
    options = {"exif": telling_exif(), "comment": SECRET, "xmp": b"<x>Alvarez</x>", "icc_profile": SRGB} | options
    whole = saved(corners(), "JPEG", **options)
    iptc = b"\xff\xed\x00\x20Photoshop 3.0\x00" + SECRET + bytes(9)
    return whole[:2] + iptc + whole[2:] + b"video of " + SECRET


def scans_of(content: bytes) -> list[bytes]:
    """The coded bytes of every scan."""
    return [content[one.scan_begin : one.end] for one in jpeg_segments(content) if one.marker == SOS]


def bare(content: bytes, media_type: MediaType) -> bytes:
    found = stripped(content, media_type)
    assert found is not None
    return found


@pytest.mark.parametrize("progressive", [False, True])
def test_a_photo_loses_all_words_and_not_one_coded_byte(progressive: bool) -> None:
    source = telling_jpeg(progressive=progressive)
    left = bare(source, MediaType.JPEG)
    assert SECRET not in left
    assert scans_of(left) == scans_of(source)
    assert opened(left).tobytes() == opened(source).tobytes()


def test_a_photo_keeps_its_orientation_its_profile_and_its_dpi() -> None:
    left = opened(bare(telling_jpeg(exif=telling_exif(6)), MediaType.JPEG))
    assert left.getexif()[ExifTags.Base.Orientation] == 6
    assert left.info["icc_profile"] == SRGB
    assert round(left.info["dpi"][0]) == 240


def test_the_place_is_gone_from_a_photo() -> None:
    assert not opened(bare(telling_jpeg(), MediaType.JPEG)).getexif().get_ifd(ExifTags.IFD.GPSInfo)


def test_the_thumbnail_of_what_was_cut_away_is_gone() -> None:
    uncut = saved(corners(64, 48), "JPEG")
    exif = b"Exif\0\0II*\0\x08\0\0\0\0\0\0\0\0\0" + uncut
    source = telling_jpeg(exif=exif)
    assert uncut in source
    assert uncut not in bare(source, MediaType.JPEG)


def test_a_thumbnail_in_the_jfif_header_is_gone() -> None:
    source = saved(corners(), "JPEG", dpi=(300, 300))
    head = source[4:20]
    fat = source[:4] + (16 + 12).to_bytes(2, "big") + head[2:14] + b"\x02\x02" + b"thumbnailrgb" + source[20:]
    assert opened(fat).size == (640, 480)
    assert bare(fat, MediaType.JPEG) == source


def test_the_second_picture_of_a_stereo_photo_is_gone() -> None:
    stereo = saved(corners(), "MPO", save_all=True, append_images=[noise(200, 200)])
    left = bare(stereo, MediaType.JPEG)
    assert len(left) < len(stereo) / 2
    assert opened(left).format == "JPEG"


def test_a_cmyk_photo_keeps_what_its_colours_mean() -> None:
    source = saved(Image.new("CMYK", (320, 320), (255, 0, 90, 0)), "JPEG", comment=SECRET)
    left = bare(source, MediaType.JPEG)
    assert opened(left).tobytes() == opened(source).tobytes()
    assert SECRET not in left


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_a_file_that_says_nothing_stays_byte_for_byte(kind: str) -> None:
    source = saved(corners(), kind, dpi=(300, 300))
    assert stripped(source, MediaType[kind]) is source


def test_a_jpeg_that_ends_early_is_left_to_the_encoder() -> None:
    assert stripped(saved(corners(), "JPEG")[:-200], MediaType.JPEG) is None


def telling_png() -> bytes:
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET.decode())
    words.add_itxt("Place", SECRET.decode(), zip=True)
    words.add(b"tIME", b"\x07\xe8\x01\x01\x01\x01\x01")
    source = saved(corners(), "PNG", pnginfo=words, dpi=(300, 300), exif=telling_exif(8), icc_profile=SRGB)
    return source + SECRET


def test_a_png_loses_words_and_times_and_not_one_coded_byte() -> None:
    source = telling_png()
    left = bare(source, MediaType.PNG)
    assert SECRET not in left
    assert b"tIME" not in left
    assert opened(left).tobytes() == opened(source).tobytes()


def test_a_png_keeps_its_orientation_its_profile_and_its_dpi() -> None:
    left = opened(bare(telling_png(), MediaType.PNG))
    assert left.getexif()[ExifTags.Base.Orientation] == 8
    assert left.info["icc_profile"] == SRGB
    assert round(left.info["dpi"][0]) == 300


def test_an_animated_png_keeps_its_first_picture_alone() -> None:
    source = saved(corners(), "PNG", save_all=True, append_images=[noise(640, 480)])
    left = bare(source, MediaType.PNG)
    assert opened(left).tobytes() == corners().tobytes()
    assert b"fdAT" not in left


def telling_tiff(image: Image.Image, **options: Any) -> bytes:
    tags = TiffImagePlugin.ImageFileDirectory_v2()
    tags[ExifTags.Base.Software], tags[ExifTags.Base.Artist] = "scanner", SECRET.decode()
    tags[65000], tags.tagtype[65000] = SECRET * 9, 7
    return saved(image, "TIFF", tiffinfo=tags, dpi=(300, 300), **options)


@pytest.mark.parametrize(
    ("image", "compression"),
    [
        (type_page(), "group4"),
        (type_page(), "group3"),
        (type_page(), None),
        (corners(), "tiff_lzw"),
        (corners(), "tiff_adobe_deflate"),
        (corners(), "packbits"),
        (noise(400, 700), "jpeg"),
        (corners().convert("P"), "tiff_lzw"),
        (corners().convert("CMYK"), None),
        (Image.new("I;16", (400, 400), 4000), "tiff_lzw"),
    ],
    ids=lambda value: value.mode if isinstance(value, Image.Image) else str(value),
)
def test_a_tiff_of_any_kind_loses_its_words_and_not_one_strip(image: Image.Image, compression: str | None) -> None:
    source = telling_tiff(image, **({"compression": compression} if compression else {}))
    left = bare(source, MediaType.TIFF)
    assert SECRET in source
    assert SECRET not in left
    after, before = opened(left), opened(source)
    assert (after.tobytes(), after.mode, after.info["dpi"]) == (before.tobytes(), before.mode, before.info["dpi"])


def test_a_big_tiff_loses_its_words() -> None:
    source = telling_tiff(corners(), big_tiff=True)
    assert source[2:4] == b"+\0"
    left = bare(source, MediaType.TIFF)
    assert SECRET not in left
    assert opened(left).tobytes() == corners().tobytes()


def test_bytes_that_no_entry_of_a_tiff_names_are_gone() -> None:
    source = saved(corners(), "TIFF", compression="tiff_lzw") + SECRET * 20
    assert SECRET not in bare(source, MediaType.TIFF)


def test_a_tiff_of_several_pages_is_left_to_the_encoder() -> None:
    assert stripped(tiff_pages(corners(), corners()), MediaType.TIFF) is None


def test_a_stripped_file_has_nothing_more_to_strip() -> None:
    for source, media_type in ((telling_jpeg(), MediaType.JPEG), (telling_png(), MediaType.PNG)):
        once = bare(source, media_type)
        assert stripped(once, media_type) == once


def test_a_bitmap_that_names_a_file_is_left_to_the_encoder() -> None:
    source = bytearray(saved(corners(), "BMP"))
    named = source[:14] + (124).to_bytes(4, "little") + source[18:54] + bytes(16) + b"KNIL" + bytes(200)
    assert stripped(bytes(named), MediaType.BMP) is None


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP"])
def test_what_is_no_picture_is_left_to_the_encoder(kind: str) -> None:
    magic = io.BytesIO(saved(corners(8, 8), kind)).read(4)
    assert kind == "BMP" or stripped(magic + bytes(40), MediaType[kind]) is None
