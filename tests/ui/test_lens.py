"""Zoom and place of the page on the stage."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.ui.pictures.lens import MAX_SCALE, MIN_SCALE, Area, Lens, fitting

SIDES = st.floats(min_value=10, max_value=9000)
PLACES = st.floats(min_value=-2000, max_value=2000)


@given(st.floats(0.02, 7), PLACES, PLACES, st.floats(0.0001, 100), PLACES, PLACES)
def test_zooming_keeps_the_point_under_the_pointer(
    scale: float, left: float, top: float, wanted: float, x: float, y: float
) -> None:
    lens = Lens(scale, left, top)
    after = lens.scaled(wanted, x, y)
    assert after.to_window(*lens.to_page(x, y)) == pytest.approx((x, y), abs=1e-4)


@given(st.floats(0.0001, 1000))
def test_the_scale_stays_in_its_bounds(wanted: float) -> None:
    assert MIN_SCALE <= Lens().scaled(wanted, 0, 0).scale <= MAX_SCALE


@given(SIDES, SIDES, SIDES, SIDES)
def test_a_fitted_page_is_inside_the_window(page_w: float, page_h: float, window_w: float, window_h: float) -> None:
    page, window = Area(page_w, page_h), Area(window_w, window_h)
    lens = fitting(page, window, 0, 2)
    assert page_w * lens.scale <= window_w * 1.001 or lens.scale == MIN_SCALE
    assert page_h * lens.scale <= window_h * 1.001 or lens.scale == MIN_SCALE


def test_a_small_page_sits_in_the_middle() -> None:
    assert fitting(Area(100, 50), Area(1000, 500), 16, 2) == Lens(2, 400, 200)


def test_a_large_page_cannot_be_pushed_out_of_the_window() -> None:
    lens = Lens(1, 5000, -9000).settled(Area(2000, 2000), Area(500, 500), 20)
    assert (lens.left, lens.top) == (20, 500 - 2000 - 20)


def test_a_page_point_goes_to_the_window_and_back() -> None:
    lens = Lens(0.37, 12, -40)
    x, y = lens.to_page(*lens.to_window(120, 900))
    assert math.isclose(x, 120)
    assert math.isclose(y, 900)


@given(st.floats(0.05, 4), st.floats(0.1, 0.9), st.floats(0.1, 0.9))
def test_another_page_of_the_same_size_lies_as_the_one_before(scale: float, right: float, down: float) -> None:
    page, window = Area(1700, 2200), Area(800, 600)
    lens = Lens(scale, -right * page.width * scale, -down * page.height * scale)
    carried = lens.carried(page, page, window, 1.0)
    assert carried.scale == lens.scale
    assert abs(carried.left - lens.left) < 1e-6 * max(1.0, abs(lens.left))
    assert abs(carried.top - lens.top) < 1e-6 * max(1.0, abs(lens.top))


def test_a_page_twice_as_large_shows_the_same_part_at_half_the_scale() -> None:
    window = Area(800, 600)
    carried = Lens(1.0, -100, -300).carried(Area(1000, 1000), Area(2000, 2000), window, 0.5)
    assert (carried.scale, carried.left, carried.top) == (0.5, -100, -300)
