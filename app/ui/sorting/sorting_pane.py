"""Sorting a batch: cards by record that scroll, what needs a person under them, and the upload. Keys do all of it.

Every choice is about the pages that are selected, and those of one list at a time are. After a choice nothing more is
chosen until the batch was told anew: what Enter takes has been on the screen.
"""

from PySide6.QtCore import QSize, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.facts import ProblemMet, SortChanged
from app.domain.pages import PageId
from app.domain.records import Record, RecordKind
from app.domain.sort_shelf import SortPage, SortView
from app.domain.sorting import Reason
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import PlainButton
from app.ui.pictures.page_pictures import PagePictures
from app.ui.relay import Relay
from app.ui.sorting.group_card import GroupCard, SortCard
from app.ui.sorting.large_look import LargeLook
from app.ui.sorting.needs_card import NeedsCard
from app.ui.sorting.sort_bars import SortFooter, SortHeader
from app.ui.sorting.sort_list import SortList
from app.ui.sorting.words_sorting import needs_about, out_about, spoken_page
from app.ui.words import pages_text
from app.ui.workspace.stage_keys import Walk
from app.ui.workspace.stand_in import StandIn

DIGIT_WAIT_MS = 250
"""So long a digit waits for the next key: a number that is typed is for the search, and never picks anybody."""

_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SortingPane(StandIn):
    """Shows a batch and calls the desk. `noticed` carries a sentence, `typed` what is for the search."""

    noticed = Signal(str)
    typed = Signal(str)

    def __init__(self, desk: Desk, relay: Relay, pictures: PagePictures, upload_hint: str) -> None:
        super().__init__()
        self._desk, self._pictures = desk, pictures
        self._view = SortView()
        self._cards: dict[str, GroupCard] = {}
        self._dragged: list[PageId] = []
        self._is_choosing = False
        self._digit = ""
        self._pointed: Record | None = None
        self._digit_wait = QTimer(self, singleShot=True, interval=DIGIT_WAIT_MS)
        self._digit_wait.timeout.connect(self._choose_by_digit)
        self.header = SortHeader()
        self.footer = SortFooter(upload_hint)
        self.needs = NeedsCard(pictures)
        self._reading = SortCard(pictures, self.tr("Pages that are read"))
        self._out = SortCard(pictures, self.tr("Pages left out"))
        self._put_back = PlainButton(self.tr("Put back"), name=self.tr("Put the selected pages back (Enter)"))
        self._out.head.insertWidget(2, self._put_back)
        self._large = LargeLook(pictures)
        self._looked_from: SortList | None = None
        self.setAccessibleName(self.tr("Sort a batch"))
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._lay_out()
        self._join()
        relay.fact.connect(self._take)

    # --- layout ------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        groups = QWidget()
        groups.setProperty("role", "scrolled")
        self._column = QVBoxLayout(groups)
        self._column.setContentsMargins(16, 12, 16, 12)
        self._column.setSpacing(10)
        self._column.addWidget(self._reading)
        self._column.addWidget(self._out)
        self._column.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(groups)
        self._middle = QStackedWidget()
        self._middle.addWidget(self._scroll)
        self._middle.addWidget(self._large)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in (self.header, self._middle, self.needs, self.footer):
            column.addWidget(part, 1 if part is self._middle else 0)

    def minimumSizeHint(self) -> QSize:
        return QSize(480, 320)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.header.set_room(self.width())

    def panels(self) -> tuple[QWidget, ...]:
        """The parts that F6 stops at."""
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
        self._put_back.clicked.connect(self._put_selected_back)
        self._large.approved.connect(self._approve_shown)
        self._large.left.connect(self._leave_large)
        self._large.walked.connect(self._walk_large)
        for one in (self.needs.list, self._reading.list, self._out.list):
            self._join_list(one)
        context = Qt.ShortcutContext.WindowShortcut
        for keys, act in (
            ("Ctrl+Return", self.footer.press),
            ("Ctrl+Enter", self.footer.press),
            ("Ctrl+Z", self._desk.sort_undo),
            ("Ctrl+Shift+Z", self._desk.sort_redo),
            ("Ctrl+Y", self._desk.sort_redo),
            ("Ctrl+J", self.header.toggle_follow),
            ("Ctrl+M", self.header.pop_up),
        ):
            QShortcut(QKeySequence(keys), self, context=context).activated.connect(act)
        again = QShortcut(QKeySequence("F5"), self, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)
        again.activated.connect(self._desk.sort_read_again)

    def _join_list(self, one: SortList) -> None:
        one.chosen.connect(self._chosen)
        one.key_pressed.connect(self._key)
        one.typed.connect(self._typed)
        one.walked_out.connect(self._walk_out)
        one.drag_begun.connect(self._drag_begun)
        one.focused.connect(self._focused)

    # --- facts -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case SortChanged(view) if view.is_on:
                self._show(view)
            case SortChanged():
                self._view = SortView()  # the pane goes; what it shows goes with the next batch
            case ProblemMet():
                self.footer.release()
            case _:
                pass

    def _show(self, view: SortView) -> None:
        before, self._view = self._view, view
        self._is_choosing = False
        focused = self.focusWidget()
        had_focus = focused is not None and self.isAncestorOf(focused)
        self.header.show_view(view)
        self.footer.show_view(view)
        reading = tuple(page for page in view.unresolved if page.reason is Reason.READING)
        waiting = tuple(page for page in view.unresolved if page.reason is not Reason.READING)
        needed_focus = self.needs.isAncestorOf(self.focusWidget() or self)
        self._show_groups(view)
        self.needs.show_pages(waiting)
        self._reading.setVisible(bool(reading))
        self._reading.say(
            self.tr("Labels are being read"), pages_text(len(reading)), (self.tr("Reading"), "neutral", "")
        )
        self._reading.list.show_pages(reading)
        self._out.setVisible(bool(view.left_out))
        self._out.say(self.tr("Left out"), out_about(view.left_out), (self.tr("Not sent"), "neutral", ""))
        self._out.list.show_pages(view.left_out)
        self._keep_focus(before, waiting, had=needed_focus)
        self._show_large()
        focused = self.focusWidget()
        if had_focus and (focused is None or not focused.isVisible() or not self.isAncestorOf(focused)):
            self.focus_work()  # its group is gone: nothing outside gets the keys

    def _show_groups(self, view: SortView) -> None:
        keys = [group.key for group in view.groups]
        for key in [key for key in self._cards if key not in keys]:
            card = self._cards.pop(key)
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        for number, group in enumerate(view.groups):
            card = self._cards.get(group.key) or self._made(group.key)
            card.show_group(group)
            if self._column.indexOf(card) != number:
                self._column.removeWidget(card)
                self._column.insertWidget(number, card)
            card.show()

    def _made(self, key: str) -> GroupCard:
        card = self._cards[key] = GroupCard(self._pictures, self)
        card.dropped.connect(self._dropped)
        card.group_dragged.connect(self._group_dragged)
        card.patient_given.connect(self._give_patient)
        self._join_list(card.list)
        return card

    def _keep_focus(self, before: SortView, waiting: tuple[SortPage, ...], *, had: bool) -> None:
        """Stay with what needs a person; say so when the first page does, and when none does any more."""
        if had and not waiting:
            self.focus_work()
            announce(self, self.tr("Every page has a place"))
        elif had:
            page = self.needs.list.current_page
            if page is not None:
                announce(self.needs, spoken_page(page, self.needs.list.currentIndex().row() + 1, len(waiting)))
        elif waiting and not before.unresolved and self.isVisible():
            announce(self, needs_about(len(waiting)))
        if waiting and self.needs.list.current_page is None:
            self.needs.list.go_to(0)

    # --- what is selected --------------------------------------------------------------------------------------

    def _lists(self) -> list[SortList]:
        """The lists that are shown, in their order."""
        groups = [self._cards[group.key].list for group in self._view.groups if group.key in self._cards]
        shown = [*groups, self._reading.list, self._out.list, self.needs.list]
        return [one for one in shown if one.pages.pages]

    def selected_ids(self) -> list[PageId]:
        """The pages that a choice is about."""
        return next((ids for one in self._lists() if (ids := one.selected_ids())), [])

    @Slot()
    def _chosen(self) -> None:
        self._forget_digit()  # it was meant for the pages before
        chosen = self.sender()
        for one in self._lists():
            if one is not chosen:
                one.clear_choice()
        self._show_large()

    @Slot()
    def _focused(self) -> None:
        focused = self.sender()
        if isinstance(focused, SortList) and focused is not self.needs.list:
            self._scroll.ensureWidgetVisible(focused, 0, 40)

    @Slot()
    def focus_work(self) -> None:
        """Go to what needs a person; where nothing does, to the first group."""
        lists = self._lists()
        target = self.needs.list if self.needs.list.pages.pages else lists[0] if lists else self
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what a person does ------------------------------------------------------------------------------------

    @Slot(object)
    def choose(self, record: Record) -> None:
        """The selected pages are this record's."""
        page_ids = self.selected_ids()
        if self._is_choosing:
            return
        if not page_ids:
            self.noticed.emit(self.tr("Select the pages first, then pick whose they are"))
            return
        self._is_choosing = True
        self._desk.sort_choose(page_ids, record)

    def choose_id(self, kind: RecordKind, record_id: str) -> None:
        """The selected pages are the record's with this ID."""
        page_ids = self.selected_ids()
        if page_ids:
            self._desk.sort_choose_id(page_ids, kind, record_id)
        else:
            self.noticed.emit(self.tr("Select the pages first, then pick whose they are"))

    def beep(self, code: str) -> None:
        """A label was scanned: the pages that are selected now are its record's."""
        self._desk.sort_beep(self.selected_ids(), code)

    @Slot(object)
    def _key(self, key: Qt.Key) -> None:
        pressed = self.sender()
        is_needs, is_out = pressed is self.needs.list, pressed is self._out.list
        if key == Qt.Key.Key_Space:
            self._toggle_large()
        elif key == Qt.Key.Key_Escape and self._middle.currentIndex():
            self._leave_large()
        elif key == Qt.Key.Key_Escape:
            self._desk.leave_sorting()
        elif key == Qt.Key.Key_Delete and not is_out and not self._is_choosing:
            self._is_choosing = True
            self._desk.sort_leave_out(self.selected_ids())
        elif key in _ENTER and is_out:
            self._put_selected_back()
        elif is_needs and key in _ENTER and self._digit:
            self._choose_by_digit()
        elif is_needs and key in _ENTER and self.needs.suggested:
            self.choose(self.needs.suggested[0])

    @Slot(str)
    def _typed(self, text: str) -> None:
        """A digit by itself picks a suggestion; whatever else is typed, digits before it too, is searched for."""
        is_offered = text.isdecimal() and 0 < int(text) <= len(self.needs.suggested)
        if self.sender() is self.needs.list and is_offered and not self._digit and not self._is_choosing:
            self._digit, self._pointed = text, self.needs.suggested[int(text) - 1]
            self.needs.point_at(int(text) - 1)
            self._digit_wait.start()
            return
        text = self._digit + text
        self._forget_digit()
        self.typed.emit(text)

    @Slot()
    def _choose_by_digit(self) -> None:
        pointed = self._pointed  # as it stood there when its digit was pressed
        self._forget_digit()
        if pointed is not None:
            self.choose(pointed)

    def _forget_digit(self) -> None:
        self._digit, self._pointed = "", None
        self._digit_wait.stop()
        self.needs.point_at(None)

    @Slot()
    def _put_selected_back(self) -> None:
        page_ids = self._out.list.selected_ids() or [page.id for page in self._out.list.pages.pages]
        self._desk.sort_put_back(page_ids)

    @Slot(object)
    def _walk_out(self, steps: int) -> None:
        lists, sender = self._lists(), self.sender()
        at = next((number for number, one in enumerate(lists) if one is sender), None)
        if at is not None and 0 <= at + steps < len(lists):
            lists[at + steps].setFocus(Qt.FocusReason.OtherFocusReason)

    @Slot(str)
    def _give_patient(self, patient_id: str) -> None:
        card = self.sender()
        if isinstance(card, GroupCard) and card.group is not None:
            self._desk.sort_give_patient(card.group.record, patient_id)

    # --- dragging ----------------------------------------------------------------------------------------------

    @Slot()
    def _drag_begun(self) -> None:
        dragged = self.sender()
        self._dragged = dragged.selected_ids() if isinstance(dragged, SortList) else []

    @Slot()
    def _group_dragged(self) -> None:
        card = self.sender()
        if isinstance(card, GroupCard) and card.group is not None:
            self._dragged = [page.id for page in card.group.pages]

    @Slot(object)
    def _dropped(self, also: bool) -> None:
        card = self.sender()
        page_ids, self._dragged = self._dragged, []
        if isinstance(card, GroupCard) and card.group is not None and page_ids:
            self._desk.sort_choose(page_ids, card.group.record, also=also)

    # --- looking at one page large -----------------------------------------------------------------------------

    def _looked_at(self) -> tuple[SortList, SortPage] | None:
        for one in self._lists():
            page = one.current_page
            if one.selected_ids() and page is not None:
                return one, page
        return None

    def _toggle_large(self) -> None:
        if self._middle.currentIndex():
            self._leave_large()
            return
        found = self._looked_at()
        if found is None:
            return
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
