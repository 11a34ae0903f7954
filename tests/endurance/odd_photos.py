"""Hostile JPEG, JPEG 2000, AVIF and HEIC files: lying sizes, endless scans, swollen or broken metadata, torn boxes."""

import struct

from tests.endurance.odd import Dice, Odd, drawn, look_of, saved
from tests.endurance.odd_whole import whole

_SIZES = (0, 1, 7, 299, 4_001, 15_000, 30_000, 60_000, 65_535)
_FRAMES = (0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF)


def segment(marker: int, content: bytes, *, length: int | None = None) -> bytes:
    """A segment of a JPEG."""
    size = len(content) + 2 if length is None else length
    return bytes((0xFF, marker)) + size.to_bytes(2, "big") + content


def _behind_start(source: bytes, *segments: bytes) -> bytes:
    return source[:2] + b"".join(segments) + source[2:]


def _patched(source: bytes, place: int, content: bytes) -> bytes:
    return source[:place] + content + source[place + len(content) :]


def _frame_place(source: bytes) -> int:
    """Where the frame header's marker stands."""
    return next(at for at in range(2, len(source)) if source[at] == 0xFF and source[at + 1] in (0xC0, 0xC2))


def _jpeg(dice: Dice) -> bytes:
    source = saved(drawn(dice, 120, 100, dice.choice(("RGB", "L"))), "JPEG", progressive=dice.random() < 0.5)
    at = _frame_place(source)
    scan = source.index(b"\xff\xda")
    noise = dice.randbytes(60_000)
    sides = struct.pack(">HH", dice.choice(_SIZES), dice.choice(_SIZES))
    return dice.choice(
        (
            lambda: _patched(source, at + 5, sides),
            lambda: _patched(source, at + 5, struct.pack(">HH", 60_000, 60_000)),
            lambda: _patched(source, at + 5, struct.pack(">HH", 14_800, 14_800)),
            lambda: _patched(source, at + 1, bytes((dice.choice(_FRAMES),))),
            lambda: _patched(source, at + 4, bytes((dice.choice((0, 2, 12, 16, 255)),))),
            lambda: _patched(source, at + 9, bytes((dice.choice((0, 2, 4, 5, 255)),))),
            lambda: _patched(source, at + 11, bytes((dice.choice((0, 0x44, 0x41, 0xFF)),))),
            lambda: source[:scan] + (source[scan:-2]) * 300 + b"\xff\xd9",
            lambda: (
                _patched(source, at + 5, struct.pack(">HH", 8_000, 8_000))[:-2] + source[scan:-2] * 2_000 + b"\xff\xd9"
            ),
            lambda: source[:scan] + b"\xff\xd0" * 100_000 + source[scan:],
            lambda: source[:-2] + b"\xff\xd0\xff\xd1" * 100_000 + b"\xff\xd9",
            lambda: _behind_start(source, *[segment(0xFE, bytes(65_000))] * 60),
            lambda: _behind_start(source, *[segment(0xE1, b"Exif\0\0" + noise)] * 30),
            lambda: source[:2] + segment(0xDD, struct.pack(">H", dice.choice((1, 65_535)))) + source[2:],
            lambda: source.replace(b"\xff\xdb", b"\xff\xfe", 1),
            lambda: source.replace(b"\xff\xc4", b"\xff\xfe", dice.choice((1, 4))),
            lambda: source[:2] * 5_000 + source[2:],
            lambda: source[:2] + b"\xff" * 200_000 + source[2:],
            lambda: source[:2] + segment(0xE2, b"MPF\0" + dice.randbytes(80)) + source[2:],
            lambda: source + source * dice.choice((1, 50)),
            lambda: source + bytes(2_000_000),
            lambda: _behind_start(source, segment(0xE1, b"Exif\0\0MM\0*", length=65_535)),
            lambda: _behind_start(source, segment(0xC4, noise[: dice.randrange(300)])),
            lambda: _behind_start(source, segment(0xEE, b"Adobe\0\x64\0\0\0\0" + bytes((dice.randrange(9),)))),
        )
    )()


def _exif(dice: Dice) -> bytes:
    """EXIF that loops, lies about its sizes, or has numbers that no calendar and no ruler has."""
    entries = [
        struct.pack(
            ">HHII", tag, dice.randrange(14), dice.choice((0, 1, 2, 20, 2**31)), dice.choice((0, 1, 8, 2**32 - 1))
        )
        for tag in (0x0112, 0x011A, 0x011B, 0x0128, 0x0132, 0x8769, 0x8825, 0x927C, 0xA005)
        if dice.random() < 0.7
    ]
    block = b"MM\0*\0\0\0\x08" + struct.pack(">H", len(entries)) + b"".join(entries)
    return b"Exif\0\0" + block + struct.pack(">I", dice.choice((0, 8, 2**32 - 1)))


def _profile(dice: Dice) -> list[bytes]:
    """A colour profile of megabytes, with parts missing, doubled or wrongly counted; or of noise; or nearly right."""
    part = b"\0\0\0\x0cappl\x02\0\0\0mntrRGB XYZ " + dice.randbytes(dice.choice((10, 400, 60_000)))
    count, shown = dice.choice((1, 3, 40)), dice.choice((0, 1, 3, 255))
    return [segment(0xE2, b"ICC_PROFILE\0" + bytes((number % 256, shown)) + part) for number in range(1, count + 1)]


def swollen(dice: Dice) -> Odd:
    """A whole JPEG with metadata that no camera writes: the picture has to come through as it is, or be refused."""
    image = drawn(dice, 310, 320)
    source = saved(image, "JPEG")
    kinds = (
        lambda: _behind_start(source, segment(0xE1, _exif(dice))),
        lambda: _behind_start(source, *_profile(dice)),
        lambda: _behind_start(source, *[segment(0xE1, b"http://ns.adobe.com/xap/1.0/\0" + b"<x>" * 20_000)] * 90),
        lambda: _behind_start(source, *[segment(0xED, b"Photoshop 3.0\x008BIM" + dice.randbytes(900))] * 9),
        lambda: _behind_start(source, segment(0xE0, b"JFIF\0\x01\x01\x01" + dice.randbytes(4) + b"\0\0")),
        lambda: _behind_start(source, *[segment(0xE0 + n, dice.randbytes(40)) for n in range(16)]),
    )
    return Odd("swollen metadata", dice.choice(kinds)(), "IMG_0001.JPG", 1, look_of(image), is_harmed=True)


def _jpeg_2000(dice: Dice) -> bytes:
    source = saved(drawn(dice, 100, 90, "L"), "JPEG2000", no_jp2=dice.random() < 0.5)
    at = source.index(b"\xff\x51")
    numbers: list[tuple[int, ...]] = [(0, 100, 90, 0, 0, 100, 90, 0, 0)]
    numbers += [
        (0, 60_000, 60_000, 0, 0, 60_000, 60_000, 0, 0),
        (0, 20_000, 10_000, 0, 0, 1, 1, 0, 0),  # two hundred million tiles
        (0, 2**32 - 1, 2**32 - 1, 0, 0, 2**32 - 1, 2**32 - 1, 0, 0),
        (0, 14_000, 14_000, 0, 0, 14_000, 14_000, 0, 0),
        (0, 100, 90, 2**31, 2**31, 100, 90, 0, 0),
        (0, 100, 90, 0, 0, 0, 0, 0, 0),
        tuple(dice.choice((0, 1, 99, 20_000, 2**32 - 1)) for _ in range(9)),
    ]
    kept = source[at + 4 : at + 6] + struct.pack(">IIIIIIII", *dice.choice(numbers[1:])[1:])
    return dice.choice(
        (
            lambda: _patched(source, at + 4, kept),
            lambda: _patched(source, at + 38, struct.pack(">H", dice.choice((0, 2, 5, 16_384, 65_535)))),
            lambda: _patched(source, at + 40, bytes((dice.choice((0, 15, 37, 127, 255)),))),
            lambda: _patched(source, source.index(b"\xff\x52") + 4, dice.randbytes(12)),
            lambda: _patched(
                source, source.index(b"\xff\x90") + 6, struct.pack(">I", dice.choice((0, 1, 12, 2**32 - 1)))
            ),
            lambda: source[: source.index(b"\xff\x90")] + source[source.index(b"\xff\x90") : -2] * 500,
            lambda: b"\0\0\0\x0cjP  \r\n\x87\n" + dice.randbytes(300),
        )
    )()


def _boxes(dice: Dice) -> bytes:
    source = whole(dice, dice.choice(("AVIF", "HEIC"))).content
    size = source.find(b"ispe")
    grid = b"\0\0" + bytes((255, 255)) + struct.pack(">HH", 60_000, 60_000)
    deep = b""
    for _ in range(3_000):
        deep = struct.pack(">I", len(deep) + 8) + b"moov" + deep
    name = dice.choice((b"iloc", b"iinf", b"iprp", b"ipma", b"iref", b"pitm", b"mdat", b"meta"))
    at = max(4, source.find(name))
    lengths = (0, 1, 7, 8, 2**31, 2**32 - 1)
    return dice.choice(
        (
            lambda: _patched(source, size + 8, struct.pack(">II", dice.choice(_SIZES), dice.choice(_SIZES))),
            lambda: _patched(source, size + 8, struct.pack(">II", 60_000, 60_000)),
            lambda: _patched(source, at - 4, struct.pack(">I", dice.choice(lengths))),
            lambda: _patched(source, at + 4, dice.randbytes(dice.choice((2, 8, 24)))),
            lambda: source[:28] + deep + source[28:],
            lambda: source.replace(b"hvc1", b"grid").replace(b"av01", b"grid") + grid,
            lambda: source.replace(name, b"free"),
            lambda: source + source[28:] * 20,
        )
    )()


def hostile_jpeg(dice: Dice) -> Odd:
    """A JPEG whose segments lie."""
    return Odd("JPEG hostile", _jpeg(dice), "a.jpg")


def hostile_jpeg_2000(dice: Dice) -> Odd:
    """A JPEG 2000 whose header asks for too much."""
    return Odd("JPEG 2000 hostile", _jpeg_2000(dice), "a.jp2")


def hostile_boxes(dice: Dice) -> Odd:
    """An AVIF or HEIC file whose boxes lie."""
    return Odd("HEIC, AVIF hostile", _boxes(dice), "a.heic")
