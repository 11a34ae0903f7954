"""Keys: the map shows those that are valid here, and each of the workspace's can be another."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QKeySequenceEdit, QLabel, QPushButton, QWidget

from app.domain.facts import SettingsChanged
from app.ui.key_map_sheet import KeyMapSheet
from app.ui.relay import Relay
from app.ui.settings.keys_sheet import KeysSheet
from app.ui.window_keys import Place
from app.ui.workspace.workspace_acts import Act, WorkspaceActs
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import put_away


@pytest.fixture
def over(qapp: QApplication) -> Iterator[QWidget]:
    over = QWidget()
    over.resize(900, 2400)
    over.show()
    over.activateWindow()
    yield over
    put_away(over)


@pytest.fixture
def acts(over: QWidget) -> WorkspaceActs:
    return WorkspaceActs(over)


@pytest.fixture
def sheet(over: QWidget, acts: WorkspaceActs, orders: Orders, relay: Relay) -> KeysSheet:
    sheet = KeysSheet(desk_over(orders), relay, acts, over)
    sheet.toggle()
    return sheet


def press(sheet: KeysSheet, name: str, key: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    edit = next(one for one in sheet.findChildren(QKeySequenceEdit) if one.accessibleName() == f"Key: {name}")
    edit.setFocus()
    QTest.keyClick(edit, key, held)
    edit.editingFinished.emit()


def warning(sheet: KeysSheet) -> str:
    return next((label.text() for label in sheet.findChildren(QLabel) if label.property("tone") == "warn"), "")


def texts(sheet: QWidget) -> list[str]:
    return [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]


def test_a_new_key_is_kept(sheet: KeysSheet, orders: Orders) -> None:
    press(sheet, "Crop", Qt.Key.Key_K)
    assert orders.given == [("preferences.change", "keys", ["crop=K"])]


def test_it_holds_at_once_and_the_usual_one_no_longer(sheet: KeysSheet, acts: WorkspaceActs, relay: Relay) -> None:
    relay.fact.emit(SettingsChanged({"keys": ["crop=K"]}))
    assert acts[Act.CROP].shortcuts() == [QKeySequence("K")]
    assert acts[Act.CROP].toolTip() == "Crop (K)"
    relay.fact.emit(SettingsChanged({"keys": []}))
    assert acts[Act.CROP].shortcuts() == [QKeySequence("C")]


def test_a_key_that_something_else_has_is_not_taken_and_its_owner_named(sheet: KeysSheet, orders: Orders) -> None:
    press(sheet, "Crop", Qt.Key.Key_R)
    assert orders.given == []
    assert warning(sheet) == "R is the key of “Rotate right”. Give that one another key first."


def test_nor_is_one_of_the_window(sheet: KeysSheet, orders: Orders) -> None:
    press(sheet, "Crop", Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert orders.given == []
    assert "the window itself" in warning(sheet)


def test_what_works_in_the_whole_window_gets_no_letter(sheet: KeysSheet, orders: Orders) -> None:
    press(sheet, "Upload", Qt.Key.Key_K)
    assert orders.given == []
    assert warning(sheet) == "K means something in fields and lists. Take a key with Ctrl, or an F key."


def test_the_usual_key_comes_back_by_its_button(sheet: KeysSheet, orders: Orders, relay: Relay) -> None:
    relay.fact.emit(SettingsChanged({"keys": ["compare=W", "crop=K"]}))
    name = "The usual key again: Crop"
    next(one for one in sheet.findChildren(QPushButton) if one.accessibleName() == name).click()
    assert orders.given == [("preferences.change", "keys", ["compare=W"])]


def test_the_map_shows_what_is_valid_here_first_and_all_of_it_on_request(over: QWidget, acts: WorkspaceActs) -> None:
    sheet = KeyMapSheet(acts, over)
    sheet.places = lambda: {Place.GALLERY}
    sheet.toggle()
    shown = texts(sheet)
    assert shown.index("Gallery") < shown.index("Anywhere")
    assert "Sorting a batch" not in shown
    next(one for one in sheet.findChildren(QPushButton) if one.accessibleName() == "Show all keys").click()
    assert "Sorting a batch" in texts(sheet)


def test_the_map_names_the_keys_as_they_are_now(over: QWidget, acts: WorkspaceActs) -> None:
    acts.rekey({"rotate right": "T"})
    sheet = KeyMapSheet(acts, over)
    sheet.toggle()
    assert "T, Shift R" in texts(sheet)


def test_enter_is_no_key_for_uploading(sheet: KeysSheet, orders: Orders) -> None:
    press(sheet, "Upload", Qt.Key.Key_Return)
    assert orders.given == []


def test_keys_from_a_file_that_clash_or_can_be_none_are_passed_over(acts: WorkspaceActs) -> None:
    acts.rekey({"upload": "Return", "crop": "R", "compare": "1", "remove": "K", "black out": "K", "join": "K"})
    assert acts[Act.UPLOAD].shortcuts()[0] == QKeySequence("Ctrl+Return")
    assert acts[Act.CROP].shortcuts() == [QKeySequence("C")]
    assert acts[Act.COMPARE].shortcuts() == [QKeySequence("V")]
    assert acts[Act.REMOVE].shortcuts() == [QKeySequence("Del")]
    assert [acts[Act.BLACK_OUT].shortcuts(), acts[Act.JOIN].shortcuts()] == [[QKeySequence("K")], [QKeySequence("J")]]


def test_going_on_with_a_scan_has_the_key_of_the_scan(acts: WorkspaceActs) -> None:
    acts.rekey({"scan": "Ctrl+D"})
    assert acts[Act.GO_ON].shortcuts() == acts[Act.SCAN].shortcuts() == [QKeySequence("Ctrl+D")]
