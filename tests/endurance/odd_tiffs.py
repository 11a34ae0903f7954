"""Hostile TIFF files, written tag by tag: directories in loops, thousands of pages, bombs, kinds that nobody has."""

import struct
from collections.abc import Sequence

from tests.endurance.odd import Dice, Odd
from tests.endurance.odd_bitmaps import SIDES, zeros

Entry = tuple[int, int, int, int]
"""Tag, type, count, and the value or where it lies."""

SHORT, LONG = 3, 4
_PACKINGS = (
    0,
    1,
    2,
    3,
    4,
    5,
    6,
    7,
    8,
    32_771,
    32_773,
    32_809,
    32_946,
    34_661,
    34_676,
    34_887,
    34_925,
    50_000,
    50_001,
    9,
)


def directory(entries: Sequence[Entry], following: int) -> bytes:
    """A directory of a little-endian TIFF."""
    packed = b"".join(
        struct.pack("<HHI", tag, kind, count)
        + (
            struct.pack("<HH", value & 0xFFFF, 0)
            if kind == SHORT and count == 1
            else struct.pack("<I", value & 2**32 - 1)
        )
        for tag, kind, count, value in sorted(entries)
    )
    return struct.pack("<H", len(entries)) + packed + struct.pack("<I", following & 2**32 - 1)


def page(width: int, height: int, strip: tuple[int, int], **changed: int) -> list[Entry]:
    """The entries of a grey page of one strip at (place, bytes); `changed` names tags as `t259`."""
    values = {256: width, 257: height, 258: 8, 259: 1, 262: 1, 273: strip[0], 277: 1, 278: height, 279: strip[1]}
    values |= {int(name[1:]): value for name, value in changed.items()}
    return [(tag, LONG if tag in (256, 257, 273, 278, 279) else SHORT, 1, value) for tag, value in values.items()]


def tiff(directories: Sequence[Sequence[Entry]], strip: bytes, *, loops_to: int | None = None) -> bytes:
    """A TIFF: its data first, at byte 8, then the directories; `loops_to` is what the last one points to."""
    paper = bytearray(b"II*\0" + struct.pack("<I", 8 + len(strip)) + strip)
    places = [len(paper)]
    for entries in directories:
        places.append(places[-1] + 6 + 12 * len(entries))
    for number, entries in enumerate(directories):
        last = number + 1 == len(directories)
        following = 0 if last else places[number + 1]
        if last and loops_to is not None:
            following = places[loops_to]
        paper += directory(entries, following)
    return bytes(paper)


def _loop(dice: Dice) -> Odd:
    strip, count = dice.randbytes(900), dice.choice((1, 2, 30))
    pages = [page(30, 30, (8, 900))] * count
    return Odd("TIFF loop", tiff(pages, strip, loops_to=dice.randrange(count)), "loop.tif")


def _many(dice: Dice) -> Odd:
    count = dice.choice((199, 200, 201, 1_000, 60_000))
    content = tiff([page(30, 30, (8, 900))] * count, dice.randbytes(900))
    if count > 200:
        return Odd("TIFF pages", content, "many.tif", title="This file has more than 200 pages")
    return Odd("TIFF pages", content, "many.tif", count)


def _bomb(dice: Dice) -> Odd:
    side = dice.choice((14_800, 20_000, 60_000))
    packing = dice.choice((8, 32_946, 5, 4, 32_773, 7, 34_925))
    strip = zeros(min(side * side, 230_000_000)) if packing in (8, 32_946) else b"\x80\x00\x81\x00" * 5_000
    bits = 1 if packing == 4 else 8
    entries = page(side, side, (8, len(strip)), t259=packing, t258=bits, t277=dice.choice((1, 3, 60_000)))
    return Odd("TIFF bomb", tiff([entries], strip), "bomb.tif")


def _lying(dice: Dice) -> Odd:
    strip = dice.choice((dice.randbytes(9_000), bytes(9_000), b"\0" * 40))
    entries = page(90, 100, (8, len(strip)))
    for _ in range(dice.choice((1, 1, 2, 4))):
        entries.append(_strange(dice, len(strip)))
        tag = entries[-1][0]
        entries = [entry for entry in entries[:-1] if entry[0] != tag] + entries[-1:]
    content = tiff([entries] * dice.choice((1, 1, 3)), strip)
    if dice.random() < 0.1:
        content = b"MM\0*" + content[4:]
    return Odd("TIFF hostile", content, "odd.tif")


def _strange(dice: Dice, size: int) -> Entry:
    side, any_number = dice.choice(SIDES), dice.choice((0, 1, 2, 3, 5, 8, 16, 255, 32_768, 65_535))
    tag = dice.choice(
        (
            256,
            257,
            258,
            259,
            262,
            266,
            273,
            274,
            277,
            278,
            279,
            282,
            284,
            317,
            320,
            322,
            324,
            330,
            338,
            339,
            347,
            530,
            34_377,
            34_665,
            34_675,
            700,
            33_723,
        )
    )
    match tag:
        case 256 | 257 | 278 | 322:
            return tag, LONG, 1, side
        case 258 | 338 | 339:
            return tag, SHORT, dice.choice((1, 3, 4, 60_000)), dice.choice((any_number, 8, 40))
        case 259:
            return tag, SHORT, 1, dice.choice(_PACKINGS)
        case 273 | 324 | 279:
            return tag, LONG, dice.choice((1, 2, 100, 2**31 - 1)), dice.choice((0, 8, size, 2**31, 2**32 - 1))
        case 320 | 347 | 34_675 | 700 | 34_377 | 33_723:
            return (
                tag,
                dice.choice((1, SHORT, 7)),
                dice.choice((1, 768, 300_000, 2**32 - 1)),
                dice.choice((8, 2**32 - 1)),
            )
        case 330 | 34_665:
            return tag, LONG, dice.choice((1, 900)), dice.choice((8, 8 + size, 2**32 - 1))
        case 282:
            return tag, 5, 1, dice.choice((8, 2**32 - 1))
    return tag, SHORT, 1, any_number


def _every_packing(dice: Dice) -> Odd:
    """Each way of packing, on data that is not packed so."""
    packing = dice.choice(_PACKINGS)
    bits = dice.choice((1, 1, 2, 4, 8, 8, 12, 16, 24, 32, 64))
    strip = dice.choice((dice.randbytes(5_000), bytes(5_000), zeros(8_000), b"\xff\xd8\xff" + dice.randbytes(900)))
    entries = page(80, 80, (8, len(strip)), t258=bits, t259=packing, t262=dice.choice((0, 1, 2, 3, 5, 6, 8, 32_844, 9)))
    if dice.random() < 0.4:
        entries += [(322, LONG, 1, dice.choice((0, 16, 80, 60_000))), (323, LONG, 1, dice.choice((0, 16, 80, 60_000)))]
        entries += [(324, LONG, 1, 8), (325, LONG, 1, len(strip))]
    return Odd("TIFF hostile", tiff([entries], strip), "odd.tif")


def _big(dice: Dice) -> Odd:
    """BigTIFF with counts and places of 64 bits."""
    huge = (0, 1, 8, 90, 2**31, 2**32, 2**63 - 1, 2**64 - 1)
    tags = (256, 257, 258, 259, 262, 273, 277, 278, 279)
    entries = b"".join(
        struct.pack("<HHQQ", tag, dice.choice((3, 4, 16)), dice.choice(huge), dice.choice(huge)) for tag in tags
    )
    count = dice.choice((len(tags), len(tags), 2**63, 2**64 - 1))
    head = b"II+\0" + struct.pack("<HHQ", 8, 0, dice.choice((16, 16, 2**63)))
    return Odd(
        "TIFF hostile", head + struct.pack("<Q", count) + entries + struct.pack("<Q", dice.choice((0, 16))), "big.tif"
    )


def _hostile(dice: Dice) -> Odd:
    return dice.choice((_lying, _lying, _lying, _every_packing, _every_packing, _big))(dice)


TIFFS = {
    "TIFF loop": (_loop, 3),
    "TIFF pages": (_many, 3),
    "TIFF bomb": (_bomb, 3),
    "TIFF hostile": (_hostile, 24),
}
"""The kinds of hostile TIFF, and their weights."""
