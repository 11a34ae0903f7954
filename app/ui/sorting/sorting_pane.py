"""Sorting a batch: cards by record that scroll, what needs a person under them, and the upload. Keys do all of it.

Every choice is about the pages that are selected, and those of one list at a time are. After a choice nothing more is
chosen until the batch was told anew: what Enter takes has been on the screen.
"""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QStackedWidget, QVBoxLayout, QWidget

from app.domain.facts import ProblemMet, SortChanged
from app.domain.pages import PageId
from app.domain.records import Record, RecordKind
from app.domain.sort_shelf import SortGroup, SortPage, SortView
from app.domain.sorting import Reason
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.pictures.page_pictures import PagePictures
from app.ui.relay import Relay
from app.ui.sorting.digit_pick import DigitPick
from app.ui.sorting.group_wall import GroupWall
from app.ui.sorting.large_look import LargeLook
from app.ui.sorting.needs_card import NeedsCard
from app.ui.sorting.sort_bars import SortFooter, SortHeader
from app.ui.sorting.sort_list import SortList
from app.ui.sorting.words_sorting import needs_about, spoken_page
from app.ui.workspace.stage_keys import Walk
from app.ui.workspace.stand_in import StandIn

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SortingPane(StandIn):
    """Shows a batch and calls the desk. `noticed` carries a sentence, `typed` what is for the search."""

    noticed = Signal(str)
    typed = Signal(str)

    def __init__(self, desk: Desk, relay: Relay, pictures: PagePictures) -> None:
        super().__init__()
        self._desk = desk
        self.view = SortView()
        self._dragged: list[PageId] = []
        self._is_choosing = False
        self._looked_from: SortList | None = None
        self.header = SortHeader()
        self.wall = GroupWall(pictures, self._join_list)
        self._large = LargeLook(pictures)
        self.needs = NeedsCard(pictures)
        self._digits = DigitPick(self.needs)
        self.footer = SortFooter()
        self.setAccessibleName(self.tr("Sort a batch"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._middle = QStackedWidget()
        self._middle.addWidget(self.wall)
        self._middle.addWidget(self._large)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self._middle, self.needs, self.footer):
            column.addWidget(part, 1 if part is self._middle else 0)
        self._join()
        self._bind_keys()
        relay.fact.connect(self._take)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.set_room(self.width())

    def panels(self) -> tuple[QWidget, ...]:
        return (self.header, self._middle, self.needs, self.footer)

    # --- joining -----------------------------------------------------------------------------------------------

    def _join(self) -> None:
        self.header.left.connect(self._desk.leave_sorting)
        self.header.read_asked.connect(self._desk.sort_read_again)
        self.header.follow_asked.connect(self._desk.sort_follow)
        self.header.merge_asked.connect(self._desk.sort_merge)
        self.header.undo_asked.connect(self._desk.sort_undo)
        self.footer.upload_asked.connect(self._desk.upload_sorted)
        self.needs.record_chosen.connect(self.choose)
        self.wall.put_back_asked.connect(self._put_selected_back)
        self.wall.group_dragged.connect(self._group_dragged)
        self.wall.dropped.connect(self._dropped)
        self.wall.patient_given.connect(self._desk.sort_give_patient)
        self._digits.picked.connect(self.choose)
        self._digits.typed.connect(self.typed)
        self._large.approved.connect(self._approve_shown)
        self._large.left.connect(self._leave_large)
        self._large.walked.connect(self._walk_large)
        self._join_list(self.needs.list)

    def _join_list(self, one: SortList) -> None:
        one.chosen.connect(self._chosen)
        one.key_pressed.connect(self._key)
        one.typed.connect(self._typed)
        one.walked_out.connect(self._walk_out)
        one.drag_begun.connect(self._drag_begun)
        one.focused.connect(self._focused)

    def _bind_keys(self) -> None:
        for keys, act in (
            ("Ctrl+Z", self._desk.sort_undo),
            ("Ctrl+Shift+Z", self._desk.sort_redo),
            ("Ctrl+Y", self._desk.sort_redo),
            ("Ctrl+J", self.header.toggle_follow),
            ("Ctrl+E", self.header.toggle_also),
            ("Ctrl+M", self.header.pop_up),
        ):
            context = Qt.ShortcutContext.WindowShortcut
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(act)
        self._upload_key = QShortcut(self)
        self._upload_key.activated.connect(self.footer.press)
        again = QShortcut(QKeySequence("F5"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self._desk.sort_read_again)

    def set_upload_keys(self, keys: Sequence[str], hint: str) -> None:
        """The keys that upload, and how they are written on the button."""
        self._upload_key.setKeys([QKeySequence(each) for each in keys])
        self.footer.set_key_hint(hint)

    # --- facts -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case SortChanged(view) if view.is_on:
                self._show(view)
            case SortChanged():
                self.view = SortView()  # the pane goes; what it shows goes with the next batch
            case ProblemMet():
                self.footer.release()
            case _:
                pass

    def _show(self, view: SortView) -> None:
        before, self.view = self.view, view
        self._is_choosing = False
        focused = self.focusWidget()
        had_focus = focused is not None and focused.hasFocus() and self.isAncestorOf(focused)
        was_at_needs = focused is not None and self.needs.isAncestorOf(focused)
        self.header.show_view(view)
        self.footer.show_view(view)
        reading = tuple(page for page in view.unresolved if page.reason is Reason.READING)
        waiting = tuple(page for page in view.unresolved if page.reason is not Reason.READING)
        self.wall.show_view(view, reading)
        self.needs.show_pages(waiting)
        if waiting and self.needs.list.current_page is None and not self.selected_ids():
            self.needs.list.go_to(0)
        if was_at_needs:
            self._tell_next(waiting)
        elif waiting and not before.unresolved and self.isVisible():
            announce(self, needs_about(len(waiting)))
        self._show_large()
        focused = self.focusWidget()
        if was_at_needs and not waiting:
            self.focus_work()  # never on the upload: Enter was pressed page after page
        elif had_focus and (focused is None or not focused.isVisible() or not self.isAncestorOf(focused)):
            self.focus_work()  # what had it is gone: nothing outside gets the keys

    def _tell_next(self, waiting: tuple[SortPage, ...]) -> None:
        page = self.needs.list.current_page
        if not waiting:
            announce(self, self.tr("Every page has a place"))
        elif page is not None:
            announce(self.needs, spoken_page(page, self.needs.list.currentIndex().row() + 1, len(waiting)))

    # --- what is selected --------------------------------------------------------------------------------------

    def _lists(self) -> list[SortList]:
        """The lists that have pages, in their order."""
        return [one for one in (*self.wall.lists(), self.needs.list) if one.pages.pages]

    def selected_ids(self) -> list[PageId]:
        """The pages that a choice is about."""
        return next((ids for one in self._lists() if (ids := one.selected_ids())), [])

    @Slot()
    def _chosen(self) -> None:
        self._digits.forget()  # it was meant for the pages before
        chosen = self.sender()
        for one in self._lists():
            if one is not chosen:
                one.clear_choice()
        self._show_large()

    @Slot()
    def _focused(self) -> None:
        focused = self.sender()
        if isinstance(focused, SortList) and focused is not self.needs.list:
            self.wall.show_list(focused)

    @Slot()
    def focus_work(self) -> None:
        lists = self._lists()
        target = self.needs.list if self.needs.list.pages.pages else lists[0] if lists else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what a person does ------------------------------------------------------------------------------------

    @Slot(object)
    def choose(self, record: Record) -> None:
        """The selected pages are this record's."""
        if not self._is_choosing and (page_ids := self._asked_for()):
            self._is_choosing = True
            self._desk.sort_choose(page_ids, record, also=self.header.take_also())

    def choose_id(self, kind: RecordKind, record_id: str) -> None:
        """The selected pages are the record's with this ID."""
        if not self._is_choosing and (page_ids := self._asked_for()):
            self._is_choosing = True
            self._desk.sort_choose_id(page_ids, kind, record_id, also=self.header.take_also())

    def _asked_for(self) -> list[PageId]:
        page_ids = self.selected_ids()
        if not page_ids:
            self.noticed.emit(self.tr("Select the pages first, then pick whose they are"))
        return page_ids

    def beep(self, code: str) -> None:
        """A label was scanned: the pages that are selected now are its record's."""
        self._desk.sort_beep(self.selected_ids(), code, also=self.header.take_also())

    @Slot(object)
    def _key(self, key: Qt.Key) -> None:
        pressed = self.sender()
        if key == Qt.Key.Key_Space:
            self._toggle_large()
        elif key == Qt.Key.Key_Escape and self._middle.currentIndex():
            self._leave_large()
        elif key == Qt.Key.Key_Escape:
            self._desk.leave_sorting()
        elif key == Qt.Key.Key_Delete:
            self._leave_selected_out()
        elif key in _ENTER and pressed is self.wall.out:
            self._put_selected_back()
        elif key in _ENTER and pressed is self.needs.list and self._digits.is_waiting:
            self._digits.settle()
        elif key in _ENTER and pressed is self.needs.list and self.needs.suggested:
            self.choose(self.needs.suggested[0])

    @Slot(str)
    def _typed(self, text: str) -> None:
        may_pick = self.sender() is self.needs.list and not self._is_choosing
        self._digits.take(text, may_pick=may_pick)

    def _leave_selected_out(self) -> None:
        page_ids = self.selected_ids()
        if page_ids and not self._is_choosing and not self.wall.out.selected_ids():
            self._is_choosing = True
            self._desk.sort_leave_out(page_ids)

    @Slot()
    def _put_selected_back(self) -> None:
        out = self.wall.out
        self._desk.sort_put_back(out.selected_ids() or [page.id for page in out.pages.pages])

    @Slot(object)
    def _walk_out(self, steps: int) -> None:
        lists, sender = self._lists(), self.sender()
        at = next((number for number, one in enumerate(lists) if one is sender), None)
        if at is not None and 0 <= at + steps < len(lists):
            lists[at + steps].setFocus(Qt.FocusReason.OtherFocusReason)

    # --- dragging ----------------------------------------------------------------------------------------------

    @Slot()
    def _drag_begun(self) -> None:
        dragged = self.sender()
        self._dragged = dragged.selected_ids() if isinstance(dragged, SortList) else []

    @Slot(object)
    def _group_dragged(self, group: SortGroup) -> None:
        self._dragged = [page.id for page in group.pages]

    @Slot(object, object)
    def _dropped(self, record: Record, also: bool) -> None:
        page_ids, self._dragged = self._dragged, []
        if page_ids:
            self._desk.sort_choose(page_ids, record, also=also)

    # --- looking at one page large -----------------------------------------------------------------------------

    def _looked_at(self) -> tuple[SortList, SortPage] | None:
        for one in self._lists():
            page = one.current_page
            if one.selected_ids() and page is not None:
                return one, page
        return None

    def _toggle_large(self) -> None:
        found = self._looked_at()
        if self._middle.currentIndex():
            self._leave_large()
        elif found is not None:
            self._looked_from = found[0]
            self._middle.setCurrentIndex(1)
            self._show_large()
            if self._looked_from is not self.needs.list:  # its list is out of sight; what needs a person never is
                self._large.focus_page()

    @Slot()
    def _leave_large(self) -> None:
        if self._middle.currentIndex():
            self._middle.setCurrentIndex(0)
            back = self._looked_from if self._looked_from in self._lists() else None
            (back or self.needs.list).setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(object, object)
    def _walk_large(self, walk: Walk, extends: bool) -> None:
        found = self._looked_at()
        if found is not None:
            one = found[0]
            one.go_to(walk.target(one.currentIndex().row(), len(one.pages.pages)))

    def _show_large(self) -> None:
        if not self._middle.currentIndex():
            return
        found = self._looked_at()
        if found is None:
            QTimer.singleShot(0, self, self._leave_large)
            return
        one, page = found
        self._large.show_page(page, one.currentIndex().row() + 1, len(one.pages.pages))

    @Slot()
    def _approve_shown(self) -> None:
        found = self._looked_at()
        if found is not None:
            self._desk.approve([found[1].id])
