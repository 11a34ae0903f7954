"""Comparing: what came in beside the very pixels that DRX will get, under one lens. Shop room.

While it is asked whether a page is wanted that is there already, it is that page beside the one that is there.
"""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QPointF, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.edits import AS_IT_IS
from app.domain.errors import Problem
from app.domain.pages import DeskPage, PageId
from app.domain.shelves import PageRow
from app.ui.pictures.lens import Area
from app.ui.pictures.page_brush import PageBrush
from app.ui.pictures.page_painting import paint_skeleton
from app.ui.pictures.page_pictures import PagePictures
from app.ui.problem_words import in_words
from app.ui.theme.theme import SECONDARY_PX, theme
from app.ui.words import visible
from app.ui.workspace.stage_keys import asked_walk
from app.ui.workspace.words_pages import compare_captions
from app.ui.workspace.zoom_view import ZoomView

_GAP_PX = 2
_CAPTION_PX = 34
Paint = Callable[[QPainter, PageRow, QRectF], None]
_MIDDLE = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap


class CompareView(ZoomView):
    """Both halves move together. 100 % is one pixel of what DRX gets on one pixel of the screen.

    The left half has no colours changed and nothing blacked out, and lies as the right one does, so that the same
    words are at the same place. `left`: a person has seen enough; `walked` as on the stage.
    """

    left = Signal()
    walked = Signal(object, object)

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._brush = PageBrush()
        self._row: PageRow | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 100)
        for came in (
            pictures.large_came,
            pictures.thumbnail_came,
            pictures.payload_came,
            pictures.twin_came,
        ):
            came.connect(self._repaint_for)
        theme().changed.connect(self.update)

    def show_row(self, row: PageRow | None) -> None:
        """Compare this page."""
        before, shape_before = self._row, self.area()
        self._row = row
        if row is None:
            self._pictures.forget_payload()
            return
        if before is None or before.id != row.id or self.area() != shape_before:
            self.fit()
        came, goes = compare_captions(row)
        self.setAccessibleName(self.tr("Compare: {came}; {goes}").format(came=came, goes=goes))
        self.setAccessibleDescription(self.tr("Zoom to see the pixels. V or Esc goes back to the page."))
        self.update()

    @property
    def shows_twin(self) -> bool:
        """Does it show a page beside the one that is there already?"""
        return self._row is not None and self._row.twin is not None

    def area(self) -> Area:
        """The page as DRX gets it; before that is known, as it is edited."""
        if self._row is None or not isinstance(self._row.item, DeskPage):
            return Area(1, 1)
        fitted = self._row.fitted
        if fitted is not None:
            return Area(fitted.width, fitted.height)
        return Area(*self._row.item.edits.size_after(*_size_of(self._row.item)))

    def window_area(self) -> Area:
        """Each half has a lens of its own, alike to the other one's."""
        return Area((self.width() - _GAP_PX) / 2, self.height() - _CAPTION_PX)

    def zoom_to(self, scale: float, at: QPointF) -> None:
        half = self.window_area()
        is_right = at.x() > half.width
        super().zoom_to(scale, QPointF(at.x() - (half.width + _GAP_PX if is_right else 0), at.y() - _CAPTION_PX))

    def _middle(self) -> QPointF:
        half = self.window_area()
        return QPointF(half.width / 2, half.height / 2 + _CAPTION_PX)

    # --- keys ------------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        asked = asked_walk(event)
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif asked is not None:
            self.walked.emit(*asked)
        else:
            super().keyPressEvent(event)

    # --- painting --------------------------------------------------------------------------------------------

    @Slot(object)
    def _repaint_for(self, page_id: PageId) -> None:
        if self.isVisible() and self._row is not None and self._row.id == page_id:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.canvas))
        row = self._row
        if row is not None and isinstance(row.item, DeskPage):
            half = self.window_area()
            for place, (caption, paint) in enumerate(zip(compare_captions(row), self._halves(row), strict=True)):
                left = place * (half.width + _GAP_PX)
                painter.save()
                painter.setClipRect(QRectF(left, 0, half.width, self.height()))
                painter.fillRect(QRectF(left, 0, half.width, _CAPTION_PX), QColor(palette.panel))
                self._paint_caption(painter, caption, QRectF(left + 12, 0, half.width - 24, _CAPTION_PX))
                painter.setClipRect(QRectF(left, _CAPTION_PX, half.width, half.height))
                paint(painter, row, self.sheet().translated(round(left), _CAPTION_PX))
                painter.restore()
            painter.fillRect(QRectF(half.width, 0, _GAP_PX, self.height()), QColor(palette.line))
        if self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _halves(self, row: PageRow) -> tuple[Paint, Paint]:
        if row.twin is None:
            return self._paint_original, self._paint_payload
        return self._paint_payload if row.fitted is not None else self._paint_original, self._paint_twin

    def _paint_twin(self, painter: QPainter, row: PageRow, sheet: QRectF) -> None:
        image = self._pictures.twin(row, self._lens.scale * self.devicePixelRatioF())
        problem = self._pictures.twin_problem
        if image is None and problem is not None:
            self._paint_problem(painter, problem, sheet)
            return
        if image is None:
            paint_skeleton(painter, sheet, theme().palette)
            return
        share = min(sheet.width() / image.width(), sheet.height() / image.height())
        target = QRectF(0, 0, image.width() * share, image.height() * share)
        target.moveCenter(sheet.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(target, image)

    def _paint_problem(self, painter: QPainter, problem: Problem, sheet: QRectF) -> None:
        painter.setPen(QColor(theme().palette.bad))
        painter.drawText(sheet.adjusted(8, 8, -8, -8), int(_MIDDLE), visible(in_words(problem).sentence))

    def _paint_caption(self, painter: QPainter, text: str, room: QRectF) -> None:
        font = painter.font()
        font.setPixelSize(SECONDARY_PX)
        painter.setFont(font)
        painter.setPen(QColor(theme().palette.ink))
        shown = QFontMetricsF(font).elidedText(text, Qt.TextElideMode.ElideMiddle, room.width())
        painter.drawText(room, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), shown)

    def _paint_original(self, painter: QPainter, row: PageRow, sheet: QRectF) -> None:
        page = row.item
        assert isinstance(page, DeskPage)  # noqa: S101 - asked before
        plain = replace(page, edits=replace(page.edits, tone=AS_IT_IS, redactions=()))
        width, height = plain.edits.size_after(*_size_of(page))
        area = self.area()
        share = min(area.width / width, area.height / height, 1.0)  # padded: the page lies in the middle of the white
        target = QRectF(0, 0, sheet.width() * width * share / area.width, sheet.height() * height * share / area.height)
        target.moveCenter(sheet.center())
        image = self._pictures.large(page, self._lens.scale * share * self.devicePixelRatioF())
        image = image if image is not None else self._pictures.thumbnail(page)
        if image is None:
            paint_skeleton(painter, target, theme().palette)
        else:
            self._brush.paint(painter, image, _size_of(page), plain.edits, target)

    def _paint_payload(self, painter: QPainter, row: PageRow, sheet: QRectF) -> None:
        scale = self._lens.scale * self.devicePixelRatioF()
        image = self._pictures.payload(row, scale)
        problem = self._pictures.payload_problem
        if image is None and problem is not None:
            self._paint_problem(painter, problem, sheet)
            return
        if image is None:
            paint_skeleton(painter, sheet, theme().palette)
            return
        is_pixel_for_pixel = abs(sheet.width() * self.devicePixelRatioF() - image.width()) < 1
        if is_pixel_for_pixel:
            self._paint_exact(painter, image, sheet)
        else:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < 2)  # closer: see the pixels
            painter.drawImage(sheet, image)

    def _paint_exact(self, painter: QPainter, image: QImage, sheet: QRectF) -> None:
        ratio = self.devicePixelRatioF()
        exact = QImage(image)  # shares the pixels
        exact.setDevicePixelRatio(ratio)
        painter.drawImage(QPointF(round(sheet.left() * ratio) / ratio, round(sheet.top() * ratio) / ratio), exact)


def _size_of(page: DeskPage) -> tuple[int, int]:
    return page.imported.width, page.imported.height
