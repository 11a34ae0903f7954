"""Where each tile of the gallery stands: tiles of one size, day by day under headings. Numbers only, no Qt."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

TILE_WIDTH_PX = 196
PICTURE_HEIGHT_PX = 219
CAPTION_HEIGHT_PX = 50
TILE_HEIGHT_PX = PICTURE_HEIGHT_PX + CAPTION_HEIGHT_PX
GAP_PX = 18
MARGIN_PX = 20
HEADING_HEIGHT_PX = 44
ROW_GAP_PX = 12
BARE_HEADING_HEIGHT_PX = 12
"""Above tiles that stand under no heading."""


@dataclass(frozen=True, slots=True)
class Form:
    """How large a tile is and how far from the next; a width of 0 is that of the wall."""

    tile_width_px: int
    tile_height_px: int
    row_gap_px: int


GRID = Form(TILE_WIDTH_PX, TILE_HEIGHT_PX, ROW_GAP_PX)
LIST = Form(0, 64, 4)


@dataclass(frozen=True, slots=True)
class Section:
    """Tiles of one day that follow each other: rows `first` to `first + count - 1`."""

    heading: str
    first: int
    count: int


@dataclass(frozen=True, slots=True)
class Place:
    """A rectangle on the wall, in pixels from its top left corner."""

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Wall:
    """The whole gallery laid out for a view of this width."""

    sections: tuple[Section, ...]
    width_px: int
    form: Form = GRID

    @property
    def tile_width_px(self) -> int:
        """The width of each tile."""
        return self.form.tile_width_px or max(1, self.width_px - 2 * MARGIN_PX)

    @property
    def pitch_px(self) -> int:
        """From the top of one line of tiles to that of the next."""
        return self.form.tile_height_px + self.form.row_gap_px

    @cached_property
    def columns(self) -> int:
        """How many tiles stand side by side; one at least."""
        return max(1, (self.width_px - 2 * MARGIN_PX + GAP_PX) // (self.tile_width_px + GAP_PX))

    @cached_property
    def _tops(self) -> tuple[int, ...]:
        """Where each section begins, and at the end the height of everything."""
        tops = [8]
        for section in self.sections:
            lines = -(-section.count // self.columns)
            tops.append(tops[-1] + heading_height_px(section) + lines * self.pitch_px)
        return tuple(tops)

    @cached_property
    def _firsts(self) -> tuple[int, ...]:
        return tuple(section.first for section in self.sections)

    @property
    def height_px(self) -> int:
        """The height of all sections."""
        return self._tops[-1] + MARGIN_PX - self.form.row_gap_px if self.sections else 0

    @property
    def count(self) -> int:
        """How many tiles there are."""
        return self.sections[-1].first + self.sections[-1].count if self.sections else 0

    def heading_place(self, index: int) -> Place:
        """Where the heading of section number `index` stands."""
        height_px = heading_height_px(self.sections[index])
        return Place(MARGIN_PX, self._tops[index], self.width_px - 2 * MARGIN_PX, height_px)

    def place(self, row: int) -> Place:
        """Where the tile of this row stands."""
        index = bisect_right(self._firsts, row) - 1
        line, column = divmod(row - self._firsts[index], self.columns)
        x = MARGIN_PX + column * (self.tile_width_px + GAP_PX)
        y = self._tops[index] + heading_height_px(self.sections[index]) + line * self.pitch_px
        return Place(x, y, self.tile_width_px, self.form.tile_height_px)

    def sections_between(self, top: int, bottom: int) -> range:
        """The sections of which something lies between these heights."""
        if not self.sections or bottom < 0:
            return range(0)
        first = max(0, bisect_right(self._tops, top) - 1)
        last = min(len(self.sections) - 1, bisect_right(self._tops, bottom) - 1)
        return range(first, last + 1)

    def rows_between(self, top: int, bottom: int) -> list[int]:
        """The tiles of which something lies between these heights, in order."""
        rows: list[int] = []
        pitch = self.pitch_px
        for index in self.sections_between(top, bottom):
            section = self.sections[index]
            start = self._tops[index] + heading_height_px(section)
            first_line = max(0, (top - start - self.form.tile_height_px) // pitch + 1)
            last_line = (bottom - start) // pitch
            begin, end = first_line * self.columns, min(section.count, (last_line + 1) * self.columns)
            rows.extend(range(section.first + begin, section.first + end))
        return rows

    def row_at(self, x: int, y: int) -> int | None:
        """The tile at a point of the wall."""
        for row in self.rows_between(y, y):
            place = self.place(row)
            if place.x <= x < place.x + place.width and place.y <= y < place.y + place.height:
                return row
        return None

    def above_or_below(self, row: int, lines: int) -> int:
        """The tile in the same column so many lines further down (negative: up); the nearest where there is none."""
        column = (self.place(row).x - MARGIN_PX) // (self.tile_width_px + GAP_PX)
        begins = self._lines
        line = min(max(0, bisect_right(begins, row) - 1 + lines), len(begins) - 1)
        end = begins[line + 1] if line + 1 < len(begins) else self.count
        return min(begins[line] + column, end - 1)

    @cached_property
    def _lines(self) -> tuple[int, ...]:
        """The first row of each line of tiles."""
        return tuple(
            row
            for section in self.sections
            for row in range(section.first, section.first + section.count, self.columns)
        )


def heading_height_px(section: Section) -> int:
    """The room above the tiles of a section."""
    return HEADING_HEIGHT_PX if section.heading else BARE_HEADING_HEIGHT_PX


def sections_of(headings: Sequence[str]) -> tuple[Section, ...]:
    """The sections of tiles whose headings are these, tile by tile; equal neighbours stand together."""
    sections: list[Section] = []
    for row, heading in enumerate(headings):
        if sections and sections[-1].heading == heading:
            last = sections[-1]
            sections[-1] = Section(last.heading, last.first, last.count + 1)
        else:
            sections.append(Section(heading, row, 1))
    return tuple(sections)
