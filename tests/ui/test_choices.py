"""What assistive technology can do with tabs and segments: press them, as a person does."""

from collections.abc import Iterator

import pytest
from PySide6.QtGui import QAccessible
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QApplication, QPushButton, QWidget

from app.ui.controls.segmented import Choice, Segmented
from app.ui.top_bar import Tab, TopBar
from tests.ui.page_samples import put_away

WAIT_MS = 5000


@pytest.fixture
def shown(qapp: QApplication) -> Iterator[list[QWidget]]:
    widgets: list[QWidget] = []
    yield widgets
    for widget in widgets:
        put_away(widget)


def press(button: QPushButton) -> None:
    """As a screen reader does. A button that Qt takes for a radio button (`autoExclusive`) has no such action."""
    acts = QAccessible.queryAccessibleInterface(button).actionInterface()
    assert "Press" in acts.actionNames()
    acts.doAction("Press")


def test_a_tab_is_chosen(shown: list[QWidget]) -> None:
    bar, chosen = TopBar(), list[object]()
    shown.append(bar)
    bar.show()
    bar.tab_chosen.connect(chosen.append)
    told = QSignalSpy(bar.tab_chosen)
    press(bar.tab(Tab.GALLERY))
    assert told.wait(WAIT_MS)
    assert chosen == [Tab.GALLERY]


def test_a_segment_is_chosen(shown: list[QWidget]) -> None:
    sides, chosen = Segmented([Choice("front", "Front"), Choice("back", "Back")], name="Side"), list[object]()
    shown.append(sides)
    sides.show()
    sides.chosen.connect(chosen.append)
    told = QSignalSpy(sides.chosen)
    press(sides.segment_of("back"))
    assert told.wait(WAIT_MS)
    assert chosen == ["back"]
