"""The workspace: stage, filmstrip, inspector and the one primary button; or, without pages, the ways in. Shop room."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QKeySequence,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.facts import CaptureChanged, DeskChanged, PagesQueued, ProblemMet, ReadingProgressed
from app.domain.pages import DeskPage, PageId
from app.domain.shelves import DeskView, PageRow
from app.flows.desk import Desk
from app.ui.panel_walk import first_control
from app.ui.pictures.page_pictures import PagePictures
from app.ui.relay import Relay
from app.ui.window_keys import Place
from app.ui.workspace.camera_door import CameraDoor, MakeSources
from app.ui.workspace.desk_pane import DeskPane
from app.ui.workspace.draft_bar import DraftBar
from app.ui.workspace.drop_veil import DropVeil
from app.ui.workspace.empty_pane import EmptyPane
from app.ui.workspace.intake_door import IntakeDoor
from app.ui.workspace.page_choice import current_after
from app.ui.workspace.page_deeds import PageDeeds
from app.ui.workspace.page_menu import page_menu
from app.ui.workspace.page_tools import PageTools
from app.ui.workspace.scan_bar import ScanBar
from app.ui.workspace.scan_hand import ScanHand
from app.ui.workspace.stage_keys import Walk
from app.ui.workspace.stand_in import StandIn
from app.ui.workspace.upload_news import UploadNews
from app.ui.workspace.words_remarks import mendable
from app.ui.workspace.workspace_acts import Act, Chosen, WorkspaceActs

_WARMED_AFTER_MS = 800
"""So long after it is shown the window has nothing better to do."""


class WorkspacePane(QWidget):
    """Shows the desk and calls it. `noticed` carries a quiet sentence for the main window to show.

    `scan_hand` begins scans, and says what it needs of the rest of the window.
    """

    noticed = Signal(str)

    def __init__(
        self, desk: Desk, relay: Relay, parent: QWidget | None = None, *, cameras: MakeSources | None = None
    ) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = DeskView()
        self._current: PageId | None = None
        self._batch_shown = False
        self.pictures = PagePictures(desk, relay, self)
        self.acts = WorkspaceActs(self)
        self._door = IntakeDoor(desk, self)
        self._draft_bar = DraftBar(desk, relay, self)
        self._scan_bar = ScanBar(desk, relay, self)
        self._empty = EmptyPane(self.acts)
        UploadNews(relay, self._empty)
        self._desk_pane = DeskPane(self.pictures, self.acts)
        self._stage, self._strip = self._desk_pane.stage, self._desk_pane.strip
        self._inspector, self._upload_bar = self._desk_pane.inspector, self._desk_pane.upload_bar
        self._deeds = PageDeeds(desk, self._strip, self)
        self.scan_hand = ScanHand(desk, relay, self.acts, self._strip, self)
        self._tools = PageTools(desk, self._desk_pane, self.acts, self)
        self._veil = DropVeil(self)
        self._warming = QTimer(self, singleShot=True, interval=_WARMED_AFTER_MS)
        self._warming.timeout.connect(self._warm)
        self._is_warm = False
        self._lay_out()
        self.camera = CameraDoor(desk, relay, self._stack, cameras)
        self._stand_in: StandIn | None = None
        self._connect_acts()
        self._connect_parts()
        self.setAcceptDrops(True)
        self.setAccessibleName(self.tr("Scan & upload"))
        relay.fact.connect(self._take)
        self._show(DeskView())

    # --- layout ----------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(self._desk_pane)
        self._column = outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.setSpacing(0)
        outer.addWidget(self._draft_bar)
        outer.addWidget(self._scan_bar)
        outer.addWidget(self._stack, 1)

    def minimumSizeHint(self) -> QSize:
        return QSize(560, 360)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._is_warm:
            self._is_warm = True
            self._warming.start()

    @Slot()
    def _warm(self) -> None:
        """Paint the desk once before it is needed: its first icons and texts take three times as long as later ones."""
        if self._stack.currentWidget() is not self._desk_pane:
            self._desk_pane.resize(self._stack.size())
            self._desk_pane.grab()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._desk_pane.make_fit(self.width(), self.height())
        self._veil.setGeometry(self.rect())

    # --- joining ---------------------------------------------------------------------------------------------

    def _connect_acts(self) -> None:
        for act, deed in {
            Act.OPEN: self._door.open_files,
            Act.OPEN_FOLDER: self._door.open_folder,
            Act.PASTE: self._door.paste,
            Act.CAMERA: self.camera.toggle,
            Act.ROTATE_LEFT: self._deeds.rotate_left,
            Act.ROTATE_RIGHT: self._deeds.rotate_right,
            Act.STRAIGHTEN: self._deeds.straighten,
            Act.NEXT_INK: self._deeds.next_ink,
            Act.CLEAN_UP: self._deeds.clean_up,
            Act.JOIN: self._deeds.join,
            Act.MEND: self._deeds.mend,
            Act.APPROVE: self._deeds.approve,
            Act.REMOVE: self._deeds.remove,
            Act.UNDO: self._desk.undo,
            Act.REDO: self._desk.redo,
            Act.ZOOM_OUT: lambda: self._desk_pane.view.zoom_out(),
            Act.ZOOM_IN: lambda: self._desk_pane.view.zoom_in(),
            Act.FIT: lambda: self._desk_pane.view.fit(),
            Act.FULL_SIZE: lambda: self._desk_pane.view.show_full_size(),
            Act.MOVE_LEFT: self._deeds.move_left,
            Act.MOVE_RIGHT: self._deeds.move_right,
        }.items():
            self.acts[act].triggered.connect(lambda checked=False, do=deed: do())
        for kind, action in self.acts.kinds.items():
            action.triggered.connect(lambda checked=False, kind=kind: self._inspector.toggle_kind(kind))

    def _connect_parts(self) -> None:
        self._strip.list.take_from(self._door)
        self._door.noticed.connect(self.noticed)
        self._draft_bar.answered.connect(self.focus_work)
        self.camera.noticed.connect(self.noticed)
        self.camera.closed.connect(self._camera_closed)
        self._scan_bar.noticed.connect(self.noticed)
        self._scan_bar.focus_freed.connect(self._focus_pages)
        self._scan_bar.look_asked.connect(self._look_at)
        self._empty.scanners_asked.connect(self.scan_hand.scanners_asked)
        self._empty.profile_pressed.connect(self.scan_hand.scan_by)
        self.scan_hand.begun.connect(self._scan_begun)
        self.scan_hand.camera_asked.connect(self.camera.open)
        self._strip.list.menu_asked.connect(self._pop_up_page_menu)
        self._door.awaiting.connect(self._await_drop)
        for view in (self._stage, self._desk_pane.compare):
            view.zoom_changed.connect(self._desk_pane.show_percent)
            view.walked.connect(self._walk)
        self._stage.large_asked.connect(self._desk_pane.toggle_large)
        self._strip.list.large_asked.connect(self._desk_pane.toggle_large)
        self.pictures.large_came.connect(self._show_stage_or_notice)
        self._desk_pane.notice.remove_asked.connect(self._deeds.remove)
        self._desk_pane.notice.walked.connect(self._walk)
        self._desk_pane.notice.password_given.connect(self._deeds.unlock)
        self._strip.list.picked.connect(self._picked)
        self._strip.list.dropped_before.connect(self._deeds.move_before)
        self._strip.list.carried_out.connect(self._carried_out)
        self._strip.add_asked.connect(self._door.open_files)
        self._inspector.renamed.connect(self._rename)
        self._inspector.kind_chosen.connect(self._deeds.label_kind)
        self._inspector.side_chosen.connect(self._deeds.label_side)
        self._inspector.remarks.mend_asked.connect(self._deeds.mend)
        self._inspector.remarks.approved.connect(self._deeds.approve)
        self._inspector.remarks.dropped.connect(self._deeds.remove)
        self._deeds.both_asked.connect(self._tools.show_both)
        self._upload_bar.upload_asked.connect(self._upload)
        self._upload_bar.look_asked.connect(self._look_at)
        self._upload_bar.focus_freed.connect(self._strip.list.setFocus)

    # --- facts -----------------------------------------------------------------------------------------------

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case DeskChanged(view):
                self._show(view)
            case ReadingProgressed(done, total):
                self._upload_bar.show_reading(done, total)
            case PagesQueued() | ProblemMet():
                self._upload_bar.release()
            case CaptureChanged(view):
                self._empty.show_capture(view)
            case _:
                pass

    def _show(self, view: DeskView) -> None:
        before, after = [row.id for row in self._view.rows], [row.id for row in view.rows]
        if view.is_reading and not view.rows:
            self._empty.tell(self.tr("Reading…"))
        elif view.rows or self._view.is_reading:
            self._empty.tell("")
        self._view = view
        current = current_after(before, after, self._current, takes_new=not self._batch_shown)
        self._batch_shown = view.is_reading and (self._batch_shown or bool(set(after) - set(before)))
        self._current = current
        self._strip.show_rows(view.rows, current)
        self._upload_bar.show_desk(view)
        self._show_desk_or_empty(bool(view.rows))
        self._show_current()
        self._show_acts()
        # At the end: rows that go ask for one more picture on their way, and pages that are taken back come anew.
        self.pictures.keep_only(frozenset(after))

    def _show_desk_or_empty(self, has_pages: bool) -> None:
        """The focus goes along: from the buttons that vanish to the pages that came, and back."""
        if self.camera.is_open or self._stand_in is not None:
            return  # what is taken there comes meanwhile
        wanted = self._desk_pane if has_pages else self._empty
        was = self._stack.currentWidget()
        if was is wanted:
            return
        self._desk_pane.show_large(False)
        focused = self.focusWidget()
        had_focus = focused is not None and focused.hasFocus() and was is not None and was.isAncestorOf(focused)
        self._stack.setCurrentWidget(wanted)
        if had_focus:
            self._focus_pages()

    @Slot()
    def _focus_pages(self) -> None:
        """Stand on the pages, or on the first way in where there are none."""
        (self._strip.list if self._view.rows else self._empty.first_way_in).setFocus()

    @Slot()
    def _scan_begun(self) -> None:
        """The button that began it falls asleep: its focus goes to the strip that tells how it goes on."""
        focused = self.focusWidget()
        if focused is None or not focused.hasFocus():
            return
        if self._empty.isAncestorOf(focused) or focused is self._desk_pane.toolbar.scan_button:
            self._scan_bar.setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot()
    def _camera_closed(self) -> None:
        self._show_desk_or_empty(bool(self._view.rows))
        self._focus_pages()

    def _show_acts(self) -> None:
        selected = self._strip.selected_rows()
        row = self._strip.current_row()
        self.acts.follow(
            self._view,
            Chosen(
                readable_count=sum(isinstance(row.item, DeskPage) for row in selected),
                can_show=row is not None and isinstance(row.item, DeskPage),
                can_compare=row is not None and row.fitted is not None,
                can_mend=row is not None and mendable(row) is not None,
                can_approve=any(row.remarks for row in selected),
            ),
        )
        self.scan_hand.follow_pages()

    def _show_current(self) -> None:
        row = self._strip.current_row()
        place = self._strip.list.current_place
        number, total = (place or 0) + 1, len(self._view.rows)
        self._stage.show_row(row, number, total)
        self._tools.follow(row)
        self._inspector.show_rows(self._strip.selected_rows(), number, total)
        self._show_stage_or_notice()

    @Slot()
    def _show_stage_or_notice(self) -> None:
        row = self._strip.current_row()
        problem = None
        if row is not None:
            is_page = isinstance(row.item, DeskPage)
            problem = self.pictures.problem(row.id) if is_page else row.problem
        self._desk_pane.show_problem(row, problem)

    # --- what a person does ----------------------------------------------------------------------------------

    @Slot()
    def _picked(self) -> None:
        row = self._strip.current_row()
        if row is not None and row.id != self._current:
            self._current = row.id
            self.pictures.look_again(row.id)
        self._show_current()
        self._show_acts()

    @Slot(object, object)
    def _walk(self, walk: Walk, extends: bool) -> None:
        self._strip.list.walk(walk, extends)

    @Slot(object)
    def _look_at(self, page_id: PageId) -> None:
        """Show a page that has to be seen, with the words about it."""
        place = self._strip.model.place_of(page_id)
        if place is not None:
            self._strip.list.go_to(place)
            self._strip.list.setFocus()

    @Slot(object)
    def _pop_up_page_menu(self, at: QPoint) -> None:
        page_menu(self.acts, self).popup(at)

    @Slot(object, object)
    def _rename(self, page_id: PageId, name: str) -> None:
        self._desk.rename(page_id, name)

    @Slot()
    def _upload(self) -> None:
        if self.camera.is_open:
            return  # whatever its key is: nobody sees these pages now
        self._inspector.commit()
        self._desk.upload(frozenset(row.id for row in self._view.rows))

    @Slot(object, bool)
    def _carried_out(self, page_id: PageId, was_given: bool) -> None:
        if was_given:
            self._desk.note_page_copied(page_id)
        else:
            self.noticed.emit(self.tr("The picture was not ready yet. Drag the page once more."))

    # --- drag and drop ---------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A letter whose act can't be done now does nothing; elsewhere it would be typed into the record field."""
        if not self._view.rows or self._view.is_sorting or not self.acts.has_key(QKeySequence(event.keyCombination())):
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        self._door.drag_entered(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        self._door.drag_moved(event)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        self._door.drag_left()

    def dropEvent(self, event: QDropEvent) -> None:
        self._door.dropped(event)

    @Slot(str)
    def _await_drop(self, words: str) -> None:
        is_empty = self._stack.currentWidget() is self._empty
        self._empty.set_awaiting(words if is_empty else "")
        self._veil.show_words(words if not is_empty else "", self._desk_pane.strip_within(self))

    # --- for a pane that stands in the desk's place ----------------------------------------------------------

    def host(self, pane: StandIn, offer: QWidget) -> None:
        """Hold a pane that can take the desk's place (`stand_in`), and the bar that offers it."""
        self._stack.addWidget(pane)
        self._column.insertWidget(self._column.indexOf(self._stack), offer)

    def stand_in(self, pane: StandIn | None) -> None:
        """Show this pane in the desk's place, or the desk again."""
        self._stand_in = pane
        if pane is not None:
            self._stack.setCurrentWidget(pane)
        else:
            self._show_desk_or_empty(bool(self._view.rows))

    # --- for the main window ---------------------------------------------------------------------------------

    def add_files(self, paths: Sequence[Path]) -> None:
        """Put these files onto the desk, as if they had been dropped."""
        self._desk.add_files(paths)

    @Slot()
    def focus_work(self) -> None:
        """Go to the first control of the work, past a question about older pages."""
        if self._stand_in is not None:
            self._stand_in.focus_work()
            return
        target = first_control(self._stack)
        if target is not None:
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def places(self) -> set[Place]:
        """What is worked on here, as far as it has keys of its own."""
        if self._stand_in is not None:
            return {Place.SORTING}
        if self.camera.is_open:
            return {Place.CAMERA}
        is_at_tool = self.acts[Act.LEAVE_TOOL].isEnabled()
        return {Place.PAGES, Place.TOOL} if is_at_tool else {Place.PAGES}

    def panels(self) -> tuple[QWidget, ...]:
        """The parts that F6 stops at."""
        if self._stand_in is not None:
            return self._stand_in.panels()
        camera = (self.camera.pane,) if self.camera.pane is not None else ()
        return (self._draft_bar, self._scan_bar, self._empty, *camera, *self._desk_pane.panels())

    def selected_ids(self) -> tuple[PageId, ...]:
        """The pages that an act is for."""
        return tuple(row.id for row in self._strip.selected_rows())

    def current_row(self) -> PageRow | None:
        """The page that is shown."""
        return self._strip.current_row()
