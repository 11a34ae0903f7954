"""Sorting a batch on the screen: what stands there, and what keys, drags, picks and beeps ask of the desk."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import pytest
from PySide6.QtCore import QMimeData, QPointF, Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QPushButton

from app.domain.facts import Connection, ConnectionChanged, DeskChanged, PagesRecalled, SortChanged, SortedUploaded
from app.domain.readings import Remark
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView, Mark, PageRow
from app.domain.sort_shelf import SortAccount, SortGroup, SortPage, SortStep, SortView
from app.domain.sorting import Reason
from app.domain.twins import Twin, Whereabouts
from app.tour.patience import until
from app.ui.main_window import MainWindow
from app.ui.relay import Relay
from app.ui.sorting.digit_pick import WAIT_MS
from app.ui.sorting.group_card import GroupCard
from app.ui.sorting.sorting_pane import SortingPane
from app.ui.sorting.words_sorting import account_text, care_text, suggestion_text
from app.ui.theme.theme import apply
from app.ui.workspace.filmstrip_model import PAGES_MIME
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import page_row, put_away

Key, Held = Qt.Key, Qt.KeyboardModifier
MARIA = Record(RecordKind.PRESCRIPTION, "rx_67890", "Alvarez, Maria", date(1962, 3, 14), "", "pat_12345")
MARIA_TOO = replace(MARIA, id="rx_67891")
CHEN = Record(RecordKind.PRESCRIPTION, "rx_70544", "Chen, Daniel", None, "", "pat_20881")
ONE, TWO, THREE, FOUR, FIVE = (page_row(name) for name in ("one", "two", "three", "four", "five"))


def placed(row: PageRow, reason: Reason, *suggested: Record) -> SortPage:
    return SortPage(row, reason, ("b209827:a5g",) if reason is Reason.LABEL else (), suggested, 1)


BATCH = SortView(
    is_on=True,
    groups=(
        SortGroup(MARIA, (placed(ONE, Reason.LABEL),), ("b209827:a5g",)),
        SortGroup(CHEN, (placed(TWO, Reason.FOLLOWS),)),
    ),
    unresolved=(placed(THREE, Reason.NO_LABEL, MARIA, CHEN), placed(FOUR, Reason.UNKNOWN_LABEL, CHEN)),
    left_out=(placed(FIVE, Reason.BLANK),),
    file_count=3,
    page_count=5,
    read_count=5,
    ready_count=2,
    record_count=2,
    undo=SortStep.CHOOSE,
)


@pytest.fixture
def window(qapp: QApplication, orders: Orders, relay: Relay) -> Iterator[MainWindow]:
    """A window in which a batch is sorted; the first page that needs a person has the focus."""
    apply(qapp)
    window = MainWindow(desk_over(orders), relay)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    relay.fact.emit(ConnectionChanged(Connection.CONNECTED, "lakeside"))
    tell(relay, BATCH)
    orders.given.clear()
    yield window
    put_away(window)


def tell(relay: Relay, view: SortView) -> None:
    relay.fact.emit(DeskChanged(DeskView(rows=(ONE, TWO, THREE, FOUR, FIVE), is_sorting=view.is_on)))
    relay.fact.emit(SortChanged(view))
    QApplication.processEvents()


def pane(window: MainWindow) -> SortingPane:
    return window.sorting.pane


def press(window: MainWindow, key: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    QTest.keyClick(window.focusWidget() or window, key, held)


def sorted_orders(orders: Orders) -> list[tuple[object, ...]]:
    return [order for order in orders.given if str(order[0]).startswith("sort_desk")]


def words(window: MainWindow) -> str:
    return "\n".join(label.text() for label in window.findChildren(QLabel) if label.isVisible())


def button(window: MainWindow, name: str) -> QPushButton:
    return next(b for b in window.findChildren(QPushButton) if b.isVisible() and b.accessibleName() == name)


def test_it_says_what_is_sorted_and_what_an_upload_does(window: MainWindow) -> None:
    said = words(window)
    assert "Sort 5 pages from 3 files" in said
    assert "1 record recognised by its label" in said
    assert "rx_67890 · Born 03/14/1962 · 1 page · label b209827:a5g" in said
    assert "2 pages need you and stay here · Left out: 1 blank page" in said
    assert button(window, "Upload 2 pages to 2 records").isEnabled()


def test_enter_takes_the_first_suggestion_and_nothing_before_it_was_told_anew(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    press(window, Key.Key_Return)
    press(window, Key.Key_Return)
    assert sorted_orders(orders) == [("sort_desk.choose", ["three"], MARIA, False)]
    tell(relay, replace(BATCH, unresolved=BATCH.unresolved[1:]))
    press(window, Key.Key_Return)
    assert sorted_orders(orders)[1:] == [("sort_desk.choose", ["four"], CHEN, False)]


def test_when_every_page_has_a_place_one_more_enter_uploads_nothing(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    press(window, Key.Key_Return)
    tell(relay, replace(BATCH, unresolved=()))
    press(window, Key.Key_Return)
    assert [order[0] for order in sorted_orders(orders)] == ["sort_desk.choose"]


def test_a_digit_takes_its_suggestion(window: MainWindow, orders: Orders) -> None:
    press(window, Key.Key_2)
    assert sorted_orders(orders) == []
    until(lambda: sorted_orders(orders), "the choice")
    assert sorted_orders(orders) == [("sort_desk.choose", ["three"], CHEN, False)]


def test_a_number_that_is_typed_is_searched_for_and_picks_nobody(window: MainWindow, orders: Orders) -> None:
    press(window, Key.Key_2)
    press(window, Key.Key_1)
    field = next(f for f in window.findChildren(QLineEdit) if f.accessibleName() == "Name, birth date, Rx, ID")
    assert (field.text(), field.hasFocus()) == ("21", True)
    QTest.qWait(2 * WAIT_MS)
    assert sorted_orders(orders) == []


def test_a_digit_is_forgotten_when_other_pages_are_selected(window: MainWindow, orders: Orders) -> None:
    press(window, Key.Key_2)
    press(window, Key.Key_Right)
    QTest.qWait(2 * WAIT_MS)
    assert sorted_orders(orders) == []


def test_letters_are_searched_for(window: MainWindow) -> None:
    press(window, Key.Key_R)
    field = next(f for f in window.findChildren(QLineEdit) if f.accessibleName() == "Name, birth date, Rx, ID")
    assert (field.text(), field.hasFocus()) == ("r", True)


def test_several_pages_go_at_once(window: MainWindow, orders: Orders) -> None:
    press(window, Key.Key_Right, Held.ShiftModifier)
    button(window, "Give 2 pages to rx_70544, Chen, Daniel (1)").click()
    assert sorted_orders(orders) == [("sort_desk.choose", ["three", "four"], CHEN, False)]


def test_the_arrows_walk_from_group_to_group_and_one_list_is_selected(window: MainWindow) -> None:
    press(window, Key.Key_Up)
    press(window, Key.Key_Up)
    assert pane(window).selected_ids() == ["two"]
    assert pane(window).needs.selected_ids() == []


def test_delete_leaves_out_and_enter_puts_back(window: MainWindow, relay: Relay, orders: Orders) -> None:
    press(window, Key.Key_Delete)
    tell(relay, BATCH)
    press(window, Key.Key_Up)
    press(window, Key.Key_Return)
    assert sorted_orders(orders) == [("sort_desk.leave_out", ["three"]), ("sort_desk.put_back", ["five"])]


def test_the_keys_of_the_batch(window: MainWindow, orders: Orders) -> None:
    for key, held in (
        (Key.Key_Z, Held.ControlModifier),
        (Key.Key_Y, Held.ControlModifier),
        (Key.Key_J, Held.ControlModifier),
        (Key.Key_F5, Held.NoModifier),
        (Key.Key_Return, Held.ControlModifier),
        (Key.Key_Escape, Held.NoModifier),
    ):
        press(window, key, held)
    assert [order[0] for order in sorted_orders(orders)] == [
        f"sort_desk.{name}" for name in ("undo", "redo", "follow", "read_again", "upload", "leave")
    ]


def test_what_is_picked_in_the_panel_is_for_the_selected_pages(window: MainWindow, orders: Orders) -> None:
    window.record_pane._take(CHEN)
    assert sorted_orders(orders) == [("sort_desk.choose", ["three"], CHEN, False)]
    assert not [order for order in orders.given if order[0] == "routing.pick"]


def test_a_beep_is_for_the_selected_pages(window: MainWindow, orders: Orders) -> None:
    window._scanned("b210031:c2k")
    assert sorted_orders(orders) == [("sort_desk.beep", ["three"], "b210031:c2k", False)]


def test_pages_are_dropped_onto_a_record_and_with_ctrl_onto_one_more(window: MainWindow, orders: Orders) -> None:
    card = next(card for card in window.findChildren(GroupCard) if card.group is BATCH.groups[1])
    for held, also in ((Held.NoModifier, False), (Held.ControlModifier, True)):
        pane(window)._group_dragged(BATCH.groups[0])
        mime = QMimeData()
        mime.setData(PAGES_MIME, b"")
        actions = Qt.DropAction.MoveAction | Qt.DropAction.CopyAction
        enter = QDragEnterEvent(QPointF(50, 50), actions, mime, Qt.MouseButton.LeftButton, held)
        QApplication.sendEvent(card, enter)
        drop = QDropEvent(QPointF(50, 50), actions, mime, Qt.MouseButton.LeftButton, held)
        QApplication.sendEvent(card, drop)
        assert sorted_orders(orders)[-1] == ("sort_desk.choose", ["one"], CHEN, also)


def test_groups_of_one_patient_are_offered_together(window: MainWindow, relay: Relay, orders: Orders) -> None:
    assert not button(window, "Merge groups").isEnabled()
    tell(relay, replace(BATCH, groups=(*BATCH.groups, SortGroup(MARIA_TOO, (placed(FIVE, Reason.PERSON),)))))
    (action,) = pane(window).header.menu().actions()
    assert action.text() == "Alvarez, Maria: rx_67890, rx_67891 together, under rx_67890"
    action.trigger()
    assert sorted_orders(orders) == [("sort_desk.merge", MARIA)]


def test_a_page_that_may_be_torn_is_looked_at_large_and_said_to_be_right(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    torn = replace(ONE, mark=Mark.LOOK, remarks=(Remark.MAYBE_TORN,))
    view = replace(BATCH, groups=(SortGroup(MARIA, (placed(torn, Reason.LABEL),)), BATCH.groups[1]))
    tell(relay, view)
    assert "Look at 1 page" in words(window)
    assert "1 page may be torn: look at it first" in care_text(view)
    pane(window).wall.lists()[0].setFocus()
    press(window, Key.Key_Space)
    button(window, "It is right").click()
    assert ("retouch.approve", ["one"]) in orders.given
    press(window, Key.Key_Escape)
    assert pane(window).wall.lists()[0].hasFocus()


def test_a_page_that_is_there_already_is_looked_at_large_and_sent_with_one_key(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    twin = Twin("page one", Whereabouts.DESK, "a.tif", is_same_file=True)
    twice = replace(ONE, mark=Mark.LOOK, remarks=(Remark.ALREADY_THERE,), twin=twin)
    view = replace(BATCH, groups=(SortGroup(MARIA, (placed(twice, Reason.LABEL),)), BATCH.groups[1]))
    tell(relay, view)
    assert "1 page may be there already: look first" in care_text(view)
    pane(window).wall.lists()[0].setFocus()
    press(window, Key.Key_Space)
    assert "It is the same file as a.tif on the desk." in words(window)
    press(window, Key.Key_Y)
    assert ("retouch.approve", ["one"]) in orders.given


def test_one_key_makes_the_next_record_one_more_for_the_selected_pages(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    tell(relay, BATCH)
    press(window, Key.Key_E, Held.ControlModifier)
    more = button(window, "The next record that is picked is one more for the selected pages")
    assert more.isChecked()
    pane(window).beep("b210031:c2k")
    assert sorted_orders(orders) == [("sort_desk.beep", ["three"], "b210031:c2k", True)]
    assert not more.isChecked()
    pane(window).choose(CHEN)
    assert sorted_orders(orders)[1:] == [("sort_desk.choose", ["three"], CHEN, False)]


def test_a_prescription_without_its_patient_asks_for_it(window: MainWindow, relay: Relay, orders: Orders) -> None:
    typed = Record(RecordKind.PRESCRIPTION, "rx_1")
    tell(relay, replace(BATCH, groups=(SortGroup(typed, (placed(ONE, Reason.PERSON),), can_link=False),)))
    field = next(f for f in window.findChildren(QLineEdit) if f.accessibleName() == "Patient ID" and f.isVisible())
    field.setText("pat_1")
    button(window, "Link rx_1 to this patient").click()
    assert sorted_orders(orders) == [("sort_desk.give_patient", typed, "pat_1")]


def test_of_two_people_of_one_name_each_has_the_birth_date() -> None:
    other = replace(MARIA, id="rx_1", patient_id="pat_9", born=date(1990, 1, 2))
    assert suggestion_text(MARIA, (MARIA, other)) == "Alvarez, Maria · 03/14/1962 · rx_67890"
    assert suggestion_text(MARIA, (MARIA, MARIA_TOO)) == "Alvarez, Maria · rx_67890"


def test_the_count_stays_until_it_was_seen_and_goes_where_pages_come_back(window: MainWindow, relay: Relay) -> None:
    account = SortAccount(40, 100, 12, 93, 5, 2)
    relay.fact.emit(SortedUploaded(account, is_over=False))
    said = "40 files, 100 pages: 93 sent to 12 records, 5 left out, 2 still here"
    assert (account_text(account), said in window.notices.sentences) == (said, True)
    relay.fact.emit(PagesRecalled(93))
    assert said not in window.notices.sentences


def test_when_it_is_over_the_desk_is_back_with_the_focus_in_it(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(SortChanged(SortView()))
    relay.fact.emit(DeskChanged(DeskView()))
    QApplication.processEvents()
    focused = window.focusWidget()
    assert focused is not None
    assert window.workspace.isAncestorOf(focused)
    assert not pane(window).isVisible()


def test_a_batch_is_offered_where_labels_name_several(window: MainWindow, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(SortChanged(SortView()))
    relay.fact.emit(DeskChanged(DeskView(rows=(ONE, TWO), named_count=2)))
    QApplication.processEvents()
    assert "The labels on these pages name several records." in words(window)
    button(window, "Sort by label (Ctrl+L)").click()
    assert sorted_orders(orders) == [("sort_desk.begin",)]
    relay.fact.emit(DeskChanged(DeskView(rows=(ONE, TWO), named_count=1)))
    assert "name several records" not in words(window)
