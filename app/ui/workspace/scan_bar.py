"""The strip over the work: how a scan goes, what it waits for, how it ended, and what to do. Shop room."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal, Slot
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from app.domain.capture_shelf import CaptureState, CaptureView
from app.domain.facts import CaptureChanged, CaptureEnded, DeskChanged, PagesQueued
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import Button, PlainButton, PrimaryButton, QuietButton, ToolButton
from app.ui.controls.label import PlainLabel
from app.ui.controls.thin_progress import ThinProgress
from app.ui.problem_words import in_words
from app.ui.relay import Relay
from app.ui.theme.icons import icon_pixmap
from app.ui.theme.theme import repolish, theme
from app.ui.words_capture import (
    ended_text,
    notes_text,
    running_note,
    running_text,
    scanned_text,
    spoken_text,
    tr,
    trouble_note,
    was_stopped,
    worth_a_look,
)
from app.ui.workspace.sheet_field import SheetField
from app.ui.workspace.words_sheets import count_note, count_title

_ICON_PX = 18
_BUTTON_PX = 40
_RUNS = frozenset({CaptureState.STARTING, CaptureState.SCANNING, CaptureState.STOPPING})


class ScanBar(QFrame):
    """Hidden while there is nothing to tell. `noticed` carries a quiet sentence at the end of a scan.

    `focus_freed` fires before it goes with the focus in it: the focus should go back to the work. `look_asked` carries
    the ID of the page at which a sheet may be missing.
    """

    noticed = Signal(str)
    look_asked = Signal(object)
    focus_freed = Signal()

    def __init__(self, desk: Desk, relay: Relay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._view = CaptureView()
        self._ended: CaptureEnded | None = None
        self._is_stopping = False
        self._spoken = ""
        self.setProperty("role", "strip")
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self._icon = PlainLabel()
        self._title = PlainLabel("", "strong", "ink", wraps=True)
        self._note = PlainLabel("", "secondary", "ink", wraps=True)
        self._detail = PlainLabel("", "note", "ink", wraps=True)
        self._go_on = PrimaryButton(tr("Go on"), "player-play", key_hint="F2")
        self._end = PlainButton(tr("Finish"), key_hint="F4")
        self._sheets = SheetField()
        self._look = PlainButton(tr("Look there"), "eye")
        self._details = QuietButton(tr("Details"))
        self._close = ToolButton("", "x", name=tr("Close what is said about the scan"))
        self._progress = ThinProgress(tr("How far the scan is"))
        self._build()
        self._go_on.clicked.connect(self._press_go_on)
        self._end.clicked.connect(self.end_scan)
        self._details.clicked.connect(self._toggle_detail)
        self._close.clicked.connect(self._put_away)
        self._sheets.counted.connect(desk.count_sheets)
        self._sheets.left.connect(self._put_away)
        self._look.clicked.connect(self._ask_look)
        relay.fact.connect(self._take)
        theme().changed.connect(self._tint)
        self.hide()

    def _build(self) -> None:
        row = QHBoxLayout()
        row.setContentsMargins(16, 8, 12, 8)
        row.setSpacing(10)
        row.addWidget(self._icon)
        row.addStrut(_BUTTON_PX)  # the page below does not jump where a state has no buttons
        words = QVBoxLayout()
        words.setSpacing(1)
        for label in (self._title, self._note, self._detail):
            words.addWidget(label)
        row.addLayout(words, 1)
        for control in (self._sheets, self._look, self._details, self._go_on, self._end, self._close):
            row.addWidget(control)
        self._sheets.hide()
        self._look.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(row)
        policy = self._progress.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._progress.setSizePolicy(policy)
        column.addWidget(self._progress)

    @property
    def sentence(self) -> str:
        """What it says now."""
        return " ".join(label.text() for label in (self._title, self._note) if label.text())

    # --- facts -----------------------------------------------------------------------------------------------

    @Slot(object)
    def _take(self, fact: object) -> None:
        match fact:
            case CaptureChanged(view):
                self._show(view)
            case CaptureEnded():
                self._tell_end(fact)
            case PagesQueued() if self._counts:
                self._put_away()  # what was counted has left
            case DeskChanged(view) if self._counts and not view.rows:
                self._put_away()  # it was taken off the desk
            case _:
                pass

    def _show(self, view: CaptureView) -> None:
        before, self._view = self._view, view
        if not view.is_busy:
            self._is_stopping = False
            if before.is_busy or self._ended is not None or view.sheets != before.sheets:
                self._show_end()
            return
        self._ended = None
        self._sheets.clear()
        self._offer_count(counts=False)
        if self._is_stopping:
            self._view = replace(view, state=CaptureState.STOPPING)
        self._show_running()

    def _tell_end(self, ended: CaptureEnded) -> None:
        self._ended = ended
        self._is_stopping = False
        if ended.problem is None or was_stopped(ended.problem):
            self.noticed.emit(ended_text(ended.page_count, ended.problem))
        self._show_end()

    # --- while it runs ---------------------------------------------------------------------------------------

    def _show_running(self) -> None:
        view, state = self._view, self._view.state
        is_asked = state in (CaptureState.WAITING, CaptureState.ASKING)
        tone = {CaptureState.WAITING: "warn"}.get(state, "")
        detail = view.trouble.detail if state is CaptureState.WAITING and view.trouble is not None else ""
        self._say(running_text(view), running_note(view), detail, tone)
        self._progress.show_share(view.share if state is CaptureState.SCANNING else None)
        self._progress.setVisible(state in _RUNS)
        self._go_on.set_words(tr("Scan next") if state is CaptureState.ASKING else tr("Go on"))
        self._end.set_words(
            tr("Done") if state is CaptureState.ASKING else tr("Finish") if is_asked else tr("Stop"),
            tr("Stop the scan") if not is_asked else tr("Finish the scan"),
        )
        self._offer(go_on=is_asked, end=state is not CaptureState.STOPPING)
        self.show()
        self._speak(spoken_text(view), at_once=is_asked)

    @Slot()
    def _press_go_on(self) -> None:
        if self._view.is_busy:
            self._desk.go_on_scanning()
            self._offer(go_on=False, end=True)  # until it is told what came of it
        else:
            self._desk.scan()

    @Slot()
    def end_scan(self) -> None:
        """Stop, finish, done: what came is kept. It is said at once; the scanner takes its time."""
        if not self._view.is_busy or self._is_stopping:
            return
        self._desk.finish_scanning()
        self._is_stopping = True
        self._view = replace(self._view, state=CaptureState.STOPPING)
        self._show_running()

    # --- after it --------------------------------------------------------------------------------------------

    def _show_end(self) -> None:
        """Trouble and doubts stay until they were seen; the rest needs no strip."""
        ended = self._ended
        problem = ended.problem if ended is not None else self._view.trouble
        came = ended.page_count if ended is not None else self._view.page_count
        notes = worth_a_look(self._view.notes)
        self._progress.hide()
        count = self._view.sheets
        self._offer_count(counts=self._view.fed)
        if count is not None and count.missing:
            self._say(count_title(count), count_note(count), "", "warn")
            self._offer(go_on=False, end=False)
        elif problem is not None and not was_stopped(problem):
            self._say(in_words(problem).title, trouble_note(came, problem), problem.detail, "bad")
            self._go_on.set_words(tr("Scan again"))
            self._offer(go_on=True, end=False)
        elif notes:
            self._say(scanned_text(came), notes_text(notes, came, self._view.told), "", "warn")
            self._offer(go_on=False, end=False)
        elif self._view.fed:
            self._say(scanned_text(came) if count is None else count_title(count), "", "", "")
            self._offer(go_on=False, end=False)
        else:
            self._put_away()
            return
        self.show()
        self._speak(self.sentence, at_once=True)

    @property
    def _counts(self) -> bool:
        """Is there a scan that is over whose sheets can be counted?"""
        return self._view.fed and not self._view.is_busy

    def _offer_count(self, *, counts: bool) -> None:
        """Ask for the count where there is one; lead to the page where a sheet may be missing."""
        leads = counts and self._view.first_gap is not None
        gone = [control for control, stays in ((self._sheets.field, counts), (self._look, leads)) if not stays]
        if any(control.hasFocus() for control in gone):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        self._sheets.setVisible(counts)
        self._look.setVisible(leads)

    @Slot()
    def _ask_look(self) -> None:
        if self._view.first_gap is not None:
            self.look_asked.emit(self._view.first_gap)

    @Slot()
    def _put_away(self) -> None:
        self._ended = None
        self._spoken = ""
        self._free_focus()
        self.hide()

    def _free_focus(self) -> None:
        focused = self.focusWidget()
        if focused is not None and focused.hasFocus():
            self.focus_freed.emit()

    # --- how it looks ----------------------------------------------------------------------------------------

    def _say(self, title: str, note: str, detail: str, tone: str) -> None:
        self._title.setText(title)
        self._title.set_tone(tone or "ink")
        self._note.setText(note)
        self._note.setVisible(bool(note))
        if detail != self._detail.text() or not detail:
            self._detail.hide()
        self._detail.setText(detail)
        self.setAccessibleName(self.sentence)
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            repolish(self)
        self._details.setVisible(bool(detail))
        self._tint()

    def _offer(self, *, go_on: bool, end: bool) -> None:
        """Show these buttons; the focus stays in the strip when the button that had it goes."""
        shown: dict[Button, bool] = {self._go_on: go_on, self._end: end, self._close: not self._view.is_busy}
        if any(button.hasFocus() and not is_shown for button, is_shown in shown.items()):
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        for button, is_shown in shown.items():
            button.setVisible(is_shown)

    def _speak(self, words: str, *, at_once: bool) -> None:
        if words != self._spoken:
            self._spoken = words
            announce(self, words, at_once=at_once)

    @Slot()
    def _toggle_detail(self) -> None:
        self._detail.setVisible(self._detail.isHidden())

    @Slot()
    def _tint(self) -> None:
        tone = str(self.property("tone") or "")
        names = {"warn": "alert-triangle", "bad": "alert-circle"}
        self._icon.setPixmap(
            icon_pixmap(names.get(tone, "scan"), tone or "accent_strong", _ICON_PX, self.devicePixelRatioF())
        )

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(QColor(theme().palette.accent), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))
            painter.end()
