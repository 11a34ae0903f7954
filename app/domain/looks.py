"""How a page looks from afar: enough to say which pages are worth to be laid over each other, and nothing to read."""

from dataclasses import dataclass

SIDE_CELLS = 16
_LEAST_ALIKE = 0.80
"""How alike two looks must be (from 0 to 1) for a look at the pages themselves. Measured: scans of one sheet have 0.93
and more, whatever the resolution; different forms mostly less than 0.8, the same form filled in otherwise more.
"""


@dataclass(frozen=True, slots=True)
class PageLook:
    """How much ink there is where, in 16 by 16 cells from the top left, each a digit of 16; empty where too little.

    Nobody can read a word in it. It says which pages are worth to be laid over each other, and nothing more.
    """

    cells: str = ""

    @property
    def _levels(self) -> tuple[int, ...]:
        return tuple(int(cell, 16) for cell in self.cells)

    @property
    def is_telling(self) -> bool:
        """Is there enough on the page to tell it by?"""
        return len(self.cells) == SIDE_CELLS**2


NO_LOOK = PageLook()


def look_of_cells(levels: bytes) -> PageLook:
    """The look of a page whose cells have so much ink, each from 0 to 255."""
    most = max(levels, default=0)
    if not most or len(levels) != SIDE_CELLS**2:
        return NO_LOOK
    return PageLook("".join(f"{level * 15 // most:x}" for level in levels))


def turns_alike(one: PageLook, other: PageLook) -> int | None:
    """By how many clockwise quarters the other page is to be turned to look like this one; None where it never does."""
    if not (one.is_telling and other.is_telling):
        return None
    mine, theirs = _centred(one._levels), _centred(other._levels)
    best, best_turns = _LEAST_ALIKE, None
    for turns in range(4):
        alike = sum(map(float.__mul__, mine, theirs))
        if alike > best:
            best, best_turns = alike, turns
        theirs = _turned(theirs)
    return best_turns


def _centred(levels: tuple[int, ...]) -> list[float]:
    """Around 0 and of length 1, so that a product says how alike two are."""
    mean = sum(levels) / len(levels)
    off = [level - mean for level in levels]
    length = sum(value * value for value in off) ** 0.5 or 1.0
    return [value / length for value in off]


def _turned(levels: list[float]) -> list[float]:
    """A quarter clockwise."""
    side = SIDE_CELLS
    return [levels[(side - 1 - column) * side + row] for row in range(side) for column in range(side)]


@dataclass(frozen=True, slots=True)
class PageOrigin:
    """What a page was made of: the bytes that came in, which frame of them, and how it looked as it came."""

    sha256: str
    frame: int
    look: PageLook = NO_LOOK
