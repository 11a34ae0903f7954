"""The stage: the current page, large, with its edits laid over it, and the crop box while cropping. Shop room."""

from PySide6.QtCore import QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.edits import Box
from app.domain.pages import DeskPage, PageId
from app.domain.shelves import PageRow
from app.ui.pictures.lens import Area
from app.ui.pictures.page_painting import paint_page, paint_shadow, paint_skeleton
from app.ui.pictures.page_pictures import PagePictures
from app.ui.theme.theme import theme
from app.ui.workspace.crop_geometry import Grip
from app.ui.workspace.crop_overlay import is_small, paint_crop, paint_pill
from app.ui.workspace.crop_tool import CropTool
from app.ui.workspace.stage_keys import asked_walk, crop_key
from app.ui.workspace.words_pages import after_crop_text, spoken_row
from app.ui.workspace.zoom_view import ZoomView

CROP_MARGIN_PX = 36
"""Room for the words under a box that takes the whole page."""


class Stage(ZoomView):
    """Shows one page. Edits are laid over the unedited picture while painting, so they show at once.

    `crop_changed` fires when the crop box moves, and when cropping begins or ends; `crop_applied` carries the new crop
    (a Box in the page's own pixels, or None); `walked` carries a `Walk` and whether to extend the selection;
    `large_asked`: the page with nothing beside it, or back.
    """

    crop_changed = Signal()
    crop_applied = Signal(object)
    walked = Signal(object, object)
    large_asked = Signal()

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._row: PageRow | None = None
        self._name = ""
        self._crop: CropTool | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 100)
        pictures.large_came.connect(self._repaint_for)
        pictures.thumbnail_came.connect(self._repaint_for)
        theme().changed.connect(self.update)

    # --- what is shown ---------------------------------------------------------------------------------------

    def show_row(self, row: PageRow | None, number: int, total: int) -> None:
        """Show this row, the `number`th of so many, or nothing. Another page, or shape of the page, is fitted anew."""
        before, shape_before = self._page, self.area()
        self._row = row
        self._name = spoken_row(row, number, total) if row is not None else self.tr("No page")
        page = self._page
        is_same_page = page is not None and before is not None and page.id == before.id
        if self._crop is not None and not is_same_page:
            self._crop = None
            self.unsetCursor()
            self.crop_changed.emit()
        elif self._crop is not None and page is not None and before is not None and page.edits != before.edits:
            if page.edits.crop != before.edits.crop:
                self._crop = CropTool(_size_of(page), page.edits)
            self._crop.turn_to(page.edits.quarter_turns)
            self.crop_changed.emit()
        if not is_same_page or self.area() != shape_before:
            self.fit()
        self._tell_name()
        self.update()

    @property
    def _page(self) -> DeskPage | None:
        return self._row.item if self._row is not None and isinstance(self._row.item, DeskPage) else None

    def area(self) -> Area:
        page = self._page
        if page is None:
            return Area(1, 1)
        width, height = self._crop.shown_size if self._crop is not None else page.edits.size_after(*_size_of(page))
        return Area(width, height)

    def margin(self) -> float:
        return CROP_MARGIN_PX if self._crop is not None else super().margin()

    def _tell_name(self) -> None:
        self.setAccessibleName(self._name)
        if self._crop is not None:
            self.setAccessibleDescription(
                self.tr(
                    "Crop: {size}. Arrow keys move the edges of the chosen corner, Shift by 10, Alt with an arrow "
                    "chooses the edge, Ctrl with an arrow moves the box. Enter applies, Esc leaves."
                ).format(size=after_crop_text(self._crop.box))
            )
        else:
            self.setAccessibleDescription(self.tr("Arrow keys walk the pages, C crops, R rotates."))

    # --- cropping --------------------------------------------------------------------------------------------

    @property
    def crop_box(self) -> Box | None:
        """The box in the pixels of the page as shown, while cropping."""
        return self._crop.box if self._crop is not None else None

    @property
    def crop_limits(self) -> tuple[int, int]:
        """Width and height of the page as shown, while cropping."""
        return self._crop.shown_size if self._crop is not None else (0, 0)

    def begin_crop(self) -> None:
        """Show the whole page with a box on it."""
        page = self._page
        if page is not None and self._crop is None:
            self._crop = CropTool(_size_of(page), page.edits)
            self.fit()
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._crop_moved()

    @Slot()
    def leave_crop(self) -> None:
        """Leave everything as it was."""
        if self._crop is not None:
            self._crop = None
            self.unsetCursor()
            self.fit()
            self._crop_moved()

    @Slot()
    def apply_crop(self) -> None:
        """Keep what is in the box."""
        if self._crop is not None:
            crop = self._crop.crop
            self.leave_crop()
            self.crop_applied.emit(crop)

    @Slot()
    def reset_crop(self) -> None:
        """Put the box around the whole page."""
        if self._crop is not None:
            self._crop.reset()
            self._crop_moved()

    @Slot(object)
    def place_crop(self, box: Box) -> None:
        """Put the box here, in the pixels of the page as shown; tells the box that came of it, pushed into the page."""
        if self._crop is not None:
            self._crop.place(box)
            self._crop_moved()

    def _crop_moved(self) -> None:
        self._tell_name()
        self.crop_changed.emit()
        self.update()

    # --- keys and pointer ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._crop is not None:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.apply_crop()
            elif event.key() == Qt.Key.Key_Escape:
                self.leave_crop()
            elif crop_key(self._crop, event.key(), event.modifiers()):
                self._crop_moved()
            else:
                super().keyPressEvent(event)
            return
        if event.key() == Qt.Key.Key_Space and not event.isAutoRepeat():
            self.large_asked.emit()
            return
        asked = asked_walk(event)
        if asked is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(*asked)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._crop is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        else:
            self._crop.press(self._lens, event.position().x(), event.position().y())
            self._crop_moved()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._crop is None or self._pushed_from is not None:
            super().mouseMoveEvent(event)
        elif self._crop.is_dragging:
            self._crop.drag(self._lens, at.x(), at.y())
            self._crop_moved()
        else:
            self.setCursor(_CURSORS[self._crop.grip_under(self._lens, at.x(), at.y())])

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._crop is not None:
            self._crop.release()
        super().mouseReleaseEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._crop is not None:
            self.mousePressEvent(event)
        else:
            super().mouseDoubleClickEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        self.update()

    # --- painting --------------------------------------------------------------------------------------------

    @Slot(object)
    def _repaint_for(self, page_id: PageId) -> None:
        if self._row is not None and self._row.id == page_id:
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        palette = theme().palette
        painter = QPainter(self)
        painter.fillRect(self.rect(), QColor(palette.canvas))
        page, sheet = self._page, self.sheet()
        if page is not None:
            paint_shadow(painter, sheet, palette.is_dark)
            self._paint_sheet(painter, page, sheet)
        if page is not None and self._crop is not None:
            frame, box = self._crop.frame(self._lens), self._crop.box
            paint_crop(painter, sheet, frame, self._crop.corner, palette)
            paint_pill(painter, after_crop_text(box), is_small(box), frame, QRectF(self.rect()))
        elif self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_sheet(self, painter: QPainter, page: DeskPage, sheet: QRectF) -> None:
        image = self._pictures.large(page, self._lens.scale * self.devicePixelRatioF())
        image = image if image is not None else self._pictures.thumbnail(page.id)
        if image is None:
            paint_skeleton(painter, sheet, theme().palette)
            return
        crop = None if self._crop is not None else page.edits.crop
        paint_page(painter, image, _size_of(page), crop, page.edits.quarter_turns, sheet)


_CURSORS: dict[Grip | None, Qt.CursorShape] = {
    None: Qt.CursorShape.CrossCursor,
    Grip.INSIDE: Qt.CursorShape.SizeAllCursor,
    Grip.LEFT: Qt.CursorShape.SizeHorCursor,
    Grip.RIGHT: Qt.CursorShape.SizeHorCursor,
    Grip.TOP: Qt.CursorShape.SizeVerCursor,
    Grip.BOTTOM: Qt.CursorShape.SizeVerCursor,
    Grip.TOP_LEFT: Qt.CursorShape.SizeFDiagCursor,
    Grip.BOTTOM_RIGHT: Qt.CursorShape.SizeFDiagCursor,
    Grip.TOP_RIGHT: Qt.CursorShape.SizeBDiagCursor,
    Grip.BOTTOM_LEFT: Qt.CursorShape.SizeBDiagCursor,
}


def _size_of(page: DeskPage) -> tuple[int, int]:
    return page.imported.width, page.imported.height
