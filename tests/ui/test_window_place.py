"""The window comes back where it was and as large, on the screens that there are today."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtWidgets import QApplication

from app.ui.first_window import FirstWindow
from app.ui.theme.palette import LIGHT
from app.ui.window_place import place_of, put_where_it_was
from tests.ui.page_samples import put_away


@pytest.fixture
def window(qapp: QApplication) -> Iterator[FirstWindow]:
    window = FirstWindow(LIGHT)
    yield window
    put_away(window)


def test_it_comes_back_where_it_was(window: FirstWindow) -> None:
    window.setGeometry(60, 50, 700, 520)
    window.show()
    place = place_of(window)
    again = FirstWindow(LIGHT, place)
    assert again.geometry() == QRect(60, 50, 700, 520)
    put_away(again)


def test_a_maximized_one_is_maximized_again_and_knows_its_size_from_before(window: FirstWindow) -> None:
    window.setGeometry(60, 50, 700, 520)
    window.show()
    window.showMaximized()
    QApplication.processEvents()
    place = place_of(window)
    assert place.endswith(" maximized")
    again = FirstWindow(LIGHT, place)
    assert again.windowState() & Qt.WindowState.WindowMaximized
    put_away(again)


@pytest.mark.parametrize(
    "place",
    ["", "nonsense", "700x520", "700x520+9000+9000", "700x520-690+40", "700x520+60-800", "0x0+0+0", "9" * 5000],
)
def test_where_nobody_could_reach_it_it_begins_as_the_first_time(window: FirstWindow, place: str) -> None:
    before = window.geometry()
    put_where_it_was(window, place)
    assert window.geometry() == before


def test_a_smaller_screen_than_before_holds_it(window: FirstWindow) -> None:
    put_where_it_was(window, "7000x5200+0+0")
    room = window.screen().availableGeometry()
    assert window.size() == room.size()
