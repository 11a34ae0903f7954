"""F2, the profiles' keys, and the places in the window that scan."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QWidget

from app.domain.capture_shelf import AT_THE_END, CaptureState, CaptureView, Placement, WatchedFolder
from app.domain.pages import PageId
from app.domain.profiles import DEFAULT_PROFILES, Profile
from app.domain.scanning import ScannerId
from app.ui.relay import Relay
from app.ui.workspace.page_menu import page_menu
from app.ui.workspace.scan_hand import ScanKey, scan_key
from app.ui.workspace.workspace_acts import Act
from app.ui.workspace.workspace_pane import WorkspacePane
from app.ui.workspace.workspace_toolbar import WorkspaceToolbar
from tests.ui.camera_samples import DrawnCamera, Plugs
from tests.ui.capture_samples import (
    ASKING,
    BROTHER,
    HERE,
    NO_SCANNER,
    READY,
    SCANNING,
    STARTING,
    WAITING,
    WATCHED,
    capture_fact,
)
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import desk_fact, page_row, put_away

Key, Held = Qt.Key, Qt.KeyboardModifier
ID_CARD = DEFAULT_PROFILES[2]
CAMERA = Profile("Porch", uses_camera=True)
STOPPING = replace(SCANNING, state=CaptureState.STOPPING)


@pytest.fixture
def pane(orders: Orders, relay: Relay) -> Iterator[WorkspacePane]:
    camera = DrawnCamera()
    pane = WorkspacePane(desk_over(orders), relay, cameras=lambda: Plugs(camera))
    pane.resize(1080, 700)
    pane.show()
    pane.activateWindow()
    assert QTest.qWaitForWindowActive(pane)
    yield pane
    pane.camera.close()
    put_away(pane)
    camera.deleteLater()


def tell(relay: Relay, view: CaptureView) -> None:
    relay.fact.emit(capture_fact(view))


def scans(orders: Orders) -> list[tuple[object, ...]]:
    return [order for order in orders.given if order[0] == "capture.scan"]


def buttons(pane: QWidget) -> dict[str, QPushButton]:
    return {button.accessibleName(): button for button in pane.findChildren(QPushButton) if button.isVisible()}


def said(pane: QWidget) -> list[str]:
    return [label.text() for label in pane.findChildren(QLabel) if label.isVisible() and label.text()]


@pytest.mark.parametrize(
    ("view", "does"),
    [
        (NO_SCANNER, ScanKey.SET_UP),
        (replace(NO_SCANNER, last=CAMERA), ScanKey.SCAN),
        (replace(NO_SCANNER, scanners=(HERE,)), ScanKey.SCAN),
        (READY, ScanKey.SCAN),
        (STARTING, ScanKey.NOTHING),
        (SCANNING, ScanKey.NOTHING),
        (STOPPING, ScanKey.NOTHING),
        (WAITING, ScanKey.GO_ON),
        (ASKING, ScanKey.GO_ON),
    ],
)
def test_one_key_does_what_is_next(view: CaptureView, does: ScanKey) -> None:
    assert scan_key(view) is does


def test_f2_scans_with_the_last_settings(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    tell(relay, READY)
    QTest.keyClick(pane, Key.Key_F2)
    assert scans(orders) == [("capture.scan", None, AT_THE_END)]


@pytest.mark.parametrize("view", [STARTING, SCANNING, STOPPING])
def test_f2_does_nothing_while_a_scan_runs(
    pane: WorkspacePane, relay: Relay, orders: Orders, view: CaptureView
) -> None:
    tell(relay, view)
    QTest.keyClick(pane, Key.Key_F2)
    assert (orders.given, buttons(pane)["Scan"].isEnabled()) == ([], False)


def test_without_a_scanner_f2_leads_to_where_one_is_found(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    asked: list[bool] = []
    pane.scan_hand.scanners_asked.connect(lambda: asked.append(True))
    tell(relay, NO_SCANNER)
    QTest.keyClick(pane, Key.Key_F2)
    buttons(pane)["Set up a scanner"].click()
    assert (len(asked), orders.given) == (2, [])


def test_shift_f2_asks_how_to_scan(pane: WorkspacePane, relay: Relay) -> None:
    asked: list[bool] = []
    pane.scan_hand.scanners_asked.connect(lambda: asked.append(True))
    tell(relay, READY)
    QTest.keyClick(pane, Key.Key_F2, Held.ShiftModifier)
    assert asked == [True]


@pytest.mark.parametrize("place", range(4))
def test_each_profile_has_its_key(pane: WorkspacePane, relay: Relay, orders: Orders, place: int) -> None:
    tell(relay, READY)
    QTest.keyClick(pane, Key(Key.Key_F7 + place))
    assert scans(orders) == [("capture.scan", DEFAULT_PROFILES[place], AT_THE_END)]


@pytest.mark.parametrize("key", [Key.Key_F11, Key.Key_F12])
def test_a_key_without_a_profile_does_nothing(pane: WorkspacePane, relay: Relay, orders: Orders, key: Qt.Key) -> None:
    tell(relay, READY)
    QTest.keyClick(pane, key)
    assert orders.given == []


def test_each_profile_has_a_button_under_the_ways_in(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    tell(relay, READY)
    buttons(pane)["ID card"].click()
    assert scans(orders) == [("capture.scan", ID_CARD, AT_THE_END)]


def test_the_buttons_follow_the_profiles(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, READY)
    tell(relay, replace(READY, profiles=(ID_CARD, CAMERA)))
    assert [name for name in buttons(pane) if name in {"Hard copy", "ID card", "Porch"}] == ["ID card", "Porch"]


def test_the_buttons_sleep_while_a_scan_runs(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, SCANNING)
    assert not buttons(pane)["ID card"].isEnabled()


def test_without_a_scanner_only_the_cameras_profiles_are_offered_with_their_own_keys(
    pane: WorkspacePane, relay: Relay
) -> None:
    asked: list[object] = []
    pane.scan_hand.camera_asked.connect(lambda profile, placement: asked.append(profile))
    tell(relay, replace(NO_SCANNER, profiles=(ID_CARD, CAMERA)))
    shown = [name for name in buttons(pane) if name in {"ID card", "Porch"}]
    QTest.keyClick(pane, Key.Key_F8)
    assert (shown, asked) == (["Porch"], [CAMERA])


def test_a_profile_for_the_camera_asks_for_the_camera(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    asked: list[object] = []
    pane.scan_hand.camera_asked.connect(lambda profile, placement: asked.append(profile))
    tell(relay, replace(READY, profiles=(CAMERA,)))
    buttons(pane)["Porch"].click()
    assert (asked, orders.given) == ([CAMERA], [])
    assert pane.camera.is_open


def test_a_profile_that_names_its_scanner_needs_no_other(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    own = replace(ID_CARD, scanner=ScannerId("escl:elsewhere"))
    tell(relay, replace(NO_SCANNER, profiles=(own,)))
    QTest.keyClick(pane, Key.Key_F7)
    assert scans(orders) == [("capture.scan", own, AT_THE_END)]


def test_a_scan_can_go_before_the_current_page_or_in_its_place(
    pane: WorkspacePane, relay: Relay, orders: Orders
) -> None:
    tell(relay, READY)
    relay.fact.emit(desk_fact(page_row("one"), page_row("two")))
    pages = next(widget for widget in pane.findChildren(QWidget) if widget.accessibleName() == "Pages")
    QTest.keyClick(pages, Key.Key_End)
    pane.acts[Act.SCAN_BEFORE].trigger()
    pane.acts[Act.SCAN_OVER].trigger()
    assert scans(orders) == [
        ("capture.scan", None, Placement(before=1)),
        ("capture.scan", None, Placement(replaces=PageId("two"))),
    ]


@pytest.mark.parametrize("view", [SCANNING, WAITING])
def test_while_a_scan_runs_no_other_can_be_placed(pane: WorkspacePane, relay: Relay, view: CaptureView) -> None:
    relay.fact.emit(desk_fact(page_row("one")))
    tell(relay, view)
    assert [pane.acts[act].isEnabled() for act in (Act.SCAN_BEFORE, Act.SCAN_OVER)] == [False, False]


def test_the_menu_of_a_page_offers_to_scan_there(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, READY)
    relay.fact.emit(desk_fact(page_row("one")))
    menu = page_menu(pane.acts, pane)
    offered = [action.text() for action in menu.actions() if action.isEnabled()]
    menu.close()
    assert {"Scan and insert before this page", "Scan in place of this page"} <= set(offered)


def test_the_menu_beside_the_scan_button_has_the_profiles_with_their_keys(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, READY)
    toolbar = pane.findChild(WorkspaceToolbar)
    assert toolbar is not None
    menu = toolbar.scan_menu()
    shown = [(action.text(), action.shortcut().toString()) for action in menu.actions() if action.isVisible()]
    menu.close()
    assert shown[:4] == [("Hard copy", "F7"), ("Insurance card", "F8"), ("ID card", "F9"), ("Proof of delivery", "F10")]
    assert ("Scan with…", "Shift+F2") in shown


@pytest.mark.parametrize(
    ("view", "line"),
    [
        (READY, "Brother ADS-2700W is ready on the network"),
        (WATCHED, "Brother ADS-2700W is ready on the network · Hot folder C:\\Scans is watched"),
        (replace(READY, scanners=(replace(HERE, is_here=False),)), "Brother ADS-2700W does not answer"),
        (replace(READY, scanners=()), "Scans with Brother ADS-2700W"),
        (replace(NO_SCANNER, is_looking=True), "Looking for scanners…"),
        (replace(NO_SCANNER, scanners=(HERE,)), "1 scanner is there"),
        (replace(NO_SCANNER, folder=WatchedFolder("Z:\\in", is_there=False)), "Hot folder Z:\\in is not there"),
        (
            replace(NO_SCANNER, folder=WatchedFolder("Z:\\in", stuck=("a.tif",))),
            "Hot folder Z:\\in is watched; 1 file stays incomplete",
        ),
    ],
)
def test_one_quiet_line_says_what_is_ready(pane: WorkspacePane, relay: Relay, view: CaptureView, line: str) -> None:
    tell(relay, view)
    assert line in said(pane)


def test_a_long_path_gives_way_in_its_middle(pane: WorkspacePane, relay: Relay) -> None:
    path = "\\\\server\\share\\" + "deep\\" * 40 + "scans"
    tell(relay, replace(NO_SCANNER, folder=WatchedFolder(path)))
    line = next(text for text in said(pane) if text.startswith("Hot folder"))
    assert line.startswith("Hot folder \\\\server\\share\\")
    assert line.endswith("scans is watched")
    assert len(line) < 80


def test_a_scanner_that_is_known_needs_no_setting_up(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, replace(NO_SCANNER, scanners=(HERE,)))
    before = "Choose a scanner" in buttons(pane)
    tell(relay, replace(READY, chosen=BROTHER))
    assert (before, {"Choose a scanner", "Set up a scanner"} & set(buttons(pane))) == (True, set())


@pytest.mark.parametrize(("width", "height"), [(593, 402), (647, 461), (1080, 716)])
@pytest.mark.parametrize("view", [READY, SCANNING, NO_SCANNER])
def test_no_way_in_is_cut(pane: WorkspacePane, relay: Relay, view: CaptureView, width: int, height: int) -> None:
    tell(relay, view)
    pane.resize(width, height)
    pane.grab()  # lays it out
    for name, button in buttons(pane).items():
        parent = button.parentWidget()
        assert parent is not None
        assert parent.rect().contains(button.geometry()), name
        assert button.width() >= button.minimumSizeHint().width(), name


def test_a_key_that_is_held_answers_once(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    tell(relay, ASKING)
    repeated = QKeyEvent(QEvent.Type.KeyPress, Key.Key_F2, Held.NoModifier, "", autorep=True)
    QTest.keyPress(pane, Key.Key_F2)
    QApplication.sendEvent(pane, repeated)
    QTest.keyRelease(pane, Key.Key_F2)
    assert orders.given == [("capture.go_on",)]
    assert not any(action.autoRepeat() for action in pane.acts.scanning())


def test_a_profile_is_called_in_the_menu_as_it_is_called(pane: WorkspacePane, relay: Relay) -> None:
    tell(relay, replace(READY, profiles=(Profile("Rx & ID"),)))
    assert pane.acts.profiles[0].text() == "Rx && ID"  # Qt would take one for a mnemonic
