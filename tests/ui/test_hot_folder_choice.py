"""The hot folder in the settings menu."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QFileDialog, QMenu, QWidget

from app.domain.capture_shelf import CaptureView, WatchedFolder
from app.domain.facts import CaptureChanged, Connection, ConnectionChanged
from app.ui.hot_folder_choice import HotFolderChoice
from app.ui.relay import Relay
from tests.ui.gallery_samples import Orders, desk_over


@pytest.fixture
def owner(qapp: QApplication) -> Iterator[QWidget]:
    widget = QWidget()
    yield widget
    widget.close()
    widget.deleteLater()


def lines(choice: HotFolderChoice, owner: QWidget) -> QMenu:
    """The menu as it would open now."""
    menu = QMenu(owner)
    choice.add_to(menu)
    return menu


def test_a_folder_that_is_chosen_is_watched(owner: QWidget, relay: Relay, orders: Orders) -> None:
    choice = HotFolderChoice(desk_over(orders), relay, owner)
    lines(choice, owner).actions()[0].trigger()
    dialog = owner.findChild(QFileDialog)
    assert dialog is not None
    dialog.fileSelected.emit("scans")
    dialog.close()
    assert orders.given == [("watch_folder", Path("scans"))]


def test_the_one_that_is_watched_is_named_and_can_be_left(owner: QWidget, relay: Relay, orders: Orders) -> None:
    choice = HotFolderChoice(desk_over(orders), relay, owner)
    relay.fact.emit(CaptureChanged(CaptureView(folder=WatchedFolder("C:\\Scans"))))
    first, second = lines(choice, owner).actions()
    assert (first.text(), second.text()) == ("Stop watching C:\\Scans", "Watch another folder…")
    first.trigger()
    assert orders.given == [("watch_folder", None)]


def test_to_practise_no_folder_is_watched(owner: QWidget, relay: Relay, orders: Orders) -> None:
    choice = HotFolderChoice(desk_over(orders), relay, owner)
    relay.fact.emit(ConnectionChanged(Connection.CONNECTED, "Practice store", is_practice=True))
    assert not lines(choice, owner).actions()[0].isEnabled()
