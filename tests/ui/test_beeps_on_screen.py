"""What a beep does on the screen: whom it picked, why it picked nobody, what waits, what pages suggest."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from app.domain.errors import Problem
from app.domain.facts import (
    BeepAnswered,
    BeepHeard,
    Connection,
    ConnectionChanged,
    DeskChanged,
    LabelsSet,
    SearchAnswered,
)
from app.domain.labels import grammar_of
from app.domain.readings import Remark
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView, Mark, Obstacle, WaitingStack
from app.ui.main_window import MainWindow
from app.ui.relay import Relay
from app.ui.theme.theme import apply
from app.ui.top_bar import Tab
from app.ui.workspace.words_remarks import approving_words, row_words
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import page_row

MARIA = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria", date(1962, 3, 14))
CHEN = Record(RecordKind.PRESCRIPTION, "rx_70544", "Chen, Daniel", None, "Amoxicillin", "pat_20881")
FOREIGN = Problem("This barcode is no label of this store", "Nobody was picked. Search for it, or type the ID")


@pytest.fixture
def window(qapp: QApplication, orders: Orders, relay: Relay) -> Iterator[MainWindow]:
    apply(qapp)
    window = MainWindow(desk_over(orders), relay)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    relay.fact.emit(ConnectionChanged(Connection.CONNECTED, "lakeside"))
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def buttons(window: MainWindow) -> list[str]:
    QApplication.processEvents()  # new rows are shown by their layout
    return [button.accessibleName() for button in window.findChildren(QPushButton) if button.isVisible()]


def press(window: MainWindow, name: str) -> None:
    next(b for b in window.findChildren(QPushButton) if b.accessibleName() == name and b.isVisible()).click()


def field(window: MainWindow) -> QLineEdit:
    return next(f for f in window.findChildren(QLineEdit) if f.accessibleName() == "Name, birth date, Rx, ID")


def scan(window: MainWindow, code: str) -> None:
    handle = window.windowHandle()
    assert handle is not None
    for sign in code:
        QTest.keyClick(handle, ord(sign), Qt.KeyboardModifier.NoModifier)
    QTest.keyClick(handle, Qt.Key.Key_Return)


def last_question(orders: Orders, name: str) -> int:
    question = [given[1] for given in orders.given if given[0] == name][-1]
    assert isinstance(question, int)
    return question


def test_a_beep_goes_to_the_desk_and_not_into_the_search_field(window: MainWindow, orders: Orders) -> None:
    window.record_pane.focus_search()
    scan(window, "b209827:a5g")
    assert (orders.given[-1], field(window).text()) == (("beeps.take", "b209827:a5g"), "")


def test_a_beep_over_the_outbox_goes_where_its_record_is_seen(window: MainWindow, orders: Orders) -> None:
    window.show_tab(Tab.OUTBOX)
    scan(window, "b209827:a5g")
    assert window.record_pane.isVisible()
    assert ("beeps.take", "b209827:a5g") in orders.given


def test_on_the_first_start_nobody_listens_to_a_scanner(window: MainWindow, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(ConnectionChanged(Connection.NOT_SET_UP))
    scan(window, "b209827:a5g")
    assert not [given for given in orders.given if given[0] == "beeps.take"]


def test_why_a_beep_picked_nobody_stands_there_and_whom_the_desk_is_still_for(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=MARIA)))
    relay.fact.emit(BeepAnswered("5012345678900", problem=FOREIGN, is_label=False))
    assert "This barcode is no label of this store" in words(window)
    assert "The desk is still for Alvarez, Maria." in words(window)
    assert field(window).text() == "5012345678900"


def test_the_next_beep_takes_these_words_away(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(BeepAnswered("b1:a", problem=FOREIGN))
    relay.fact.emit(BeepHeard("b209827:a5g"))
    assert FOREIGN.title not in words(window)


def test_a_beep_that_picks_clears_what_was_typed(window: MainWindow, relay: Relay) -> None:
    field(window).setText("alv")
    relay.fact.emit(BeepAnswered("b210031:c2k", CHEN))
    assert field(window).text() == ""


def test_what_pages_suggest_is_picked_with_one_press(window: MainWindow, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(DeskChanged(DeskView(None, (page_row("one"),), obstacle=Obstacle.NO_RECORD, suggested=(CHEN,))))
    assert "This page says" in words(window)
    press(window, "Pick rx_70544 · Amoxicillin, Chen, Daniel, as a label says")
    assert ("routing.pick", CHEN) in orders.given


def test_what_waits_comes_back_with_one_press_or_one_key(window: MainWindow, relay: Relay, orders: Orders) -> None:
    waiting = (WaitingStack(MARIA, 2), WaitingStack(CHEN, 1))
    relay.fact.emit(DeskChanged(DeskView(record=None, waiting=waiting)))
    press(window, "Take up: 1 page for Chen, Daniel, rx_70544 · Amoxicillin")
    QTest.keyClick(window, Qt.Key.Key_B, Qt.KeyboardModifier.ControlModifier)
    assert [given for given in orders.given if given[0] == "take_up"] == [
        ("take_up", 1),
        ("take_up", 0),
    ]


def test_of_two_waiting_namesakes_each_has_something_of_its_own(window: MainWindow, relay: Relay) -> None:
    namesake = replace(MARIA, id="pat_12346", born=date(1990, 1, 2))
    relay.fact.emit(DeskChanged(DeskView(waiting=(WaitingStack(MARIA, 2), WaitingStack(namesake, 2)))))
    rows = [name for name in buttons(window) if name.startswith("Take up")]
    assert len(set(rows)) == 2


def test_with_nothing_typed_the_deliveries_of_today_are_listed(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    press(window, "Delivery")
    assert orders.given[-1][2:] == ("", RecordKind.DELIVERY)
    stop = Record(RecordKind.DELIVERY, "del_12345", "North Austin · stop 5")
    relay.fact.emit(SearchAnswered(last_question(orders, "routing.search"), "", (stop,)))
    assert any(name.startswith("North Austin · stop 5") for name in buttons(window))


def test_a_patients_prescriptions_are_one_key_away(window: MainWindow, relay: Relay, orders: Orders) -> None:
    window.record_pane.focus_search()
    field(window).setText("alv")
    QTest.keyClick(field(window), Qt.Key.Key_Return)
    namesake = replace(MARIA, id="pat_12346")
    relay.fact.emit(SearchAnswered(last_question(orders, "routing.search"), "alv", (MARIA, namesake)))
    QTest.keyClick(field(window), Qt.Key.Key_Down)
    QTest.keyClick(field(window), Qt.Key.Key_Right)
    assert (orders.given[-1][0], orders.given[-1][2]) == ("routing.search_prescriptions", namesake)
    relay.fact.emit(SearchAnswered(last_question(orders, "routing.search_prescriptions"), "", (CHEN,)))
    QTest.keyClick(field(window), Qt.Key.Key_Return)
    assert ("routing.pick", CHEN) in orders.given


def test_those_of_the_picked_patient_are_one_press_away(window: MainWindow, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=MARIA)))
    press(window, "Prescriptions of Alvarez, Maria")
    assert orders.given[-1][2] == MARIA


def test_a_set_grammar_is_the_one_that_the_field_understands(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(LabelsSet(grammar_of(("delivery: D{id:digits}",))))
    field(window).setText("b209827:a5g")
    assert "Use ID b209827:a5g as a patient" in buttons(window)


def test_a_page_of_another_record_says_so_and_shows_both_ways_out(window: MainWindow, relay: Relay) -> None:
    row = replace(
        page_row("one", mark=Mark.LOOK), remarks=(Remark.OTHER_RECORD, Remark.SKEWED), picked=MARIA, says=CHEN
    )
    relay.fact.emit(DeskChanged(DeskView(MARIA, (row,), obstacle=Obstacle.NOT_SEEN)))
    assert {"Pick rx_70544", "It belongs to Alvarez, Maria"} <= set(buttons(window))
    said = row_words(row, Remark.OTHER_RECORD)
    assert said.mark == "This page says rx_70544"
    assert "Chen, Daniel" in said.reason
    assert "Alvarez, Maria" in said.reason


def test_a_long_name_keeps_to_its_button() -> None:
    long = replace(MARIA, name="Featherstonehaugh-Wolfeschlegelsteinhausen, Bartholomew")
    row = replace(page_row("one"), remarks=(Remark.OTHER_RECORD,), picked=long, says=CHEN)
    assert len(approving_words(row)) < 36
