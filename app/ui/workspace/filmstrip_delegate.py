"""How a page looks in the filmstrip: its picture with its edits, the sign in its corner, its caption, its ring."""

from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen, QPixmap
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.pages import DeskPage
from app.domain.shelves import Mark, PageRow
from app.ui.pictures.page_brush import PageBrush
from app.ui.pictures.page_painting import fitted_into
from app.ui.pictures.page_tiles import PageTiles
from app.ui.theme.icons import icon
from app.ui.theme.palette import Palette
from app.ui.theme.theme import NOTE_PX, theme
from app.ui.workspace.filmstrip_model import ROW_ROLE, PageModel
from app.ui.workspace.words_pages import is_locked

_RADIUS_PX = 6
_SIGN_PX = 20
_SMALL_SIGN_PX = 16
_MARKS = {
    Mark.FITS: ("check", "good", "good_soft"),
    Mark.LOOK: ("alert-triangle", "warn", "warn_soft"),
    Mark.BROKEN: ("alert-circle", "bad", "bad_soft"),
    Mark.FITTING: ("loader-2", "muted", "panel"),
}


@dataclass(frozen=True, slots=True)
class TileSize:
    """The measures of a tile: a cell holds the ring, the tile inside of it, and the caption under it."""

    tile_width: int
    tile_height: int
    caption: int = 20
    ring: int = 5

    @property
    def cell(self) -> QSize:
        return QSize(self.tile_width + 2 * self.ring + 2, self.tile_height + 2 * self.ring + self.caption)


ROOMY = TileSize(96, 98)
COMPACT = TileSize(62, 54, 18)


class PageDelegate(QStyledItemDelegate):
    """Paints a row of `PageModel`. `size` may be changed; the view is laid out anew by its owner."""

    def __init__(self, model: PageModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._tiles = PageTiles()
        self._brush = PageBrush()
        self.size = ROOMY

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return self.size.cell

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        row: PageRow = index.data(ROW_ROLE)
        cell: QRect = option.rect
        state: QStyle.StateFlag = option.state
        palette = theme().palette
        size = self.size
        tile = QRectF(cell.left() + size.ring + 1, cell.top() + size.ring, size.tile_width, size.tile_height)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.drawPixmap(tile.topLeft(), self._tile(row, tile.size(), painter.device().devicePixelRatioF(), palette))
        view = option.widget
        is_current = isinstance(view, QAbstractItemView) and view.currentIndex() == index
        if state & QStyle.StateFlag.State_Selected or is_current:
            has_focus = is_current and view.hasFocus()
            _paint_ring(painter, tile.adjusted(-3.5, -3.5, 3.5, 3.5), is_current, has_focus, palette)
        if size.caption:
            caption = QRect(int(tile.left()) - 1, int(tile.bottom()) + size.ring, size.tile_width + 5, size.caption)
            _paint_caption(painter, str(index.data(Qt.ItemDataRole.DisplayRole)), caption, is_current, palette)
        painter.restore()

    def _tile(self, row: PageRow, size: QSizeF, scale: float, palette: Palette) -> QPixmap:
        """Ground, picture, outline and sign in one, kept for as long as none of them changes."""
        page = row.item if isinstance(row.item, DeskPage) else None
        image = self._model.thumbnail(page) if page is not None else None
        sign = ("lock", "warn", "warn_soft") if is_locked(row) else _MARKS[row.mark]
        edits = page.edits if page is not None else None
        key = (image.cacheKey() if image is not None else 0, edits, sign, palette.is_dark)

        def paint(painter: QPainter) -> None:
            frame = QRectF(QPointF(0, 0), size)
            self._paint_tile(painter, page, image, frame, palette)
            _paint_sign(painter, sign, frame, palette)

        return self._tiles.tile(row.id, key, size, scale, paint)

    def _paint_tile(
        self, painter: QPainter, page: DeskPage | None, image: QImage | None, tile: QRectF, palette: Palette
    ) -> None:
        shape = QPainterPath()
        shape.addRoundedRect(tile.adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX)
        painter.fillPath(shape, QColor(palette.panel if not palette.is_dark else palette.field))
        if page is not None and image is not None:
            page_size = (page.imported.width, page.imported.height)
            painter.save()
            painter.setClipPath(shape)
            target = fitted_into(*page.edits.size_after(*page_size), tile.adjusted(1, 1, -1, -1))
            self._brush.paint(painter, image, page_size, page.edits, target)
            painter.restore()
        elif page is None:
            icon("file", "faint").paint(painter, _centred(tile, 26))
        else:
            icon("photo", "line").paint(painter, _centred(tile, 30))
        painter.setPen(QPen(QColor(palette.line), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPath(shape)


def _paint_ring(painter: QPainter, ring: QRectF, is_current: bool, has_focus: bool, palette: Palette) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    width = 3.0 if has_focus else 2.0
    pen = QPen(QColor(palette.accent), width if is_current else 1.5)
    painter.setPen(pen)
    painter.drawRoundedRect(ring, _RADIUS_PX + 3, _RADIUS_PX + 3)


def _paint_sign(painter: QPainter, sign: tuple[str, str, str], tile: QRectF, palette: Palette) -> None:
    name, token, ground = sign
    side = _SIGN_PX if tile.height() > 60 else _SMALL_SIGN_PX
    circle = QRectF(tile.right() - side - 3, tile.bottom() - side - 3, side, side)
    painter.setPen(QPen(QColor(palette.panel), 1))
    painter.setBrush(QColor(palette.colour(ground)))
    painter.drawEllipse(circle)
    icon(name, token).paint(painter, _centred(circle, side - 6))


def _paint_caption(painter: QPainter, text: str, spot: QRect, is_current: bool, palette: Palette) -> None:
    font = QFont(painter.font())
    font.setPixelSize(NOTE_PX)
    painter.setFont(font)
    painter.setPen(QColor(palette.ink if is_current else palette.muted))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, spot.width())
    painter.drawText(spot, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), shown)


def _centred(frame: QRectF, side: int) -> QRect:
    spot = QRect(0, 0, side, side)
    spot.moveCenter(frame.center().toPoint())
    return spot
