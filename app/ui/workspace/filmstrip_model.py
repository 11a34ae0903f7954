"""The pages on the desk as a Qt list; it changes row by row, so that selection and place in the strip are kept."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QAbstractListModel, QMimeData, QModelIndex, QObject, QPersistentModelIndex, Qt, Slot
from PySide6.QtGui import QImage

from app.domain.pages import DeskPage, PageId
from app.domain.shelves import PageRow
from app.ui.pictures.page_pictures import PagePictures
from app.ui.words import number_text
from app.ui.workspace.words_pages import caption, spoken_row

ROW_ROLE = int(Qt.ItemDataRole.UserRole) + 1
PAGES_MIME = "application/x-counterscan-pages"
"""Marks a drag as one of our own; the pages are the selected ones, so it carries nothing."""

Index = QModelIndex | QPersistentModelIndex


class PageModel(QAbstractListModel):
    """One row a page. The accessible text says what the eye sees: `Page 1 of 5, Hard copy front, fits`."""

    def __init__(self, pictures: PagePictures, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[PageRow, ...] = ()
        self._pictures = pictures
        pictures.thumbnail_came.connect(self._repaint)

    @property
    def rows(self) -> tuple[PageRow, ...]:
        return self._rows

    def thumbnail(self, page: DeskPage) -> QImage | None:
        """The small picture of a page; asked for only by what is painted."""
        return self._pictures.thumbnail(page)

    def leaving(self, row: PageRow) -> QImage | None:
        """The pixels that DRX will get of a page, all of them; asked for where they are not there yet."""
        return self._pictures.payload(row, 1.0)

    def place_of(self, page_id: PageId | None) -> int | None:
        """The row of a page; None where it is not here."""
        return next((place for place, row in enumerate(self._rows) if row.id == page_id), None)

    def show_rows(self, rows: Sequence[PageRow]) -> None:
        """Become these rows."""
        wanted = tuple(rows)
        self._take_out(frozenset(row.id for row in wanted))
        self._put_in_order(wanted)
        self._put_in_new(wanted)
        changed = [place for place, row in enumerate(wanted) if self._rows[place] != row]
        self._rows = wanted
        # One by one, or the view paints every tile anew. What it says of the count ("of 5") is asked for when spoken.
        for place in changed:
            self.dataChanged.emit(self.index(place), self.index(place))

    def _take_out(self, kept: frozenset[PageId]) -> None:
        last = len(self._rows) - 1
        while last >= 0:
            first = last
            while first >= 0 and self._rows[first].id not in kept:
                first -= 1
            if first < last:  # a whole run at once: the view looks at all its rows each time
                self.beginRemoveRows(QModelIndex(), first + 1, last)
                self._rows = (*self._rows[: first + 1], *self._rows[last + 1 :])
                self.endRemoveRows()
            last = first - 1

    def _put_in_order(self, wanted: tuple[PageRow, ...]) -> None:
        rank = {row.id: place for place, row in enumerate(wanted)}
        ordered = tuple(sorted(self._rows, key=lambda row: rank[row.id]))
        if [row.id for row in ordered] == [row.id for row in self._rows]:
            return
        self.layoutAboutToBeChanged.emit()
        place_of = {row.id: place for place, row in enumerate(ordered)}
        before = self.persistentIndexList()
        after = [self.index(place_of[self._rows[index.row()].id]) for index in before]
        self._rows = ordered
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _put_in_new(self, wanted: tuple[PageRow, ...]) -> None:
        known = {row.id for row in self._rows}
        place = 0
        while place < len(wanted):
            end = place
            while end < len(wanted) and wanted[end].id not in known:
                end += 1
            if end > place:
                self.beginInsertRows(QModelIndex(), place, end - 1)
                self._rows = (*self._rows[:place], *wanted[place:end], *self._rows[place:])
                self.endInsertRows()
            place = end + 1

    @Slot(object)
    def _repaint(self, page_id: PageId) -> None:
        place = self.place_of(page_id)
        if place is not None:
            self.dataChanged.emit(self.index(place), self.index(place), [int(Qt.ItemDataRole.DecorationRole)])

    # --- what Qt asks ----------------------------------------------------------------------------------------

    def rowCount(self, parent: Index | None = None) -> int:
        return 0 if parent is not None and parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:  # Qt's own signature
        if not index.isValid() or index.row() >= len(self._rows):
            return None
        row, number = self._rows[index.row()], index.row() + 1
        if role == ROW_ROLE:
            return row
        if role == Qt.ItemDataRole.DisplayRole:
            return f"{number_text(number)} {caption(row)}"
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_row(row, number, len(self._rows))
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(spoken_row(row, number, len(self._rows)))
        return None

    def flags(self, index: Index) -> Qt.ItemFlag:
        here = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        return here | Qt.ItemFlag.ItemIsDragEnabled if index.isValid() else Qt.ItemFlag.ItemIsDropEnabled

    def supportedDropActions(self) -> Qt.DropAction:
        return Qt.DropAction.MoveAction

    def mimeTypes(self) -> list[str]:
        return [PAGES_MIME]

    def mimeData(self, indexes: Sequence[QModelIndex]) -> QMimeData:
        mime = QMimeData()
        mime.setData(PAGES_MIME, b"")
        return mime
