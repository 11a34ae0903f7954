"""Hostile ZIPs: ZIPs in ZIPs, bombs, overlapping entries, names that lead elsewhere, odd members."""

import io
import struct
import zipfile
import zlib
from dataclasses import dataclass
from functools import lru_cache

from tests.endurance.odd import Dice, Odd, drawn, saved
from tests.endurance.odd_bitmaps import zeros
from tests.endurance.odd_damage import DAMAGE

_STORED, _DEFLATED, _BZIP2, _LZMA = 0, 8, 12, 14
_ENCRYPTED, _UTF8 = 1, 0x800
NAMES = (
    "../../../../etc/passwd",
    "..\\..\\windows\\system32\\a.dll",
    "/absolute/a.jpg",
    "C:\\a.jpg",
    "con",
    "aux.jpg",
    "a\0.jpg",
    "invoice\u202egpj.exe",
    "\u2066a\u2069.pdf",
    "a\x1b[31mred\x07.jpg",
    "new\nline\r.png",
    "a" * 5_000 + ".jpg",
    "   .jpg",
    ".",
    "\u200b\u200b.png",
    "<img src='/a.png'>.jpg",
    "=1+1.jpg",
    "-rf.jpg",
    "名前.jpg",
    "e\u0301\u0301\u0301\u0301.jpg",
    "\ufeffa.tif",
    "a/b/c/d/e/f/g/h/" * 50 + "x.jpg",
    "%s%n%00.jpg",
    "page\x85\x9d.jpg",
    "\U000e0041\U000e0042.jpg",
    "\udc80.jpg",
    "a:b.jpg",
)
"""Names that do harm where they are believed or shown as they are."""


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of a ZIP as it is to be written, whether that is true or not."""

    name: bytes
    packed: bytes
    size_bytes: int
    check: int
    method: int = _DEFLATED
    flags: int = _UTF8


def entry(name: str, content: bytes, *, method: int = _STORED, flags: int = _UTF8) -> Entry:
    """An honest entry."""
    packed = content if method != _DEFLATED else _deflated(content)
    return Entry(name.encode("utf-8", "surrogateescape"), packed, len(content), zlib.crc32(content), method, flags)


def _deflated(content: bytes) -> bytes:
    packer = zlib.compressobj(6, zlib.DEFLATED, -15)
    return packer.compress(content) + packer.flush()


def zipped(entries: list[Entry], *, overlap: int = 1, comment: bytes = b"", count: int | None = None) -> bytes:
    """A ZIP of these entries; each is listed `overlap` times, and `count` may lie."""
    paper, listed = bytearray(), bytearray()
    for one in entries:
        place = len(paper)
        core = struct.pack(
            "<HHHHHIIIHH",
            20,
            one.flags,
            one.method,
            0x5000,
            0x5865,
            one.check,
            len(one.packed),
            one.size_bytes & 2**32 - 1,
            len(one.name),
            0,
        )
        paper += b"PK\x03\x04" + core + one.name + one.packed
        row = b"PK\x01\x02" + struct.pack("<H", 20) + core + struct.pack("<HHHII", 0, 0, 0, 0, place) + one.name
        listed += row * overlap
    number = len(entries) * overlap if count is None else count
    end = struct.pack("<HHHHIIH", 0, 0, number & 0xFFFF, number & 0xFFFF, len(listed), len(paper), len(comment))
    return bytes(paper + listed + b"PK\x05\x06" + end + comment)


@lru_cache(maxsize=4)
def _page(variant: int) -> bytes:
    return saved(drawn(Dice(f"zip {variant}"), 90, 80), "JPEG")


def _inside(dice: Dice) -> Odd:
    """A ZIP whose members are cut and flipped themselves: all of them are told of, each at its place."""
    count = dice.randint(1, 6)
    made = [dice.choice(tuple(DAMAGE.values()))[0](dice).content for _ in range(count)]
    method = dice.choice((_STORED, _DEFLATED))
    return Odd(
        "ZIP of odd files", zipped([entry(f"{n}.bin", one, method=method) for n, one in enumerate(made)]), "mail.zip"
    )


def _nested(dice: Dice) -> Odd:
    depth, content = dice.choice((1, 2, 3, 50)), zipped([entry("a.jpg", _page(0))])
    for _ in range(depth):
        content = zipped([entry("a.zip", content)] * dice.choice((1, 1, 2 if depth < 4 else 1)))
    return Odd("ZIP nested", content, "nested.zip")


def _names(dice: Dice) -> Odd:
    chosen = dice.sample(NAMES, 6)
    content = zipped([entry(name, _page(n % 4)) for n, name in enumerate(chosen)])
    return Odd("ZIP names", content, dice.choice(chosen))


def _bomb(dice: Dice) -> Odd:
    size = dice.choice((20_000_000, 330_000_000))
    packed = zeros(size)[2:-4]
    bomb = Entry(b"a.bmp", packed, dice.choice((size, 10)), zlib.crc32(b""))
    page = entry("page.jpg", _page(0))
    kinds = (
        lambda: zipped([bomb, page]),
        lambda: zipped([bomb], overlap=dice.choice((20, 400))),
        lambda: zipped([page], overlap=dice.choice((499, 501, 9_000, 60_000))),
        lambda: zipped([page], count=dice.choice((0, 2, 60_000))),
        lambda: zipped([entry(f"{n}/", b"") for n in range(300)] + [page]),
        lambda: zipped([Entry(b"a.jpg", bytes(900), 2**32 - 1, 0, _STORED)]),
        lambda: zipped([Entry(b"a.jpg", b"\x09\x04\x05\0\x5d\xff\xff\xff\xff" + dice.randbytes(900), 900, 0, _LZMA)]),
        lambda: zipped([Entry(b"a.jpg", b"BZh91AY&SY" + dice.randbytes(900), 900, 0, _BZIP2)]),
    )
    return Odd("ZIP bomb", dice.choice(kinds)(), "bomb.zip")


def _strange(dice: Dice) -> Odd:
    page = entry("page.jpg", _page(1))
    locked = entry("locked.jpg", _page(2), flags=_UTF8 | _ENCRYPTED)
    content = dice.choice(
        (
            lambda: zipped([page, locked]),
            lambda: zipped([entry("a.jpg", _page(0), method=dice.choice((1, 6, 9, 93, 97, 99)))]),
            lambda: zipped([page], comment=bytes(65_535)),
            lambda: zipped([page, page, page]),
            lambda: zipped([]),
            lambda: zipped([entry("__MACOSX/._a.jpg", b"a"), entry("Thumbs.db", b"a")]),
            lambda: b"MZ" + bytes(900) + zipped([page]),
            lambda: zipped([page]) + bytes(dice.choice((10, 70_000))),
            lambda: zipped([page]).replace(b"page.jpg", b"else.jpg", 1),
            lambda: zipped([Entry(b"a.jpg", _page(0), 5, 5, _STORED)]),
            lambda: zipped([entry("", _page(0)), page]),
            lambda: b"PK\x03\x04" + dice.randbytes(300),
            lambda: b"PK\x05\x06" + bytes(18),
            lambda: _of_zipfile(dice.choice((zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA)), _page(3)),
        )
    )()
    return Odd("ZIP strange", content, "odd.zip")


def _of_zipfile(method: int, content: bytes) -> bytes:
    paper = io.BytesIO()
    with zipfile.ZipFile(paper, "w", method) as archive:
        archive.writestr(zipfile.ZipInfo("a.jpg", (2024, 3, 5, 10, 0, 0)), content, method)
    return paper.getvalue()


ZIPS = {
    "ZIP of odd files": (_inside, 5),
    "ZIP nested": (_nested, 2),
    "ZIP names": (_names, 4),
    "ZIP bomb": (_bomb, 2),
    "ZIP strange": (_strange, 5),
}
"""The kinds of hostile ZIP, and their weights."""
