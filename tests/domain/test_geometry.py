"""Laying a page flat and straight: every point goes where it belongs, and comes back."""

import math

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from app.domain.edits import UNTOUCHED, Box
from app.domain.geometry import Point, Quad, flattening, inverse, mapped, rectangle, straightening

sides = st.integers(10, 5000)
angles = st.floats(-45, 45)
shares = st.floats(0.05, 0.95)
nudges = st.tuples(*(st.floats(0, 0.3) for _ in range(8)))


def slanted(width: int, height: int, nudge: tuple[float, ...]) -> Quad:
    """A convex area inside a picture of this size: its corners pushed inwards."""
    a, b, c, d, e, f, g, h = nudge
    return Quad(
        Point(a * width, b * height),
        Point(width - c * width, d * height),
        Point(width - e * width, height - f * height),
        Point(g * width, height - h * height),
    )


@given(sides, sides, nudges)
def test_the_corners_of_an_area_laid_flat_are_those_of_its_rectangle(
    width: int, height: int, nudge: tuple[float, ...]
) -> None:
    corners = slanted(width, height, nudge)
    flat = rectangle(0, 0, *corners.flat_size)
    for corner, target in zip(corners.mapped(flattening(corners)).corners, flat.corners, strict=True):
        assert corner.x == pytest.approx(target.x, abs=1e-3)
        assert corner.y == pytest.approx(target.y, abs=1e-3)


@given(sides, sides, angles, nudges, shares, shares)
def test_what_is_laid_comes_back_to_its_place(
    width: int, height: int, angle: float, nudge: tuple[float, ...], across: float, down: float
) -> None:
    edits = UNTOUCHED.flattened(slanted(width, height, nudge)).straightened(angle, width, height)
    laying = edits.laying(width, height)
    place = Point(across * width, down * height)
    depth = laying[6] * place.x + laying[7] * place.y + laying[8]
    assume(abs(depth) > 0.05)  # the horizon itself has no place on paper
    back = mapped(inverse(laying), mapped(laying, place))
    assert math.hypot(back.x - place.x, back.y - place.y) < 0.01


@given(sides, sides, angles)
def test_a_turned_page_lies_wholly_on_its_paper(width: int, height: int, angle: float) -> None:
    edits = UNTOUCHED.straightened(angle, width, height)
    across, down = edits.laid_size(width, height)
    for corner in rectangle(0, 0, width, height).mapped(edits.laying(width, height)).corners:
        assert -1 <= corner.x <= across + 1
        assert -1 <= corner.y <= down + 1


def test_a_positive_angle_turns_clockwise() -> None:
    turned = mapped(straightening(100, 100, 10), Point(100, 50))
    assert turned.y > mapped(straightening(100, 100, 0), Point(100, 50)).y


@given(sides, sides, angles, angles)
def test_a_crop_keeps_its_size_and_stays_on_the_page_when_the_page_is_straightened(
    width: int, height: int, first: float, second: float
) -> None:
    edits = UNTOUCHED.straightened(first, width, height)
    across, down = edits.laid_size(width, height)
    cropped = edits.cropped(Box(across // 3, down // 3, across // 2 + 1, down // 2 + 1))
    again = cropped.straightened(second, width, height)
    assert again.crop is not None
    assert again.crop == again.crop.within(*again.laid_size(width, height))


def test_taking_the_straightening_back_gives_the_page_as_it_was() -> None:
    assert UNTOUCHED.straightened(3, 100, 200).straightened(0, 100, 200).is_untouched


def test_an_area_with_a_dent_can_not_be_laid_flat() -> None:
    dented = Quad(Point(0, 0), Point(100, 0), Point(20, 20), Point(0, 100))
    assert UNTOUCHED.flattened(dented).is_untouched


@given(sides, sides, nudges, angles)
def test_a_redaction_stays_on_its_words_however_the_page_is_laid(
    width: int, height: int, nudge: tuple[float, ...], angle: float
) -> None:
    words = (rectangle(1, 1, 5, 3),)
    edits = UNTOUCHED.redacted(words)
    assert (
        edits.flattened(slanted(width, height, nudge)).straightened(angle, width, height).turned(1).redactions == words
    )
