"""Where tiles stand on the gallery's wall."""

from hypothesis import given
from hypothesis import strategies as st

from app.ui.gallery.gallery_layout import GAP_PX, MARGIN_PX, TILE_WIDTH_PX, Section, Wall, sections_of

FIVE_COLUMNS_PX = 2 * MARGIN_PX + 5 * TILE_WIDTH_PX + 4 * GAP_PX


def wall(*counts: int, width_px: int = FIVE_COLUMNS_PX) -> Wall:
    return Wall(sections_of([f"day {day}" for day, count in enumerate(counts) for _ in range(count)]), width_px)


def test_tiles_of_one_day_stand_together() -> None:
    assert sections_of(["today", "today", "yesterday"]) == (Section("today", 0, 2), Section("yesterday", 2, 1))


def test_five_tiles_stand_side_by_side_where_there_is_room_for_five() -> None:
    assert wall(9).columns == 5


def test_one_tile_a_line_is_the_least() -> None:
    assert wall(9, width_px=50).columns == 1


def test_each_day_begins_on_a_line_of_its_own() -> None:
    two_days = wall(2, 3)
    assert two_days.place(2).x == MARGIN_PX
    assert two_days.place(2).y > two_days.place(1).y


def test_going_down_keeps_the_column_or_takes_the_last_tile_of_a_shorter_line() -> None:
    uneven = wall(5, 2)
    assert uneven.above_or_below(1, 1) == 6
    assert uneven.above_or_below(4, 1) == 6


def test_going_up_from_the_first_line_stays() -> None:
    assert wall(5, 2).above_or_below(3, -1) == 3


def test_no_tile_lies_under_a_heading() -> None:
    heading = wall(3).heading_place(0)
    assert wall(3).row_at(heading.x + 5, heading.y + 5) is None


def test_an_empty_wall_has_no_height_and_no_tiles() -> None:
    assert wall().height_px == 0
    assert wall().rows_between(0, 1000) == []


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(100, 3000))
def test_every_tile_is_found_at_its_own_place(counts: list[int], width_px: int) -> None:
    built = wall(*counts, width_px=width_px)
    for row in range(built.count):
        place = built.place(row)
        assert built.row_at(place.x, place.y) == row
        assert built.row_at(place.x + place.width - 1, place.y + place.height - 1) == row


@given(st.lists(st.integers(1, 40), min_size=1, max_size=8), st.integers(-500, 9000), st.integers(0, 2000))
def test_the_rows_between_two_heights_are_those_that_reach_into_them(counts: list[int], top: int, high: int) -> None:
    built = wall(*counts)
    reach = [
        row
        for row in range(built.count)
        if built.place(row).y <= top + high and built.place(row).y + built.place(row).height > top
    ]
    assert built.rows_between(top, top + high) == reach
