"""The sheet where scanners are found, added, looked at and chosen."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from app.domain.capture_shelf import AT_THE_END, CaptureView, ScannerRow
from app.domain.facts import Connection, ConnectionChanged, ScannerAnswered
from app.domain.profiles import DEFAULT_PROFILES, Profile
from app.domain.scan_troubles import Trouble, problem_of
from app.domain.scanning import Mode, Scanner, Source
from app.ui.controls.field import Field
from app.ui.controls.line_list import LineList
from app.ui.main_window import MainWindow
from app.ui.relay import Relay
from app.ui.scanners.scanners_sheet import ScannersSheet
from tests.ui.capture_samples import (
    ALL,
    BROTHER,
    GLASS,
    HERE,
    NO_SCANNER,
    OPEN,
    READY,
    SCANNING,
    USB,
    capture_fact,
)
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import put_away

LOOK = ("capture.look",)


@pytest.fixture
def window(orders: Orders, relay: Relay) -> Iterator[MainWindow]:
    window = MainWindow(desk_over(orders), relay)
    window.resize(1366, 768)
    window.show()
    window.activateWindow()
    assert QTest.qWaitForWindowActive(window)
    relay.fact.emit(ConnectionChanged(Connection.CONNECTED, "lakeside"))
    yield window
    put_away(window)


def sheet(window: MainWindow) -> ScannersSheet:
    found = window.findChild(ScannersSheet)
    assert found is not None
    return found


def opened(window: MainWindow, relay: Relay, orders: Orders, view: CaptureView) -> ScannersSheet:
    """The sheet, open, with this view."""
    relay.fact.emit(capture_fact(view))
    QTest.keyClick(window, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    orders.given.clear()
    return sheet(window)


def buttons(of: QWidget) -> dict[str, QPushButton]:
    return {button.accessibleName(): button for button in of.findChildren(QPushButton) if button.isVisible()}


def said(of: QWidget) -> list[str]:
    return [label.text() for label in of.findChildren(QLabel) if label.isVisible() and label.text()]


def listed(of: QWidget) -> LineList:
    return next(found for found in of.findChildren(LineList) if found.accessibleName() == "Scanners")


def address(of: QWidget) -> Field:
    return next(field for field in of.findChildren(Field) if field.accessibleName() == "Address of a scanner")


def pick(of: QWidget, place: int) -> None:
    view = listed(of)
    view.setFocus()
    view.setCurrentIndex(view.model().index(place, 0))


def test_its_key_opens_it_looks_at_once_and_closes_it(window: MainWindow, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(capture_fact(READY))
    orders.given.clear()
    shown = []
    for _ in range(2):
        QTest.keyClick(window, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
        shown.append(sheet(window).isVisible())
    assert (shown, orders.given.count(LOOK)) == ([True, False], 1)


def test_it_lists_each_scanner_with_its_place_its_road_and_its_state(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    of = opened(window, relay, orders, READY)
    assert [line.sentence for line in listed(of).lines] == [
        "Brother ADS-2700W, Front counter · eSCL · encrypted, In use",
        "HP LaserJet MFP M426fdn, Back office · eSCL · not encrypted",
        "Canon CanoScan LiDE 400, WIA, No answer",
    ]


def test_a_scanner_that_calls_itself_something_harmful_is_shown_harmless(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    row = ScannerRow(replace(BROTHER, name="Brother\u202egnp.exe"))
    of = opened(window, relay, orders, replace(READY, scanners=(row,)))
    assert listed(of).lines[0].sentence.startswith("Brother[U+202E]gnp.exe")


@pytest.mark.parametrize(
    ("is_looking", "words"),
    [
        (True, "Looking for scanners…"),
        (
            False,
            "No scanner was found. Switch it on and connect it to this network, or add it by its address below.",
        ),
    ],
)
def test_where_there_is_none_it_says_what_to_do(
    window: MainWindow, relay: Relay, orders: Orders, is_looking: bool, words: str
) -> None:
    of = opened(window, relay, orders, replace(NO_SCANNER, is_looking=is_looking))
    assert (words in said(of), buttons(of)["Find a scanner first"].isEnabled()) == (True, False)


def test_it_looks_again(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, READY)
    buttons(of)["Look for scanners"].click()
    assert orders.given == [LOOK]


def test_the_one_in_use_is_selected_and_asked_what_it_can_do_once(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    unknown = replace(READY, scanners=(ScannerRow(OPEN), ScannerRow(BROTHER)))
    relay.fact.emit(capture_fact(unknown))
    orders.given.clear()
    QTest.keyClick(window, Qt.Key.Key_F2, Qt.KeyboardModifier.ShiftModifier)
    relay.fact.emit(capture_fact(unknown))
    assert [order for order in orders.given if order != LOOK] == [("capture.learn", BROTHER.id)]


def test_another_one_is_asked_when_it_is_selected(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, READY)
    pick(of, 1)
    assert orders.given == [("capture.learn", OPEN.id)]
    assert "Asking what it can do…" in said(of)


def test_the_selection_stays_while_others_are_found(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, READY)
    pick(of, 1)
    relay.fact.emit(capture_fact(replace(READY, scanners=(ScannerRow(USB), *READY.scanners[:2]))))
    assert listed(of).selected == OPEN.id


def test_it_shows_what_the_selected_one_can_do_and_no_more(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, READY)
    buttons(of)["Glass"].click()
    shown = set(buttons(of))
    assert {"Automatic", "Feeder", "Both sides", "150 dpi", "600 dpi", "Colour", "Grey"} <= shown
    assert "Black & white" not in shown


def test_why_it_can_not_be_asked_stands_there(window: MainWindow, relay: Relay, orders: Orders) -> None:
    row = ScannerRow(BROTHER, is_here=False, problem=problem_of(Trouble.OFFLINE, "connect timed out"))
    of = opened(window, relay, orders, replace(READY, scanners=(row,)))
    assert "The scanner does not answer" in said(of)
    assert buttons(of)["Scan with these settings"].isEnabled()  # a state may warn and never forbids


def test_it_scans_with_the_settings_that_were_chosen(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, READY)
    for name in ("Both sides", "200 dpi", "Grey", "Scan with these settings"):
        buttons(of)[name].click()
    assert orders.given == [("capture.scan", Profile("", source=Source.DUPLEX, dpi=200, mode=Mode.GRAY), AT_THE_END)]
    assert not of.isVisible()


def test_scanning_with_another_one_makes_it_the_one_in_use(window: MainWindow, relay: Relay, orders: Orders) -> None:
    two = replace(READY, scanners=(HERE, ScannerRow(OPEN, abilities=ALL)))
    of = opened(window, relay, orders, two)
    pick(of, 1)
    buttons(of)["Scan with these settings"].click()
    assert orders.given[0] == ("capture.choose", OPEN.id)
    assert orders.given[1][0] == "capture.scan"


def test_it_begins_with_the_last_settings(window: MainWindow, relay: Relay, orders: Orders) -> None:
    last = Profile("", source=Source.FEEDER, dpi=200, mode=Mode.BW)
    of = opened(window, relay, orders, replace(READY, last=last))
    checked = [name for name, button in buttons(of).items() if button.isChecked()]
    assert checked == ["Feeder", "200 dpi", "Black & white"]


def test_a_wish_that_one_scanner_has_not_got_is_there_again_at_the_next(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    small = replace(ALL, sources=(replace(GLASS, modes=(Mode.GRAY,)),))
    two = replace(READY, scanners=(HERE, ScannerRow(OPEN, abilities=small)))
    of = opened(window, relay, orders, two)
    pick(of, 1)
    there = buttons(of)["Grey"].isChecked()
    pick(of, 0)
    assert (there, buttons(of)["Colour"].isChecked()) == (True, True)


def test_another_one_is_used_from_now_on(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, READY)
    pick(of, 1)
    buttons(of)["Use from now on"].click()
    assert orders.given[-1] == ("capture.choose", OPEN.id)


def test_a_scanner_is_forgotten(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, READY)
    buttons(of)["Forget Brother ADS-2700W"].click()
    assert orders.given == [("capture.forget", BROTHER.id)]


def test_a_network_that_others_can_read_is_said(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, READY)
    words = "This scanner sends pages unencrypted through the network."
    before = words in said(of)
    pick(of, 1)
    assert (before, words in said(of)) == (False, True)


def test_a_scan_that_runs_is_not_begun_again(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, SCANNING)
    assert not buttons(of)["A scan runs"].isEnabled()


# --- by address ----------------------------------------------------------------------------------------------------


def added(of: ScannersSheet, orders: Orders, text: str = "192.168.1.77") -> int:
    """Type an address and press Add; the number of the question."""
    address(of).setText(text)
    buttons(of)["Add"].click()
    name, question, asked = orders.given[-1]
    assert (name, asked) == ("capture.add", text)
    assert isinstance(question, int)
    return question


def test_an_address_is_asked_for_once_at_a_time(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, NO_SCANNER)
    added(of, orders)
    QTest.keyClick(address(of), Qt.Key.Key_Return)
    assert (len(orders.given), buttons(of)["Add"].isEnabled()) == (1, False)


def test_what_answers_is_named_and_selected_when_it_stands_in_the_list(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    of = opened(window, relay, orders, READY)
    new: Scanner = replace(OPEN, id=USB.id, name="New one")
    relay.fact.emit(ScannerAnswered(added(of, orders), new))
    assert ("Added: New one" in said(of), address(of).text()) == (True, "")
    relay.fact.emit(capture_fact(replace(READY, scanners=(HERE, ScannerRow(new, is_added=True)))))
    assert listed(of).selected == new.id


def test_why_nothing_answers_stands_at_the_field_with_the_address_kept(
    window: MainWindow, relay: Relay, orders: Orders
) -> None:
    of = opened(window, relay, orders, NO_SCANNER)
    question = added(of, orders)
    relay.fact.emit(ScannerAnswered(question, None, problem_of(Trouble.OFFLINE, "443, 80, 8080")))
    assert "The scanner does not answer" in said(of)
    assert (address(of).text(), buttons(of)["Add"].isEnabled()) == ("192.168.1.77", True)


def test_an_answer_to_an_older_question_is_dropped(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, NO_SCANNER)
    question = added(of, orders)
    address(of).setText("192.168.1.78")
    relay.fact.emit(ScannerAnswered(question, OPEN))
    assert (address(of).text(), f"Added: {OPEN.name}" in said(of)) == ("192.168.1.78", False)


@pytest.mark.parametrize("text", ["", "   "])
def test_no_address_is_no_question(window: MainWindow, relay: Relay, orders: Orders, text: str) -> None:
    of = opened(window, relay, orders, NO_SCANNER)
    address(of).setText(text)
    QTest.keyClick(address(of), Qt.Key.Key_Return)
    assert (orders.given, buttons(of)["Add"].isEnabled()) == ([], False)


# --- with the rest of the window -----------------------------------------------------------------------------------


def test_a_profile_can_be_scanned_by_from_here(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, READY)
    buttons(of)["Scan now: ID card"].click()
    assert (orders.given, of.isVisible()) == ([("capture.scan", DEFAULT_PROFILES[2], AT_THE_END)], False)


def test_only_one_sheet_is_open(window: MainWindow, relay: Relay, orders: Orders) -> None:
    of = opened(window, relay, orders, READY)
    buttons(of)["Edit profiles…"].click()
    assert [one.accessibleName() for one in window.sheets.all if one.isVisible()] == ["Profiles"]


def test_from_the_gallery_the_key_leads_back_to_the_work(window: MainWindow, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(capture_fact(READY))
    QTest.keyClick(window, Qt.Key.Key_3, Qt.KeyboardModifier.ControlModifier)
    orders.given.clear()
    QTest.keyClick(window, Qt.Key.Key_F2)
    assert (orders.given, window.workspace.isVisible()) == ([("capture.scan", None, AT_THE_END)], True)


def test_before_a_store_is_set_up_no_key_scans(window: MainWindow, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(capture_fact(READY))
    relay.fact.emit(ConnectionChanged(Connection.NOT_SET_UP))
    orders.given.clear()
    for key in (Qt.Key.Key_F2, Qt.Key.Key_F7):
        QTest.keyClick(window, key)
    assert orders.given == []
