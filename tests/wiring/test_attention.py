"""The window that is open comes to the front when the program is started once more."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QApplication

from app.domain.facts import AttentionAsked
from app.flows.desk import Desk
from app.ui.main_window import MainWindow
from app.ui.relay import Relay


@pytest.fixture
def relay(qapp: QApplication) -> Relay:
    return Relay()


@pytest.fixture
def window(qapp: QApplication, relay: Relay) -> Iterator[MainWindow]:
    window = MainWindow(Desk(lambda act: None), relay)
    yield window
    window.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


@pytest.mark.parametrize("state", [Qt.WindowState.WindowNoState, Qt.WindowState.WindowMaximized])
def test_a_minimised_window_comes_back_as_it_was(window: MainWindow, relay: Relay, state: Qt.WindowState) -> None:
    window.setWindowState(state | Qt.WindowState.WindowMinimized)
    window.show()
    relay.publish(AttentionAsked())
    QApplication.processEvents()
    kept = window.windowState() & (Qt.WindowState.WindowMinimized | Qt.WindowState.WindowMaximized)
    assert (window.isVisible(), kept) == (True, state)


def test_a_window_behind_others_becomes_the_active_one(window: MainWindow, relay: Relay, qapp: QApplication) -> None:
    window.show()
    other = MainWindow(Desk(lambda act: None), Relay())
    other.show()
    other.activateWindow()
    QApplication.processEvents()
    relay.publish(AttentionAsked())
    QApplication.processEvents()
    assert qapp.activeWindow() is window
    other.close()
    other.deleteLater()
