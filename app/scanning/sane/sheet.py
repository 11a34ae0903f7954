"""A page as `scanimage` writes it, an uncompressed TIFF, looked through and packed without loss into a PNG. Pure.

TIFF is asked for because it alone works with every device: where one does not say beforehand how long a sheet is
(sheet-fed ones, three-pass ones), scanimage 1.1.1 breaks off with PNG and JPEG, and the sheet has gone through. Its
JPEG is coded at quality 75 besides. TIFF has no end mark, but this one says how many bytes there must be.

Packing takes 0.2 s for A4 in colour at 300 dpi, 14 MB of 26; zlib's own search for repetitions finds nothing in the
grain of a scan, so that it would take five times as long for 12 % more bytes.
"""

import struct
import zlib
from dataclasses import dataclass

from app.domain.end_marks import kind_by_magic
from app.domain.pages import MediaType
from app.domain.scanning import MM_AN_INCH

_WIDTH, _HEIGHT, _BITS, _COMPRESSION, _MEANING, _OFFSET, _SAMPLES = 256, 257, 258, 259, 262, 273, 277
_X_RESOLUTION, _Y_RESOLUTION = 282, 283
_SHORT, _LONG, _RATIONAL = 3, 4, 5
_UNCOMPRESSED, _WHITE_IS_ZERO, _RGB = 1, 0, 2
_MAX_ENTRIES = 100
_MAX_SIDE = 200_000
_SWAPPED = bytes(255 - byte for byte in range(256))
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_GRAY_KIND, _COLOUR_KIND = 0, 2
_NO_FILTER = b"\0"
_METRE_MM = 1000


@dataclass(frozen=True, slots=True)
class _Raster:
    """What the file says of itself; `row_bytes` are those of one line, all lines lie one behind the other."""

    width: int
    height: int
    bits: int
    samples: int
    meaning: int
    offset: int
    dpi: tuple[float, float]

    @property
    def row_bytes(self) -> int:
        return (self.width * self.bits * self.samples + 7) // 8


def packed(tiff: bytes) -> bytes | None:
    """The same page as a PNG, with its resolution; None where the file is not whole, or no such file at all."""
    try:
        raster = _raster(tiff) if kind_by_magic(tiff) is MediaType.TIFF else None
    except (struct.error, KeyError, ZeroDivisionError):
        return None
    if raster is None or len(tiff) < raster.offset + raster.row_bytes * raster.height:
        return None
    return _png(raster, memoryview(tiff)[raster.offset :])


def _raster(tiff: bytes) -> _Raster | None:
    order = ">" if tiff.startswith(b"MM") else "<"
    (position,) = struct.unpack_from(f"{order}I", tiff, 4)
    (count,) = struct.unpack_from(f"{order}H", tiff, position)
    numbers: dict[int, int] = {_COMPRESSION: _UNCOMPRESSED, _SAMPLES: 1, _BITS: 1}
    dpi = {_X_RESOLUTION: 0.0, _Y_RESOLUTION: 0.0}
    for at in range(position + 2, position + 2 + 12 * min(count, _MAX_ENTRIES), 12):
        tag, kind, amount = struct.unpack_from(f"{order}HHI", tiff, at)
        (place,) = struct.unpack_from(f"{order}I", tiff, at + 8)
        if kind == _RATIONAL and tag in dpi:
            above, below = struct.unpack_from(f"{order}II", tiff, place)
            dpi[tag] = above / below
        elif kind == _SHORT:  # two of them lie in the entry itself; of more, which stand elsewhere, all are the same
            (numbers[tag],) = struct.unpack_from(f"{order}H", tiff, at + 8 if amount <= 2 else place)
        elif kind == _LONG:
            numbers[tag] = place
    raster = _Raster(
        numbers[_WIDTH],
        numbers[_HEIGHT],
        numbers[_BITS],
        numbers[_SAMPLES],
        numbers[_MEANING],
        numbers[_OFFSET],
        (dpi[_X_RESOLUTION], dpi[_Y_RESOLUTION]),
    )
    return raster if numbers[_COMPRESSION] == _UNCOMPRESSED and _is_known(raster) else None


def _is_known(raster: _Raster) -> bool:
    """One bit or eight; sixteen are never asked for, and have come out as garbage (capture.md, T6)."""
    kind = (raster.bits, raster.samples, raster.meaning == _RGB)
    return kind in ((1, 1, False), (8, 1, False), (8, 3, True)) and all(
        1 <= side <= _MAX_SIDE for side in (raster.width, raster.height)
    )


def _png(raster: _Raster, rows: memoryview) -> bytes:
    is_fine = raster.bits > 1
    packer = zlib.compressobj(strategy=zlib.Z_RLE if is_fine else zlib.Z_DEFAULT_STRATEGY)
    parts: list[bytes] = []
    for start in range(0, raster.row_bytes * raster.height, raster.row_bytes):
        row: memoryview | bytes = rows[start : start + raster.row_bytes]
        if raster.meaning == _WHITE_IS_ZERO:
            row = bytes(row).translate(_SWAPPED)
        parts += (packer.compress(_NO_FILTER), packer.compress(row))
    parts.append(packer.flush())
    kind = _COLOUR_KIND if raster.samples == 3 else _GRAY_KIND
    head = struct.pack(">IIBBBBB", raster.width, raster.height, raster.bits, kind, 0, 0, 0)
    grain = struct.pack(">IIB", *(round(dots * _METRE_MM / MM_AN_INCH) for dots in raster.dpi), 1)
    chunks = [(b"IHDR", head), (b"pHYs", grain), (b"IDAT", b"".join(parts)), (b"IEND", b"")]
    return _PNG_HEAD + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(content, zlib.crc32(name)))
