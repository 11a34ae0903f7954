"""Single letters as keys can be switched off, and short sounds on."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton, QVBoxLayout, QWidget

from app.domain.errors import Problem
from app.domain.facts import BeepAnswered, SettingsChanged
from app.domain.records import Record, RecordKind
from app.ui.letter_keys import LetterKeys
from app.ui.relay import Relay
from app.ui.resources import resource
from app.ui.sounds import Sound, Sounds
from tests.ui.page_samples import put_away


class Counter(QWidget):
    """A window with a shortcut of one letter, a button that has the focus, and a field."""

    def __init__(self, relay: Relay) -> None:
        super().__init__()
        self.turned, self.typed = 0, ""
        self.button, self.field = QPushButton("Page"), QLineEdit()
        column = QVBoxLayout(self)
        column.addWidget(self.button)
        column.addWidget(self.field)
        QShortcut(QKeySequence("R"), self).activated.connect(self._turn)
        self.letters = LetterKeys(relay, self, self._type)
        self.show()
        self.activateWindow()
        QTest.qWaitForWindowActive(self)
        self.button.setFocus()

    def _turn(self) -> None:
        self.turned += 1

    def _type(self, letter: str) -> None:
        self.typed += letter


@pytest.fixture
def counter(qapp: QApplication, relay: Relay) -> Iterator[Counter]:
    counter = Counter(relay)
    yield counter
    relay.fact.emit(SettingsChanged({"letter_keys": True}))
    put_away(counter)


def press(counter: Counter, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    handle = counter.windowHandle()
    assert handle is not None
    QTest.keyClick(handle, key, held)


def test_a_letter_is_a_key_until_it_is_switched_off(counter: Counter, relay: Relay) -> None:
    press(counter, Qt.Key.Key_R)
    assert (counter.turned, counter.typed) == (1, "")
    relay.fact.emit(SettingsChanged({"letter_keys": False}))
    press(counter, Qt.Key.Key_R)
    assert (counter.turned, counter.typed) == (1, "r")


def test_in_a_field_letters_are_typed_in_either_case(counter: Counter, relay: Relay) -> None:
    relay.fact.emit(SettingsChanged({"letter_keys": False}))
    counter.field.setFocus()
    press(counter, Qt.Key.Key_R)
    assert (counter.field.text(), counter.typed) == ("r", "")


def test_keys_with_ctrl_are_none_of_it(counter: Counter, relay: Relay) -> None:
    done: list[bool] = []
    QShortcut(QKeySequence("Ctrl+B"), counter).activated.connect(lambda: done.append(True))
    relay.fact.emit(SettingsChanged({"letter_keys": False}))
    press(counter, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert done == [True]


@pytest.fixture
def heard(qapp: QApplication, relay: Relay, request: pytest.FixtureRequest) -> list[Sound]:
    heard: list[Sound] = []
    Sounds(relay, heard.append, relay)
    return heard


def test_nothing_is_heard_unless_somebody_wants_it(relay: Relay, heard: list[Sound]) -> None:
    relay.fact.emit(BeepAnswered("1", record=Record(RecordKind.PATIENT, "pat_1")))
    assert heard == []


def test_a_pick_and_what_needs_somebody_sound_differently(relay: Relay, heard: list[Sound]) -> None:
    relay.fact.emit(SettingsChanged({"sounds": True}))
    relay.fact.emit(BeepAnswered("1", record=Record(RecordKind.PATIENT, "pat_1")))
    relay.fact.emit(BeepAnswered("2", problem=Problem("This barcode is no label of this store")))
    relay.fact.emit(BeepAnswered("3"))
    assert heard == [Sound.PICKED, Sound.NEEDS_YOU]


def test_every_sound_is_shipped() -> None:
    assert all(resource(f"sounds/{sound.value}.wav").read_bytes()[:4] == b"RIFF" for sound in Sound)
