"""How an image of the gallery looks as a line of a list: a small picture, its name, when, how large, where it is."""

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetrics, QImage, QPainter, QPen
from PySide6.QtWidgets import QStyle

from app.domain.errors import Problem
from app.domain.gallery_shelf import GalleryTile
from app.ui.controls.chip import paint_pill, pill_size
from app.ui.gallery.words_gallery import note_of, size_px_text, stage_look, stage_text
from app.ui.pictures.page_painting import fitted_into
from app.ui.problem_words import in_words
from app.ui.theme.icons import icon
from app.ui.theme.theme import BODY_PX, NOTE_PX, SECONDARY_PX, TARGET_PX, theme
from app.ui.words import size_text, time_text, visible

_PICTURE_WIDTH_PX = 72
_EDGE_PX = 8
_ICON_PX = 20
_COLUMNS_PX = (90, 90, 130)
"""Time, size, pixels."""
_LEAST_FOR_COLUMNS_PX = 640
_AGAIN_WIDTH_PX = 110
_RADIUS_PX = 8.0


@dataclass(frozen=True, slots=True)
class Line:
    """What stands on a line: the image, its caption, its picture or why there is none."""

    tile: GalleryTile
    caption: str
    picture: QImage | None
    problem: Problem | None


def again_place(rect: QRect) -> QRect:
    """Where "Try again" stands on a line whose picture did not come."""
    top = rect.top() + (rect.height() - TARGET_PX) // 2
    return QRect(rect.right() - _AGAIN_WIDTH_PX - _EDGE_PX, top, _AGAIN_WIDTH_PX, TARGET_PX)


def paint_line(painter: QPainter, rect: QRect, line: Line, state: QStyle.StateFlag) -> None:
    """Paint it all."""
    painter.save()
    _paint_ground(painter, rect, state)
    spot = QRect(rect.left() + _EDGE_PX, rect.top() + 6, _PICTURE_WIDTH_PX, rect.height() - 12)
    _paint_picture(painter, spot, line)
    right = rect.right() - _EDGE_PX
    if line.problem is not None:
        _write(painter, again_place(rect), _say("Try again"), SECONDARY_PX, theme().palette.accent, is_link=True)
        right = again_place(rect).left() - _EDGE_PX
    right = _paint_stage(painter, rect, right, line.tile)
    left = spot.right() + 14
    has_columns = rect.width() >= _LEAST_FOR_COLUMNS_PX and line.problem is None
    if has_columns:
        right = _paint_columns(painter, rect, right, line.tile)
    _paint_words(painter, QRect(left, rect.top(), max(0, right - left), rect.height()), line, has_note=not has_columns)
    painter.restore()


def _paint_ground(painter: QPainter, rect: QRect, state: QStyle.StateFlag) -> None:
    palette = theme().palette
    is_selected = bool(state & QStyle.StateFlag.State_Selected)
    is_hovered = bool(state & QStyle.StateFlag.State_MouseOver)
    line = palette.accent if is_selected else (palette.faint if is_hovered else palette.line)
    painter.setPen(QPen(QColor(line), 1))
    painter.setBrush(QColor(palette.accent_soft if is_selected else palette.panel))
    painter.drawRoundedRect(QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5), _RADIUS_PX, _RADIUS_PX)
    if is_selected:  # a sign, not only a colour
        painter.fillRect(QRect(rect.left(), rect.top() + 10, 4, rect.height() - 20), QColor(palette.accent))
    if state & QStyle.StateFlag.State_HasFocus:
        painter.setPen(QPen(QColor(palette.accent), 2))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(QRectF(rect).adjusted(-1, -1, 1, 1), _RADIUS_PX, _RADIUS_PX)


def _paint_picture(painter: QPainter, spot: QRect, line: Line) -> None:
    if line.picture is not None:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(fitted_into(line.picture.width(), line.picture.height(), QRectF(spot)), line.picture)
        return
    name, token = ("loader-2", "muted") if line.problem is None else ("alert-triangle", "warn")
    if line.tile.is_receipt:
        name, token = "receipt", "muted"
    corner = spot.center() - QPoint(_ICON_PX // 2, _ICON_PX // 2)
    icon(name, token).paint(painter, QRect(corner.x(), corner.y(), _ICON_PX, _ICON_PX))


def _paint_stage(painter: QPainter, rect: QRect, right: int, tile: GalleryTile) -> int:
    text = stage_text(tile)
    if not text:
        return right
    tone, icon_name = stage_look(tile.stage)
    font = _font(painter, SECONDARY_PX)
    size = pill_size(text, icon_name, font)
    corner = QPoint(right - size.width(), rect.top() + (rect.height() - size.height()) // 2)
    paint_pill(painter, QRect(corner, size), text, tone, icon_name, font)
    return corner.x() - _EDGE_PX


def _paint_columns(painter: QPainter, rect: QRect, right: int, tile: GalleryTile) -> int:
    when = time_text(tile.created_at) if tile.created_at is not None else ""
    size = size_text(tile.size_bytes) if tile.size_bytes is not None else ""
    for text, width in zip((size_px_text(tile), size, when), reversed(_COLUMNS_PX), strict=True):
        right -= width
        _write(painter, QRect(right, rect.top(), width - 8, rect.height()), text, SECONDARY_PX, theme().palette.muted)
    return right - _EDGE_PX


def _paint_words(painter: QPainter, room: QRect, line: Line, *, has_note: bool) -> None:
    palette = theme().palette
    if line.tile.is_receipt:
        note = _say("Receipt only")
    else:
        note = in_words(line.problem).title if line.problem is not None else note_of(line.tile) if has_note else ""
    middle = room.center().y()
    title = QRect(room.left(), middle - 21, room.width(), 20) if note else room
    _write(painter, title, visible(line.caption), BODY_PX, palette.ink)
    if note:
        _write(painter, QRect(room.left(), middle + 1, room.width(), 18), note, NOTE_PX, palette.muted)


def _write(painter: QPainter, rect: QRect, text: str, size_px: int, colour: str, *, is_link: bool = False) -> None:
    font = _font(painter, size_px)
    font.setUnderline(is_link)
    painter.setFont(font)
    painter.setPen(QColor(colour))
    shown = QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideMiddle, rect.width())
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine), shown)


def _font(painter: QPainter, size_px: int) -> QFont:
    font = QFont(painter.font())
    font.setPixelSize(size_px)
    font.setWeight(QFont.Weight.Normal)
    font.setUnderline(False)
    return font


def _say(text: str) -> str:
    return QCoreApplication.translate("Gallery", text)
