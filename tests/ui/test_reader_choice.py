"""Selecting rows of a list by hand and by a screen reader."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QItemSelectionModel, QPoint, QStringListModel, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QListView

from app.ui.controls.reader_choice import ReaderChoice

SELECT = QItemSelectionModel.SelectionFlag.Select
ROWS = ("first", "second", "third")


class Rows(QListView):
    """A list of rows as the filmstrip and the gallery are."""

    def __init__(self) -> None:
        super().__init__()
        self._model = QStringListModel(ROWS)
        self.setModel(self._model)
        self.setSelectionMode(QListView.SelectionMode.ExtendedSelection)
        self.reader = ReaderChoice(self)
        self.setCurrentIndex(self._model.index(0))

    def selectAll(self) -> None:
        with self.reader.aside():
            super().selectAll()

    def chosen(self) -> list[int]:
        return sorted(index.row() for index in self.selectionModel().selectedIndexes())

    def middle_of(self, row: int) -> QPoint:
        return self.visualRect(self._model.index(row)).center()


@pytest.fixture
def rows(qapp: QApplication) -> Iterator[Rows]:
    shown = Rows()
    shown.show()
    yield shown
    shown.close()
    shown.deleteLater()


def test_what_a_screen_reader_selects_is_selected_alone(rows: Rows) -> None:
    rows.selectionModel().select(rows.model().index(2, 0), SELECT)

    assert (rows.chosen(), rows.currentIndex().row()) == ([2], 2)


def test_a_click_with_control_adds_a_row(rows: Rows) -> None:
    held = Qt.KeyboardModifier.ControlModifier
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, held, rows.middle_of(2))

    assert rows.chosen() == [0, 2]


def test_a_click_with_shift_selects_all_between(rows: Rows) -> None:
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, pos=rows.middle_of(0))
    held = Qt.KeyboardModifier.ShiftModifier
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, held, rows.middle_of(1))

    assert rows.chosen() == [0, 1]


def test_an_arrow_with_shift_adds_the_next_row(rows: Rows) -> None:
    QTest.keyClick(rows, Qt.Key.Key_Down, Qt.KeyboardModifier.ShiftModifier)

    assert rows.chosen() == [0, 1]


def test_select_all_selects_all(rows: Rows) -> None:
    rows.selectionModel().select(rows.model().index(1, 0), SELECT)
    rows.model().removeRow(2)
    QTest.keyClick(rows, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)

    assert rows.chosen() == [0, 1]
