"""Where the keyboard stands after Ctrl+2 and Ctrl+3: on the list itself, where Enter and Delete do no harm."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

from app.domain.facts import GalleryChanged, OutboxChanged
from app.domain.gallery_shelf import GalleryState, GalleryView
from app.domain.outbox_shelf import OutboxView
from app.domain.parcels import Stage
from app.ui.controls.row_list import RowList
from app.ui.main_window import MainWindow
from app.ui.relay import Relay
from app.ui.top_bar import Tab
from app.ui.workspace.stage import Stage as PageStage
from tests.ui.gallery_samples import PATIENT, TROUBLE, Orders, desk_over, row, tile
from tests.ui.page_samples import desk_fact, page_row, put_away

Key = Qt.Key
ROWS = OutboxView((row("1", Stage.NEEDS_PERSON, problem=TROUBLE), row("2", Stage.DELIVERED)))


@pytest.fixture
def window(orders: Orders, relay: Relay) -> Iterator[MainWindow]:
    """A page on the desk; the stage has the focus."""
    window = MainWindow(desk_over(orders), relay)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    relay.fact.emit(desk_fact(page_row("one")))
    stage = window.findChild(PageStage)
    assert stage is not None
    stage.setFocus()
    yield window
    put_away(window)


def go_to(window: MainWindow, digit: Qt.Key) -> QWidget:
    QTest.keyClick(window, digit, Qt.KeyboardModifier.ControlModifier)
    return focused(window)


def focused(window: MainWindow) -> QWidget:
    widget = window.focusWidget()
    assert widget is not None
    assert widget.isVisible()
    return widget


def images(*keys: str, state: GalleryState = GalleryState.READY) -> GalleryChanged:
    return GalleryChanged(GalleryView(PATIENT, state, tuple(map(tile, keys))))


def test_the_outbox_has_the_focus_on_its_list(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(OutboxChanged(ROWS))
    assert isinstance(go_to(window, Key.Key_3), RowList)


def test_enter_and_delete_there_erase_nothing(window: MainWindow, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(OutboxChanged(ROWS))
    for key in (Key.Key_Return, Key.Key_Delete, Key.Key_Space):
        QTest.keyClick(go_to(window, Key.Key_3), key)
    assert [order for order in orders.given if order[0] not in ("retouch.want_picture", "browse.open")] == []


def test_from_the_record_field_it_goes_there_too(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(OutboxChanged(ROWS))
    window.find_record()
    assert isinstance(go_to(window, Key.Key_3), RowList)


def test_tab_goes_on_to_the_first_thing_that_can_be_done(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(OutboxChanged(ROWS))
    QTest.keyClick(go_to(window, Key.Key_3), Key.Key_Tab)
    assert focused(window).accessibleName() == "Try again: page 1.jpg"


def test_an_empty_outbox_has_the_focus_on_its_sentence(window: MainWindow) -> None:
    assert go_to(window, Key.Key_3).accessibleName().startswith("Nothing is waiting.")


def test_rows_that_come_later_take_the_focus_over(window: MainWindow, relay: Relay) -> None:
    go_to(window, Key.Key_3)
    relay.fact.emit(OutboxChanged(ROWS))
    assert isinstance(focused(window), RowList)
    relay.fact.emit(OutboxChanged(OutboxView()))
    assert focused(window).accessibleName().startswith("Nothing is waiting.")


def test_a_key_leads_away_from_the_tabs(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(OutboxChanged(ROWS))
    relay.fact.emit(images("img_1"))
    for digit, place in ((Key.Key_3, window.outbox), (Key.Key_2, window.gallery), (Key.Key_1, window.workspace)):
        window.top_bar.tab(Tab.SCAN).setFocus()
        assert place.isAncestorOf(go_to(window, digit))


def test_the_gallery_has_the_focus_on_its_images(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(images("img_1", "img_2"))
    assert go_to(window, Key.Key_2) is window.gallery.wall


def test_images_that_come_later_take_the_focus_over(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(images(state=GalleryState.LOADING))
    assert not isinstance(go_to(window, Key.Key_2), QPushButton)
    relay.fact.emit(images("img_1"))
    assert focused(window) is window.gallery.wall


def test_a_gallery_without_images_has_the_focus_on_its_sentence(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(images())
    assert go_to(window, Key.Key_2).accessibleName().startswith("DRX has no images for this patient yet")


def test_a_tab_that_was_pressed_keeps_the_focus(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(OutboxChanged(ROWS))
    tab = next(b for b in window.findChildren(QPushButton) if b.accessibleName().startswith("Outbox"))
    tab.setFocus()
    QTest.keyClick(tab, Key.Key_Space)
    assert focused(window) is tab


def test_the_record_field_keeps_the_focus_beside_the_gallery(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(images("img_1"))
    window.find_record()
    field = focused(window)
    assert go_to(window, Key.Key_2) is field
