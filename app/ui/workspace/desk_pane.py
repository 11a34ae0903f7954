"""The desk with its pages: tools, the page, the pages, what it is, the upload; how they share the room there is."""

from PySide6.QtCore import QPoint, QRect, Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.domain.shelves import PageRow
from app.ui.pictures.page_pictures import PagePictures
from app.ui.workspace.black_out_bar import BlackOutBar
from app.ui.workspace.compare_view import CompareView
from app.ui.workspace.corners_bar import CornersBar
from app.ui.workspace.crop_bar import CropBar
from app.ui.workspace.filmstrip import FilmStrip
from app.ui.workspace.inspector import Inspector
from app.ui.workspace.level_bar import LevelBar
from app.ui.workspace.page_notice import PageNotice
from app.ui.workspace.stage import Stage
from app.ui.workspace.tone_bar import ToneBar
from app.ui.workspace.upload_bar import UploadBar
from app.ui.workspace.words_pages import is_locked
from app.ui.workspace.workspace_acts import WorkspaceActs
from app.ui.workspace.workspace_toolbar import WorkspaceToolbar
from app.ui.workspace.zoom_view import ZoomView

WIDE_PX = 560
"""From this width of the middle column on, words stand beside buttons instead of over them."""

NARROW_PX = 760
"""Below this width the inspector takes less (a 1366 px screen at 150 %)."""
LOW_PX = 560
"""Below this height the filmstrip's tiles are smaller."""


class DeskPane(QWidget):
    """Holds the parts and lays them out; whoever made it joins them."""

    def __init__(self, pictures: PagePictures, acts: WorkspaceActs) -> None:
        super().__init__()
        self._is_large = self._is_low = False
        self.toolbar = WorkspaceToolbar(acts)
        self.stage = Stage(pictures)
        self.compare = CompareView(pictures)
        self.notice = PageNotice()
        self.crop_bar = CropBar()
        self.level_bar = LevelBar()
        self.corners_bar = CornersBar()
        self.black_out_bar = BlackOutBar()
        self.tone_bar = ToneBar()
        self._bars = (self.crop_bar, self.level_bar, self.corners_bar, self.black_out_bar, self.tone_bar)
        self._bar: QWidget | None = None
        self._compares = False
        self.strip = FilmStrip(pictures)
        self.upload_bar = UploadBar(acts)
        self.inspector = Inspector()
        self._lay_out()

    def _lay_out(self) -> None:
        self._shown = QStackedWidget()
        self._shown.addWidget(self.stage)
        self._shown.addWidget(self.compare)
        self._shown.addWidget(self.notice)
        # Tab follows the order of parentage, and that is the order of the work: tools, page, pages, what it is, upload.
        column = (self.toolbar, self._shown, *self._bars, self.strip)
        for part in (*column, self.inspector, self.upload_bar):
            part.setParent(self)
        left = QVBoxLayout()
        left.setContentsMargins(0, 0, 0, 0)
        left.setSpacing(0)
        for part in (*column, self.upload_bar):
            left.addWidget(part, 1 if part is self._shown else 0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(left, 1)
        row.addWidget(self.inspector)
        for bar in self._bars:
            bar.hide()

    def make_fit(self, width_px: int, height_px: int) -> None:
        """Give each part its share of so much room. The pane around it tells: hidden in a stack, Qt tells nothing."""
        self._is_low = height_px < LOW_PX
        self.inspector.set_narrow(width_px < NARROW_PX)
        is_narrow = width_px - self.inspector.width() < WIDE_PX
        self.toolbar.set_room(width_px - self.inspector.width())
        for bar in self._bars:
            bar.set_narrow(is_narrow)
        for tool_bar in (self.level_bar, self.corners_bar):
            tool_bar.set_low(self._is_low)
        self.strip.set_compact(self._is_low)
        self.upload_bar.set_narrow(is_narrow)
        self._show_surroundings()

    def panels(self) -> tuple[QWidget, ...]:
        """The parts that F6 stops at, in the order of the work."""
        return (self.toolbar, self._shown, *self._bars, self.strip, self.inspector, self.upload_bar)

    def strip_within(self, outer: QWidget) -> QRect:
        """Where the pages lie in a widget around; nowhere while they are not shown."""
        return QRect(self.strip.mapTo(outer, QPoint()), self.strip.size()) if self.strip.isVisible() else QRect()

    def show_large(self, is_large: bool) -> None:
        """The page with nothing beside it, or everything again."""
        self._is_large = is_large
        self._show_surroundings()

    @Slot()
    def toggle_large(self) -> None:
        """From the one to the other."""
        self.show_large(not self._is_large)
        if self._is_large:
            self.stage.setFocus()

    def show_bar(self, bar: QWidget | None) -> None:
        """The bar of the tool that is at work; None shows no bar. The focus never stays in one that goes."""
        focused = self.focusWidget()
        left = self._bar
        if left is not None and left is not bar and focused is not None and left.isAncestorOf(focused):
            self.shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self._bar = bar
        for one in self._bars:
            one.setVisible(one is bar)
        self._show_surroundings()

    @property
    def compares(self) -> bool:
        """Is what came in shown beside what DRX will get?"""
        return self._compares

    def show_compare(self, compares: bool) -> None:
        """Both beside each other in place of the stage, or the stage again."""
        self._compares = compares
        self._show_in_place(self._shown.currentWidget() is self.notice)

    def show_problem(self, row: PageRow | None, problem: Problem | None) -> None:
        """Why the page can't be shown, in its place; None shows the page."""
        if problem is not None and row is not None:
            self.notice.show_problem(row.title, problem, is_locked=is_locked(row))
        self._show_in_place(problem is not None)

    def _show_in_place(self, has_problem: bool) -> None:
        wanted = self.notice if has_problem else self.compare if self._compares else self.stage
        if wanted is self.shown:
            return
        focused = self.focusWidget()
        had_focus = focused is not None and (focused is self.shown or self.shown.isAncestorOf(focused))
        self._shown.setCurrentWidget(wanted)
        if had_focus:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def view(self) -> ZoomView:
        """What the zoom acts on: the stage, or the two halves."""
        return self.compare if self._compares else self.stage

    @property
    def shown(self) -> QWidget:
        """The stage, or the notice in its place."""
        return self._shown.currentWidget() or self.stage

    @Slot()
    def show_percent(self) -> None:
        """How large it is shown, in the toolbar."""
        self.toolbar.show_percent(self.view.percent)

    def _show_surroundings(self) -> None:
        works_low = self._bar is not None and self._is_low  # no room for both bars
        self.strip.setVisible(not self._is_large)
        self.inspector.setVisible(not self._is_large)
        self.upload_bar.setVisible(not self._is_large and not works_low)
