"""Buttons of which one holds, as assistive technology and the Tab key meet them."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton

from app.ui.controls.segmented import Choice, Segmented
from app.ui.top_bar import Tab, TopBar
from tests.ui.page_samples import put_away


@pytest.fixture
def bar(qapp: QApplication) -> Iterator[TopBar]:
    bar = TopBar()
    bar.show_tab(Tab.SCAN)
    bar.show()
    bar.activateWindow()
    assert QTest.qWaitForWindowActive(bar)
    yield bar
    put_away(bar)


@pytest.fixture
def sides(qapp: QApplication) -> Iterator[Segmented]:
    sides = Segmented([Choice("front", "Front"), Choice("back", "Back")], name="Side", may_be_none=True)
    sides.show()
    yield sides
    put_away(sides)


def role_of(button: QPushButton) -> tuple[QAccessible.Role, str, bool]:
    seen = QAccessible.queryAccessibleInterface(button)
    return seen.role(), seen.text(QAccessible.Text.Name), bool(seen.state().checked)


def test_a_tab_is_one_of_several(bar: TopBar) -> None:
    assert role_of(bar.tab(Tab.SCAN)) == (QAccessible.Role.RadioButton, "Scan & upload", True)
    assert role_of(bar.tab(Tab.GALLERY)) == (QAccessible.Role.RadioButton, "Gallery", False)


def test_no_tab_at_all_can_hold(bar: TopBar) -> None:
    bar.show_tab(None)
    assert not any(bar.tab(tab).isChecked() for tab in Tab)


def test_tab_still_reaches_each_of_them(bar: TopBar) -> None:
    bar.tab(Tab.SCAN).setFocus()
    for tab in (Tab.GALLERY, Tab.OUTBOX):
        QTest.keyClick(bar.focusWidget() or bar, Qt.Key.Key_Tab)
        assert bar.focusWidget() is bar.tab(tab)


def test_the_focus_alone_chooses_nothing(bar: TopBar) -> None:
    chosen: list[object] = []
    bar.tab_chosen.connect(chosen.append)
    bar.tab(Tab.SCAN).setFocus()
    QTest.keyClick(bar.tab(Tab.SCAN), Qt.Key.Key_Right)
    assert (chosen, bar.tab(Tab.SCAN).isChecked()) == ([], True)
    QTest.keyClick(bar.focusWidget() or bar, Qt.Key.Key_Space)
    assert (chosen, bar.tab(Tab.SCAN).isChecked()) == ([Tab.GALLERY], False)


def test_a_segment_is_one_of_several_and_can_be_taken_back(sides: Segmented) -> None:
    sides.segment_of("front").click()
    assert role_of(sides.segment_of("front")) == (QAccessible.Role.RadioButton, "Front", True)
    sides.segment_of("front").click()
    assert sides.value is None
