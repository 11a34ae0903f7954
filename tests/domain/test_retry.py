"""When to try again and when to look again: bounds, the server's wish, the settle time, a clock that was set back."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from app.domain.retry import (
    LONGEST_LOOK_S,
    LONGEST_OBEYED_WAIT_S,
    LONGEST_WAIT_S,
    LookAgain,
    SendAgain,
    after_failure,
    after_missing,
)
from tests.domain.made_up import NOON

dice = st.floats(0, 1)
failures = st.integers(0, 1_000_000)
waits = st.floats(-1000, 1e9)


@given(failures, dice)
def test_a_failure_always_leads_to_another_try_within_the_longest_wait(count: int, die: float) -> None:
    wait_s = (after_failure(NOON, count, die).at - NOON).total_seconds()
    assert 0 < wait_s <= LONGEST_WAIT_S


@given(failures, dice, waits)
def test_what_the_server_asks_for_is_obeyed_up_to_an_hour(count: int, die: float, asked_s: float) -> None:
    wait_s = (after_failure(NOON, count, die, asked_s).at - NOON).total_seconds()
    assert wait_s >= min(asked_s, LONGEST_OBEYED_WAIT_S) - 0.001
    assert wait_s <= LONGEST_OBEYED_WAIT_S * 1.1 + 0.001


@given(failures, dice, st.floats(-1000, 0))
def test_a_server_that_asks_for_no_wait_is_not_stormed(count: int, die: float, asked_s: float) -> None:
    assert after_failure(NOON, count, die, asked_s).at > NOON


def test_the_ceiling_grows_with_each_failure() -> None:
    waits_s = [(after_failure(NOON, count, 1.0).at - NOON).total_seconds() for count in range(1, 12)]
    assert waits_s == sorted(waits_s)
    assert waits_s[0] < waits_s[-1] == LONGEST_WAIT_S


@given(st.floats(0, 7200), st.floats(0, 3600))
def test_nothing_is_sent_again_before_the_settle_time_is_over(passed_s: float, settle_s: float) -> None:
    decision = after_missing(NOON + timedelta(seconds=passed_s), NOON, settle_s)
    assert isinstance(decision, SendAgain) == (timedelta(seconds=passed_s).total_seconds() >= settle_s)


@given(st.floats(0, 3600), st.floats(0.01, 3600))
def test_looks_are_ahead_and_follow_each_other_within_bounds(passed_s: float, settle_s: float) -> None:
    now = NOON + timedelta(seconds=passed_s)
    decision = after_missing(now, NOON, settle_s)
    if isinstance(decision, LookAgain):
        assert 0 < (decision.at - now).total_seconds() <= LONGEST_LOOK_S


@given(st.floats(0.01, 3600))
def test_looking_ends_and_the_last_look_is_after_the_settle_time(settle_s: float) -> None:
    now, looks = NOON, 0
    while isinstance(decision := after_missing(now, NOON, settle_s), LookAgain):
        now, looks = decision.at, looks + 1
        assert looks < 200
    assert (now - NOON).total_seconds() >= settle_s


@given(st.floats(0.001, 1e9), st.floats(0, 3600))
def test_a_clock_that_was_set_back_never_sends_again_at_once(back_s: float, settle_s: float) -> None:
    now = NOON - timedelta(seconds=back_s)
    decision = after_missing(now, NOON, settle_s)
    assert isinstance(decision, LookAgain)
    assert decision.at <= now + timedelta(seconds=settle_s)
