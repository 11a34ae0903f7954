"""The crop box while it is being made."""

from app.domain.edits import UNTOUCHED, Box, PageEdits
from app.ui.pictures.lens import Lens
from app.ui.workspace.crop_geometry import Grip
from app.ui.workspace.crop_tool import CropTool

HALF = Lens(0.5, 100, 50)
"""The page is shown at half its size, its corner at (100, 50)."""


def tool(edits: PageEdits = UNTOUCHED) -> CropTool:
    return CropTool((1000, 2000), edits)


def test_a_page_without_a_crop_begins_with_the_whole_page() -> None:
    assert tool().box == Box(0, 0, 1000, 2000)


def test_the_whole_page_is_told_as_no_crop() -> None:
    assert tool().crop is None


def test_a_crop_is_shown_turned_like_its_page() -> None:
    assert tool(PageEdits(1, Box(0, 0, 100, 200))).box == Box(1800, 0, 2000, 100)


def test_a_crop_comes_back_in_the_pages_own_pixels() -> None:
    assert tool(PageEdits(3, Box(10, 20, 300, 400))).crop == Box(10, 20, 300, 400)


def test_turning_meanwhile_keeps_what_is_in_the_box() -> None:
    made = tool(PageEdits(0, Box(10, 20, 300, 400)))
    made.turn_to(1)
    assert made.crop == Box(10, 20, 300, 400)
    assert made.shown_size == (2000, 1000)


def test_dragging_a_handle_moves_by_page_pixels() -> None:
    made = tool()
    made.press(HALF, 600, 500)
    made.drag(HALF, 550, 500)
    assert made.box == Box(0, 0, 900, 2000)


def test_dragging_inside_moves_the_box() -> None:
    made = tool(PageEdits(0, Box(100, 100, 500, 500)))
    made.press(HALF, 250, 200)
    made.drag(HALF, 260, 220)
    assert made.box == Box(120, 140, 520, 540)


def test_dragging_outside_draws_a_new_box() -> None:
    made = tool(PageEdits(0, Box(100, 100, 200, 200)))
    made.press(HALF, 350, 550)
    made.drag(HALF, 450, 650)
    assert made.box == Box(500, 1000, 700, 1200)


def test_a_click_outside_draws_nothing() -> None:
    made = tool(PageEdits(0, Box(100, 100, 200, 200)))
    made.press(HALF, 350, 550)
    made.drag(HALF, 351, 551)
    made.release()
    assert made.box == Box(100, 100, 200, 200)


def test_arrows_move_the_bottom_right_corner_at_first() -> None:
    made = tool()
    made.nudge(-10, 0)
    made.nudge(0, -1)
    assert made.box == Box(0, 0, 990, 1999)


def test_another_edge_can_be_chosen_for_the_arrows() -> None:
    made = tool()
    made.choose(-1, 0)
    made.nudge(5, 0)
    assert made.box == Box(5, 0, 1000, 2000)


def test_the_edge_that_was_touched_last_is_the_one_that_arrows_move() -> None:
    made = tool()
    made.press(HALF, 100, 500)
    made.release()
    assert made.corner is Grip.BOTTOM_LEFT


def test_a_given_box_is_pushed_into_the_page() -> None:
    made = tool()
    made.place(Box(900, 1900, 5000, 6000))
    assert made.box == Box(900, 1900, 1000, 2000)
