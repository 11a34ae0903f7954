"""Says what came of a barcode scanner's beep where no record came of it, and whom the desk is still for."""

from PySide6.QtCore import QTimer, Slot
from PySide6.QtWidgets import QWidget

from app.domain.facts import BeepAnswered, BeepHeard
from app.domain.records import Record
from app.ui.announce import announce
from app.ui.controls.card import Card
from app.ui.controls.label import PlainLabel
from app.ui.problem_words import in_words
from app.ui.words import visible

SHOWN_AFTER_MS = 300
"""An answer that comes sooner needs no word about the waiting."""

MAX_CODE_SHOWN = 60


class BeepLine(Card):
    """Hidden while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("warn", margin_px=10, spacing_px=2, parent=parent)
        self._title = PlainLabel("", "strong", wraps=True)
        self._about = PlainLabel("", "note", wraps=True)
        self.column.addWidget(self._title)
        self.column.addWidget(self._about)
        self._slow = QTimer(self, singleShot=True, interval=SHOWN_AFTER_MS)
        self._slow.timeout.connect(self._say_slow)
        self._code = ""
        self.hide()

    @property
    def sentence(self) -> str:
        """What it says now."""
        return self.accessibleName() if not self.isHidden() else ""

    def hear(self, fact: BeepHeard) -> None:
        """A label is looked up."""
        self._code = fact.code
        self.hide()
        self._slow.start()

    def answer(self, fact: BeepAnswered, held: Record | None) -> None:
        """What came of it; `held` is whom the desk is for."""
        self._slow.stop()
        if fact.problem is None:
            self.hide()
            return
        still = self.tr("The desk is still for {name}.").format(name=visible(held.title)) if held is not None else ""
        code = visible(fact.code)[:MAX_CODE_SHOWN]
        about = " ".join(part for part in (f"{code}:", f"{in_words(fact.problem).advice}.", still) if part)
        self._say("warn" if fact.is_label else "bad", in_words(fact.problem).title, about)
        announce(self, self.sentence, at_once=True)

    def clear(self) -> None:
        """Say nothing any more."""
        self._slow.stop()
        self.hide()

    @Slot()
    def _say_slow(self) -> None:
        self._say("", self.tr("Asking DRX whose label this is…"), visible(self._code)[:MAX_CODE_SHOWN])

    def _say(self, tone: str, title: str, about: str) -> None:
        self.set_tone(tone)
        self._title.setText(title)
        self._about.setText(about)
        self.setAccessibleName(f"{title}. {about}")
        self.show()
