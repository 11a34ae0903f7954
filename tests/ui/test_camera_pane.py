"""The camera as a person meets it, with drawn frames going through Qt's real capture session."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QComboBox, QPushButton, QWidget

from app.domain.capture_shelf import AT_THE_END, Placement
from app.domain.pages import DeskPage, DocumentKind, PageId
from app.domain.profiles import Profile
from app.domain.shelves import PageRow
from app.tour.patience import until
from app.ui.camera import live_picture
from app.ui.camera.camera_pane import CameraPane
from app.ui.relay import Relay
from app.ui.theme.theme import TARGET_PX, apply
from app.ui.workspace.workspace_pane import WorkspacePane
from tests.ui.camera_samples import FULL_HD, LEFT_MARK, DrawnCamera, Plugs, card_on_desk
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import desk_fact, page_row, put_away

Key = Qt.Key
WAIT_S = 10.0


@pytest.fixture
def camera(qapp: QApplication) -> Iterator[DrawnCamera]:
    apply(qapp)
    camera = DrawnCamera()
    yield camera
    camera.leave()


@pytest.fixture
def plugs(camera: DrawnCamera) -> Plugs:
    return Plugs(camera)


@pytest.fixture
def workspace(orders: Orders, relay: Relay, plugs: Plugs) -> Iterator[WorkspacePane]:
    pane = WorkspacePane(desk_over(orders), relay, cameras=lambda: plugs)
    pane.resize(1080, 700)
    pane.show()
    pane.activateWindow()
    assert QTest.qWaitForWindowActive(pane)  # shortcuts are an active window's
    yield pane
    pane.camera.close()
    put_away(pane)


@pytest.fixture
def pane(workspace: WorkspacePane) -> CameraPane:
    """The camera, opened by its key, with a picture."""
    return opened(workspace)


def opened(workspace: WorkspacePane) -> CameraPane:
    pane = opened_without_picture(workspace)
    until(lambda: not pane.view.image.isNull(), "the live picture", WAIT_S)
    return pane


def opened_without_picture(workspace: WorkspacePane) -> CameraPane:
    QTest.keyClick(workspace, Key.Key_F3)
    pane = workspace.camera.pane
    assert isinstance(pane, CameraPane)
    return pane


def press(key: Key) -> None:
    """Press a key where the focus is, as a hand does."""
    window = QGuiApplication.focusWindow()
    assert window is not None
    QTest.keyClick(window, key)


def shots(orders: Orders) -> list[tuple[object, ...]]:
    return [order[1:] for order in orders.given if order[0] == "capture.take_shot"]


def take(orders: Orders, key: Key = Key.Key_Space) -> QImage:
    """Press the key, wait until the picture is with the desk, and open it."""
    before = len(shots(orders))
    press(key)
    until(lambda: len(shots(orders)) > before, "the picture to reach the desk", WAIT_S)
    content = shots(orders)[-1][0]
    assert isinstance(content, bytes)
    return QImage.fromData(content)


def came_to_desk(relay: Relay, orders: Orders, name: str) -> PageRow:
    """The page that the last picture became."""
    row = page_row(name)
    assert isinstance(row.item, DeskPage)
    file_name = str(shots(orders)[-1][1])
    return replace(row, item=replace(row.item, imported=replace(row.item.imported, file_name=file_name)))


def is_red(image: QImage, across: float, down: float) -> bool:
    colour = image.pixelColor(round(image.width() * across), round(image.height() * down))
    return abs(colour.red() - LEFT_MARK.red()) + abs(colour.green() - LEFT_MARK.green()) < 60


def says(pane: QWidget, text: str) -> bool:
    return any(text in str(label.property("text")) for label in pane.findChildren(QWidget) if label.isVisible())


def button(pane: QWidget, name: str) -> QPushButton:
    return next(one for one in pane.findChildren(QPushButton) if one.accessibleName() == name and one.isVisible())


MARK_AT = (0.325, 0.28)  # the middle of the card's red mark, as a share of width and height


def test_space_brings_a_picture_of_full_size_to_the_desk_and_not_mirrored(pane: CameraPane, orders: Orders) -> None:
    image = take(orders)
    assert (image.width(), image.height()) == FULL_HD
    assert is_red(image, *MARK_AT)
    assert not is_red(image, 1 - MARK_AT[0], MARK_AT[1])


def test_a_camera_that_mirrors_what_it_shows_is_set_right(
    workspace: WorkspacePane, camera: DrawnCamera, orders: Orders
) -> None:
    camera.mirrors = True
    pane = opened(workspace)
    assert is_red(pane.view.image, *MARK_AT)
    assert is_red(take(orders), *MARK_AT)


def test_the_live_picture_is_not_mirrored_either(pane: CameraPane) -> None:
    assert is_red(pane.view.image, *MARK_AT)


def test_what_is_taken_is_laid_straight_and_goes_to_the_end(pane: CameraPane, orders: Orders) -> None:
    take(orders)
    _, name, profile, placement = shots(orders)[0]
    assert (name, placement) == ("Camera picture 1.jpg", AT_THE_END)
    assert isinstance(profile, Profile)
    assert (profile.uses_camera, profile.straightens, profile.kind) == (True, True, None)


def test_after_a_picture_the_live_one_is_there_for_the_next(pane: CameraPane, orders: Orders) -> None:
    take(orders)
    assert pane.deeds.count_text == "1 taken"
    take(orders)
    take(orders)
    assert pane.deeds.count_text == "3 taken"
    assert len({name for _, name, *_ in shots(orders)}) == 3


def test_a_picture_taken_again_takes_the_place_of_the_last_page(pane: CameraPane, orders: Orders, relay: Relay) -> None:
    take(orders)
    relay.fact.emit(desk_fact(page_row("old"), came_to_desk(relay, orders, "new")))
    take(orders, Key.Key_R)
    assert shots(orders)[-1][3] == Placement(replaces=PageId("new"))
    assert pane.deeds.count_text == "1 taken"


def test_taken_again_before_the_page_came_it_waits_for_that_page(
    pane: CameraPane, orders: Orders, relay: Relay
) -> None:
    take(orders)
    first = came_to_desk(relay, orders, "first")
    press(Key.Key_R)
    until(lambda: pane.awaits_page, "the second picture", WAIT_S)
    assert len(shots(orders)) == 1
    relay.fact.emit(desk_fact(first))
    assert shots(orders)[-1][3] == Placement(replaces=PageId("first"))


def test_a_page_that_was_taken_away_meanwhile_is_not_replaced(pane: CameraPane, orders: Orders, relay: Relay) -> None:
    take(orders)
    relay.fact.emit(desk_fact(came_to_desk(relay, orders, "new")))
    relay.fact.emit(desk_fact())
    take(orders, Key.Key_R)
    assert shots(orders)[-1][3] == AT_THE_END


def test_r_does_nothing_before_there_is_a_picture(pane: CameraPane, orders: Orders) -> None:
    press(Key.Key_R)
    take(orders)
    assert [placement for *_, placement in shots(orders)] == [AT_THE_END]


def test_the_digits_say_what_the_next_pictures_are(pane: CameraPane, orders: Orders) -> None:
    press(Key.Key_3)
    take(orders)
    press(Key.Key_3)
    take(orders)
    kinds = [profile.kind for _, _, profile, _ in shots(orders) if isinstance(profile, Profile)]
    assert kinds == [DocumentKind.ID_CARD, None]


def test_a_picture_is_what_was_said_when_it_was_taken(pane: CameraPane, orders: Orders) -> None:
    press(Key.Key_3)
    press(Key.Key_Space)
    until(lambda: pane.is_encoding or bool(shots(orders)), "the picture to be encoded", WAIT_S)
    press(Key.Key_1)
    until(lambda: bool(shots(orders)), "the picture to reach the desk", WAIT_S)
    profile = shots(orders)[0][2]
    assert isinstance(profile, Profile)
    assert profile.kind is DocumentKind.ID_CARD


def test_at_the_camera_no_key_acts_on_pages(workspace: WorkspacePane, orders: Orders, relay: Relay) -> None:
    relay.fact.emit(desk_fact(page_row("one")))
    opened(workspace)
    for key in (Key.Key_R, Key.Key_C, Key.Key_S, Key.Key_G, Key.Key_1, Key.Key_Delete, Key.Key_J):
        press(key)
    QTest.keyClick(QGuiApplication.focusWindow(), Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    asked = [order[0] for order in orders.given if order[0] != "retouch.want_picture"]
    assert asked == []


def test_esc_leaves_and_lets_go_of_the_camera(pane: CameraPane, workspace: WorkspacePane, camera: DrawnCamera) -> None:
    press(Key.Key_Escape)
    assert (pane.isVisible(), camera.is_in_use, workspace.camera.is_open) == (False, False, False)
    assert button(workspace, "Scan").hasFocus()


def test_the_key_that_opens_it_closes_it_too(pane: CameraPane, camera: DrawnCamera) -> None:
    press(Key.Key_F3)
    assert (pane.isVisible(), camera.is_in_use) == (False, False)


def test_pages_that_come_meanwhile_do_not_close_it(pane: CameraPane, workspace: WorkspacePane, relay: Relay) -> None:
    relay.fact.emit(desk_fact(page_row("one")))
    assert pane.isVisible()
    press(Key.Key_Escape)
    assert workspace.current_row() is not None
    assert not pane.isVisible()


def test_a_picture_that_was_asked_for_is_sent_though_the_camera_is_left_while_it_is_encoded(
    pane: CameraPane, orders: Orders
) -> None:
    press(Key.Key_Space)
    until(lambda: pane.is_encoding or bool(shots(orders)), "the picture to be encoded", WAIT_S)
    press(Key.Key_Escape)
    until(lambda: bool(shots(orders)), "the picture to reach the desk", WAIT_S)


def test_a_hand_in_the_picture_is_waited_for(pane: CameraPane, camera: DrawnCamera, orders: Orders) -> None:
    moving = [card_on_desk(shift_px=shift) for shift in range(-240, 241, 60)]
    camera.draw = lambda number: moving[number % len(moving)]
    until(lambda: pane.sees_motion, "motion to be seen", WAIT_S)
    press(Key.Key_Space)
    assert pane.view.words == "Hold still…"
    still = card_on_desk()
    camera.draw = lambda number: still
    until(lambda: bool(shots(orders)), "the picture", WAIT_S)
    assert pane.deeds.note == ""


def test_what_never_lies_still_is_taken_and_said_so(pane: CameraPane, camera: DrawnCamera, orders: Orders) -> None:
    moving = [card_on_desk(shift_px=shift) for shift in range(-240, 241, 60)]
    camera.draw = lambda number: moving[number % len(moving)]
    until(lambda: pane.sees_motion, "motion to be seen", WAIT_S)
    take(orders)
    assert pane.deeds.note == "It moved: look if it is sharp"


def test_a_camera_that_hangs_crooked_is_turned_once(pane: CameraPane, orders: Orders) -> None:
    press(Key.Key_T)
    image = take(orders)
    assert (image.width(), image.height()) == (FULL_HD[1], FULL_HD[0])
    assert is_red(image, 1 - MARK_AT[1], MARK_AT[0])


def test_the_turn_is_remembered(pane: CameraPane, workspace: WorkspacePane, orders: Orders) -> None:
    press(Key.Key_T)
    press(Key.Key_Escape)
    opened(workspace)
    assert take(orders).width() == FULL_HD[1]


def test_without_a_camera_it_says_what_to_do(workspace: WorkspacePane, plugs: Plugs, camera: DrawnCamera) -> None:
    opened(workspace)
    press(Key.Key_Escape)
    plugs.plug()
    pane = opened_without_picture(workspace)
    assert says(pane, "No camera was found")
    assert says(pane, "Plug one in; it shows up by itself")
    assert not button(pane, "Take picture").isEnabled()


def test_a_camera_that_is_plugged_in_shows_up_by_itself(
    workspace: WorkspacePane, plugs: Plugs, camera: DrawnCamera
) -> None:
    pane = opened(workspace)
    plugs.plug()
    assert says(pane, "Document camera was unplugged")
    plugs.plug(camera)
    until(lambda: not pane.view.image.isNull() and pane.view.isVisible(), "the live picture", WAIT_S)
    assert button(pane, "Take picture").isEnabled()


def test_a_camera_that_another_program_has_says_so_with_the_technical_line_on_demand(
    pane: CameraPane, camera: DrawnCamera
) -> None:
    camera.break_down("Device or resource busy")
    until(lambda: says(pane, "The camera can't be used"), "the sentence", WAIT_S)
    assert not says(pane, "Device or resource busy")
    button(pane, "Details").click()
    assert says(pane, "Device or resource busy")
    assert button(pane, "Try again").isVisible()


def test_a_camera_that_gives_no_picture_says_so(
    workspace: WorkspacePane, camera: DrawnCamera, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(live_picture, "SILENCE_MS", 150)
    camera.is_mute = True
    pane = opened_without_picture(workspace)
    assert pane.view.words == "Waiting for the camera…"
    until(lambda: says(pane, "No picture comes from the camera"), "the sentence", WAIT_S)
    assert not camera.is_in_use


def test_trying_again_brings_the_picture_back(pane: CameraPane, camera: DrawnCamera) -> None:
    camera.break_down("busy")
    until(lambda: says(pane, "The camera can't be used"), "the sentence", WAIT_S)
    button(pane, "Try again").click()
    until(lambda: not pane.view.image.isNull() and pane.view.isVisible(), "the live picture", WAIT_S)


def test_another_camera_can_be_chosen_and_is_the_one_next_time(
    workspace: WorkspacePane, plugs: Plugs, camera: DrawnCamera
) -> None:
    other = DrawnCamera("Webcam")
    pane = opened(workspace)
    plugs.plug(camera, other)
    choice = pane.findChild(QComboBox)
    assert choice is not None
    assert [choice.itemText(row) for row in range(choice.count())] == ["Document camera", "Webcam"]
    choice.setFocus(Qt.FocusReason.TabFocusReason)
    QTest.keyClick(choice, Key.Key_Down)
    assert (camera.is_in_use, other.is_in_use) == (False, True)
    press(Key.Key_Escape)
    opened_without_picture(workspace)
    assert other.is_in_use


def test_a_camera_nobody_sees_is_not_on(pane: CameraPane, workspace: WorkspacePane, camera: DrawnCamera) -> None:
    workspace.hide()
    assert not camera.is_in_use
    workspace.show()
    until(lambda: not pane.view.image.isNull(), "the live picture", WAIT_S)


def test_the_whole_job_is_done_with_the_tab_key_and_space(pane: CameraPane, orders: Orders) -> None:
    names = []
    for _ in range(20):
        press(Key.Key_Tab)
        focused = QApplication.focusWidget()
        assert focused is not None
        names.append(focused.accessibleName())
        if focused is pane.deeds.take:
            break
    assert names[-1] == "Take picture"
    take(orders)
    assert {"Take again", "Done"} & set(names) >= {"Done"}


def test_every_control_has_a_name_and_a_size_that_a_finger_hits(pane: CameraPane, orders: Orders) -> None:
    take(orders)
    found = [*pane.findChildren(QPushButton), *pane.findChildren(QComboBox)]
    controls = [one for one in found if one.isVisible()]
    assert {one.accessibleName() for one in controls} == {
        *("Camera", "Hard copy", "Insurance card", "ID", "Proof of delivery", "Other"),
        *("Crop to the paper", "Turn the picture", "Take again", "Done", "Take picture"),
    }
    assert all(one.height() >= TARGET_PX and one.width() >= TARGET_PX and one.toolTip() for one in controls)


def test_a_profile_says_what_the_pictures_are_and_where_they_go(workspace: WorkspacePane, orders: Orders) -> None:
    insurance = Profile("Insurance card", uses_camera=True, kind=DocumentKind.INSURANCE_CARD)
    workspace.camera.open(insurance, Placement(before=2))
    pane = workspace.camera.pane
    assert isinstance(pane, CameraPane)
    until(lambda: not pane.view.image.isNull(), "the live picture", WAIT_S)
    take(orders)
    take(orders)
    assert [shot[2:] for shot in shots(orders)] == [
        (insurance, Placement(before=2)),
        (insurance, Placement(before=3)),
    ]


def test_a_page_that_is_taken_anew_is_the_only_one(workspace: WorkspacePane, orders: Orders) -> None:
    workspace.camera.open(None, Placement(replaces=PageId("bad")))
    pane = workspace.camera.pane
    assert isinstance(pane, CameraPane)
    until(lambda: not pane.view.image.isNull(), "the live picture", WAIT_S)
    take(orders)
    assert shots(orders)[0][3] == Placement(replaces=PageId("bad"))
    assert not workspace.camera.is_open
