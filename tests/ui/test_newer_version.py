"""The quiet line about a newer version: it names it, copies its page's address, opens nothing, and can be put away."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from app import __version__
from app.domain.facts import NewerVersionKnown
from app.ui.newer_version_toast import NewerVersionToast
from app.ui.notices import Notices
from app.ui.relay import Relay
from tests.ui.page_samples import put_away

PAGE = "https://downloads.example/counterscan/9.0.0"
SAID = f"CounterScan 9.0.0 is there This is {__version__}. Nothing is installed by itself."


@pytest.fixture
def notices(qapp: QApplication, relay: Relay) -> Iterator[Notices]:
    over = QWidget()
    over.resize(900, 700)
    over.show()
    yield Notices(relay, over)
    put_away(over)


def press(notices: Notices, name: str) -> None:
    buttons = [*notices.findChildren(QPushButton), *notices.findChildren(QToolButton)]
    next(button for button in buttons if button.accessibleName().startswith(name)).click()


def test_it_is_said_once_however_often_it_is_told(relay: Relay, notices: Notices) -> None:
    for _ in range(2):
        relay.fact.emit(NewerVersionKnown("9.0.0", PAGE))
    assert notices.sentences == (SAID,)


def test_the_newest_alone_is_said(relay: Relay, notices: Notices) -> None:
    for version in ("8.0.0", "9.0.0"):
        relay.fact.emit(NewerVersionKnown(version, PAGE))
    assert notices.sentences == (SAID,)


def test_its_button_copies_the_address_of_the_page(relay: Relay, notices: Notices) -> None:
    relay.fact.emit(NewerVersionKnown("9.0.0", PAGE))
    press(notices, "Copy the address")
    assert QGuiApplication.clipboard().text() == PAGE
    assert notices.sentences == (SAID,)


def test_who_puts_it_away_is_heard(relay: Relay, notices: Notices) -> None:
    relay.fact.emit(NewerVersionKnown("9.0.0", PAGE))
    put = list[str]()
    notices.version_dismissed.connect(put.append)
    press(notices, "Close this notice")
    assert (put, notices.sentences) == (["9.0.0"], ())


@pytest.mark.parametrize("words", ["Copy the address", "Copiar la dirección", "Dirección copiada"])
def test_the_words_on_its_button_fit_into_the_notice(relay: Relay, notices: Notices, words: str) -> None:
    relay.fact.emit(NewerVersionKnown("9.0.0", PAGE))
    toast = notices.findChildren(NewerVersionToast)[0]
    button = next(one for one in toast.findChildren(QPushButton) if one.accessibleName() == "Copy the address")
    links = button.parentWidget()
    assert links is not None
    toast.set_action(words)
    assert button.sizeHint().width() <= links.width()
