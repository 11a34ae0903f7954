"""A page that can't be read among pages that can: the keys lead past it, to the filmstrip, and back."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.ui.main_window import MainWindow
from app.ui.relay import Relay
from app.ui.workspace.filmstrip import PageList
from app.ui.workspace.page_notice import PageNotice
from app.ui.workspace.stage import Stage
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import broken_row, desk_fact, page_row, put_away

Key = Qt.Key


@pytest.fixture
def window(qapp: QApplication) -> Iterator[MainWindow]:
    """Between two pages, one that could not be read; the stage has the focus on the first."""
    relay = Relay()
    window = MainWindow(desk_over(Orders()), relay)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    relay.fact.emit(desk_fact(page_row("one"), broken_row("torn.pdf"), page_row("three")))
    stage(window).setFocus()
    yield window
    put_away(window)


def stage(window: MainWindow) -> Stage:
    found = window.findChild(Stage)
    assert found is not None
    return found


def press(window: MainWindow, *keys: Qt.Key) -> None:
    for key in keys:
        QTest.keyClick(window.focusWidget() or window, key)


def current(window: MainWindow) -> str:
    row = window.workspace.current_row()
    assert row is not None
    return row.title


def test_the_arrow_keys_walk_past_it(window: MainWindow) -> None:
    press(window, Key.Key_Right)
    assert isinstance(window.focusWidget(), PageNotice)
    press(window, Key.Key_Right)
    assert current(window) == "three"
    assert isinstance(window.focusWidget(), Stage)


def test_the_arrow_keys_walk_from_its_buttons_too(window: MainWindow) -> None:
    press(window, Key.Key_Right)
    button = next(b for b in window.findChildren(QPushButton) if b.accessibleName() == "Remove from the desk")
    button.setFocus()
    press(window, Key.Key_Left)
    assert current(window) == "one"


def test_f6_leads_from_it_to_the_filmstrip(window: MainWindow) -> None:
    press(window, Key.Key_Right, Key.Key_F6)
    assert isinstance(window.focusWidget(), PageList)
    QTest.keyClick(window, Key.Key_F6, Qt.KeyboardModifier.ShiftModifier)
    assert isinstance(window.focusWidget(), PageNotice)
