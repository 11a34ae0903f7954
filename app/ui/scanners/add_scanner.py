"""The field where a scanner is added by its address, with the answer at the place. Shop room."""

from PySide6.QtCore import Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.facts import ScannerAnswered
from app.flows.desk import Desk
from app.ui.announce import announce
from app.ui.controls.button import PlainButton
from app.ui.controls.field import Field
from app.ui.controls.label import PlainLabel
from app.ui.controls.toast import Toast
from app.ui.problem_words import in_words
from app.ui.relay import Relay
from app.ui.words import visible
from app.ui.words_capture import tr

MOST_CHARACTERS = 253
"""As long as a name in the network can be (RFC 1035), which leaves room for any address."""


class AddScanner(QWidget):
    """`added` carries the Scanner that answered at the address; `told` the part that says something new."""

    added = Signal(object)
    told = Signal(object)

    def __init__(self, desk: Desk, relay: Relay, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = desk
        self._question = 0
        self._is_asking = False
        self.field = Field(tr("Address of a scanner"), tr("192.168.1.40 or a name"))
        self.field.setMaxLength(MOST_CHARACTERS)
        self._add = PlainButton(tr("Add"), "plus")
        self._answer = Toast()
        self._answer.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        word = PlainLabel(tr("Add by address"), "secondary")
        word.setBuddy(self.field)
        column.addWidget(word)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.field, 1)
        row.addWidget(self._add)
        column.addLayout(row)
        column.addWidget(self._answer)
        self.field.textChanged.connect(self._typed)
        self.field.returnPressed.connect(self._ask)
        self._add.clicked.connect(self._ask)
        relay.fact.connect(self._take)
        self._show()

    def begin(self) -> None:
        """The sheet opens: what was answered before is gone; an answer that is still to come is not for it."""
        self._question += 1
        self._is_asking = False
        self._answer.hide()
        self._show()

    @Slot()
    def _ask(self) -> None:
        address = self.field.text().strip()
        if not address or self._is_asking:
            return
        self._question += 1
        self._is_asking = True
        self._answer.say(tr("Asking what is at this address…"), icon_name="search")
        self._answer.show()
        self.told.emit(self._answer)
        self._show()
        self._desk.add_scanner(self._question, address)

    @Slot()
    def _typed(self) -> None:
        if self._is_asking:  # the answer would be about another address
            self.begin()
        else:
            self._answer.hide()
            self._show()

    def _show(self) -> None:
        self._add.setEnabled(bool(self.field.text().strip()) and not self._is_asking)

    @Slot(object)
    def _take(self, fact: object) -> None:
        if not isinstance(fact, ScannerAnswered) or fact.question != self._question or not self._is_asking:
            return
        self._is_asking = False
        if fact.scanner is not None:
            self.field.clear()
            self._answer.say(tr("Added: {scanner}").format(scanner=visible(fact.scanner.name)), tone="good")
            self.added.emit(fact.scanner)
        elif fact.problem is not None:
            problem = fact.problem
            self._answer.say(in_words(problem).title, in_words(problem).advice, problem.detail, tone="bad")
        self._answer.show()
        self.told.emit(self._answer)
        self._show()
        announce(self, self._answer.sentence, at_once=True)
