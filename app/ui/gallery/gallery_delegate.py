"""How a tile of the gallery looks: its picture or why there is none, its caption, a chip while it is on its way."""

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from app.domain.facts import Purpose
from app.domain.gallery_shelf import GalleryTile
from app.ui.controls.chip import paint_pill, pill_size
from app.ui.gallery.gallery_layout import PICTURE_HEIGHT_PX, TILE_HEIGHT_PX, TILE_WIDTH_PX
from app.ui.gallery.gallery_line import Line, again_place, paint_line
from app.ui.gallery.gallery_model import TILE_ROLE, GalleryModel
from app.ui.gallery.words_gallery import caption_of, note_of, stage_look, stage_text
from app.ui.pictures.page_painting import fitted_into
from app.ui.problem_words import in_words
from app.ui.theme.icons import icon
from app.ui.theme.theme import BODY_PX, CARD_RADIUS_PX, NOTE_PX, SECONDARY_PX, TARGET_PX, theme
from app.ui.words import visible

_MARGIN_PX = 7
_ICON_PX = 26
_CENTRE = int(Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap)


class GalleryDelegate(QStyledItemDelegate):
    """Paints only; what it paints comes from the model and its pictures."""

    def __init__(self, model: GalleryModel, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self.is_list = False
        """Are the tiles lines of a list?"""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(TILE_WIDTH_PX, TILE_HEIGHT_PX)

    def again_rect(self, rect: QRect, tile: GalleryTile) -> QRect:
        """Where "Try again" stands on a broken tile; empty on any other."""
        if self._model.pictures.problem(tile.key, Purpose.THUMBNAIL) is None:
            return QRect()
        if self.is_list:
            return again_place(rect)
        return QRect(rect.left(), rect.top() + PICTURE_HEIGHT_PX - 52, rect.width(), TARGET_PX)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        tile = index.data(TILE_ROLE)
        if not isinstance(tile, GalleryTile):
            return
        rect: QRect = option.rect
        if self.is_list:
            problem = self._model.pictures.problem(tile.key, Purpose.THUMBNAIL)
            line = Line(tile, caption_of(tile, self._model.record), self._model.pictures.thumbnail(tile.key), problem)
            paint_line(painter, rect, line, option.state)
            return
        frame = QRect(rect.left(), rect.top(), rect.width(), PICTURE_HEIGHT_PX)
        painter.save()
        self._paint_card(painter, frame, option.state)
        self._paint_inside(painter, frame, tile)
        self._paint_chip(painter, frame, tile)
        self._paint_outline(painter, frame, option.state)
        self._paint_caption(painter, rect, tile)
        painter.restore()

    def _paint_card(self, painter: QPainter, frame: QRect, state: QStyle.StateFlag) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.setBrush(QColor(theme().palette.accent_soft if is_selected else theme().palette.panel))
        painter.drawRoundedRect(QRectF(frame), CARD_RADIUS_PX, CARD_RADIUS_PX)

    def _paint_inside(self, painter: QPainter, frame: QRect, tile: GalleryTile) -> None:
        image = self._model.pictures.thumbnail(tile.key)
        if tile.is_receipt:
            _paint_message(painter, frame.adjusted(14, 70, -14, 0), "receipt", "muted", self.tr("Receipt only"))
        elif image is not None:
            _paint_picture(painter, frame, image)
        elif (problem := self._model.pictures.problem(tile.key, Purpose.THUMBNAIL)) is not None:
            _paint_message(painter, frame.adjusted(14, 34, -14, 0), "alert-triangle", "warn", in_words(problem).title)
            font = _font(painter, SECONDARY_PX)
            font.setUnderline(True)
            painter.setFont(font)
            painter.setPen(QColor(theme().palette.accent))
            where = self.again_rect(QRect(frame.topLeft(), QSize(TILE_WIDTH_PX, TILE_HEIGHT_PX)), tile)
            painter.drawText(where, int(Qt.AlignmentFlag.AlignCenter), self.tr("Try again"))
        else:
            _paint_message(painter, frame.adjusted(14, 84, -14, 0), "loader-2", "muted", self.tr("Loading"))

    def _paint_chip(self, painter: QPainter, frame: QRect, tile: GalleryTile) -> None:
        text = stage_text(tile)
        if not text:
            return
        tone, icon_name = stage_look(tile.stage)
        font = _font(painter, SECONDARY_PX)
        size = pill_size(text, icon_name, font)
        paint_pill(
            painter, QRect(frame.bottomLeft() + QPoint(8, -size.height() - 7), size), text, tone, icon_name, font
        )

    def _paint_outline(self, painter: QPainter, frame: QRect, state: QStyle.StateFlag) -> None:
        palette = theme().palette
        is_selected = bool(state & QStyle.StateFlag.State_Selected)
        is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        line = palette.accent if is_selected else (palette.faint if is_hovered else palette.line)
        width = 2.0 if is_selected else 1.0
        inset = width / 2
        painter.setPen(QPen(QColor(line), width))
        edge = QRectF(frame).adjusted(inset, inset, -inset, -inset)
        painter.drawRoundedRect(edge, CARD_RADIUS_PX - inset, CARD_RADIUS_PX - inset)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRoundedRect(QRectF(frame).adjusted(-3, -3, 3, 3), CARD_RADIUS_PX + 3, CARD_RADIUS_PX + 3)
        if is_selected:
            _paint_check(painter, frame)

    def _paint_caption(self, painter: QPainter, rect: QRect, tile: GalleryTile) -> None:
        palette = theme().palette
        title = QRect(rect.left(), rect.top() + PICTURE_HEIGHT_PX + 7, rect.width(), 20)
        _draw_line(painter, title, visible(caption_of(tile, self._model.record)), BODY_PX, palette.ink)
        note = QRect(rect.left(), title.bottom() + 1, rect.width(), 17)
        _draw_line(painter, note, note_of(tile), NOTE_PX, palette.muted)


def _font(painter: QPainter, size_px: int) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.Normal)
    font.setUnderline(False)
    return font


def _draw_line(painter: QPainter, rect: QRect, text: str, size_px: int, colour: str) -> None:
    font = _font(painter, size_px)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


def _paint_picture(painter: QPainter, frame: QRect, image: QImage) -> None:
    """The whole picture, as large as the frame takes, on paper-coloured ground where it does not fill it."""
    inside = QRectF(frame.adjusted(_MARGIN_PX, _MARGIN_PX, -_MARGIN_PX, -_MARGIN_PX))
    target = fitted_into(image.width(), image.height(), inside)
    painter.save()
    shape = QPainterPath()
    shape.addRoundedRect(target, 4, 4)
    painter.setClipPath(shape)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    painter.drawImage(target, image)
    painter.restore()


def _paint_message(painter: QPainter, room: QRect, icon_name: str, token: str, text: str) -> None:
    spot = QRect(room.center().x() - _ICON_PX // 2, room.top(), _ICON_PX, _ICON_PX)
    icon(icon_name, token).paint(painter, spot)
    painter.setFont(_font(painter, SECONDARY_PX))
    painter.setPen(QColor(theme().palette.muted))
    painter.drawText(room.adjusted(0, _ICON_PX + 8, 0, -56), _CENTRE, text)


def _paint_check(painter: QPainter, frame: QRect) -> None:
    """Selected tiles have a sign, not only a colour."""
    spot = QRect(frame.right() - 31, frame.top() + 8, 24, 24)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(theme().palette.accent))
    painter.drawEllipse(spot)
    icon("check", "on_accent").paint(painter, spot.adjusted(4, 4, -4, -4))
