"""The left panel: whom the pages are for. Search, kinds, the picked record, and the recent ones."""

from collections.abc import Callable, Collection, Iterable

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.domain.facts import (
    BeepAnswered,
    BeepHeard,
    DeskChanged,
    LabelsSet,
    LinkAnswered,
    NameAsked,
    PagesGiven,
    RecentsChanged,
    SearchAnswered,
)
from app.domain.labels import DEFAULT_GRAMMAR
from app.domain.pages import PageId
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView, Obstacle
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import ToolButton
from app.ui.controls.field import Field
from app.ui.controls.finger_scroll import scroll_by_finger
from app.ui.controls.label import PlainLabel
from app.ui.record.beep_line import BeepLine
from app.ui.record.desk_offers import DeskOffers
from app.ui.record.documents_marks import DocumentsMarks
from app.ui.record.found_list import FoundList
from app.ui.record.giving import Giving
from app.ui.record.kind_picker import KindPicker
from app.ui.record.picked_card import PickedCard
from app.ui.record.record_drops import Choice, RecordDrops, Target, as_record
from app.ui.record.record_search import LISTED_BY_DAY, Found, IdOffer, SearchState, found, pick_on_enter
from app.ui.record.worklist_door import WorklistDoor
from app.ui.record.worklist_panel import WorklistPanel
from app.ui.relay import Relay
from app.ui.words import record_sentence

SEARCH_PAUSE_MS = 200
"""So long nobody types before DRX is asked."""

_EDGE_PX = 14
_MENU_TOP_PX = 8
_TALL_ENOUGH_FOR_NOTE_PX = 560


class RecordPane(QFrame):
    """`picked` says that a record was picked by hand; the pages may have the focus now. `capture_asked` carries the
    Document that the picked record is to get.
    """

    picked = Signal()
    capture_asked = Signal(object)

    def __init__(self, desk: Desk, relay: Relay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setProperty("edge", "right")
        self.setAccessibleName(self.tr("Who is it for?"))
        self._desk = desk
        self.take_over: Callable[[IdOffer | Record], bool] = _nobody
        """Asked first what a picked record is for: while a batch is sorted, for the pages that are selected there."""
        self._question = 0
        self._answer: SearchAnswered | None = None
        self._is_searching = False
        self._picks_when_answered = False
        self._found = Found()
        self._recents: tuple[tuple[Record, int], ...] = ()
        self._record: Record | None = None
        self._view = DeskView()
        self._asked_for: tuple[RecordKind, str] | None = None
        self._grammar = DEFAULT_GRAMMAR
        self._pause = QTimer(self, singleShot=True, interval=SEARCH_PAUSE_MS)
        self._build(relay)
        self._pause.timeout.connect(self._ask)
        self._field.textChanged.connect(self._typed)
        self._field.installEventFilter(self)
        self._kinds.kind_chosen.connect(self._kind_chosen)
        self._list.chosen.connect(self._take)
        self._list.current_changed.connect(self._scroll_to)
        self._card.put_away.connect(self._put_away)
        self._card.patient_given.connect(self._give_patient)
        self._card.prescriptions_asked.connect(self._open_prescriptions)
        self._card.separator_asked.connect(self._desk.draw_separator)
        self._card.also.asked.connect(self._desk.file_under)
        self._card.also.dropped.connect(self._desk.file_no_more_under)
        self._documents.capture_asked.connect(self.capture_asked)
        self._offers.picked.connect(self._take)
        self._offers.taken_up.connect(self._take_up)
        self._worklist.looked_up.connect(self.type_scanned)
        self.drops.pages_dropped.connect(self._give_dropped)
        self._more.clicked.connect(self._pop_up_menu)
        relay.fact.connect(self._on_fact)

    def _build(self, relay: Relay) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE_PX, 16, _EDGE_PX, 12)
        column.setSpacing(12)
        column.addWidget(PlainLabel(self.tr("Who is it for?"), "section"))
        self._more = ToolButton("", "dots", name=self.tr("Worklist menu"), parent=self)  # in the title's line
        words = self.tr("Name, birth date, Rx, ID")
        self._field = Field(words, words, leading_icon="search", trailing_icon="barcode")
        self._kinds = KindPicker()
        self._card = PickedCard()
        self._card.hide()
        self._list = FoundList()
        column.addWidget(self._field)
        column.addWidget(self._kinds)
        drop_words, giving_words = (PlainLabel("", "note", "accent", wraps=True) for _ in range(2))
        column.addWidget(drop_words)
        column.addWidget(giving_words)
        self._beep = BeepLine()
        column.addWidget(self._beep)
        scrolled = QWidget()
        scrolled.setProperty("role", "scrolled")
        inner = QVBoxLayout(scrolled)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(8)
        self._offers = DeskOffers()
        self._documents = DocumentsMarks(relay)
        inner.addWidget(self._card)
        inner.addWidget(self._documents)
        inner.addWidget(self._offers)
        self._worklist = WorklistPanel(self._desk, relay)
        self.giving = Giving(self._desk, giving_words, self)
        self._worklist_door = WorklistDoor(self._desk, self._worklist, lambda: self._kinds.kind, self, drop_words)
        inner.addWidget(self._worklist)
        inner.addWidget(self._list)
        inner.addStretch(1)
        self._scroll = QScrollArea(widgetResizable=True)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(scrolled)
        scroll_by_finger(self._scroll)
        column.addWidget(self._scroll, 1)
        self.drops = RecordDrops(self._desk, self, self._scroll, self._targets)
        note = self.tr("Scan a label barcode at any time to pick its prescription.")
        self._note = PlainLabel(note, "note", wraps=True)
        column.addWidget(self._note)

    # --- for the window ----------------------------------------------------------------------------------------

    def focus_search(self) -> None:
        """Put the cursor into the search field, with what is in it selected."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    def type_scanned(self, text: str) -> None:
        """Take the first characters of a barcode scanner; the rest is typed into the field by itself."""
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)
        self._field.setText(text)

    @Slot()
    def take_up_last(self) -> None:
        """Take up what was put aside last, where something waits."""
        if self._view.waiting:
            self._take_up(0)

    def ask_whose(self, page_ids: Collection[PageId]) -> None:
        """Ask which other record these pages are for."""
        self.giving.ask(page_ids)
        if page_ids:
            self.focus_search()

    # --- facts -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_fact(self, fact: object) -> None:
        match fact:
            case SearchAnswered(question=question) if question == self._question:
                self._answered(fact)
            case RecentsChanged():
                self._recents = fact.counted
                self._show()
            case NameAsked(kind, record_id, is_over):
                if not is_over:
                    self._asked_for = (kind, record_id)
                elif self._asked_for == (kind, record_id):
                    self._asked_for = None
                self._show_record(self._view)
            case DeskChanged(view=view):
                self._show_record(view)
            case BeepHeard():
                self._beep.hear(fact)
            case BeepAnswered():
                self._beep_answered(fact)
            case LinkAnswered():
                self._card.also.answer(fact)
            case PagesGiven():
                self.giving.say(fact)
            case LabelsSet(grammar):
                self._grammar = grammar
            case _:
                pass

    def _show_record(self, view: DeskView) -> None:
        self._view, record = view, view.record
        self.giving.follow([row.id for row in view.rows])
        if record is not None:
            blocks = view.obstacle is Obstacle.NO_PATIENT or not view.rows
            is_asking = self._asked_for == (record.kind, record.id)
            self._card.show_record(record, asks_patient=record.needs_patient and blocks, is_asking=is_asking)
        self._card.setVisible(record is not None)
        self._offers.show_desk(view)
        self._record = record
        self._show()

    # --- searching ---------------------------------------------------------------------------------------------

    @Slot(str)
    def _typed(self, text: str) -> None:
        self._picks_when_answered = False
        self._question += 1  # whatever is still on its way is stale
        self._beep.clear()
        self._pause.stop()
        self._is_searching = bool(text.strip())
        if self._is_searching:
            self._pause.start()
        else:
            self._answer = None
            if self._kinds.kind in LISTED_BY_DAY:
                self._is_searching = True
                self._ask()
        self._show()

    @Slot(object)
    def _kind_chosen(self, kind: RecordKind | None) -> None:
        self._answer = None
        self._typed(self._field.text())

    @Slot()
    def _ask(self) -> None:
        self._pause.stop()
        self._question += 1
        self._desk.search(self._question, self._field.text().strip(), self._kinds.kind)

    def _answered(self, answer: SearchAnswered) -> None:
        self._is_searching = False
        self._answer = answer
        self._show()
        if self._picks_when_answered:
            self._picks_when_answered = False
            self._pick_or_point()
        else:
            announce(self._field, self._found.message or self._count_text())

    def _count_text(self) -> str:
        count = len(self._found.records)
        return self.tr("1 found") if count == 1 else self.tr("{count} found").format(count=count)

    def _show(self) -> None:
        text = self._field.text()
        self._found = found(
            text, self._kinds.kind, self._answer, is_searching=self._is_searching, grammar=self._grammar
        )
        self._worklist.make_room(is_wanted=self._found.state is not SearchState.IDLE)
        if self._found.state is SearchState.IDLE:
            others = [(record, count) for record, count in self._recents if not self._is_picked(record)]
            self._list.show_recents(others)
        else:
            self._list.show_found(self._found)

    def _is_picked(self, record: Record) -> bool:
        held = self._record
        return held is not None and (held.kind, held.id) == (record.kind, record.id)

    # --- picking -----------------------------------------------------------------------------------------------

    def _enter(self) -> None:
        current = self._list.current
        if current is not None:
            self._take(current)
        elif self._is_searching:
            self._picks_when_answered = True
            if self._pause.isActive():
                self._ask()
        else:
            self._pick_or_point()

    def _pick_or_point(self) -> None:
        """Pick what can't be mistaken, else stand on the first record and let the person say."""
        sure = pick_on_enter(self._found)
        if sure is not None:
            self._take(sure)
        elif self._found.choices:
            self._list.show_hint(self.tr("Enter again picks the marked one, ↓ goes to the next."))
            self._list.go_to((self._found.records or self._found.choices)[0])
            announce(self._field, self.tr("Enter again picks it, arrow down goes to the next."))

    @Slot(object)
    def _take(self, choice: IdOffer | Record) -> None:
        if self.take_over(choice):
            pass
        elif self.giving.is_asking:
            self.giving.answer(as_record(choice))
        elif isinstance(choice, Record):
            self._desk.pick(choice)
        else:
            self._desk.pick_id(choice.kind, choice.record_id)
        self._clear()
        self.picked.emit()

    def _clear(self) -> None:
        """Nothing typed, and no list that was opened."""
        if self._field.text():
            self._field.clear()
        else:
            self._typed("")

    def _targets(self) -> Iterable[tuple[Choice, Target]]:
        """What can be dropped onto; the pages of the picked record are there already."""
        yield from self._list.choices
        yield from self._offers.choices
        yield from self._worklist.choices
        if self._record is not None:
            yield self._record, self._card

    @Slot(object)
    def _give_dropped(self, choice: Choice) -> None:
        if not self.take_over(choice):
            self._desk.give(self.drops.selected(), as_record(choice))

    @Slot(object)
    def _take_up(self, number: int) -> None:
        record = self._view.waiting[number].record if number < len(self._view.waiting) else None
        if self.giving.is_asking and record is not None:
            self.giving.answer(record)
        else:
            self._desk.take_up(number)
        self._clear()
        self.picked.emit()

    @Slot(object)
    def _open_prescriptions(self, patient: Record) -> None:
        """List a patient's prescriptions in the place of what was found."""
        self._typed("")
        self._is_searching = True
        self._question += 1
        self._desk.search_prescriptions(self._question, patient)
        self._show()
        self._field.setFocus(Qt.FocusReason.OtherFocusReason)

    def _beep_answered(self, answer: BeepAnswered) -> None:
        if answer.record is not None:
            self._clear()
            announce(self._field, self.tr("Picked: {record}").format(record=record_sentence(answer.record)))
        elif not answer.is_label and not self._field.text():
            self._field.setText(answer.code)  # perhaps it can be searched for; that is for a person to say
        self._beep.answer(answer, self._record)

    @Slot()
    def _put_away(self) -> None:
        self._desk.pick(None)
        self.focus_search()

    @Slot(str)
    def _give_patient(self, patient_id: str) -> None:
        if self._record is not None:
            self._desk.pick_id(self._record.kind, self._record.id, patient_id)

    @Slot()
    def _pop_up_menu(self) -> None:
        self._worklist_door.pop_up(self._more)

    # --- keys and sizes ----------------------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._field and event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            return self._key(event)
        return super().eventFilter(watched, event)

    def _key(self, event: QKeyEvent) -> bool:
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        match event.key():
            case Qt.Key.Key_Down:
                self._list.walk(1)
            case Qt.Key.Key_Up:
                self._list.walk(-1)
            case Qt.Key.Key_Return | Qt.Key.Key_Enter:
                self._enter()
            case Qt.Key.Key_Right if self._opens_prescriptions():
                pass
            case Qt.Key.Key_Escape if self._field.text() or self._answer is not None:
                self._clear()
            case Qt.Key.Key_Escape if self.giving.is_asking:
                self.giving.end()
                self.picked.emit()
            case _:
                return False
        return True

    def _opens_prescriptions(self) -> bool:
        """One key away: from the patient that the arrows stand on, or the picked one where nothing is typed."""
        current = self._list.current
        patient = current if isinstance(current, Record) else self._record if not self._field.text() else None
        is_at_end = self._field.cursorPosition() == len(self._field.text())
        if patient is None or patient.kind is not RecordKind.PATIENT or not is_at_end:
            return False
        self._field.blockSignals(True)
        self._field.clear()
        self._field.blockSignals(False)
        self._open_prescriptions(patient)
        return True

    @Slot(QWidget)
    def _scroll_to(self, row: QWidget) -> None:
        self._scroll.ensureWidgetVisible(row, 0, 8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._note.setVisible(self.height() >= _TALL_ENOUGH_FOR_NOTE_PX)
        side = self._more.sizeHint().height()
        self._more.setGeometry(self.width() - _EDGE_PX - side, _MENU_TOP_PX, side, side)


def _nobody(choice: IdOffer | Record) -> bool:
    """It is for the desk."""
    return False
