"""What the window holds: the bar across the top, the panes, the notices. It joins them and decides nothing."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QPoint, Qt, Slot
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from app.domain.documents import Document
from app.domain.facts import AttentionAsked, Connection, ConnectionChanged, OutboxChanged, PagesRecalled
from app.domain.outbox_shelf import OutboxRow
from app.domain.pages import PageId
from app.flows.desk import Desk
from app.ui.connect.connect_pane import ConnectPane
from app.ui.connect.key_bar import KeyBar
from app.ui.connect.store_opened import is_new_store
from app.ui.first_window import first_size
from app.ui.gallery.gallery_pane import GalleryPane
from app.ui.hot_folder_choice import HotFolderChoice
from app.ui.language import LanguageChoice
from app.ui.letter_keys import LetterKeys
from app.ui.notices import Notices
from app.ui.outbox.outbox_pane import OutboxPane
from app.ui.outbox.sending_news import SendingNews
from app.ui.panel_walk import focus_next_panel
from app.ui.people.people_menu import PeopleMenu
from app.ui.practice_strip import PracticeStrip
from app.ui.privacy.curtain import Curtain
from app.ui.privacy.privacy import Privacy
from app.ui.quiet_word import QuietWord
from app.ui.recall_key import RecallKey
from app.ui.record.record_pane import RecordPane
from app.ui.relay import Relay
from app.ui.scanner_keys import ScannerKeys
from app.ui.sorting.sorting_door import SortingDoor
from app.ui.sounds import Loudspeaker, Sounds
from app.ui.theme.icons import icon
from app.ui.theme.theme import ThemeChoice
from app.ui.top_bar import Tab, TopBar
from app.ui.window_choices import WindowChoices
from app.ui.window_keys import Key, Place
from app.ui.window_menus import connection_menu, settings_menu
from app.ui.window_sheets import WindowSheets
from app.ui.workspace.workspace_acts import Act
from app.ui.workspace.workspace_pane import WorkspacePane

LEAST_SIZE_PX = (880, 480)
_RECORD_PANE_SHARE = 0.21
_RECORD_PANE_PX = (264, 320)


def _forget(choice: object) -> None:
    """Where nobody keeps what was chosen: it holds until the window closes."""


class MainWindow(QWidget):
    """Stands by itself, or in the frame that is on the screen first (`FirstWindow`).

    `keep_theme` and `keep_language` are called with what a person chose, so that the next start has it.
    """

    def __init__(
        self,
        desk: Desk,
        relay: Relay,
        keep_theme: Callable[[ThemeChoice], None] = _forget,
        keep_language: Callable[[LanguageChoice], None] = _forget,
    ) -> None:
        super().__init__()
        self._desk = desk
        self._connection: ConnectionChanged | None = None
        self._looks_at_image = False
        self.setWindowTitle("CounterScan")
        self.setWindowIcon(icon("text-scan-2", "accent"))
        self.setProperty("role", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setMinimumSize(*LEAST_SIZE_PX)
        self.resize(first_size(self.screen()))
        self.top_bar = TopBar()
        self.practice_strip = PracticeStrip()
        self.key_bar = KeyBar(desk, relay)
        self.record_pane = RecordPane(desk, relay)
        self.workspace = WorkspacePane(desk, relay)
        self.sorting = SortingDoor(desk, relay, self.workspace)
        self.gallery = GalleryPane(desk, relay)
        self.outbox = OutboxPane(desk, relay)
        self.connect_pane = ConnectPane(desk, relay)
        self._tab_panes: dict[Tab, QWidget] = {
            Tab.SCAN: self.workspace,
            Tab.GALLERY: self.gallery,
            Tab.OUTBOX: self.outbox,
        }
        self._word = QuietWord(self, lambda: relay.publish(AttentionAsked()))
        self._sending = SendingNews(relay, self.top_bar.sending, self._word.tell)
        self._sounds = Sounds(relay, Loudspeaker(self).play, self)
        self._sending.run_ended.connect(self._sounds.run_ended)
        self.people = PeopleMenu(desk, relay, self.top_bar.who)
        self.scanner = ScannerKeys(self)
        self._body = self._build()
        self._letters = LetterKeys(relay, self._contents, self._type_letter)
        self.privacy = Privacy(desk, relay, self._contents, self._curtain)
        self.notices = Notices(relay, self._body)
        self._choices = WindowChoices(relay, self, self.notices.tell, keep_theme, keep_language)
        self._hot_folder = HotFolderChoice(desk, relay, self)
        self.sheets = WindowSheets(desk, relay, self.workspace.scan_hand, self.workspace.acts, self._body)
        self.sheets.keys.places = self._places
        self._join()
        self._bind_keys()
        relay.fact.connect(self._on_fact)
        self.show_tab(Tab.SCAN)
        self.record_pane.focus_search()

    def _build(self) -> QWidget:
        self._stack = QStackedWidget()
        for pane in (self.workspace, self.gallery, self.outbox, self.connect_pane):
            self._stack.addWidget(pane)
        body = QWidget()
        row = QHBoxLayout(body)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.record_pane)
        row.addWidget(self._stack, 1)
        self._contents = QWidget()
        column = QVBoxLayout(self._contents)
        for strip in (self.top_bar, self.practice_strip, self.key_bar):
            column.addWidget(strip)
        column.addWidget(body, 1)
        whole = QVBoxLayout(self)
        for layout in (column, whole):
            layout.setContentsMargins(0, 0, 0, 0)
            layout.setSpacing(0)
        self._curtain = Curtain()
        whole.addWidget(self._contents)
        whole.addWidget(self._curtain)
        return body

    def _join(self) -> None:
        self.top_bar.tab_chosen.connect(self.show_tab)
        self.top_bar.connection_pressed.connect(self._connection_pressed)
        self.top_bar.settings_pressed.connect(self._settings_pressed)
        self.top_bar.sending.clicked.connect(self._show_outbox)
        self.practice_strip.leave_asked.connect(self.change_store)
        self.practice_strip.lessons_asked.connect(self.sheets.toggle_lessons)
        self.sheets.lessons.progressed.connect(self.practice_strip.show_lessons)
        self.privacy.drawn.connect(self.sheets.lessons.note_hidden)
        self.connect_pane.back_asked.connect(self._back)
        self.record_pane.picked.connect(self._focus_pane)
        self.record_pane.capture_asked.connect(self._capture)
        self.scanner.scanned.connect(self._scanned)
        self.record_pane.take_over = self.sorting.take
        self.record_pane.drops.selected = self._selected_pages
        self.record_pane.drops.noticed.connect(self.notices.tell)
        self.workspace.acts[Act.GIVE].triggered.connect(self._give_pages)
        self.sorting.typed.connect(self.record_pane.type_scanned)
        self.gallery.viewer_shown.connect(self._viewer_shown)
        self.outbox.key_asked.connect(self.key_bar.ask)
        self.outbox.gallery_asked.connect(self._show_in_gallery)
        for part in (self.workspace, self.sorting):
            part.noticed.connect(self.notices.tell)
        self.sheets.work_asked.connect(self._back)
        self.people.list_asked.connect(self.sheets.show_people)
        self.notices.outbox_asked.connect(self._show_outbox)
        self.notices.recall_asked.connect(self._desk.recall_last)
        self.notices.version_dismissed.connect(self._desk.dismiss_version)

    def _bind_keys(self) -> None:
        RecallKey(self._contents, self._desk.recall_last)  # on the contents: behind the curtain no key does anything
        for key, act in (
            (Key.FIND, self.find_record),
            (Key.SCAN_TAB, lambda: self._go_to(Tab.SCAN)),
            (Key.GALLERY_TAB, lambda: self._go_to(Tab.GALLERY)),
            (Key.OUTBOX_TAB, lambda: self._go_to(Tab.OUTBOX)),
            (Key.TAKE_UP, self.record_pane.take_up_last),
            (Key.NEXT_RECORD, self._desk.work_on_next),
            (Key.WHO, self.people.ask),
            (Key.CURTAIN, self.privacy.draw),
            (Key.SETTINGS, self.sheets.show_settings),
            (Key.PAUSE, self.outbox.toggle_pause),
            (Key.HELP, self.sheets.toggle_keys),
            (Key.NEXT_PANEL, lambda: self._walk(1)),
            (Key.PREVIOUS_PANEL, lambda: self._walk(-1)),
        ):
            QShortcut(QKeySequence(key.value), self._contents).activated.connect(act)
        for action in self.workspace.acts.scanning():  # from the other two screens it leads back to the work
            self.gallery.addAction(action)
            self.outbox.addAction(action)
            action.triggered.connect(self._back)
        for panel in (self.record_pane, self.top_bar):  # inside the gallery its own F5 acts
            context = Qt.ShortcutContext.WidgetWithChildrenShortcut
            QShortcut(QKeySequence(Key.REFRESH.value), panel, context=context).activated.connect(self._refresh)

    # --- screens -----------------------------------------------------------------------------------------------

    def _selected_pages(self) -> Sequence[PageId]:
        return self.sorting.pane.selected_ids() if self.sorting.is_open else self.workspace.selected_ids()

    @Slot()
    def _give_pages(self) -> None:
        self.record_pane.ask_whose(self.workspace.selected_ids())

    @Slot(object)
    def show_tab(self, tab: Tab) -> None:
        """Go to one of the three screens; without a store there is only the first start."""
        if self._is_not_set_up():
            return
        self.top_bar.show_tab(tab)
        focused = self.focusWidget()
        self._stack.setCurrentWidget(self._tab_panes[tab])
        self._lie()
        if focused is not None and not focused.isVisible() and tab is not Tab.SCAN:  # that one knows where it was
            self._focus_work(tab)

    def _go_to(self, tab: Tab) -> None:
        """A tab by its key. The focus leaves the tabs, where Space would go to another one."""
        focused = self.focusWidget()
        self.show_tab(tab)
        if focused is not None and self.top_bar.isAncestorOf(focused) and self._tab_panes[tab].isVisible():
            self._focus_work(tab)

    def _focus_work(self, tab: Tab) -> None:
        """Stand where no key does harm."""
        places = {Tab.SCAN: self.workspace.focus_work, Tab.GALLERY: self.gallery.focus_work}
        places.get(tab, self.outbox.focus_work)()

    @Slot()
    def find_record(self) -> None:
        """Go where a record is picked, with the cursor in the field."""
        if self._stack.currentWidget() is self.outbox:
            self.show_tab(Tab.SCAN)
        if self.record_pane.isVisible():
            self.record_pane.focus_search()

    @Slot()
    def change_store(self) -> None:
        """Ask for a store and a key, with a way back."""
        self._show_connect(can_go_back=not self._is_not_set_up())

    def _show_connect(self, *, can_go_back: bool) -> None:
        self.top_bar.show_tab(None)
        self._stack.setCurrentWidget(self.connect_pane)
        self.connect_pane.begin(can_go_back=can_go_back)
        self._lie()

    def _is_not_set_up(self) -> bool:
        return self._connection is not None and self._connection.connection is Connection.NOT_SET_UP

    @Slot()
    def _back(self) -> None:
        self.show_tab(Tab.SCAN)

    @Slot()
    def _show_outbox(self) -> None:
        self.show_tab(Tab.OUTBOX)

    @Slot(object)
    def _show_in_gallery(self, row: OutboxRow) -> None:
        self._desk.look_at(row.record)  # never `pick`: pages on the desk stay for whom they are
        self.show_tab(Tab.GALLERY)

    @Slot(bool)
    def _viewer_shown(self, is_shown: bool) -> None:
        self._looks_at_image = is_shown
        self._lie()

    def _lie(self) -> None:
        """Show the parts that belong to this screen, as wide as the window lets them be."""
        shown = self._stack.currentWidget()
        looks = self._looks_at_image and shown is self.gallery
        self.scanner.listen(is_on=shown is not self.connect_pane)
        self.record_pane.setVisible(shown in (self.workspace, self.gallery) and not looks)
        least, most = _RECORD_PANE_PX
        self.record_pane.setFixedWidth(max(least, min(most, round(self.width() * _RECORD_PANE_SHARE))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._lie()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not event.spontaneous():
            self.find_record()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """What nobody else wanted is typed into the record field: by hand, or by a barcode scanner from anywhere."""
        is_typed = event.text().isprintable() and event.text().strip()
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if is_typed and plain == Qt.KeyboardModifier.NoModifier and self.record_pane.isVisible():
            self.record_pane.type_scanned(event.text())
        else:
            super().keyPressEvent(event)

    def _type_letter(self, letter: str) -> None:
        if self.record_pane.isVisible():
            self.record_pane.type_scanned(letter)

    # --- facts -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_fact(self, fact: object) -> None:
        match fact:
            case ConnectionChanged():
                self._show_connection(fact)
            case OutboxChanged(view=view):
                needs_person = view.needs_person_count > 0
                self.top_bar.tab(Tab.OUTBOX).set_count(view.waiting_count, needs_person=needs_person)
            case PagesRecalled():
                self.show_tab(Tab.SCAN)
            case AttentionAsked():
                self._come_to_the_front()
            case _:
                pass

    def _come_to_the_front(self) -> None:
        frame = self.window()
        frame.setWindowState(frame.windowState() & ~Qt.WindowState.WindowMinimized)  # maximised stays maximised
        frame.show()
        frame.raise_()
        frame.activateWindow()

    def _show_connection(self, fact: ConnectionChanged) -> None:
        before, self._connection = self._connection, fact
        self.top_bar.show_connection(fact)
        self.practice_strip.setVisible(fact.is_practice)
        self.setWindowTitle(self.tr("CounterScan – Practice") if fact.is_practice else "CounterScan")
        if self._is_not_set_up():
            self._show_connect(can_go_back=False)
        elif self._stack.currentWidget() is self.connect_pane and is_new_store(before, fact):
            self.show_tab(Tab.SCAN)
            self.record_pane.focus_search()
        self._lie()

    # --- what is pressed ---------------------------------------------------------------------------------------

    @Slot()
    def _connection_pressed(self) -> None:
        connection = self._connection.connection if self._connection else Connection.CONNECTING
        if connection in {Connection.KEY_REFUSED, Connection.NO_KEY}:
            self.key_bar.ask()
        elif connection is not Connection.NOT_SET_UP:
            menu = connection_menu(
                self, try_now=self._desk.send_now, enter_key=self.key_bar.ask, change_store=self.change_store
            )
            self._pop_up(menu, self.top_bar.chip)

    @Slot()
    def _settings_pressed(self) -> None:
        menu = settings_menu(
            self,
            choose_theme=self._choices.choose_theme,
            language=self._choices.language,
            choose_language=self._choices.choose_language,
            locked=self._choices.locked,
            change_store=self.change_store,
            show_scanners=self.sheets.toggle_scanners,
            show_profiles=self.sheets.show_profiles,
            show_people=self.sheets.show_people,
            show_privacy=self.sheets.show_privacy,
            draw_curtain=self.privacy.draw,
            add_hot_folder=self._hot_folder.add_to,
            show_settings=self.sheets.show_settings,
            show_keys=self.sheets.toggle_keys,
            show_about=self.sheets.toggle_about,
        )
        self._pop_up(menu, self.top_bar.settings)

    def _pop_up(self, menu: QMenu, under: QWidget) -> None:
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        right = under.width() - menu.sizeHint().width()
        menu.popup(under.mapToGlobal(QPoint(right, under.height() + 4)))

    @Slot(str)
    def _scanned(self, code: str) -> None:
        """A barcode scanner read this, wherever the focus was: whom it picks must be seen."""
        if self.privacy.is_drawn:
            self._curtain.refuse_beep()
            return
        if not self.record_pane.isVisible():
            self.show_tab(Tab.SCAN)
        if not self.sorting.beep(code):
            self._desk.beep(code)

    @Slot(object)
    def _capture(self, document: Document) -> None:
        """Go where it is seen how the capture goes on: the mark that was pressed falls asleep meanwhile."""
        self.show_tab(Tab.SCAN)
        self.workspace.focus_work()
        self.workspace.scan_hand.capture(document)

    @Slot()
    def _focus_pane(self) -> None:
        self.gallery.look_back()
        if self._stack.currentWidget() is not self.workspace:
            return  # the gallery of the picked record is still on its way
        self.workspace.focus_work()

    def _places(self) -> set[Place]:
        """Where a person stands, as far as other keys are valid there."""
        shown = self._stack.currentWidget()
        places = {Place.SEARCH} if self.record_pane.isAncestorOf(self.focusWidget() or self) else set[Place]()
        if shown is self.gallery:
            places.add(Place.GALLERY)
        elif shown is self.workspace:
            places |= self.workspace.places()
        return places

    def _walk(self, steps: int) -> None:
        shown = self._stack.currentWidget()
        panels: list[QWidget] = [self.top_bar, self.key_bar, self.record_pane, *self.sheets.all]
        if shown is self.workspace:
            panels[3:3] = self.workspace.panels()
        elif shown is not None:
            panels[3:3] = [shown]
        focus_next_panel(panels, steps)

    @Slot()
    def _refresh(self) -> None:
        if self._stack.currentWidget() is self.gallery:
            self._desk.refresh_gallery()
