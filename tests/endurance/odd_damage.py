"""Damage: whole files cut short, cut and closed again, with flipped bits and bytes, with blocks in the wrong place."""

from collections.abc import Callable

from tests.endurance.odd import Dice, Maker, Odd
from tests.endurance.odd_whole import FAMILIES, Whole, whole

_ENDS = {
    "JPEG": b"\xff\xd9",
    "PNG": b"\x00\x00\x00\x00IEND\xaeB\x60\x82",
    "GIF": b"\x00\x3b",
    "PDF": b"\nendstream\nendobj\ntrailer\n<</Root 1 0 R /Size 9>>\nstartxref\n0\n%%EOF\n",
}
_HEADERS = (32, 64, 200, 600)
"""Where the harm is: half of all flips hit one of these first bytes."""


def _cut(dice: Dice, content: bytes) -> bytes:
    """Cut anywhere, near the beginning, or just before the end."""
    size = len(content)
    return content[
        : dice.choice((dice.randrange(size), dice.randrange(min(size, 300)), max(1, size - dice.randint(1, 40))))
    ]


def _closed(dice: Dice, content: bytes, family: str) -> bytes:
    """Cut, and made to look whole: with an end marker, a corrected length, or zeros in place of the rest."""
    kept = content[: dice.randint(len(content) // 10, len(content) - 1)]
    if family == "WebP":
        return kept[:4] + (len(kept) - 8).to_bytes(4, "little") + kept[8:]
    if family in _ENDS and dice.random() < 0.7:
        return kept + _ENDS[family]
    return kept + bytes(len(content) - len(kept))


def _flipped(dice: Dice, content: bytes) -> bytes:
    paper = bytearray(content)
    reach = min(dice.choice((*_HEADERS, len(paper), len(paper))), len(paper))
    for _ in range(dice.choice((1, 1, 2, 4, 16))):
        place = dice.randrange(reach)
        paper[place] = dice.choice((paper[place] ^ (1 << dice.randrange(8)), dice.randrange(256), 0, 255, 127, 128))
    return bytes(paper)


def _spliced(dice: Dice, content: bytes, other: bytes) -> bytes:
    """A block taken out, doubled, swapped, zeroed, or taken from another file."""
    size = len(content)
    begin, length = dice.randrange(size), dice.choice((1, 4, 64, 512, max(1, size // 5)))
    end = min(size, begin + length)
    block, place = content[begin:end], dice.randrange(size)
    foreign = other[begin:end] or other[:length]
    return dice.choice(
        (
            content[:begin] + content[end:],
            content[:begin] + block + content[begin:],
            content[:place] + block + content[place + len(block) :],
            content[:begin] + bytes(end - begin) + content[end:],
            content[:begin] + foreign + content[end:],
            content[:begin] + dice.randbytes(end - begin) + content[end:],
            content[: size // 2] + other[len(other) // 2 :],
        )
    )


def _name(file: Whole) -> str:
    return f"scan.{file.family.lower()[:4]}"


def _cut_of(family: str) -> Callable[[Dice], Odd]:
    def make(dice: Dice) -> Odd:
        file = whole(dice, family)
        return Odd(f"{family} cut", _cut(dice, file.content), _name(file), file.pages, file.look)

    return make


def _closed_of(family: str) -> Callable[[Dice], Odd]:
    def make(dice: Dice) -> Odd:
        file = whole(dice, family)
        content = _closed(dice, file.content, family)
        return Odd(
            f"{family} cut and closed", content, _name(file), file.pages, file.look, is_harmed=family in ("BMP", "TIFF")
        )

    return make


def _flipped_of(family: str) -> Callable[[Dice], Odd]:
    def make(dice: Dice) -> Odd:
        file = whole(dice, family)
        content = _flipped(dice, file.content)
        return Odd(f"{family} flipped", content, _name(file), file.pages, file.look, is_harmed=True)

    return make


def _spliced_of(family: str) -> Callable[[Dice], Odd]:
    def make(dice: Dice) -> Odd:
        file, other = whole(dice, family), whole(dice, dice.choice((family, family, dice.choice(FAMILIES))))
        content = _spliced(dice, file.content, other.content)
        return Odd(f"{family} spliced", content, _name(file), file.pages, file.look, is_harmed=True)

    return make


def _whole_of(family: str) -> Callable[[Dice], Odd]:
    """No damage at all: what makes the other rows mean something."""

    def make(dice: Dice) -> Odd:
        file = whole(dice, family)
        return Odd(f"{family} whole", file.content, _name(file), file.pages, file.look)

    return make


DAMAGE: dict[str, tuple[Maker, int]] = {}
"""Every kind of damage to every family, and its weight."""
for _family in FAMILIES:
    DAMAGE[f"{_family} whole"] = _whole_of(_family), 2
    DAMAGE[f"{_family} cut"] = _cut_of(_family), 6
    DAMAGE[f"{_family} cut and closed"] = _closed_of(_family), 3
    DAMAGE[f"{_family} flipped"] = _flipped_of(_family), 12 if _family in ("JPEG", "TIFF", "PDF") else 8
    DAMAGE[f"{_family} spliced"] = _spliced_of(_family), 6 if _family in ("JPEG", "TIFF", "PDF") else 4
