"""First start: which store, which key, does DRX take it; or practise with a made-up store."""

from dataclasses import replace

from PySide6.QtCore import Qt, QTimer, Signal, Slot
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.domain.facts import ConnectAnswered, ConnectionChanged, KeyKeptIn, ProblemMet
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.connect.key_field import KeyField
from app.ui.controls.button import PlainButton, PrimaryButton, QuietButton
from app.ui.controls.card import Card
from app.ui.controls.field import Field
from app.ui.controls.finger_scroll import scroll_by_finger
from app.ui.controls.label import PlainLabel
from app.ui.controls.toast import Toast
from app.ui.problem_words import in_words
from app.ui.relay import Relay

CHECK_PAUSE_MS = 600
"""So long nobody types before DRX is asked."""

STORE_SUFFIX = ".drxapp.com"
_CARD_PX = 560


class ConnectPane(QFrame):
    """`back_asked` when a person goes back to the store that is open already."""

    back_asked = Signal()

    def __init__(self, desk: Desk, relay: Relay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "window")
        self.setAccessibleName(self.tr("Connect to your DRX store"))
        self._desk = desk
        self._question = 0
        self._key_place: str | None = None
        self._pause = QTimer(self, singleShot=True, interval=CHECK_PAUSE_MS)
        self._store = Field(self.tr("Store name"), self.tr("yourstore"), suffix=STORE_SUFFIX)
        self._key = KeyField(self.tr("API key"))
        self._place = PlainLabel("", "note", wraps=True)
        self._notice = Toast()
        self._notice.hide()
        self._practise = PlainButton(self.tr("Practice with a made-up store"))
        self._start = PrimaryButton(self.tr("Start scanning"))
        self._back = QuietButton(self.tr("Back"))
        self._back.hide()
        self._is_checked = False
        self._build()
        self._pause.timeout.connect(self._check)
        self._store.textChanged.connect(self._typed)
        self._key.textChanged.connect(self._typed)
        self._store.returnPressed.connect(self._enter)
        self._key.returnPressed.connect(self._enter)
        self._practise.clicked.connect(self._practise_now)
        self._start.clicked.connect(self._connect)
        self._back.clicked.connect(self.back_asked)
        relay.fact.connect(self._on_fact)
        self._show_start()

    def _build(self) -> None:
        card = Card(margin_px=32, spacing_px=6)
        card.setFixedWidth(_CARD_PX)
        add = card.column.addWidget
        add(PlainLabel(self.tr("Connect to your DRX store"), "title"))
        why = self.tr(
            "Two things, asked once. Ask your pharmacy manager for the key (DRX: Location Settings, API Options)."
        )
        add(PlainLabel(why, "secondary", wraps=True))
        for words, field in ((self.tr("Store name"), self._store), (self.tr("API key"), self._key)):
            card.column.addSpacing(10)
            label = PlainLabel(words, "note")
            label.setBuddy(field)
            add(label)
            add(field)
        add(self._place)
        card.column.addSpacing(6)
        add(self._notice)
        card.column.addSpacing(10)
        buttons = QHBoxLayout()
        buttons.addWidget(self._practise)
        buttons.addWidget(self._back)
        buttons.addStretch(1)
        buttons.addWidget(self._start)
        card.column.addLayout(buttons)
        centred = QWidget()
        centred.setProperty("role", "scrolled")
        column = QVBoxLayout(centred)
        column.setContentsMargins(16, 16, 16, 16)
        column.addStretch(1)
        column.addWidget(card, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addStretch(1)
        scroll = QScrollArea(widgetResizable=True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setWidget(centred)
        scroll_by_finger(scroll)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(scroll)
        self._show_place()

    # --- for the window ----------------------------------------------------------------------------------------

    def begin(self, *, can_go_back: bool) -> None:
        """Ask anew; `can_go_back`: there is an open store to go back to."""
        self._back.setVisible(can_go_back)
        self._key.clear()
        self._key.hide_key()
        self._store.setFocus(Qt.FocusReason.OtherFocusReason)

    # --- facts -------------------------------------------------------------------------------------------------

    @Slot(object)
    def _on_fact(self, fact: object) -> None:
        match fact:
            case ConnectAnswered(question=question) if question == self._question:
                self._answered(fact)
            case KeyKeptIn(place=place):
                self._key_place = place
                self._show_place()
            case ConnectionChanged(problem=problem) | ProblemMet(problem=problem):
                if problem is not None and not self._is_filled:  # why the program could not open what it was set to
                    self._say_problem(problem)
                self._practise.setEnabled(True)
                self._show_start()
            case _:
                pass

    def _show_place(self) -> None:
        if self._key_place is None:
            self._place.setText(self.tr("Kept in this computer's keyring, never in a file."))
        elif self._key_place:
            words = self.tr("Goes into {place}, never into a file.")
            self._place.setText(words.format(place=self._key_place))
        else:
            self._place.setText(self.tr("This computer has no keyring: the key will be asked for at each start."))

    def _answered(self, answer: ConnectAnswered) -> None:
        problem = answer.problem
        self._is_checked = problem is None
        if problem is None:
            elapsed_ms = max(1, round((answer.elapsed_s or 0.0) * 1000))
            words = self.tr("DRX answered in {count} ms. The key works.").format(count=elapsed_ms)
            self._notice.say(words, tone="good")
        elif answer.is_unreachable:  # a mistyped name looks the same as a network that is down
            advice = self.tr("Check the store name and the network of this computer")
            self._say_problem(replace(problem, advice=advice))
        else:
            self._say_problem(problem)
        self._notice.show()
        announce(self, self._notice.sentence, at_once=problem is not None)
        self._show_start(may_start_anyway=answer.is_unreachable)

    def _say_problem(self, problem: Problem) -> None:
        self._notice.say(in_words(problem).title, in_words(problem).advice, problem.detail, tone="bad")
        self._notice.show()

    # --- checking ----------------------------------------------------------------------------------------------

    @property
    def _is_filled(self) -> bool:
        return bool(self._store.text().strip() and self._key.text().strip())

    @Slot()
    def _typed(self) -> None:
        store = self._store.text().strip()
        self._store.set_suffix("" if any(mark in store for mark in ".:/") else STORE_SUFFIX)
        self._question += 1  # an answer that is still on its way is about something else
        self._is_checked = False
        if self._is_filled:
            self._pause.start()
        else:
            self._pause.stop()
            self._notice.hide()
        self._show_start()

    @Slot()
    def _check(self) -> None:
        self._pause.stop()
        self._question += 1
        self._notice.say(self.tr("Asking DRX…"), icon_name="loader-2")
        self._notice.show()
        self._desk.check_store(self._question, self._store.text().strip(), self._key.text().strip())

    def _show_start(self, *, may_start_anyway: bool = False) -> None:
        can_start = self._is_checked or may_start_anyway
        self._start.setEnabled(can_start)
        if self._is_checked or not self._is_filled:
            words = self.tr("Start scanning")
        elif may_start_anyway:
            words = self.tr("Start without checking")
        else:
            words = self.tr("Start scanning")
        reason = "" if can_start else self._reason()
        self._start.set_words(reason or words)

    def _reason(self) -> str:
        """Why it can't start yet, on the button itself."""
        if not self._store.text().strip():
            return self.tr("Type the store name")
        if not self._key.text().strip():
            return self.tr("Type the API key")
        return self.tr("Start scanning")

    @Slot()
    def _enter(self) -> None:
        if self._start.isEnabled():
            self._connect()
        elif not self._store.text().strip():
            self._store.setFocus(Qt.FocusReason.OtherFocusReason)
        elif not self._key.text().strip():
            self._key.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self._pause.isActive():
            self._check()

    @Slot()
    def _connect(self) -> None:
        self._start.setEnabled(False)
        self._start.set_words(self.tr("Starting…"))
        self._desk.connect_store(self._store.text().strip(), self._key.text().strip())

    @Slot()
    def _practise_now(self) -> None:
        self._practise.setEnabled(False)
        self._desk.practise()
