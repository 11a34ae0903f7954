"""The left panel as a person meets it: typing, waiting, picking, putting away."""

from collections.abc import Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from app.domain.facts import DeskChanged, NameAsked, RecentsChanged, SearchAnswered
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView
from app.ui.record.found_list import FoundList
from app.ui.record.kind_picker import KindPicker
from app.ui.record.picked_card import PickedCard
from app.ui.record.record_pane import RecordPane
from app.ui.relay import Relay
from tests.ui.gallery_samples import Orders, desk_over

MARIA = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria", date(1962, 3, 14))
NAMESAKE = Record(RecordKind.PATIENT, "pat_12346", "Alvarez, Maria", date(1990, 1, 2))
SCRIPT = Record(RecordKind.PRESCRIPTION, "rx_67890", "Alvarez, Maria", date(1962, 3, 14), "Lisinopril", "pat_12345")


@pytest.fixture
def pane(orders: Orders, relay: Relay) -> Iterator[RecordPane]:
    pane = RecordPane(desk_over(orders), relay)
    pane.resize(300, 700)
    pane.show()
    yield pane
    pane.close()
    pane.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def field_of(pane: RecordPane) -> QLineEdit:
    return next(line for line in pane.findChildren(QLineEdit) if line.accessibleName() == "Name, birth date, Rx, ID")


def rows_of(pane: RecordPane) -> list[str]:
    (found,) = pane.findChildren(FoundList)
    return [row.accessibleName() for row in found.rows]


def words_of(pane: RecordPane) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible()]


def button(pane: RecordPane, name: str) -> QPushButton:
    return next(button for button in pane.findChildren(QPushButton) if button.accessibleName() == name)


def type_and_enter(pane: RecordPane, text: str) -> None:
    field_of(pane).setText(text)
    QTest.keyClick(field_of(pane), Qt.Key.Key_Return)


def answer(relay: Relay, orders: Orders, *records: Record) -> None:
    question = [given[1] for given in orders.given if given[0] == "routing.search"][-1]
    assert isinstance(question, int)
    relay.fact.emit(SearchAnswered(question, "", records))


def test_enter_asks_at_once_instead_of_waiting_for_quiet(pane: RecordPane, orders: Orders) -> None:
    type_and_enter(pane, "alvarez")
    assert orders.given[-1][0] == "routing.search"


def test_enter_before_the_answer_picks_the_only_record_when_it_comes(
    pane: RecordPane, relay: Relay, orders: Orders
) -> None:
    type_and_enter(pane, "alvarez")
    answer(relay, orders, MARIA)
    assert orders.given[-1] == ("routing.pick", MARIA)


def test_enter_before_the_answer_stands_on_the_first_of_many(pane: RecordPane, relay: Relay, orders: Orders) -> None:
    type_and_enter(pane, "alvarez")
    answer(relay, orders, MARIA, NAMESAKE)
    assert pane.findChildren(FoundList)[0].current == MARIA


def test_where_enter_picks_nothing_yet_it_is_said_what_it_will_do(
    pane: RecordPane, relay: Relay, orders: Orders
) -> None:
    hint = "Enter again picks the marked one, ↓ goes to the next."
    type_and_enter(pane, "alvarez")
    answer(relay, orders, MARIA, NAMESAKE)
    assert hint in words_of(pane)
    field_of(pane).clear()
    assert hint not in words_of(pane)


def test_the_second_enter_picks_where_the_arrows_stand(pane: RecordPane, relay: Relay, orders: Orders) -> None:
    type_and_enter(pane, "alvarez")
    answer(relay, orders, MARIA, NAMESAKE)
    QTest.keyClick(field_of(pane), Qt.Key.Key_Down)
    QTest.keyClick(field_of(pane), Qt.Key.Key_Return)
    assert orders.given[-1] == ("routing.pick", NAMESAKE)


def test_a_stale_answer_is_dropped(pane: RecordPane, relay: Relay, orders: Orders) -> None:
    type_and_enter(pane, "alvarez")
    field_of(pane).setText("chen")
    answer(relay, orders, MARIA)
    assert rows_of(pane) == ["Use ID chen as a patient"]


def test_namesakes_are_told_apart_by_their_birth_dates(pane: RecordPane, relay: Relay, orders: Orders) -> None:
    type_and_enter(pane, "alvarez")
    answer(relay, orders, MARIA, NAMESAKE)
    assert rows_of(pane)[:-1] == [
        "Alvarez, Maria, Born 03/14/1962 · pat_12345",
        "Alvarez, Maria, Born 01/02/1990 · pat_12346",
    ]


def test_a_typed_id_is_used_by_a_press_without_any_look_up(pane: RecordPane, orders: Orders) -> None:
    field_of(pane).setText("pat_77")
    button(pane, "Use ID pat_77 as a patient").click()
    assert orders.given == [("routing.pick_id", RecordKind.PATIENT, "pat_77", "")]


def test_escape_clears_the_field(pane: RecordPane) -> None:
    field_of(pane).setText("alvarez")
    QTest.keyClick(field_of(pane), Qt.Key.Key_Escape)
    assert field_of(pane).text() == ""


def test_the_picked_record_can_be_put_away_by_name(pane: RecordPane, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=MARIA)))
    button(pane, "Put away Alvarez, Maria").click()
    assert orders.given == [("routing.pick", None)]


def test_a_prescription_without_its_patient_asks_for_the_patients_id(
    pane: RecordPane, relay: Relay, orders: Orders
) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=Record(RecordKind.PRESCRIPTION, "rx_1"))))
    patient_id = next(line for line in pane.findChildren(QLineEdit) if line.accessibleName() == "Patient ID")
    QTest.keyClicks(patient_id, "pat_9")
    QTest.keyClick(patient_id, Qt.Key.Key_Return)
    assert orders.given == [("routing.pick_id", RecordKind.PRESCRIPTION, "rx_1", "pat_9")]


def test_the_recents_do_not_repeat_the_picked_record(pane: RecordPane, relay: Relay) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=MARIA)))
    relay.fact.emit(RecentsChanged((MARIA, SCRIPT)))
    assert rows_of(pane) == ["rx_67890 · Lisinopril, Alvarez, Maria · Born 03/14/1962"]


def test_a_recent_record_says_how_many_of_its_images_arrived_today(pane: RecordPane, relay: Relay) -> None:
    relay.fact.emit(RecentsChanged((MARIA, NAMESAKE), (4, 0)))
    assert rows_of(pane) == [
        "Alvarez, Maria, Born 03/14/1962 · pat_12345, 4 images today",
        "Alvarez, Maria, Born 01/02/1990 · pat_12346",
    ]
    (found,) = pane.findChildren(FoundList)
    assert [row.note for row in found.rows] == ["4 today", ""]


def test_a_kind_under_more_takes_its_place_on_the_button(pane: RecordPane) -> None:
    (kinds,) = pane.findChildren(KindPicker)
    kinds.show_kind(RecordKind.SALE)
    assert button(pane, "Sale").isChecked()


def test_a_chosen_kind_is_given_to_the_search(pane: RecordPane, orders: Orders) -> None:
    button(pane, "Delivery").click()
    type_and_enter(pane, "austin")
    assert orders.given[-1][2:] == ("austin", RecordKind.DELIVERY)


def said_of(pane: RecordPane) -> tuple[str, bool]:
    """What the card is called, and whether it says that DRX told no name."""
    (card,) = pane.findChildren(PickedCard)
    words = "DRX has not told a name for this ID"
    return card.accessibleName(), any(
        label.text() == words and label.isVisible() for label in card.findChildren(QLabel)
    )


def test_while_drx_is_asked_whose_an_id_is_nobody_says_that_it_told_nothing(pane: RecordPane, relay: Relay) -> None:
    typed = Record(RecordKind.PATIENT, "pat_777")
    relay.fact.emit(NameAsked(typed.kind, typed.id))
    relay.fact.emit(DeskChanged(DeskView(record=typed)))
    assert "Asking DRX whose ID this is…" in words_of(pane)
    relay.fact.emit(NameAsked(typed.kind, typed.id, is_over=True))
    assert "DRX has not told a name for this ID" in words_of(pane)


def test_an_answer_about_an_earlier_id_ends_no_later_question(pane: RecordPane, relay: Relay) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=Record(RecordKind.PATIENT, "pat_778"))))
    relay.fact.emit(NameAsked(RecordKind.PATIENT, "pat_778"))
    relay.fact.emit(NameAsked(RecordKind.PATIENT, "pat_777", is_over=True))
    assert "Asking DRX whose ID this is…" in words_of(pane)


def test_another_record_that_is_picked_meanwhile_is_not_the_one_asked_for(pane: RecordPane, relay: Relay) -> None:
    relay.fact.emit(NameAsked(RecordKind.PATIENT, "pat_777"))
    relay.fact.emit(DeskChanged(DeskView(record=Record(RecordKind.PATIENT, "pat_778"))))
    assert "DRX has not told a name for this ID" in words_of(pane)


def test_an_id_without_a_name_is_not_taken_for_checked(pane: RecordPane, relay: Relay) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=Record(RecordKind.PATIENT, "pat_9"))))
    name, is_shown = said_of(pane)
    assert is_shown
    assert name.endswith("DRX has not told a name for this ID")


def test_a_record_with_its_name_says_nothing_of_the_kind(pane: RecordPane, relay: Relay) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=Record(RecordKind.PATIENT, "pat_9"))))
    relay.fact.emit(DeskChanged(DeskView(record=MARIA)))
    name, is_shown = said_of(pane)
    assert not is_shown
    assert "told" not in name


def test_a_kind_that_drx_does_not_list_has_no_name_to_tell(pane: RecordPane, relay: Relay) -> None:
    relay.fact.emit(DeskChanged(DeskView(record=Record(RecordKind.ITEM, "item_1"))))
    assert not said_of(pane)[1]
