"""The gallery's images as a list: filtered, in order, each with its day. The rules are functions, apart from Qt."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time, timedelta
from itertools import pairwise

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.facts import Purpose
from app.domain.gallery_shelf import GalleryTile, GalleryView
from app.domain.gallery_sift import Part, Sift, Sorting, in_order, part_of, sifted
from app.domain.records import Record, RecordKind
from app.ui.gallery.gallery_layout import Section
from app.ui.gallery.gallery_pictures import GalleryPictures
from app.ui.gallery.words_gallery import heading_of, tile_text
from app.ui.words import visible

TILE_ROLE = int(Qt.ItemDataRole.UserRole) + 1


def has_parts(record: Record | None) -> bool:
    """Only a prescription's gallery holds two kinds of images: its own and its patient's."""
    return record is not None and record.kind is RecordKind.PRESCRIPTION


def changed_stretch(old: Sequence[str], new: Sequence[str]) -> tuple[int, int, int]:
    """Where two lists of keys differ: the first row that does, and how many rows from there `old` and `new` have."""
    start = 0
    while start < min(len(old), len(new)) and old[start] == new[start]:
        start += 1
    end = 0
    while end < min(len(old), len(new)) - start and old[-1 - end] == new[-1 - end]:
        end += 1
    return start, len(old) - start - end, len(new) - start - end


def day_sections(tiles: Sequence[GalleryTile], now: datetime) -> tuple[Section, ...]:
    """The days of tiles that stand by their moment. A day's heading is worked out once, not once for each tile."""
    starts: list[int] = []
    day: _Day | None = None
    for row, tile in enumerate(tiles):
        if day is None or not day.holds(tile.created_at):
            starts.append(row)
            day = _day_of(tile.created_at)
    bounds = [*starts, len(tiles)]
    return tuple(Section(heading_of(tiles[first], now), first, end - first) for first, end in pairwise(bounds))


@dataclass(frozen=True, slots=True)
class _Day:
    """A day on this counter by its bounds in UTC; without any, the day of what has no date."""

    bounds: tuple[datetime, datetime] | None

    def holds(self, at: datetime | None) -> bool:
        if at is None or self.bounds is None:
            return at is None and self.bounds is None
        return self.bounds[0] <= at < self.bounds[1]


def _day_of(at: datetime | None) -> _Day:
    if at is None:
        return _Day(None)
    day = at.astimezone().date()
    begin, end = (datetime.combine(day + timedelta(days=later), time()).astimezone(UTC) for later in (0, 1))
    return _Day((begin, end))


def _is_same(record: Record, other: Record | None) -> bool:
    return other is not None and (record.kind, record.id) == (other.kind, other.id)


class GalleryModel(QAbstractListModel):
    """One row an image; `Qt.DisplayRole` is its caption, `Qt.AccessibleTextRole` the whole of what the eye sees."""

    def __init__(self, pictures: GalleryPictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._view = GalleryView()
        self._sift = Sift()
        self._sorting = Sorting.NEWEST
        self._shown: tuple[GalleryTile, ...] = ()
        self._rows: dict[str, int] = {}
        self._now = datetime.now(UTC)
        pictures.thumbnail_came.connect(self._repaint)

    @property
    def record(self) -> Record | None:
        return self._view.record

    @property
    def tiles(self) -> tuple[GalleryTile, ...]:
        """The tiles as they stand on the wall."""
        return self._shown

    @property
    def pictured(self) -> tuple[GalleryTile, ...]:
        """Those that have a picture to look at."""
        return tuple(tile for tile in self._shown if not tile.is_receipt)

    @property
    def part(self) -> Part:
        return self._sift.part

    @property
    def sift(self) -> Sift:
        """What is asked for."""
        return self._sift

    @property
    def sorting(self) -> Sorting:
        return self._sorting

    @property
    def all_tiles(self) -> tuple[GalleryTile, ...]:
        """Every image of the record, shown or not, newest first."""
        return self._view.tiles

    @property
    def newest_first(self) -> bool:
        return self._sorting is Sorting.NEWEST

    @property
    def pictures(self) -> GalleryPictures:
        return self._pictures

    def count_of(self, part: Part) -> int:
        """How many images a part has."""
        return len(part_of(self._view.tiles, part))

    def show(self, view: GalleryView, now: datetime) -> None:
        """Show another state of the gallery; what has not changed stays where it is. `now` is UTC."""
        before, self._view, self._now = self._view, view, now
        if before.record is not None and not _is_same(before.record, view.record):
            self._sift = Sift()
        if not has_parts(view.record):
            self._sift = replace(self._sift, part=Part.ALL)
        if view.tiles is before.tiles and view.record == before.record:
            return
        old_keys = {tile.name: tile.key for tile in before.tiles}
        for tile in view.tiles:
            if old_keys.get(tile.name, tile.key) != tile.key and not tile.is_receipt:
                self._pictures.carry_over(old_keys[tile.name], tile.key)
        self._pictures.keep_only(frozenset(tile.key for tile in view.tiles))
        self._arrange()

    def choose_part(self, part: Part) -> None:
        """Show only these."""
        self.choose_sift(replace(self._sift, part=part))

    def choose_sift(self, sift: Sift) -> None:
        """Show only what it lets through."""
        self._sift = sift
        self._arrange()

    def choose_order(self, newest_first: bool) -> None:
        """Newest first, or oldest first."""
        self.choose_sorting(Sorting.NEWEST if newest_first else Sorting.OLDEST)

    def choose_sorting(self, sorting: Sorting) -> None:
        """Let the images stand in this order."""
        self._sorting = sorting
        self._arrange()

    def sections(self) -> tuple[Section, ...]:
        """The days that the tiles stand under; in any other order than by day they stand together."""
        if self._sorting.is_by_day:
            return day_sections(self._shown, self._now)
        return (Section("", 0, len(self._shown)),) if self._shown else ()

    def row_of(self, key: str) -> int | None:
        """The row of a tile; None where it is not shown."""
        return self._rows.get(key)

    def text_of(self, tile: GalleryTile) -> str:
        """What the eye sees of a tile, in words."""
        is_broken = self._pictures.problem(tile.key, Purpose.THUMBNAIL) is not None
        return visible(tile_text(tile, self.record, self._now, is_broken=is_broken))

    def _arrange(self) -> None:
        wanted = in_order(sifted(self._view.tiles, self._sift, self._now.astimezone()), self._sorting)
        start, gone, come = changed_stretch([tile.key for tile in self._shown], [tile.key for tile in wanted])
        if gone:
            self.beginRemoveRows(QModelIndex(), start, start + gone - 1)
            self._shown = (*self._shown[:start], *self._shown[start + gone :])
            self.endRemoveRows()
        if come:
            self.beginInsertRows(QModelIndex(), start, start + come - 1)
            self._shown = (*self._shown[:start], *wanted[start : start + come], *self._shown[start:])
            self.endInsertRows()
        before, self._shown = self._shown, wanted
        self._rows = {tile.key: row for row, tile in enumerate(wanted)}
        for row, (old, new) in enumerate(zip(before, wanted, strict=True)):
            if old is not new and old != new:
                self.dataChanged.emit(self.index(row), self.index(row))

    def _repaint(self, key: str) -> None:
        row = self.row_of(key)
        if row is not None:
            self.dataChanged.emit(self.index(row), self.index(row))

    def rowCount(self, parent: QModelIndex | QPersistentModelIndex = QModelIndex()) -> int:  # noqa: B008 - Qt's own
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> object:
        if not index.isValid() or index.row() >= len(self._shown):
            return None
        tile = self._shown[index.row()]
        match role:
            case Qt.ItemDataRole.DisplayRole | Qt.ItemDataRole.AccessibleTextRole:
                return self.text_of(tile)
            case _ if role == TILE_ROLE:
                return tile
            case _:
                return None
