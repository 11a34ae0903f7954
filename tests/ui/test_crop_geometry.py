"""The crop box under turns, pointer and keys."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.edits import Box, PageEdits
from app.ui.workspace.crop_geometry import (
    EDGE_GRIPS,
    Frame,
    Grip,
    as_crop,
    corner_with,
    dragged,
    drawn,
    grip_at,
    shifted,
    turned_box,
    turned_size,
    unturned_box,
)

SIDES = st.integers(min_value=1, max_value=9000)
TURNS = st.integers(min_value=-5, max_value=8)
STEPS = st.integers(min_value=-20_000, max_value=20_000)


@st.composite
def boxes_on_pages(draw: st.DrawFn) -> tuple[Box, int, int]:
    width, height = draw(SIDES), draw(SIDES)
    left = draw(st.integers(0, width - 1))
    top = draw(st.integers(0, height - 1))
    return Box(left, top, draw(st.integers(left + 1, width)), draw(st.integers(top + 1, height))), width, height


def lies_within(box: Box, width: int, height: int) -> bool:
    return 0 <= box.left < box.right <= width and 0 <= box.top < box.bottom <= height


@given(boxes_on_pages(), TURNS)
def test_a_box_that_is_turned_and_turned_back_is_the_same(page: tuple[Box, int, int], turns: int) -> None:
    box, width, height = page
    assert unturned_box(turned_box(box, width, height, turns), width, height, turns) == box


@given(boxes_on_pages(), TURNS)
def test_a_turned_box_lies_in_the_turned_page(page: tuple[Box, int, int], turns: int) -> None:
    box, width, height = page
    assert lies_within(turned_box(box, width, height, turns), *turned_size(width, height, turns))


@given(boxes_on_pages(), TURNS)
def test_a_turned_box_has_the_size_that_the_edits_promise(page: tuple[Box, int, int], turns: int) -> None:
    box, width, height = page
    shown = turned_box(box, width, height, turns)
    assert (shown.width, shown.height) == PageEdits(turns % 4, box).size_after(width, height)


def test_the_top_left_corner_goes_to_the_top_right_when_turned_right() -> None:
    assert turned_box(Box(0, 0, 10, 20), 100, 200, 1) == Box(180, 0, 200, 10)


@given(boxes_on_pages(), st.sampled_from(list(Grip)), STEPS, STEPS)
def test_a_dragged_box_stays_in_the_page(page: tuple[Box, int, int], grip: Grip, right: int, down: int) -> None:
    box, width, height = page
    assert lies_within(dragged(box, grip, right, down, width, height), width, height)


@given(boxes_on_pages(), st.sampled_from(EDGE_GRIPS), STEPS, STEPS)
def test_only_the_edges_that_were_caught_follow(page: tuple[Box, int, int], grip: Grip, right: int, down: int) -> None:
    box, width, height = page
    after = dragged(box, grip, right, down, width, height)
    assert grip.horizontal == -1 or after.left == box.left
    assert grip.horizontal == 1 or after.right == box.right
    assert grip.vertical == -1 or after.top == box.top
    assert grip.vertical == 1 or after.bottom == box.bottom


@given(boxes_on_pages(), STEPS, STEPS)
def test_a_box_that_is_moved_keeps_its_size(page: tuple[Box, int, int], right: int, down: int) -> None:
    box, width, height = page
    after = shifted(box, right, down, width, height)
    assert (after.width, after.height) == (box.width, box.height)


@given(SIDES, SIDES, *(st.floats(-10_000, 10_000) for _ in range(4)))
def test_a_drawn_box_lies_in_the_page(width: int, height: int, x0: float, y0: float, x1: float, y1: float) -> None:
    assert lies_within(drawn(x0, y0, x1, y1, width, height), width, height)


def test_a_box_can_be_drawn_towards_the_top_left() -> None:
    assert drawn(90, 80, 10, 20, 100, 100) == Box(10, 20, 90, 80)


def test_the_whole_page_is_no_crop() -> None:
    assert as_crop(Box(0, 0, 300, 400), 300, 400) is None


@given(boxes_on_pages())
def test_anything_less_than_the_page_is_kept_as_it_is(page: tuple[Box, int, int]) -> None:
    box, width, height = page
    assert as_crop(box, width, height) in ({box} if box != Box(0, 0, width, height) else {None})


@given(st.sampled_from(EDGE_GRIPS))
def test_every_handle_is_caught_twelve_pixels_outside_of_itself(grip: Grip) -> None:
    frame = Frame(100, 100, 400, 300)
    x, y = frame.place_of(grip)
    assert grip_at(frame, x + 12 * grip.horizontal, y + 12 * grip.vertical, 12) is grip


def test_farther_out_nothing_is_caught() -> None:
    assert grip_at(Frame(100, 100, 400, 300), 87, 200, 12) is None


def test_the_middle_moves_the_box() -> None:
    assert grip_at(Frame(100, 100, 400, 300), 250, 200, 12) is Grip.INSIDE


def test_a_tiny_box_still_has_a_middle_to_be_moved_by() -> None:
    assert grip_at(Frame(100, 100, 112, 112), 106, 106, 12) is Grip.INSIDE


def test_a_touched_edge_takes_its_half_of_the_arrow_keys() -> None:
    assert corner_with(Grip.BOTTOM_RIGHT, Grip.LEFT) is Grip.BOTTOM_LEFT
    assert corner_with(Grip.BOTTOM_RIGHT, Grip.INSIDE) is Grip.BOTTOM_RIGHT
