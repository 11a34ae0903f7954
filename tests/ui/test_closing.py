"""Closing the window over unsent pages: asked once, nothing lost, sending can go on out of sight."""

from collections.abc import Iterator

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QWidget

from app.domain.facts import AttentionAsked, OutboxChanged
from app.domain.outbox_shelf import OutboxView
from app.domain.parcels import Stage
from app.ui.closing import Closing
from app.ui.closing_sheet import ClosingSheet
from app.ui.relay import Relay
from tests.ui.gallery_samples import row
from tests.ui.page_samples import desk_fact, page_row, put_away


@pytest.fixture
def frame(qapp: QApplication) -> Iterator[QWidget]:
    frame = QWidget()
    frame.resize(900, 600)
    yield frame
    put_away(frame)


@pytest.fixture
def closing(frame: QWidget, relay: Relay) -> Closing:
    closing = Closing(frame, ClosingSheet(frame), relay)
    frame.show()
    frame.activateWindow()
    assert QTest.qWaitForWindowActive(frame)
    return closing


def outbox(*stages: Stage) -> OutboxChanged:
    return OutboxChanged(OutboxView(tuple(row(f"page {number}", stage) for number, stage in enumerate(stages))))


def words(frame: QWidget) -> list[str]:
    return [label.text() for label in frame.findChildren(QLabel) if label.isVisible() and label.text()]


def press(frame: QWidget, name: str) -> None:
    next(one for one in frame.findChildren(QAbstractButton) if one.accessibleName() == name and one.isVisible()).click()


def test_with_nothing_unsent_it_closes_at_once(frame: QWidget, closing: Closing, relay: Relay) -> None:
    relay.fact.emit(outbox(Stage.DELIVERED))
    assert frame.close()


def test_unsent_pages_are_counted_and_it_is_said_what_becomes_of_them(
    frame: QWidget, closing: Closing, relay: Relay
) -> None:
    relay.fact.emit(outbox(Stage.QUEUED, Stage.SENDING, Stage.DELIVERED))
    relay.fact.emit(desk_fact(page_row("one")))
    assert not frame.close()
    assert frame.isVisible()
    assert "2 pages are not sent yet" in words(frame)
    assert "1 page lies on the desk" in words(frame)
    focused = frame.focusWidget()
    assert isinstance(focused, QAbstractButton)
    assert focused.accessibleName() == "Send, then close"


def test_pages_on_the_desk_alone_can_not_be_sent(frame: QWidget, closing: Closing, relay: Relay) -> None:
    relay.fact.emit(desk_fact(page_row("one")))
    frame.close()
    assert "Send, then close" not in [one.accessibleName() for one in _buttons(frame)]


def test_close_now_closes_and_stay_stays(frame: QWidget, closing: Closing, relay: Relay) -> None:
    relay.fact.emit(outbox(Stage.QUEUED))
    frame.close()
    press(frame, "Stay")
    assert frame.isVisible()
    frame.close()
    press(frame, "Close now")
    assert not frame.isVisible()


def test_sending_goes_on_out_of_sight_and_then_it_closes(frame: QWidget, closing: Closing, relay: Relay) -> None:
    relay.fact.emit(outbox(Stage.QUEUED, Stage.SENDING))
    frame.close()
    press(frame, "Send, then close")
    assert (frame.isMinimized() or not frame.isVisible(), closing.is_sending_on) == (True, True)
    assert frame.windowTitle() == "CounterScan: 2 pages on the way"
    relay.fact.emit(outbox(Stage.DELIVERED, Stage.SENDING))
    assert frame.windowTitle() == "CounterScan: 1 page on the way"
    relay.fact.emit(outbox(Stage.DELIVERED, Stage.DELIVERED))
    assert not frame.isVisible()


@pytest.mark.parametrize("what", [outbox(Stage.NEEDS_PERSON), AttentionAsked()], ids=["a person", "a second start"])
def test_it_comes_back_where_somebody_is_needed_or_asks_for_it(
    frame: QWidget, closing: Closing, relay: Relay, what: object
) -> None:
    relay.fact.emit(outbox(Stage.QUEUED))
    frame.close()
    press(frame, "Send, then close")
    relay.fact.emit(what)
    assert (frame.isVisible(), frame.isMinimized(), closing.is_sending_on) == (True, False, False)


def _buttons(frame: QWidget) -> list[QAbstractButton]:
    return [one for one in frame.findChildren(QAbstractButton) if one.isVisible()]


def test_what_it_asks_about_stays_true_while_it_asks(frame: QWidget, closing: Closing, relay: Relay) -> None:
    relay.fact.emit(outbox(Stage.QUEUED, Stage.SENDING))
    frame.close()
    relay.fact.emit(outbox(Stage.DELIVERED, Stage.SENDING))
    assert "1 page is not sent yet" in words(frame)
    relay.fact.emit(outbox(Stage.DELIVERED, Stage.DELIVERED))
    assert "Stay" not in [one.accessibleName() for one in _buttons(frame)]
    assert frame.isVisible()
