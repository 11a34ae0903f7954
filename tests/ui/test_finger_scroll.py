"""A finger on the screen: it pushes lists and walls of buttons, presses nothing on the way, and a tap is a click."""

from collections.abc import Iterator, Sequence
from typing import TypeVar

import pytest
from PySide6.QtCore import QEventLoop, QPoint, Qt, QTimer
from PySide6.QtGui import QStandardItem, QStandardItemModel
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QAbstractScrollArea,
    QApplication,
    QListView,
    QPushButton,
    QScrollArea,
    QScroller,
    QVBoxLayout,
    QWidget,
)

from app.tour.patience import until
from app.ui.controls.finger_scroll import scroll_by_finger
from tests.ui.page_samples import put_away

UP = [QPoint(100, 300 - 12 * step) for step in range(18)]
SLOWLY_UP = [QPoint(100, 300 - 3 * step) for step in range(60)]
"""The button stays under the finger all the way."""


class Draggable(QListView):
    """A list of forty rows that counts what is dragged out of it."""

    def __init__(self) -> None:
        super().__init__()
        self.drags = 0
        model = QStandardItemModel(self)
        for number in range(40):
            model.appendRow(QStandardItem(f"row {number}"))
        self.setModel(model)
        self.setDragEnabled(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)

    def startDrag(self, actions: Qt.DropAction) -> None:
        self.drags += 1

    @property
    def chosen(self) -> list[int]:
        return sorted(index.row() for index in self.selectedIndexes())


class Buttons(QScrollArea):
    """Forty buttons under each other; `pressed_ones` are the texts of those that were clicked."""

    def __init__(self) -> None:
        super().__init__(widgetResizable=True)
        self.clicked_ones: list[str] = []
        inner = QWidget()
        column = QVBoxLayout(inner)
        for number in range(40):
            button = QPushButton(str(number))
            button.clicked.connect(lambda _=False, number=number: self.clicked_ones.append(str(number)))
            column.addWidget(button)
        self.setWidget(inner)


@pytest.fixture
def rows(qapp: QApplication) -> Iterator[Draggable]:
    yield from shown(Draggable())


@pytest.fixture
def buttons(qapp: QApplication) -> Iterator[Buttons]:
    yield from shown(Buttons())


Area = TypeVar("Area", bound=QAbstractScrollArea)


def shown(area: Area) -> Iterator[Area]:
    scroll_by_finger(area)
    area.resize(240, 400)
    area.show()
    yield area
    QScroller.scroller(area.viewport()).stop()
    put_away(area)


def touch(area: QAbstractScrollArea, way: Sequence[QPoint]) -> None:
    """Put a finger down, along this way, and lift it; and wait until nothing runs on."""
    window, device = area.window().windowHandle(), QTest.createTouchDevice()
    QTest.touchEvent(window, device).press(0, way[0], window).commit()
    for at in way[1:]:
        rest(16)
        QTest.touchEvent(window, device).move(0, at, window).commit()
    rest(16)
    QTest.touchEvent(window, device).release(0, way[-1], window).commit()
    scroller = QScroller.scroller(area.viewport())
    until(lambda: scroller.state() == QScroller.State.Inactive, "the area to stand still")


def rest(ms: int) -> None:
    """A finger takes its time: how fast it was decides how far the area runs on."""
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()


@pytest.mark.parametrize("way", [UP, SLOWLY_UP], ids=["quickly", "slowly"])
def test_a_wall_of_buttons_is_pushed_and_none_of_them_is_pressed(buttons: Buttons, way: list[QPoint]) -> None:
    touch(buttons, way)
    assert buttons.verticalScrollBar().value() > 150
    assert buttons.clicked_ones == []


def test_a_tap_on_a_button_is_a_click(buttons: Buttons) -> None:
    first = buttons.findChildren(QPushButton)[0]
    touch(buttons, [first.mapTo(buttons, first.rect().center())])
    assert buttons.clicked_ones == ["0"]


def test_after_a_push_the_next_tap_clicks_again(buttons: Buttons) -> None:
    touch(buttons, UP)
    touch(buttons, [QPoint(100, 200)])
    assert len(buttons.clicked_ones) == 1


def test_a_list_is_pushed_and_nothing_is_dragged_or_selected_on_the_way(rows: Draggable) -> None:
    touch(rows, UP)
    assert rows.verticalScrollBar().value() > 150
    assert rows.drags == 0
    assert len(rows.chosen) <= 1, "at most the row that the finger came down on"


def test_a_tap_on_a_row_selects_it(rows: Draggable) -> None:
    touch(rows, [rows.visualRect(rows.model().index(2, 0)).center() + QPoint(20, 0)])
    assert rows.chosen == [2]


def test_the_mouse_still_drags_a_row(rows: Draggable) -> None:
    at = rows.visualRect(rows.model().index(2, 0)).center()
    QTest.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=at)
    for step in range(1, 5):
        QTest.mouseMove(rows.viewport(), at + QPoint(0, 8 * step))
    QTest.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=at + QPoint(0, 40))
    assert rows.drags == 1
