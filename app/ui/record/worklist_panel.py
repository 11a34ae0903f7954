"""The worklist in the record panel: how far it is, the next lines to do, and the way from one to the next."""

from functools import partial

from PySide6.QtCore import QPoint, Qt, QTimer, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from app.domain.facts import WorklistChanged
from app.domain.records import Record
from app.domain.worklist import WorklistView, WorkRow, WorkState
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import QuietButton, ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.record.record_row import RecordRow
from app.ui.record.words_worklist import details_text, progress_text, row_lines, row_sentence, state_note
from app.ui.relay import Relay
from app.ui.theme.icons import icon
from app.ui.window_keys import Key
from app.ui.words import KIND_ICONS

MAX_SHOWN = 5
"""Lines that are shown; what is done or further down makes room for them."""

UNDO_SHOWN_MS = 20_000
"""So long the way back stands where a list was that was cleared."""


class WorklistRow(RecordRow):
    """`removed` by its Delete key."""

    removed = Signal()

    def __init__(self, row: WorkRow, parent: QWidget) -> None:
        first, second = row_lines(row)
        kind = row.record.kind if row.record is not None else row.kind
        icon_name = KIND_ICONS[kind] if kind is not None else "id"
        super().__init__(first, second, icon_name, row_sentence(row), parent, note=state_note(row.state))
        self.row = row
        self.set_current(row.is_picked)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)


class WorklistPanel(QWidget):
    """Hidden while there is no list. `looked_up` carries the text of a line that a person has to look up."""

    looked_up = Signal(str)

    def __init__(self, desk: Desk, relay: Relay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = WorklistView()
        self._has_room = True
        self._rows: list[WorklistRow] = []
        self._menu: QMenu | None = None
        self._way_back = QTimer(self, singleShot=True, interval=UNDO_SHOWN_MS)
        self._way_back.timeout.connect(self._show)
        self._build()
        self.setAccessibleName(self.tr("Worklist"))
        relay.fact.connect(self._take)
        self.hide()

    def _build(self) -> None:
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(2)
        head = QHBoxLayout()
        head.setContentsMargins(0, 0, 0, 0)
        self._progress = PlainLabel("", "section")
        self._next = ToolButton(self.tr("Next"), "arrow-right", name=self.tr("Next open one on the worklist"))
        self._next.setToolTip(self.tr("Next open one on the worklist ({key})").format(key=Key.NEXT_RECORD.value))
        self._next.clicked.connect(self._desk.work_on_next)
        self._undo = QuietButton(self.tr("Undo"))
        self._undo.clicked.connect(self._desk.undo_on_worklist)
        head.addWidget(self._progress, 1)
        head.addWidget(self._undo)
        head.addWidget(self._next)
        self._column.addLayout(head)
        self._details = PlainLabel("", "note", wraps=True)
        self._column.addWidget(self._details)

    @property
    def view(self) -> WorklistView:
        """The list as it was told last."""
        return self._view

    @property
    def rows(self) -> tuple[WorklistRow, ...]:
        """The lines as they stand."""
        return tuple(self._rows)

    @property
    def choices(self) -> tuple[tuple[Record, WorklistRow], ...]:
        """Whom each line is for, where that is known."""
        return tuple((row.row.record, row) for row in self._rows if row.row.record is not None)

    @property
    def sentence(self) -> str:
        """How far it is, in words."""
        return self._progress.text() if not self.isHidden() else ""

    def make_room(self, *, is_wanted: bool) -> None:
        """While a person searches, what is found needs the place."""
        self._has_room = not is_wanted
        self._show()

    @Slot(object)
    def _take(self, fact: object) -> None:
        if not isinstance(fact, WorklistChanged):
            return
        before, self._view = self._view, fact.view
        if before.rows and not fact.view.rows and fact.view.can_undo:
            self._way_back.start()
        if fact.view.rows != before.rows:
            self._make_rows()
        self._show()
        if fact.view.count(WorkState.DONE) > before.count(WorkState.DONE):
            announce(self, self._progress.text())

    @Slot()
    def _show(self) -> None:
        view = self._view
        is_gone = not view.rows
        words = self.tr("Worklist cleared") if is_gone else self.tr("Worklist {progress}")
        self._progress.setText(words.format(progress=progress_text(view)))
        left = sum(row.state is not WorkState.DONE for row in view.rows)
        details = details_text(view, left - len(self._rows))
        if view.rows and not left:
            details = self.tr("All of it is done.")
        self._details.setText(details)
        self._details.setVisible(bool(details))
        self._next.setVisible(bool(view.next_key))
        self._undo.setVisible(is_gone)
        self.setVisible(self._has_room and (bool(view.rows) or self._way_back.isActive()))

    def _make_rows(self) -> None:
        """The rows that are left to do, those that were passed over last; the focus stays with its line."""
        focused = next((row.row.key for row in self._rows if row is QApplication.focusWidget()), "")
        for row in self._rows:
            self._column.removeWidget(row)
            row.hide()
            row.deleteLater()
        left = [row for row in self._view.rows if row.state is not WorkState.DONE]
        left.sort(key=lambda row: row.state is WorkState.SKIPPED)
        picked = next((place for place, row in enumerate(left) if row.is_picked), 0)
        first = max(0, min(picked - 1, len(left) - MAX_SHOWN))
        self._rows = [WorklistRow(row, self) for row in left[first : first + MAX_SHOWN]]
        for place, row in enumerate(self._rows):
            row.clicked.connect(partial(self._work_on, row.row))
            row.removed.connect(partial(self._desk.remove_from_worklist, row.row.key))
            row.customContextMenuRequested.connect(partial(self._pop_up, row))
            self._column.insertWidget(2 + place, row)
            if row.row.key == focused:
                row.setFocus(Qt.FocusReason.OtherFocusReason)

    def _work_on(self, row: WorkRow, _checked: bool = False) -> None:
        if row.state is WorkState.UNKNOWN:
            self.looked_up.emit(row.text)
        else:
            self._desk.work_on(row.key)

    def _pop_up(self, row: WorklistRow, at: QPoint) -> None:
        menu = self._menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.add_acts(menu, row.row)
        menu.popup(row.mapToGlobal(at))

    def add_acts(self, menu: QMenu, row: WorkRow | None) -> None:
        """What can be done with this line, and with the list."""
        if row is not None:
            is_skipped = row.state is WorkState.SKIPPED
            words = self.tr("Do not skip it") if is_skipped else self.tr("Skip it")
            menu.addAction(icon("chevron-right"), words, partial(self._desk.skip_on_worklist, row.key))
            words = self.tr("Remove it from the worklist")
            menu.addAction(icon("x"), words, partial(self._desk.remove_from_worklist, row.key))
        if self._view.rows:
            menu.addAction(icon("trash"), self.tr("Clear the worklist"), self._desk.clear_worklist)
        if self._view.can_undo:
            menu.addAction(icon("arrow-back-up"), self.tr("Undo on the worklist"), self._desk.undo_on_worklist)
