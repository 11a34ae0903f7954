"""A page's edits: turns add up, a crop stays inside, and the size that comes out is known beforehand."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.edits import AS_IT_IS, UNTOUCHED, Box, Ink, PageEdits, Tone, tone_table

turns = st.integers(-9, 9)
sides = st.integers(1, 10_000)
anywhere = st.integers(-20_000, 20_000)
boxes = st.builds(Box, anywhere, anywhere, anywhere, anywhere)


@given(turns, turns)
def test_turning_twice_is_turning_once_by_the_sum(first: int, second: int) -> None:
    assert UNTOUCHED.turned(first).turned(second) == UNTOUCHED.turned(first + second)


@given(turns)
def test_quarter_turns_stay_between_0_and_3(quarters: int) -> None:
    assert 0 <= UNTOUCHED.turned(quarters).quarter_turns <= 3


@given(boxes, turns)
def test_turning_never_touches_the_crop(box: Box, quarters: int) -> None:
    assert UNTOUCHED.cropped(box).turned(quarters).crop == box


@given(sides, sides, turns)
def test_an_odd_turn_swaps_the_sides(width: int, height: int, quarters: int) -> None:
    expected = (height, width) if quarters % 2 else (width, height)
    assert UNTOUCHED.turned(quarters).size_after(width, height) == expected


@given(boxes, sides, sides, st.integers(1, 500))
def test_a_box_pushed_inside_lies_inside_and_is_not_too_small(box: Box, width: int, height: int, least: int) -> None:
    inside = box.within(width, height, least)
    assert 0 <= inside.left < inside.right <= width
    assert 0 <= inside.top < inside.bottom <= height
    assert inside.width >= min(least, width)
    assert inside.height >= min(least, height)


@given(boxes, sides, sides)
def test_a_box_inside_stays_where_it_is(box: Box, width: int, height: int) -> None:
    inside = box.within(width, height)
    assert inside.within(width, height) == inside


@given(boxes, sides, sides, turns)
def test_the_size_after_a_crop_is_that_of_the_box(box: Box, width: int, height: int, quarters: int) -> None:
    inside = box.within(width, height)
    edits = PageEdits().cropped(inside).turned(quarters)
    assert sorted(edits.size_after(width, height)) == sorted((inside.width, inside.height))


def test_four_quarters_are_no_edit() -> None:
    assert UNTOUCHED.turned(1).turned(3).is_untouched


@given(st.integers(-100, 100), st.integers(-100, 100))
def test_a_lighter_tone_never_becomes_darker_than_a_darker_one(brightness: int, contrast: int) -> None:
    table = tone_table(brightness, contrast)
    assert list(table) == sorted(table)


def test_no_brightness_and_no_contrast_change_no_tone() -> None:
    assert tone_table(0, 0) == bytes(range(256))


@given(st.integers(-1000, 1000))
def test_brightness_stays_within_its_bounds(brightness: int) -> None:
    assert -100 <= UNTOUCHED.toned(Tone(brightness=brightness)).tone.brightness <= 100


def test_in_black_and_white_brightness_is_made_and_not_painted_over() -> None:
    tone = Tone(Ink.BLACK_AND_WHITE, brightness=40, contrast=10)
    assert (tone.made.brightness, tone.painted) == (40, AS_IT_IS)


@pytest.mark.parametrize("ink", [Ink.AS_IT_IS, Ink.GREY])
def test_in_colour_and_grey_brightness_and_contrast_are_painted(ink: Ink) -> None:
    tone = Tone(ink, brightness=40, contrast=10, clean_paper=True)
    assert (tone.made, tone.painted) == (Tone(ink, clean_paper=True), Tone(brightness=40, contrast=10))
