"""Hostile PNG, GIF, WebP and BMP files, written byte by byte: lying headers, bombs, endless frames, broken tables."""

import struct
import zlib
from functools import lru_cache

from tests.endurance.odd import Dice, Odd, drawn, saved

_PNG = b"\x89PNG\r\n\x1a\n"
SIDES = (0, 1, 2, 255, 3999, 4001, 14_000, 15_000, 16_383, 32_767, 60_000, 65_535, 100_000, 2**31 - 1, 2**31, 2**32 - 1)
"""Sides that headers claim."""


def chunk(name: bytes, content: bytes, *, is_right: bool = True) -> bytes:
    """A chunk of a PNG."""
    check = zlib.crc32(name + content) ^ (not is_right)
    return len(content).to_bytes(4, "big") + name + content + check.to_bytes(4, "big")


def _header(width: int, height: int, depth: int = 8, colours: int = 2, interlaced: int = 0) -> bytes:
    return chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, depth, colours, 0, 0, interlaced))


@lru_cache(maxsize=8)
def zeros(size_bytes: int) -> bytes:
    """So many zeros, packed by zlib a thousandfold."""
    packer = zlib.compressobj(9)
    step, rest = bytes(1 << 20), size_bytes
    paper = bytearray()
    while rest > 0:
        paper += packer.compress(step[: min(rest, len(step))])
        rest -= len(step)
    return bytes(paper + packer.flush())


def _png(dice: Dice) -> bytes:
    data, end = chunk(b"IDAT", zeros(100 * 301)), chunk(b"IEND", b"")
    whole = saved(drawn(dice, 90, 80), "PNG")
    body = whole[33:]
    megabytes = dice.choice((1, 3))
    return dice.choice(
        (
            lambda: _PNG + _header(dice.choice(SIDES), dice.choice(SIDES)) + data + end,
            lambda: _PNG + _header(60_000, 60_000, 1, 0) + chunk(b"IDAT", zeros(60_000_000)) + end,
            lambda: _PNG + _header(14_800, 14_800, 8, 0) + chunk(b"IDAT", zeros(14_801 * 14_800)) + end,
            lambda: _PNG + _header(9_000, 9_000, 16, 6) + chunk(b"IDAT", zeros(80_000_000)) + end,
            lambda: _PNG + _header(100, 100) + chunk(b"IDAT", zeros(300_000_000)) + end,
            lambda: _PNG + _header(100, 100) + chunk(b"zTXt", b"a\0\0" + zeros(100_000_000)) + data + end,
            lambda: _PNG + _header(100, 100) + chunk(b"iCCP", b"a\0\0" + zeros(100_000_000)) + data + end,
            lambda: _PNG + _header(100, 100) + chunk(b"iTXt", b"a\0\1\0\0\0" + zeros(100_000_000)) + data + end,
            lambda: _PNG + _header(100, 100) + chunk(b"tEXt", b"a\0" + bytes(megabytes << 20)) + data + end,
            lambda: _PNG + _header(100, 100) + chunk(b"tEXt", b"a\0b") * 20_000 + data + end,
            lambda: (
                _PNG + _header(100, 100) + chunk(b"eXIf", dice.randbytes(dice.choice((3, 90, 70_000)))) + data + end
            ),
            lambda: _PNG + _header(100, 100, dice.randrange(20), dice.randrange(9), dice.randrange(3)) + data + end,
            lambda: _PNG + _header(100, 100, 8, 3) + data + end,  # a palette that is not there
            lambda: _PNG + _header(100, 100, 8, 3) + chunk(b"PLTE", dice.randbytes(dice.randrange(900))) + data + end,
            lambda: _PNG + _header(100, 100) + end,
            lambda: _PNG + end,
            lambda: _PNG + data + _header(100, 100) + end,
            lambda: _PNG + _header(100, 100) * 3 + data * 3 + end,
            lambda: _PNG + _header(100, 100) + chunk(b"IDAT", b"") * 50_000 + data + end,
            lambda: _PNG + _header(100, 100) + chunk(b"acTL", struct.pack(">II", 2**31 - 1, 0)) + data + end,
            lambda: _PNG + _header(100, 100) + chunk(b"tRNS", dice.randbytes(dice.randrange(300))) + data + end,
            lambda: _PNG + _header(100, 100) + struct.pack(">I", 2**31 - 1) + b"IDAT" + zeros(900),
            lambda: (
                whole[:33]
                + chunk(b"pHYs", struct.pack(">IIB", *dice.choice(((1, 4_000_000), (0, 0), (2**32 - 1, 1))), 1))
                + body
            ),
            lambda: whole[:33] + chunk(b"gAMA", struct.pack(">I", dice.choice((0, 1, 2**32 - 1)))) + body,
            lambda: (
                _PNG + chunk(b"IHDR", struct.pack(">IIBBBBB", 100, 100, 8, 2, 0, 0, 0), is_right=False) + data + end
            ),
        )
    )()


def _gif_frame(left: int, top: int, width: int, height: int, coded: bytes) -> bytes:
    return b"," + struct.pack("<HHHHB", left, top, width, height, 0) + b"\x08" + _blocks(coded) + b"\0"


def _blocks(coded: bytes) -> bytes:
    return b"".join(bytes((len(part),)) + part for at in range(0, len(coded), 255) if (part := coded[at : at + 255]))


def _gif_head(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HHBBB", width, height, 0xF7, 0, 0) + bytes(range(256)) * 3


def _gif(dice: Dice) -> bytes:
    clear = b"\x00\x01\x04\x18\x10\x02"  # clear, one pixel, end
    small, noise = _gif_frame(0, 0, 9, 9, clear), dice.randbytes(3_000)
    timing = b"!\xf9\x04\x0c\0\0\0\0"
    return dice.choice(
        (
            lambda: _gif_head(65_535, 65_535) + small + b";",
            lambda: _gif_head(14_000, 14_000) + _gif_frame(0, 0, 14_000, 14_000, noise) + b";",
            lambda: _gif_head(10, 10) + _gif_frame(5_000, 5_000, 65_000, 65_000, noise) + b";",
            lambda: _gif_head(200, 200) + _gif_frame(0, 0, 200, 200, noise) + b";",
            lambda: _gif_head(200, 200) + (timing + small) * 30_000 + b";",
            lambda: _gif_head(200, 200) + b"!\xfe" + _blocks(bytes(3_000_000)),
            lambda: _gif_head(200, 200) + b"!\xfe\x01a" * 10_000,
            lambda: _gif_head(0, 0) + small + b";",
            lambda: _gif_head(9, 9),
            lambda: _gif_head(9, 9) + b";",
            lambda: (
                _gif_head(9, 9) + b"," + struct.pack("<HHHHB", 0, 0, 9, 9, 0) + bytes((dice.randrange(256),)) + noise
            ),
            lambda: _gif_head(200, 200) + b"!\xff\x0bNETSCAPE2.0\x03\x01\0\0\0" * 9_000 + small + b";",
        )
    )()


def _riff(name: bytes, content: bytes) -> bytes:
    return name + len(content).to_bytes(4, "little") + content + b"\0" * (len(content) % 2)


def _webp_of(*chunks: bytes) -> bytes:
    return _riff(b"RIFF", b"WEBP" + b"".join(chunks))


def _canvas(flags: int, width: int, height: int) -> bytes:
    sides = (width - 1).to_bytes(4, "little")[:3] + (height - 1).to_bytes(4, "little")[:3]
    return _riff(b"VP8X", struct.pack("<I", flags) + sides)


def _lossless(width: int, height: int, rest: bytes) -> bytes:
    return _riff(b"VP8L", b"\x2f" + ((width - 1) | (height - 1) << 14).to_bytes(4, "little") + rest)


def _webp(dice: Dice) -> bytes:
    whole = saved(drawn(dice, 80, 70), "WEBP", quality=80)
    body = whole[12:]
    frame = struct.pack("<I", 0)[:3] * 2 + (79).to_bytes(3, "little") + (69).to_bytes(3, "little") + b"\x0a\0\0\0"
    frames = _riff(b"ANMF", frame + body)
    loop = _riff(b"ANIM", bytes(6))
    return dice.choice(
        (
            lambda: _webp_of(_lossless(16_384, 16_384, b"\x88\x88\x08")),  # 34 bytes, a gigabyte to unpack
            lambda: _webp_of(
                _lossless(dice.choice((14_000, 4_000)), 14_000, dice.choice((b"\x88\x88\x08", b"\0\0\0")))
            ),
            lambda: _webp_of(_canvas(2, 16_384, 16_384), loop, frames * 3),
            lambda: _webp_of(_canvas(2, 2**24, 2**24), loop, frames * 3),
            lambda: _webp_of(_canvas(2, 80, 70), loop, frames * 3_000),
            lambda: _webp_of(_canvas(0, 80, 70), body, _riff(b"EXIF", dice.randbytes(300_000))),
            lambda: _webp_of(_canvas(0x20, 80, 70), _riff(b"ICCP", dice.randbytes(300_000)), body),
            lambda: _webp_of(_canvas(0x20, 80, 70), body, _riff(b"XMP ", bytes(2_000_000))),
            lambda: _webp_of(_canvas(0, 80, 70)),
            lambda: _webp_of(_canvas(0, 4_000, 70), body),
            lambda: whole[:26] + struct.pack("<HH", dice.choice((0, 16_383)), 16_383) + whole[30:],
            lambda: b"RIFF" + struct.pack("<I", 2**32 - 1) + whole[8:],
        )
    )()


def _bmp(dice: Dice) -> bytes:
    bits, packing = dice.choice((0, 1, 3, 4, 8, 16, 24, 32, 64)), dice.choice((0, 0, 1, 2, 3, 4, 5, 6))
    sides = (dice.choice((100, *SIDES[:-3])), dice.choice((100, -100, -(2**31), *SIDES[:-3])))
    colours, place = dice.choice((0, 2, 256, 2**31)), dice.choice((0, 54, 1_078, 2**31))
    head = struct.pack(
        "<IiiHHIIiiII", dice.choice((40, 40, 40, 12, 108, 124)), *sides, 1, bits, packing, 0, 0, 0, colours, 0
    )
    rest = dice.choice((dice.randbytes(3_000), bytes(40_000), b"\xff\x00" * 9_000, b"\x00\x02\xff\xff" * 9_000))
    return b"BM" + struct.pack("<IHHI", 54, 0, 0, place) + head + rest


def hostile_png(dice: Dice) -> Odd:
    """A PNG whose chunks lie."""
    return Odd("PNG hostile", _png(dice), "a.png")


def hostile_gif(dice: Dice) -> Odd:
    """A GIF with screens, frames and blocks that make no sense, or too many of them."""
    return Odd("GIF hostile", _gif(dice), "a.gif")


def hostile_webp(dice: Dice) -> Odd:
    """A WebP with canvases and frames that make no sense."""
    return Odd("WebP hostile", _webp(dice), "a.webp")


def hostile_bmp(dice: Dice) -> Odd:
    """A BMP of any header."""
    return Odd("BMP hostile", _bmp(dice), "a.bmp")
