"""What DRX accepts: inclusive bounds, scaling down to them, padding up to them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.limits import DRX_LIMITS, complies, padded_size, scaled_size
from app.domain.pages import MediaType

sides = st.integers(1, 60_000)


@given(sides, sides)
def test_after_scaling_no_side_is_over_the_limit_and_none_vanishes(width: int, height: int) -> None:
    scaled = scaled_size(width, height, DRX_LIMITS)
    assert max(scaled) <= DRX_LIMITS.max_side_px
    assert min(scaled) >= 1


@given(sides, sides)
def test_scaling_never_enlarges(width: int, height: int) -> None:
    scaled_width, scaled_height = scaled_size(width, height, DRX_LIMITS)
    assert scaled_width <= width
    assert scaled_height <= height


@given(st.integers(4001, 60_000), st.integers(4001, 60_000))
def test_what_is_too_large_becomes_exactly_as_large_as_allowed(width: int, height: int) -> None:
    assert max(scaled_size(width, height, DRX_LIMITS)) == DRX_LIMITS.max_side_px


@given(st.integers(100, 60_000), st.integers(100, 60_000))
def test_scaling_keeps_the_shape_within_a_pixel(width: int, height: int) -> None:
    scaled_width, scaled_height = scaled_size(width, height, DRX_LIMITS)
    assert abs(scaled_width * height - scaled_height * width) <= max(width, height)


@given(sides, sides)
def test_scaled_then_padded_is_within_the_limits(width: int, height: int) -> None:
    found = padded_size(*scaled_size(width, height, DRX_LIMITS), DRX_LIMITS)
    assert all(DRX_LIMITS.min_side_px <= side <= DRX_LIMITS.max_side_px for side in found)


@pytest.mark.parametrize("size", [(300, 300), (4000, 4000), (300, 4000)])
def test_the_bounds_belong_to_what_is_accepted(size: tuple[int, int]) -> None:
    assert complies(*size, DRX_LIMITS.max_bytes, MediaType.JPEG, DRX_LIMITS)


@pytest.mark.parametrize(
    ("width", "height", "size_bytes", "media_type"),
    [
        (299, 300, 1000, MediaType.JPEG),
        (4001, 4000, 1000, MediaType.JPEG),
        (400, 400, 10_000_001, MediaType.JPEG),
        (400, 400, 0, MediaType.JPEG),
        (400, 400, 1000, MediaType.PDF),
        (400, 400, 1000, MediaType.WEBP),
        (400, 400, 1000, MediaType.GIF),
    ],
)
def test_what_is_beyond_a_bound_is_not_sent_as_it_is(
    width: int, height: int, size_bytes: int, media_type: MediaType
) -> None:
    assert not complies(width, height, size_bytes, media_type, DRX_LIMITS)
