"""The sheet where profiles are made: every change is kept at once."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QPushButton, QWidget

from app.domain.pages import DocumentKind, Side
from app.domain.profiles import DEFAULT_PROFILES, MAX_PROFILES, Profile
from app.domain.scanning import Mode, ScannerId, Source
from app.ui.controls.field import Field
from app.ui.controls.line_list import LineList
from app.ui.relay import Relay
from app.ui.scanners.profiles_sheet import ProfilesSheet
from tests.ui.capture_samples import BROTHER, READY, capture_fact
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import put_away

HARD, INSURANCE, ID, DELIVERY = DEFAULT_PROFILES


@pytest.fixture
def sheet(orders: Orders, relay: Relay) -> Iterator[ProfilesSheet]:
    over = QWidget()
    over.resize(1000, 700)
    sheet = ProfilesSheet(desk_over(orders), relay, over)
    over.show()
    over.activateWindow()
    assert QTest.qWaitForWindowActive(over)
    relay.fact.emit(capture_fact(READY))
    sheet.toggle()
    yield sheet
    put_away(over)


def kept(orders: Orders) -> tuple[Profile, ...]:
    """The profiles as they were kept last."""
    name, profiles = orders.given[-1]
    assert name == "capture.keep_profiles"
    assert isinstance(profiles, tuple)
    return profiles


def button(sheet: QWidget, name: str) -> QPushButton:
    return next(one for one in sheet.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible())


def name_field(sheet: QWidget) -> Field:
    return next(field for field in sheet.findChildren(Field) if field.accessibleName() == "Name of the profile")


def listed(sheet: QWidget) -> LineList:
    found = sheet.findChild(LineList)
    assert found is not None
    return found


def pick(sheet: QWidget, place: int) -> None:
    listed(sheet).setCurrentIndex(listed(sheet).model().index(place, 0))


def says(sheet: QWidget, words: str) -> bool:
    return any(label.text() == words for label in sheet.findChildren(QLabel) if label.isVisible())


def test_it_lists_the_profiles_with_their_keys(sheet: ProfilesSheet) -> None:
    assert [line.sentence for line in listed(sheet).lines] == [
        "Hard copy, Automatic · 200 dpi · Grey, F7",
        "Insurance card, Glass · 300 dpi · Colour, F8",
        "ID card, Glass · 300 dpi · Colour, F9",
        "Proof of delivery, Automatic · 200 dpi · Grey, F10",
    ]


@pytest.mark.parametrize(
    ("name", "changed"),
    [
        ("Feeder", replace(HARD, source=Source.FEEDER)),
        ("300 dpi", replace(HARD, dpi=300)),
        ("Black & white", replace(HARD, mode=Mode.BW)),
        ("Pages are: ID", replace(HARD, kind=DocumentKind.ID_CARD)),
        ("Pages are: Hard copy", replace(HARD, kind=None)),
        ("Side: Back", replace(HARD, side=Side.BACK)),
        ("Straighten and crop to the paper", replace(HARD, straightens=not HARD.straightens)),
        ("Clean up the paper", replace(HARD, cleans_up=True)),
        ("Ask for the next sheet or side", replace(HARD, asks_next=True)),
        ("Camera, in place of a scanner", replace(HARD, uses_camera=True)),
    ],
)
def test_each_press_changes_one_thing_and_is_kept(
    sheet: ProfilesSheet, orders: Orders, name: str, changed: Profile
) -> None:
    button(sheet, name).click()
    assert kept(orders) == (changed, INSURANCE, ID, DELIVERY)


def test_a_name_is_kept_when_its_typing_ends(sheet: ProfilesSheet, orders: Orders) -> None:
    name_field(sheet).setFocus()
    name_field(sheet).selectAll()
    QTest.keyClicks(name_field(sheet), "Rx paper")
    before = list(orders.given)
    QTest.keyClick(name_field(sheet), Qt.Key.Key_Return)
    assert (before, kept(orders)[0].name) == ([], "Rx paper")


def test_a_name_that_is_still_being_typed_is_kept_when_the_sheet_closes(sheet: ProfilesSheet, orders: Orders) -> None:
    name_field(sheet).setText("Rx paper")
    sheet.close_sheet()
    assert kept(orders)[0].name == "Rx paper"


def test_a_profile_keeps_its_name_rather_than_having_none(sheet: ProfilesSheet, orders: Orders) -> None:
    name_field(sheet).setText("  ")
    QTest.keyClick(name_field(sheet), Qt.Key.Key_Return)
    assert (orders.given, name_field(sheet).text()) == ([], "Hard copy")


def test_a_profile_can_name_its_scanner(sheet: ProfilesSheet, orders: Orders) -> None:
    button(sheet, "Which scanner: The one in use").click()
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    wanted: QAction = next(action for action in menu.actions() if action.text() == BROTHER.name)
    wanted.trigger()
    menu.close()
    assert kept(orders)[0].scanner == BROTHER.id


def test_a_scanner_that_is_not_there_now_is_said_and_kept(sheet: ProfilesSheet, relay: Relay, orders: Orders) -> None:
    gone = replace(HARD, scanner=ScannerId("escl:gone"))
    relay.fact.emit(capture_fact(replace(READY, profiles=(gone,))))
    button(sheet, "Which scanner: One that is not here now")
    button(sheet, "Clean up the paper").click()
    assert kept(orders)[0].scanner == gone.scanner


def test_a_profile_for_the_camera_has_no_settings_of_a_scanner(sheet: ProfilesSheet) -> None:
    button(sheet, "Camera, in place of a scanner").click()
    shown = {one.accessibleName() for one in sheet.findChildren(QPushButton) if one.isVisible()}
    assert not {"Glass", "300 dpi", "Colour", "Which scanner: The one in use"} & shown


def test_one_is_added_with_its_name_ready_to_be_typed(sheet: ProfilesSheet, orders: Orders) -> None:
    button(sheet, "Add a profile").click()
    assert kept(orders) == (*DEFAULT_PROFILES, Profile("New profile"))
    assert (name_field(sheet).hasFocus(), name_field(sheet).selectedText()) == (True, "New profile")


def test_there_are_no_more_than_keys_and_it_says_so(sheet: ProfilesSheet) -> None:
    for _ in range(MAX_PROFILES - len(DEFAULT_PROFILES)):
        button(sheet, "Add a profile").click()
    assert not button(sheet, f"{MAX_PROFILES} profiles at most").isEnabled()


def test_a_removed_one_can_be_put_back(sheet: ProfilesSheet, orders: Orders) -> None:
    pick(sheet, 1)
    button(sheet, "Remove the profile").click()
    assert kept(orders) == (HARD, ID, DELIVERY)
    assert says(sheet, "Insurance card is removed.")
    button(sheet, "Put it back").click()
    assert kept(orders) == DEFAULT_PROFILES


def test_they_are_put_in_another_order(sheet: ProfilesSheet, orders: Orders) -> None:
    pick(sheet, 2)
    button(sheet, "Move the profile up").click()
    assert (kept(orders), listed(sheet).selected) == ((HARD, ID, INSURANCE, DELIVERY), 1)


def test_what_is_told_before_a_change_came_there_does_not_take_it_back(
    sheet: ProfilesSheet, relay: Relay, orders: Orders
) -> None:
    button(sheet, "Clean up the paper").click()
    first = kept(orders)
    button(sheet, "300 dpi").click()
    for profiles in (DEFAULT_PROFILES, first):
        relay.fact.emit(capture_fact(replace(READY, profiles=profiles)))
    checked = [button(sheet, name).isChecked() for name in ("Clean up the paper", "300 dpi")]
    assert checked == [True, True]


def test_profiles_that_come_from_elsewhere_are_shown(sheet: ProfilesSheet, relay: Relay) -> None:
    relay.fact.emit(capture_fact(replace(READY, profiles=(DELIVERY,))))
    assert name_field(sheet).text() == "Proof of delivery"
