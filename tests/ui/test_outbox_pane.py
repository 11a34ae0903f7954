"""The outbox as a person meets it: rows, their buttons, the question before something is lost, the banner."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from PySide6.QtCore import QEvent
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QApplication

from app.domain.facts import OutboxChanged, SendingProgressed
from app.domain.outbox_shelf import Hold, OutboxRow, OutboxView
from app.domain.parcels import EntryId, Stage
from app.ui.outbox.outbox_pane import ROWS_AT_ONCE, OutboxPane
from app.ui.outbox.outbox_row import OutboxRowWidget, RemovalQuestion
from app.ui.outbox.words_outbox import RowAct
from app.ui.relay import Relay
from tests.ui.gallery_samples import NOON, TROUBLE, Orders, desk_over, row

NEEDY = row("1", Stage.NEEDS_PERSON, problem=TROUBLE)
WAITING = row("2")
ARRIVED = row("3", Stage.DELIVERED)


@pytest.fixture
def pane(orders: Orders, relay: Relay) -> Iterator[OutboxPane]:
    pane = OutboxPane(desk_over(orders), relay, clock=lambda: NOON)
    pane.show()
    yield pane
    pane.close()
    pane.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def show(relay: Relay, *rows: OutboxRow, hold: Hold | None = None) -> None:
    relay.fact.emit(OutboxChanged(OutboxView(rows, hold, row("9", wait_s=12).next_try if hold else None)))


def row_of(pane: OutboxPane, entry_id: str) -> OutboxRowWidget:
    widget = pane.widget_of(EntryId(entry_id))
    assert widget is not None
    return widget


def press(widget: OutboxRowWidget, act: RowAct) -> None:
    button = widget.button(act)
    assert button is not None
    button.click()


def question_of(pane: OutboxPane, entry_id: str) -> RemovalQuestion | None:
    return row_of(pane, entry_id).question


def interface(pane: OutboxPane) -> QAccessibleInterface:
    return QAccessible.queryAccessibleInterface(pane.list)


def test_an_empty_outbox_says_what_will_stand_here(pane: OutboxPane) -> None:
    assert pane.empty.words == "Nothing is waiting. What you upload shows up here until DRX has confirmed it."


def test_assistive_technology_sees_a_list_of_rows(pane: OutboxPane, relay: Relay) -> None:
    show(relay, NEEDY, WAITING)
    seen = interface(pane)
    assert (seen.role(), seen.text(QAccessible.Text.Name), seen.childCount()) == (QAccessible.Role.List, "Outbox", 2)


def test_a_row_says_what_the_eye_sees(pane: OutboxPane, relay: Relay) -> None:
    show(relay, WAITING)
    spoken = interface(pane).child(0).text(QAccessible.Text.Name)
    assert spoken == "page 2.jpg, Alvarez, Maria · pat_12345 · 1.9 MB, Waiting, Next in line"


def test_a_page_that_needs_a_person_is_tried_again(pane: OutboxPane, relay: Relay, orders: Orders) -> None:
    show(relay, NEEDY)
    press(row_of(pane, "1"), RowAct.RETRY)
    assert orders.given == [("courier.retry", "1")]


def test_buttons_say_which_page_they_mean(pane: OutboxPane, relay: Relay) -> None:
    show(relay, NEEDY)
    names = [button.accessibleName() for act in RowAct if (button := row_of(pane, "1").button(act))]
    assert names == ["Try again: page 1.jpg", "Details: page 1.jpg", "Remove from this computer: page 1.jpg"]


def test_removing_a_page_that_drx_does_not_have_asks_first(pane: OutboxPane, relay: Relay, orders: Orders) -> None:
    show(relay, WAITING)
    widget = row_of(pane, "2")
    press(widget, RowAct.REMOVE)
    assert orders.given == []
    assert widget.question is not None
    widget.question.confirm.click()
    assert orders.given == [("courier.drop", "2")]


def test_keeping_the_page_withdraws_the_question(pane: OutboxPane, relay: Relay, orders: Orders) -> None:
    show(relay, WAITING)
    widget = row_of(pane, "2")
    press(widget, RowAct.REMOVE)
    assert widget.question is not None
    widget.question.keep.click()
    assert question_of(pane, "2") is None
    assert orders.given == []


def test_the_question_stays_while_other_rows_change(pane: OutboxPane, relay: Relay) -> None:
    show(relay, NEEDY, WAITING)
    press(row_of(pane, "2"), RowAct.REMOVE)
    show(relay, WAITING, ARRIVED)
    assert row_of(pane, "2").question is not None


def test_the_question_is_withdrawn_when_the_page_goes_out_meanwhile(pane: OutboxPane, relay: Relay) -> None:
    show(relay, WAITING)
    press(row_of(pane, "2"), RowAct.REMOVE)
    show(relay, row("2", Stage.SENDING))
    assert row_of(pane, "2").question is None


def test_a_page_that_arrived_is_removed_without_a_question(pane: OutboxPane, relay: Relay, orders: Orders) -> None:
    show(relay, ARRIVED)
    press(row_of(pane, "3"), RowAct.REMOVE)
    assert orders.given == [("courier.drop", "3")]


def test_a_page_that_arrived_is_shown_in_the_gallery(pane: OutboxPane, relay: Relay) -> None:
    asked: list[OutboxRow] = []
    pane.gallery_asked.connect(asked.append)
    show(relay, ARRIVED)
    press(row_of(pane, "3"), RowAct.GALLERY)
    assert asked == [ARRIVED]


def test_the_technical_line_stands_behind_details(pane: OutboxPane, relay: Relay) -> None:
    show(relay, NEEDY)
    widget = row_of(pane, "1")
    press(widget, RowAct.DETAILS)
    assert widget.detail is not None
    assert widget.detail.text() == "HTTP 400"


def test_progress_shows_in_the_row(pane: OutboxPane, relay: Relay) -> None:
    show(relay, row("2", Stage.SENDING))
    relay.fact.emit(SendingProgressed(EntryId("2"), 62, 100))
    assert row_of(pane, "2").pill.text() == "Sending 62 %"


def test_offline_the_banner_tries_now(pane: OutboxPane, relay: Relay, orders: Orders) -> None:
    show(relay, WAITING, hold=Hold.OFFLINE)
    assert pane.banner.words == (
        "DRX can't be reached. 1 page is safe on this computer and goes out by itself. Next try in 12 s."
    )
    pane.banner.action.click()
    assert orders.given == [("courier.send_now",)]


def test_sending_is_paused_and_goes_on_by_one_button_each(pane: OutboxPane, relay: Relay, orders: Orders) -> None:
    show(relay, WAITING)
    assert pane.header.pause.accessibleName() == "Pause sending"
    pane.header.pause.click()
    show(relay, WAITING, hold=Hold.PAUSED)
    assert pane.banner.words == "Sending is paused. 1 page is safe on this computer and waits for it."
    assert pane.header.pause.isHidden()
    pane.banner.action.click()
    assert orders.given == [("courier.hold", True), ("courier.hold", False)]


def test_the_key_pauses_and_goes_on_and_does_nothing_where_nothing_is_on_its_way(
    pane: OutboxPane, relay: Relay, orders: Orders
) -> None:
    show(relay, row("1", Stage.DELIVERED))
    pane.toggle_pause()
    show(relay, WAITING)
    pane.toggle_pause()
    show(relay, WAITING, hold=Hold.PAUSED)
    pane.toggle_pause()
    assert orders.given == [("courier.hold", True), ("courier.hold", False)]


def test_there_is_nothing_to_pause_where_nothing_is_on_its_way(pane: OutboxPane, relay: Relay) -> None:
    show(relay, row("1", Stage.NEEDS_PERSON), row("2", Stage.DELIVERED))
    assert pane.header.pause.isHidden()


def test_a_refused_key_asks_for_a_new_one(pane: OutboxPane, relay: Relay) -> None:
    asked: list[bool] = []
    pane.key_asked.connect(lambda: asked.append(True))
    show(relay, WAITING, hold=Hold.KEY_REFUSED)
    assert pane.banner.action.words == "Enter a new key"
    pane.banner.action.click()
    assert asked == [True]


def test_ten_thousand_pages_are_not_ten_thousand_rows(pane: OutboxPane, relay: Relay) -> None:
    show(relay, *(row(str(number)) for number in range(10_000)))
    assert len(pane.list.findChildren(OutboxRowWidget)) == ROWS_AT_ONCE
    pane.more.click()
    assert len(pane.list.findChildren(OutboxRowWidget)) == 2 * ROWS_AT_ONCE


def test_seconds_are_counted_only_while_somebody_looks(pane: OutboxPane, relay: Relay) -> None:
    pane.hide()
    show(relay, row("2", wait_s=12))
    counting = [pane.is_counting]
    pane.show()
    counting.append(pane.is_counting)
    pane.hide()
    counting.append(pane.is_counting)
    assert counting == [False, True, False]


def leaving(entry_id: str, wait_s: float = 8) -> OutboxRow:
    return replace(row(entry_id), recall_until=NOON + timedelta(seconds=wait_s))


def show_leaving(relay: Relay, *rows: OutboxRow) -> None:
    relay.fact.emit(OutboxChanged(OutboxView(rows, recallable=tuple(row.id for row in rows))))


def test_a_page_that_has_not_left_is_taken_back(pane: OutboxPane, relay: Relay, orders: Orders) -> None:
    show_leaving(relay, leaving("1"))
    button = row_of(pane, "1").button(RowAct.RECALL)
    assert button is not None
    assert (button.words, button.accessibleName()) == ("Take back", "Take back: page 1.jpg")
    button.click()
    assert orders.given == [("recall.take_back", (EntryId("1"),))]


def test_a_set_that_has_not_left_is_taken_back_at_once(pane: OutboxPane, relay: Relay, orders: Orders) -> None:
    show_leaving(relay, leaving("1"), leaving("2"))
    assert pane.recall_banner.action.words == "Take all 2 back"
    pane.recall_banner.action.click()
    assert orders.given == [("recall.take_back", (EntryId("1"), EntryId("2")))]


def test_what_leaves_soon_counts_down_while_somebody_looks(pane: OutboxPane, relay: Relay) -> None:
    show_leaving(relay, leaving("1"))
    pane.show()
    assert (pane.is_counting, row_of(pane, "1").story.text()) == (True, "Leaves in 8 s")


def test_pages_of_one_name_have_buttons_that_can_be_told_apart(pane: OutboxPane, relay: Relay) -> None:
    show(relay, replace(row("1"), name="id.jpg"), replace(row("2"), name="id.jpg"))
    names = {button.accessibleName() for of in "12" if (button := row_of(pane, of).button(RowAct.REMOVE))}
    assert names == {
        "Remove from this computer: id.jpg, Alvarez, Maria, 1",
        "Remove from this computer: id.jpg, Alvarez, Maria, 2",
    }


def test_a_name_is_short_again_when_it_is_the_only_one(pane: OutboxPane, relay: Relay) -> None:
    first, second = replace(row("1"), name="id.jpg"), replace(row("2"), name="id.jpg")
    show(relay, first, second)
    show(relay, second)
    button = row_of(pane, "2").button(RowAct.REMOVE)
    assert button is not None
    assert button.accessibleName() == "Remove from this computer: id.jpg"


def test_receipts_are_offered_once_something_arrived(pane: OutboxPane, relay: Relay) -> None:
    pane.show()
    show(relay, WAITING)
    offered = [pane.header.receipts.isVisible()]
    show(relay, WAITING, ARRIVED)
    offered.append(pane.header.receipts.isVisible())
    assert offered == [False, True]


def test_rows_that_nobody_sees_are_made_when_somebody_looks(pane: OutboxPane, relay: Relay) -> None:
    pane.hide()
    show(relay, row("1"), row("2"))
    assert pane.widget_of(EntryId("1")) is None
    pane.show()
    assert row_of(pane, "2").row.id == EntryId("2")
