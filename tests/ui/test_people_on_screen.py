"""Who scans, on the screen: the chip, its menu, and the sheet where people are added and removed."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QPushButton, QWidget

from app.domain.facts import RosterChanged
from app.domain.people import Person
from app.ui.controls.field import Field
from app.ui.controls.line_list import LineList
from app.ui.people.people_menu import PeopleMenu
from app.ui.people.people_sheet import PeopleSheet
from app.ui.people.person_chip import MOST_CHARACTERS, PersonChip
from app.ui.relay import Relay
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import put_away

ANA, BEN = Person("Ana & Co", "usr_7"), Person("Ben", "usr_9")


@pytest.fixture
def over(qapp: QApplication) -> Iterator[QWidget]:
    over = QWidget()
    over.resize(1000, 700)
    over.show()
    over.activateWindow()
    assert QTest.qWaitForWindowActive(over)
    yield over
    put_away(over)


@pytest.fixture
def chip(over: QWidget) -> PersonChip:
    return PersonChip(over)


@pytest.fixture
def menu(chip: PersonChip, orders: Orders, relay: Relay) -> PeopleMenu:
    return PeopleMenu(desk_over(orders), relay, chip)


@pytest.fixture
def sheet(over: QWidget, orders: Orders, relay: Relay) -> PeopleSheet:
    sheet = PeopleSheet(desk_over(orders), relay, over)
    sheet.toggle()
    return sheet


def opened(menu: PeopleMenu) -> QMenu:
    menu.ask()
    popup = QApplication.activePopupWidget()
    assert isinstance(popup, QMenu)
    return popup


def field(sheet: QWidget, name: str) -> Field:
    return next(field for field in sheet.findChildren(Field) if field.accessibleName() == name)


def button(sheet: QWidget, name: str) -> QPushButton:
    return next(one for one in sheet.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible())


def test_where_nobody_says_who_scans_nothing_asks_for_it(chip: PersonChip, menu: PeopleMenu, relay: Relay) -> None:
    relay.fact.emit(RosterChanged((), ""))
    assert chip.isHidden()


def test_the_chip_names_who_scans_and_asks_where_nobody_said(chip: PersonChip, menu: PeopleMenu, relay: Relay) -> None:
    relay.fact.emit(RosterChanged((ANA, BEN), "usr_9"))
    assert (chip.words, chip.accessibleName()) == ("Ben", "Who is scanning: Ben")
    relay.fact.emit(RosterChanged((ANA, BEN), ""))
    assert (chip.words, chip.isVisible()) == ("Who is scanning?", True)


def test_an_id_from_the_settings_that_no_person_has_is_shown_as_it_is(
    chip: PersonChip, menu: PeopleMenu, relay: Relay
) -> None:
    relay.fact.emit(RosterChanged((), "usr_" + "1" * 60))
    assert len(chip.words) == MOST_CHARACTERS
    assert "1" * 60 in chip.accessibleName()


def test_the_menu_ticks_who_is_here_and_a_number_takes_another(menu: PeopleMenu, orders: Orders, relay: Relay) -> None:
    relay.fact.emit(RosterChanged((ANA, BEN), "usr_7"))
    popup = opened(menu)
    texts = [(action.text(), action.isChecked()) for action in popup.actions() if action.isCheckable()]
    assert texts == [("&1 Ana && Co", True), ("&2 Ben", False), ("&Nobody in particular", False)]
    QTest.keyClick(popup, Qt.Key.Key_2)
    assert orders.given == [("roster.choose", "usr_9")]


def test_without_people_the_key_leads_to_the_list(menu: PeopleMenu) -> None:
    asked: list[bool] = []
    menu.list_asked.connect(lambda: asked.append(True))
    menu.ask()
    assert asked == [True]


def test_a_person_is_added_with_the_keyboard(sheet: PeopleSheet, orders: Orders) -> None:
    name, user_id = field(sheet, "Name of a person"), field(sheet, "DRX user ID of a person")
    assert name.hasFocus()
    QTest.keyClicks(name, "Ben")
    QTest.keyClick(name, Qt.Key.Key_Return)
    assert user_id.hasFocus()
    QTest.keyClicks(user_id, "usr_9")
    QTest.keyClick(user_id, Qt.Key.Key_Return)
    assert orders.given == [("roster.keep", (BEN,))]
    assert (name.text(), user_id.text(), name.hasFocus()) == ("", "", True)


def test_a_drx_user_who_is_there_already_is_not_added_twice(sheet: PeopleSheet, relay: Relay) -> None:
    relay.fact.emit(RosterChanged((BEN,), ""))
    field(sheet, "Name of a person").setText("Benjamin")
    field(sheet, "DRX user ID of a person").setText("usr_9")
    assert not button(sheet, "Add this person").isEnabled()


def test_whoever_is_selected_scans(sheet: PeopleSheet, orders: Orders, relay: Relay) -> None:
    relay.fact.emit(RosterChanged((ANA, BEN), "usr_7"))
    lines = sheet.findChild(LineList)
    assert lines is not None
    assert [line.mark for line in lines.lines] == ["scanning", ""]
    QTest.keyClick(lines, Qt.Key.Key_Down)
    assert orders.given == [("roster.choose", "usr_9")]


def test_a_person_who_was_removed_can_be_put_back(sheet: PeopleSheet, orders: Orders, relay: Relay) -> None:
    relay.fact.emit(RosterChanged((ANA, BEN), "usr_9"))
    button(sheet, "Remove Ben").click()
    assert orders.given == [("roster.keep", (ANA,))]
    relay.fact.emit(RosterChanged((ANA,), ""))
    button(sheet, "Put back").click()
    assert orders.given[1:] == [("roster.keep", (ANA, BEN)), ("roster.choose", "usr_9")]
