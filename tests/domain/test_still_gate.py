"""When a picture is still and sharp enough to be taken."""

from hypothesis import given
from hypothesis import strategies as st

from app.domain.still_gate import (
    FRESH_S,
    LONGEST_WAIT_S,
    MOST_MOTION,
    SHARP_SHARE,
    Gray,
    Look,
    Verdict,
    motion,
    sharpness,
    verdict,
)

SIDES = st.integers(1, 24)
LOOKS = st.lists(
    st.builds(
        Look,
        at_s=st.floats(0, 10),
        motion=st.floats(0, 255),
        sharpness=st.floats(0, 100_000),
    ),
    max_size=12,
).map(lambda looks: sorted(looks, key=lambda look: look.at_s))


@st.composite
def grays(draw: st.DrawFn, width: int | None = None, height: int | None = None) -> Gray:
    wide, high = width or draw(SIDES), height or draw(SIDES)
    return Gray(wide, high, draw(st.binary(min_size=wide * high, max_size=wide * high)))


@st.composite
def pairs(draw: st.DrawFn) -> tuple[Gray, Gray]:
    one = draw(grays())
    return one, draw(grays(one.width, one.height))


def checks(width: int, height: int, step_px: int) -> Gray:
    """A chessboard."""
    return Gray(
        width,
        height,
        bytes(255 * ((x // step_px + y // step_px) % 2) for y in range(height) for x in range(width)),
    )


def still(at_s: float, sharp: float = 100.0) -> Look:
    return Look(at_s, 1.0, sharp)


@given(grays())
def test_a_picture_does_not_move_against_itself(gray: Gray) -> None:
    assert motion(gray, gray) == 0


@given(pairs())
def test_motion_is_the_same_both_ways_and_within_a_byte(pair: tuple[Gray, Gray]) -> None:
    assert 0 <= motion(*pair) == motion(pair[1], pair[0]) <= 255


@given(pairs())
def test_motion_is_seen_wherever_it_is(pair: tuple[Gray, Gray]) -> None:
    one, other = pair
    overall = sum(abs(a - b) for a, b in zip(one.pixels, other.pixels, strict=True)) / len(one.pixels)
    assert motion(one, other) >= overall - 1e-9


def test_a_card_that_slides_in_a_corner_is_motion() -> None:
    before = Gray(160, 120, bytes(160 * 120))
    corner = bytearray(160 * 120)
    for row in range(20):
        corner[row * 160 : row * 160 + 20] = b"\xff" * 20
    assert motion(before, Gray(160, 120, bytes(corner))) > MOST_MOTION


def test_pictures_of_two_sizes_are_two_scenes() -> None:
    assert motion(Gray(2, 2, bytes(4)), Gray(4, 1, bytes(4))) == 255


@given(SIDES, SIDES, st.integers(0, 255))
def test_a_picture_of_one_grey_has_no_sharpness(width: int, height: int, level: int) -> None:
    assert sharpness(Gray(width, height, bytes([level]) * (width * height))) == 0


@given(grays())
def test_sharpness_is_never_negative_and_the_same_upside_down(gray: Gray) -> None:
    turned = Gray(gray.width, gray.height, gray.pixels[::-1])
    assert sharpness(gray) + 1e-6 >= 0
    assert abs(sharpness(gray) - sharpness(turned)) <= 1e-6 * (1 + sharpness(gray))


def test_finer_detail_is_sharper() -> None:
    assert sharpness(checks(40, 40, 1)) > sharpness(checks(40, 40, 4)) > sharpness(checks(40, 40, 10)) > 0


@given(LOOKS, st.floats(0, 10), st.floats(0, 10))
def test_a_picture_never_waits_for_longer_than_the_bound(looks: list[Look], asked_s: float, after_s: float) -> None:
    found = verdict(looks, asked_s, asked_s + after_s)
    assert found is not Verdict.WAIT or after_s <= LONGEST_WAIT_S + 1e-6


@given(LOOKS, st.floats(0, 10), st.floats(0, 10))
def test_no_picture_is_taken_as_good_that_moved_at_the_last_look(
    looks: list[Look], asked_s: float, after_s: float
) -> None:
    now_s = asked_s + after_s
    seen = [look for look in looks if look.at_s <= now_s]
    if verdict(seen, asked_s, now_s) is Verdict.SHOOT:
        assert seen[-1].motion <= MOST_MOTION
        assert now_s - seen[-1].at_s <= FRESH_S


def test_what_lay_still_before_the_key_is_taken_at_once() -> None:
    assert verdict([still(0.8), still(0.9)], 1.0, 1.0) is Verdict.SHOOT


def test_one_still_look_is_not_enough() -> None:
    assert verdict([Look(0.8, 40.0, 100.0), still(0.9)], 1.0, 1.0) is Verdict.WAIT


def test_looks_that_are_long_past_say_nothing() -> None:
    assert verdict([still(0.1), still(0.2)], 1.0, 1.0) is Verdict.WAIT


def test_a_lens_below_its_best_is_waited_for() -> None:
    hunting = [still(0.2, 100.0), still(0.8, 100.0 * SHARP_SHARE - 1), still(0.9, 100.0 * SHARP_SHARE - 1)]
    assert verdict(hunting, 1.0, 1.0) is Verdict.WAIT
    assert verdict([*hunting, still(1.1, 99.0), still(1.2, 99.0)], 1.0, 1.2) is Verdict.SHOOT


def test_at_the_deadline_it_is_taken_and_said_what_was_wrong() -> None:
    now_s = 1.0 + LONGEST_WAIT_S
    moving = [Look(now_s - 0.2, 30.0, 100.0), Look(now_s - 0.1, 30.0, 100.0)]
    blurred = [still(now_s - 1.0, 100.0), still(now_s - 0.2, 10.0), still(now_s - 0.1, 10.0)]
    assert verdict(moving, 1.0, now_s) is Verdict.SHOOT_MOVING
    assert verdict(blurred, 1.0, now_s) is Verdict.SHOOT_BLURRED


def test_a_camera_that_shows_nothing_is_asked_at_the_deadline_all_the_same() -> None:
    assert verdict([], 1.0, 1.0 + LONGEST_WAIT_S) is Verdict.SHOOT_MOVING
