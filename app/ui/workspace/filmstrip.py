"""The filmstrip: all pages in their order; picks, selects and reorders them by pointer and keys. Shop room."""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QPoint, QSize, Qt, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QWheelEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHBoxLayout,
    QListView,
    QSizePolicy,
    QWidget,
)

from app.domain.pages import PageId
from app.domain.shelves import PageRow
from app.ui.controls.finger_scroll import scroll_by_finger
from app.ui.controls.reader_choice import ReaderChoice
from app.ui.pictures.drag_picture import drag_picture
from app.ui.pictures.page_pictures import PagePictures
from app.ui.theme.theme import theme
from app.ui.workspace.add_tile import AddTile
from app.ui.workspace.filmstrip_delegate import COMPACT, ROOMY, PageDelegate
from app.ui.workspace.filmstrip_model import PAGES_MIME, PageModel
from app.ui.workspace.intake_door import IntakeDoor
from app.ui.workspace.page_choice import moves_anything
from app.ui.workspace.page_parcel import PageParcel
from app.ui.workspace.stage_keys import Walk, asked_walk
from app.ui.workspace.words_drop import DropGap

_SCROLL_BAR_PX = 12


class PageList(QListView):
    """The list "Pages". `picked`: another current page or selection; `dropped_before` carries a gap.

    `menu_asked` carries where on the screen a menu for the selected pages is wanted; `carried_out` the page that was
    dragged into another program, and whether that got it.
    """

    picked = Signal()
    dropped_before = Signal(object)
    large_asked = Signal()
    menu_asked = Signal(object)
    carried_out = Signal(object, bool)

    def __init__(self, model: PageModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = PageDelegate(model, self)
        self._anchor = 0
        self._gap: int | None = None
        self._told: tuple[PageId | None, tuple[PageId, ...]] = (None, ())
        self._door: IntakeDoor | None = None
        self.setModel(model)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(self.tr("Pages"))
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.setDropIndicatorShown(False)
        scroll_by_finger(self)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self._reader = ReaderChoice(self)
        self.selectionModel().currentChanged.connect(self._current_moved)
        self.selectionModel().selectionChanged.connect(self._selection_moved)
        for changed in (model.rowsInserted, model.rowsRemoved, model.layoutChanged):
            changed.connect(self._measure)
        theme().changed.connect(self.viewport().update)

    # --- what is picked --------------------------------------------------------------------------------------

    @property
    def current_place(self) -> int | None:
        """The row of the current page."""
        index = self.currentIndex()
        return index.row() if index.isValid() else None

    def selected_places(self) -> list[int]:
        """The selected rows in their order; the current one where none is selected."""
        places = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        current = self.current_place
        return places or ([current] if current is not None else [])

    def go_to(self, place: int, extends: bool = False) -> None:
        """Make this row the current one; with `extends` select everything from where the selection began."""
        index = self._model.index(place)
        if not index.isValid():
            return
        selection = self.selectionModel()
        if extends:
            span = QItemSelection(self._model.index(min(self._anchor, self._model.rowCount() - 1)), index)
            with self._reader.aside():
                selection.select(span, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.NoUpdate)
        else:
            self._anchor = place
            selection.setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
        self.scrollTo(index)

    def selectAll(self) -> None:
        with self._reader.aside():
            super().selectAll()

    def walk(self, walk: Walk, extends: bool) -> None:
        """Go on from the current page."""
        current = self.current_place
        if self._model.rowCount():
            self.go_to(walk.target(current if current is not None else 0, self._model.rowCount()), extends)

    @Slot()
    def _current_moved(self) -> None:
        if len(self.selectionModel().selectedIndexes()) <= 1 and self.current_place is not None:
            self._anchor = self.current_place
        self._tell()

    @Slot()
    def _selection_moved(self) -> None:
        # A screen reader selects without moving the current row: the page that was selected is the one to show.
        chosen = self.selectionModel().selectedIndexes()
        if chosen and self.currentIndex() not in chosen:
            self.selectionModel().setCurrentIndex(chosen[-1], QItemSelectionModel.SelectionFlag.NoUpdate)
        self.viewport().update()
        self._tell()

    def _tell(self) -> None:
        """Qt tells of the selection and of the current row one after the other: what is shown twice takes twice."""
        rows, current = self._model.rows, self.current_place
        told = (
            rows[current].id if current is not None and current < len(rows) else None,
            tuple(rows[place].id for place in self.selected_places() if place < len(rows)),
        )
        if told != self._told:
            self._told = told
            self.picked.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.large_asked.emit()
            return
        asked = asked_walk(event)
        if asked is not None:
            self.walk(*asked)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        if self.currentIndex().isValid():
            self.menu_asked.emit(event.globalPos())

    def keyboardSearch(self, search: str) -> None:
        """Letters are commands here, not a search."""

    # --- measures --------------------------------------------------------------------------------------------

    def set_compact(self, is_compact: bool) -> None:
        """Smaller tiles for a low window."""
        self._delegate.size = COMPACT if is_compact else ROOMY
        self.scheduleDelayedItemsLayout()
        self._measure()

    def sizeHint(self) -> QSize:
        cell = self._delegate.size.cell
        return QSize(cell.width() * self._model.rowCount() + 2, cell.height() + _SCROLL_BAR_PX)

    def minimumSizeHint(self) -> QSize:
        cell = self._delegate.size.cell
        return QSize(min(1, self._model.rowCount()) * cell.width(), cell.height() + _SCROLL_BAR_PX)

    @Slot()
    def _measure(self) -> None:
        self.updateGeometry()

    def wheelEvent(self, event: QWheelEvent) -> None:
        pixels = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (pixels.x() or pixels.y()))
        event.accept()

    # --- drag and drop ---------------------------------------------------------------------------------------

    def startDrag(self, supported: Qt.DropAction) -> None:
        """Ours are moved by their mark; one page alone carries its picture for other programs."""
        rows = [self._model.rows[place] for place in self.selected_places()]
        parcel = PageParcel(lambda: self._model.leaving(rows[0])) if len(rows) == 1 and rows[0].fitted else None
        drag = QDrag(self)
        drag.setMimeData(parcel if parcel is not None else self._model.mimeData([]))
        drag.setPixmap(drag_picture(self.viewport().grab(self.visualRect(self.currentIndex())), len(rows)))
        if parcel is not None:
            self._model.leaving(rows[0])  # asked for now, so that it is there when it is dropped
        done = drag.exec(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction, Qt.DropAction.MoveAction)
        self._show_gap(None)
        if parcel is not None and parcel.was_asked and done is not Qt.DropAction.IgnoreAction and not drag.target():
            self.carried_out.emit(rows[0].id, parcel.was_given)

    def gap_at(self, at: QPoint) -> int:
        """The gap nearest to a place in the viewport: n is before row n."""
        for place in range(self._model.rowCount()):
            if at.x() < self.visualRect(self._model.index(place)).center().x():
                return place
        return self._model.rowCount()

    def take_from(self, door: IntakeDoor) -> None:
        """Let what comes from elsewhere be dropped between the pages, too."""
        self._door = door

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if _take_own(event) or self._door is None:
            return
        gap = self.gap_at(event.position().toPoint())
        self._door.drag_entered(event, DropGap(gap, self._model.rowCount()))

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        gap = self.gap_at(event.position().toPoint())
        if not _take_own(event) and self._door is not None:
            self._door.drag_moved(event, DropGap(gap, self._model.rowCount()))
        if event.isAccepted():
            self._show_gap(gap)
            self._scroll_towards(event.position().toPoint())

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._show_gap(None)
        if self._door is not None:
            self._door.drag_left()

    def dropEvent(self, event: QDropEvent) -> None:
        gap = self.gap_at(event.position().toPoint())
        self._show_gap(None)
        if _take_own(event):
            if moves_anything(self.selected_places(), gap):
                self.dropped_before.emit(gap)
        elif self._door is not None:
            self._door.dropped(event, DropGap(gap, self._model.rowCount()))

    def _show_gap(self, gap: int | None) -> None:
        if gap != self._gap:
            self._gap = gap
            self.viewport().update()

    def _scroll_towards(self, at: QPoint) -> None:
        bar, reach = self.horizontalScrollBar(), 28
        if at.x() < reach:
            bar.setValue(bar.value() - reach)
        elif at.x() > self.viewport().width() - reach:
            bar.setValue(bar.value() + reach)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self._gap is None:
            return
        count = self._model.rowCount()
        if self._gap < count:
            x = self.visualRect(self._model.index(self._gap)).left()
        else:
            x = self.visualRect(self._model.index(count - 1)).right()
        x = max(2, min(x, self.viewport().width() - 3))
        painter = QPainter(self.viewport())
        painter.setPen(QPen(QColor(theme().palette.accent), 3))
        painter.drawLine(x, 4, x, self._delegate.size.tile_height + 4)
        painter.end()


def _take_own(event: QDropEvent) -> bool:
    """Our own pages are moved; anything else is for the door."""
    if not event.mimeData().hasFormat(PAGES_MIME):
        event.ignore()
        return False
    event.setDropAction(Qt.DropAction.MoveAction)
    event.accept()
    return True


class FilmStrip(QFrame):
    """The list with the tile at its end that adds pages (`add_asked`). `picked` and `dropped_before` as in the list."""

    add_asked = Signal()

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "bar")
        self.setProperty("edge", "top")
        self.model = PageModel(pictures, self)
        self.list = PageList(self.model, self)
        self._add = AddTile(self)
        self._add.clicked.connect(self.add_asked)
        row = QHBoxLayout(self)
        row.setContentsMargins(10, 8, 10, 0)
        row.setSpacing(4)
        row.addWidget(self.list, 0)
        row.addWidget(self._add, 0, Qt.AlignmentFlag.AlignTop)
        row.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def show_rows(self, rows: tuple[PageRow, ...], current: PageId | None) -> None:
        """Show these rows; `current` is made the current page where it is not yet."""
        self.model.show_rows(rows)
        place = self.model.place_of(current)
        if place is not None and place != self.list.current_place:
            self.list.go_to(place)

    def current_row(self) -> PageRow | None:
        """The row that stage and inspector show."""
        place = self.list.current_place
        return self.model.rows[place] if place is not None and place < len(self.model.rows) else None

    def selected_rows(self) -> tuple[PageRow, ...]:
        """The rows that an act is for."""
        return tuple(self.model.rows[place] for place in self.list.selected_places() if place < len(self.model.rows))

    def set_compact(self, is_compact: bool) -> None:
        """Smaller tiles for a low window."""
        self.list.set_compact(is_compact)
        self._add.set_compact(is_compact)
