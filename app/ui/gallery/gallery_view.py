"""The wall of the gallery: a list view whose tiles stand day by day under headings, and which scrolls by the pixel.

Qt's own layouts know no headings, so place and movement come from `gallery_layout`; everything else (selection,
keyboard, assistive technology) is QListView's.
"""

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QModelIndex, QPersistentModelIndex, QPoint, QRect, Qt
from PySide6.QtCore import Signal as QtSignal
from PySide6.QtGui import QColor, QFont, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QRegion, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QStyle,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.controls.finger_scroll import scroll_by_finger
from app.ui.controls.reader_choice import ReaderChoice
from app.ui.gallery.gallery_delegate import GalleryDelegate
from app.ui.gallery.gallery_layout import GRID, HEADING_HEIGHT_PX, Form, Place, Wall
from app.ui.gallery.gallery_model import GalleryModel
from app.ui.theme.theme import SECONDARY_PX, theme

_Index = QModelIndex | QPersistentModelIndex
_LINE_PX = 60
"""What one notch of a mouse wheel moves, by three."""


class GalleryView(QListView):
    """`seen` fires when other tiles came into view; `again_asked` carries the key of a broken tile, `dragged`
    that of one that is pulled out of the window."""

    seen = QtSignal()
    again_asked = QtSignal(str)
    dragged = QtSignal(str)

    def __init__(self, model: GalleryModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._delegate = GalleryDelegate(model, self)
        self._wall = Wall((), 0)
        self._form = GRID
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragEnabled(True)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setItemDelegate(self._delegate)
        self.setModel(model)
        scroll_by_finger(self)
        self._reader = ReaderChoice(self)
        theme().changed.connect(self.viewport().update)

    def selectAll(self) -> None:
        with self._reader.aside():
            super().selectAll()

    @property
    def form(self) -> Form:
        """How the tiles stand: side by side, or line by line."""
        return self._form

    def choose_form(self, form: Form) -> None:
        """Let the tiles stand so; the image that was current, else the first one seen, stays in view."""
        seen = self.visible_rows()[:1]
        kept = self.currentIndex() if self.currentIndex().isValid() else self._model.index(seen[0] if seen else 0)
        self._form = form
        self._delegate.is_list = form is not GRID
        self.doItemsLayout()
        self.scrollTo(kept, QAbstractItemView.ScrollHint.PositionAtCenter)
        self.viewport().update()

    def visible_rows(self) -> list[int]:
        """The rows of which something can be seen."""
        top, count = self.verticalOffset(), self._model.rowCount()
        seen = self._wall.rows_between(top, top + self.viewport().height())
        return [row for row in seen if row < count]  # a hidden wall is not laid out anew when it loses tiles

    def next_rows(self) -> list[int]:
        """The rows of the screen below, and then of the one above: where somebody will look next."""
        top, height, count = self.verticalOffset(), self.viewport().height(), self._model.rowCount()
        seen = set(self.visible_rows())
        near = (*self._wall.rows_between(top + height, top + 2 * height), *self._wall.rows_between(top - height, top))
        return [row for row in near if row < count and row not in seen]

    def selected_rows(self) -> list[int]:
        """The selected rows, in order."""
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    # --- place ---------------------------------------------------------------------------------------------------

    def doItemsLayout(self) -> None:
        self._wall = Wall(self._model.sections(), self.viewport().width(), self._form)
        QAbstractItemView.doItemsLayout(self)
        self.seen.emit()

    def updateGeometries(self) -> None:
        bar, height = self.verticalScrollBar(), self.viewport().height()
        bar.setSingleStep(_LINE_PX)
        bar.setPageStep(max(1, height - self._form.tile_height_px // 4))
        bar.setRange(0, max(0, self._wall.height_px - height))
        QAbstractItemView.updateGeometries(self)

    def resizeEvent(self, event: QResizeEvent) -> None:
        QAbstractItemView.resizeEvent(self, event)
        self.doItemsLayout()

    def visualRect(self, index: _Index) -> QRect:
        if not index.isValid() or index.row() >= self._wall.count:
            return QRect()
        return self._on_screen(self._wall.place(index.row()))

    def indexAt(self, point: QPoint) -> QModelIndex:
        row = self._wall.row_at(point.x(), point.y() + self.verticalOffset())
        return QModelIndex() if row is None else self._model.index(row)

    def scrollTo(
        self, index: _Index, hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible
    ) -> None:
        if not index.isValid() or index.row() >= self._wall.count:
            return
        place, bar = self._wall.place(index.row()), self.verticalScrollBar()
        top = place.y - HEADING_HEIGHT_PX  # so that the day above the first line comes into view, too
        bottom = place.y + place.height + self._form.row_gap_px
        if hint is QAbstractItemView.ScrollHint.PositionAtCenter:
            bar.setValue((top + bottom - self.viewport().height()) // 2)
        elif bar.value() > top:
            bar.setValue(top)
        elif bar.value() < bottom - self.viewport().height():
            bar.setValue(bottom - self.viewport().height())

    def verticalOffset(self) -> int:
        return self.verticalScrollBar().value()

    def horizontalOffset(self) -> int:
        return 0

    def isIndexHidden(self, index: _Index) -> bool:
        return False

    def scrollContentsBy(self, right: int, down: int) -> None:
        self.viewport().update()
        self.seen.emit()

    def dataChanged(self, top_left: _Index, bottom_right: _Index, roles: object = ()) -> None:
        # A picture that arrives moves nothing: paint its tile again and no more (QListView would lay all out anew).
        for row in range(top_left.row(), bottom_right.row() + 1):
            self.viewport().update(self.visualRect(self._model.index(row)))

    def _on_screen(self, place: Place) -> QRect:
        return QRect(place.x, place.y - self.verticalOffset(), place.width, place.height)

    # --- movement and selection ----------------------------------------------------------------------------------

    def moveCursor(self, action: QAbstractItemView.CursorAction, modifiers: Qt.KeyboardModifier) -> QModelIndex:
        count = self._model.rowCount()
        if not count:
            return QModelIndex()
        row = self.currentIndex().row()
        return self._model.index(0 if row < 0 else max(0, min(self._target(row, action), count - 1)))

    def _target(self, row: int, action: QAbstractItemView.CursorAction) -> int:
        moves = QAbstractItemView.CursorAction
        page = max(1, self.viewport().height() // self._wall.pitch_px)
        match action:
            case moves.MoveLeft | moves.MovePrevious:
                return row - 1
            case moves.MoveRight | moves.MoveNext:
                return row + 1
            case moves.MoveUp:
                return self._wall.above_or_below(row, -1)
            case moves.MoveDown:
                return self._wall.above_or_below(row, 1)
            case moves.MovePageUp:
                return self._wall.above_or_below(row, -page)
            case moves.MovePageDown:
                return self._wall.above_or_below(row, page)
            case moves.MoveHome:
                return 0
            case _:
                return self._wall.count - 1

    def setSelection(self, rect: QRect, command: QItemSelectionModel.SelectionFlag) -> None:
        area = rect.normalized().translated(0, self.verticalOffset())
        chosen = QItemSelection()
        for row in self._rows_in(area):
            chosen.select(self._model.index(row), self._model.index(row))
        self.selectionModel().select(chosen, command)

    def _rows_in(self, area: QRect) -> list[int]:
        """With Shift, everything between the two tiles; their rectangle alone would leave gaps at the lines' ends."""
        rows = [
            row
            for row in self._wall.rows_between(area.top(), area.bottom())
            if area.intersects(QRect(*_corners(self._wall.place(row))))
        ]
        return list(range(rows[0], rows[-1] + 1)) if rows else []

    def visualRegionForSelection(self, selection: QItemSelection) -> QRegion:
        region = QRegion()
        for index in selection.indexes():
            region += self.visualRect(index)
        return region

    def startDrag(self, supported: Qt.DropAction) -> None:
        row = self.currentIndex().row()
        if 0 <= row < len(self._model.tiles) and not self._model.tiles[row].is_receipt:
            self.dragged.emit(self._model.tiles[row].key)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
        elif (
            event.text().isprintable() and event.text() and not event.modifiers() & Qt.KeyboardModifier.ControlModifier
        ):
            event.ignore()  # whoever types means the record field, not a search by first letters
        else:
            super().keyPressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() is Qt.MouseButton.LeftButton:
            tile = self._model.tiles[index.row()]
            spot = self._delegate.again_rect(self.visualRect(index), tile)
            if spot.contains(event.position().toPoint()):
                self.again_asked.emit(tile.key)

    # --- painting ------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        top, bottom = event.rect().top() + self.verticalOffset(), event.rect().bottom() + self.verticalOffset()
        self._paint_headings(painter, top, bottom)
        option = QStyleOptionViewItem()
        self.initViewItemOption(option)
        state = option.state
        under_pointer = self.indexAt(self.viewport().mapFromGlobal(self.cursor().pos())) if self.underMouse() else None
        for row in self._wall.rows_between(top, bottom):
            index = self._model.index(row)
            option.rect = self.visualRect(index)
            option.state = state
            if self.selectionModel().isSelected(index):
                option.state |= QStyle.StateFlag.State_Selected
            if index == self.currentIndex() and self.hasFocus():
                option.state |= QStyle.StateFlag.State_HasFocus
            if index == under_pointer:
                option.state |= QStyle.StateFlag.State_MouseOver
            self._delegate.paint(painter, option, index)
        painter.end()

    def _paint_headings(self, painter: QPainter, top: int, bottom: int) -> None:
        font = QFont(self.font())
        font.setPixelSize(SECONDARY_PX)
        font.setWeight(QFont.Weight.DemiBold)
        painter.setFont(font)
        painter.setPen(QColor(theme().palette.muted))
        for number in self._wall.sections_between(top, bottom):
            spot = self._on_screen(self._wall.heading_place(number))
            painter.drawText(spot, int(Qt.AlignmentFlag.AlignVCenter), self._wall.sections[number].heading)


def _corners(place: Place) -> tuple[int, int, int, int]:
    return place.x, place.y, place.width, place.height
