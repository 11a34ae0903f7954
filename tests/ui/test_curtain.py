"""The curtain: behind it nothing can be seen, read or done; a key or the PIN lifts it."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLineEdit, QWidget

from app.domain.facts import DeskChanged, PinAnswered, PrivacyChanged
from app.domain.records import Record, RecordKind
from app.domain.shelves import DeskView
from app.tour.patience import until
from app.ui.gallery.gallery_parcel import copied
from app.ui.main_window import MainWindow
from app.ui.relay import Relay
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import put_away

Key, Held = Qt.Key, Qt.KeyboardModifier
MARIA = Record(RecordKind.PATIENT, "pat_12345", "Alvarez, Maria")


@pytest.fixture
def window(qapp: QApplication, orders: Orders, relay: Relay) -> Iterator[MainWindow]:
    window = MainWindow(desk_over(orders), relay)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    relay.fact.emit(PrivacyChanged(5.0))
    relay.fact.emit(DeskChanged(DeskView(MARIA)))
    yield window
    put_away(window)


def drawn(window: MainWindow) -> None:
    QTest.keyClick(window.focusWidget() or window, Key.Key_L, Held.ControlModifier | Held.ShiftModifier)
    assert window.privacy.is_drawn


def said(window: QWidget) -> str:
    """Every name that assistive technology finds on what can be seen."""
    names, open_ones = [], [QAccessible.queryAccessibleInterface(window)]
    while open_ones:
        one = open_ones.pop()
        if one is None or one.state().invisible:
            continue
        names += [one.text(QAccessible.Text.Name), one.text(QAccessible.Text.Value)]
        open_ones += [one.child(number) for number in range(one.childCount())]
    return " ".join(names)


def pin_field(window: MainWindow) -> QLineEdit:
    return next(field for field in window.findChildren(QLineEdit) if field.accessibleName() == "PIN")


def test_one_key_hides_the_patient_from_eyes_and_ears(window: MainWindow) -> None:
    assert "Alvarez" in said(window)
    drawn(window)
    assert "Alvarez" not in said(window)
    assert "Everything is hidden" in said(window)
    assert not [one for one in window.findChildren(QWidget) if one.isVisible() and "Alvarez" in one.accessibleName()]


def test_enter_shows_everything_where_it_was(window: MainWindow) -> None:
    window.record_pane.focus_search()
    focused = window.focusWidget()
    drawn(window)
    QTest.keyClick(window.focusWidget() or window, Key.Key_Return)
    assert "Alvarez" in said(window)
    assert window.focusWidget() is focused


def test_behind_it_no_key_does_anything(window: MainWindow, orders: Orders) -> None:
    drawn(window)
    orders.given.clear()
    for key in (Key.Key_N, Key.Key_Backspace, Key.Key_Return, Key.Key_K, Key.Key_2):
        QTest.keyClick(window.focusWidget() or window, key, Held.ControlModifier)
    for key in (Key.Key_F2, Key.Key_F7, Key.Key_R, Key.Key_Delete, Key.Key_F1):
        QTest.keyClick(window.focusWidget() or window, key)
    assert orders.given == []
    assert window.privacy.is_drawn


def test_a_label_that_is_scanned_picks_nobody_and_says_so(window: MainWindow, orders: Orders) -> None:
    drawn(window)
    orders.given.clear()
    window.scanner.scanned.emit("b209827:a5g")
    assert orders.given == []
    assert "The label was not taken" in said(window)


def test_with_a_pin_enter_is_not_enough(window: MainWindow, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(PrivacyChanged(5.0, has_pin=True))
    drawn(window)
    field = pin_field(window)
    assert field.hasFocus()
    QTest.keyClicks(field, "12x")
    QTest.keyClick(field, Key.Key_Return)
    assert window.privacy.is_drawn
    QTest.keyClicks(field, "34")
    QTest.keyClick(field, Key.Key_Return)
    assert ("privacy.try_pin", "1234") in orders.given
    assert window.privacy.is_drawn
    relay.fact.emit(PinAnswered(is_right=True))
    assert not window.privacy.is_drawn


def test_a_wrong_pin_is_said_and_may_have_to_wait(window: MainWindow, relay: Relay) -> None:
    relay.fact.emit(PrivacyChanged(5.0, has_pin=True))
    drawn(window)
    QTest.keyClicks(pin_field(window), "1234")
    QTest.keyClick(pin_field(window), Key.Key_Return)
    relay.fact.emit(PinAnswered(is_right=False, wait_s=0.05))
    assert "That is not the PIN" in said(window)
    assert not pin_field(window).isEnabled()
    until(pin_field(window).isEnabled, "the next try")


def test_an_answer_that_nobody_asked_for_lifts_nothing(window: MainWindow, relay: Relay) -> None:
    drawn(window)
    relay.fact.emit(PinAnswered(is_right=True))
    assert window.privacy.is_drawn


def test_dialogs_and_menus_are_hidden_and_come_back(window: MainWindow) -> None:
    dialog = QDialog(window)
    dialog.show()
    window.privacy.draw()
    assert not dialog.isVisible()
    QTest.keyClick(window.focusWidget() or window, Key.Key_Return)
    assert dialog.isVisible()
    dialog.close()


def test_what_was_copied_here_leaves_the_clipboard(window: MainWindow) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.setMimeData(copied(QImage(8, 8, QImage.Format.Format_RGB32)))
    drawn(window)
    assert clipboard.image().isNull()


def test_what_another_program_copied_stays_on_the_clipboard(window: MainWindow) -> None:
    QGuiApplication.clipboard().setText("a shopping list")
    drawn(window)
    assert QGuiApplication.clipboard().text() == "a shopping list"


def test_it_comes_down_by_itself_after_a_while_without_a_touch(window: MainWindow) -> None:
    idle = window.privacy.idle
    idle.set_minutes(0.0005)
    until(lambda: window.privacy.is_drawn, "the curtain")
    next(one for one in window.findChildren(QAbstractButton) if one.accessibleName() == "Show again").click()
    assert not window.privacy.is_drawn


def test_a_key_keeps_it_up(window: MainWindow) -> None:
    idle = window.privacy.idle
    idle.set_minutes(1)
    idle._touched_s -= 61
    QTest.keyClick(window.windowHandle(), Key.Key_Shift)
    idle.look()
    assert not window.privacy.is_drawn
    idle._touched_s -= 61
    idle.look()
    assert window.privacy.is_drawn
