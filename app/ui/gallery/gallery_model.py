"""The gallery's images as a list: filtered, in order, each with its day. The rules are functions, apart from Qt."""

from collections.abc import Sequence
from datetime import UTC, datetime
from enum import Enum

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, Qt

from app.domain.facts import Purpose
from app.domain.gallery_shelf import GalleryTile, GalleryView
from app.domain.records import Record, RecordKind
from app.ui.gallery.gallery_layout import Section, sections_of
from app.ui.gallery.gallery_pictures import GalleryPictures
from app.ui.gallery.words_gallery import heading_of, tile_text
from app.ui.words import visible

TILE_ROLE = int(Qt.ItemDataRole.UserRole) + 1


class Part(Enum):
    """Which images of a prescription's gallery are shown."""

    ALL = "all"
    THIS_RX = "this rx"
    PATIENT = "patient"


def part_of(tiles: Sequence[GalleryTile], part: Part) -> tuple[GalleryTile, ...]:
    """The tiles that belong to a part; THIS_RX and PATIENT share none and make up ALL."""
    if part is Part.ALL:
        return tuple(tiles)
    return tuple(tile for tile in tiles if tile.of_this_record is (part is Part.THIS_RX))


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


class GalleryModel(QAbstractListModel):
    """One row an image; `Qt.DisplayRole` is its caption, `Qt.AccessibleTextRole` the whole of what the eye sees."""

    def __init__(self, pictures: GalleryPictures) -> None:
        super().__init__()
        self._pictures = pictures
        self._view = GalleryView()
        self._part = Part.ALL
        self._newest_first = True
        self._shown: tuple[GalleryTile, ...] = ()
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
        return self._part

    @property
    def newest_first(self) -> bool:
        return self._newest_first

    @property
    def pictures(self) -> GalleryPictures:
        return self._pictures

    def count_of(self, part: Part) -> int:
        """How many images a part has."""
        return len(part_of(self._view.tiles, part))

    def show(self, view: GalleryView, now: datetime) -> None:
        """Show another state of the gallery; what has not changed stays where it is. `now` is UTC."""
        before, self._view, self._now = self._view, view, now
        if not has_parts(view.record):
            self._part = Part.ALL
        old_keys = {tile.name: tile.key for tile in before.tiles}
        for tile in view.tiles:
            if old_keys.get(tile.name, tile.key) != tile.key and not tile.is_receipt:
                self._pictures.carry_over(old_keys[tile.name], tile.key)
        self._pictures.keep_only(frozenset(tile.key for tile in view.tiles))
        self._arrange()

    def choose_part(self, part: Part) -> None:
        """Show only these."""
        self._part = part
        self._arrange()

    def choose_order(self, newest_first: bool) -> None:
        """Newest first, or oldest first."""
        self._newest_first = newest_first
        self._arrange()

    def sections(self) -> tuple[Section, ...]:
        """The days that the tiles stand under."""
        return sections_of([heading_of(tile, self._now) for tile in self._shown])

    def row_of(self, key: str) -> int | None:
        """The row of a tile; None where it is not shown."""
        return next((row for row, tile in enumerate(self._shown) if tile.key == key), None)

    def text_of(self, tile: GalleryTile) -> str:
        """What the eye sees of a tile, in words."""
        is_broken = self._pictures.problem(tile.key, Purpose.THUMBNAIL) is not None
        return visible(tile_text(tile, self.record, self._now, is_broken=is_broken))

    def _arrange(self) -> None:
        tiles = part_of(self._view.tiles, self._part)
        wanted = tiles if self._newest_first else tiles[::-1]
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
        for row, (old, new) in enumerate(zip(before, wanted, strict=True)):
            if old != new:
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
