"""A page as `scanimage` writes it, an uncompressed TIFF, looked through and packed without loss into a PNG. Pure.

TIFF is asked for because it alone works with every device: where one does not say beforehand how long a sheet is
(sheet-fed ones, three-pass ones), scanimage 1.1.1 breaks off with PNG and JPEG, and the sheet has gone through. Its
JPEG is coded at quality 75 besides. TIFF has no end mark, but this one says how many bytes there must be.

Packing A4 in colour at 300 dpi takes 0.2 s and 14 MB of 26, where scanimage's own PNG takes 1.3 s and 16 MB: there is
nothing to be found in the grain of a scan by filters and by a search for repetitions, which both are left out.
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
HIGHEST_DPI = 20_000
_SWAPPED = bytes(255 - byte for byte in range(256))
_PNG_HEAD = b"\x89PNG\r\n\x1a\n"
_GRAY_KIND, _COLOUR_KIND = 0, 2
_NO_FILTER = b"\0"
_METRE_MM = 1000


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page that is there to its last line; the lines of `rows` lie one behind the other, `row_bytes` each."""

    width: int
    height: int
    bits: int
    samples: int
    meaning: int
    dpi: tuple[float, float]
    rows: memoryview

    @property
    def row_bytes(self) -> int:
        """The bytes of one line."""
        return (self.width * self.bits * self.samples + 7) // 8

    def packed(self) -> bytes:
        """The page as a PNG, with its resolution."""
        is_fine = self.bits > 1
        packer = zlib.compressobj(strategy=zlib.Z_RLE if is_fine else zlib.Z_DEFAULT_STRATEGY)
        parts: list[bytes] = []
        for start in range(0, self.row_bytes * self.height, self.row_bytes):
            row: memoryview | bytes = self.rows[start : start + self.row_bytes]
            if self.meaning == _WHITE_IS_ZERO:
                row = bytes(row).translate(_SWAPPED)
            parts += (packer.compress(_NO_FILTER), packer.compress(row))
        parts.append(packer.flush())
        kind = _COLOUR_KIND if self.samples == 3 else _GRAY_KIND
        head = struct.pack(">IIBBBBB", self.width, self.height, self.bits, kind, 0, 0, 0)
        grain = struct.pack(">IIB", *(round(dots * _METRE_MM / MM_AN_INCH) for dots in self.dpi), 1)
        grains = ((b"pHYs", grain),) if min(self.dpi) > 0 else ()
        chunks = ((b"IHDR", head), *grains, (b"IDAT", b"".join(parts)), (b"IEND", b""))
        return _PNG_HEAD + b"".join(_chunk(name, content) for name, content in chunks)


def sheet_in(tiff: bytes) -> Sheet | None:
    """The page in such a file; None where it is not whole, or none of the kinds that we ask for."""
    if kind_by_magic(tiff) is not MediaType.TIFF:
        return None
    try:
        numbers, dpi = _directory(tiff)
        rows = memoryview(tiff)[numbers[_OFFSET] :]
        width, height, bits, samples = (numbers[tag] for tag in (_WIDTH, _HEIGHT, _BITS, _SAMPLES))
        sheet = Sheet(width, height, bits, samples, numbers[_MEANING], dpi, rows)
    except (struct.error, KeyError, ZeroDivisionError):
        return None
    is_known = numbers[_COMPRESSION] == _UNCOMPRESSED and _is_known(sheet)
    return sheet if is_known and len(rows) >= sheet.row_bytes * sheet.height else None


def _directory(tiff: bytes) -> tuple[dict[int, int], tuple[float, float]]:
    """The numbers in the file's only directory by their tags, and its resolution."""
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
            dpi[tag] = min(above / below, HIGHEST_DPI)
        elif kind == _SHORT:  # two of them lie in the entry itself; of more, which stand elsewhere, all are the same
            (numbers[tag],) = struct.unpack_from(f"{order}H", tiff, at + 8 if amount <= 2 else place)
        elif kind == _LONG and amount == 1:  # more would be strips that lie anywhere
            numbers[tag] = place
    return numbers, (dpi[_X_RESOLUTION], dpi[_Y_RESOLUTION])


def _is_known(sheet: Sheet) -> bool:
    """One bit or eight; sixteen are never asked for, and have come out as garbage (capture.md, T6)."""
    kind = (sheet.bits, sheet.samples, sheet.meaning == _RGB)
    sides = (sheet.width, sheet.height)
    return kind in ((1, 1, False), (8, 1, False), (8, 3, True)) and all(1 <= side <= _MAX_SIDE for side in sides)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(content, zlib.crc32(name)))
