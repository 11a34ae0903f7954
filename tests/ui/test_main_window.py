"""The window as a whole: its tabs, how it stands with the store, its notices, and the first start."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton, QWidget

from app.domain.errors import Problem
from app.domain.facts import (
    ConnectAnswered,
    Connection,
    ConnectionChanged,
    Fact,
    KeyKeptIn,
    OutboxChanged,
    ProblemMet,
)
from app.domain.outbox_shelf import OutboxRow, OutboxView
from app.domain.parcels import EntryId, Stage
from app.domain.records import Record, RecordKind
from app.ui.main_window import MainWindow
from app.ui.relay import Relay
from app.ui.theme.theme import apply
from app.ui.top_bar import Tab
from tests.ui.gallery_samples import Orders, desk_over

MARIA = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria")
DOWN = Problem("DRX can't be reached", "Look at the network")


@pytest.fixture
def window(qapp: QApplication, orders: Orders, relay: Relay) -> Iterator[MainWindow]:
    apply(qapp)
    window = MainWindow(desk_over(orders), relay)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)  # shortcuts belong to the active window
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def tell(relay: Relay, *facts: Fact) -> None:
    for fact in facts:
        relay.fact.emit(fact)


def shown(window: MainWindow, kind: type[QWidget], name: str) -> QWidget:
    return next(
        widget for widget in window.findChildren(kind) if widget.accessibleName() == name and widget.isVisible()
    )


def press(window: MainWindow, name: str) -> None:
    widget = shown(window, QPushButton, name)
    assert isinstance(widget, QPushButton)
    widget.click()


def fill_in(window: MainWindow, store: str = "lakeside", key: str = "DRX0") -> None:
    for name, text in (("Store name", store), ("API key", key)):
        field = shown(window, QLineEdit, name)
        assert isinstance(field, QLineEdit)
        field.setText(text)
    QTest.keyClick(shown(window, QLineEdit, "API key"), Qt.Key.Key_Return)


def question_of(orders: Orders) -> int:
    question = [given[1] for given in orders.given if given[0] == "connect.check"][-1]
    assert isinstance(question, int)
    return question


def waiting(stage: Stage = Stage.QUEUED) -> OutboxView:
    row = OutboxRow(EntryId("1"), "id.jpg", MARIA, 400_000, stage, None, None, "", None)
    return OutboxView((row,))


def test_the_outbox_tab_counts_what_waits(window: MainWindow, relay: Relay) -> None:
    tell(relay, OutboxChanged(waiting()))
    assert window.top_bar.tab(Tab.OUTBOX).accessibleName() == "Outbox, 1 waiting"


def test_the_connection_stands_in_words(window: MainWindow, relay: Relay) -> None:
    tell(relay, ConnectionChanged(Connection.OFFLINE, "lakeside"))
    assert shown(window, QPushButton, "Connection: lakeside · offline")


def test_practice_is_said_across_the_top(window: MainWindow, relay: Relay) -> None:
    tell(relay, ConnectionChanged(Connection.CONNECTED, "Practice store", True))
    words = "Practice store: made-up patients, nothing reaches DRX"
    assert any(label.text() == words and label.isVisible() for label in window.findChildren(QLabel))


def test_the_window_title_names_no_patient(window: MainWindow, relay: Relay) -> None:
    tell(relay, ConnectionChanged(Connection.CONNECTED, "Practice store", True))
    assert window.windowTitle() == "CounterScan – Practice"


def test_the_number_keys_change_the_tab(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.gallery.isVisible()


def test_the_record_panel_is_not_in_the_way_of_the_outbox(window: MainWindow) -> None:
    window.show_tab(Tab.OUTBOX)
    assert not window.record_pane.isVisible()


def test_a_problem_stays_until_it_was_seen(window: MainWindow, relay: Relay) -> None:
    tell(relay, ProblemMet(DOWN))
    press(window, f"Close this notice: {DOWN.title}")
    assert not [label for label in window.findChildren(QLabel) if label.isVisible() and label.text() == DOWN.title]


def test_the_same_problem_is_told_once(window: MainWindow, relay: Relay) -> None:
    tell(relay, ProblemMet(DOWN), ProblemMet(DOWN, at=datetime.now(UTC)))
    assert window.notices.sentences == ("DRX can't be reached Look at the network",)


def test_the_map_of_keys_opens_and_closes_with_one_key(window: MainWindow) -> None:
    QTest.keyClick(window, Qt.Key.Key_F1)
    opened = shown(window, QPushButton, "Close Keyboard map").isVisible()
    QTest.keyClick(window, Qt.Key.Key_F1)
    assert opened
    assert not [
        b for b in window.findChildren(QPushButton) if b.accessibleName() == "Close Keyboard map" and b.isVisible()
    ]


def test_a_refused_key_asks_for_a_new_one(window: MainWindow, relay: Relay, orders: Orders) -> None:
    tell(relay, ConnectionChanged(Connection.KEY_REFUSED, "lakeside"))
    field = shown(window, QLineEdit, "Enter a new key")
    QTest.keyClicks(field, "DRX1")
    press(window, "Use this key")
    assert ("connect.enter_key", "DRX1") in orders.given


def test_the_first_start_asks_for_a_store(window: MainWindow, relay: Relay) -> None:
    tell(relay, ConnectionChanged(Connection.NOT_SET_UP))
    assert window.connect_pane.isVisible()


def test_a_store_can_be_started_when_drx_took_its_key(window: MainWindow, relay: Relay, orders: Orders) -> None:
    tell(relay, ConnectionChanged(Connection.NOT_SET_UP))
    fill_in(window)
    tell(relay, ConnectAnswered(question_of(orders), 0.14))
    press(window, "Start scanning")
    assert orders.given[-1] == ("connect.connect_store", "lakeside", "DRX0")


def test_a_key_that_drx_refuses_can_not_be_started_with(window: MainWindow, relay: Relay, orders: Orders) -> None:
    tell(relay, ConnectionChanged(Connection.NOT_SET_UP))
    fill_in(window)
    tell(relay, ConnectAnswered(question_of(orders), problem=Problem("DRX refused the API key")))
    assert not shown(window, QPushButton, "Start scanning").isEnabled()


def test_without_a_line_a_person_may_start_all_the_same(window: MainWindow, relay: Relay, orders: Orders) -> None:
    tell(relay, ConnectionChanged(Connection.NOT_SET_UP))
    fill_in(window)
    tell(relay, ConnectAnswered(question_of(orders), problem=DOWN, is_unreachable=True))
    words = "Check the store name and the network of this computer"  # not that sending goes on: nothing was begun
    assert any(label.text() == words for label in window.findChildren(QLabel))
    assert shown(window, QPushButton, "Start without checking").isEnabled()


def test_the_key_is_hidden_until_it_is_looked_at(window: MainWindow, relay: Relay) -> None:
    tell(relay, ConnectionChanged(Connection.NOT_SET_UP))
    field = shown(window, QLineEdit, "API key")
    assert isinstance(field, QLineEdit)
    before = field.echoMode()
    press(window, "Show the key")
    assert (before, field.echoMode()) == (QLineEdit.EchoMode.Password, QLineEdit.EchoMode.Normal)


def test_it_says_where_the_key_goes(window: MainWindow, relay: Relay) -> None:
    tell(relay, ConnectionChanged(Connection.NOT_SET_UP), KeyKeptIn("Windows Credential Manager"))
    words = "Goes into Windows Credential Manager, never into a file."
    assert any(label.text() == words for label in window.findChildren(QLabel))


def test_an_opened_store_ends_the_first_start(window: MainWindow, relay: Relay) -> None:
    tell(relay, ConnectionChanged(Connection.NOT_SET_UP), ConnectionChanged(Connection.CONNECTING, "lakeside"))
    assert window.workspace.isVisible()


def test_it_fits_a_small_screen_at_one_and_a_half(window: MainWindow, relay: Relay) -> None:
    tell(relay, ConnectionChanged(Connection.CONNECTED, "Practice store", True), OutboxChanged(waiting()))
    hint = window.minimumSizeHint()
    assert (hint.width() <= 900, hint.height() <= 500) == (True, True)


def test_every_button_says_what_it_does(window: MainWindow) -> None:
    nameless = [button for button in window.findChildren(QPushButton) if not (button.accessibleName() or button.text())]
    assert [type(button).__name__ for button in nameless if button.isVisible()] == []


def test_showing_a_page_of_the_outbox_in_the_gallery_picks_nobody(window: MainWindow, orders: Orders) -> None:
    (delivered,) = waiting(Stage.DELIVERED).rows
    window.outbox.gallery_asked.emit(delivered)
    assert ("look_at", MARIA) in orders.given
    assert not [given for given in orders.given if given[0] == "routing.pick"]
