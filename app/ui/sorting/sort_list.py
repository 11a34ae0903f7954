"""The pages of one group as a list: thumbnails that break into lines, or one line that scrolls. Shop room."""

from collections.abc import Sequence
from html import escape
from typing import Any

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QObject, QPersistentModelIndex, QSize, Qt, Signal, Slot
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from app.domain.pages import PageId
from app.domain.sort_shelf import SortPage
from app.ui.controls.reader_choice import ReaderChoice
from app.ui.pictures.page_pictures import PagePictures
from app.ui.sorting.words_sorting import reason_text, spoken_page
from app.ui.theme.theme import theme
from app.ui.words import visible
from app.ui.workspace.filmstrip_delegate import PageDelegate, TileSize
from app.ui.workspace.filmstrip_model import PageModel

TILE = TileSize(70, 92, 0)
CAPTIONED = TileSize(70, 82, 18)
_SCROLL_BAR_PX = 12


class SortModel(PageModel):
    """The pages of a group; the text under a tile is its file's name, what is spoken tells why it lies there."""

    def __init__(self, pictures: PagePictures, parent: QObject | None = None) -> None:
        super().__init__(pictures, parent)
        self._pages: tuple[SortPage, ...] = ()

    @property
    def pages(self) -> tuple[SortPage, ...]:
        return self._pages

    def show_pages(self, pages: Sequence[SortPage]) -> None:
        """Become these pages."""
        self._pages = tuple(pages)
        self.show_rows([page.row for page in pages])

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        # Any: Qt's own signature
        place = index.row()
        if not index.isValid() or place >= len(self._pages):
            return None
        page = self._pages[place]
        if role == Qt.ItemDataRole.DisplayRole:
            return visible(page.row.title)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return spoken_page(page, place + 1, len(self._pages))
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape(f"{visible(page.row.title)}: {reason_text(page)}")
        return super().data(index, role)


class SortList(QListView):
    """`chosen`: another selection; `walked_out` with -1 or 1 where the arrows leave the list up or down.

    `key_pressed` carries what the list has no use for itself: Enter, Delete, Space, Escape; `typed` letters and digits.
    """

    chosen = Signal()
    walked_out = Signal(object)
    key_pressed = Signal(object)
    typed = Signal(str)
    drag_begun = Signal()
    focused = Signal()

    def __init__(
        self, name: str, pictures: PagePictures, parent: QWidget | None = None, *, in_one_line: bool = False
    ) -> None:
        super().__init__(parent)
        self._in_one_line = in_one_line
        self.pages = SortModel(pictures, self)
        self._delegate = PageDelegate(self.pages, self)
        self._delegate.size = CAPTIONED if in_one_line else TILE
        self.setModel(self.pages)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName(name)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setWrapping(not in_one_line)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setUniformItemSizes(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        if not in_one_line:
            self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._reader = ReaderChoice(self)
        self.selectionModel().selectionChanged.connect(self._selection_changed)
        theme().changed.connect(self.viewport().update)
        self._measure()

    # --- what is shown -----------------------------------------------------------------------------------------

    def show_pages(self, pages: Sequence[SortPage]) -> None:
        """Show these pages. Where the current one went, the one that took its place is current."""
        at = self.currentIndex().row()
        current = self.current_page
        had_selection = bool(self.selectionModel().selectedIndexes())
        self.pages.show_pages(pages)
        stays = current is not None and any(page.id == current.id for page in pages)
        if current is not None and not stays and pages and had_selection:
            self.go_to(min(at, len(pages) - 1))
        elif current is not None and not stays:
            self.selectionModel().clear()
        self._measure()

    @property
    def current_page(self) -> SortPage | None:
        """The page that the keys stand on."""
        row = self.currentIndex().row()
        return self.pages.pages[row] if 0 <= row < len(self.pages.pages) else None

    def selected_ids(self) -> list[PageId]:
        """The selected pages in their order."""
        rows = sorted(index.row() for index in self.selectionModel().selectedIndexes())
        return [self.pages.pages[row].id for row in rows if row < len(self.pages.pages)]

    def go_to(self, place: int) -> None:
        """Stand on this page and select it alone."""
        index = self.pages.index(place)
        if index.isValid():
            # Not by the view: it would look which keys are held, and toggle.
            self.selectionModel().setCurrentIndex(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
            self.scrollTo(index)

    def clear_choice(self) -> None:
        """Select nothing: pages elsewhere are."""
        if self.selectionModel().selectedIndexes():
            self.selectionModel().clear()

    def selectAll(self) -> None:
        with self._reader.aside():
            super().selectAll()

    @Slot()
    def _selection_changed(self) -> None:
        if self.selectionModel().selectedIndexes():
            self.chosen.emit()
        self.viewport().update()

    # --- keys --------------------------------------------------------------------------------------------------

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if not self.selectionModel().selectedIndexes() and self.pages.pages:
            self.go_to(max(0, self.currentIndex().row()))
        self.focused.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        before = self.currentIndex().row()
        is_typed = event.text().isprintable() and event.text().strip() and held in _TYPED_WITH
        if held == Qt.KeyboardModifier.NoModifier and event.key() in _ACTS:
            self.key_pressed.emit(event.key())
        elif is_typed:
            self.typed.emit(event.text())
        else:
            super().keyPressEvent(event)
            steps = {int(Qt.Key.Key_Up): -1, int(Qt.Key.Key_Down): 1}.get(int(event.key()), 0)
            if steps and held == Qt.KeyboardModifier.NoModifier and self.currentIndex().row() == before:
                self.walked_out.emit(steps)

    def startDrag(self, actions: Qt.DropAction) -> None:
        self.drag_begun.emit()
        super().startDrag(Qt.DropAction.CopyAction | Qt.DropAction.MoveAction)

    # --- measures ----------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._measure()

    def _measure(self) -> None:
        cell = self._delegate.size.cell
        lines = 1
        if not self._in_one_line:
            a_line = max(1, (self.width() - 2) // cell.width())
            lines = max(1, -(-len(self.pages.pages) // a_line))
        bar = _SCROLL_BAR_PX if self._in_one_line else 0
        self.setFixedHeight(lines * cell.height() + bar + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._delegate.size.cell.width(), 0)

    def wheelEvent(self, event: QWheelEvent) -> None:
        if not self._in_one_line:
            event.ignore()  # the groups scroll, not the pages of one
            return
        pixels = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta()
        bar = self.horizontalScrollBar()
        bar.setValue(bar.value() - (pixels.x() or pixels.y()))
        event.accept()


_TYPED_WITH = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
_ACTS = frozenset(
    (
        Qt.Key.Key_Return,
        Qt.Key.Key_Enter,
        Qt.Key.Key_Delete,
        Qt.Key.Key_Space,
        Qt.Key.Key_Escape,
    )
)
