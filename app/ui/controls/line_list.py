"""A list of two-line rows with an icon and a mark, one of them selected; as high as its rows. Shop room."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
    Slot,
)
from PySide6.QtGui import QColor, QFont, QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QListView,
    QSizePolicy,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.ui.controls.chip import paint_pill, pill_size
from app.ui.theme.icons import icon
from app.ui.theme.theme import NOTE_PX, SECONDARY_PX, theme
from app.ui.words import visible

ROW_PX = 56
_TILE_PX = 32
_ICON_PX = 18
_GAP_PX = 10
_PADDING_PX = 8

_Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Line:
    """One row. `key` tells it from the others; `mark` is a pill's word, with its tone and icon."""

    key: object
    first: str
    second: str = ""
    icon_name: str = ""
    mark: str = ""
    tone: str = "neutral"
    mark_icon: str = ""

    @property
    def sentence(self) -> str:
        """The row as a screen reader says it."""
        return ", ".join(visible(part) for part in (self.first, self.second, self.mark) if part)


class _LineModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008  # Qt's own signature
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid() or index.row() >= len(self.lines):
            return None
        line = self.lines[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return line.sentence
        if role == Qt.ItemDataRole.ToolTipRole:
            return escape("\n".join(visible(part) for part in (line.first, line.second) if part)).replace("\n", "<br>")
        return None

    def show_lines(self, lines: tuple[Line, ...]) -> bool:
        """Take these lines; True where rows were replaced, so that the selection has to be made anew."""
        is_same = [line.key for line in lines] == [line.key for line in self.lines]
        if is_same:
            self.lines = lines
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return False
        self.beginResetModel()
        self.lines = lines
        self.endResetModel()
        return True


class _LineDelegate(QStyledItemDelegate):
    def __init__(self, model: _LineModel, view: "LineList") -> None:
        super().__init__(view)
        self._model = model
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(160, ROW_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        line = self._model.lines[index.row()]
        colours = theme().palette
        rect: QRect = option.rect.adjusted(0, 1, 0, -1)
        is_selected = bool(option.state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(option.state & QStyle.StateFlag.State_MouseOver)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(QColor(colours.accent), 1) if is_selected else Qt.PenStyle.NoPen)
        if is_selected or is_hovered:
            painter.setBrush(QColor(colours.accent_soft if is_selected else colours.hover))
            painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)
        tile = QRect(rect.left() + _PADDING_PX, rect.center().y() - _TILE_PX // 2 + 1, _TILE_PX, _TILE_PX)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours.panel if is_selected else colours.background))
        painter.drawRoundedRect(QRectF(tile), 8, 8)
        if line.icon_name:
            inset = (_TILE_PX - _ICON_PX) // 2
            icon(line.icon_name, "muted").paint(painter, tile.adjusted(inset, inset, -inset, -inset))
        self._paint_words(painter, line, rect, tile.right() + _GAP_PX, option.font)
        if self._view.hasFocus() and index == self._view.currentIndex():
            painter.setPen(QPen(QColor(colours.accent), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(rect).adjusted(1, 1, -1, -1), 8, 8)
        painter.restore()

    def _paint_words(self, painter: QPainter, line: Line, rect: QRect, left: int, font: QFont) -> None:
        colours = theme().palette
        right = rect.right() - _PADDING_PX
        room = right - left
        if line.mark:
            small = QFont(font)
            small.setPixelSize(SECONDARY_PX)
            size = pill_size(line.mark, line.mark_icon, small)
            spot = QRect(right - size.width(), rect.top() + 3, size.width(), size.height() - 2)
            paint_pill(painter, spot, line.mark, line.tone, line.mark_icon, small)
            room -= size.width() + _GAP_PX
        second = QFont(font)
        second.setPixelSize(NOTE_PX)
        parts = (
            (line.first, font, colours.ink, QRect(left, rect.top() + 7, room, 20)),
            (line.second, second, colours.muted, QRect(left, rect.top() + 30, right - left, 17)),
        )
        for text, its_font, colour, place in parts:
            painter.setFont(its_font)
            painter.setPen(QColor(colour))
            shown = QFontMetrics(its_font).elidedText(visible(text), Qt.TextElideMode.ElideMiddle, place.width())
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)


class LineList(QListView):
    """The list called `name`. `picked` carries the key of the row that a person selected."""

    picked = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._lines = _LineModel(self)
        self._is_told = False
        self.setModel(self._lines)
        self.setItemDelegate(_LineDelegate(self._lines, self))
        self.setAccessibleName(name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.selectionModel().selectionChanged.connect(self._selected)
        theme().changed.connect(self.viewport().update)

    @property
    def lines(self) -> tuple[Line, ...]:
        """The rows as they stand."""
        return self._lines.lines

    @property
    def selected(self) -> object:
        """The key of the selected row; None for none."""
        rows = self.selectionModel().selectedIndexes()
        return self._lines.lines[rows[0].row()].key if rows else None

    def show_lines(self, lines: Sequence[Line], selected: object) -> None:
        """Show these rows with this one selected, without a signal; a key that is not there selects none."""
        self._is_told = True
        has_new_rows = self._lines.show_lines(tuple(lines))
        if has_new_rows or selected != self.selected:
            place = next((place for place, line in enumerate(lines) if line.key == selected), None)
            if place is None:
                self.clearSelection()
            else:
                self.setCurrentIndex(self._lines.index(place))
        self._is_told = False
        if has_new_rows:
            self.setFixedHeight(ROW_PX * len(lines))

    def keyboardSearch(self, search: str) -> None:
        """Letters are no search here."""

    @Slot()
    def _selected(self) -> None:
        self.viewport().update()
        if not self._is_told and self.selected is not None:
            self.picked.emit(self.selected)
