"""The sheet of settings: found by a word, kept at once, locked ones look locked and say by whom."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QMenu, QPushButton, QWidget

from app.domain.errors import Problem
from app.domain.facts import ComputerExamined, Connection, ConnectionChanged, SettingsChanged, SettingsImported
from app.domain.findings import Finding, Health
from app.system.settings import Settings, plain_values
from app.ui.controls.menu_choice import MenuChoice
from app.ui.relay import Relay
from app.ui.settings.catalogue import catalogue
from app.ui.settings.checkup_sheet import CheckupSheet, report_of
from app.ui.settings.settings_sheet import SettingsSheet
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import put_away

FINDINGS = (Finding("disk", Health.GOOD, "80.0 GB are free"), Finding("keyring", Health.BAD, "No keyring"))


@pytest.fixture
def over(qapp: QApplication) -> Iterator[QWidget]:
    over = QWidget()
    over.resize(900, 2000)
    over.show()
    yield over
    put_away(over)


@pytest.fixture
def sheet(over: QWidget, orders: Orders, relay: Relay) -> SettingsSheet:
    sheet = SettingsSheet(desk_over(orders), relay, over)
    relay.fact.emit(SettingsChanged(plain_values(Settings()), frozenset({"curtain_min"}), "Lakeside IT"))
    sheet.toggle()
    return sheet


def choice(sheet: SettingsSheet, name: str) -> MenuChoice:
    return next(one for one in sheet.findChildren(MenuChoice) if one.accessibleName().startswith(f"{name}: "))


def shown(sheet: SettingsSheet) -> list[str]:
    return [one.accessibleName().partition(":")[0] for one in sheet.findChildren(MenuChoice) if one.isVisible()]


def test_every_setting_of_the_catalogue_is_one_of_the_file() -> None:
    known = plain_values(Settings())
    for group in catalogue():
        for entry in group.entries:
            assert known[entry.name] in [option.value for option in entry.options], entry.name


def test_what_is_chosen_is_asked_of_the_desk(sheet: SettingsSheet, orders: Orders) -> None:
    theme = choice(sheet, "Theme")
    theme.click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    next(action for action in menu.actions() if action.text() == "Dark").trigger()
    menu.close()
    assert orders.given == [("preferences.change", "theme", "dark")]


def test_a_word_finds_a_setting_and_no_word_finds_all(sheet: SettingsSheet) -> None:
    everything = shown(sheet)
    field = next(iter(sheet.findChildren(QLineEdit)))
    QTest.keyClicks(field, "virus")
    assert shown(sheet) == ["Check files for viruses"]
    field.clear()
    assert shown(sheet) == everything


def test_what_nobody_finds_is_said(sheet: SettingsSheet) -> None:
    QTest.keyClicks(next(iter(sheet.findChildren(QLineEdit))), "zzz")
    assert "No setting like that" in [label.text() for label in sheet.findChildren(QLabel) if label.isVisible()]


def test_the_search_has_the_focus_when_it_opens(sheet: SettingsSheet) -> None:
    assert isinstance(sheet.window().focusWidget(), QLineEdit)


def test_a_locked_setting_can_not_be_chosen_and_says_by_whom(sheet: SettingsSheet) -> None:
    locked = choice(sheet, "Hide everything after")
    assert not locked.isEnabled()
    assert locked.accessibleDescription().endswith("Locked by Lakeside IT")


def test_a_value_that_somebody_wrote_into_the_file_is_shown_as_it_is(sheet: SettingsSheet, relay: Relay) -> None:
    relay.fact.emit(SettingsChanged(plain_values(Settings(recall_s=7.5))))
    assert choice(sheet, "Time to take back").words == "7.5"


def test_an_import_says_what_it_left_out(sheet: SettingsSheet, relay: Relay) -> None:
    relay.fact.emit(SettingsImported(3, ("curtain_pin",)))
    assert "3 settings taken over Left out: curtain_pin" in [label.text() for label in sheet.findChildren(QLabel)]


def test_the_check_up_lists_what_was_found_and_gives_a_report(over: QWidget, orders: Orders, relay: Relay) -> None:
    sheet = CheckupSheet(desk_over(orders), relay, over)
    sheet.toggle()
    assert orders.given == [("checkup.begin",)]
    relay.fact.emit(ComputerExamined(FINDINGS))
    texts = [label.text() for label in sheet.findChildren(QLabel)]
    assert "1 thing wants a look." in texts
    assert "No keyring" in texts
    button = next(one for one in sheet.findChildren(QPushButton) if one.accessibleName() == "Copy the report")
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)
    assert QApplication.clipboard().text() == report_of(FINDINGS)
    assert report_of(FINDINGS).splitlines()[1] == "bad  keyring: No keyring"


def test_where_not_even_the_settings_can_be_read_the_check_up_says_that(
    over: QWidget, orders: Orders, relay: Relay
) -> None:
    sheet = CheckupSheet(desk_over(orders), relay, over)
    sheet.toggle()
    problem = Problem("The policy of this computer can't be read", "Tell your IT")
    relay.fact.emit(ConnectionChanged(Connection.NOT_SET_UP, problem=problem))
    assert problem.sentence in [label.text() for label in sheet.findChildren(QLabel)]


def test_what_the_environment_gives_can_not_be_chosen(sheet: SettingsSheet, relay: Relay) -> None:
    relay.fact.emit(SettingsChanged(plain_values(Settings()), given=frozenset({"theme"})))
    assert not choice(sheet, "Theme").isEnabled()
    assert choice(sheet, "Theme").accessibleDescription().endswith("Given by the environment of the program")
