"""The camera inside the whole window, where a barcode scanner's keys are listened for."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.domain.facts import Connection, ConnectionChanged
from app.tour.patience import until
from app.ui.camera.camera_pane import CameraPane
from app.ui.main_window import MainWindow
from app.ui.relay import Relay
from app.ui.theme.theme import apply
from app.ui.top_bar import Tab
from app.ui.workspace import camera_door
from tests.ui.camera_samples import DrawnCamera, Plugs
from tests.ui.gallery_samples import Orders, desk_over

Key = Qt.Key
WAIT_S = 10.0


@pytest.fixture
def camera(qapp: QApplication) -> Iterator[DrawnCamera]:
    camera = DrawnCamera()
    yield camera
    camera.leave()


@pytest.fixture
def window(
    qapp: QApplication, orders: Orders, relay: Relay, camera: DrawnCamera, monkeypatch: pytest.MonkeyPatch
) -> Iterator[MainWindow]:
    apply(qapp)
    monkeypatch.setattr(camera_door, "system_cameras", lambda: Plugs(camera))
    window = MainWindow(desk_over(orders), relay)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    QTest.qWaitForWindowActive(window)
    relay.fact.emit(ConnectionChanged(Connection.CONNECTED, "lakeside"))
    yield window
    window.workspace.camera.close()
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.fixture
def pane(window: MainWindow) -> CameraPane:
    type_keys(window, Key.Key_F3)
    pane = window.workspace.camera.pane
    assert isinstance(pane, CameraPane)
    until(lambda: not pane.view.image.isNull(), "the live picture", WAIT_S)
    return pane


def type_keys(window: MainWindow, *keys: int) -> None:
    handle = window.windowHandle()
    assert handle is not None
    for key in keys:
        QTest.keyClick(handle, key)


def shots(orders: Orders) -> int:
    return sum(order[0] == "capture.take_shot" for order in orders.given)


def test_the_keys_reach_the_camera_though_a_scanner_is_listened_for(
    window: MainWindow, pane: CameraPane, orders: Orders
) -> None:
    type_keys(window, Key.Key_Space)
    until(lambda: shots(orders) == 1, "the first picture", WAIT_S)
    type_keys(window, Key.Key_R)
    until(lambda: pane.awaits_page, "the picture taken again", WAIT_S)


def test_a_label_that_is_scanned_picks_its_record_and_takes_no_picture(
    window: MainWindow, pane: CameraPane, orders: Orders
) -> None:
    type_keys(window, *map(ord, "b209827r3"), Key.Key_Return)
    until(lambda: ("beeps.take", "b209827r3") in orders.given, "the label", WAIT_S)
    assert (shots(orders), pane.isVisible()) == (0, True)


def test_a_camera_behind_another_tab_is_not_on(window: MainWindow, pane: CameraPane, camera: DrawnCamera) -> None:
    window.show_tab(Tab.OUTBOX)
    assert not camera.is_in_use
    window.show_tab(Tab.SCAN)
    assert camera.is_in_use
