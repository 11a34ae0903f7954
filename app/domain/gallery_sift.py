"""Which of the gallery's images are shown, and in what order: values in, values out."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import Enum
from functools import lru_cache

from app.domain.gallery_shelf import GalleryTile
from app.domain.pages import DocumentKind

MAX_KINDS_REMEMBERED = 20_000


class Part(Enum):
    """Which images of a prescription's gallery are shown."""

    ALL = "all"
    THIS_RX = "this rx"
    PATIENT = "patient"


class Sorting(Enum):
    """In what order the images stand; by day under headings where the moment decides."""

    NEWEST = "newest"
    OLDEST = "oldest"
    NAME = "name"
    LARGEST = "largest"

    @property
    def is_by_day(self) -> bool:
        return self in (Sorting.NEWEST, Sorting.OLDEST)

    @property
    def following(self) -> "Sorting":
        """The one that comes when a person asks for another order."""
        every = list(Sorting)
        return every[(every.index(self) + 1) % len(every)]


class Period(Enum):
    """How far back the images go; the value is the number of days before today, None for any."""

    ANY = None
    TODAY = 0
    WEEK = 6
    MONTH = 29
    YEAR = 364

    def since(self, now: datetime) -> datetime | None:
        """The first moment of the period; `now` is in the time zone of the counter."""
        if self.value is None:
            return None
        midnight = now.replace(hour=0, minute=0, second=0, microsecond=0)
        return midnight - timedelta(days=self.value)


@dataclass(frozen=True, slots=True)
class Sift:
    """What a person wants to see of a gallery; as it is made, everything."""

    part: Part = Part.ALL
    kind: DocumentKind | None = None
    period: Period = Period.ANY
    text: str = ""

    @property
    def is_fine(self) -> bool:
        """Is more asked for than a part?"""
        return self.kind is not None or self.period is not Period.ANY or bool(self.text.strip())


def part_of(tiles: Sequence[GalleryTile], part: Part) -> tuple[GalleryTile, ...]:
    """The tiles that belong to a part; THIS_RX and PATIENT share none and make up ALL."""
    if part is Part.ALL:
        return tuple(tiles)
    return tuple(tile for tile in tiles if tile.of_this_record is (part is Part.THIS_RX))


def sifted(tiles: Sequence[GalleryTile], sift: Sift, now: datetime) -> tuple[GalleryTile, ...]:
    """The tiles that are asked for, in their order. `now` is in the time zone of the counter.

    A text is found where all its words are in the name, whatever their case.
    """
    found: Iterable[GalleryTile] = part_of(tiles, sift.part)
    since = sift.period.since(now)
    if since is not None:
        found = [tile for tile in found if tile.created_at is not None and tile.created_at >= since]
    if sift.kind is not None:
        found = [tile for tile in found if kind_in(tile.title) is sift.kind]
    words = sift.text.casefold().split()
    if words:
        found = [tile for tile in found if all(word in tile.name.casefold() for word in words)]
    return tuple(found)


def in_order(tiles: Sequence[GalleryTile], sorting: Sorting) -> tuple[GalleryTile, ...]:
    """Tiles that stand newest first, in another order; what is equal stays newest first."""
    match sorting:
        case Sorting.NEWEST:
            return tuple(tiles)
        case Sorting.OLDEST:
            return tuple(reversed(tiles))
        case Sorting.NAME:
            return tuple(sorted(tiles, key=lambda tile: _in_words_and_numbers(tile.title)))
        case Sorting.LARGEST:
            return tuple(sorted(tiles, key=lambda tile: -(tile.size_bytes or 0)))


def counted_kinds(tiles: Iterable[GalleryTile]) -> dict[DocumentKind, int]:
    """How many tiles there are of each kind of document."""
    counts = dict.fromkeys(DocumentKind, 0)
    for tile in tiles:
        counts[kind_in(tile.title)] += 1
    return counts


@lru_cache(maxsize=MAX_KINDS_REMEMBERED)
def kind_in(title: str) -> DocumentKind:
    """What an image is by its title, the way we write it (`names.describe`); OTHER where it does not say."""
    words = title.casefold()
    for kind in (DocumentKind.INSURANCE_CARD, DocumentKind.PROOF_OF_DELIVERY, DocumentKind.HARD_COPY):
        if kind.value in words:
            return kind
    return DocumentKind.ID_CARD if _ID.search(words) else DocumentKind.OTHER


_ID = re.compile(r"(?<![\w-])id(?![\w-])")
_NUMBER = re.compile(r"\d+")
_DIGITS = 12


def _in_words_and_numbers(title: str) -> str:
    """As people count: page 2 before page 10."""
    return _NUMBER.sub(lambda number: number.group().zfill(_DIGITS), title.casefold())
