"""The stage: the current page, large, with its edits laid over it, and the tool that is at work on it. Shop room."""

from PySide6.QtCore import QEvent, QRectF, Qt, Signal, Slot
from PySide6.QtGui import QColor, QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.domain.edits import Box, PageEdits, Tone
from app.domain.pages import DeskPage, PageId
from app.domain.shelves import PageRow
from app.ui.pictures.lens import Area
from app.ui.pictures.page_brush import PageBrush
from app.ui.pictures.page_painting import paint_shadow, paint_skeleton
from app.ui.pictures.page_pictures import PagePictures
from app.ui.theme.theme import theme
from app.ui.workspace.black_out_tool import BlackOutTool
from app.ui.workspace.crop_hand import CropHand
from app.ui.workspace.stage_keys import asked_walk
from app.ui.workspace.stage_tool import Scene, StageTool
from app.ui.workspace.words_pages import spoken_row
from app.ui.workspace.zoom_view import ZoomView


class Stage(ZoomView):
    """Shows one page. Edits are laid over the unedited picture while painting, so they show at once.

    `tool_changed` fires when a tool begins, moves, is let go or ends; `applied` carries the tool whose work a person
    wants to keep, after it has ended; `settled` the tool after each press, drag or key of which something came.
    `walked` carries a `Walk` and whether to extend the selection; `large_asked`: the page with nothing beside it.
    """

    tool_changed = Signal()
    applied = Signal(object)
    settled = Signal(object)
    walked = Signal(object, object)
    large_asked = Signal()

    def __init__(self, pictures: PagePictures, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._pictures = pictures
        self._brush = PageBrush()
        self._row: PageRow | None = None
        self._name = ""
        self._tool: StageTool | None = None
        self._tone: Tone | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumSize(160, 100)
        pictures.large_came.connect(self._repaint_for)
        pictures.thumbnail_came.connect(self._repaint_for)
        theme().changed.connect(self.update)

    # --- what is shown ---------------------------------------------------------------------------------------

    def show_row(self, row: PageRow | None, number: int, total: int) -> None:
        """Show this row, the `number`th of so many, or nothing. Another page is looked at as closely as the one before;
        another shape of the same page is fitted anew."""
        before, shape_before = self.page, self.area()
        self._row = row
        self._name = spoken_row(row, number, total) if row is not None else self.tr("No page")
        page = self.page
        is_same_page = page is not None and before is not None and page.id == before.id
        if not is_same_page:
            self._tone = None
        if self._tool is not None and not is_same_page:
            self.end_tool()
        elif self._tool is not None and page is not None and before is not None and page.edits != before.edits:
            self._tool.follow(page)
            self.tool_changed.emit()
        if not is_same_page and page is not None and before is not None:
            self.carry_over(shape_before)
        elif not is_same_page or self.area() != shape_before:
            self.fit()
        self._tell_name()
        if not is_same_page or (page is not None and before is not None and page.edits != before.edits):
            self.update()

    @property
    def page(self) -> DeskPage | None:
        """The page that is shown; None where there is none, or a file that can't be read."""
        return self._row.item if self._row is not None and isinstance(self._row.item, DeskPage) else None

    @property
    def row(self) -> PageRow | None:
        """The row that is shown."""
        return self._row

    def preview_tone(self, tone: Tone | None) -> None:
        """Show this tone until told otherwise; None shows the page's own."""
        if tone != self._tone:
            self._tone = tone
            self.update()

    def _edits(self, page: DeskPage) -> PageEdits:
        edits = self._tool.shown if self._tool is not None else page.edits
        return edits if self._tone is None else edits.toned(self._tone)

    def area(self) -> Area:
        page = self.page
        return Area(1, 1) if page is None else Area(*self._edits(page).size_after(*_size_of(page)))

    def margin(self) -> float:
        return self._tool.margin_px if self._tool is not None else super().margin()

    def _tell_name(self) -> None:
        self.setAccessibleName(self._name)
        words = self.tr("Arrow keys walk the pages, C crops, R rotates.")
        self.setAccessibleDescription(self._tool.description if self._tool is not None else words)

    # --- the tool --------------------------------------------------------------------------------------------

    @property
    def tool(self) -> StageTool | None:
        """The tool at work."""
        return self._tool

    def begin_tool(self, tool: StageTool) -> None:
        """Let a tool work on the page that is shown; the one before it ends."""
        if self._tool is not None:
            self.end_tool()
        self._tool = tool
        self.fit()
        self.setFocus(Qt.FocusReason.OtherFocusReason)
        self.tool_moved()

    @Slot()
    def end_tool(self) -> None:
        """Put the tool away; what was not applied is left as it was."""
        if self._tool is not None:
            self._tool = None
            self.unsetCursor()
            self.fit()
            self.tool_moved()

    @Slot()
    def apply_tool(self) -> None:
        """Keep what the tool has made."""
        tool = self._tool
        if tool is not None:
            self.end_tool()
            self.applied.emit(tool)

    def tool_moved(self) -> None:
        """The tool was changed, by pointer, key or number: show it."""
        self._tell_name()
        if self._tool is not None and self._tool.keeps_scale:
            self.push(0, 0)  # back into the middle
        elif self.is_fitted:
            self.fit()
        self.tool_changed.emit()
        self.update()

    @property
    def crop_box(self) -> Box | None:
        """The box in the pixels of the page as shown, while cropping."""
        return self._tool.box if isinstance(self._tool, CropHand) else None

    def place_crop(self, box: Box) -> None:
        """Put the crop box here, in the pixels of the page as shown; it is pushed into the page."""
        if isinstance(self._tool, CropHand):
            self._tool.place(box)
            self.tool_moved()

    def add_box(self) -> None:
        """Put a black box into the middle of what is seen, while blacking out."""
        if isinstance(self._tool, BlackOutTool):
            self._tool.add(self._lens, self.window_area())
            self.tool_moved()
            self.settled.emit(self._tool)

    # --- keys and pointer ------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            if not event.isAutoRepeat():
                self.large_asked.emit()
            return
        tool = self._tool
        if tool is not None:
            if event.key() == Qt.Key.Key_Escape:
                self.end_tool()
            elif tool.key(event.key(), event.modifiers(), self._lens, self.window_area()):
                self.tool_moved()
            elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.apply_tool()
            else:
                super().keyPressEvent(event)
            return
        asked = asked_walk(event)
        if asked is None:
            super().keyPressEvent(event)
        else:
            self.walked.emit(*asked)

    def event(self, event: QEvent) -> bool:
        """A tool's own keys come before the commands of the same name: Delete removes a black box, not the page."""
        is_asked = event.type() is QEvent.Type.ShortcutOverride
        if is_asked and isinstance(event, QKeyEvent) and self._owns(event.key()):
            event.accept()
            return True
        return super().event(event)

    def _owns(self, key: int) -> bool:
        return self._tool is not None and key in self._tool.own_keys

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        super().keyReleaseEvent(event)
        if self._tool is not None and not event.isAutoRepeat():
            self.settled.emit(self._tool)

    def focusNextPrevChild(self, is_next: bool) -> bool:
        if self._tool is not None and self._tool.tab(1 if is_next else -1):
            self.tool_moved()
            return True
        return super().focusNextPrevChild(is_next)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if self._tool is None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)
        else:
            self._tool.press(self._lens, event.position().x(), event.position().y())
            self.tool_moved()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position()
        if self._tool is None or self._pushed_from is not None:
            super().mouseMoveEvent(event)
        elif self._tool.is_dragging:
            self._tool.drag(self._lens, at.x(), at.y())
            self.tool_moved()
        else:
            self.setCursor(self._tool.cursor(self._lens, at.x(), at.y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        tool = self._tool
        super().mouseReleaseEvent(event)
        if tool is not None and tool.is_dragging:
            tool.release()
            self.tool_moved()
            self.settled.emit(tool)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if self._tool is not None:
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
        page, sheet = self.page, self.sheet()
        if page is not None:
            paint_shadow(painter, sheet, palette.is_dark)
            self._paint_sheet(painter, page, sheet)
        if page is not None and self._tool is not None:

            def paint_page(onto: QPainter, target: QRectF) -> None:
                self._paint_sheet(onto, page, target)

            self._tool.paint(painter, Scene(sheet, QRectF(self.rect()), self._lens, palette, paint_page))
        elif self.hasFocus():
            painter.setPen(QPen(QColor(palette.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
        painter.end()

    def _paint_sheet(self, painter: QPainter, page: DeskPage, sheet: QRectF) -> None:
        edits = self._edits(page)
        image = self._pictures.large(page, self._lens.scale * self.devicePixelRatioF())
        image = image if image is not None else self._pictures.thumbnail(page)
        if image is None:
            paint_skeleton(painter, sheet, theme().palette)
            return
        self._brush.paint(painter, image, _size_of(page), edits, sheet)


def _size_of(page: DeskPage) -> tuple[int, int]:
    return page.imported.width, page.imported.height
