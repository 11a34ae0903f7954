"""The outbox tab: what is on its way to DRX, what needs a person, what arrived."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from app.domain.facts import OutboxChanged, SendingProgressed
from app.domain.outbox_shelf import Hold, OutboxRow, OutboxView
from app.domain.parcels import EntryId
from app.flows.desk import Desk
from app.ui.controls.button import PlainButton
from app.ui.controls.card import Card
from app.ui.controls.finger_scroll import scroll_by_finger
from app.ui.controls.row_list import RowList
from app.ui.gallery.gallery_states import Message
from app.ui.outbox.outbox_banner import OutboxBanner
from app.ui.outbox.outbox_header import OutboxHeader
from app.ui.outbox.outbox_row import OutboxRowWidget
from app.ui.outbox.sending_progress import SendingProgress
from app.ui.outbox.slip import has_receipts
from app.ui.outbox.slip_sheet import SlipSheet
from app.ui.outbox.telling_apart import names_apart
from app.ui.outbox.words_outbox import (
    acts_of,
    banner_of,
    first_waiting,
    recall_banner_of,
    seconds_until,
    state_of,
    what_happened,
)
from app.ui.relay import Relay
from app.ui.words import number_text

ROWS_AT_ONCE = 60
"""So many rows are made; the rest waits behind a button, so that ten thousand pages are not ten thousand widgets."""
TICK_MS = 1000


def _utc_now() -> datetime:
    return datetime.now(UTC)


class OutboxPane(QWidget):
    """`key_asked`: a person wants to enter a key. `gallery_asked` carries the `OutboxRow` of a page that arrived."""

    key_asked = Signal()
    gallery_asked = Signal(object)

    def __init__(self, desk: Desk, relay: Relay, clock: Callable[[], datetime] = _utc_now) -> None:
        super().__init__()
        self._desk = desk
        self._clock = clock
        self._view = OutboxView()
        self._limit = ROWS_AT_ONCE
        self._is_arranged = False
        self._widgets: dict[EntryId, OutboxRowWidget] = {}
        self._called: Mapping[EntryId, str] = {}
        self._progress = SendingProgress()
        self.setProperty("role", "window")
        self.banner = OutboxBanner()
        self.recall_banner = OutboxBanner()
        self.header = OutboxHeader()
        self.empty = Message()
        self.list = RowList(self.tr("Outbox"))
        self.more = PlainButton("")
        self._build()
        self.slip_sheet = SlipSheet(self, clock)
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._tell_time)
        self.banner.pressed.connect(self._mend)
        self.recall_banner.pressed.connect(self._recall_all)
        self.header.pause_asked.connect(self._desk.pause_sending)
        self.header.receipts_asked.connect(self.slip_sheet.toggle)
        self.more.clicked.connect(self._show_more)
        relay.fact.connect(self._take)
        self._show_view(self._view)

    def _build(self) -> None:
        self.empty.say(
            "cloud-check", self.tr("Nothing is waiting. What you upload shows up here until DRX has confirmed it.")
        )
        rows = QWidget()
        rows.setProperty("role", "scrolled")
        inner = QVBoxLayout(rows)
        inner.setContentsMargins(0, 0, 0, 0)
        inner.setSpacing(0)
        inner.addWidget(self.list)
        inner.addSpacing(8)
        inner.addWidget(self.more, 0, Qt.AlignmentFlag.AlignHCenter)
        inner.addSpacing(8)
        inner.addStretch(1)
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        self._scroll.setFrameShape(QFrame.Shape.NoFrame)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._scroll.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setWidget(rows)
        scroll_by_finger(self._scroll)
        self._scroll.verticalScrollBar().rangeChanged.connect(self._align_header)
        card = Card(margin_px=1, spacing_px=0)
        card.column.addWidget(self.header)
        card.column.addWidget(self._scroll, 1)
        self._contents = QStackedWidget()
        self._contents.addWidget(self.empty)
        self._contents.addWidget(card)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(24, 20, 24, 20)
        whole.setSpacing(16)
        whole.addWidget(self.banner)
        whole.addWidget(self.recall_banner)
        whole.addWidget(self._contents, 1)

    @Slot()
    def _align_header(self) -> None:
        """The columns stand over the rows' columns, with a scroll bar beside the rows or without."""
        bar = self._scroll.verticalScrollBar()
        self.header.leave_room(bar.sizeHint().width() if bar.maximum() > 0 else 0)

    def focus_work(self) -> None:
        """Stand on the list, or on the sentence in its place: no key there erases anything."""
        place = self.list if self._view.rows else self.empty
        place.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- what is told ----------------------------------------------------------------------------------------------

    @property
    def shown_rows(self) -> tuple[OutboxRow, ...]:
        """The entries that have a row of their own on the screen."""
        return self._view.rows[: self._limit]

    @property
    def is_counting(self) -> bool:
        """Do the seconds run? Only while something counts down and somebody can see it."""
        return self._tick.isActive()

    def widget_of(self, entry_id: EntryId) -> OutboxRowWidget | None:
        """The row of an entry, where it has one."""
        return self._widgets.get(entry_id)

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case OutboxChanged(view):
                self._show_view(view)
            case SendingProgressed(entry_id, sent_bytes, total_bytes):
                self._progress.note(entry_id, sent_bytes / max(1, total_bytes), self._clock())
                widget = self._widgets.get(entry_id)
                if widget is not None:
                    self._tell_row(widget.row, self._clock(), is_next=False)
            case _:
                pass

    def _show_view(self, view: OutboxView) -> None:
        self._view = view
        self._progress.keep_only(view.rows)
        self._is_arranged = self.isVisible()  # unseen, forty new rows would take a frame from whoever works elsewhere
        if self._is_arranged:
            self._arrange()
        had_focus = self.empty.hasFocus() or self.list.hasFocus()
        self._contents.setCurrentIndex(1 if view.rows else 0)
        if had_focus:
            self.focus_work()
        self.header.receipts.setVisible(has_receipts(view.rows))
        self.header.pause.setVisible(view.hold is None and view.waiting_count > view.needs_person_count)
        self.slip_sheet.show_rows(view.rows)
        self._tell_time()

    def _arrange(self) -> None:
        """Give each shown entry its row, in order; rows that stay are kept, with their focus and their question."""
        shown = self.shown_rows
        self._called = names_apart(shown)
        column, wanted = self.list.column, {row.id for row in shown}
        for entry_id in [of for of in self._widgets if of not in wanted]:
            gone = self._widgets.pop(entry_id)
            column.removeWidget(gone)
            gone.hide()
            gone.deleteLater()
        for position, row in enumerate(shown):
            widget = self._widgets.get(row.id) or self._new_row(row)
            if column.indexOf(widget) != position:
                column.insertWidget(position, widget)
        hidden = len(self._view.rows) - len(shown)
        self.more.setVisible(hidden > 0)
        self.more.set_words(self.tr("Show more ({count} not shown)").format(count=number_text(hidden)))

    def _new_row(self, row: OutboxRow) -> OutboxRowWidget:
        widget = OutboxRowWidget(row)
        entry_id = row.id
        widget.recall_asked.connect(lambda: self._desk.recall((entry_id,)))
        widget.retry_asked.connect(lambda: self._desk.retry(entry_id))
        widget.removal_asked.connect(lambda: self._desk.drop(entry_id))
        widget.gallery_asked.connect(lambda: self.gallery_asked.emit(self._widgets[entry_id].row))
        self._widgets[entry_id] = widget
        return widget

    @Slot()
    def _tell_time(self) -> None:
        """Say everything that depends on the time, and go on doing so while something counts down and is seen."""
        now = self._clock()
        self.banner.show_banner(banner_of(self._view, now))
        self.recall_banner.show_banner(recall_banner_of(self._view, now))
        next_row = first_waiting(self._view.rows)
        for row in self.shown_rows if self._is_arranged else ():
            self._tell_row(row, now, is_next=row is next_row)
        counts = [self._view.next_try]
        for row in self.shown_rows:
            counts += (row.next_try, row.recall_until)
        if self.isVisible() and any(seconds_until(moment, now) for moment in counts):
            if not self._tick.isActive():
                self._tick.start()
        else:
            self._tick.stop()

    def _tell_row(self, row: OutboxRow, now: datetime, *, is_next: bool) -> None:
        widget = self._widgets[row.id]
        sent = self._progress.of(row)
        sentence = what_happened(row, now, hold=self._view.hold, is_next=is_next, sent=sent)
        widget.show_row(row, state_of(row, sent), sentence, acts_of(row, now), self._called.get(row.id, ""))

    def setVisible(self, visible: bool) -> None:
        if visible and not self._is_arranged:  # before it is shown: then the rows are there for the very next key
            self._is_arranged = True
            self._arrange()
            self._tell_time()
        super().setVisible(visible)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._tell_time()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        self._tick.stop()

    # --- what can be done ------------------------------------------------------------------------------------------

    @Slot()
    def _mend(self) -> None:
        if self._view.hold is Hold.OFFLINE:
            self._desk.send_now()
        elif self._view.hold is Hold.PAUSED:
            self._desk.go_on_sending()
        else:
            self.key_asked.emit()

    @Slot()
    def toggle_pause(self) -> None:
        """Send nothing more for now, or go on; where nothing is on its way there is nothing to pause."""
        if self._view.hold is Hold.PAUSED:
            self._desk.go_on_sending()
        elif not self.header.pause.isHidden():
            self._desk.pause_sending()

    @Slot()
    def _recall_all(self) -> None:
        self._desk.recall(self._view.recallable)

    @Slot()
    def _show_more(self) -> None:
        self._limit += ROWS_AT_ONCE
        self._arrange()
        self._tell_time()
