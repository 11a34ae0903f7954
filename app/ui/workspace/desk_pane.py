"""The desk with its pages: tools, the page, the pages, what it is, the upload; how they share the room there is."""

from PySide6.QtCore import Qt, Slot
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.ui.pictures.page_pictures import PagePictures
from app.ui.workspace.crop_bar import CropBar
from app.ui.workspace.filmstrip import FilmStrip
from app.ui.workspace.inspector import Inspector
from app.ui.workspace.page_notice import PageNotice
from app.ui.workspace.stage import Stage
from app.ui.workspace.upload_bar import UploadBar
from app.ui.workspace.workspace_acts import WorkspaceActs
from app.ui.workspace.workspace_toolbar import WIDE_PX, WorkspaceToolbar

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
        self.notice = PageNotice()
        self.crop_bar = CropBar()
        self.strip = FilmStrip(pictures)
        self.upload_bar = UploadBar(acts)
        self.inspector = Inspector()
        self._lay_out()

    def _lay_out(self) -> None:
        self._shown = QStackedWidget()
        self._shown.addWidget(self.stage)
        self._shown.addWidget(self.notice)
        # Tab follows the order of parentage, and that is the order of the work: tools, page, pages, what it is, upload.
        column = (self.toolbar, self._shown, self.crop_bar, self.strip)
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
        self.crop_bar.hide()

    def make_fit(self, width_px: int, height_px: int) -> None:
        """Give each part its share of so much room. The pane around it tells: hidden in a stack, Qt tells nothing."""
        self._is_low = height_px < LOW_PX
        self.inspector.set_narrow(width_px < NARROW_PX)
        is_narrow = width_px - self.inspector.width() < WIDE_PX
        self.toolbar.set_narrow(is_narrow)
        self.crop_bar.set_narrow(is_narrow)
        self.strip.set_compact(self._is_low)
        self.upload_bar.set_narrow(is_narrow)
        self._show_surroundings()

    def panels(self) -> tuple[QWidget, ...]:
        """The parts that F6 stops at, in the order of the work."""
        return (self.toolbar, self._shown, self.crop_bar, self.strip, self.inspector, self.upload_bar)

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

    def show_crop(self) -> None:
        """The crop bar with the box that is drawn on the stage; without one, no bar."""
        box = self.stage.crop_box
        focused = self.focusWidget()
        if box is None and focused is not None and self.crop_bar.isAncestorOf(focused):
            self.shown.setFocus(Qt.FocusReason.OtherFocusReason)
        self.crop_bar.setVisible(box is not None)
        self.upload_bar.show_cropping(box is not None)
        self._show_surroundings()
        if box is not None:
            self.crop_bar.show_box(box, self.stage.crop_limits)

    def show_problem(self, title: str, problem: Problem | None) -> None:
        """Why the page can't be shown, in its place; None shows the page."""
        if problem is not None:
            self.notice.show_problem(title, problem)
        wanted = self.stage if problem is None else self.notice
        if wanted is self.shown:
            return
        focused = self.focusWidget()
        had_focus = focused is not None and (focused is self.shown or self.shown.isAncestorOf(focused))
        self._shown.setCurrentWidget(wanted)
        if had_focus:
            wanted.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def shown(self) -> QWidget:
        """The stage, or the notice in its place."""
        return self._shown.currentWidget() or self.stage

    def _show_surroundings(self) -> None:
        crops_low = self.stage.crop_box is not None and self._is_low  # no room for both bars; it can't upload now
        self.strip.setVisible(not self._is_large)
        self.inspector.setVisible(not self._is_large)
        self.upload_bar.setVisible(not self._is_large and not crops_low)
