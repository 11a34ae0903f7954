"""After an upload: the notice that counts down, the ways to take pages back, and what is said when they are."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton

from app.domain.facts import OutboxChanged, PagesQueued, PagesRecalled
from app.domain.limits import FitNote
from app.domain.outbox_shelf import Hold, OutboxRow, OutboxView
from app.domain.pages import BlobRef, MediaType
from app.domain.parcels import EntryId, FittedPayload, OutboxEntry, Stage
from app.ui.controls.button import QuietButton
from app.ui.keymap import key_map
from app.ui.leaving_toast import LeavingToast
from app.ui.main_window import MainWindow
from app.ui.relay import Relay
from app.ui.theme.theme import apply
from app.ui.top_bar import Tab
from tests.ui.gallery_samples import NOON, PATIENT, Orders, desk_over, row
from tests.ui.page_samples import put_away

IDS = (EntryId("1"), EntryId("2"))
LAST = ("recall.take_back_last",)


@pytest.fixture
def window(qapp: QApplication, orders: Orders, relay: Relay) -> Iterator[MainWindow]:
    apply(qapp)
    window = MainWindow(desk_over(orders), relay)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)  # shortcuts belong to the active window
    yield window
    put_away(window)
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def new_toast(qapp: QApplication) -> Iterator[Callable[[datetime], LeavingToast]]:
    made: list[LeavingToast] = []

    def new(now: datetime) -> LeavingToast:
        made.append(LeavingToast(IDS, gone_after_ms=60_000, clock=lambda: now))
        return made[-1]

    yield new
    for toast in made:
        put_away(toast)


def leaving(until: datetime, *, stage: Stage = Stage.QUEUED) -> OutboxView:
    rows = tuple(replace(row(of, stage), recall_until=until) for of in IDS)
    return OutboxView(rows, recallable=IDS if stage is Stage.QUEUED else ())


def queued() -> PagesQueued:
    payload = FittedPayload(BlobRef("1" * 64, 1), MediaType.JPEG, 1, 1, 300, True, 0, (FitNote.KEPT,))
    return PagesQueued(tuple(OutboxEntry(of, "https://x", PATIENT, f"{of}.jpg", payload, NOON, NOON) for of in IDS))


def soon() -> datetime:
    return datetime.now(UTC) + timedelta(seconds=60)


def button_words(toast: LeavingToast) -> list[str]:
    return [button.accessibleName() for button in toast.findChildren(QuietButton) if not button.isHidden()]


def visible_button(window: MainWindow, name: str) -> QPushButton | None:
    buttons = [button for button in window.findChildren(QPushButton) if button.isVisible()]
    return next((button for button in buttons if button.accessibleName() == name), None)


def test_the_notice_counts_down(new_toast: Callable[[datetime], LeavingToast]) -> None:
    toast = new_toast(NOON)
    toast.follow(leaving(NOON + timedelta(seconds=9.2)))
    assert toast.sentence == "2 pages leave in 10 s Safe on this computer"


def test_when_they_may_have_left_it_says_that_they_are_safe(new_toast: Callable[[datetime], LeavingToast]) -> None:
    toast = new_toast(NOON)
    toast.follow(leaving(NOON + timedelta(seconds=9)))
    toast.follow(leaving(NOON + timedelta(seconds=9), stage=Stage.SENDING))
    assert toast.sentence == "2 pages are safe on this computer and on their way"


@pytest.mark.parametrize(
    ("hold", "advice"),
    [
        (Hold.OFFLINE, "They go when DRX can be reached"),
        (Hold.NO_KEY, "They go when there is an API key that DRX takes"),
        (Hold.KEY_REFUSED, "They go when there is an API key that DRX takes"),
    ],
)
def test_while_nothing_goes_out_it_says_what_they_wait_for(
    new_toast: Callable[[datetime], LeavingToast], hold: Hold, advice: str
) -> None:
    toast = new_toast(NOON)
    toast.follow(replace(leaving(NOON + timedelta(seconds=9)), hold=hold))
    assert toast.sentence == f"2 pages are safe on this computer {advice}"
    assert button_words(toast) == ["Take back"]


def test_what_waits_past_its_time_is_not_said_to_be_on_its_way(new_toast: Callable[[datetime], LeavingToast]) -> None:
    toast = new_toast(NOON)
    toast.follow(replace(leaving(NOON - timedelta(seconds=1)), hold=Hold.OFFLINE))
    assert toast.sentence == "2 pages are safe on this computer They go when DRX can be reached"
    assert button_words(toast) == []


def test_pages_of_another_upload_are_not_counted(new_toast: Callable[[datetime], LeavingToast]) -> None:
    toast = new_toast(NOON)
    other: OutboxRow = replace(row("7"), recall_until=NOON + timedelta(seconds=9))
    toast.follow(OutboxView((other,), recallable=(EntryId("7"),)))
    assert toast.sentence == "2 pages are safe on this computer and on their way"


def test_the_notice_takes_the_pages_back(window: MainWindow, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(queued())
    assert visible_button(window, "Take back") is None
    relay.fact.emit(OutboxChanged(leaving(soon())))
    button = visible_button(window, "Take back")
    assert button is not None
    button.click()
    assert LAST in orders.given


def test_the_outbox_may_be_told_before_the_upload_is(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(OutboxChanged(leaving(soon())))
    relay.fact.emit(queued())
    assert visible_button(window, "Take back") is not None


def test_one_key_takes_the_last_upload_back_from_every_screen(window: MainWindow, orders: Orders) -> None:
    for tab in Tab:
        window.show_tab(tab)
        QTest.keyClick(window, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert orders.given.count(LAST) == len(Tab)


def search_field(window: MainWindow) -> QLineEdit:
    window.find_record()
    field = window.focusWidget()
    assert isinstance(field, QLineEdit)
    return field


def test_the_key_works_from_the_empty_record_field(window: MainWindow, orders: Orders) -> None:
    QTest.keyClick(search_field(window), Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert LAST in orders.given


def test_in_a_field_with_words_the_key_deletes_one_of_them(window: MainWindow, orders: Orders) -> None:
    field = search_field(window)
    field.setText("alvarez maria")
    QTest.keyClick(field, Qt.Key.Key_Backspace, Qt.KeyboardModifier.ControlModifier)
    assert (field.text().strip(), LAST in orders.given) == ("alvarez", False)


def test_pages_that_come_back_are_shown_and_said(window: MainWindow, relay: Relay) -> None:
    window.show_tab(Tab.OUTBOX)
    relay.fact.emit(PagesRecalled(5))
    assert window.workspace.isVisible()
    assert window.notices.sentences == ("5 pages are back on the desk",)


def test_the_notice_of_the_upload_goes_when_its_pages_come_back(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(queued())
    relay.fact.emit(PagesRecalled(2))
    assert window.notices.sentences == ("2 pages are back on the desk",)


def test_the_map_of_keys_tells_it() -> None:
    lines = [(line.keys, line.does) for group in key_map() for line in group.lines]
    assert ("Ctrl Backspace", "Take back what was just uploaded") in lines
