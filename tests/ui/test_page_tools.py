"""The tools on the stage as a person uses them: begun with a key, worked by pointer, keys and bar, told to the desk."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDoubleSpinBox, QLineEdit, QPushButton, QSlider, QWidget

from app.domain.edits import UNTOUCHED, Box, Ink, PageEdits, Tone
from app.domain.errors import Problem
from app.domain.facts import DeskChanged, Purpose
from app.domain.geometry import Point, Quad, rectangle
from app.domain.pages import BrokenFile, PageId
from app.domain.readings import PageReading, Remark
from app.domain.shelves import Mark, Obstacle, PageRow
from app.ui.relay import Relay
from app.ui.workspace.black_out_tool import BlackOutTool
from app.ui.workspace.corners_tool import CornersTool
from app.ui.workspace.level_tool import LevelTool
from app.ui.workspace.stage import Stage
from app.ui.workspace.workspace_pane import WorkspacePane
from app.ui.workspace.workspace_toolbar import WorkspaceToolbar
from tests.ui.gallery_samples import Orders, desk_over
from tests.ui.page_samples import desk_fact, desk_view, edited, page_row, put_away

Key, Held, Left = Qt.Key, Qt.KeyboardModifier, Qt.MouseButton.LeftButton
ONE, TWO = (page_row(name, width=1000, height=2000) for name in ("one", "two"))
WHOLE = rectangle(0, 0, 1000, 2000)


@pytest.fixture
def pane(orders: Orders, relay: Relay) -> Iterator[WorkspacePane]:
    pane = WorkspacePane(desk_over(orders), relay)
    pane.resize(1080, 700)
    pane.show()
    pane.activateWindow()
    assert QTest.qWaitForWindowActive(pane)  # shortcuts are an active window's
    relay.fact.emit(desk_fact(ONE, TWO))
    stage(pane).setFocus()
    yield pane
    put_away(pane)


def done(orders: Orders) -> list[tuple[object, ...]]:
    """What was asked for, less the pictures."""
    return [order for order in orders.given if order[0] != "retouch.want_picture"]


def stage(pane: QWidget) -> Stage:
    found = pane.findChild(Stage)
    assert found is not None
    return found


def named(pane: QWidget, name: str) -> QPushButton:
    """The visible button of this name."""
    shown = [button for button in pane.findChildren(QPushButton) if button.isVisible()]
    return next(button for button in shown if button.accessibleName() == name)


def press(pane: QWidget, *keys: Qt.Key, held: Qt.KeyboardModifier = Held.NoModifier) -> None:
    for key in keys:
        QTest.keyClick(stage(pane), key, held)


def pull(pane: QWidget, start: QPointF, end: QPointF) -> None:
    """Press at one place of the stage, move to another, and let go."""
    at = stage(pane)
    QTest.mousePress(at, Left, Held.NoModifier, start.toPoint())
    QTest.mouseMove(at, ((start + end) / 2).toPoint())
    QTest.mouseMove(at, end.toPoint())
    QTest.mouseRelease(at, Left, Held.NoModifier, end.toPoint())


def remarked(name: str, *remarks: Remark) -> PageRow:
    return replace(page_row(name, mark=Mark.LOOK), remarks=remarks)


# --- by itself -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("key", "order"),
    [(Key.Key_S, "straighten_by_itself"), (Key.Key_U, "clean_up"), (Key.Key_G, "cycle_ink")],
)
def test_one_key_does_it_by_itself(pane: WorkspacePane, orders: Orders, key: Qt.Key, order: str) -> None:
    press(pane, key)
    assert done(orders) == [(f"mender.{order}", ["one"])]


def test_two_selected_pages_are_joined_with_one_key(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_Right, held=Held.ShiftModifier)
    press(pane, Key.Key_J)
    assert done(orders) == [("joiner.join", ["one", "two"])]


# --- straighten by hand --------------------------------------------------------------------------------------


def test_arrow_keys_straighten_by_tenths_of_a_degree(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_S, held=Held.ShiftModifier)
    press(pane, Key.Key_Right, Key.Key_Right, Key.Key_Left)
    press(pane, Key.Key_Right, held=Held.ShiftModifier)
    press(pane, Key.Key_Return)
    assert done(orders) == [("retouch.straighten", ["one"], 1.1)]


def test_a_line_along_what_should_be_level_makes_it_level(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_S, held=Held.ShiftModifier)
    middle = QPointF(stage(pane).rect().center())
    pull(pane, middle + QPointF(-100, -10), middle + QPointF(100, 10))
    tool = stage(pane).tool
    assert isinstance(tool, LevelTool)
    assert tool.angle_deg == pytest.approx(-5.71, abs=0.02)


def test_the_angle_can_be_typed_and_applied_with_the_bar(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_S, held=Held.ShiftModifier)
    number = next(field for field in pane.findChildren(QDoubleSpinBox) if field.isVisible())
    number.setValue(-3.2)
    named(pane, "Apply angle").click()
    assert done(orders) == [("retouch.straighten", ["one"], -3.2)]


def test_nothing_is_uploaded_while_an_angle_is_begun(pane: WorkspacePane) -> None:
    press(pane, Key.Key_S, held=Held.ShiftModifier)
    assert not named(pane, "Apply or leave the angle first").isEnabled()


# --- four corners --------------------------------------------------------------------------------------------


def test_corners_are_moved_by_keys_one_after_the_other(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_F)
    press(pane, Key.Key_Right, held=Held.ShiftModifier)
    press(pane, Key.Key_Tab)
    press(pane, Key.Key_Down)
    press(pane, Key.Key_Return)
    corners = Quad(Point(90, 160), Point(920, 161), Point(920, 1840), Point(80, 1840))
    assert done(orders) == [("retouch.flatten", ["one"], corners)]


def test_the_corners_begin_where_the_paper_was_seen(pane: WorkspacePane, relay: Relay) -> None:
    paper = Quad(Point(100, 50), Point(900, 90), Point(950, 1900), Point(60, 1800))
    relay.fact.emit(desk_fact(replace(ONE, reading=PageReading(paper=paper)), TWO))
    press(pane, Key.Key_F)
    tool = stage(pane).tool
    assert isinstance(tool, CornersTool)
    assert tool.corners == paper


def test_a_corner_is_caught_from_outside_and_goes_where_it_is_pulled(pane: WorkspacePane) -> None:
    press(pane, Key.Key_F)
    named(pane, "Reset corners").click()
    sheet = stage(pane).sheet()
    outside = sheet.topLeft() + QPointF(-12, -12)
    pull(pane, outside, outside + QPointF(40, 60))
    tool = stage(pane).tool
    assert isinstance(tool, CornersTool)
    scale = sheet.width() / 1000
    corner = tool.corners.top_left
    assert (corner.x, corner.y) == pytest.approx((40 / scale, 60 / scale), abs=2 / scale)


def test_a_corner_never_makes_a_dent(pane: WorkspacePane) -> None:
    press(pane, Key.Key_F)
    named(pane, "Reset corners").click()
    sheet = stage(pane).sheet()
    pull(pane, sheet.topLeft(), sheet.bottomRight() - QPointF(5, 5))
    tool = stage(pane).tool
    assert isinstance(tool, CornersTool)
    assert tool.corners.is_convex


def test_corners_around_the_whole_page_take_the_laying_back(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_F)
    named(pane, "Reset corners").click()
    named(pane, "Lay it flat").click()
    assert done(orders) == [("retouch.flatten", ["one"], None)]


# --- black out -----------------------------------------------------------------------------------------------


def redactions(orders: Orders) -> list[tuple[Quad, ...]]:
    return [order[2] for order in done(orders) if order[0] == "retouch.redact" and isinstance(order[2], tuple)]


def test_a_drawn_box_is_kept_at_once_in_the_pixels_of_the_unturned_page(
    pane: WorkspacePane, relay: Relay, orders: Orders
) -> None:
    relay.fact.emit(desk_fact(edited(ONE, PageEdits(quarter_turns=1)), TWO))
    press(pane, Key.Key_B)
    sheet = stage(pane).sheet()
    pull(pane, sheet.topLeft(), sheet.center())
    box = redactions(orders)[-1][0]
    scale = sheet.width() / 2000
    # The top left quarter of the page as shown is the bottom left quarter of the page as it came.
    xs, ys = sorted(place.x for place in box.corners), sorted(place.y for place in box.corners)
    assert (xs[0], xs[-1], ys[0], ys[-1]) == pytest.approx((0, 500, 1000, 2000), abs=2 / scale)


def test_a_box_is_made_moved_and_removed_with_keys(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_B, Key.Key_N)
    press(pane, Key.Key_Down, held=Held.ShiftModifier)
    press(pane, Key.Key_Delete)
    made, moved, removed = redactions(orders)
    assert moved[0].top_left.y > made[0].top_left.y
    assert moved[0].top_left.x == pytest.approx(made[0].top_left.x)
    assert removed == ()


def test_the_delete_key_removes_the_page_again_once_the_tool_is_left(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_B, Key.Key_Escape, Key.Key_Delete)
    assert done(orders) == [("retouch.remove", ["one"])]


def test_a_late_answer_takes_no_box_back(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    press(pane, Key.Key_B, Key.Key_N)
    first = redactions(orders)[-1]
    press(pane, Key.Key_N)
    relay.fact.emit(desk_fact(ONE, TWO))
    relay.fact.emit(desk_fact(edited(ONE, UNTOUCHED.redacted(first)), TWO))
    tool = stage(pane).tool
    assert isinstance(tool, BlackOutTool)
    assert len(tool.areas) == 2


# --- colours -------------------------------------------------------------------------------------------------


def test_a_slider_tells_the_tone_for_every_selected_page(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_Right, held=Held.ShiftModifier)
    press(pane, Key.Key_G, held=Held.ShiftModifier)
    slider = next(slider for slider in pane.findChildren(QSlider) if slider.accessibleName() == "Brightness")
    slider.setFocus()
    QTest.keyClick(slider, Key.Key_Right)
    assert done(orders) == [("retouch.tone", ["one", "two"], Tone(brightness=1))]


def test_a_slider_in_the_hand_is_seen_but_told_only_when_let_go(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_G, held=Held.ShiftModifier)
    slider = next(slider for slider in pane.findChildren(QSlider) if slider.accessibleName() == "Contrast")
    slider.setSliderDown(True)
    slider.setValue(30)
    before = done(orders)
    slider.setSliderDown(False)
    assert (before, done(orders)) == ([], [("retouch.tone", ["one"], Tone(contrast=30))])


def test_grey_is_chosen_by_its_name(pane: WorkspacePane, orders: Orders) -> None:
    named(pane, "Colours").click()
    named(pane, "Grey").click()
    assert done(orders) == [("retouch.tone", ["one"], Tone(ink=Ink.GREY))]


# --- crop ----------------------------------------------------------------------------------------------------


def test_a_crop_is_made_on_every_selected_page_of_its_size(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(desk_fact(page_row("card", width=800, height=500), ONE, TWO))
    press(pane, Key.Key_Home)
    press(pane, Key.Key_End, held=Held.ShiftModifier)
    press(pane, Key.Key_C)
    press(pane, Key.Key_Left)
    named(pane, "Apply crop to 2 pages").click()
    assert done(orders)[-1][1] == ["one", "two"]


def test_the_last_crop_is_offered_on_a_page_of_the_same_size(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_C)
    stage(pane).place_crop(Box(100, 100, 900, 1800))
    press(pane, Key.Key_Return, Key.Key_Right, Key.Key_C)
    named(pane, "Use the last crop").click()
    assert stage(pane).crop_box == Box(100, 100, 900, 1800)


def test_a_crop_of_a_page_laid_flat_is_in_the_pixels_of_the_laid_page(
    pane: WorkspacePane, relay: Relay, orders: Orders
) -> None:
    relay.fact.emit(desk_fact(edited(ONE, PageEdits(corners=rectangle(100, 100, 600, 900))), TWO))
    press(pane, Key.Key_C, Key.Key_Left, Key.Key_Return)
    assert done(orders) == [("retouch.crop", ["one"], Box(0, 0, 499, 800))]


# --- what goes out, and what may be wrong with it ------------------------------------------------------------


def test_comparing_asks_for_the_pixels_that_go_out(pane: WorkspacePane, orders: Orders) -> None:
    press(pane, Key.Key_V)
    QApplication.processEvents()
    purposes = {order[2] for order in orders.given if order[0] == "retouch.want_picture"}
    assert Purpose.PAYLOAD in purposes


def test_esc_leaves_the_comparison(pane: WorkspacePane) -> None:
    press(pane, Key.Key_V)
    focused = pane.focusWidget()
    assert focused is not None
    QTest.keyClick(focused, Key.Key_Escape)
    assert stage(pane).isVisible()


def test_a_remark_is_mended_with_its_one_button(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(desk_fact(remarked("one", Remark.BLURRED, Remark.SKEWED)))
    named(pane, "Straighten").click()
    card = [button for button in pane.findChildren(QPushButton) if button.accessibleName() == "Straighten"]
    card[-1].click()
    assert done(orders)[-1] == ("mender.mend", "one", Remark.SKEWED)


def test_a_person_may_say_that_it_is_right(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    relay.fact.emit(desk_fact(remarked("one", Remark.BLANK)))
    press(pane, Key.Key_Y)
    assert done(orders) == [("retouch.approve", ["one"])]


def test_the_primary_button_leads_to_the_page_that_must_be_seen(pane: WorkspacePane, relay: Relay) -> None:
    view = desk_view(ONE, remarked("torn", Remark.MAYBE_TORN))
    relay.fact.emit(DeskChanged(replace(view, obstacle=Obstacle.NOT_SEEN)))
    press(pane, Key.Key_Home)
    named(pane, "Look at page 2 first").click()
    assert stage(pane).accessibleName() == "Page 2 of 2, torn, look: damaged?"


def test_a_locked_file_is_opened_in_its_place(pane: WorkspacePane, relay: Relay, orders: Orders) -> None:
    problem = Problem("This PDF is locked with a password", "Type its password to open it")
    locked = BrokenFile(PageId("locked"), "locked.pdf", problem, is_locked=True)
    relay.fact.emit(desk_fact(PageRow(PageId("locked"), 1, locked, Mark.BROKEN, "locked.pdf", "", None, problem)))
    field = next(field for field in pane.findChildren(QLineEdit) if field.accessibleName() == "Password")
    QTest.keyClicks(field, "secret")
    named(pane, "Open it").click()
    assert (done(orders), field.text()) == ([("intake.unlock", "locked", "secret")], "")


# --- the toolbar ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize("width", [300, 360, 415, 560, 724, 790, 1340])
def test_the_toolbar_is_never_cut(pane: WorkspacePane, width: int) -> None:
    bar = pane.findChild(WorkspaceToolbar)
    assert bar is not None
    bar.set_room(width)
    assert bar.sizeHint().width() <= width


def test_what_has_no_room_stands_under_more(pane: WorkspacePane) -> None:
    bar = pane.findChild(WorkspaceToolbar)
    assert bar is not None
    bar.set_room(360)
    menu = bar.menu()
    assert "Remove" in [action.text() for action in menu.actions()]
    put_away(menu)


@pytest.mark.parametrize(("key", "is_kept"), [(Key.Key_J, True), (Key.Key_5, True), (Key.Key_X, False)])
def test_a_letter_whose_act_can_not_be_done_is_not_typed_elsewhere(
    pane: WorkspacePane, key: Qt.Key, is_kept: bool
) -> None:
    pressed = QKeyEvent(QEvent.Type.KeyPress, key, Held.NoModifier, chr(key).lower())
    QApplication.sendEvent(stage(pane), pressed)
    assert pressed.isAccepted() is is_kept
