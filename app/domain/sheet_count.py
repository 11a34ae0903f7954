"""The sheets that went into a feeder against the pages that came out of it: what is missing, and where it may be.

Nothing is known of a sheet that went through but its pages, so the place is told only where they tell it themselves: a
page that is longer than all others may be two sheets that overlap; and in duplex the blank backs, and the two sides of
sheets of unlike sizes, fall out of step behind a side that is missing.
"""

import statistics
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum
from itertools import pairwise

MAX_SHEETS = 2_000
"""More than any feeder holds; a larger number is a slip of the finger."""

_LONGER = 1.04  # an overlap of a few millimetres is in the rollers' tolerance
_SAME_SIZE = 0.02
_LEAST_SIGNS = 2  # on each side: one page out of step is a blank front, or a front that is not


@dataclass(frozen=True, slots=True)
class FedPage:
    """A page as it came: its size in inches, or 0 where that is not known, and whether there is anything on it."""

    width: float
    height: float
    is_blank: bool = False


class GapSign(Enum):
    """What tells where a sheet or a side is missing."""

    NOTHING = "nothing"  # it may be anywhere
    LONGER_PAGE = "longer page"  # two sheets went through together there
    OUT_OF_STEP = "out of step"  # fronts and backs have changed places from there on
    ONE_SIDE = "one side"  # as many pages as sheets in duplex: the backs were left out


@dataclass(frozen=True, slots=True)
class SheetCount:
    """So many sheets went in, so many pages came out. `page` is the number (from 1) of the page to look at first.

    Between `page` and `last_page`, where both are told, all places are as likely.
    """

    sheets: int
    pages: int
    is_duplex: bool = False
    sign: GapSign = GapSign.NOTHING
    page: int | None = None
    last_page: int | None = None

    @property
    def expected(self) -> int:
        """How many pages so many sheets have."""
        return self.sheets * 2 if self.is_duplex else self.sheets

    @property
    def missing(self) -> int:
        """How many pages are missing; below 0 where more came."""
        return self.expected - self.pages


def counted(sheets: int, came: int, pages: Sequence[FedPage], *, is_duplex: bool) -> SheetCount:
    """Compare them; `pages` are those that came, in their order, or none where nothing is known of them."""
    count = SheetCount(sheets, came, is_duplex)
    if count.missing <= 0 or not pages or len(pages) != came:
        return count
    if is_duplex and came == sheets:
        return SheetCount(sheets, came, is_duplex, GapSign.ONE_SIDE)
    if is_duplex:
        places = _out_of_step(pages) if count.missing == 1 else ()
        if places:
            return SheetCount(sheets, came, is_duplex, GapSign.OUT_OF_STEP, places[0], places[-1])
    longer = _longer(pages)
    if longer is not None:
        return SheetCount(sheets, came, is_duplex, GapSign.LONGER_PAGE, longer, longer)
    return count


def _longer(pages: Sequence[FedPage]) -> int | None:
    """The number of the one page that is longer than its likes; None where there are none or several."""
    usual = statistics.median(page.height for page in pages)
    found = [number for number, page in enumerate(pages, 1) if usual and page.height > _LONGER * usual]
    return found[0] if len(found) == 1 and len(pages) > 2 else None


def _out_of_step(pages: Sequence[FedPage]) -> tuple[int, ...]:
    """The numbers of the pages before any of which a side may be missing; none where nothing tells.

    Up to there backs stand at even places, and from there on at odd ones: a blank page is taken for a back, and two
    neighbours of unlike sizes for the back of one sheet and the front of the next.
    """
    signs = _signs(pages)
    costs = [sum(is_even == (place >= before) for place, is_even in signs) for before in range(1, len(pages) + 2)]
    least = min(costs)
    places = tuple(number for number, cost in enumerate(costs, 1) if cost == least)
    ahead = sum(place < places[0] for place, _ in signs)
    behind = sum(place >= places[-1] for place, _ in signs)
    is_certain = ahead + behind - least >= _LEAST_SIGNS and behind - least >= 1
    return places if is_certain and places[0] <= len(pages) else ()


def _signs(pages: Sequence[FedPage]) -> list[tuple[int, bool]]:
    """The numbers of the pages that must be backs, each with whether it stands at an even place."""
    blank = {number for number, page in enumerate(pages, 1) if page.is_blank}
    ends = {number for number, (one, two) in enumerate(pairwise(pages), 1) if not _are_alike(one, two)}
    return [(number, number % 2 == 0) for number in sorted(blank | ends)]


def _are_alike(one: FedPage, two: FedPage) -> bool:
    return all(abs(a - b) <= _SAME_SIZE * max(a, b) for a, b in ((one.width, two.width), (one.height, two.height)))
