"""The filmstrip: rows that change one by one, and walking them by keys."""

from collections.abc import Iterator
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QItemSelectionModel, QPoint, QPointF, Qt
from PySide6.QtGui import QAccessible, QDropEvent
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QApplication

from app.domain.pages import PageId
from app.domain.shelves import Mark
from app.ui.pictures.page_pictures import PagePictures
from app.ui.relay import Relay
from app.ui.workspace.filmstrip import FilmStrip
from app.ui.workspace.filmstrip_model import PageModel
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import broken_row, page_row, put_away

FIVE = tuple(page_row(letter) for letter in "abcde")
Key, Held = Qt.Key, Qt.KeyboardModifier


@pytest.fixture
def pictures(qapp: QApplication) -> PagePictures:
    return PagePictures(desk_over(Orders()), Relay())


@pytest.fixture
def strip(pictures: PagePictures) -> Iterator[FilmStrip]:
    strip = FilmStrip(pictures)
    strip.resize(900, 150)
    strip.show_rows(FIVE, PageId("a"))
    strip.show()
    yield strip
    put_away(strip)


@given(st.sampled_from(list(permutations("abc"))), st.lists(st.sampled_from("abcdefgh"), unique=True))
def test_the_model_keeps_qts_rules_whatever_the_rows_become(
    qapp: QApplication, before: tuple[str, ...], after: list[str]
) -> None:
    model = PageModel(PagePictures(desk_over(Orders()), Relay()))
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.show_rows([page_row(letter) for letter in before])
    model.show_rows([page_row(letter) for letter in after])
    assert [row.id for row in model.rows] == after


def test_a_row_says_to_a_screen_reader_what_the_eye_sees(strip: FilmStrip) -> None:
    strip.show_rows((page_row("Hard copy front"), page_row("small", mark=Mark.LOOK), broken_row("torn.pdf")), None)
    reader = QAccessible.queryAccessibleInterface(strip.list)
    assert reader.text(QAccessible.Text.Name) == "Pages"
    assert [reader.child(place).text(QAccessible.Text.Name) for place in range(3)] == [
        "Page 1 of 3, Hard copy front, fits",
        "Page 2 of 3, small, look: under 300 px",
        "Page 3 of 3, torn.pdf, this PDF is damaged",
    ]


def test_keys_walk_the_pages(strip: FilmStrip) -> None:
    walked = []
    for key in (Key.Key_Right, Key.Key_Right, Key.Key_Left, Key.Key_End, Key.Key_Home, Key.Key_PageDown):
        QTest.keyClick(strip.list, key)
        walked.append(strip.list.current_place)
    assert walked == [1, 2, 1, 4, 0, 1]


def test_shift_selects_from_where_the_walk_began(strip: FilmStrip) -> None:
    QTest.keyClick(strip.list, Key.Key_Right)
    QTest.keyClick(strip.list, Key.Key_Right, Held.ShiftModifier)
    QTest.keyClick(strip.list, Key.Key_Right, Held.ShiftModifier)
    QTest.keyClick(strip.list, Key.Key_Left, Held.ShiftModifier)
    assert strip.list.selected_places() == [1, 2]


def test_the_selection_stays_with_its_pages_when_they_move(strip: FilmStrip) -> None:
    strip.list.go_to(1)
    strip.list.go_to(2, extends=True)
    strip.show_rows(tuple(page_row(letter) for letter in "debca"), PageId("c"))
    assert [row.id for row in strip.selected_rows()] == ["b", "c"]


def test_a_row_that_is_only_selected_becomes_the_current_one(strip: FilmStrip) -> None:
    # What a screen reader does: it selects and never moves the current row.
    index = strip.model.index(3)
    strip.list.selectionModel().select(index, QItemSelectionModel.SelectionFlag.ClearAndSelect)
    assert strip.list.current_place == 3


def test_the_gap_under_a_drag_is_the_nearest_one(strip: FilmStrip) -> None:
    second = strip.list.visualRect(strip.model.index(1))
    assert strip.list.gap_at(QPoint(second.left() + 5, 20)) == 1
    assert strip.list.gap_at(QPoint(second.right() - 5, 20)) == 2
    assert strip.list.gap_at(QPoint(5000, 20)) == 5


def test_pages_dropped_in_a_gap_are_moved_there(strip: FilmStrip) -> None:
    gaps: list[int] = []
    strip.list.dropped_before.connect(gaps.append)
    third = strip.list.visualRect(strip.model.index(2))
    mime = strip.model.mimeData([strip.model.index(0)])
    held = Qt.MouseButton.LeftButton, Held.NoModifier
    strip.list.dropEvent(QDropEvent(QPointF(third.right() - 4, 20), Qt.DropAction.MoveAction, mime, *held))
    strip.list.dropEvent(QDropEvent(QPointF(4, 20), Qt.DropAction.MoveAction, mime, *held))
    assert gaps == [3]


def test_only_painted_rows_ask_for_their_picture(qapp: QApplication) -> None:
    orders = Orders()
    strip = FilmStrip(PagePictures(desk_over(orders), Relay()))
    strip.resize(500, 150)
    strip.show_rows(tuple(page_row(str(number)) for number in range(300)), PageId("0"))
    strip.grab()
    asked = len(orders.given)
    put_away(strip)
    assert 0 < asked < 10
